//! The fields of the index as tantivy sees them, made from the table of fields.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;

use super::packed::{PlacedTokenizer, WordTokenizer};
use crate::article::{FIELDS, FieldKind};
use crate::plan::Region;

const WORDS: &str = "words";
const PLACED: &str = "placed";

/// Handles of a row of the field table.
#[derive(Clone, Debug)]
pub(super) struct NamedField {
    /// Its name there.
    pub name: &'static str,
    /// Its words.
    pub words: Field,
    /// Spellings of them.
    pub spellings: Field,
}

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
    /// Spellings of words of text and title that are not their class's own.
    pub text_spellings: Field,
    /// Starts of sentences, paragraphs, sections.
    pub boundaries: Field,
    /// What the article says about words.
    pub dictionary: Field,
    /// The fields of the field table that hold words.
    pub named: Vec<NamedField>,
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
        let of_terms = |option| {
            let indexing = TextFieldIndexing::default().set_tokenizer(PLACED).set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing.set_index_option(option))
        };
        let placed = of_terms(IndexRecordOption::WithFreqsAndPositions);
        let id = builder.add_text_field("_id", STRING.set_fast("raw"));
        let source = builder.add_text_field("_source", STRING);
        let text = builder.add_text_field("_text", words(true));
        let boundaries = builder.add_text_field("_boundaries", placed.clone());
        let dictionary = builder.add_text_field("_dictionary", of_terms(IndexRecordOption::Basic));
        let days = ["_first_day", "_last_day"].map(|name| builder.add_i64_field(name, FAST));
        let counted = builder.add_u64_field("_words", FAST);
        let header = builder.add_text_field("_header", STORED);
        let stored_text = builder.add_text_field("_stored_text", STORED);
        let layout = builder.add_bytes_field("_layout", STORED);
        let rows = FIELDS.iter().filter(|f| f.kind == FieldKind::Words);
        let named = rows.map(|row| NamedField {
            name: row.name,
            words: builder.add_text_field(row.name, words(false)),
            spellings: builder.add_text_field(&format!("_{}_spellings", row.name), placed.clone()),
        });
        let named = named.collect();
        let text_spellings = builder.add_text_field("_text_spellings", placed);
        let schema = builder.build();
        Fields {
            schema,
            id,
            source,
            text,
            text_spellings,
            boundaries,
            dictionary,
            named,
            days,
            words: counted,
            header,
            stored_text,
            layout,
        }
    }

    /// The field in which a region's words are indexed.
    pub(super) fn of_region(&self, region: Region) -> Field {
        self.named_field(region).map_or(self.text, |named| named.words)
    }

    /// The field in which a region's spellings are indexed.
    pub(super) fn spellings_of(&self, region: Region) -> Field {
        self.named_field(region).map_or(self.text_spellings, |named| named.spellings)
    }

    fn named_field(&self, region: Region) -> Option<&NamedField> {
        self.named.iter().find(|named| Some(named.name) == region)
    }
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, WordTokenizer::default());
    manager.register(PLACED, PlacedTokenizer::default());
    manager
}
