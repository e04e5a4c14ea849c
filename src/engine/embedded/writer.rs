//! Writing: analysed articles into a generation of the index.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::Term;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError};

use super::dictionary::Entries;
use super::manifest::Manifest;
use super::packed;
use super::schema::{Fields, tokenizers};
use crate::article::{Article, FIELDS, FieldKind, Metadata};
use crate::engine::{Document, EngineError, Layout, Summary, TITLE_GAP, Writer};
use crate::text::{Analysis, Span};

/// How a writer works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Threads that build postings.
    pub threads: usize,
    /// Bytes that all of them may hold before they write a segment.
    pub memory: usize,
    /// Begin a new generation instead of going on with the current one.
    pub rebuild: bool,
}

/// The share of deleted articles at which a segment is written anew.
const DELETED_BEFORE_MERGE: f32 = 0.2;
/// Level of the stored text's compression: above 3 it costs time and gains little.
const ZSTD_LEVEL: i32 = 3;

/// The one writer of an index folder; holds its lock while it lives.
pub struct EmbeddedWriter {
    path: PathBuf,
    manifest: Manifest,
    fields: Fields,
    writer: IndexWriter,
    fresh: bool,
    /// Held, not read: the lock goes with it.
    _lock: File,
}

/// What is stored of an article as JSON beside its text.
#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub path: String,
    pub format: String,
    pub lang: Option<String>,
    pub title_in_text: Option<(usize, usize)>,
    pub hash: String,
    pub extractor: u32,
    pub first_seen: i32,
}

impl EmbeddedWriter {
    /// Opens the index folder for writing, making it if there is none.
    ///
    /// # Errors
    /// Another writer, an index of another version (unless rebuilding), or a folder
    /// that cannot be written.
    pub fn open(path: &Path, options: WriterOptions) -> Result<Self, EngineError> {
        make_private(path)?;
        let lock = lock(path)?;
        let exists = Manifest::exists(path);
        let manifest = match (exists, options.rebuild) {
            (true, false) => Manifest::read_current(path)?,
            (true, true) => Manifest::current(Manifest::read(path).map_or(0, |m| m.generation) + 1),
            (false, _) => Manifest::current(1),
        };
        let fresh = !exists || options.rebuild;
        let folder = manifest.folder(path);
        if fresh {
            // Left over by a run that was killed before it committed.
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).map_err(|source| EngineError::Io { path: folder.clone(), source })?;
            restrict(&folder)?;
        }
        let fields = Fields::new();
        let writer = open_writer(&folder, &fields, fresh, options).map_err(|e| engine_error(path, &e))?;
        Ok(EmbeddedWriter { path: path.to_path_buf(), manifest, fields, writer, fresh, _lock: lock })
    }

    /// Waits until merges have ended and removes what older generations left.
    ///
    /// # Errors
    /// A merge that failed.
    pub fn finish(self) -> Result<(), EngineError> {
        let EmbeddedWriter { path, manifest, writer, _lock, .. } = self;
        writer.wait_merging_threads().map_err(|e| engine_error(&path, &e))?;
        remove_other_generations(&path, &manifest);
        Ok(())
    }

    fn document(&self, document: &Document, title: Option<(&str, &Analysis)>) -> TantivyDocument {
        let article = document.article;
        let fields = &self.fields;
        let mut doc = TantivyDocument::new();
        doc.add_text(fields.id, article.id.as_str());
        doc.add_text(fields.source, document.source);
        doc.add_text(fields.text, packed::body(document, title));
        doc.add_text(fields.boundaries, packed::boundaries(document.body, title.is_some()));
        doc.add_text(fields.text_spellings, spellings(document, title));
        doc.add_text(fields.dictionary, entries(document, title).packed());
        if let Some(date) = article.metadata.published {
            doc.add_i64(fields.days[0], i64::from(date.first_day()));
            doc.add_i64(fields.days[1], i64::from(date.last_day()));
        }
        doc.add_u64(fields.words, u64::from(document.body.word_count()));
        doc.add_text(fields.header, header(document));
        doc.add_text(fields.stored_text, &article.text);
        doc.add_bytes(fields.layout, &Layout::pack(&document.body.sentences, document.body.word_count()));
        self.add_named(article, &mut doc);
        doc
    }

    fn add_named(&self, article: &Article, doc: &mut TantivyDocument) {
        let rows = FIELDS.iter().filter(|f| f.kind == FieldKind::Words);
        for (row, field) in rows.zip(&self.fields.named) {
            if let Some(value) = (row.value)(&article.metadata) {
                let analysis = Analysis::words(&value);
                let (mut words, mut spellings) = (String::new(), String::new());
                packed::words(&analysis, &mut words);
                packed::spellings(&value, &analysis, 0, &mut spellings);
                doc.add_text(field.words, words);
                doc.add_text(field.spellings, spellings);
            }
        }
    }
}

impl Writer for EmbeddedWriter {
    fn add(&self, document: &Document) -> Result<u64, EngineError> {
        let title = region_title(document.article).map(|title| (title, Analysis::words(title)));
        let title = title.as_ref().map(|(text, title)| (*text, title)).filter(|(_, title)| !title.tokens.is_empty());
        let words = document.body.word_count() + title.map_or(0, |(_, title)| title.word_count());
        let doc = self.document(document, title);
        self.writer.add_document(doc).map_err(|e| engine_error(&self.path, &e))?;
        Ok(u64::from(words))
    }

