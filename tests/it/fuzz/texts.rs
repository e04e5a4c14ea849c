//! What must hold of the words of every text.
//!
//! In: a text. Out: how many words it has; panics where something does not hold.

use std::collections::HashMap;

use attache::text::{Analysis, Class, Span, Token, fold};

/// Most bytes of terms for a byte of text: the longest compatibility form of a character
/// is U+FDFA with 33 bytes for 3, and a designation in variants has it four times.
const GROWTH: usize = 44;

pub fn check(text: &str) -> usize {
    let analysis = Analysis::of(text, &[]);
    check_order(text, &analysis);
    check_terms(text, &analysis);
    check_sentences(text, &analysis);
    check_nothing_lost(text, &analysis);
    check_same_words(text, &analysis);
    check_parts(text, &analysis);
    analysis.word_count() as usize
}

/// Words stand on character boundaries, one behind the other, at positions without gaps;
/// those at one position stand inside the first of them.
fn check_order(text: &str, analysis: &Analysis) {
    let mut first: Option<Token> = None;
    for token in &analysis.tokens {
        assert!(
            !token.span.is_empty() && text.get(token.span.start..token.span.end).is_some(),
            "{token:?} of {text:?}"
        );
        match first {
            Some(f) if f.position == token.position => {
                assert!(f.span.start <= token.span.start && token.span.end <= f.span.end, "{token:?} of {text:?}");
            }
            _ => {
                let (position, end) = first.map_or((0, 0), |f| (f.position + 1, f.span.end));
                assert!(token.position == position && token.span.start >= end, "{token:?} of {text:?}");
                first = Some(*token);
            }
        }
    }
}

/// Terms are folded, have no control character, and are not much longer than the text.
fn check_terms(text: &str, analysis: &Analysis) {
    let mut length = 0;
    for token in &analysis.tokens {
        let term = analysis.term(token);
        length += term.len();
        assert!(!term.is_empty() && !term.contains(char::is_control), "{term:?} of {text:?}");
        assert_eq!(fold(term), term, "{token:?} of {text:?}");
    }
    assert!(length <= GROWTH * text.len(), "{length} bytes of terms in {} of text", text.len());
    assert!(analysis.tokens.len() <= 4 * text.chars().count(), "{text:?}");
}

/// Sentences begin at rising words, at or before the word and behind the word before.
fn check_sentences(text: &str, analysis: &Analysis) {
    let sentences = &analysis.sentences;
    assert_eq!(sentences.is_empty(), analysis.tokens.is_empty(), "{text:?}");
    let token = |position: u32| analysis.tokens.iter().find(|t| t.position == position);
    for (i, s) in sentences.iter().enumerate() {
        let before = if i == 0 { (0, 0) } else { (s.position, s.start) };
        assert!(i > 0 || (s.position, s.start) == before && s.paragraph && s.section, "{s:?} of {text:?}");
        assert!(i == 0 || sentences[i - 1].position < s.position, "{s:?} of {text:?}");
        let word = token(s.position).expect("a word");
        let last = s.position.checked_sub(1).and_then(token).map_or(0, |t| t.span.end);
        assert!(last <= s.start && s.start <= word.span.start && text.is_char_boundary(s.start), "{s:?} of {text:?}");
    }
}

/// Every letter and digit is in a word; but for the possessive 's, and for what the fold
/// leaves nothing of.
fn check_nothing_lost(text: &str, analysis: &Analysis) {
    let mut spans = analysis.tokens.iter().map(|t| t.span).peekable();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        while let Some(span) = spans.next_if(|span| span.start <= at) {
            end = end.max(span.end);
        }
        if at < end || !c.is_alphanumeric() || fold(c.encode_utf8(&mut [0; 4])).is_empty() {
            continue;
        }
        let before = text[..at].chars().next_back().is_some_and(|c| "'\u{2019}\u{2018}\u{2bc}\u{ff07}".contains(c));
        let possessive = matches!(c, 's' | 'S') && before && end > 0;
        assert!(possessive, "{c:?} at {at} of {text:?} is in no word");
    }
}

/// Without boundaries there are the same words; only capitals of loud sentences differ.
fn check_same_words(text: &str, analysis: &Analysis) {
    let words = Analysis::words(text);
    assert_eq!(words.tokens.len(), analysis.tokens.len(), "{text:?}");
    for (a, b) in words.tokens.iter().zip(&analysis.tokens) {
        let loud = (a.class, b.class) == (Class::Caps, Class::Shout);
        let alike = words.term(a) == analysis.term(b) && (a.position, a.span) == (b.position, b.span);
        assert!(alike && (a.class == b.class || loud), "{a:?} and {b:?} of {text:?}");
    }
}

/// The part that is shown is analysed once more to be marked: the words of each sentence
/// are those of the whole text.
fn check_parts(text: &str, analysis: &Analysis) {
    let mut by_sentence: HashMap<usize, Vec<&Token>> = HashMap::new();
    for token in &analysis.tokens {
        let sentence = analysis.sentences.partition_point(|s| s.position <= token.position) - 1;
        by_sentence.entry(sentence).or_default().push(token);
    }
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        let end = analysis.sentences.get(i + 1).map_or(text.len(), |s| s.start);
        let part = Analysis::within(text, Span::new(sentence.start, end));
        let shown = |analysis: &Analysis, token: &Token, position: u32| {
            (analysis.term(token).to_string(), token.span, token.position + position)
        };
        let own: Vec<_> = part.tokens.iter().map(|t| shown(&part, t, sentence.position)).collect();
        let whole: Vec<_> = by_sentence[&i].iter().map(|t| shown(analysis, t, 0)).collect();
        assert_eq!(own, whole, "sentence {i} of {text:?}");
    }
}
