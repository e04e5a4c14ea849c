//! `index` and what looks into an index, from outside: reports, bad input, the
//! catalogue, single articles.

use std::fs::{self, File};
use std::path::Path;

use expect_test::expect;

use super::TestEnv;

#[test]
fn show_an_article() {
    let env = TestEnv::indexed();
    env.run(&["search", "guam OR drill"]).code(0);
    env.run(&["search", "crew", "--count"]).code(0);
    env.run(&["show", "2"]).check(expect![[r#"
        Tankers leave
        source     Test Wire
        published  2022-05
        path       tankers.md
        id         tankers.md
        hash       HASH
        first seen TODAY

        A tanker left Osan for «Guam».
        --- 0
    "#]]);
    env.run(&["show", "bombers.md", "--query", "crew"]).check(expect![[r#"
        Bombers over Osan
        byline     Jane Doe
        source     Test Wire
        published  2023-10-19
        path       bombers.md
        id         bombers.md
        hash       HASH
        first seen TODAY

        A B-52 bomber landed at Osan on Thursday. Its «crew» stayed the night.

        The wing commander was pleased.
        --- 0
    "#]]);
    env.run(&["show", "bombers.md@0-6", "--plain"]).check(expect![[r#"
        A B-52⏎
        --- 0
    "#]]);
    env.run(&["show", "bombers.md@0-6", "--json"]).check(expect![[r#"
        {"article":{"id":"bombers.md","title":"Bombers over Osan","title_highlights":[],"title_in_text":false,"byline":"Jane Doe","published":"2023-10-19","source":"Test Wire","url":null,"path":"bombers.md","format":"markdown","lang":null,"hash":"HASH","text_hash":"HASH","extractor":1,"first_seen":"TODAY"},"start":0,"end":6,"text":"A B-52","highlights":[],"query":null}
        --- 0
    "#]]);
    env.run(&["show", "7"]).check(expect![[r#"
        --- 2
        attache: 7: the last list has the numbers 1 to 2; search first, or give an id
    "#]]);
    env.run(&["show", "none.md"]).check(expect![[r#"
        --- 2
        attache: none.md: no such article; `attache list` names them all
    "#]]);
}

#[test]
fn plain_text_is_exact() {
    let env = TestEnv::empty();
    let text = "A line.\r\n\ttwo \u{1b}[31m \u{202e} end";
    let record = serde_json::json!({ "_id": "x", "text": text });
    env.file("docs/a.jsonl", format!("{record}\n"));
    env.run(&["index", "docs"]).code(0);
    assert_eq!(env.run(&["show", "a.jsonl#x", "--plain"]).code(0).out, text.as_bytes());
}

#[test]
fn what_an_index_holds() {
    let env = TestEnv::documents();
    env.run(&["index", "docs"]).check(expect![[r#"
        3 files read (3 new, 0 changed), 0 unchanged, 0 removed
        4 articles, 42 words in the index
        1 left out:
          broken.bin: looks binary (zero bytes) and no reader knows it; remove it or convert it to text
        --- 0
        reading 4 files, 442 bytes
    "#]]);
    env.run(&["index"]).check(expect![[r#"
        0 files read (0 new, 0 changed), 3 unchanged, 0 removed
        4 articles, 42 words in the index
        1 left out:
          broken.bin: looks binary (zero bytes) and no reader knows it; remove it or convert it to text
        --- 0
        reading 1 file, 7 bytes
    "#]]);
    env.run(&["list"]).check(expect![[r#"
        Bombers over Osan  2023-10-19  Test Wire  bombers.md
        Drill              -           -          records.jsonl#r1
        Costs              -           Ledger     records.jsonl#r2
        Tankers leave      2022-05     Test Wire  tankers.md
        --- 0
    "#]]);
    env.run(&["list", "--width", "50"]).check(expect![[r#"
        Bombers over Os…  2023-10-19  Test Wi…  bombers.md
        Drill             -           -         records.jso…
        Costs             -           Ledger    records.jso…
        Tankers leave     2022-05     Test Wi…  tankers.md
        --- 0
    "#]]);
    env.run(&["list", "--json"]).check(expect![[r#"
        [{"id":"bombers.md","title":"Bombers over Osan","published":"2023-10-19","source":"Test Wire","path":"bombers.md"},{"id":"records.jsonl#r1","title":"Drill","published":null,"source":null,"path":"records.jsonl"},{"id":"records.jsonl#r2","title":"Costs","published":null,"source":"Ledger","path":"records.jsonl"},{"id":"tankers.md","title":"Tankers leave","published":"2022-05","source":"Test Wire","path":"tankers.md"}]
        --- 0
    "#]]);
    env.run(&["sources"]).check(expect![[r#"
        2  Test Wire
        1  -
        1  Ledger
        --- 0
    "#]]);
    env.run(&["check"]).check(expect![[r#"
        index is whole
        --- 0
    "#]]);
    env.run(&["formats"]).code(0);
    let stats = env.run(&["stats"]).code(0).out();
    let kept: Vec<&str> = stats.lines().filter(|line| !line.starts_with("size")).collect();
    expect![[r#"
        index     index (format 2, analyzer 3)
        articles  4, 2 without a date, 0 without a word
        words     42
        sources   435 bytes in 3 files
        folder    TMP/docs

        formats
          jsonl     1 file   2 articles
          markdown  2 files  2 articles

        not indexed: 1
          broken.bin: looks binary (zero bytes) and no reader knows it; remove it or convert it to text

        indexed with remarks: 0"#]]
    .assert_eq(&kept.join("\n"));
    env.run(&["index", "--remove", "docs/tankers.md", "--json"]).check(expect![[r#"
        {"added":0,"changed":0,"unchanged":0,"removed":1,"articles_written":0,"articles":3,"words":34,"bytes_read":0,"skipped":[{"path":"broken.bin","reason":"looks binary (zero bytes) and no reader knows it; remove it or convert it to text"}],"warnings":[],"up_to_date":false}
        --- 0
    "#]]);
}

#[test]
fn what_a_query_means_here() {
    let env = TestEnv::indexed();
    env.run(&["explain", "osan AND guam OR drill"]).check(expect![[r#"
        reading: (osan AND guam) OR drill
        note: AND binds tighter than OR here; read as (osan AND guam) OR drill

        any of
          all of
            osan
            guam
          drill

        osan: Osan 3
        guam: Guam 2
        drill: drill 1, Drill 1; 1 article

        2 articles match
        --- 0
    "#]]);
    env.run(&["explain", "guam", "--json"]).check(expect![[r#"
        {"query":"guam","reading":"guam","notes":[],"tree":[{"depth":0,"text":"guam"}],"leaves":[{"typed":"guam","field":null,"articles":2,"forms":[{"text":"Guam","articles":2}]}],"articles":2}
        --- 0
    "#]]);
}

#[test]
fn a_first_search_indexes_the_corpus() {
    let env = TestEnv::empty();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &env.path("corpus"));
    env.run(&["search", "osan AND"]).code(2);
    assert!(!env.path("index").exists(), "a query that cannot be read needs no index");
    let first = env.run(&["search", "\"B-52\" AND Osan"]).code(0);
    assert!(first.err().starts_with("no index yet: indexing corpus/ into index/\nreading "), "{}", first.err());
    assert!(first.out().contains("«B-52»") && first.out().contains("«Osan»"));
    let second = env.run(&["search", "\"B-52\" AND Osan"]).code(0);
    assert!(second.err().starts_with("reading: \"B-52\" AND Osan\n"));
    assert_eq!(first.out, second.out);
    env.run_in(&["search", "osan"], &[("ATTACHE_INDEX", "other")]).check(expect![[r#"
        --- 3
        attache: other: no index here; make one with `attache index PATH`
    "#]]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[test]
fn without_an_index() {
    let env = TestEnv::documents();
    env.run(&["search", "osan"]).check(expect![[r#"
        --- 3
        attache: index: no index here; make one with `attache index PATH`
    "#]]);
    env.run(&["index"]).check(expect![[r#"
        --- 3
        attache: TMP/index: no index here; make one with `attache index PATH`
    "#]]);
    env.run(&["index", "none"]).check(expect![[r#"
        --- 3
        attache: none: no such file or folder; give a folder or a file that exists
    "#]]);
    env.run(&["stats", "--index", "none"]).check(expect![[r#"
        --- 3
        attache: none: no index here; make one with `attache index PATH`
    "#]]);
}

#[test]
fn a_second_writer_is_refused() {
    let env = TestEnv::indexed();
    let lock = File::create(env.path("index/write.lock")).unwrap();
    lock.lock().unwrap();
    env.run(&["index", "docs"]).check(expect![[r#"
        --- 3
        attache: TMP/index: another `attache index` is writing here; wait until it has ended
    "#]]);
    env.run(&["search", "osan"]).code(0);
}

#[test]
fn bad_files_are_left_out() {
    let env = TestEnv::documents();
    env.file("docs/empty.txt", "");
    env.file("docs/.hidden.txt", "osan");
    let closed = env.path("docs/closed.txt");
    fs::write(&closed, "osan").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink(".", env.path("docs/loop")).unwrap();
        symlink("nowhere", env.path("docs/dangling")).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    }
    let readable = File::open(&closed).is_ok();
    let ran = env.run(&["index", "docs"]).code(0);
    assert_eq!(ran.out().contains("closed.txt: "), !readable, "{}", ran.out());
    let out = ran.out();
    let reasons = out.lines().filter_map(|line| line.strip_prefix("  "));
    let lines: Vec<&str> = reasons.filter(|line| !line.contains("closed")).collect();
    #[cfg(unix)]
    expect![[r#"
        .hidden.txt: hidden
        broken.bin: looks binary (zero bytes) and no reader knows it; remove it or convert it to text
        dangling: broken link
        empty.txt: is empty; nothing to index in it
        loop: link loop: leads back to the root"#]]
    .assert_eq(&lines.join("\n"));
    assert!(lines.len() >= 3);
}
