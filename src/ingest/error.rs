//! What can go wrong with a source file: place, problem and cure in one line.
//!
//! In: nothing. Out: [`IngestError`]. Must not print; the front end does, once.

use std::io;
use std::path::Path;

use crate::article::encode;

/// Why a file or folder gave no articles. `place` is the path as ids write it,
/// so it never holds control characters.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// There is nothing at this path.
    #[error("{place}: no such file or folder; check the spelling")]
    Missing {
        /// Path.
        place: String,
    },
    /// The system refuses to open it.
    #[error("{place}: permission denied; make it readable or leave it out")]
    Denied {
        /// Path.
        place: String,
    },
    /// No bytes, or nothing but blanks.
    #[error("{place}: is empty; nothing to index in it")]
    Empty {
        /// Path.
        place: String,
    },
    /// Not text, and no row of FORMATS reads it.
    #[error("{place}: looks binary ({evidence}) and no reader knows it; remove it or convert it to text")]
    Binary {
        /// Path.
        place: String,
        /// What gave it away.
        evidence: &'static str,
    },
    /// A known kind of file without a reader.
    #[error("{place}: no reader for {kind} yet; convert it to text, Markdown, HTML or JSONL")]
    NoReader {
        /// Path.
        place: String,
        /// The kind of file, such as `PDF` or `.toml`.
        kind: String,
    },
    /// More bytes than one article may have.
    #[error("{place}: {} is over the limit of {} for one article; split it", mebibytes(*size), mebibytes(*limit))]
    TooLarge {
        /// Path.
        place: String,
        /// Bytes found, or read so far where that is not known.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// A device, a socket or a pipe.
    #[error("{place}: is neither a file nor a folder; give one of those")]
    Special {
        /// Path.
        place: String,
    },
    /// The format's own reader gave up.
    #[error("{place}: cannot be read as {format}: {problem}; check the file or convert it to text")]
    Broken {
        /// Path.
        place: String,
        /// Name of the row in FORMATS.
        format: &'static str,
        /// What the reader says.
        problem: String,
    },
    /// Any other failure of the system.
    #[error("{place}: cannot be read: {cause}; try again or leave it out")]
    Io {
        /// Path.
        place: String,
        /// What the system says.
        cause: io::Error,
    },
}

impl IngestError {
    /// The error for what the system says about `place`.
    pub fn from_io(place: &str, cause: io::Error) -> Self {
        let place = place.to_string();
        match cause.kind() {
            io::ErrorKind::NotFound => IngestError::Missing { place },
            io::ErrorKind::PermissionDenied => IngestError::Denied { place },
            _ => IngestError::Io { place, cause },
        }
    }

    /// The path it is about.
    pub fn place(&self) -> &str {
        match self {
            IngestError::Missing { place }
            | IngestError::Denied { place }
            | IngestError::Empty { place }
            | IngestError::Binary { place, .. }
            | IngestError::NoReader { place, .. }
            | IngestError::TooLarge { place, .. }
            | IngestError::Special { place }
            | IngestError::Broken { place, .. }
            | IngestError::Io { place, .. } => place,
        }
    }

    /// Problem and cure without the path, for lists that name the path themselves.
    pub fn reason(&self) -> String {
        let whole = self.to_string();
        let reason = whole.strip_prefix(self.place()).and_then(|rest| rest.strip_prefix(": ")).map(str::to_string);
        reason.unwrap_or(whole)
    }
}

/// A path as messages and ids write it.
pub(super) fn written(path: &Path) -> String {
    encode(path.as_os_str().as_encoded_bytes())
}

fn mebibytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    if tenths.is_multiple_of(10) {
        format!("{} MiB", tenths / 10)
    } else {
        format!("{}.{} MiB", tenths / 10, tenths % 10)
    }
}
