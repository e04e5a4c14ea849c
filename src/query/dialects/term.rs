//! Words that print as they read.
//!
//! In: text in which a dialect has found no sign of its own. Out: a word that our own
//! language, asked to read it as printed, reads as the same word; a note on signs
//! that are not searched for. Must not know which dialect it is.

use super::super::error::excerpt;
use super::super::lexer::lex;
use super::super::print::print;
use super::super::token::Sign;
use super::super::tree::{Kind, Leaf, Mode, Node, Word};
use super::cutter::{Cutter, Piece};
use crate::article::Date;

/// Punctuation that may stand around a word without a word about it.
const ORDINARY: &[char] = &['.', ',', ';', ':', '\'', '‘', '’', '[', ']', '{', '}', '…', '—', '–', '<', '>', '`'];
/// Signs that mean something in our language where a word begins.
const LEADING: &[char] = &['-', '=', '!', '+', '~'];

/// The text of a piece as a word; `None`, with a note, when it has neither letter nor
/// digit.
pub(super) fn plain(cutter: &mut Cutter<'_>, piece: &Piece<'_>, text: &str, mode: Mode) -> Option<Node<Leaf>> {
    if !text.contains(char::is_alphanumeric) {
        if !(piece.quoted && text.chars().all(|c| ORDINARY.contains(&c) || matches!(c, '?' | '!'))) {
            let message = format!("'{}' has no letters or digits and is not searched for", excerpt(piece.text));
            cutter.note(message, piece.span);
        }
        return None;
    }
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    let as_typed = !text.starts_with(LEADING) && !text.contains(['*', '?']);
    let candidates = [(text, mode), (core, mode), (text, Mode::Quoted), (core, Mode::Quoted)];
    let word = candidates
        .into_iter()
        .filter(|(candidate, _)| as_typed || *candidate != text)
        .map(|(candidate, mode)| Word::new(candidate, mode))
        .find(|word| reads_back(word, cutter.today))?;
    if word.text != text {
        tell_left_out(cutter, piece, text, &word.text);
    }
    Some(Node::new(Kind::Leaf(Leaf::Word(word)), piece.span))
}

/// A note on the signs around a word, where they are not those of every sentence.
fn tell_left_out(cutter: &mut Cutter<'_>, piece: &Piece<'_>, text: &str, word: &str) {
    let signs: String = text.replacen(word, " ", 1).chars().filter(|c| !ORDINARY.contains(c)).collect();
    let signs: Vec<&str> = signs.split_whitespace().collect();
    if !signs.is_empty() {
        let message = format!("'{}' beside '{}' is not searched for", signs.join("' and '"), excerpt(word));
        cutter.note(message, piece.span);
    }
}

/// True for a word that is read from its print as it is.
pub(super) fn reads_back(word: &Word, today: Date) -> bool {
    let leaf = Kind::Leaf(Leaf::Word(word.clone()));
    let printed = print(&Node::new(leaf.clone(), Default::default()));
    let Ok((tokens, _)) = lex(&printed, today) else { return false };
    matches!(tokens.as_slice(), [only] if matches!(&only.sign, Sign::Term(kind) if *kind == leaf))
}

/// Several nodes as alternatives; `None` for none.
pub(super) fn any_of(mut nodes: Vec<Node<Leaf>>, piece: &Piece<'_>) -> Option<Node<Leaf>> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::new(Kind::Or(nodes), piece.span)),
    }
}
