//! What a reader is given and where it puts what it finds.
//!
//! In: any byte stream with a path. Out: [`Source`] for readers, [`Sink`] for
//! their articles and warnings, [`ReadReport`] for the caller. Must not know
//! any format.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use super::{ARTICLE_LIMIT, IngestError};
use crate::article::Article;

/// Warnings listed in full; the rest are counted.
const LISTED: usize = 20;

/// One source to read: its path and its bytes, the head of them read already.
pub struct Source<'a> {
    /// Path below the root, encoded as in ids.
    pub relative: &'a str,
    head: Vec<u8>,
    rest: Box<dyn Read + 'a>,
    size: Option<u64>,
}

impl<'a> Source<'a> {
    /// Bytes that are read ahead to tell the format.
    pub const HEAD: usize = 64 << 10;

    /// A source of `size` bytes, where known; reads its head.
    ///
    /// # Errors
    /// The stream cannot be read.
    pub fn new(relative: &'a str, mut stream: impl Read + 'a, size: Option<u64>) -> Result<Self, IngestError> {
        let mut head = Vec::new();
        let result = stream.by_ref().take(Self::HEAD as u64).read_to_end(&mut head);
        result.map_err(|cause| IngestError::from_io(relative, cause))?;
        Ok(Source { relative, head, rest: Box::new(stream), size })
    }

    /// The first bytes, all of them if the source is not longer than [`Self::HEAD`].
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// True when the head is all there is.
    pub fn is_short(&self) -> bool {
        self.head.len() < Self::HEAD
    }

    /// Bytes, where known beforehand.
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// All bytes.
    ///
    /// # Errors
    /// More than [`ARTICLE_LIMIT`], found before reading where the size is known.
    pub fn bytes(self) -> Result<Vec<u8>, IngestError> {
        let place = self.relative;
        let too_large = |size| IngestError::TooLarge { place: place.to_string(), size, limit: ARTICLE_LIMIT };
        if let Some(size) = self.size.filter(|size| *size > ARTICLE_LIMIT) {
            return Err(too_large(size));
        }
        let mut bytes = self.head;
        let room = (ARTICLE_LIMIT + 1).saturating_sub(bytes.len() as u64);
        bytes.reserve(self.size.map_or(0, |size| (size as usize).saturating_sub(bytes.len()) + 1));
        self.rest.take(room).read_to_end(&mut bytes).map_err(|cause| IngestError::from_io(place, cause))?;
        if bytes.len() as u64 > ARTICLE_LIMIT { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
    }

    /// The bytes as a stream.
    pub fn stream(self) -> impl BufRead + 'a {
        Cursor::new(self.head).chain(BufReader::with_capacity(256 << 10, self.rest))
    }
}

/// What reading one file came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadReport {
    /// Name of the row in FORMATS that read it.
    pub format: &'static str,
    /// Articles given out.
    pub articles: u64,
    /// What was left out or repaired, in file order; at most twenty and a count.
    pub warnings: Vec<String>,
}

/// Where a reader puts articles and warnings.
pub struct Sink<'a> {
    emit: &'a mut dyn FnMut(Article) -> ControlFlow<()>,
    articles: u64,
    warnings: Vec<String>,
    unlisted: u64,
}

impl<'a> Sink<'a> {
    /// A sink that hands articles to `emit`.
    pub fn new(emit: &'a mut dyn FnMut(Article) -> ControlFlow<()>) -> Self {
        Sink { emit, articles: 0, warnings: Vec::new(), unlisted: 0 }
    }

    /// Hands on one article; `Break` when the caller wants no more.
    pub fn article(&mut self, article: Article) -> ControlFlow<()> {
        self.articles += 1;
        (self.emit)(article)
    }

    /// Notes that something was left out or repaired.
    pub fn warn(&mut self, warning: impl Into<String>) {
        if self.warnings.len() < LISTED {
            self.warnings.push(warning.into());
        } else {
            self.unlisted += 1;
        }
    }

    /// The report, for a file read by the row `format`.
    pub fn report(mut self, format: &'static str) -> ReadReport {
        if self.unlisted > 0 {
            self.warnings.push(format!("and {} more", self.unlisted));
        }
        ReadReport { format, articles: self.articles, warnings: self.warnings }
    }
}
