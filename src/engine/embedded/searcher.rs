//! Reading: the vocabulary, verified matches, positions and stored articles of an
//! opened index.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Index, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument};

use super::candidates::{Maker, all_match};
use super::cursor::Use;
use super::dictionary::entry_term;
use super::list::{Files, List, Need, Terms};
use super::manifest::Manifest;
use super::schema::{Fields, tokenizers};
use super::verifier::Verifier;
use super::writer::{Header, engine_error};
use crate::article::{ArticleId, Metadata};
use crate::engine::{
    ArticleOccurrences, Bm25, DocKey, EngineError, Layout, Matches, Scored, Searcher, Stored, Summary,
};
use crate::plan::{Dictionary, Evaluator, Plan, PlanError, PlanLeaf, Region};
use crate::text::Span;

/// An index opened for reading. What it shows is the last commit at the time of
/// opening.
pub struct EmbeddedSearcher {
    path: PathBuf,
    summary: Summary,
    fields: Arc<Fields>,
    pub(super) segments: Vec<Segment>,
    /// How many steps a query may take.
    pub(super) most_steps: u64,
}

/// One segment with what is opened of it.
pub(super) struct Segment {
    fields: Arc<Fields>,
    reader: SegmentReader,
    files: Files,
    store: StoreReader,
}

/// How often opening is tried again, and after how long.
const RETRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(20);

/// How many steps a query may take for each word of the index, and as many more: one
/// word W/n another takes less than one a word however frequent they are, and none of a
/// hundred mixed queries takes more than half.
const STEPS_A_WORD: u64 = 4;
const STEPS: u64 = 30_000_000;

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
        let summary: Summary = serde_json::from_str(metas.payload.as_deref().unwrap_or("{}"))
            .map_err(|e| EngineError::Engine { path: path.to_path_buf(), problem: format!("its commit: {e}") })?;
        let fields = Arc::new(Fields::new());
        let mut segments = Vec::new();
        for segment in index.searchable_segments().map_err(fail)? {
            let reader = SegmentReader::open(&segment).map_err(fail)?;
            let store = reader.get_store_reader(CACHED_BLOCKS).map_err(|e| engine_error(path, &e.into()))?;
            let files = Files::open(&segment).map_err(fail)?;
            segments.push(Segment { fields: fields.clone(), reader, files, store });
        }
        let most_steps = summary.words.saturating_mul(STEPS_A_WORD).saturating_add(STEPS);
        Ok(EmbeddedSearcher { path: path.to_path_buf(), summary, fields, segments, most_steps })
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

    /// The field of the dictionaries.
    pub(super) fn dictionary_field(&self) -> Field {
        self.fields.dictionary
    }

    /// The field of a region's spellings.
    pub(super) fn spellings_field(&self, region: Region) -> Field {
        self.fields.spellings_of(region)
    }

    /// The field of a region's words.
    pub(super) fn words_field(&self, region: Region) -> Field {
        self.fields.of_region(region)
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
        let of = |(articles, worth): (f64, f64)| worth * Bm25::idf(all, articles);
        self.leaf_articles(plan).into_iter().zip(plan.worths()).map(of).collect()
    }

    /// Counts the matches of one segment, and offers them to the best; `None` when that
    /// takes too many steps.
    fn segment_matches(
        &self,
        number: u32,
        evaluator: &mut Evaluator,
        plan: &Plan,
        ranking: &Ranking,
        best: &mut Best,
    ) -> io::Result<Option<u64>> {
        let segment = &self.segments[number as usize];
        let exact = all_match(plan);
        let need = match (exact, best.limit) {
            (false, _) => Need::Positions,
            (true, 0) => Need::Articles,
            (true, _) => Need::Frequencies,
        };
        let mut verifier = Verifier::new(plan, segment, Use { need, articles: u32::MAX });
        let mut candidates = Maker { plan, segment, verifier: &mut verifier }.all()?;
        let norms = if best.limit > 0 { Some(segment.norms()?) } else { None };
        let alive = segment.reader.alive_bitset();
        let most = self.most_steps;
        let mut total = 0;
        let mut doc = candidates.doc(&verifier);
        while doc != TERMINATED {
            if evaluator.steps() > most {
                return Ok(None);
            }
            if alive.is_none_or(|bits| bits.is_alive(doc)) {
                verifier.turn_to(doc);
                if exact || evaluator.matches(&mut verifier) {
                    total += 1;
                    if let Some(norms) = &norms {
                        let score = ranking.score(&mut verifier, norms.fieldnorm(doc));
                        best.offer(Scored { key: DocKey { segment: number, doc }, score });
                    }
                }
            }
            doc = candidates.seek(doc + 1, &mut verifier);
        }
        verifier.failure()?;
        Ok(Some(total))
    }

    fn too_costly(&self, evaluator: &Evaluator) -> EngineError {
        let message = format!("frequent words are compared more than {} times, mostly here", self.most_steps);
        let cure = "use fewer W/n on one another, rarer words, or one more condition with AND".to_string();
        EngineError::Query(PlanError { message, cure, span: evaluator.costliest() })
    }
}

