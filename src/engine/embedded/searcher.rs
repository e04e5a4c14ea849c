//! Reading: the vocabulary, verified matches, positions and stored articles of an
//! opened index.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{IndexRecordOption, Term, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Index, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument};

use super::candidates::{Candidates, Source};
use super::manifest::Manifest;
use super::packed::{split_term, term_into};
use super::schema::{Fields, tokenizers};
use super::verifier::Verifier;
use super::writer::{Header, engine_error};
use crate::article::{ArticleId, Metadata};
use crate::engine::{
    ArticleOccurrences, Bm25, DocKey, EngineError, Layout, Matches, Scored, Searcher, Stored, Summary,
};
use crate::plan::{Plan, PlanLeaf, Region, Vocabulary, matches};
use crate::text::{Class, Span};

/// An index opened for reading. What it shows is the last commit at the time of
/// opening.
pub struct EmbeddedSearcher {
    path: PathBuf,
    summary: Summary,
    fields: Arc<Fields>,
    segments: Vec<Segment>,
}

/// One segment with what is opened of it.
pub(super) struct Segment {
    fields: Arc<Fields>,
    reader: SegmentReader,
    store: StoreReader,
}

/// How often opening is tried again, and after how long.
const RETRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(20);

/// Blocks of stored text that are kept decompressed.
const CACHED_BLOCKS: usize = 8;

impl EmbeddedSearcher {
    /// Opens the index in this folder.
    ///
    /// # Errors
    /// No index, one of another version, or one that cannot be read.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        // A writer that ends in this moment may remove files of the commit before; the
        // one after is then there.
        let mut opened = Self::open_commit(path);
        for _ in 0..RETRIES {
            if !matches!(opened, Err(EngineError::Engine { .. })) {
                break;
            }
            std::thread::sleep(PAUSE);
            opened = Self::open_commit(path);
        }
        opened
    }

    fn open_commit(path: &Path) -> Result<Self, EngineError> {
        let manifest = Manifest::read_current(path)?;
        let fail = |e| engine_error(path, &e);
        let mut index = Index::open_in_dir(manifest.folder(path)).map_err(fail)?;
        index.set_tokenizers(tokenizers());
        let metas = index.load_metas().map_err(fail)?;
        let summary = serde_json::from_str(metas.payload.as_deref().unwrap_or("{}"))
            .map_err(|e| EngineError::Engine { path: path.to_path_buf(), problem: format!("its commit: {e}") })?;
        let fields = Arc::new(Fields::new());
        let mut segments = Vec::new();
        for segment in index.searchable_segments().map_err(fail)? {
            let reader = SegmentReader::open(&segment).map_err(fail)?;
            let store = reader.get_store_reader(CACHED_BLOCKS).map_err(|e| engine_error(path, &e.into()))?;
            segments.push(Segment { fields: fields.clone(), reader, store });
        }
        Ok(EmbeddedSearcher { path: path.to_path_buf(), summary, fields, segments })
    }

    /// The counts of the last commit of an index of whatever version.
    ///
    /// # Errors
    /// No index, or one whose commit cannot be read.
    pub fn last_summary(path: &Path) -> Result<Summary, EngineError> {
        let meta = Manifest::read(path)?.folder(path).join("meta.json");
        let bytes = std::fs::read(&meta).map_err(|source| EngineError::Io { path: meta.clone(), source })?;
        let fail = |e: serde_json::Error| EngineError::Engine { path: meta.clone(), problem: e.to_string() };
        let commit: serde_json::Value = serde_json::from_slice(&bytes).map_err(fail)?;
        serde_json::from_str(commit["payload"].as_str().unwrap_or("{}")).map_err(fail)
    }

    /// Checks the checksums of all files; gives those that are damaged.
    ///
    /// # Errors
    /// No index, or one that cannot be read at all.
    pub fn damaged_files(path: &Path) -> Result<Vec<PathBuf>, EngineError> {
        let manifest = Manifest::read_current(path)?;
        let index = Index::open_in_dir(manifest.folder(path)).map_err(|e| engine_error(path, &e))?;
        let mut damaged: Vec<_> = index.validate_checksum().map_err(|e| engine_error(path, &e))?.into_iter().collect();
        damaged.sort();
        Ok(damaged)
    }

    fn engine<T>(&self, result: io::Result<T>) -> Result<T, EngineError> {
        result.map_err(|e| engine_error(&self.path, &e.into()))
    }

    fn segment(&self, key: DocKey) -> &Segment {
        &self.segments[key.segment as usize]
    }

    fn mean_words(&self) -> f64 {
        (self.summary.words as f64 / self.summary.articles.max(1) as f64).max(1.0)
    }

    /// The idf of each leaf that counts for the score; 0 for the others.
    fn weights(&self, plan: &Plan) -> Vec<f64> {
        let all = self.summary.articles as f64;
        let counted = plan.sought();
        let of = |(articles, counted): (f64, bool)| if counted { Bm25::idf(all, articles) } else { 0.0 };
        self.leaf_articles(plan).into_iter().zip(counted).map(of).collect()
    }

    fn segment_matches(&self, number: u32, plan: &Plan, ranking: &Ranking, best: &mut Best) -> io::Result<u64> {
        let segment = &self.segments[number as usize];
        let mut exact = true;
        let mut candidates = Candidates::of(plan, &plan.root, segment, &mut exact)?;
        let mut verifier = Verifier::open(plan, segment)?;
        let norms = segment.norms()?;
        let alive = segment.reader.alive_bitset();
        let mut total = 0;
        let mut doc = candidates.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|bits| bits.is_alive(doc)) {
                verifier.turn_to(doc);
                if exact || matches(plan, &plan.root, &verifier) {
                    total += 1;
                    if best.limit > 0 {
                        let score = ranking.score(&verifier, norms.fieldnorm(doc));
                        best.offer(Scored { key: DocKey { segment: number, doc }, score });
                    }
                }
            }
            doc = candidates.advance();
        }
        Ok(total)
    }
}

