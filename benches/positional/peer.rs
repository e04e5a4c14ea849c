//! The peer: an index of tantivy over the same words, one term for each folded word,
//! with positions; and the count of its exact `PhraseQuery`.

use std::path::Path;

use attache::engine::Searcher as _;
use attache::engine::embedded::EmbeddedSearcher;
use attache::text::Analysis;
use tantivy::collector::Count;
use tantivy::indexer::NoMergePolicy;
use tantivy::query::PhraseQuery;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, Term};

/// Memory that holds a whole segment, so that it is written once.
const MEMORY: usize = 2_000_000_000;

pub struct Peer {
    searcher: Searcher,
    field: Field,
}

impl Peer {
    /// Opens the peer in this folder, or makes it of the texts of our index, with as many
    /// segments.
    pub fn of(ours: &EmbeddedSearcher, folder: &Path) -> Peer {
        let index = match Index::open_in_dir(folder) {
            Ok(index) => index,
            Err(_) => made(ours, folder),
        };
        let field = index.schema().get_field("text").expect("the field");
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().expect("a reader");
        Peer { searcher: reader.searcher(), field }
    }

    /// How many articles have these words side by side.
    pub fn phrase(&self, words: &[String]) -> usize {
        let terms = words.iter().map(|w| Term::from_field_text(self.field, w)).collect();
        self.searcher.search(&PhraseQuery::new(terms), &Count).expect("a count")
    }
}

fn made(ours: &EmbeddedSearcher, folder: &Path) -> Index {
    let mut builder = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let field = builder.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    std::fs::create_dir_all(folder).expect("a folder");
    let index = Index::create_in_dir(folder, builder.build()).expect("an index");
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, MEMORY).expect("a writer");
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let keys = ours.all();
    for segment in keys.chunk_by(|a, b| a.segment == b.segment) {
        for key in segment {
            let stored = ours.stored(*key).expect("an article");
            let body = Analysis::words(&stored.text);
            let mut tokens = Vec::new();
            add(&body, 0, &mut tokens);
            if let (None, Some(title)) = (stored.title_in_text, &stored.metadata.title) {
                add(&Analysis::words(title), stored.title_position(), &mut tokens);
            }
            let mut document = TantivyDocument::new();
            document.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
            writer.add_document(document).expect("added");
        }
        writer.commit().expect("a commit");
    }
    index
}

fn add(analysis: &Analysis, from: u32, tokens: &mut Vec<Token>) {
    for token in &analysis.tokens {
        let position = (token.position + from) as usize;
        let text = analysis.term(token).to_string();
        tokens.push(Token { position, text, ..Token::default() });
    }
}
