//! Increments: an index that has been brought up to date many times answers byte for
//! byte like one made afresh, remembers when articles were first seen, and survives
//! writers that come together or die.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use attache::app::{AppError, IndexRequest, SearchRequest, index, search, show, stats};
use attache::engine::EngineError;
use attache::export;
use attache::index::{Report, Silent};
use attache::search::SearchOptions;

/// A small generator of numbers (Marsaglia 2003, xorshift), so that runs repeat.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

const WORDS: &[&str] = &[
    "bomber",
    "Osan",
    "talks",
    "cost-sharing",
    "ROK",
    "U.S.",
    "B-52",
    "missile",
    "drills",
    "warning",
    "data",
    "deterrence",
    "the",
    "of",
    "alliance",
    "28,500",
    "troops",
    "carrier",
    "Busan",
    "strait",
];

const QUERIES: &[&str] = &[
    "Osan",
    "bomber AND talks",
    "\"missile warning\"",
    "the OR of",
    "bomber W/5 Osan",
    "troops /s alliance",
    "B-52 NOT talks",
    "dri*",
    "title:Osan",
    "NOT bomber",
    "date:2023",
    "strait bus*",
    "=ROK",
];

fn article(numbers: &mut Numbers) -> String {
    let title = WORDS[numbers.below(WORDS.len())];
    let mut text =
        format!("---\ntitle: Notes on {title}\ndate: 202{}-0{}-11\n---\n", numbers.below(5), 1 + numbers.below(9));
    for _ in 0..3 + numbers.below(12) {
        let words: Vec<_> = (0..4 + numbers.below(14)).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
        text.push_str(&format!("It said {}. ", words.join(" ")));
        if numbers.below(4) == 0 {
            text.push_str("\n\n");
        }
    }
    text
}

fn update(index_folder: &Path, corpus: &Path, rebuild: bool) -> Report {
    let request =
        IndexRequest { paths: vec![corpus.to_path_buf()], rebuild, threads: Some(2), ..IndexRequest::default() };
    index(index_folder, &request, &Silent).expect("the run succeeds")
}

/// Every query's answer in JSON, all hits.
fn answers(index_folder: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    let json = export::named("json").expect("json is a format");
    for query in QUERIES {
        for limit in [Some(3), None] {
            let options = SearchOptions { limit, explain: true, ..SearchOptions::default() };
            let request = SearchRequest { query: query.to_string(), options, ..SearchRequest::default() };
            let list = search(index_folder, &request).expect("the query runs");
            (json.write)(&list, &export::Options::default(), &mut out).expect("memory can be written");
        }
    }
    out
}

#[test]
fn ten_random_increments_answer_like_a_fresh_build() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, grown) = (dir.path().join("corpus"), dir.path().join("grown"));
    fs::create_dir(&corpus).expect("a folder");
    let mut numbers = Numbers(0x5eed);
    for step in 0..10 {
        for _ in 0..1 + numbers.below(6) {
            let path = corpus.join(format!("a{}.md", numbers.below(25)));
            if path.exists() && numbers.below(3) == 0 {
                fs::remove_file(&path).expect("the file goes");
            } else {
                fs::write(&path, article(&mut numbers)).expect("the file is written");
            }
        }
        update(&grown, &corpus, false);
        let fresh = dir.path().join(format!("fresh-{step}"));
        update(&fresh, &corpus, false);
        let (grown, fresh) = (answers(&grown), answers(&fresh));
        let at = grown.iter().zip(&fresh).position(|(a, b)| a != b).unwrap_or(0);
        let near = |bytes: &[u8]| {
            String::from_utf8_lossy(&bytes[at.saturating_sub(200)..(at + 200).min(bytes.len())]).to_string()
        };
        assert!(grown == fresh, "step {step}: grown\n{}\nfresh\n{}", near(&grown), near(&fresh));
    }
}

#[test]
fn a_second_run_reads_only_what_changed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    for (name, text) in [("a.txt", "alpha"), ("b.txt", "beta"), ("c.txt", "gamma")] {
        fs::write(corpus.join(name), text).expect("the file is written");
    }
    let first = update(&folder, &corpus, false);
    assert_eq!((first.added, first.changed, first.unchanged, first.removed), (3, 0, 0, 0));
    let again = update(&folder, &corpus, false);
    assert_eq!((again.added, again.unchanged, again.up_to_date), (0, 3, true));
    fs::write(corpus.join("a.txt"), "alpha and more").expect("the file is written");
    fs::remove_file(corpus.join("b.txt")).expect("the file goes");
    fs::write(corpus.join("d.txt"), "delta").expect("the file is written");
    // Same bytes, new time: looked at, not written again.
    let same = File::options().write(true).open(corpus.join("c.txt")).expect("the file opens");
    same.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("the time is set");
    let third = update(&folder, &corpus, false);
    assert_eq!((third.added, third.changed, third.unchanged, third.removed, third.articles), (1, 1, 1, 1, 3));
    assert_eq!(third.articles_written, 2);
}

