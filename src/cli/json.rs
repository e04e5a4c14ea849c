//! Values as JSON on one line, safe on a terminal.
//!
//! In: anything that can be serialised. Out: one line. What could drive a terminal
//! is escaped, which changes nothing for a reader of JSON. Must not know what the
//! values mean.

use std::io::{self, Write};

use serde::Serialize;

use crate::export::printable;

/// Writes a value and a line feed.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value)?;
    writeln!(out, "{}", escaped(&text))
}

/// Such characters stand inside strings only: the rest of JSON is plain ASCII.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        let plain = printable(c.encode_utf8(&mut buffer)).starts_with(c);
        if plain {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hazards_are_escaped_and_come_back() {
        let value = "a\u{1b}[31m\u{9b}\u{7f}\u{202e}\u{e0041}\n\t«é한»";
        let mut out = Vec::new();
        write(&mut out, &value).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "\"a\\u001b[31m\\u009b\\u007f\\u202e\\udb40\\udc41\\n\\t«é한»\"\n");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }
}
