//! Inputs: queries cut, spliced and salted, and texts of all scripts.
//!
//! In: random numbers. Out: text.

use std::sync::LazyLock;

use attache::article::Article;
use attache::query::OPERATORS;

use crate::random_queries::{Generator, Random, Shelf, articles, typed};

const MANUAL: &str = include_str!("../../../docs/query-language.md");
/// Longest query that is made, in bytes; well below the limit of the language.
const LONGEST: usize = 4_000;

/// What queries are salted with.
const SALT: &[&str] = &[
    "AND",
    "OR",
    "NOT",
    "BUT NOT",
    "ANDNOT",
    "AND NOT",
    " W/5 ",
    " w/3 ",
    " /s ",
    " +p ",
    " PRE/2 ",
    " +7 ",
    " /600 ",
    " NOT W/3 ",
    "NEAR/0",
    "W/501",
    "&",
    "|",
    "||",
    "(",
    ")",
    "((",
    "))",
    "\"",
    "\u{201c}",
    "\u{201e}",
    "«",
    "'",
    "’",
    "=",
    "-",
    "--",
    "—",
    "~",
    "~1",
    "~2",
    "~9",
    "\"~3",
    "*",
    "?",
    "!",
    "??",
    "a",
    "de",
    "drill",
    "B",
    "52",
    "B 52",
    "Hwasong 17",
    "MiG",
    "F/A-18E/F",
    "title:",
    "TITLE:",
    "source:(",
    "byline:\"",
    "path:",
    "date:",
    "date",
    "date>=",
    ">",
    "<=",
    "2023",
    "2023-02..",
    "..",
    "..2020",
    "last:30d",
    "last:9y",
    "5..7",
    "1,000..2,000",
    "7..5",
    "ATLEAST2(",
    "ATLEAST0(",
    "atleast2(",
    "FIRST/9(",
    "CAPS(",
    "ALLCAPS(",
    "NOCAPS(",
    "EXACT(",
    "FAMILY(",
    "caps(",
    "SEG(",
    " ",
    " ",
    " ",
    "\n",
    "\t",
    "\r\n",
    ",",
    ".",
    ";",
    ":",
    "$",
    "%",
    "#",
    "/",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "<b>",
    "미국",
    "核",
    "Ｂ５２",
    "½",
    "²",
    "ﬁ",
    "ß",
    "İ",
    "ǅ",
    "é",
    "e\u{301}",
    "\u{301}",
    "\u{345}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\u{85}",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "🚀",
    "10:30",
    "foo:",
    "foo:bar",
    "https://a.b/c?d=e&f",
    "and",
    "or",
    "not",
    "U.S.",
    "cost-sharing",
    "it's",
    "R&D",
    "AT&T",
    "x!",
    "!x",
    "^x",
    "x^2",
    "@a",
    "a@b.c",
    "18446744073709551616",
];

/// What texts are made of beside words.
const TEXT: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\t",
    "\u{a0}",
    "\u{2009}",
    "\u{2028}",
    "\u{85}",
    ". ",
    ".",
    ", ",
    ",",
    "; ",
    ": ",
    "! ",
    "? ",
    "… ",
    "。",
    " (",
    ") ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'",
    "’",
    "'s",
    "’s ",
    "«",
    "»",
    "-",
    "-\n",
    "- ",
    " - ",
    "--",
    "—",
    "–",
    "\u{2011}",
    "\u{2212}",
    "\u{ad}",
    "\u{ad}\n",
    "/",
    "&",
    "$",
    "%",
    "#",
    "@",
    "_",
    "*",
    "+",
    "=",
    "~",
    "|",
    "\\",
    "\0",
    "\u{1b}",
    "\u{7f}",
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "\u{327}",
    "\u{345}",
    "\u{20dd}",
    "\u{fe0f}",
    "a",
    "I",
    "A",
    "B",
    "x",
    "the",
    "The",
    "THE",
    "US",
    "us",
    "U.S.",
    "U. S.",
    "U.S",
    "p.m.",
    "e.g.",
    "R.O.K.'s",
    "No.",
    "Gen.",
    "Mr.",
    "St.",
    "art.",
    "pp.",
    "B-52",
    "B52",
    "B 52",
    "B-52H",
    "B-52s",
    "B‑52",
    "B–52",
    "B-\n52",
    "B\n52",
    "b-52",
    "F/A-18E/F",
    "F/A-18",
    "M1A2",
    "DF-21D",
    "KN-23",
    "Hwasong-17",
    "Hwasŏng 17",
    "UNSCR 2397",
    "S-400",
    "K9",
    "A-10B 52",
    "C4ISR",
    "mid-1990s",
    "28,500",
    "1,000,000",
    "3.14",
    "4.7%",
    "2024-03-05",
    "10:30",
    "1990s",
    "2nd",
    "52",
    "007",
    "123456789012345678901",
    "troops",
    "Troops",
    "TROOPS",
    "cost-sharing",
    "cost",
    "sharing",
    "costsharing",
    "coopera-\ntion",
    "US-\nKorea",
    "don't",
    "O'Brien",
    "l’état",
    "rock'n'roll",
    "café",
    "cafe\u{301}",
    "naïve",
    "Ｂ５２",
    "Ｆｕｌｌ",
    "ﬁnal",
    "straße",
    "STRASSE",
    "İstanbul",
    "ıs",
    "ǅ",
    "ĳ",
    "½",
    "x²",
    "H₂O",
    "Ⅷ",
    "①",
    "미국",
    "북한이",
    "核",
    "核ミサイル",
    "ミサイル",
    "ひらがな",
    "Россия",
    "РОССИЯ",
    "Ελλάδα",
    "ΣΑΣ",
    "σας",
    "العربية",
    "١٢٣",
    "१२३",
    "ไทย",
    "हिन्दी",
    "עברית",
    "🚀",
    "👩\u{200d}🚀",
    "𝐁𝟓𝟐",
    "𠀀",
    "ａ．ｂ．",
];