#[test]
fn a_missing_root_removes_nothing() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    fs::write(corpus.join("a.txt"), "alpha").expect("the file is written");
    update(&folder, &corpus, false);
    fs::rename(&corpus, dir.path().join("moved")).expect("the folder moves");
    let run = index(&folder, &IndexRequest::default(), &Silent);
    assert!(run.is_err(), "a root that is gone is an error");
    assert_eq!(stats(&folder).expect("the index opens").articles, 1);
}

#[test]
fn later_roots_carry_a_label_and_can_be_removed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let folder = dir.path().join("index");
    for root in ["one", "two"] {
        fs::create_dir_all(dir.path().join(root).join("sub")).expect("a folder");
        fs::write(dir.path().join(root).join("sub/a.txt"), format!("the text of {root}")).expect("the file is written");
        update(&folder, &dir.path().join(root), false);
    }
    assert_eq!(show(&folder, "sub/a.txt", None, &Arc::default()).expect("it is there").text, "the text of one");
    let second = show(&folder, "two:sub/a.txt", None, &Arc::default()).expect("it is there");
    assert_eq!((second.text.as_str(), second.article.path.as_str()), ("the text of two", "sub/a.txt"));
    // Only what is gone inside the given path is removed.
    fs::remove_file(dir.path().join("one/sub/a.txt")).expect("the file goes");
    let report = update(&folder, &dir.path().join("two/sub"), false);
    assert_eq!((report.removed, report.articles), (0, 2));
    let request = IndexRequest { remove: vec![dir.path().join("two")], ..IndexRequest::default() };
    let report = index(&folder, &request, &Silent).expect("the removal succeeds");
    assert_eq!((report.removed, report.articles), (1, 1));
}

#[test]
fn a_root_is_brought_up_to_date_without_touching_the_others() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let folder = dir.path().join("index");
    let [one, two] = ["one", "two"].map(|name| dir.path().join(name));
    fs::create_dir_all(one.join("inner")).expect("a folder");
    fs::create_dir_all(&two).expect("a folder");
    fs::write(one.join("a.txt"), "alpha").expect("the file is written");
    // A file whose name looks like the label of the other root.
    fs::write(one.join("two:b.txt"), "a colon").expect("the file is written");
    fs::write(one.join("inner/c.txt"), "gamma").expect("the file is written");
    fs::write(two.join("b.txt"), "beta").expect("the file is written");
    assert_eq!(update(&folder, &one, false).articles, 3);
    assert_eq!(update(&folder, &two, false).articles, 4);
    let again = update(&folder, &one, false);
    assert_eq!((again.removed, again.articles), (0, 4));
    let text = |id: &str| show(&folder, id, None, &Arc::default()).expect("it is there").text;
    assert_eq!((text("two:b.txt"), text("two%3Ab.txt")), ("beta".to_string(), "a colon".to_string()));
    // A folder around a root brings that root up to date as well.
    let report = update(&folder, dir.path(), false);
    assert_eq!((report.removed, report.articles), (0, 4), "{report:?}");
}

#[test]
fn equal_scores_are_paged_and_ranked_the_same_however_the_index_grew() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, grown, fresh) = (dir.path().join("corpus"), dir.path().join("grown"), dir.path().join("fresh"));
    fs::create_dir(&corpus).expect("a folder");
    for part in [120..240, 0..120, 240..260] {
        for number in part {
            fs::write(corpus.join(format!("{number:03}.txt")), "The same words in every one.")
                .expect("the file is written");
        }
        update(&grown, &corpus, false);
    }
    update(&fresh, &corpus, false);
    let ids = |index_folder: &Path, limit: Option<usize>, skip: usize| -> Vec<String> {
        let options = SearchOptions { limit, skip, passages: Some(1), ..SearchOptions::default() };
        let request = SearchRequest { query: "words".to_string(), options, ..SearchRequest::default() };
        let list = search(index_folder, &request).expect("the query runs");
        list.articles.iter().map(|a| a.article.id.to_string()).collect()
    };
    let all = ids(&grown, None, 0);
    assert_eq!(all, ids(&fresh, None, 0));
    let paged: Vec<_> = (0..26).flat_map(|page| ids(&grown, Some(10), page * 10)).collect();
    assert_eq!(paged, all);
}