/// What an article's score is made of.
struct Ranking {
    bm25: Bm25,
    mean_words: f64,
    weights: Vec<f64>,
}

impl Ranking {
    fn score(&self, verifier: &Verifier, words: u32) -> f64 {
        let relative = f64::from(words) / self.mean_words;
        let leaf = |(leaf, weight): (usize, &f64)| {
            if *weight == 0.0 {
                return 0.0;
            }
            let frequency = f64::from(verifier.frequency(leaf));
            if frequency > 0.0 { weight * self.bm25.saturation(frequency, relative) } else { 0.0 }
        };
        self.weights.iter().enumerate().map(leaf).sum()
    }
}

/// The best articles so far. Those that score as much as the last one are kept as
/// well, since only their ids decide between them.
struct Best {
    limit: usize,
    kept: Vec<Scored>,
    /// Scores below this are not among the best.
    threshold: f64,
    /// How many may be kept before the worse half is dropped.
    room: usize,
}

/// Fewest articles that are kept before any is dropped.
const ROOM: usize = 1_024;

impl Best {
    fn new(limit: usize) -> Self {
        Best { limit, kept: Vec::new(), threshold: f64::NEG_INFINITY, room: limit.saturating_mul(2).max(ROOM) }
    }

    fn offer(&mut self, scored: Scored) {
        if scored.score < self.threshold {
            return;
        }
        self.kept.push(scored);
        if self.kept.len() >= self.room {
            self.shrink();
        }
    }

    /// Drops what scores less than the `limit`-th; where many score the same they
    /// all stay, and the room grows with them.
    fn shrink(&mut self) {
        if self.kept.len() <= self.limit {
            return;
        }
        let mut scores: Vec<f64> = self.kept.iter().map(|s| s.score).collect();
        let (_, last, _) = scores.select_nth_unstable_by(self.limit - 1, |a, b| b.total_cmp(a));
        self.threshold = *last;
        self.kept.retain(|s| s.score >= self.threshold);
        self.room = self.room.max(self.kept.len() * 2);
    }
}

impl Segment {
    fn inverted(&self, field: tantivy::schema::Field) -> io::Result<Arc<InvertedIndexReader>> {
        self.reader.inverted_index(field).map_err(io::Error::other)
    }

    /// The starts of a kind of boundary, by its letter.
    pub(super) fn boundaries(&self, letter: &str) -> io::Result<Option<SegmentPostings>> {
        let field = self.fields.boundaries;
        let term = Term::from_field_text(field, letter);
        self.inverted(field)?.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
    }

    /// Words of each article's body.
    pub(super) fn word_counts(&self) -> io::Result<Column<u64>> {
        self.reader.fast_fields().u64(self.fields.schema.get_field_name(self.fields.words)).map_err(io::Error::other)
    }

    fn norms(&self) -> io::Result<FieldNormReader> {
        self.reader.get_fieldnorms_reader(self.fields.text).map_err(io::Error::other)
    }

    fn ids(&self) -> io::Result<StrColumn> {
        let name = self.fields.schema.get_field_name(self.fields.id);
        let column = self.reader.fast_fields().str(name).map_err(io::Error::other)?;
        column.ok_or_else(|| io::Error::other("the column of ids is missing"))
    }

