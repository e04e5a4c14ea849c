//! Articles as the second evaluator sees them: places with numbered words, and for
//! each word the number of its sentence and paragraph; every spelling with all the
//! places where it stands.
//!
//! In: articles. Out: [`Text`]s and the table of all [`Spelling`]s in them. Uses the
//! analyzer; knows no query.

use std::collections::HashMap;

use attache::article::{Article, ArticleId, FIELDS, FieldKind};
use attache::plan::Region;
use attache::text::{Analysis, Class, Token};

use super::TITLE_GAP;
use super::values::Stretch;
use super::written::{self, Written};

/// One way in which a folded word is written somewhere in a region.
pub(super) struct Spelling {
    pub region: Region,
    /// Folded, or the form of a designation.
    pub text: String,
    pub class: Class,
    pub written: Written,
    pub places: Vec<Occurrence>,
}

/// Where a spelling stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    pub text: usize,
    pub place: usize,
    pub at: u32,
}

/// One article.
pub(super) struct Text {
    pub number: usize,
    pub id: ArticleId,
    /// First and last day of publication, Julian day numbers.
    pub published: Option<(i32, i32)>,
    pub places: Vec<Place>,
}

/// The body, the title that only metadata knows, or a field.
pub(super) struct Place {
    pub region: Region,
    pub is_body: bool,
    /// What is added to its positions in answers.
    pub offset: u32,
    /// Of each position the number of its sentence and of its paragraph. A title and a
    /// field are one of each.
    numbers: Vec<(u32, u32)>,
}

pub(super) fn read(articles: &[Article]) -> (Vec<Text>, Vec<Spelling>) {
    let mut reader = Reader::default();
    for article in articles {
        reader.article(article);
    }
    (reader.texts, reader.spellings)
}

#[derive(Default)]
struct Reader {
    texts: Vec<Text>,
    spellings: Vec<Spelling>,
    numbers: HashMap<(Region, String, Class, Written), usize>,
    places: Vec<Place>,
}

impl Reader {
    fn article(&mut self, article: &Article) {
        self.place(None, &article.text, &Analysis::of(&article.text, &article.sections));
        self.places[0].is_body = true;
        let behind = self.places[0].numbers.len() as u32 + TITLE_GAP;
        if let (Some(title), None) = (&article.metadata.title, article.title_in_text) {
            self.place(None, title, &Analysis::words(title));
            self.places[1].offset = behind;
        }
        for field in FIELDS.iter().filter(|f| f.kind == FieldKind::Words) {
            if let Some(value) = (field.value)(&article.metadata) {
                self.place(Some(field.name), &value, &Analysis::words(&value));
            }
        }
        let published = article.metadata.published.map(|d| (d.first_day(), d.last_day()));
        let places = std::mem::take(&mut self.places);
        self.texts.push(Text { number: self.texts.len(), id: article.id.clone(), published, places });
    }

    fn place(&mut self, region: Region, text: &str, analysis: &Analysis) {
        for (token, written) in analysis.tokens.iter().zip(written::all(text, analysis)) {
            let at = Occurrence { text: self.texts.len(), place: self.places.len(), at: token.position };
            let number = self.spelling(region, analysis.term(token), token, written);
            let places = &mut self.spellings[number].places;
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
        self.places.push(Place { region, is_body: false, offset: 0, numbers: numbers(analysis) });
    }

    fn spelling(&mut self, region: Region, term: &str, token: &Token, written: Written) -> usize {
        let key = (region, term.to_string(), token.class, written);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let (text, class, written) = (term.to_string(), token.class, key.3.clone());
        self.spellings.push(Spelling { region, text, class, written, places: Vec::new() });
        self.numbers.insert(key, self.spellings.len() - 1);
        self.spellings.len() - 1
    }
}

/// How many sentences and paragraphs have begun at each position.
fn numbers(analysis: &Analysis) -> Vec<(u32, u32)> {
    let mut numbers = Vec::new();
    let mut begun = (0, 0);
    for position in 0..analysis.word_count() {
        for sentence in analysis.sentences.iter().skip(begun.0 as usize).take_while(|s| s.position <= position) {
            begun = (begun.0 + 1, begun.1 + u32::from(sentence.paragraph));
        }
        numbers.push(begun);
    }
    numbers
}

impl Text {
    /// Do the ends of a stretch stand in one sentence?
    pub fn one_sentence(&self, at: Stretch) -> bool {
        let numbers = &self.places[at.place].numbers;
        numbers[at.start as usize].0 == numbers[at.end as usize].0
    }

    /// Do the ends of a stretch stand in one paragraph?
    pub fn one_paragraph(&self, at: Stretch) -> bool {
        let numbers = &self.places[at.place].numbers;
        numbers[at.start as usize].1 == numbers[at.end as usize].1
    }
}
