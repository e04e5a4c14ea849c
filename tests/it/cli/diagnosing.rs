//! What a reader is told when a query finds nothing, and why an article is found or not.

use expect_test::{Expect, expect};

use super::TestEnv;

const PATROLS: &str = "---\ntitle: Long patrols\ndate: 2024-02-11\nsource: Test Wire\n---\n\n\
    The B-52 fleet began long patrols. The squadron, whose crews had trained for months over open water and in bad \
    weather, was to land at Osan.\n\nTwo helicopters and a helicopter carrier followed. A tanker left later, said the \
    ministry; the withdrawal was mutual.\n";

fn env() -> TestEnv {
    let env = TestEnv::documents();
    env.file("docs/patrols.md", PATROLS);
    env.run(&["index", "docs"]).code(0);
    env
}

fn check(args: &[&str], expected: Expect) {
    env().run(args).check(expected);
}

#[test]
fn a_misspelt_word() {
    check(
        &["search", "helicoptor AND Osan"],
        expect![[r#"
        --- 1
        reading: helicoptor AND Osan
        note: articles with each: helicoptor 0, Osan 4
        note: 'helicoptor' is in no article; near it: helicopter (1 article)
          helicoptor AND Osan
          ^^^^^^^^^^
        note: try: helicopter AND Osan  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "B-53 OR B-25"],
        expect![[r#"
            --- 1
            reading: B-53 OR B-25
            note: articles with each: B-53 0, B-25 0
            note: 'B-53' is in no article; near it: B-52 (2 articles)
              B-53 OR B-25
              ^^^^
            note: 'B-25' is in no article; near it: B-52 (2 articles)
              B-53 OR B-25
                      ^^^^
            note: try: B-52  (2 articles)
            no article matches
        "#]],
    );
    check(
        &["search", "helicoptor tankers mutal"],
        expect![[r#"
        1   «Tankers» leave
            Test Wire · 2022-05 · tankers.md
            A «tanker» left Osan for Guam.

        2   Long patrols
            Test Wire · 2024-02-11 · patrols.md
            The B-52 fleet began long patrols. The squadron, whose crews had trained for
            months over open water and in bad weather, was to land at Osan.
              Two helicopters and a helicopter carrier followed. A «tanker» left later,
            said the ministry; the withdrawal was mutual.
        --- 1
        reading: helicoptor AND tankers AND mutal
        note: 'helicoptor' is in no article; near it: helicopter (1 article)
          helicoptor tankers mutal
          ^^^^^^^^^^
        note: 'mutal' is in no article; near it: mutual (1 article)
          helicoptor tankers mutal
                             ^^^^^
        note: try: helicopter AND tankers AND mutual  (1 article)
        no article has all the words; these have some of them
        2 articles
    "#]],
    );
    check(
        &["search", "title:bomers AND guam"],
        expect![[r#"
        --- 1
        reading: title:bomers AND guam
        note: articles with each: title:bomers 0, guam 2
        note: 'bomers' is in no article in the field title; near it: Bombers (1 article)
          title:bomers AND guam
                ^^^^^^
        note: try: title:Bombers  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "=TANKER"],
        expect![[r#"
        --- 1
        reading: =TANKER
        note: 'TANKER' is in no article; without = it is in 2 articles
        note: try: TANKER  (2 articles)
        no article matches
    "#]],
    );
}

#[test]
fn clauses_that_exclude_each_other() {
    check(
        &["search", "tanker AND quiet AND Osan"],
        expect![[r#"
        --- 1
        reading: tanker AND quiet AND Osan
        note: articles with each: tanker 2, quiet 1, Osan 4
        note: no article has both tanker and quiet
          tanker AND quiet AND Osan
          ^^^^^^^^^^^^^^^^
        note: try: quiet AND Osan  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "tanker AND Osan NOT (Guam OR ministry)"],
        expect![[r#"
        --- 1
        reading: tanker AND Osan AND NOT (Guam OR ministry)
        note: articles with each: tanker 2, Osan 4, Guam 2, ministry 1
        note: every article with tanker has (Guam OR ministry)
        note: try: tanker AND Osan  (2 articles)
        no article matches
    "#]],
    );
    check(
        &["search", "tanker Guam", "--from", "2023", "--all"],
        expect![[r#"
        --- 1
        reading: tanker AND Guam
        note: articles with each: tanker 2, Guam 2, date:2023.. 2
        note: no article with Guam fits date:2023..
          tanker Guam
                 ^^^^
        note: try without the dates: tanker AND Guam  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "quiet AND date:2023..2024"],
        expect![[r#"
        --- 1
        reading: quiet AND date:2023..2024
        note: 1 undated article left out
        note: articles with each: quiet 1, date:2023..2024 2
        note: no article with quiet fits date:2023..2024
        note: try: quiet  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "osan date:1950"],
        expect![[r#"
        --- 1
        reading: osan AND date:1950
        note: 1 undated article left out
        note: articles with each: osan 4, date:1950 0
        note: no article was published then; those with a date are from 2022-05-01 to 2024-02-11
          osan date:1950
               ^^^^^^^^^
        note: try: osan  (4 articles)
        no article matches
    "#]],
    );
}

#[test]
fn a_clause_that_finds_nothing_by_itself() {
    check(
        &["search", "B-52 W/3 Osan"],
        expect![[r#"
            --- 1
            reading: B-52 W/3 Osan
            note: 'B-52' also finds Stratofortress (built in, aircraft)
              B-52 W/3 Osan
              ^^^^
            note: articles with each: B-52 2, Osan 4
            note: B-52 and Osan are both in 2 articles, never within 3 words; the nearest are 4 words apart, in bombers.md@2-28
            note: try: B-52 W/6 Osan  (1 article)
            no article matches
        "#]],
    );
    check(
        &["search", "(Osan PRE/3 B-52) AND withdrawal"],
        expect![[r#"
            --- 1
            reading: (Osan PRE/3 B-52) AND withdrawal
            note: 'B-52' also finds Stratofortress (built in, aircraft)
              (Osan PRE/3 B-52) AND withdrawal
                          ^^^^
            note: articles with each: Osan 4, B-52 2, withdrawal 1
            note: Osan and B-52 are both in 2 articles, never in this order within 3 words; the nearest in the other order are 4 words apart, in bombers.md@2-28
              (Osan PRE/3 B-52) AND withdrawal
              ^^^^^^^^^^^^^^^^^
            note: try: (Osan /p B-52) AND withdrawal  (1 article)
            no article matches
        "#]],
    );
    check(
        &["search", "\"mutual withdrawal\" OR \"long fleet\""],
        expect![[r#"
            --- 1
            reading: "mutual withdrawal" OR "long fleet"
            note: articles with each: "mutual withdrawal" 0, "long fleet" 0
            note: all words of "mutual withdrawal" are in 1 article, never in this order in one paragraph; in the other order the nearest are 2 words apart, in patrols.md@237-258
              "mutual withdrawal" OR "long fleet"
              ^^^^^^^^^^^^^^^^^^^
            note: all words of "long fleet" are in 1 article, never in this order in one paragraph; in the other order the nearest are 2 words apart, in patrols.md@9-25
              "mutual withdrawal" OR "long fleet"
                                     ^^^^^^^^^^^^
            note: try: "mutual" AND "withdrawal"  (1 article)
            no article matches
        "#]],
    );
    check(
        &["search", "ATLEAST4(helicopter)"],
        expect![[r#"
        --- 1
        reading: ATLEAST4(helicopter)
        note: helicopter is in 1 article, at most twice in one, patrols.md
        note: try: ATLEAST2(helicopter)  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "FIRST/5(osan) AND patrols"],
        expect![[r#"
        --- 1
        reading: FIRST/5(osan) AND patrols
        note: articles with each: osan 4, patrols 1
        note: no article has both FIRST/5(osan) (2 articles) and patrols
        note: try: osan AND patrols  (1 article)
        no article matches
    "#]],
    );
    check(
        &["search", "crew NOT W/20 (Osan OR weather)"],
        expect![[r#"
        --- 1
        reading: crew NOT W/20 (Osan OR weather)
        note: articles with each: crew 2, Osan 4, weather 1
        note: crew is in 2 articles, always with (Osan OR weather) within 20 words
        note: try: crew NOT W/10 (Osan OR weather)  (1 article)
        no article matches
    "#]],
    );
}

#[test]
fn json_and_count_say_it_as_well() {
    check(
        &["search", "helicoptor AND Osan", "-f", "json"],
        expect![[r#"
        {"query":"helicoptor AND Osan","reading":"helicoptor AND Osan","notes":[{"message":"articles with each: helicoptor 0, Osan 4","start":0,"end":19},{"message":"'helicoptor' is in no article; near it: helicopter (1 article)","start":0,"end":10},{"message":"try: helicopter AND Osan  (1 article)","start":0,"end":19}],"relaxed":false,"total":{"articles":0,"passages":null},"hits":[]}
        --- 1
        no article matches
    "#]],
    );
    check(
        &["search", "helicoptor AND Osan", "--count"],
        expect![[r#"
            0
            --- 1
            reading: helicoptor AND Osan
            note: articles with each: helicoptor 0, Osan 4
            note: 'helicoptor' is in no article; near it: helicopter (1 article)
              helicoptor AND Osan
              ^^^^^^^^^^
            note: try: helicopter AND Osan  (1 article)
        "#]],
    );
    check(
        &["explain", "helicoptor AND Osan"],
        expect![[r#"
        reading: helicoptor AND Osan
        note: articles with each: helicoptor 0, Osan 4
        note: 'helicoptor' is in no article; near it: helicopter (1 article)
          helicoptor AND Osan
          ^^^^^^^^^^
        note: try: helicopter AND Osan  (1 article)

        all of
          helicoptor
          Osan

        helicoptor: in no article
        Osan: Osan 4

        no article matches
        --- 1
    "#]],
    );
}

#[test]
fn an_article_that_is_found() {
    check(
        &["explain", "(B-52 W/20 crews) AND title:patrols AND date:2024 NOT guam", "--article", "patrols.md"],
        expect![[r#"
            reading: (B-52 W/20 crews) AND title:patrols AND date:2024 AND NOT guam
            note: 'B-52' also finds Stratofortress (built in, aircraft)
              (B-52 W/20 crews) AND title:patrols AND date:2024 NOT guam
               ^^^^
            article: Long patrols · patrols.md

            + all of
              + B-52 W/20 crews: once
                  sentence 1: The «B-52» fleet began long patrols. The squadron, whose «crews» had trained for months over …  (patrols.md@4-60)
                + B-52: once
                + crews: once
              + title:patrols: once
                  title: Long «patrols»
              + date:2024: published 2024-02-11
              + NOT guam: not in the article

            found
            --- 0
        "#]],
    );
    check(
        &["explain", "tanker OR zeppelin", "--article", "patrols.md"],
        expect![[r#"
        reading: tanker OR zeppelin
        article: Long patrols · patrols.md

        + any of
          + tanker: once
              sentence 4: … a helicopter carrier followed. A «tanker» left later, said the ministry …  (patrols.md@195-201)
          - zeppelin: not in the article

        found
        --- 0
    "#]],
    );
}

#[test]
fn an_article_that_is_not_found() {
    check(
        &["explain", "B-52 W/3 Osan", "--article", "patrols.md"],
        expect![[r#"
            reading: B-52 W/3 Osan
            note: 'B-52' also finds Stratofortress (built in, aircraft)
              B-52 W/3 Osan
              ^^^^
            article: Long patrols · patrols.md

            - B-52 W/3 Osan: never; the nearest are 24 words apart; in one sentence: never; in one paragraph: once
                sentence 1: The «B-52» fleet began long patrols. The … weather, was to land at «Osan». Two helicopters and a helicopter …  (patrols.md@4-139)
              + B-52: once
              + Osan: once

            not found: because B-52 and Osan are never within 3 words; the nearest are 24 words apart
            --- 1
        "#]],
    );
    check(
        &["explain", "\"mutual withdrawal\" AND \"quiet withdrawal\"", "--article", "patrols.md"],
        expect![[r#"
            reading: "mutual withdrawal" AND "quiet withdrawal"
            article: Long patrols · patrols.md

            - all of
              - "mutual withdrawal": never; in the other order the nearest are 2 words apart
                  sentence 4: … later, said the ministry; the «withdrawal» was «mutual»  (patrols.md@237-258)
              - "quiet withdrawal": "quiet" is not in the article

            not found: because "mutual withdrawal" is not in the article, though its words are (1 more clause fails)
            --- 1
        "#]],
    );
    check(
        &["explain", "tanker NOT (ministry OR guam) AND date:2022 AND title:tankers", "--article", "patrols.md"],
        expect![[r#"
            reading: tanker AND NOT (ministry OR guam) AND date:2022 AND title:tankers
            article: Long patrols · patrols.md

            - all of
              + tanker: once
                  sentence 4: … a helicopter carrier followed. A «tanker» left later, said the ministry …  (patrols.md@195-201)
              - not
                + any of
                  + ministry: once
                      sentence 4: … tanker left later, said the «ministry»; the withdrawal was mutual  (patrols.md@223-231)
                  - guam: not in the article
              - date:2022: published 2024-02-11
              - title:tankers: its title is "Long patrols"

            not found: because the article has ministry (2 more clauses fail)
            --- 1
        "#]],
    );
    check(
        &["explain", "ATLEAST3(helicopter) AND FIRST/9(tanker) AND (crew NOT W/20 Osan)", "--article", "patrols.md"],
        expect![[r#"
            reading: ATLEAST3(helicopter) AND FIRST/9(tanker) AND (crew NOT W/20 Osan)
            article: Long patrols · patrols.md

            - all of
              - ATLEAST3(helicopter): twice, not 3 times
                + helicopter: twice
                    sentence 3: … to land at Osan. Two «helicopters» and a helicopter carrier followed …  (patrols.md@146-157)
              - FIRST/9(tanker): first at word 35
                + tanker: once
                    sentence 4: … a helicopter carrier followed. A «tanker» left later, said the ministry …  (patrols.md@195-201)
              - crew NOT W/20 Osan: always with Osan within 20 words
                + crew: once
                    sentence 2: … long patrols. The squadron, whose «crews» had trained for months over …  (patrols.md@55-60)
                + Osan: once
                    sentence 2: … weather, was to land at «Osan». Two helicopters and a helicopter …  (patrols.md@135-139)

            not found: because helicopter is in the article twice, not 3 times (2 more clauses fail)
            --- 1
        "#]],
    );
    check(
        &["explain", "drill OR quiet", "--article", "patrols.md", "--json"],
        expect![[r#"
        {"query":"drill OR quiet","reading":"drill OR quiet","notes":[],"article":{"id":"patrols.md","title":"Long patrols"},"found":false,"because":"drill is not in the article; quiet is not in the article","tree":[{"depth":0,"text":"any of","start":0,"end":14,"holds":false,"times":null,"remark":"","place":null},{"depth":1,"text":"drill","start":0,"end":5,"holds":false,"times":0,"remark":"not in the article","place":null},{"depth":1,"text":"quiet","start":9,"end":14,"holds":false,"times":0,"remark":"not in the article","place":null}]}
        --- 1
    "#]],
    );
}

#[test]
fn an_article_by_its_number_and_one_that_is_not_there() {
    let env = env();
    env.run(&["search", "guam"]).code(0);
    env.run(&["explain", "tanker AND drill", "--article", "1"]).check(expect![[r#"
        reading: tanker AND drill
        article: Tankers leave · tankers.md

        - all of
          + tanker: twice
              sentence 1: A «tanker» left Osan for Guam  (tankers.md@2-8)
          - drill: not in the article

        not found: because drill is not in the article
        --- 1
    "#]]);
    env.run(&["explain", "tanker AND drill", "--article", "5"]).check(expect![[r#"
        --- 2
        attache: 5: the last list has the numbers 1 to 2; search first, or give an id
    "#]]);
    env.run(&["explain", "tanker", "--article", "none.md"]).check(expect![[r#"
        --- 2
        attache: none.md: no such article; `attache list` names them all
    "#]]);
    env.run(&["explain", "tanker AND", "--article", "patrols.md"]).check(expect![[r#"
        --- 2
        attache: 'AND' has nothing on its right; complete the query, or quote it to search for the word: "AND"
          tanker AND
                 ^^^
    "#]]);
}

#[test]
fn a_name_of_several_words_is_one_node() {
    let env = env();
    env.file("index/aliases.toml", "\"air tanker\" = [\"helicopter carrier\"]\n");
    env.run(&["explain", "air tanker quiet", "--article", "patrols.md"]).check(expect![[r#"
        reading: air tanker AND quiet
        note: 'air tanker' also finds helicopter carrier (aliases.toml)
          air tanker quiet
          ^^^^^^^^^^
        article: Long patrols · patrols.md

        - all of
          + air tanker (a name): once
              sentence 3: … Osan. Two helicopters and a «helicopter» «carrier» followed. A tanker left later …  (patrols.md@164-182)
          - quiet: not in the article

        not found: because quiet is not in the article
        --- 1
    "#]]);
    env.file("index/aliases.toml", "\"mutual crews\" = [\"air tanker\"]\n");
    env.run(&["explain", "mutual crews NOT quiet", "--article", "patrols.md"]).check(expect![[r#"
        reading: mutual crews AND NOT quiet
        note: 'mutual crews' also finds air tanker (aliases.toml)
          mutual crews NOT quiet
          ^^^^^^^^^^^^
        article: Long patrols · patrols.md

        + all of
          + mutual crews (a name): in the article
          + NOT quiet: not in the article

        found
        --- 0
    "#]]);
    env.file("index/aliases.toml", "\"air tanker\" = [\"helicopter carrier\"]\n");
    env.run(&["search", "air tanker quiet", "--all"]).check(expect![[r#"
        --- 1
        reading: air tanker AND quiet
        note: 'air tanker' also finds helicopter carrier (aliases.toml)
          air tanker quiet
          ^^^^^^^^^^
        note: articles with each: air 0, tanker 2, quiet 1
        note: no article has both air tanker (1 article) and quiet
        note: try: quiet  (1 article)
        no article matches
    "#]]);
}

const DRILLS: &str = "The radio near Osan reports ROK drills. Cost-sharing is paid by the President.\n";

/// A folder of this one article and a search in it.
fn check_in(article: &str, args: &[&str], expected: Expect) {
    let env = TestEnv::empty();
    env.file("docs/a.md", article);
    env.run(&["index", "docs"]).code(0);
    env.run(args).check(expected);
}

#[test]
fn a_word_that_is_only_written_otherwise() {
    check_in(
        DRILLS,
        &["search", "ALLCAPS(radio)"],
        expect![[r#"
        --- 1
        reading: ALLCAPS(radio)
        note: 'ALLCAPS(radio)' is in no article; without ALLCAPS it is in 1 article
        note: try: radio  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "NOCAPS(ROK)"],
        expect![[r#"
        --- 1
        reading: NOCAPS(ROK)
        note: 'NOCAPS(ROK)' is in no article; without NOCAPS it is in 1 article
        note: try: ROK  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "CAPS(drills) AND osan"],
        expect![[r#"
        --- 1
        reading: CAPS(drills) AND osan
        note: articles with each: CAPS(drills) 0, osan 1
        note: 'CAPS(drills)' is in no article; without CAPS it is in 1 article
          CAPS(drills) AND osan
          ^^^^^^^^^^^^
        note: try: drills AND osan  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "EXACT(osan) OR =RADIO OR CAPS(radio)"],
        expect![[r#"
        --- 1
        reading: EXACT(osan) OR =RADIO OR CAPS(radio)
        note: articles with each: EXACT(osan) 0, =RADIO 0, CAPS(radio) 0
        note: 'EXACT(osan)' is in no article; without EXACT it is in 1 article
          EXACT(osan) OR =RADIO OR CAPS(radio)
          ^^^^^^^^^^^
        note: 'RADIO' is in no article; without = it is in 1 article
          EXACT(osan) OR =RADIO OR CAPS(radio)
                         ^^^^^^
        note: 'CAPS(radio)' is in no article; without CAPS it is in 1 article
          EXACT(osan) OR =RADIO OR CAPS(radio)
                                   ^^^^^^^^^^^
        note: try: osan OR RADIO OR radio  (1 article)
        no article matches
    "#]],
    );
}

#[test]
fn functions_around_more_than_one_word() {
    check_in(
        DRILLS,
        &["search", "ALLCAPS(cost-sharing)"],
        expect![[r#"
        --- 1
        reading: ALLCAPS(cost-sharing)
        note: 'ALLCAPS(cost)' is in no article; without ALLCAPS it is in 1 article
        note: 'ALLCAPS(sharing)' is in no article; without ALLCAPS it is in 1 article
        note: try: cost-sharing  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "EXACT(\"osan Reports\")"],
        expect![[r#"
        --- 1
        reading: EXACT("osan Reports")
        note: 'EXACT(osan)' is in no article; without EXACT it is in 1 article
          EXACT("osan Reports")
                 ^^^^
        note: 'EXACT(Reports)' is in no article; without EXACT it is in 1 article
          EXACT("osan Reports")
                      ^^^^^^^
        note: try: "osan Reports"  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "CAPS(zebra)"],
        expect![[r#"
        --- 1
        reading: CAPS(zebra)
        note: 'CAPS(zebra)' is in no article
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "NOCAPS(ROK) AND NOT ATLEAST6(ROK)"],
        expect![[r#"
        --- 1
        reading: NOCAPS(ROK) AND NOT ATLEAST6(ROK)
        note: 'ROK' also finds Republic of Korea; South Korea (built in, countries)
          NOCAPS(ROK) AND NOT ATLEAST6(ROK)
                                      ^^^^^
        note: articles with each: NOCAPS(ROK) 0, ROK 1
        note: 'NOCAPS(ROK)' is in no article; without NOCAPS it is in 1 article
          NOCAPS(ROK) AND NOT ATLEAST6(ROK)
          ^^^^^^^^^^^
        note: try: ROK AND NOT ATLEAST6(ROK)  (1 article)
        no article matches
    "#]],
    );
}

#[test]
fn a_name_that_is_in_no_article_by_any_of_its_names() {
    check_in(
        DRILLS,
        &["search", "USFK"],
        expect![[r#"
        --- 1
        reading: USFK
        note: 'USFK' also finds United States Forces Korea; US Forces Korea; United States Forces in Korea; US Forces in Korea (built in, commands)
        note: 'USFK' is in no article
        no article matches
    "#]],
    );
    check_in(
        "USFJ left for United States Korea forces.\n",
        &["search", "USFK AND zebra"],
        expect![[r#"
        --- 1
        reading: USFK AND zebra
        note: 'USFK' also finds United States Forces Korea; US Forces Korea; United States Forces in Korea; US Forces in Korea (built in, commands)
          USFK AND zebra
          ^^^^
        note: articles with each: USFK 0, zebra 0
        note: 'USFK' is in no article; near it: USFJ (1 article)
          USFK AND zebra
          ^^^^
        note: 'zebra' is in no article
          USFK AND zebra
                   ^^^^^
        note: try: USFJ  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "USFK AND NOT date:1999"],
        expect![[r#"
        --- 1
        reading: USFK AND NOT date:1999
        note: 'USFK' also finds United States Forces Korea; US Forces Korea; United States Forces in Korea; US Forces in Korea (built in, commands)
          USFK AND NOT date:1999
          ^^^^
        note: articles with each: USFK 0, date:1999 0
        note: 'USFK' is in no article
          USFK AND NOT date:1999
          ^^^^
        no article matches
    "#]],
    );
    // Another name is there.
    check_in(
        "The United States Forces Korea left.\n",
        &["search", "USFK AND zebra"],
        expect![[r#"
        --- 1
        reading: USFK AND zebra
        note: 'USFK' also finds United States Forces Korea; US Forces Korea; United States Forces in Korea; US Forces in Korea (built in, commands)
          USFK AND zebra
          ^^^^
        note: articles with each: USFK 1, zebra 0
        note: 'zebra' is in no article
          USFK AND zebra
                   ^^^^^
        note: try: USFK  (1 article)
        no article matches
    "#]],
    );
}

#[test]
fn words_of_another_language_are_counted_and_named_as_typed() {
    check_in(
        DRILLS,
        &["search", "--dialect", "factiva", "president % clinton"],
        expect![[r#"
        --- 1
        reading: (("president" NOT PRE/1 "clinton") PRE/2 "clinton") OR "president clinton clinton"
        note: articles with each: "president" 1, "clinton" 0, "president clinton clinton" 0
        note: 'clinton' is in no article
          president % clinton
                      ^^^^^^^
        note: try: "president"  (1 article)
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "--dialect", "proquest", "zebra AND (pony OR zebr* OR frigat*)"],
        expect![[r#"
        --- 1
        reading: zebra AND (pony OR "zebr" OR =zebr? OR =zebr?? OR =zebr??? OR =zebr???? OR =zebr????? OR "frigat" OR =frigat? OR =frigat?? OR =frigat??? OR =frigat???? OR =frigat?????)
        note: articles with each: zebra 0, pony 0, zebr* 0, frigat* 0
        note: 'zebra' is in no article
          zebra AND (pony OR zebr* OR frigat*)
          ^^^^^
        note: 'pony' is in no article
          zebra AND (pony OR zebr* OR frigat*)
                     ^^^^
        note: 'zebr*' is in no article
          zebra AND (pony OR zebr* OR frigat*)
                             ^^^^^
        note: 'frigat*' is in no article
          zebra AND (pony OR zebr* OR frigat*)
                                      ^^^^^^^
        no article matches
    "#]],
    );
    check_in(
        DRILLS,
        &["search", "--dialect", "proquest", "presid* and zebr*"],
        expect![[r#"
        --- 1
        reading: ("presid" OR =presid? OR =presid?? OR =presid??? OR =presid???? OR =presid?????) AND ("zebr" OR =zebr? OR =zebr?? OR =zebr??? OR =zebr???? OR =zebr?????)
        note: articles with each: presid* 1, zebr* 0
        note: 'zebr*' is in no article
          presid* and zebr*
                      ^^^^^
        note: try: "presid" OR =presid? OR =presid?? OR =presid??? OR =presid???? OR =presid?????  (1 article)
        no article matches
    "#]],
    );
}

#[test]
fn words_are_shown_as_the_articles_write_them() {
    let bomber = "---\ntitle: BOMBER\n---\n\nA bomber left with four ICBMs, and two ICBMs came.\n";
    check_in(
        bomber,
        &["search", "--dialect", "dtsearch", "title contains bombr"],
        expect![[r#"
            --- 1
            reading: title:"bombr"
            note: 'bombr' is in no article in the field title; near it: bomber (1 article)
              title contains bombr
                             ^^^^^
            note: try: title:"bomber"  (1 article)
            no article matches
        "#]],
    );
    check_in(
        bomber,
        &["explain", "=ICBMs"],
        expect![[r#"
        reading: =ICBMs

        =ICBMs

        ICBMs: ICBMs 1

        1 article matches
        --- 0
    "#]],
    );
    check_in(
        bomber,
        &["explain", "CAPS(icbm) OR bomber"],
        expect![[r#"
        reading: CAPS(icbm) OR bomber

        any of
          CAPS(icbm)
          bomber

        icbm: ICBMs 1
        bomber: bomber 1, BOMBER 1; 1 article

        1 article matches
        --- 0
    "#]],
    );
}

#[test]
fn abbreviations_in_the_plural_and_in_other_spellings() {
    let env = TestEnv::empty();
    env.file("docs/a.md", "Light Armored Vehicles (LAVs) came. The Kunsan Harbor Patrol (KHP) left.\n");
    env.file("docs/b.md", "Light Armoured Vehicles (LAVs) came. The Kunsan Harbour Patrol (KHP) left.\n");
    env.run(&["index", "docs"]).code(0);
    env.run(&["acronyms", "LAVs"]).check(expect![[r#"
        light armored vehicle (built in, weapons)
        light armoured vehicle (built in, weapons)
        LAV: Light Armored Vehicles (2 articles, applies by itself)
          a.md@0-28
            … Light Armored Vehicles (LAVs) came. The Kunsan Harbor Patrol (KHP) l …
          b.md@0-29
            … Light Armoured Vehicles (LAVs) came. The Kunsan Harbour Patrol (KHP) …
        --- 0
    "#]]);
    env.run(&["acronyms", "KHP"]).check(expect![[r#"
        KHP: Kunsan Harbor Patrol (2 articles, applies by itself)
          a.md@40-65
            … Light Armored Vehicles (LAVs) came. The Kunsan Harbor Patrol (KHP) left. …
          b.md@41-67
            … Light Armoured Vehicles (LAVs) came. The Kunsan Harbour Patrol (KHP) left. …
        --- 0
    "#]]);
    env.run(&["acronyms", "Kunsan Harbour Patrols"]).check(expect![[r#"
        KHP: Kunsan Harbor Patrol (2 articles, applies by itself)
          a.md@40-65
            … Light Armored Vehicles (LAVs) came. The Kunsan Harbor Patrol (KHP) left. …
          b.md@41-67
            … Light Armoured Vehicles (LAVs) came. The Kunsan Harbour Patrol (KHP) left. …
        --- 0
    "#]]);
    env.run(&["acronyms", "XYZs"]).check(expect![[r#"
        no article defines it, and no table has it
        --- 1
    "#]]);
    env.run(&["acronyms"]).check(expect![[r#"
        KHP  Kunsan Harbor Patrol    2  applies  a.md
        LAV  Light Armored Vehicles  2  applies  a.md
        --- 0
    "#]]);
    env.run(&["search", "KHP", "--count"]).check(expect![[r#"
        2
        --- 0
        reading: KHP
        note: 'KHP' also finds Kunsan Harbor Patrol (given in 2 articles)
    "#]]);
}

#[test]
fn each_branch_that_proximity_was_spread_over_is_looked_into() {
    check_in(
        DRILLS,
        &["search", "(kkkk OR \"qqqq radio\") W/5 zzzz"],
        expect![[r#"
        --- 1
        reading: (kkkk OR "qqqq radio") W/5 zzzz
        note: articles with each: kkkk 0, "qqqq radio" 0, zzzz 0
        note: 'kkkk' is in no article
          (kkkk OR "qqqq radio") W/5 zzzz
           ^^^^
        note: 'zzzz' is in no article
          (kkkk OR "qqqq radio") W/5 zzzz
                                     ^^^^
        note: 'qqqq' is in no article
          (kkkk OR "qqqq radio") W/5 zzzz
                    ^^^^
        no article matches
    "#]],
    );
}
