//! Reading and analysing in parallel: some threads read files into articles, as many
//! analyse them and hand them to the writer. What waits in between is bounded.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::budget::{Budget, Room};
use super::changes::Work;
use super::ledger::{Entry, id_key};
use super::report::Progress;
use crate::article::{Article, ArticleId};
use crate::engine::{Document, EngineError, Writer};
use crate::ingest::{EXTRACTOR, IngestError, read};
use crate::text::Analysis;

/// Bytes of text that may wait between reading and analysing.
const WAITING: usize = 48 << 20;
/// Articles that may wait.
const QUEUE: usize = 1_024;

/// What became of one file.
pub(super) struct Outcome {
    /// Number of the work.
    pub work: usize,
    /// The file has the same bytes as before and was not read.
    pub same: bool,
    /// Its new entry in the ledger.
    pub entry: Entry,
}

/// An article on its way, with the number of the work it comes from.
struct Job<'a> {
    work: usize,
    article: Article,
    hash: Arc<str>,
    first_seen: i32,
    /// Room in the budget, given back when the article is done.
    _room: Room<'a>,
}

/// Counts that the analysing threads add up for each file.
#[derive(Clone, Copy, Default)]
struct Counted {
    words: u64,
    empty: u64,
}

/// The run of one set of files.
pub(super) struct Pipeline<'a> {
    pub work: &'a [Work],
    pub writer: &'a dyn Writer,
    pub progress: &'a dyn Progress,
    pub threads: usize,
    /// Julian day number that new articles are first seen on.
    pub today: i32,
    /// Read files again that have the same bytes.
    pub all: bool,
}