    /// Articles of a term that are not deleted.
    fn alive(&self, info: &tantivy::postings::TermInfo, index: &InvertedIndexReader) -> io::Result<u64> {
        let Some(bits) = self.reader.alive_bitset() else { return Ok(u64::from(info.doc_freq)) };
        let postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        Ok(u64::from(postings.doc_freq_given_deletes(bits)))
    }
}

impl Source for Segment {
    fn postings(&self, region: Region) -> io::Result<Arc<InvertedIndexReader>> {
        self.inverted(self.fields.of_region(region))
    }

    fn days(&self) -> io::Result<[Column<i64>; 2]> {
        let column = |field| self.reader.fast_fields().i64(self.fields.schema.get_field_name(field));
        let [first, last] = self.fields.days.map(column);
        Ok([first.map_err(io::Error::other)?, last.map_err(io::Error::other)?])
    }

    fn end(&self) -> DocId {
        self.reader.max_doc()
    }
}

impl Vocabulary for EmbeddedSearcher {
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
        let end = [prefix.as_bytes(), &[0xff]].concat();
        let indexes = self.segments.iter().map(|s| s.postings(region)).collect::<io::Result<Vec<_>>>();
        let indexes = indexes.map_err(|e| e.to_string())?;
        let mut streams = Vec::new();
        for index in &indexes {
            let mut stream = index.terms().range().ge(prefix).lt(&end).into_stream().map_err(|e| e.to_string())?;
            if stream.advance() {
                streams.push(stream);
            }
        }
        let mut least = Vec::new();
        while let Some(first) = streams.iter().map(|s| s.key()).min() {
            least.clear();
            least.extend_from_slice(first);
            streams.retain_mut(|s| s.key() != least || s.advance());
            if split_term(&least).is_some_and(|(word, class)| !visit(word, class)) {
                break;
            }
        }
        Ok(())
    }

    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String> {
        let mut term = String::new();
        term_into(folded, class, &mut term);
        self.articles_of(region, term.as_bytes()).map_err(|e| e.to_string())
    }
}

impl EmbeddedSearcher {
    fn articles_of(&self, region: Region, term: &[u8]) -> io::Result<u64> {
        let mut articles = 0;
        for segment in &self.segments {
            let index = segment.postings(region)?;
            if let Some(info) = index.terms().get(term)? {
                articles += segment.alive(&info, &index)?;
            }
        }
        Ok(articles)
    }

    /// The first `limit` by score; of those that score the same as the last, the ones
    /// with the smallest ids.
    fn cut(&self, mut kept: Vec<Scored>, limit: usize) -> Result<Vec<Scored>, EngineError> {
        kept.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.key.cmp(&b.key)));
        let Some(last) = kept.get(limit.saturating_sub(1)).filter(|_| kept.len() > limit && limit > 0) else {
            kept.truncate(limit);
            return Ok(kept);
        };
        let from = kept.partition_point(|s| s.score > last.score);
        let to = kept.partition_point(|s| s.score >= last.score);
        let chosen = self.first_by_id(&kept[from..to], limit - from)?;
        kept.truncate(from);
        kept.extend(chosen);
        Ok(kept)
    }

    /// The first `wanted` of a group by id. Within a segment the ordinals of the id
    /// column are in the order of ids, so that only few ids must be read.
    fn first_by_id(&self, group: &[Scored], wanted: usize) -> Result<Vec<Scored>, EngineError> {
        let mut first = Vec::new();
        for part in group.chunk_by(|a, b| a.key.segment == b.key.segment) {
            let column = self.engine(self.segment(part[0].key).ids())?;
            let mut by_ordinal: Vec<_> = part.iter().map(|s| (column.ords().first(s.key.doc), *s)).collect();
            by_ordinal.sort_by_key(|(ordinal, _)| *ordinal);
            first.extend(by_ordinal.into_iter().take(wanted).map(|(_, s)| s));
        }
        let keys: Vec<_> = first.iter().map(|s| s.key).collect();
        let mut named: Vec<_> = self.ids(&keys)?.into_iter().zip(first).collect();
        named.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(named.into_iter().take(wanted).map(|(_, s)| s).collect())
    }
}

impl Searcher for EmbeddedSearcher {
    fn summary(&self) -> &Summary {
        &self.summary
    }

    fn matches(&self, plan: &Plan, bm25: Bm25, limit: usize) -> Result<Matches, EngineError> {
        let ranking = Ranking { bm25, mean_words: self.mean_words(), weights: self.weights(plan) };
        let mut best = Best::new(limit);
        let mut total = 0;
        for number in 0..self.segments.len() as u32 {
            total += self.engine(self.segment_matches(number, plan, &ranking, &mut best))?;
        }
        best.shrink();
        Ok(Matches { total, best: self.cut(best.kept, limit)? })
    }

