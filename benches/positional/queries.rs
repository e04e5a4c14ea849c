//! The committed query files, and the short forms in which long queries are written.

use std::path::Path;

use attache::plan::Vocabulary;

/// The lines of a query file, without remarks and empty ones.
pub fn lines(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/positional").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_string).collect()
}

/// The plain words of letters of an index, the most frequent first.
pub fn frequent_words(vocabulary: &dyn Vocabulary, most: usize) -> Vec<String> {
    let mut words: Vec<(u64, String)> = Vec::new();
    let mut names = Vec::new();
    let mut visit = |word: &str, _| {
        if word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) && names.last().is_none_or(|w| w != word) {
            names.push(word.to_string());
        }
        true
    };
    vocabulary.scan(None, "", &mut visit).expect("the vocabulary");
    for word in names {
        let articles = vocabulary.forms(None, &word).expect("forms").iter().map(|f| f.articles).max();
        words.push((articles.unwrap_or(0), word));
    }
    words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    words.into_iter().take(most).map(|(_, word)| word).collect()
}

/// Writes out the short forms of a query.
pub fn written_out(query: &str, words: &[String]) -> String {
    let Some((before, rest)) = query.split_once('{') else { return query.to_string() };
    let (form, after) = rest.split_once('}').expect("a closing brace");
    let sign = if form.contains('|') { '|' } else { '<' };
    let parts: Vec<&str> = form.split(sign).collect();
    let times: usize = parts[0].parse().expect("a number");
    let middle = match (sign, parts.as_slice()) {
        ('|', [_, between, item]) => {
            let one = |n: usize| item.replace('#', &(n + 1).to_string()).replace('@', &words[n % words.len()]);
            (0..times).map(one).collect::<Vec<_>>().join(between)
        }
        ('<', [_, open, core, close]) => open.repeat(times) + core + &close.repeat(times),
        _ => panic!("no short form: {form}"),
    };
    format!("{before}{middle}{}", written_out(after, words))
}