static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(articles);

/// Queries to begin with.
pub struct Seeds {
    queries: Vec<String>,
}

impl Seeds {
    /// The examples of all tables and of the manual, and random queries.
    pub fn new() -> Self {
        let mut queries: Vec<String> = OPERATORS.iter().map(|row| row.example.query.to_string()).collect();
        queries.extend(MANUAL.lines().filter_map(|line| line.strip_prefix("? ")).map(str::to_string));
        assert!(queries.len() > 80, "{} examples", queries.len());
        let shelf = Shelf::new(&ARTICLES);
        let mut generator = Generator::new(&shelf, 7);
        let mut random = Random::new(7);
        queries.extend((0..400).filter_map(|_| typed(&generator.query(), &mut random)).map(|query| query.text));
        Seeds { queries }
    }

    /// One of them, with up to six changes.
    pub fn mutated(&self, random: &mut Random) -> String {
        let mut query = match random.below(10) {
            0 => String::new(),
            1 => (0..1 + random.below(14)).map(|_| random.one(SALT)).collect::<Vec<_>>().join(random.one(&["", " "])),
            _ => self.one(random).to_string(),
        };
        for _ in 0..random.below(7) {
            self.change(&mut query, random);
            let end = (0..=LONGEST.min(query.len())).rev().find(|at| query.is_char_boundary(*at));
            query.truncate(end.unwrap_or(0));
        }
        query
    }

    fn one(&self, random: &mut Random) -> &str {
        &self.queries[random.below(self.queries.len())]
    }

    fn change(&self, query: &mut String, random: &mut Random) {
        let (a, b) = (boundary(query, random), boundary(query, random));
        let (from, to) = (a.min(b), a.max(b));
        match random.below(10) {
            0..4 => query.insert_str(from, random.one(SALT)),
            4 => query.replace_range(from..to, ""),
            5 => query.truncate(to),
            6 => {
                let piece = query[from..to].repeat(1 + random.below(3));
                query.insert_str(to, &piece);
            }
            7 => {
                let other = self.one(random);
                let cut = boundary(other, random);
                query.replace_range(from.., &other[cut..]);
            }
            8 => {
                let turned = if random.percent(50) { query.to_uppercase() } else { query.to_lowercase() };
                *query = turned;
            }
            _ => {
                let salt = random.one(SALT).repeat(1 + random.below(40));
                query.insert_str(from, &salt);
            }
        }
    }
}

/// A byte where a character begins, or the end.
fn boundary(text: &str, random: &mut Random) -> usize {
    let at = random.below(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Up to sixty pieces; now and then a stretch of an article among them.
pub fn random_text(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(60) {
        match random.below(30) {
            0 => {
                let article = &ARTICLES[random.below(ARTICLES.len())].text;
                let (a, b) = (boundary(article, random), boundary(article, random));
                text.push_str(&article[a.min(b)..a.max(b)]);
            }
            1..8 => text.push(' '),
            _ => text.push_str(random.one(TEXT)),
        }
    }
    text
}
