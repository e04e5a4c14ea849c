//! What a failing query looks like: the tree in full brackets, both answers, the words
//! of the article.

use std::fmt::Write as _;

use attache::article::Article;
use attache::query::{Kind, Leaf, Mode, Node, Switches, Within};
use attache::text::Analysis;

use crate::oracle::Answer;

/// Most words of an article that are shown.
const MOST_WORDS: usize = 3_000;

pub fn report(query: &Node<Leaf>, articles: &[Article], said: Option<&Answer>, meant: Option<&Answer>) -> String {
    let id = said.or(meant).map(|a| &a.0);
    let article = articles.iter().find(|a| Some(&a.id) == id);
    let mut out = format!("made small: {}\n", shown(query));
    let sides = [("engine", said), ("oracle", meant)];
    for (side, answer) in sides {
        let _ = match answer {
            Some((_, clauses, marks)) => {
                let pairs = |clause: &Vec<_>| clause.iter().map(interval).collect::<Vec<_>>().join(" ");
                let clauses: Vec<_> = clauses.iter().map(pairs).collect();
                let marks: Vec<_> = marks.iter().map(|(r, p)| format!("{}{p}", r.unwrap_or_default())).collect();
                writeln!(out, "{side}: witnesses {}; marks {}", clauses.join(" | "), marks.join(" "))
            }
            None => writeln!(out, "{side}: no match"),
        };
    }
    if let Some(article) = article {
        let _ = writeln!(out, "article {}, title {:?}, words by position:", article.id, article.metadata.title);
        let analysis = Analysis::of(&article.text, &article.sections);
        for token in analysis.tokens.iter().take(MOST_WORDS) {
            let begins = analysis.sentences.iter().find(|s| s.position == token.position);
            let sign = begins.map_or("", |s| if s.paragraph { "¶ " } else { "| " });
            let _ = write!(out, "{sign}{}:{} ", token.position, token.span.of(&article.text));
        }
    }
    out
}

fn interval(interval: &attache::plan::Interval) -> String {
    format!("{}-{}", interval.start, interval.end)
}

/// A tree as a user would write it, with all brackets.
pub fn shown(node: &Node<Leaf>) -> String {
    let joined = |nodes: &[Node<Leaf>], sign: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(sign);
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => {
            let text = match word.mode {
                Mode::Bare => word.text.clone(),
                Mode::Quoted => format!("\"{}\"", word.text),
                Mode::Exact => format!("={}", word.text),
            };
            let text = word.fuzzy.map_or(text.clone(), |edits| format!("{text}~{edits}"));
            asked(word.switches, text)
        }
        Kind::Leaf(Leaf::Number { from, to }) => format!("{from}..{to}"),
        Kind::Leaf(Leaf::Field { field, of }) => format!("{}:{}", field.name, shown(of)),
        Kind::Leaf(Leaf::Date { from, to }) => format!("date:{}..{}", written(from), written(to)),
        Kind::And(nodes) => format!("({})", joined(nodes, " AND ")),
        Kind::Or(nodes) => format!("({})", joined(nodes, " OR ")),
        Kind::Not(of) => format!("NOT {}", shown(of)),
        Kind::Phrase { words, slop } => format!("[{}]~{slop}", joined(words, " ")),
        Kind::Near { left, right, within, ordered } => {
            format!("({} {} {})", shown(left), sign(*within, *ordered), shown(right))
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            format!("({} NOT {} {})", shown(keep), sign(*within, *ordered), shown(avoid))
        }
        Kind::AtLeast { count, of } => format!("ATLEAST{count}({})", shown(of)),
        Kind::First { words, of } => format!("FIRST/{words}({})", shown(of)),
    }
}

fn written(date: &Option<attache::article::Date>) -> String {
    date.map_or(String::new(), |d| d.to_string())
}

fn sign(within: Within, ordered: bool) -> String {
    match (within, ordered) {
        (Within::Words(n), false) => format!("W/{n}"),
        (Within::Words(n), true) => format!("PRE/{n}"),
        (Within::Sentence, false) => "/s".into(),
        (Within::Sentence, true) => "+s".into(),
        (Within::Paragraph, false) => "/p".into(),
        (Within::Paragraph, true) => "+p".into(),
    }
}

/// With what functions ask of the word.
fn asked(switches: Switches, text: String) -> String {
    let case = switches.case.map(|case| format!("{case:?}"));
    let names = [case, switches.verbatim.then(|| "exact".into()), switches.family.then(|| "family".into())];
    names.into_iter().flatten().fold(text, |text, name: String| format!("{name}({text})"))
}