    fn visit(
        &self,
        plan: &Plan,
        keys: &[DocKey],
        each: &mut dyn FnMut(usize, ArticleOccurrences) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|i| keys[*i]);
        for part in order.chunk_by(|a, b| keys[*a].segment == keys[*b].segment) {
            let mut verifier = self.engine(Verifier::open(plan, self.segment(keys[part[0]])))?;
            for i in part {
                verifier.turn_to(keys[*i].doc);
                each(*i, verifier.take())?;
            }
        }
        Ok(())
    }

    /// N(1 − Π(1 − dfᵢ/N)) over the forms of a leaf: exact for one form, and close
    /// where forms meet in an article by chance.
    fn leaf_articles(&self, plan: &Plan) -> Vec<f64> {
        let all = self.summary.articles.max(1) as f64;
        let of = |leaf: &PlanLeaf| match leaf {
            PlanLeaf::Words(words) => {
                let without = words.forms.iter().map(|f| 1.0 - f.articles as f64 / all).product::<f64>();
                all * (1.0 - without)
            }
            PlanLeaf::Days { .. } => all,
        };
        plan.leaves.iter().map(of).collect()
    }

    fn stored(&self, key: DocKey) -> Result<Stored, EngineError> {
        let document: TantivyDocument =
            self.segment(key).store.get(key.doc).map_err(|e| engine_error(&self.path, &e))?;
        let text_of =
            |field| document.get_first(field).and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default();
        let header: Header = serde_json::from_str(&text_of(self.fields.header))
            .map_err(|e| EngineError::Engine { path: self.path.clone(), problem: format!("a stored article: {e}") })?;
        let layout =
            document.get_first(self.fields.layout).and_then(|v| v.as_bytes().map(Layout::unpack)).unwrap_or_default();
        let id = self.ids(&[key])?.pop().unwrap_or_default();
        Ok(Stored {
            id: ArticleId::from_encoded(id),
            text: text_of(self.fields.stored_text),
            layout,
            title_in_text: header.title_in_text.map(|(start, end)| Span::new(start, end)),
            hash: header.hash,
            extractor: header.extractor,
            first_seen: header.first_seen,
            metadata: Metadata {
                title: header.title,
                byline: header.byline,
                published: header.published.and_then(|d| d.parse().ok()),
                source: header.source,
                url: header.url,
                path: header.path,
                format: header.format,
                lang: header.lang,
            },
        })
    }

    fn find(&self, id: &str) -> Result<Option<DocKey>, EngineError> {
        let term = Term::from_field_text(self.fields.id, id);
        for (number, segment) in self.segments.iter().enumerate() {
            let index = self.engine(segment.inverted(self.fields.id))?;
            let Some(mut postings) = self.engine(index.read_postings(&term, IndexRecordOption::Basic))? else {
                continue;
            };
            let alive = segment.reader.alive_bitset();
            while postings.doc() != TERMINATED {
                if alive.is_none_or(|bits| bits.is_alive(postings.doc())) {
                    return Ok(Some(DocKey { segment: number as u32, doc: postings.doc() }));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    fn published(&self, keys: &[DocKey]) -> Result<Vec<Option<(i32, i32)>>, EngineError> {
        let columns = self.segments.iter().map(Source::days).collect::<io::Result<Vec<_>>>();
        let columns = self.engine(columns)?;
        let of = |key: &DocKey| {
            let [first, last] = columns[key.segment as usize].each_ref().map(|column| column.first(key.doc));
            Some((first? as i32, last? as i32))
        };
        Ok(keys.iter().map(of).collect())
    }

    fn all(&self) -> Vec<DocKey> {
        let keys = |(number, segment): (usize, &Segment)| {
            segment.reader.doc_ids_alive().map(|doc| DocKey { segment: number as u32, doc }).collect::<Vec<_>>()
        };
        self.segments.iter().enumerate().flat_map(keys).collect()
    }

    fn ids(&self, keys: &[DocKey]) -> Result<Vec<String>, EngineError> {
        let mut columns: HashMap<u32, StrColumn> = HashMap::new();
        let mut ids = Vec::with_capacity(keys.len());
        for key in keys {
            let column = match columns.entry(key.segment) {
                std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(self.engine(self.segment(*key).ids())?)
                }
            };
            let mut id = String::new();
            if let Some(ordinal) = column.ords().first(key.doc) {
                self.engine(column.ord_to_str(ordinal, &mut id))?;
            }
            ids.push(id);
        }
        Ok(ids)
    }
}
