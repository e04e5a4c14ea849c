//! The positions of a plan's leaves in one article, as an engine delivers them.

use crate::plan::{Occurrences, Region};

/// Everything the algebra needs to know of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleOccurrences {
    /// Positions of each leaf, rising; empty for leaves that are no words.
    pub positions: Vec<Vec<u32>>,
    /// Which leaves that are no words hold.
    pub holds: Vec<bool>,
    /// First positions of the sentences, the title's region included.
    pub sentences: Vec<u32>,
    /// First positions of the paragraphs.
    pub paragraphs: Vec<u32>,
    /// First positions of the sections.
    pub sections: Vec<u32>,
    /// Words of the body.
    pub body_words: u32,
}

/// The boundaries of a region that is a field: it is one sentence.
const WHOLE: &[u32] = &[0];

impl Occurrences for ArticleOccurrences {
    fn has(&self, leaf: usize) -> bool {
        self.holds[leaf] || !self.positions[leaf].is_empty()
    }

    fn positions(&self, leaf: usize) -> &[u32] {
        &self.positions[leaf]
    }

    fn sentences(&self, region: Region) -> &[u32] {
        if region.is_none() { &self.sentences } else { WHOLE }
    }

    fn paragraphs(&self, region: Region) -> &[u32] {
        if region.is_none() { &self.paragraphs } else { WHOLE }
    }

    fn body_words(&self) -> u32 {
        self.body_words
    }
}
