//! Bytes to text: byte order marks, declared and detected encodings, one kind of
//! line end, no control characters.
//!
//! In: bytes, and the encoding they claim for themselves. Out: [`Decoded`].
//! Must not know formats.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and how it was come by.
pub struct Decoded {
    /// The text: `\n` line ends, no control characters but `\n` and tab.
    pub text: String,
    /// Name of the encoding, as the Encoding Standard writes it.
    pub encoding: &'static str,
    /// Sequences that the encoding does not know; each became U+FFFD.
    pub malformed: u64,
}

impl Decoded {
    /// A warning where sequences were malformed.
    pub fn warning(&self) -> Option<String> {
        let plural = if self.malformed == 1 { "" } else { "s" };
        let (count, encoding) = (self.malformed, self.encoding);
        (count > 0).then(|| format!("decoded as {encoding} with {count} malformed sequence{plural}, shown as U+FFFD"))
    }
}

/// Decodes `bytes`: by byte order mark; else as UTF-8 where valid; else as
/// declared, where that gives no errors; else as UTF-8 with a few faults, or as
/// what the bytes look like.
pub fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Decoded {
    let (text, encoding, faulty) = raw(bytes, declared);
    let malformed = if faulty { text.matches('\u{FFFD}').count() as u64 } else { 0 };
    Decoded { text: clean(text), encoding: encoding.name(), malformed }
}

fn raw(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> (String, &'static Encoding, bool) {
    if let Some(encoding) = marked(&bytes).or_else(|| unmarked_utf16(&bytes)) {
        let (text, faulty) = encoding.decode_with_bom_removal(&bytes);
        return (text.into_owned(), encoding, faulty);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, UTF_8, false),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes);
        if !malformed {
            return (text.into_owned(), encoding, false);
        }
    }
    let encoding = if is_nearly_utf8(&bytes) { UTF_8 } else { detect(&bytes) };
    let (text, faulty) = encoding.decode_without_bom_handling(&bytes);
    (text.into_owned(), encoding, faulty)
}

fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding)
}

/// UTF-16 without its mark: Latin letters leave every other byte zero.
pub fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    match pairs {
        0..4 => None,
        _ if odd * 10 > pairs * 7 && even * 20 < pairs => Some(UTF_16LE),
        _ if even * 10 > pairs * 7 && odd * 20 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Three good multi-byte characters for every fault: UTF-8 that was cut or
/// pasted together, not another encoding.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 3
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Line ends become `\n`; other control characters become blanks, so that text
/// never drives a terminal; U+FEFF is dropped.
pub fn clean(text: String) -> String {
    if !text.chars().any(is_unclean) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{FEFF}' => {}
            _ if is_unclean(c) => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

fn is_unclean(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' => true,
        _ => c.is_control(),
    }
}

/// One line of metadata: blanks collapsed, control characters gone; `None` when
/// nothing is left.
pub fn one_line(text: &str) -> Option<String> {
    let text: Cow<'_, str> = if text.chars().any(is_unclean) { clean(text.to_string()).into() } else { text.into() };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