    fn remove_source(&self, path: &str) -> Result<(), EngineError> {
        self.writer.delete_term(Term::from_field_text(self.fields.source, path));
        Ok(())
    }

    fn commit(&mut self, summary: &Summary) -> Result<(), EngineError> {
        let payload = serde_json::to_string(summary)
            .map_err(|e| EngineError::Engine { path: self.path.clone(), problem: e.to_string() })?;
        let mut commit = || {
            let mut prepared = self.writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()
        };
        commit().map_err(|e| engine_error(&self.path, &e))?;
        if self.fresh {
            self.manifest.write(&self.path)?;
            self.fresh = false;
        }
        Ok(())
    }
}

/// The title, where it is a region of its own.
pub(super) fn region_title(article: &Article) -> Option<&str> {
    if article.title_in_text.is_some() { None } else { article.metadata.title.as_deref() }
}

/// The spellings of body and title.
fn spellings(document: &Document, title: Option<(&str, &Analysis)>) -> String {
    let mut out = String::new();
    packed::spellings(&document.article.text, document.body, 0, &mut out);
    if let Some((text, analysis)) = title {
        packed::spellings(text, analysis, document.body.word_count() + TITLE_GAP, &mut out);
    }
    out
}

/// What the article says about words.
fn entries(document: &Document, title: Option<(&str, &Analysis)>) -> Entries {
    let mut entries = Entries::default();
    for (text, analysis) in title.into_iter().chain([(document.article.text.as_str(), document.body)]) {
        entries.add_compounds(text, analysis);
        entries.add_abbreviations(text);
    }
    entries
}

fn header(document: &Document) -> String {
    let Metadata { title, byline, published, source, url, path, format, lang } = document.article.metadata.clone();
    let header = Header {
        title,
        byline,
        published: published.map(|d| d.to_string()),
        source,
        url,
        path,
        format,
        lang,
        title_in_text: document.article.title_in_text.map(|Span { start, end }| (start, end)),
        hash: document.hash.to_string(),
        extractor: document.extractor,
        first_seen: document.first_seen,
    };
    serde_json::to_string(&header).unwrap_or_default()
}

fn open_writer(
    folder: &Path,
    fields: &Fields,
    fresh: bool,
    options: WriterOptions,
) -> Result<IndexWriter, TantivyError> {
    let mut index = if fresh {
        let compressor = Compressor::Zstd(ZstdCompressor { compression_level: Some(ZSTD_LEVEL) });
        let settings = IndexSettings { docstore_compression: compressor, ..IndexSettings::default() };
        Index::builder().schema(fields.schema.clone()).settings(settings).create_in_dir(folder)?
    } else {
        Index::open_in_dir(folder)?
    };
    index.set_tokenizers(tokenizers());
    let threads = options.threads.max(1);
    let writer_options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(options.memory / threads)
        .num_merge_threads(1)
        .build();
    let writer = index.writer_with_options(writer_options)?;
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

pub(super) fn engine_error(path: &Path, error: &TantivyError) -> EngineError {
    EngineError::Engine { path: path.to_path_buf(), problem: error.to_string() }
}

/// Makes the index folder, readable by its owner only: it holds the text of what may
/// be private mail. A folder that was there and holds other things keeps its
/// permissions; what is written into it is private all the same.
fn make_private(path: &Path) -> Result<(), EngineError> {
    let fail = |source| EngineError::Io { path: path.to_path_buf(), source };
    let ours = !path.exists() || Manifest::exists(path) || holds_only_notes(path);
    fs::create_dir_all(path).map_err(fail)?;
    if ours { restrict(path) } else { Ok(()) }
}

/// Nothing is in the folder but hidden files and a README.
fn holds_only_notes(path: &Path) -> bool {
    let is_note = |name: &str| name.starts_with('.') || name.eq_ignore_ascii_case("readme.md");
    let Ok(mut entries) = fs::read_dir(path) else { return false };
    entries.all(|entry| entry.is_ok_and(|e| e.file_name().to_str().is_some_and(is_note)))
}

/// Lets only the owner in.
fn restrict(path: &Path) -> Result<(), EngineError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let fail = |source| EngineError::Io { path: path.to_path_buf(), source };
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(fail)?;
    }
    Ok(())
}

fn lock(path: &Path) -> Result<File, EngineError> {
    let file = path.join("write.lock");
    let lock = File::create(&file).map_err(|source| EngineError::Io { path: file.clone(), source })?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(EngineError::Locked(path.to_path_buf())),
        Err(fs::TryLockError::Error(source)) => Err(EngineError::Io { path: file, source }),
    }
}

/// A reader that opened an older generation keeps its files; the rest may go.
fn remove_other_generations(path: &Path, manifest: &Manifest) {
    let current = manifest.folder(path);
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let old = name.to_str().is_some_and(|n| n.starts_with("gen-")) && entry.path() != current;
        if old {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
