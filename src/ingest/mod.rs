//! Files to articles: walk a folder, tell formats apart by content, decode, and
//! take title, byline, date, source and address where they stand.
//!
//! In: a folder or a file. Out: [`Article`](crate::article::Article)s, one after
//! the other, with a [`ReadReport`] for each file. The only reader of source
//! files. Must not know of queries, engines or indexes.

mod dates;
mod decode;
mod error;
mod formats;
mod front;
mod head;
mod html;
mod markdown;
mod names;
mod read;
mod record;
mod source;
mod walk;

#[cfg(test)]
mod tests;

pub use error::IngestError;
pub use formats::{FORMATS, Format, Head, Sniff};
pub use read::read;
pub use source::{ReadReport, Sink, Source};
pub use walk::{EXCLUDED, Found, Skipped, Walk, walk};

/// Version of the extractor. A change of what text or metadata comes out of a
/// file bumps it, so that stored hits can tell a changed extractor from a
/// changed source.
pub const EXTRACTOR: u32 = 1;

/// Bytes that one article, or one record of a file of many, may have.
pub const ARTICLE_LIMIT: u64 = 64 << 20;