impl Pipeline<'_> {
    /// Reads every file; outcomes are in the order of the work.
    pub(super) fn run(&self) -> Result<Vec<Outcome>, EngineError> {
        let budget = Budget::new(WAITING);
        let (sender, receiver) = sync_channel::<Job<'_>>(QUEUE);
        // Owned by the analysing threads alone: when the last of them is gone, nobody
        // waits for them.
        let receiver = Arc::new(Mutex::new(receiver));
        let next = AtomicUsize::new(0);
        let outcomes = Mutex::new(Vec::with_capacity(self.work.len()));
        let counted = Mutex::new(vec![Counted::default(); self.work.len()]);
        let failure = Mutex::new(None);
        let failed = AtomicBool::new(false);
        let readers = self.threads.min(self.work.len()).max(1);
        thread::scope(|scope| {
            for _ in 0..readers {
                let sender = sender.clone();
                scope.spawn(|| self.read_files(sender, &next, &budget, &outcomes, &failed));
            }
            drop(sender);
            for _ in 0..self.threads.max(1) {
                let receiver = receiver.clone();
                let (counted, failed, failure) = (&counted, &failed, &failure);
                scope.spawn(move || {
                    if let Err(error) = self.analyse(&receiver, counted, failed) {
                        failed.store(true, Ordering::Relaxed);
                        lock(failure).get_or_insert(error);
                    }
                });
            }
            drop(receiver);
        });
        if let Some(error) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let counted = counted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut outcomes: Vec<Outcome> = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
        outcomes.sort_by_key(|o| o.work);
        for outcome in outcomes.iter_mut().filter(|o| !o.same) {
            outcome.entry.words = counted[outcome.work].words;
            outcome.entry.empty = counted[outcome.work].empty;
        }
        Ok(outcomes)
    }

    fn read_files<'b>(
        &self,
        sender: SyncSender<Job<'b>>,
        next: &AtomicUsize,
        budget: &'b Budget,
        outcomes: &Mutex<Vec<Outcome>>,
        failed: &AtomicBool,
    ) {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= self.work.len() || failed.load(Ordering::Relaxed) {
                return;
            }
            let outcome = self.read_file(number, &sender, budget, failed);
            lock(outcomes).push(outcome);
        }
    }

    /// Reads one file, unless it has the same bytes as before.
    fn read_file<'b>(
        &self,
        number: usize,
        sender: &SyncSender<Job<'b>>,
        budget: &'b Budget,
        failed: &AtomicBool,
    ) -> Outcome {
        let work = &self.work[number];
        let entry = Entry {
            size: work.found.size,
            modified_ns: i64::try_from(work.found.modified_ns).unwrap_or(0),
            ..Entry::default()
        };
        let hash = match hash_of(work) {
            Ok(hash) => hash,
            Err(error) => return self.unreadable(number, entry, &error),
        };
        if let Some(before) = work.before.as_ref().filter(|e| e.hash == hash && e.skipped.is_none() && !self.all) {
            self.progress.advance(work.found.size);
            return Outcome {
                work: number,
                same: true,
                entry: Entry { modified_ns: entry.modified_ns, ..before.clone() },
            };
        }
        // Before the new articles are added: a removal reaches only earlier ones.
        if work.before.as_ref().is_some_and(|e| e.articles > 0)
            && !self.all
            && let Err(error) = self.writer.remove_source(&work.key)
        {
            return Outcome { work: number, same: false, entry: Entry { skipped: Some(error.to_string()), ..entry } };
        }
        let known = work.before.as_ref().map(Entry::first_seen).unwrap_or_default();
        let shared: Arc<str> = hash.as_str().into();
        let mut seen = Vec::new();
        let (mut undated, mut told) = (0, 0);
        let mut emit = |mut article: Article| {
            if failed.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            // The key is the path with the root's label.
            if let Some(record) = article.id.as_str().strip_prefix(&work.found.relative) {
                article.id = ArticleId::from_encoded(format!("{}{record}", work.key));
            }
            let key = id_key(article.id.as_str());
            let first_seen = known.get(&key).copied().unwrap_or(self.today);
            seen.push((key, first_seen));
            undated += u64::from(article.metadata.published.is_none());
            let bytes = article.text.len();
            let done = (bytes as u64).min(work.found.size - told);
            told += done;
            self.progress.advance(done);
            let room = budget.take(bytes);
            match sender.send(Job { work: number, article, hash: shared.clone(), first_seen, _room: room }) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        // A defect of a reader costs its file, not the run.
        let result = catch_unwind(AssertUnwindSafe(|| read(&work.found, &mut emit))).unwrap_or_else(|_| {
            let (place, problem) = (work.key.clone(), "its reader failed".to_string());
            Err(IngestError::Broken { place, format: "any format", problem })
        });
        self.progress.advance(work.found.size - told);
        match result {
            Err(error) if seen.is_empty() => self.skipped(number, entry, &error),
            result => {
                let mut entry = Entry { hash, undated, articles: seen.len() as u64, ..entry };
                match result {
                    Ok(report) => {
                        entry.format = report.format.to_string();
                        entry.warnings = report.warnings;
                    }
                    // Some articles came before the trouble: they stay, and without a
                    // hash the file is read again next time.
                    Err(error @ (IngestError::Io { .. } | IngestError::Denied { .. })) => {
                        entry.warnings = vec![error.reason()];
                        entry.hash.clear();
                        entry.modified_ns = 0;
                    }
                    Err(error) => entry.warnings = vec![error.reason()],
                }
                entry.remember(&seen);
                Outcome { work: number, same: false, entry }
            }
        }
    }

    /// A file that cannot be opened: what the index has of it stays.
    fn unreadable(&self, number: usize, entry: Entry, error: &IngestError) -> Outcome {
        match self.work[number].before.as_ref().filter(|e| e.articles > 0 && !self.all) {
            Some(before) => {
                let warnings = vec![format!("{}; the index keeps it as it was", error.reason())];
                Outcome { work: number, same: true, entry: Entry { warnings, ..before.clone() } }
            }
            None => self.skipped(number, entry, error),
        }
    }

    fn skipped(&self, number: usize, entry: Entry, error: &IngestError) -> Outcome {
        Outcome { work: number, same: false, entry: Entry { skipped: Some(error.reason()), ..entry } }
    }

    fn analyse(
        &self,
        receiver: &Mutex<Receiver<Job<'_>>>,
        counted: &Mutex<Vec<Counted>>,
        failed: &AtomicBool,
    ) -> Result<(), EngineError> {
        let mut body = Analysis::default();
        loop {
            let Ok(job) = lock(receiver).recv() else { return Ok(()) };
            if failed.load(Ordering::Relaxed) {
                continue;
            }
            let words = self.add(&job, &mut body)?;
            let counts = &mut lock(counted)[job.work];
            counts.words += words;
            counts.empty += u64::from(body.tokens.is_empty());
        }
    }

    fn add(&self, job: &Job<'_>, body: &mut Analysis) -> Result<u64, EngineError> {
        body.read(&job.article.text, &job.article.sections);
        self.writer.add(&Document {
            article: &job.article,
            source: &self.work[job.work].key,
            body,
            hash: &job.hash,
            extractor: EXTRACTOR,
            first_seen: job.first_seen,
        })
    }
}

/// BLAKE3 of a file's bytes, hexadecimal.
fn hash_of(work: &Work) -> Result<String, IngestError> {
    let fail = |cause| IngestError::from_io(&work.key, cause);
    let mut file = File::open(&work.found.path).map_err(fail)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        match file.read(&mut buffer).map_err(fail)? {
            0 => return Ok(hasher.finalize().to_hex().to_string()),
            n => hasher.update(&buffer[..n]),
        };
    }
}

/// What the lock guards stays right whatever another thread did.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
