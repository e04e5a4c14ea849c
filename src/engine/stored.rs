//! What an index keeps of an article beside its postings: metadata, text, and the
//! layout that maps word positions to bytes without reading the text.

use crate::article::{ArticleId, Locator, Metadata, Passage};
use crate::hits::ArticleRef;
use crate::text::{Analysis, Sentence, Span};

/// A stored article.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Its id.
    pub id: ArticleId,
    /// Its metadata.
    pub metadata: Metadata,
    /// The extracted text.
    pub text: String,
    /// Where its sentences begin.
    pub layout: Layout,
    /// Where the title stands in the text; `None` for a region of its own.
    pub title_in_text: Option<Span>,
    /// BLAKE3 of the source file, hexadecimal.
    pub hash: String,
    /// Version of the extractor.
    pub extractor: u32,
    /// Julian day number on which it was first indexed.
    pub first_seen: i32,
}

impl Stored {
    /// BLAKE3 of the extracted text, hexadecimal.
    pub fn text_hash(&self) -> String {
        blake3::hash(self.text.as_bytes()).to_hex().to_string()
    }

    /// What a reader is told of the article.
    pub fn reference(&self, title_highlights: Vec<Span>) -> ArticleRef {
        let metadata = &self.metadata;
        ArticleRef {
            id: self.id.clone(),
            title: metadata.title.clone(),
            title_highlights,
            byline: metadata.byline.clone(),
            published: metadata.published,
            source: metadata.source.clone(),
            url: metadata.url.clone(),
            path: metadata.path.clone(),
            hash: self.hash.clone(),
            text_hash: self.text_hash(),
            extractor: self.extractor,
        }
    }

    /// The passage of sentences `from..to` (from 0); `paragraphs` are those of
    /// [`Layout::paragraphs`].
    pub fn passage(&self, from: usize, to: usize, paragraphs: &[u32]) -> Passage {
        let paragraph = paragraphs.get(from).copied().unwrap_or(1);
        Passage {
            ordinal: from as u32 + 1,
            span: self.layout.span(from, to, &self.text),
            positions: (self.layout.position(from), self.layout.position(to)),
            locator: Locator { page: None, paragraph },
        }
    }

    /// Position of the first word at or behind a byte of the text.
    pub fn position_at(&self, byte: usize) -> u32 {
        let sentence = self.layout.sentences.partition_point(|s| s.start <= byte).saturating_sub(1);
        let start = self.layout.sentences.get(sentence).map_or(0, |s| s.start).min(byte);
        self.layout.position(sentence) + Analysis::within(&self.text, Span::new(start, byte)).word_count()
    }

    /// Position of the first word of a title that is a region of its own.
    pub fn title_position(&self) -> u32 {
        self.layout.words + TITLE_GAP
    }
}

/// Positions between the last word of the body and the first of the title: more
/// than any operator reaches.
pub const TITLE_GAP: u32 = 1_024;

/// The sentences of a text and how many words it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Words of the text.
    pub words: u32,
}

impl Layout {
    /// Packs the layout: words, then for each sentence how many words and bytes lie
    /// since the one before, and two flags, as LEB128 numbers.
    pub fn pack(sentences: &[Sentence], words: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(sentences.len() * 3 + 4);
        put(u64::from(words), &mut out);
        let (mut position, mut start) = (0, 0);
        for s in sentences {
            put(u64::from(s.position - position), &mut out);
            let flags = u64::from(s.paragraph) | u64::from(s.section) << 1;
            put(((s.start - start) as u64) << 2 | flags, &mut out);
            (position, start) = (s.position, s.start);
        }
        out
    }

    /// Reads a packed layout; damaged bytes give what was read until there.
    pub fn unpack(bytes: &[u8]) -> Layout {
        let mut at = 0;
        let mut layout = Layout { sentences: Vec::new(), words: take(bytes, &mut at).unwrap_or(0) as u32 };
        let (mut position, mut start) = (0u32, 0usize);
        while let (Some(words), Some(rest)) = (take(bytes, &mut at), take(bytes, &mut at)) {
            position += words as u32;
            start += (rest >> 2) as usize;
            layout.sentences.push(Sentence { position, start, paragraph: rest & 1 > 0, section: rest & 2 > 0 });
        }
        layout
    }

    /// The number of each sentence's paragraph, from 1.
    pub fn paragraphs(&self) -> Vec<u32> {
        let numbered = self.sentences.iter().scan(0, |number, sentence| {
            *number += u32::from(sentence.paragraph);
            Some((*number).max(1))
        });
        numbered.collect()
    }

    /// Number of the sentence (from 0) that holds a word position.
    pub fn sentence_of(&self, position: u32) -> usize {
        self.sentences.partition_point(|s| s.position <= position).saturating_sub(1)
    }

    /// Position of the first word of sentence `i`; one past the last word for the
    /// number of sentences.
    pub fn position(&self, i: usize) -> u32 {
        self.sentences.get(i).map_or(self.words, |s| s.position)
    }

    /// The bytes of sentences `from..to` of `text`, blanks at the end left out.
    pub fn span(&self, from: usize, to: usize, text: &str) -> Span {
        let start = self.sentences.get(from).map_or(0, |s| s.start);
        let end = self.sentences.get(to).map_or(text.len(), |s| s.start);
        let lead = text[start..end].len() - text[start..end].trim_start().len();
        Span::new(start + lead, start + lead + text[start + lead..end].trim_end().len())
    }
}

fn put(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
