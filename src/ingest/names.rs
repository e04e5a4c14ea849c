//! Names as metadata writes them: bylines without "By", languages as two
//! letters, titles without the outlet behind them.
//!
//! In: strings of metadata or of first lines. Out: cleaned values or nothing.

use super::dates::{self, is_calendar_word};
use super::decode::one_line;
use crate::article::Metadata;

/// Words that open a byline.
const OPENERS: &[&str] =
    &["written by ", "words by ", "story by ", "report by ", "analysis by ", "by: ", "by ", "글 ", "글: "];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "and", "al", "ap", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la",
    "le", "of", "the", "ter", "van", "von", "y", "with", "for", "in",
];

/// Last parts of a byline that name an employer or a post, not a person.
const POSTS: &[&str] = &[
    "agency",
    "analyst",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "editor",
    "fellow",
    "journal",
    "magazine",
    "news",
    "post",
    "press",
    "reporter",
    "reuters",
    "service",
    "staff",
    "times",
    "writer",
    "bloomberg",
    "afp",
    "yonhap",
];

/// Fills what `known` lacks from `more`.
pub fn fill(known: &mut Metadata, more: Metadata) {
    known.title = known.title.take().or(more.title);
    known.byline = known.byline.take().or(more.byline);
    known.published = known.published.or(more.published);
    known.source = known.source.take().or(more.source);
    known.url = known.url.take().or(more.url);
    known.lang = known.lang.take().or(more.lang);
}

/// An author value: one line, without "By", mail address or a bare web address.
pub fn cleaned(value: &str) -> Option<String> {
    let line = one_line(value)?;
    let line = opened(&line).unwrap_or(&line);
    let line = line.split_once('<').map_or(line, |(name, _)| name).trim();
    let line = line.trim_matches(|c: char| c == ',' || c == ';' || c == '|' || c.is_whitespace());
    let is_address = line.contains("://") || line.starts_with("www.") || line.starts_with('@');
    (!line.is_empty() && !is_address && line.len() <= 300).then(|| line.to_string())
}

/// The rest of a line that opens like a byline.
fn opened(line: &str) -> Option<&str> {
    OPENERS.iter().find_map(|opener| {
        let start = line.get(..opener.len()).filter(|start| start.to_lowercase() == **opener)?;
        Some(line[start.len()..].trim_start())
    })
}

/// The names on a line of text such as `By Ann Lee and Bo Kim | March 5, 2023`;
/// `None` when the line is not surely one.
pub fn byline(line: &str) -> Option<String> {
    if line.len() > 200 {
        return None;
    }
    let rest = without_date(opened(line)?);
    let rest = rest.split([';', '|', '•', '·', '—', '–', '(', '/']).next()?.split(" - ").next()?;
    let names = without_post(rest.trim_end_matches([',', ' ', ':']));
    let words: Vec<&str> = names.split_whitespace().collect();
    let first = words.first()?;
    let sure = words.len() <= 12 && is_name_word(first) && !is_calendar_word(first.trim_matches(','));
    let all = words.iter().all(|word| is_name_word(word) || PARTICLES.contains(&word.to_lowercase().as_str()));
    (sure && all && !is_sentence(names)).then(|| names.to_string())
}

/// The line up to a date in it, with what leads to the date.
fn without_date(line: &str) -> &str {
    let end = dates::find(line).map_or(line.len(), |(range, _)| range.start);
    let cut = line[..end].trim_end_matches([' ', ',', ':', '.', '-']);
    if end == line.len() {
        return line;
    }
    let cut = strip_word(cut, is_calendar_word);
    strip_word(cut, |word| matches!(word.to_lowercase().as_str(), "on" | "published" | "updated" | "posted"))
}

/// Cuts a last word of this sort and what joined it.
fn strip_word(text: &str, is_such: impl Fn(&str) -> bool) -> &str {
    match text.rsplit_once([' ', '|', ',']) {
        Some((rest, last)) if is_such(last) => rest.trim_end_matches([' ', ',', '|', '-', '–', '—']),
        _ => text,
    }
}

/// Cuts a last part behind a comma that names an employer or a post.
fn without_post(names: &str) -> &str {
    let Some((people, last)) = names.rsplit_once(", ") else { return names };
    let is_post = last.split_whitespace().any(|word| POSTS.contains(&word.to_lowercase().trim_matches('.')));
    if is_post { without_post(people) } else { names }
}

/// Starts like a name: with a capital, or with a letter of a script without them.
fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars().skip_while(|c| matches!(c, '"' | '“' | '\'' | '’' | '.'));
    let first = letters.next();
    let apostrophe = word.contains(['’', '\'']) && word.len() <= 20;
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        || (apostrophe && word.chars().any(char::is_uppercase))
        || word == "&"
}

/// Ends in a full stop that is not that of an initial or of Jr.
fn is_sentence(names: &str) -> bool {
    let last = names.split_whitespace().last().unwrap_or_default();
    last.ends_with(['.', '!', '?']) && last.chars().count() > 3 && !last.ends_with("Ph.D.")
}

/// Two lower-case letters of a language tag such as `en-US`, `ko_KR`.
pub fn language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?;
    (first.len() == 2 && first.bytes().all(|b| b.is_ascii_alphabetic())).then(|| first.to_ascii_lowercase())
}

/// An absolute web address.
pub fn address(value: &str) -> Option<String> {
    let value = value.trim();
    let absolute = value.starts_with("https://") || value.starts_with("http://");
    (absolute && !value.contains(char::is_whitespace)).then(|| value.to_string())
}

/// The text of an element that is marked as a byline: with "By" or without.
pub fn byline_or_name(text: &str) -> Option<String> {
    byline(text).or_else(|| byline(&format!("By {text}")).filter(|name| name.split_whitespace().count() <= 6))
}
