//! `search` from outside: passages, pages, notes, wrong queries, the ways to ask and
//! to write.

use std::fs;

use expect_test::expect;

use super::{Ran, TestEnv};

#[test]
fn search_prints_passages() {
    let env = TestEnv::indexed();
    env.run(&["search", "\"B-52\" AND Osan"]).check(expect![[r#"
        1   Bombers over «Osan»
            Test Wire · 2023-10-19 · bombers.md
            A «B-52» bomber landed at «Osan» on Thursday. Its crew stayed the night.
              The wing commander was pleased.
        --- 0
        reading: "B-52" AND Osan
        1 article
    "#]]);
    env.run(&["search", "guam OR drill", "-n", "1"]).check(expect![[r#"
        1   «Drill»
            records.jsonl#r1
            The «drill» near Osan ended. «Guam» was quiet.
        --- 0
        reading: guam OR drill
        1 of 2 articles; the next: --skip 1
    "#]]);
    env.run(&["search", "guam OR drill", "-n1", "--skip", "1"]).check(expect![[r#"
        2   Tankers leave
            Test Wire · 2022-05 · tankers.md
            A tanker left Osan for «Guam».
        --- 0
        reading: guam OR drill
        number 2 of 2 articles
    "#]]);
    env.run(&["search", "guam", "--skip", "5"]).check(expect![[r#"
        --- 1
        reading: guam
        none after the first 5: 2 articles in all
    "#]]);
    env.run(&["search", "osan", "--from", "2022", "--to", "2023-06", "-f", "jsonl"]).check(expect![[r#"
        {"rank":1,"score":0.605,"article":{"id":"tankers.md","title":"Tankers leave","title_highlights":[],"byline":null,"published":"2022-05","source":"Test Wire","url":null,"path":"tankers.md","hash":"HASH","text_hash":"HASH","extractor":1},"passage":{"ordinal":1,"score":0.4298,"start":0,"end":28,"page":null,"text":"A tanker left Osan for Guam.","highlights":[[14,18]]}}
        --- 0
        reading: osan
        note: 1 undated article left out
    "#]]);
    env.run(&["search", "guam", "--color", "always"]).check(expect![[r#"
        ␛[2m1   ␛[0m␛[1mTankers leave␛[0m
            ␛[2mTest Wire · 2022-05 · tankers.md␛[0m
            A tanker left Osan for ␛[1;33mGuam␛[0m.

        ␛[2m2   ␛[0m␛[1mDrill␛[0m
            ␛[2mrecords.jsonl#r1␛[0m
            The drill near Osan ended. ␛[1;33mGuam␛[0m was quiet.
        --- 0
        ␛[1;33mreading␛[0m: guam
        2 articles
    "#]]);
    env.run(&["search", "--explain", "--sort", "date", "tanker"]).check(expect![[r#"
        1   «Tankers» leave
            Test Wire · 2022-05 · tankers.md
            score 2.0955
                1.2151  text of the article (BM25)
                0.4811  best passage
                0.3993  words of the title
            A «tanker» left Osan for Guam.
        --- 0
        reading: tanker
        1 article
    "#]]);
}

#[test]
fn searches_without_an_answer() {
    let env = TestEnv::indexed();
    env.run(&["search", "zeppelin"]).check(expect![[r#"
        --- 1
        reading: zeppelin
        note: 'zeppelin' is in no article
        no article matches
    "#]]);
    env.run(&["search", "zeppelin", "-f", "json"]).check(expect![[r#"
        {"query":"zeppelin","reading":"zeppelin","notes":[{"message":"'zeppelin' is in no article","start":0,"end":8}],"relaxed":false,"total":{"articles":0,"passages":null},"hits":[]}
        --- 1
        no article matches
    "#]]);
    env.run(&["search", "quiet commander"]).check(expect![[r#"
        1   Drill
            records.jsonl#r1
            The drill near Osan ended. Guam was «quiet».

        2   Bombers over Osan
            Test Wire · 2023-10-19 · bombers.md
            A B-52 bomber landed at Osan on Thursday. Its crew stayed the night.
              The wing «commander» was pleased.
        --- 1
        reading: quiet AND commander
        no article has all the words; these have some of them
        2 articles
    "#]]);
    env.run(&["search", "--any", "quiet commander", "--count"]).check(expect![[r#"
        2
        --- 0
        reading: quiet AND commander
    "#]]);
    env.run(&["search", "--count", "quiet commander"]).check(expect![[r#"
        0
        --- 1
        reading: quiet AND commander
        note: articles with each: quiet 1, commander 1
        note: no article has both quiet and commander
        note: try: quiet  (1 article)
    "#]]);
}

#[test]
fn a_wrong_query_shows_its_place() {
    let env = TestEnv::indexed();
    env.run(&["search", "(osan", "AND", ")"]).check(expect![[r#"
        --- 2
        attache: 'AND' has nothing on its right; complete the query, or quote it to search for the word: "AND"
          (osan AND )
                ^^^
    "#]]);
    env.run(&["search", "", "--any"]).check(expect![[r#"
        --- 2
        attache: the query has nothing to search for; give at least one word with a letter or a digit
    "#]]);
    env.run(&["search", "--strict", "osan AND guam OR drill"]).check(expect![[r#"
        --- 2
        attache: AND binds tighter than OR here; read as (osan AND guam) OR drill; write it so that it can be read in one way only, or read it without strict
          osan AND guam OR drill
          ^^^^^^^^^^^^^^^^^^^^^^
    "#]]);
    env.run(&["explain", "osan W/0 guam"]).check(expect![[r#"
        --- 2
        attache: the number of 'W/0' is not from 1 to 500; write W/1
          osan W/0 guam
               ^^^
    "#]]);
}

#[test]
fn wrong_flags() {
    let env = TestEnv::indexed();
    env.run(&["search", "osan", "--limt", "3"]).check(expect![[r#"
        --- 2
        attache: unexpected argument '--limt' found

          tip: a similar argument exists: '--limit'

        Usage: attache search --limit <N> [QUERY]...

        For more information, try '--help'.
    "#]]);
    env.run(&["search", "osan", "-f", "word"]).check(expect![[r#"
        --- 2
        attache: invalid value 'word' for '--format <FORMAT>'
          [possible values: text, json, jsonl, csv]

        For more information, try '--help'.
    "#]]);
    env.run(&["search", "osan", "-n", "0"]).check(expect![[r#"
        --- 2
        attache: invalid value '0' for '--limit <N>': number would be zero for non-zero type

        For more information, try '--help'.
    "#]]);
    env.run(&["search", "osan", "--from", "2024-13"]).check(expect![[r#"
        --- 2
        attache: invalid value '2024-13' for '--from <DATE>': "2024-13" is not a date; write 2024, 2024-03 or 2024-03-05

        For more information, try '--help'.
    "#]]);
    env.run(&["search", "osan", "--from", "2024", "--to", "2020"]).check(expect![[r#"
        --- 2
        attache: --from 2024 is after --to 2020; no day is in between
    "#]]);
    env.run(&["nonsense"]).code(2);
    assert!(env.run(&[]).code(2).err().starts_with("Full-text search"));
    env.run_in(&["search", "osan"], &[("ATTACHE_LIMIT", "many")]).check(expect![[r#"
        --- 2
        attache: ATTACHE_LIMIT="many": invalid type: string "many", expected a whole number from 1; `limit` is: how many articles to show
    "#]]);
}

#[test]
fn ways_to_give_a_query() {
    let env = TestEnv::indexed();
    env.file("query.txt", "# bombers\nosan\nAND guam\n");
    let count = |ran: Ran| ran.code(0).out();
    let same = ["osan AND guam", "osan guam"].map(|q| count(env.run(&["search", "--count", q])));
    assert_eq!(same, ["2\n", "2\n"]);
    assert_eq!(count(env.run(&["search", "osan", "--count", "AND", "guam"])), "2\n");
    assert_eq!(count(env.run(&["search", "--count", "--query-file", "query.txt"])), "2\n");
    assert_eq!(count(env.run_with_stdin(&["search", "--count"], "# two\nosan AND guam")), "2\n");
    assert_eq!(count(env.run_with_stdin(&["search", "--count", "-"], "osan guam")), "2\n");
    assert_eq!(count(env.run_with_stdin(&["search", "--count", "--query-file", "-"], "guam")), "2\n");
    assert_eq!(count(env.run(&["search", "-drill", "osan", "guam", "--count"])), "1\n");
    assert_eq!(count(env.run(&["search", "--count", "--", "-drill", "osan"])), "2\n");
    env.run(&["search", "osan", "--query-file", "query.txt"]).code(2);
    env.run(&["search", "--query-file", "none.txt"]).check(expect![[r#"
        --- 3
        attache: none.txt: no such file; give a file that can be read, or - for standard input
    "#]]);
}

#[test]
fn output_files() {
    let env = TestEnv::indexed();
    env.run(&["search", "osan", "-o", "hits.csv"]).check(expect![[r#"
        --- 0
        reading: osan
        wrote 3 hits of 3 articles to hits.csv
    "#]]);
    let csv = fs::read(env.path("hits.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}".as_bytes()) && csv.iter().filter(|b| **b == b'\n').count() >= 4);
    env.run(&["search", "guam", "-o", "hits.csv"]).check(expect![[r#"
        --- 2
        attache: hits.csv: there is such a file already; --force overwrites it
    "#]]);
    assert_eq!(fs::read(env.path("hits.csv")).unwrap(), csv);
    env.run(&["search", "guam", "-o", "hits.csv", "--force", "-n1"]).check(expect![[r#"
        --- 0
        reading: guam
        wrote 1 hit of 1 article to hits.csv
        1 of 2 articles; the next: --skip 1
    "#]]);
    assert!(fs::read(env.path("hits.csv")).unwrap().len() < csv.len());
    env.run(&["search", "guam", "-o", "hits.JSON"]).code(0);
    let json: serde_json::Value = serde_json::from_slice(&fs::read(env.path("hits.JSON")).unwrap()).unwrap();
    assert_eq!(json["total"]["articles"], 2);
    env.run(&["search", "osan", "-o", "hits.doc"]).check(expect![[r#"
        --- 2
        attache: hits.doc: no format has this extension; known are .txt .text .json .jsonl .ndjson .csv, or say -f FORMAT
    "#]]);
    env.run(&["search", "osan", "-o", "none/hits.csv"]).check(expect![[r#"
        --- 3
        attache: none/hits.csv: cannot be written: its folder is not there; name another place
    "#]]);
    env.run(&["search", "osan", "-o", "docs", "-f", "csv"]).check(expect![[r#"
        --- 2
        attache: docs: a folder; name a file
    "#]]);
    env.run(&["search", "osan AND", "-o", "failed.csv"]).code(2);
    let left: Vec<_> = fs::read_dir(env.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name != "failed.csv" && !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn settings_count_below_flags() {
    let env = TestEnv::indexed();
    env.file("index/attache.toml", "limit = 1\n");
    let articles = |ran: Ran| ran.code(0).err().lines().last().unwrap_or_default().to_string();
    assert_eq!(articles(env.run(&["search", "osan"])), "1 of 3 articles; the next: --skip 1");
    assert_eq!(
        articles(env.run_in(&["search", "osan"], &[("ATTACHE_LIMIT", "2")])),
        "2 of 3 articles; the next: --skip 2"
    );
    assert_eq!(articles(env.run_in(&["search", "osan", "-n", "3"], &[("ATTACHE_LIMIT", "2")])), "3 articles");
    assert_eq!(articles(env.run(&["search", "osan", "--all"])), "3 articles");
    env.file("index/attache.toml", "limt = 1\n");
    env.run(&["search", "osan"]).check(expect![[r#"
        --- 2
        attache: index/attache.toml:1:1: unknown setting `limt`; known are index, limit, passages, format, color, sort, literal, strict, dialect, width, threads, memory, aliases, homographs
    "#]]);
}
