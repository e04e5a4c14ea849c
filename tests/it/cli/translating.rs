//! Queries of other services: `translate`, `--dialect`, the setting and the help.

use super::*;

#[test]
fn translations_go_to_standard_output_and_notes_to_standard_error() {
    let env = TestEnv::empty();
    env.run(&["translate", "--from", "westlaw", "#damage /s (object** % \"puerto rico\")"]).check(expect![[r#"
        --- 2
        attache: NOT cannot stand on a side of '/s'; take it out of there and join it by '&'
          #damage /s (object** % "puerto rico")
                                 ^^^^^^^^^^^^^
    "#]]);
    env.run(&["translate", "--from", "westlaw", "drill /s", "Osan", "%", "fire"]).check(expect![[r#"
        (drill /s Osan) AND NOT fire
        --- 0
        note: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
          drill /s Osan % fire
          ^^^^^
    "#]]);
    env.run(&["translate", "--from", "FACTIVA", "date after", "-7 and drill/f5/"]).code(0);
    env.run(&["translate", "drill AND Osan"]).check(expect![[r#"
        drill AND Osan
        --- 0
    "#]]);
    let json = env.run(&["translate", "--from", "nexis", "--json", "drill w/5 Osan and date aft 1/31/2024"]);
    json.check(expect![[r#"
        {"query":"drill w/5 Osan and date aft 1/31/2024","dialect":"nexis","translation":"(drill W/5 Osan) AND date:2024-02-01..","notes":[{"message":"every word counts here; Nexis passes over its common words, so its number reaches a little further","start":6,"end":9}]}
        --- 0
    "#]]);
}

#[test]
fn errors_have_a_caret_and_code_2() {
    let env = TestEnv::empty();
    env.run(&["translate", "--from", "nexis", "drill and hlead(Osan)"]).check(expect![[r#"
        --- 2
        attache: 'hlead' asks for headline and first paragraphs together, which an index here does not hold; leave it out, or ask for what stands in the text or title
          drill and hlead(Osan)
                    ^^^^^
    "#]]);
    env.run(&["translate", "--from", "dtsearch", "a and b or c"]).check(expect![[r#"
        --- 2
        attache: and with or in one group can be read in two ways; put one of them in brackets: (a and b) or c, or a and (b or c)
          a and b or c
                  ^^
    "#]]);
    env.run(&["translate", "--from", "westlaw", "--strict", "tanker /s Osan"]).check(expect![[r#"
        --- 2
        attache: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves; write it so that it can be read in one way only, or read it without strict
          tanker /s Osan
          ^^^^^^
    "#]]);
    env.run(&["translate", "--from", "lexis", "x"]).check(expect![[r#"
        --- 2
        attache: invalid value 'lexis' for '--from <NAME>'
          [possible values: attache, nexis, nexis-classic, westlaw, factiva, dtsearch, proquest]

          tip: a similar value exists: 'nexis'

        For more information, try '--help'.
    "#]]);
    env.run(&["search", "--dialect", "nexis", "drill w/300 Osan"]).code(2);
}

#[test]
fn queries_come_from_files_and_standard_input() {
    let env = TestEnv::empty();
    env.file("query.txt", "# saved on Westlaw\n#damage /s\n award\n");
    env.run(&["translate", "--from", "westlaw", "--query-file", "query.txt"]).check(expect![[r#"
        "damage" /s award
        --- 0
        note: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
           award
           ^^^^^
    "#]]);
    env.run_with_stdin(&["translate", "--from", "factiva"], "tanker w/2 Osan\n").check(expect![[r#"
        "tanker" PRE/2 "Osan"
        --- 0
    "#]]);
}

#[test]
fn searches_explanations_and_articles_take_a_dialect() {
    let env = TestEnv::indexed();
    env.run(&["search", "--dialect", "factiva", "B-52 bomber and sn=test wire"]).check(expect![[r#"
        1   Bombers over Osan
            Test Wire · 2023-10-19 · bombers.md
            A «B-52» «bomber» landed at Osan on Thursday. Its crew stayed the night.
              The wing commander was pleased.
        --- 0
        reading: "B-52 bomber" AND source:"test wire"
        1 article
    "#]]);
    env.run(&["show", "1"]).check(expect![[r#"
        Bombers over Osan
        byline     Jane Doe
        source     Test Wire
        published  2023-10-19
        path       bombers.md
        id         bombers.md
        hash       HASH
        first seen TODAY

        A «B-52» «bomber» landed at Osan on Thursday. Its crew stayed the night.

        The wing commander was pleased.
        --- 0
    "#]]);
    env.run(&["search", "--dialect", "westlaw", "--count", "tanker bomber"]).check(expect![[r#"
        2
        --- 0
        reading: tanker OR bomber
        note: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
          tanker bomber
          ^^^^^^
        note: Westlaw takes words without a connector for plain language; read here as alternatives
    "#]]);
    env.run(&["explain", "--dialect", "nexis", "crew w/s stay!"]).check(expect![[r#"
        reading: crew /s stay*

        /s
          crew
          stay*

        crew: crew 1
        stay*: stayed 1

        1 article matches
        --- 0
    "#]]);
    let shown =
        env.run(&["show", "--json", "--dialect", "westlaw", "--query", "comm*nder", "bombers.md"]).code(0).out();
    assert!(shown.contains("\"query\":\"comm*nder\"") && shown.contains("\"highlights\":[["), "{shown}");
}

#[test]
fn patterns_of_one_word_are_not_missed_one_by_one() {
    let env = TestEnv::indexed();
    env.run(&["search", "--count", "--dialect", "proquest", "tanker* or frigate or corvet*"]).check(expect![[r#"
        1
        --- 0
        reading: "tanker" OR =tanker? OR =tanker?? OR =tanker??? OR =tanker???? OR =tanker????? OR frigate OR "corvet" OR =corvet? OR =corvet?? OR =corvet??? OR =corvet???? OR =corvet?????
        note: 'frigate' is in no article
          tanker* or frigate or corvet*
                     ^^^^^^^
        note: 'corvet*' is in no article
          tanker* or frigate or corvet*
                                ^^^^^^^
    "#]]);
}

#[test]
fn the_setting_is_outweighed_by_the_flag() {
    let env = TestEnv::indexed();
    env.file("index/attache.toml", "dialect = 'Factiva'\n");
    env.run(&["translate", "left Osan"]).check(expect![[r#"
        "left Osan"
        --- 0
    "#]]);
    env.run(&["search", "--count", "left Osan"]).check(expect![[r#"
        1
        --- 0
        reading: "left Osan"
    "#]]);
    env.run(&["search", "--count", "Osan left"]).check(expect![[r#"
        0
        --- 1
        reading: "Osan left"
        note: all words of "Osan left" are in 1 article, never in this order in one paragraph; in the other order the nearest are 1 word apart, in tankers.md@9-18
        note: try: "Osan" AND "left"  (1 article)
    "#]]);
    env.run(&["search", "--count", "--dialect", "attache", "Osan left"]).check(expect![[r#"
        1
        --- 0
        reading: Osan AND left
    "#]]);
    env.file("index/attache.toml", "dialect = 'lexis'\n");
    env.run(&["search", "Osan"]).check(expect![[r#"
        --- 2
        attache: index/attache.toml:1:11: unknown dialect `lexis`, expected one of `attache`, `nexis`, `nexis-classic`, `westlaw`, `factiva`, `dtsearch`, `proquest`; `dialect` is: language of queries: attache, or one that `attache help dialects` lists
    "#]]);
}

#[test]
fn the_help_lists_every_sign() {
    let help = TestEnv::empty().run(&["help", "dialects"]).code(0).out();
    for dialect in attache::query::DIALECTS {
        assert!(help.contains(dialect.name) && help.contains(dialect.about), "{}", dialect.name);
        let signs = dialect.rows().into_iter().flat_map(|row| row.spellings);
        assert!(signs.into_iter().all(|spelling| help.contains(spelling)), "{}", dialect.name);
    }
}