#[test]
fn what_was_removed_stays_out_until_it_is_named() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir_all(corpus.join("drafts")).expect("a folder");
    fs::write(corpus.join("a.txt"), "alpha").expect("the file is written");
    fs::write(corpus.join("drafts/b.txt"), "beta").expect("the file is written");
    assert_eq!(update(&folder, &corpus, false).articles, 2);
    let request = IndexRequest { remove: vec![corpus.join("drafts")], ..IndexRequest::default() };
    assert_eq!(index(&folder, &request, &Silent).expect("the removal succeeds").articles, 1);
    for rebuild in [false, true] {
        let report = update(&folder, &corpus, rebuild);
        assert_eq!(report.articles, 1, "rebuild {rebuild}");
        assert!(report.skipped.iter().any(|s| s.path == "drafts"), "{:?}", report.skipped);
    }
    assert_eq!(update(&folder, &corpus.join("drafts"), false).articles, 2);
    assert_eq!(update(&folder, &corpus, false).articles, 2);
}

#[test]
fn a_rebuild_keeps_when_an_article_was_first_seen() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    let records =
        |n: usize| (0..n).map(|i| format!("{{\"id\":\"r{i}\",\"text\":\"word{i} here\"}}\n")).collect::<String>();
    fs::write(corpus.join("r.jsonl"), records(2)).expect("the file is written");
    update(&folder, &corpus, false);
    // Put the first run ten thousand days back.
    let ledger = fs::read_dir(&folder).expect("the index").flatten().map(|e| e.path());
    let ledger = ledger.filter(|p| p.extension().is_some_and(|e| e == "jsonl")).max().expect("a ledger");
    let text = fs::read_to_string(&ledger).expect("the ledger reads");
    let at = text.find("\"seen\":[[").expect("days are remembered") + 9;
    let day: String = text[at..].chars().take_while(char::is_ascii_digit).collect();
    let old = day.parse::<i32>().expect("a day") - 10_000;
    fs::write(&ledger, text.replacen(&format!("[[{day}"), &format!("[[{old}"), 1)).expect("the ledger is written");
    fs::write(corpus.join("r.jsonl"), records(3)).expect("the file is written");
    update(&folder, &corpus, false);
    let seen = |id: &str| show(&folder, id, None, &Arc::default()).expect("it is there").first_seen;
    let days = (seen("r.jsonl#r0"), seen("r.jsonl#r2"));
    assert_ne!(days.0, days.1, "the new record was first seen today");
    update(&folder, &corpus, true);
    assert_eq!((seen("r.jsonl#r0"), seen("r.jsonl#r2")), days);
}

#[test]
fn what_a_killed_run_leaves_does_no_harm() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    fs::write(corpus.join("a.txt"), "alpha bravo").expect("the file is written");
    update(&folder, &corpus, false);
    // A rebuild that died: half a generation, a ledger nobody names, half a manifest.
    fs::create_dir_all(folder.join("gen-2")).expect("a folder");
    fs::write(folder.join("gen-2/meta.json"), "{").expect("the file is written");
    fs::write(folder.join("ledger-99.jsonl"), "{\"roo").expect("the file is written");
    fs::write(folder.join("manifest.json.part"), "{\"for").expect("the file is written");
    assert_eq!(stats(&folder).expect("the last commit opens").articles, 1);
    fs::write(corpus.join("b.txt"), "bravo charlie").expect("the file is written");
    assert_eq!(update(&folder, &corpus, false).articles, 2);
    assert_eq!(update(&folder, &corpus, true).articles, 2);
    let left: Vec<_> = fs::read_dir(&folder).expect("the index").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.iter().filter(|n| n.to_string_lossy().starts_with("gen-")).count(), 1, "{left:?}");
    assert_eq!(left.iter().filter(|n| n.to_string_lossy().starts_with("ledger-")).count(), 1, "{left:?}");
}

#[test]
fn a_second_writer_and_another_version_are_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    fs::write(corpus.join("a.txt"), "alpha").expect("the file is written");
    update(&folder, &corpus, false);
    let held = File::create(folder.join("write.lock")).expect("the lock file");
    held.lock().expect("the lock");
    let request = IndexRequest { paths: vec![corpus.clone()], ..IndexRequest::default() };
    let refused = index(&folder, &request, &Silent).expect_err("the lock is held");
    assert!(matches!(refused, AppError::Engine(EngineError::Locked(_))), "{refused}");
    drop(held);
    let manifest = folder.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("the manifest");
    let current = format!("\"analyzer\": {}", attache::text::ANALYZER);
    fs::write(&manifest, text.replace(&current, "\"analyzer\": 999")).expect("the file is written");
    for refused in [stats(&folder).map(|_| ()), index(&folder, &request, &Silent).map(|_| ())] {
        let message = refused.expect_err("another analyzer").to_string();
        assert!(message.contains("analyzer 999") && message.contains("attache index --rebuild"), "{message}");
    }
    assert_eq!(update(&folder, &corpus, true).articles, 1, "a rebuild is the cure");
}

#[cfg(unix)]
#[test]
fn the_index_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    fs::write(corpus.join("a.txt"), "alpha").expect("the file is written");
    update(&folder, &corpus, false);
    let mode = fs::metadata(&folder).expect("the index").permissions().mode();
    assert_eq!(mode & 0o077, 0, "mode {mode:o}");
}
