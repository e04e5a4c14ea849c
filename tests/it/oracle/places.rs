//! Articles as the second evaluator sees them: places with numbered words, and for
//! each word the number of its sentence and paragraph.
//!
//! In: articles. Out: [`Text`]s and the table of all [`Spelling`]s in them. Uses the
//! analyzer; knows no query.

use std::collections::HashMap;

use attache::article::{Article, ArticleId, FIELDS, FieldKind};
use attache::plan::Region;
use attache::text::{Analysis, Class};

use super::{Stretch, TITLE_GAP};

/// One way in which a folded word is written somewhere in a region.
pub(super) struct Spelling {
    pub region: Region,
    pub text: String,
    pub class: Class,
    /// In how many articles.
    pub articles: u64,
}

/// One article.
pub(super) struct Text {
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
    /// Position and number of the spelling; several may stand at one position.
    pub words: Vec<(u32, usize)>,
    /// Of each position the number of its sentence and of its paragraph. A title and a
    /// field are one of each.
    numbers: Vec<(u32, u32)>,
}

type Numbers = HashMap<(Region, String, Class), usize>;

pub(super) fn read(articles: &[Article]) -> (Vec<Text>, Vec<Spelling>) {
    let mut spellings = Vec::new();
    let mut numbers = Numbers::new();
    let mut texts = Vec::new();
    for article in articles {
        let mut read = |region, analysis: &Analysis| place(region, analysis, &mut spellings, &mut numbers);
        let mut body = read(None, &Analysis::of(&article.text, &article.sections));
        body.is_body = true;
        let behind = body.numbers.len() as u32 + TITLE_GAP;
        let mut places = vec![body];
        if let (Some(title), None) = (&article.metadata.title, article.title_in_text) {
            places.push(Place { offset: behind, ..read(None, &Analysis::words(title)) });
        }
        for field in FIELDS.iter().filter(|f| f.kind == FieldKind::Words) {
            places
                .extend((field.value)(&article.metadata).map(|value| read(Some(field.name), &Analysis::words(&value))));
        }
        let mut once: Vec<_> = places.iter().flat_map(|p| p.words.iter().map(|(_, spelling)| *spelling)).collect();
        once.sort_unstable();
        once.dedup();
        once.into_iter().for_each(|number| spellings[number].articles += 1);
        let published = article.metadata.published.map(|d| (d.first_day(), d.last_day()));
        texts.push(Text { id: article.id.clone(), published, places });
    }
    (texts, spellings)
}

fn place(region: Region, analysis: &Analysis, spellings: &mut Vec<Spelling>, numbers: &mut Numbers) -> Place {
    let mut words = Vec::new();
    for token in &analysis.tokens {
        let text = analysis.term(token).to_string();
        let number = *numbers.entry((region, text.clone(), token.class)).or_insert_with(|| {
            spellings.push(Spelling { region, text, class: token.class, articles: 0 });
            spellings.len() - 1
        });
        words.push((token.position, number));
    }
    let number_of = |position: u32| {
        let begun = analysis.sentences.iter().filter(|s| s.position <= position);
        (begun.clone().count() as u32, begun.filter(|s| s.paragraph).count() as u32)
    };
    let numbers = (0..analysis.word_count()).map(number_of).collect();
    Place { region, is_body: false, offset: 0, words, numbers }
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
