//! Text as the engine sees it: byte spans, words with positions, designations,
//! sentence and paragraph boundaries.
//!
//! In: `&str`. Out: [`Span`]s and an [`Analysis`]. Pure; knows nothing of files,
//! queries or engines.

mod abbreviation;
mod analyzer;
mod chars;
mod designation;
mod note;
mod sentence;
mod span;
mod spelling;
mod token;

pub use abbreviation::{Abbreviation, abbreviations};
pub use analyzer::{ANALYZER, Analysis, Sentence, Token};
pub use chars::{fold, is_hyphen};
pub use designation::spaced_designation;
pub use note::Note;
pub use span::Span;
pub use spelling::bare_spelling;
pub use token::Class;

#[cfg(test)]
mod tests;