/// What an article's score is made of.
struct Ranking {
    bm25: Bm25,
    mean_words: f64,
    weights: Vec<f64>,
}

impl Ranking {
    fn score(&self, verifier: &mut Verifier, words: u32) -> f64 {
        let relative = f64::from(words) / self.mean_words;
        let mut leaf = |(leaf, weight): (usize, &f64)| {
            if *weight == 0.0 {
                return 0.0;
            }
            let frequency = f64::from(verifier.frequency(leaf));
            if frequency > 0.0 { weight * self.bm25.saturation(frequency, relative) } else { 0.0 }
        };
        self.weights.iter().enumerate().map(&mut leaf).sum()
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
    pub(super) fn inverted(&self, field: Field) -> io::Result<Arc<InvertedIndexReader>> {
        self.reader.inverted_index(field).map_err(io::Error::other)
    }

    /// The terms of a region.
    pub(super) fn terms(&self, region: Region) -> io::Result<Terms> {
        Terms::open(&self.reader, &self.files, self.fields.of_region(region))
    }

    /// The spellings of a region.
    pub(super) fn spellings(&self, region: Region) -> io::Result<Terms> {
        Terms::open(&self.reader, &self.files, self.fields.spellings_of(region))
    }

    /// The starts of a kind of boundary, by its letter.
    pub(super) fn boundaries(&self, letter: &str) -> io::Result<Option<List>> {
        let terms = Terms::open(&self.reader, &self.files, self.fields.boundaries)?;
        terms.info(letter.as_bytes())?.map(|info| terms.list(&info, Need::Positions)).transpose()
    }

    /// First and last day of publication.
    pub(super) fn days(&self) -> io::Result<[Column<i64>; 2]> {
        let column = |field| self.reader.fast_fields().i64(self.fields.schema.get_field_name(field));
        let [first, last] = self.fields.days.map(column);
        Ok([first.map_err(io::Error::other)?, last.map_err(io::Error::other)?])
    }

    /// One past the last article.
    pub(super) fn end(&self) -> DocId {
        self.reader.max_doc()
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
    pub(super) fn alive(&self, info: &TermInfo, index: &InvertedIndexReader) -> io::Result<u64> {
        let Some(bits) = self.reader.alive_bitset() else { return Ok(u64::from(info.doc_freq)) };
        let postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        Ok(u64::from(postings.doc_freq_given_deletes(bits)))
    }
}

impl EmbeddedSearcher {
    /// The live articles that have a term.
    fn articles_with(&self, term: &Term) -> io::Result<Vec<DocKey>> {
        let mut keys = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let index = segment.inverted(term.field())?;
            let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else { continue };
            let alive = segment.reader.alive_bitset();
            while postings.doc() != TERMINATED {
                if alive.is_none_or(|bits| bits.is_alive(postings.doc())) {
                    keys.push(DocKey { segment: number as u32, doc: postings.doc() });
                }
                postings.advance();
            }
        }
        Ok(keys)
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
        let mut evaluator = Evaluator::new(plan);
        let mut total = 0;
        for number in 0..self.segments.len() as u32 {
            let found = self.segment_matches(number, &mut evaluator, plan, &ranking, &mut best);
            total += self.engine(found)?.ok_or_else(|| self.too_costly(&evaluator))?;
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
            let how = Use { need: Need::Positions, articles: part.len() as u32 };
            let mut verifier = Verifier::new(plan, self.segment(keys[part[0]]), how);
            for i in part {
                verifier.turn_to(keys[*i].doc);
                each(*i, self.engine(verifier.take())?)?;
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
        Ok(self.engine(self.articles_with(&term))?.into_iter().next())
    }

    fn holding(&self, dictionary: Dictionary, entry: &[&str]) -> Result<Vec<DocKey>, EngineError> {
        let term = Term::from_field_text(self.fields.dictionary, &entry_term(dictionary, entry));
        self.engine(self.articles_with(&term))
    }

    fn published(&self, keys: &[DocKey]) -> Result<Vec<Option<(i32, i32)>>, EngineError> {
        let columns = self.segments.iter().map(Segment::days).collect::<io::Result<Vec<_>>>();
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
