//! The looks of text on a terminal: the only place that writes control sequences.
//!
//! In: a style and text that is already printable. Out: the text, in its style
//! when colour is on and bare when it is not.

use std::io::{self, Write};

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Title,
    Quiet,
    Mark,
}

impl Style {
    /// The parameters of the select-graphic-rendition sequence; empty for none.
    fn parameters(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Title => "1",
            Style::Quiet => "2",
            Style::Mark => "1;33",
        }
    }
}

/// Writes `text`, which must be printable, in `style`. Every stretch ends its own
/// style, so that a pager may cut anywhere between lines.
pub(super) fn paint(out: &mut dyn Write, color: bool, style: Style, text: &str) -> io::Result<()> {
    let parameters = style.parameters();
    if color && !parameters.is_empty() && !text.is_empty() {
        write!(out, "\x1b[{parameters}m{text}\x1b[0m")
    } else {
        out.write_all(text.as_bytes())
    }
}
