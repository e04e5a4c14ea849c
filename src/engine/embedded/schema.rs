//! The fields of the index as tantivy sees them, made from the table of fields.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;

use super::packed::{BoundaryTokenizer, WordTokenizer};
use crate::article::{FIELDS, FieldKind};
use crate::plan::Region;

const WORDS: &str = "words";
const BOUNDARIES: &str = "boundaries";

/// Handles of the index's fields.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// The schema they belong to.
    pub schema: Schema,
    /// Article id, one term; fast, for the order of equal scores.
    pub id: Field,
    /// Path of the source in the ledger, one term.
    pub source: Field,
    /// The words of text and title.
    pub text: Field,
    /// Starts of sentences, paragraphs, sections.
    pub boundaries: Field,
    /// The fields of the field table that hold words.
    pub named: Vec<(&'static str, Field)>,
    /// First and last day of publication, Julian day numbers; fast.
    pub days: [Field; 2],
    /// Words of the body; fast.
    pub words: Field,
    /// Metadata as JSON, stored.
    pub header: Field,
    /// The text, stored.
    pub stored_text: Field,
    /// The packed layout, stored.
    pub layout: Field,
}

impl Fields {
    /// The fields of this format.
    pub(super) fn new() -> Self {
        let mut builder = Schema::builder();
        let words = |norms: bool| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(WORDS)
                .set_fieldnorms(norms)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let starts = TextFieldIndexing::default()
            .set_tokenizer(BOUNDARIES)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let id = builder.add_text_field("_id", STRING.set_fast("raw"));
        let source = builder.add_text_field("_source", STRING);
        let text = builder.add_text_field("_text", words(true));
        let boundaries = builder.add_text_field("_boundaries", TextOptions::default().set_indexing_options(starts));
        let days = ["_first_day", "_last_day"].map(|name| builder.add_i64_field(name, FAST));
        let counted = builder.add_u64_field("_words", FAST);
        let header = builder.add_text_field("_header", STORED);
        let stored_text = builder.add_text_field("_stored_text", STORED);
        let layout = builder.add_bytes_field("_layout", STORED);
        let rows = FIELDS.iter().filter(|f| f.kind == FieldKind::Words);
        let named = rows.map(|f| (f.name, builder.add_text_field(f.name, words(false)))).collect();
        let schema = builder.build();
        Fields { schema, id, source, text, boundaries, named, days, words: counted, header, stored_text, layout }
    }

    /// The field in which a region's words are indexed.
    pub(super) fn of_region(&self, region: Region) -> Field {
        match region {
            None => self.text,
            Some(name) => self.named.iter().find(|(n, _)| *n == name).map_or(self.text, |(_, field)| *field),
        }
    }
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, WordTokenizer::default());
    manager.register(BOUNDARIES, BoundaryTokenizer::default());
    manager
}
