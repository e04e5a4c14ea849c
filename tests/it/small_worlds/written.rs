//! Worlds of spellings: every text of one and of two of [`SPELLINGS`], with a blank or a
//! hyphen between them, asked for every spelling in every mode, alone and as a pair, and
//! inside CAPS and its relatives.

use attache::article::Article;
use attache::query::{Case, Kind, Leaf, Mode, Switches, Within, Word};
use attache::text::Analysis;

use super::{Query, agree, holding, near, node};
use crate::random_queries::ASKS_HOW_WRITTEN;

/// What is written, and typed.
const SPELLINGS: &[&str] = &[
    "us",
    "Us",
    "US",
    "U.S.",
    "U. S.",
    "US's",
    "us\u{2019}s",
    "cost",
    "COST",
    "costs",
    "cost-sharing",
    "Cost\u{2011}Sharing",
    "costsharing",
    "cost sharing",
    "tro\u{ad}op",
    "troop",
    "coopera-\ntion",
    "cooperation",
    "café",
    "cafe",
    "B-52",
    "b-52",
    "B52",
    "B 52",
    "B-\n52",
    "B-52H",
    "B-52s",
    "F/A-18E/F",
    "F/A-18",
    "M1",
    "M1A2",
    "52",
];
const MODES: [Mode; 3] = [Mode::Bare, Mode::Quoted, Mode::Exact];

#[test]
fn spellings_agree() {
    let typed = SPELLINGS.len();
    assert_eq!(agree(&worlds(), single_plans()), typed * MODES.len() * switches().len() * worlds().len());
    assert_eq!(agree(&worlds(), paired_plans()), typed * typed * worlds().len());
}

fn worlds() -> Vec<Article> {
    let mut texts: Vec<String> = SPELLINGS.iter().map(ToString::to_string).collect();
    for first in SPELLINGS {
        for joint in [" ", "-"] {
            texts.extend(SPELLINGS.iter().map(|second| format!("{first}{joint}{second}")));
        }
    }
    texts.into_iter().map(holding).collect()
}

fn single_plans() -> Vec<Query> {
    let mut plans = Vec::new();
    for text in SPELLINGS {
        for mode in MODES {
            plans.extend(switches().into_iter().map(|switches| typed(text, mode, switches)));
        }
    }
    plans
}

fn paired_plans() -> Vec<Query> {
    let bare = |text: &&str| typed(text, Mode::Bare, Switches::default());
    let pair =
        |first: &Query| SPELLINGS.iter().map(|second| near(first, &bare(second), Within::Words(1), true)).collect();
    SPELLINGS.iter().map(bare).flat_map(|first| -> Vec<Query> { pair(&first) }).collect()
}

/// Nothing, and what each function and some two of them ask.
fn switches() -> Vec<Switches> {
    let mut all = vec![Switches::default()];
    if ASKS_HOW_WRITTEN {
        let case = |case| Switches { case: Some(case), ..Switches::default() };
        all.extend([Case::Some, Case::All, Case::None].map(case));
        all.extend([Case::Some, Case::All, Case::None].map(|c| Switches { verbatim: true, ..case(c) }));
        all.extend([
            Switches { verbatim: true, ..Switches::default() },
            Switches { family: true, ..Switches::default() },
        ]);
        all.push(Switches { family: true, ..case(Case::Some) });
    }
    all
}

/// The words of a spelling, as the analyzer cuts it at blanks, in a phrase, which has no
/// bare ones.
fn typed(text: &str, mode: Mode, switches: Switches) -> Query {
    let leaf = |text: &str, mode| node(Kind::Leaf(Leaf::Word(Word { switches, ..Word::new(text, mode) })));
    let one = Analysis::words(text).word_count() == 1 || !text.contains(' ');
    if one {
        return leaf(text, mode);
    }
    let words = text.split(' ').map(|word| leaf(word, mode.max(Mode::Quoted)));
    node(Kind::Phrase { words: words.collect(), slop: 0 })
}
