//! The engine that ships: tantivy in the same process. The only user of tantivy.
//!
//! An index folder holds `manifest.json`, which names the format, the analyzer and
//! the generation; `gen-N/`, tantivy's files of that generation; and the ledger of
//! sources. A rebuild writes a new generation beside the old one and replaces the
//! manifest last, so that whoever opens the folder always finds a whole index.

mod candidates;
mod cursor;
mod dictionary;
mod docs;
mod gathered;
mod join;
mod list;
mod manifest;
mod packed;
mod runs;
mod schema;
mod searcher;
mod spelled;
#[cfg(test)]
mod tests;
mod verifier;
mod vocabulary;
mod writer;

pub use manifest::{FORMAT, Manifest};
pub use searcher::EmbeddedSearcher;
pub use writer::{EmbeddedWriter, WriterOptions};
