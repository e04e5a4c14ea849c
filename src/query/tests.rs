//! Tests of the query language: tables of query, reading and notes; errors with
//! their carets; random trees printed and read again; mutated queries.

use expect_test::{Expect, expect};

use super::*;
use crate::article::FIELDS;

fn options() -> Options {
    Options { strict: false, today: Date::new(2024, Some(3), Some(31)).unwrap(), dialect: None }
}

fn read(query: &str) -> Query {
    parse(query, &options()).unwrap_or_else(|error| panic!("{query}: {error}\n{}", error.caret(query)))
}

/// Each line `query  =>  reading` of a table, with the notes on it below.
fn check(table: &Expect) {
    let mut out = String::new();
    for (shown, _) in table.data.lines().filter_map(|line| line.split_once("  =>  ")) {
        let query = typed(shown);
        let read = read(&query);
        out.push_str(&format!("{}  =>  {}\n", shown.trim_start(), print(&read.tree)));
        for note in &read.notes {
            out.push_str(&format!("    {}..{}: {}\n", note.span.start, note.span.end, note.message));
        }
        again(&query, &read);
    }
    table.assert_eq(&out);
}

/// Each query of a table of threes: query, carets, error.
fn fails(table: &Expect) {
    let lines: Vec<&str> = table.data.trim_matches('\n').lines().collect();
    let queries: Vec<String> = lines.chunks(3).filter(|lines| lines.len() == 3).map(|lines| typed(lines[0])).collect();
    let errors: String = queries.iter().map(|query| error_of(query)).collect();
    table.assert_eq(&errors);
}

fn error_of(query: &str) -> String {
    match parse(query, &options()) {
        Ok(read) => panic!("{query} is read as {}", print(&read.tree)),
        Err(error) => format!("{}\n    {error}\n", error.caret(query)),
    }
}

/// A line of a table as a query, its control pictures made what they show.
fn typed(line: &str) -> String {
    line.trim_start().replace('⏎', "\n").replace('⇥', "\t").replace('␣', "\u{a0}")
}

/// The printed reading must give the same tree, without further notes on its shape.
fn again(query: &str, first: &Query) {
    let printed = print(&first.tree);
    let second = parse(&printed, &options());
    let second = second.unwrap_or_else(|error| panic!("{query:?} printed as {printed:?}: {error}"));
    let together = print_together(&first.tree, &|_| true);
    let third = parse(&together, &options()).unwrap_or_else(|error| panic!("{query:?} as {together:?}: {error}"));
    assert!(third.tree.same_shape(&first.tree), "{query:?} as {together:?}: {:?}", third.tree);
    let (first, second) = (first.tree.without_spans(), second.tree.without_spans());
    assert!(first == second, "{query:?} printed as {printed:?}: {first:?}\n{second:?}");
    assert_eq!(print(&second), printed);
}

/// As they were typed, words side by side stay so, and are so when read again.
#[test]
fn words_side_by_side_can_be_printed_so() {
    let check = |query: &str, expected: &str| {
        let tree = read(query).tree;
        let printed = print_together(&tree, &|_| true);
        assert_eq!(printed, expected);
        let second = read(&printed).tree;
        assert!(second.same_shape(&tree), "{printed}");
        assert_eq!(print_together(&second, &|_| true), printed);
    };
    check("cost  sharing\ttalks", "cost sharing talks");
    check("cost AND sharing", "cost AND sharing");
    check("cost \"missile warning\" x", "cost \"missile warning\" x");
    check("(cost) sharing", "cost sharing");
    check("x OR cost sharing", "x OR (cost sharing)");
    check("title:(cost sharing)", "title:(cost sharing)");
    check("cost W/3 sharing talks deal", "(cost W/3 sharing) AND talks deal");
    check("section B 52", "section B 52");
    check("B 52 of (them)", "B 52 AND of AND them");
    check("cost -sharing talks", "cost AND NOT sharing AND talks");
}

#[test]
fn every_row_of_the_table_is_read() {
    for row in OPERATORS {
        let query = read(row.example.query);
        again(row.example.query, &query);
        assert!(query.notes.is_empty(), "{}: {:?}", row.name, query.notes);
        assert_ne!(row.example.accepts.body, "");
        assert!(!row.about.ends_with('.') && !row.spellings.is_empty());
    }
}

const BOOLEANS: Expect = expect![[r#"
    a1  =>  a1
    drill Osan  =>  drill AND Osan
    drill AND Osan  =>  drill AND Osan
    drill & Osan  =>  drill AND Osan
    drill && Osan  =>  drill AND Osan
    a1 | b1  =>  a1 OR b1
    a1|b1  =>  a1 OR b1
    a1 || b1  =>  a1 OR b1
    (a1)|(b1)  =>  a1 OR b1
    a1 NOT b1  =>  a1 AND NOT b1
    a1 AND NOT b1  =>  a1 AND NOT b1
    a1 BUT NOT b1  =>  a1 AND NOT b1
    a1 ANDNOT b1  =>  a1 AND NOT b1
    a1 -b1  =>  a1 AND NOT b1
    a1 -(b1 OR c1)  =>  a1 AND NOT (b1 OR c1)
    a1 -"b c"  =>  a1 AND NOT "b c"
    a1 -=b1  =>  a1 AND NOT =b1
    -b1 a1  =>  NOT b1 AND a1
    a1 NOT b1 c1  =>  a1 AND NOT b1 AND c1
    a1 NOT NOT b1  =>  a1 AND b1
    NOT NOT NOT (NOT b1)  =>  b1
    NOT (a1 AND b1)  =>  NOT (a1 AND b1)
        0..15: there is nothing but NOT: every article is found except these
    a1 OR NOT b1  =>  a1 OR NOT b1
    a1 OR -b1  =>  a1 OR NOT b1
    NOT a1  =>  NOT a1
        0..6: there is nothing but NOT: every article is found except these
    NOT a1 NOT b1  =>  NOT a1 AND NOT b1
        0..13: there is nothing but NOT: every article is found except these
    a1 AND b1 OR c1  =>  (a1 AND b1) OR c1
        0..15: AND binds tighter than OR here; read as (a1 AND b1) OR c1
    a1 b1 OR c1  =>  (a1 AND b1) OR c1
        0..11: AND binds tighter than OR here; read as (a1 AND b1) OR c1
    a1 OR b1 c1 OR d1  =>  a1 OR (b1 AND c1) OR d1
        0..17: AND binds tighter than OR here; read as a1 OR (b1 AND c1) OR d1
    (a1 b1) OR c1  =>  (a1 AND b1) OR c1
    (a1 OR b1 c1) AND d1  =>  (a1 OR (b1 AND c1)) AND d1
        1..12: AND binds tighter than OR here; read as a1 OR (b1 AND c1)
    a1 OR b1 NOT c1  =>  a1 OR (b1 AND NOT c1)
        0..15: AND binds tighter than OR here; read as a1 OR (b1 AND NOT c1)
    (a1 OR b1) c1  =>  (a1 OR b1) AND c1
    a1 AND (b1 AND c1)  =>  a1 AND b1 AND c1
    a1 OR (b1 OR c1)  =>  a1 OR b1 OR c1
    a1 and b1 or not c1  =>  a1 AND and AND b1 AND or AND not AND c1
    "AND" AND "OR"  =>  "AND" AND "OR"
    AT&T R&D and/or 2/ID w/o F/A-18  =>  AT&T AND R&D AND and/or AND 2/ID AND w/o AND F/A-18
    ((a1))  =>  a1
    BUT a1  =>  BUT AND a1
    a1⏎OR⇥b1  =>  a1 OR b1
    title:OR AND -AND  =>  title:"OR" AND NOT "AND"
    AND  =>  "AND"
        0..3: 'AND' has nothing to join here and is read as a word
    (OR) a1  =>  "OR" AND a1
        1..3: 'OR' has nothing to join here and is read as a word
    NOT  =>  "NOT"
        0..3: 'NOT' has nothing to join here and is read as a word
"#]];

#[test]
fn booleans() {
    check(&BOOLEANS);
}

const PROXIMITY_OPERATORS: Expect = expect![[r#"
    a1 W/5 b1  =>  a1 W/5 b1
    a1 w/5 b1  =>  a1 W/5 b1
    a1 NEAR/5 b1  =>  a1 W/5 b1
    a1 near/5 b1  =>  a1 W/5 b1
    a1 /5 b1  =>  a1 W/5 b1
    a1 PRE/2 b1  =>  a1 PRE/2 b1
    a1 onear/2 b1  =>  a1 PRE/2 b1
    a1 ADJ/2 b1  =>  a1 PRE/2 b1
    a1 +2 b1  =>  a1 PRE/2 b1
    a1 W/S b1  =>  a1 /s b1
    a1 /s b1  =>  a1 /s b1
    a1 /S b1  =>  a1 /s b1
    a1 +s b1  =>  a1 +s b1
    a1 W/P b1  =>  a1 /p b1
    a1 /p b1  =>  a1 /p b1
    a1 +P b1  =>  a1 +p b1
    a1 NOT W/5 b1  =>  a1 NOT W/5 b1
    a1 NOT /s b1  =>  a1 NOT /s b1
    a1 NOT +p b1  =>  a1 NOT +p b1
    a1 NOT PRE/500 b1  =>  a1 NOT PRE/500 b1
    a1 W/10 b1 W/3 c1 /s d1  =>  (a1 W/10 (b1 W/3 c1)) /s d1
    a1 /p b1 /s c1 W/9 d1 W/8 e1  =>  a1 /p (b1 /s (c1 W/9 (d1 W/8 e1)))
    a1 W/3 b1 W/10 c1 W/5 d1  =>  (a1 W/3 b1) W/10 (c1 W/5 d1)
    a1 W/3 b1 PRE/3 c1  =>  (a1 W/3 b1) PRE/3 c1
    a1 W/5 b1 NOT W/2 c1  =>  a1 W/5 (b1 NOT W/2 c1)
    a1 +s b1 /s c1  =>  (a1 +s b1) /s c1
    NOT a1 W/3 b1 c1  =>  NOT (a1 W/3 b1) AND c1
    a1 W/3 b1 OR c1 W/2 d1  =>  (a1 W/3 b1) OR (c1 W/2 d1)
    "a b"W/3"c d"  =>  "a b" W/3 "c d"
    (a1)W/3(b1)  =>  a1 W/3 b1
    (a1 OR b1) W/3 c1  =>  (a1 OR b1) W/3 c1
    a1 W/3 (b1 AND c1)  =>  (a1 W/3 b1) AND (a1 W/3 c1)
        0..18: 'W/3' holds for each part of a group with AND; read as (a1 W/3 b1) AND (a1 W/3 c1)
    (a1 AND b1) PRE/3 (c1 d1)  =>  (a1 PRE/3 c1) AND (a1 PRE/3 d1) AND (b1 PRE/3 c1) AND (b1 PRE/3 d1)
        0..25: 'PRE/3' holds for each part of a group with AND; read as (a1 PRE/3 c1) AND (a1 PRE/3 d1) AND (b1 PRE/3 c1) AND (b1 PRE/3 d1)
    a1 W/3 (b1 OR (c1 d1))  =>  (a1 W/3 b1) OR ((a1 W/3 c1) AND (a1 W/3 d1))
        0..22: 'W/3' holds for each part of a group with AND; read as (a1 W/3 b1) OR ((a1 W/3 c1) AND (a1 W/3 d1))
    (a1 b1) NOT W/3 c1  =>  (a1 NOT W/3 c1) AND (b1 NOT W/3 c1)
        0..18: 'W/3' holds for each part of a group with AND; read as (a1 NOT W/3 c1) AND (b1 NOT W/3 c1)
    (a1 AND b1) W/3 c1 OR d1  =>  ((a1 W/3 c1) AND (b1 W/3 c1)) OR d1
        0..18: 'W/3' holds for each part of a group with AND; read as (a1 W/3 c1) AND (b1 W/3 c1)
    5..7 W/3 troops  =>  5..7 W/3 troops
    BUT NOT W/5 b1  =>  BUT NOT W/5 b1
    a1 BUT NOT W/5 b1  =>  a1 AND (BUT NOT W/5 b1)
    "W/5" a1  =>  "W/5" AND a1
"#]];

#[test]
fn proximity_operators() {
    check(&PROXIMITY_OPERATORS);
}

const SIGNS_OF_PROSE: Expect = expect![[r#"
    prices rose +5  =>  prices AND rose AND "+5"
        12..14: '+5' has nothing to join here and is read as a word
    +5 degrees  =>  "+5" AND degrees
        0..2: '+5' has nothing to join here and is read as a word
    a score of 8 /10  =>  a AND score AND of AND 8 AND "/10"
        13..16: '/10' has nothing to join here and is read as a word
    (+5 percent)  =>  "+5" AND percent
        1..3: '+5' has nothing to join here and is read as a word
    Smith & Co  =>  Smith AND Co
    Smith &  =>  Smith
        6..7: '&' has nothing to join here and is left out
    & Co  =>  Co
        0..1: '&' has nothing to join here and is left out
    News | Defense |  =>  News OR Defense
        15..16: '|' has nothing to join here and is left out
    (&) a1  =>  a1
        0..3: the brackets hold nothing to search for and are left out
        1..2: '&' has nothing to join here and is left out
    w/5  =>  "w/5"
        0..3: 'w/5' has nothing to join here and is read as a word
    a1 /5 /6 b1  =>  a1 AND ("/5" W/6 b1)
        3..5: '/5' has nothing to join here and is read as a word
    Home ||  =>  Home
        5..7: '||' has nothing to join here and is left out
"#]];

#[test]
fn signs_of_prose_that_join_nothing() {
    check(&SIGNS_OF_PROSE);
}

const FUNCTIONS_AND_FIELDS: Expect = expect![[r#"
    ATLEAST5(drill)  =>  ATLEAST5(drill)
    ATLEAST2("a b" OR c1 W/3 d1)  =>  ATLEAST2("a b" OR (c1 W/3 d1))
    FIRST/50(drill W/3 Osan)  =>  FIRST/50(drill W/3 Osan)
    FIRST/50(a1 b1)  =>  FIRST/50(a1) AND FIRST/50(b1)
        0..15: 'FIRST/50' holds for each part of a group with AND; read as FIRST/50(a1) AND FIRST/50(b1)
    FIRST/50(a1 AND (b1 OR c1))  =>  FIRST/50(a1) AND FIRST/50(b1 OR c1)
        0..27: 'FIRST/50' holds for each part of a group with AND; read as FIRST/50(a1) AND FIRST/50(b1 OR c1)
    atleast5(drill)  =>  atleast5 AND drill
        0..8: 'atleast5' is read as a word; the function is written ATLEAST5(x)
    ATLEAST5 (drill)  =>  ATLEAST5 AND drill
        0..8: 'ATLEAST5' is read as a word; the function is written ATLEAST5(x)
    -ATLEAST2(a1)  =>  NOT ATLEAST2(a1)
        0..13: there is nothing but NOT: every article is found except these
    title:drill  =>  title:drill
    Title:drill Osan  =>  title:drill AND Osan
    title:"a b"~2  =>  title:"a b"~2
    title:=Guard  =>  title:=Guard
    title:="a b"  =>  title:="a b"
    title:(a1 AND NOT b1)  =>  title:(a1 AND NOT b1)
    title:(a1 W/3 b1)  =>  title:(a1 W/3 b1)
    title:ATLEAST2(a1)  =>  title:(ATLEAST2(a1))
    title:5..7  =>  title:5..7
    title:wom*  =>  title:wom*
    title:x~2  =>  title:x~2
    -title:a1  =>  NOT title:a1
        0..9: there is nothing but NOT: every article is found except these
    url:https://a.mil/b?id  =>  url:https://a.mil/b?id
    https://a.mil  =>  https://a.mil
    title: drill  =>  title: AND drill
        0..6: 'title:' is read as text; for the field title leave no blank after the colon
    title:  =>  title:
        0..6: 'title:' is read as text; for the field title leave no blank after the colon
    (source:)  =>  source:
        1..8: 'source:' is read as text; for the field source leave no blank after the colon
    title=drill  =>  title=drill
        0..11: 'title=drill' is read as text; for the field title write a colon
    title:, drill  =>  title:, AND drill
        0..7: 'title:,' is read as text; for the field title leave no blank after the colon
    10:30  =>  10:30
    Osan: base  =>  Osan: AND base
    foo:bar  =>  foo:bar
        0..7: 'foo' is no field and is read as text; fields are title, byline, source, url, path, format, lang, date
    foo:"a b"  =>  foo: AND "a b"
        0..4: 'foo' is no field and is read as text; fields are title, byline, source, url, path, format, lang, date
    Osan:base W/3 foo:(a1)  =>  (Osan:base W/3 foo:) AND a1
        0..9: 'Osan' is no field and is read as text; fields are title, byline, source, url, path, format, lang, date
        14..18: 'foo' is no field and is read as text; fields are title, byline, source, url, path, format, lang, date
    C:\war  =>  C:\war
        0..6: 'C' is no field and is read as text; fields are title, byline, source, url, path, format, lang, date
"#]];

#[test]
fn functions_and_fields() {
    check(&FUNCTIONS_AND_FIELDS);
}

const DATES: Expect = expect![[r#"
    date:2023  =>  date:2023
    date:2023-03  =>  date:2023-03
    DATE:2023-03-05  =>  date:2023-03-05
    date:2023-03..2023-05  =>  date:2023-03..2023-05
    date:..2020  =>  date:..2020
    date:2020..  =>  date:2020..
    date>2020  =>  date:2021-01-01..
    date>=2020-06  =>  date:2020-06..
    date<2020  =>  date:..2019-12-31
    date<=2020-02  =>  date:..2020-02
    date>2020-02  =>  date:2020-03-01..
    date<2020-03  =>  date:..2020-02-29
    date > 2020  =>  date:2021-01-01..
    date>= 2020, drill  =>  date:2020.. AND drill
    date:last:30d  =>  date:2024-03-01..2024-03-31
    date:last:1m  =>  date:2024-02-29..2024-03-31
    date:last:13m  =>  date:2023-02-28..2024-03-31
    date:last:2y  =>  date:2022-03-31..2024-03-31
    last:30d drill  =>  date:2024-03-01..2024-03-31 AND drill
    drill date:2023, Osan  =>  drill AND date:2023 AND Osan
    date:2023.  =>  date:2023
    date: 5 March  =>  date: AND 5 AND March
        0..5: 'date:' is read as text; for the field date leave no blank after the colon
    date:..  =>  date:..
        0..7: 'date:..' is read as text; for the field date leave no blank after the colon
    -date:2023  =>  NOT date:2023
        0..10: there is nothing but NOT: every article is found except these
    the date > 5 March  =>  the AND date AND 5 AND March
        9..10: '>' has no letters or digits and is not searched for
    the date > the other  =>  the AND date AND the AND other
        9..10: '>' has no letters or digits and is not searched for
    date:2023..2023  =>  date:2023
"#]];

#[test]
fn functions_of_words() {
    check(&expect![[r#"
        CAPS(guard)  =>  CAPS(guard)
        ALLCAPS(aids or help)  =>  ALLCAPS(aids) AND ALLCAPS(or) AND ALLCAPS(help)
        caps(guard)  =>  caps AND guard
            0..4: 'caps' is read as a word; the function is written CAPS(x)
        CAPS("national guard" OR guard) AND NOCAPS(march)  =>  (CAPS("national guard") OR CAPS(guard)) AND NOCAPS(march)
        CAPS(ALLCAPS(aids)) EXACT(NOCAPS(march))  =>  ALLCAPS(aids) AND NOCAPS(EXACT(march))
        FAMILY(=B-52) W/5 EXACT("Osan Air Base")  =>  FAMILY(=B-52) W/5 EXACT("Osan Air Base")
        EXACT(U.S. =Guard) OR title:CAPS(guard)  =>  (EXACT(U.S.) AND EXACT(=Guard)) OR title:CAPS(guard)
        CAPS(title:guard NOT ATLEAST2(it W/3 5..10))  =>  title:CAPS(guard) AND NOT ATLEAST2(CAPS(it) W/3 5..10)
        ATLEAST2(CAPS(guard))  =>  ATLEAST2(CAPS(guard))
        Osan W/5 CAPS(guard AND march)  =>  (Osan W/5 CAPS(guard)) AND (Osan W/5 CAPS(march))
            0..30: 'W/5' holds for each part of a group with AND; read as (Osan W/5 CAPS(guard)) AND (Osan W/5 CAPS(march))
    "#]]);
}

#[test]
fn dates() {
    check(&DATES);
}

const WORDS_AND_WILDCARDS: Expect = expect![[r#"
    deter*  =>  deter*
    deter!  =>  deter*
    *fense  =>  *fense
    wom?n  =>  wom?n
    =object?  =>  =object?
    =B-5??  =>  =B-5??
    ="object?"  =>  =object
        2..9: '?' after 'object' is read as punctuation; for any ending write 'object*'
    wom?n?  =>  wom?n?
    colo*r?  =>  colo*r?
    policy?  =>  policy
        0..7: '?' after 'policy' is read as punctuation; for any ending write 'policy*'
    What is it?  =>  What AND is AND it
        8..11: '?' after 'it' is read as punctuation; for any ending write 'it*'
    Really??  =>  Really
        0..8: '??' after 'Really' is read as punctuation; for any ending write 'Really*'
    Stop!!!  =>  Stop
        0..7: '!!!' after 'Stop' is read as punctuation; for any ending write 'Stop*'
    Really?!  =>  Really
        0..8: '?!' after 'Really' is read as punctuation; for any ending write 'Really*'
    'deter*'  =>  deter*
    deter*,  =>  deter*
    [deter!],  =>  deter*
    drill~  =>  drill~1
    drill~1  =>  drill~1
    drill~2  =>  drill~2
    =drill~1  =>  =drill~1
    ~50 km  =>  ~50 AND km
    5~10  =>  5~10
        0..4: '5~10' is read as text; a number range is written 5..10
    B-52~1,  =>  B-52~1
    drill.~1  =>  drill.~1
        0..8: 'drill.~1' is read as text; '~' makes a word fuzzy right behind its last letter
    drill~?  =>  drill~1
        0..7: '?' after 'drill~' is read as punctuation; for any ending write 'drill~*'
    =Guard  =>  =Guard
    ="B-52"  =>  =B-52
    ="a"  =>  =a
    =deter*  =>  =deter*
    ==x  =>  ="=x"
    ="(SMA)"  =>  ="(SMA)"
    ="x:y"  =>  ="x:y"
    =(a1 b1)  =>  a1 AND b1
        0..1: '=' holds for one word or phrase and is left out before a bracket
    25000..30000  =>  25000..30000
    25,000..30,000 troops.  =>  25000..30000 AND troops.
    1.5..2  =>  1.5..2
        0..6: '1.5..2' is read as text; a number range is two whole numbers, 25000..30000
    =5..7  =>  =5..7
    5..  =>  5..
        0..3: '5..' is read as the word 5; a number range has two ends, 25000..30000
    ..5  =>  ..5
        0..3: '..5' is read as the word 5; a number range has two ends, 25000..30000
    5...  =>  5...
    1..2..3  =>  1..2..3
        0..7: '1..2..3' is read as text; a number range is two whole numbers, 25000..30000
    $4.7 #1 @user 50% &c  =>  $4.7 AND #1 AND @user AND 50% AND &c
    R.O.K. U.S.  =>  R.O.K. AND U.S.
    a1 - b1  =>  a1 AND b1
        3..4: '-' has no letters or digits and is not searched for
    a1 — b1  =>  a1 AND b1
        3..6: '—' has no letters or digits and is not searched for
    wait ... what  =>  wait AND what
        5..8: '...' has no letters or digits and is not searched for
    § 5  =>  5
        0..2: '§' has no letters or digits and is not searched for
    -- a1  =>  a1
        0..2: '--' has no letters or digits and is not searched for
    --force  =>  --force
    a1 -> b1  =>  a1 AND b1
        3..5: '->' has no letters or digits and is not searched for
    !drill  =>  !drill
        0..6: '!' before a word is read as punctuation; to leave a word out write NOT
    -5 degrees  =>  NOT 5 AND degrees
    "B-52"-type  =>  "B-52" AND type
        6..7: '-' right after a quote or bracket is read as a hyphen; for NOT put a blank before it
    (a1)-b1  =>  a1 AND b1
        4..5: '-' right after a quote or bracket is read as a hyphen; for NOT put a blank before it
    미국 AND 한국  =>  미국 AND 한국
    don't 'quote'  =>  don't AND 'quote'
"#]];

#[test]
fn words_and_wildcards() {
    check(&WORDS_AND_WILDCARDS);
}

const PHRASES: Expect = expect![[r#"
    "drill"  =>  "drill"
    "cost sharing"  =>  "cost sharing"
    "cost sharing"~5  =>  "cost sharing"~5
    "cost sharing"~0  =>  "cost sharing"
    ="cost sharing"  =>  ="cost sharing"
    “cost sharing”  =>  "cost sharing"
    «cost» „sharing“  =>  "cost" AND "sharing"
    "deter* aggres!"  =>  "deter* aggres*"
    "the Special Measures Agreement (SMA), signed"  =>  "the Special Measures Agreement (SMA), signed"
    "R & D"  =>  "R D"
        3..4: '&' has no letters or digits and is not searched for
    "a1 , b1"  =>  "a1 b1"
    "a1 — b1"  =>  "a1 b1"
        4..7: '—' has no letters or digits and is not searched for
    "drill?"  =>  "drill"
        1..7: '?' after 'drill' is read as punctuation; for any ending write 'drill*'
    "drill"~3  =>  "drill"
        0..9: '~3' after a single quoted word means nothing and is left out
    "a b"~  =>  "a b"
        5..6: '~' has no letters or digits and is not searched for
    "a b"~3.  =>  "a b"~3
    "a b"x  =>  "a b" AND x
    "a""b"  =>  "a" AND "b"
    "AND"  =>  "AND"
    "a1 OR b1"  =>  "a1 OR b1"
    drill "Osan base  =>  drill AND "Osan base"
        6..7: the quote at column 7 has no partner and is closed at the end
    drill "  =>  drill
        6..7: the quote at column 7 has no partner, holds nothing and is left out
    6" gun  =>  6 AND "gun"
        1..2: the quote at column 2 has no partner and is closed at the end
    "drill~1 day"  =>  "drill~1 day"
        1..8: 'drill~1' is read as text; outside quotes it makes a word fuzzy
    "date:2023 title:x"  =>  "date:2023 title:x"
"#]];

#[test]
fn phrases() {
    check(&PHRASES);
}

const SPACED_DESIGNATIONS: Expect = expect![[r#"
    B 52  =>  B 52
    B␣52 AND Osan  =>  B 52 AND Osan
    "B 52"  =>  "B 52"
    "the B 52 bombers"  =>  "the B 52 bombers"
    =B 52  =>  ="B 52"
    ="B 52"  =>  ="B 52"
    UNSCR 2397, MiG 29  =>  UNSCR 2397, AND MiG 29
    MiG 29s over B 52.  =>  MiG 29s AND over AND B 52.
    title:B 52  =>  title:B 52
    a1 OR 52  =>  a1 OR 52
    "OR 52"  =>  "OR 52"
    B (52)  =>  B AND 52
    "B , 52"  =>  "B, 52"
    "B? 52"  =>  "B, 52"
        1..3: '?' after 'B' is read as punctuation; for any ending write 'B*'
    "B — 52"  =>  "B, 52"
        3..6: '—' has no letters or digits and is not searched for
    section B 1  =>  section AND B AND 1
    "section B 1 of"  =>  "section B 1 of"
    "section — B 1"  =>  "section, B 1"
        9..12: '—' has no letters or digits and is not searched for
    "B 52 — percent"  =>  "B 52, percent"
        6..9: '—' has no letters or digits and is not searched for
    B 52 percent  =>  B AND 52 AND percent
    B 5..7  =>  B AND 5..7
    A 10 percent  =>  A AND 10 AND percent
    -B 52  =>  NOT B 52
        0..5: there is nothing but NOT: every article is found except these
"#]];

#[test]
fn spaced_designations() {
    check(&SPACED_DESIGNATIONS);
}

const BRACKETS: Expect = expect![[r#"
    (a1 OR b1  =>  a1 OR b1
        0..1: the bracket at column 1 has no partner and is closed at the end
    a1 (b1 (c1  =>  a1 AND b1 AND c1
        3..4: the bracket at column 4 has no partner and is closed at the end
        7..8: the bracket at column 8 has no partner and is closed at the end
    a1) b1  =>  a1 AND b1
        2..3: the closing bracket at column 3 has no partner and is left out
    a1 () b1  =>  a1 AND b1
        3..5: the brackets hold nothing to search for and are left out
    main() a1  =>  main AND a1
        4..6: the brackets hold nothing to search for and are left out
    a1 (  =>  a1
        3..4: the bracket at column 4 has no partner, holds nothing and is left out
    :-) a1  =>  a1
        0..2: ':-' has no letters or digits and is not searched for
        2..3: the closing bracket at column 3 has no partner and is left out
    a1 :(  =>  a1
        3..4: ':' has no letters or digits and is not searched for
        4..5: the bracket at column 5 has no partner, holds nothing and is left out
    a) one b) two  =>  a AND one AND b AND two
        1..2: the closing bracket at column 2 has no partner and is left out
        8..9: the closing bracket at column 9 has no partner and is left out
    ((a1)  =>  a1
        0..1: the bracket at column 1 has no partner and is closed at the end
    (— a1) (—)  =>  a1
        1..4: '—' has no letters or digits and is not searched for
        9..14: the brackets hold nothing to search for and are left out
        10..13: '—' has no letters or digits and is not searched for
"#]];

#[test]
fn brackets_without_partners() {
    check(&BRACKETS);
}

const PROSE: Expect = expect![[r#"
    What did the U.S. say about "burden-sharing" (and why)?  =>  What AND did AND the AND U.S. AND say AND about AND "burden-sharing" AND and AND why
        54..55: '?' has no letters or digits and is not searched for
    South Korea's share rose 8.2% to $1.1bn/year; isn't that 50/50?  =>  South AND Korea's AND share AND rose AND 8.2% AND to AND $1.1bn/year; AND isn't AND that AND 50/50
        57..63: '?' after '50/50' is read as punctuation; for any ending write '50/50*'
    He said: 'we will not pay' - twice.  =>  He AND said: AND 'we AND will AND not AND pay' AND twice.
        27..28: '-' has no letters or digits and is not searched for
    Is it true that 28,500 troops (incl. reserves) stay 24/7 w/o pay?  =>  Is AND it AND true AND that AND 28,500 AND troops AND incl. AND reserves AND stay AND 24/7 AND w/o AND pay
        61..65: '?' after 'pay' is read as punctuation; for any ending write 'pay*'
    The B-52's flight—over Osan—was "routine," officials said…  =>  The AND B-52's AND flight—over AND Osan—was AND "routine," AND officials AND said…
    Soldier(s) and/or officers @ 5 p.m. & later: who's in?  =>  Soldier AND s AND and/or AND officers AND 5 AND p.m. AND later: AND who's AND in
        27..28: '@' has no letters or digits and is not searched for
        51..54: '?' after 'in' is read as punctuation; for any ending write 'in*'
    Q&A #3: "Why now?" asks the 2/ID.  =>  Q&A AND #3: AND "Why now" AND asks AND the AND 2/ID.
        13..17: '?' after 'now' is read as punctuation; for any ending write 'now*'
    50 % of the ROK’s budget [sic] {draft} <b>bold</b> ~10 km  =>  50 AND of AND the AND ROK’s AND budget AND [sic] AND {draft} AND <b>bold</b> AND ~10 AND km
        3..4: '%' has no letters or digits and is not searched for
"#]];

#[test]
fn prose() {
    check(&PROSE);
}

const ERRORS: Expect = expect![[r#"
    ...
    ^^^
        the query has nothing to search for; give at least one word with a letter or a digit
    — ?
    ^^^
        the query has nothing to search for; give at least one word with a letter or a digit
    ""
    ^^
        the quotes hold nothing to search for; put a word with a letter or a digit between the quotes
    a1 "..."
       ^^^^^
        the quotes hold nothing to search for; put a word with a letter or a digit between the quotes
    a1 AND
       ^^^
        'AND' has nothing on its right; complete the query, or quote it to search for the word: "AND"
    OR a1
    ^^
        'OR' has nothing on its left; complete the query, or quote it to search for the word: "OR"
    a1 AND OR b1
           ^^
        'OR' has nothing on its left; complete the query, or quote it to search for the word: "OR"
    OR 52 a1
    ^^
        'OR' has nothing on its left; complete the query, or quote it to search for the word: "OR"
    a1 NOT
       ^^^
        'NOT' has nothing on its right; complete the query, or quote it to search for the word: "NOT"
    NOT W/5 b1
        ^^^
        'W/5' has nothing on its left; write x NOT W/5 y
    a1 AND NOT W/5 b1
               ^^^
        'W/5' has nothing on its left; write x NOT W/5 y
    a1 W/5
       ^^^
        'W/5' has nothing on its right; complete the query, or quote it to search for the word: "W/5"
    a1 W/0 b1
       ^^^
        the number of 'W/0' is not from 1 to 500; write W/1
    a1 W/501 b1
       ^^^^^
        the number of 'W/501' is not from 1 to 500; write W/500
    a1 /99999999999 b1
       ^^^^^^^^^^^^
        the number of '/99999999999' is not from 1 to 500; write /500
    a1 W/5 NOT b1
           ^^^^^^
        NOT cannot stand on a side of 'W/5'; write x NOT W/5 y, or x AND NOT (x W/5 y)
    a1 W/5 -b1
           ^^^
        NOT cannot stand on a side of 'W/5'; write x NOT W/5 y, or x AND NOT (x W/5 y)
    a1 W/5 title:b1
           ^^^^^^^^
        title: cannot stand on a side of 'W/5'; put the pair inside: title:(x W/5 y)
    date:2023 W/5 b1
    ^^^^^^^^^
        a date cannot stand on a side of 'W/5'; join it with AND: (x W/5 y) AND date:2024
    a1 W/5 (b1 OR date:2024)
                  ^^^^^^^^^
        a date cannot stand on a side of 'W/5'; join it with AND: (x W/5 y) AND date:2024
    a1 W/5 ATLEAST2(b1)
           ^^^^^^^^^^^^
        ATLEAST cannot stand on a side of 'W/5'; join it with AND, or count the pair: ATLEAST2(x W/5 y)
    FIRST/5(a1) /s b1
    ^^^^^^^^^^^
        FIRST cannot stand on a side of '/s'; put the pair inside: FIRST/50(x /s y)
    a1 NOT W/5 (b1 AND c1)
               ^^^^^^^^^^^
        'W/5' cannot avoid a group with AND; write OR in the group, or one NOT W/n for each of its words
    ATLEAST2(a1 b1)
            ^^^^^^^
        ATLEAST2( ) cannot count a group with AND; write ATLEAST2(x) AND ATLEAST2(y), quote a phrase, or use OR
    ATLEAST2(NOT a1)
            ^^^^^^^^
        NOT cannot stand inside ATLEAST2( ); put it outside: ATLEAST2(x) AND …
    FIRST/5(title:x)
           ^^^^^^^^^
        title: cannot stand inside FIRST/5( ); put it outside: FIRST/5(x) AND …
    ATLEAST0(a1)
    ^^^^^^^^
        'ATLEAST0' needs a number from 1 to 10000; write ATLEAST5
    FIRST/0(a1)
    ^^^^^^^
        'FIRST/0' needs a number from 1 to 1000000; write FIRST/5
    ATLEAST2()
    ^^^^^^^^
        'ATLEAST2' has nothing on its right; write what it is about in its brackets: ATLEAST2(x)
    ATLEAST2() (a1)
    ^^^^^^^^
        'ATLEAST2' has nothing on its right; write what it is about in its brackets: ATLEAST2(x)
    title:() a1
    ^^^^^^
        'title:' has nothing on its right; write a word, phrase or bracket right behind it: title:x
    title:(date:2023)
           ^^^^^^^^^
        a date cannot stand inside title:; put it beside the field: title:x AND …
    title:(source:x)
           ^^^^^^^
        source: cannot stand inside title:; put it beside the field: title:x AND …
    title:source:x
          ^^^^^^^^
        source: cannot stand inside title:; put it beside the field: title:x AND …
    title:(FIRST/5(x))
           ^^^^^^^
        FIRST/5, which is about the body, cannot stand inside title:; put it beside the field: title:x AND …
    title:-x
          ^
        a minus cannot stand inside a field; put it before the field: -title:x
    title>5
    ^^^^^^^
        '>' compares dates, and title is none; write title:x, or date>2024
    title:""
          ^^
        the quotes hold nothing to search for; put a word with a letter or a digit between the quotes
    CAPS(5..10)
        ^^^^^^^
        CAPS( ) holds no word; write CAPS(x) with a word for x
    CAPS(NOCAPS(it))
        ^^^^^^^^^^^^
        a word cannot have capitals and have none; leave one of CAPS, ALLCAPS and NOCAPS out
    EXACT(deter*)
         ^^^^^^^^
        EXACT( ) is character for character, and 'deter*' stands for several words; leave out the wildcard or '~', or the function
    EXACT("B-52" OR deter~)
                    ^^^^^^
        EXACT( ) is character for character, and 'deter' stands for several words; leave out the wildcard or '~', or the function
    FAMILY(date:2024)
          ^^^^^^^^^^^
        FAMILY( ) holds no word; write FAMILY(x) with a word for x
    date:soon
         ^^^^
        'soon' is not a date; write 2024, 2024-03, 2024-03-05, 2023..2024, ..2020, 2020.. or last:30d
    date:2023-13
         ^^^^^^^
        '2023-13' is not a date; write 2024, 2024-03, 2024-03-05, 2023..2024, ..2020, 2020.. or last:30d
    date:2024..2023
         ^^^^^^^^^^
        the range from 2024 to 2023 runs backwards; write 2023..2024
    date:"2023"
    ^^^^^
        a date takes no quotes or brackets; write it bare: date:2024, date:2023..2024
    date>soon
         ^^^^
        'soon' is not a date; write 2024, 2024-03, 2024-03-05, 2023..2024, ..2020, 2020.. or last:30d
    date>9999
         ^^^^
        there is no day beyond '9999'; write years from 0001 to 9999
    date<0001
         ^^^^
        there is no day beyond '0001'; write years from 0001 to 9999
    date:last:5w
         ^^^^^^^
        'last:5w' is not a number of days, months or years; write last:30d, last:6m or last:2y
    date:last:0d
         ^^^^^^^
        'last:0d' covers no time; write last:30d, last:6m or last:2y
    date:last:9999y
         ^^^^^^^^^^
        'last:9999y' reaches too far back; write last:30d, last:6m or last:2y
    d*
    ^^
        'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
    *
    ^
        '*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
    a1 AND *?
           ^^
        '*?' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
    ?a?
    ^^^
        '?a?' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
    b!
    ^^
        'b*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
    "the * of"
         ^
        '*' has fewer than two fixed characters; write two letters or digits beside a wildcard, or for any word between two "x y"~1
    drill~3
    ^^^^^^^
        '~3' is not an edit distance; write ~1 or ~2
    dril*~1
    ^^^^^^^
        'dril*~1' has both a wildcard and '~'; leave one of them out
    30..20
    ^^^^^^
        the number range 30..20 runs backwards; write 20..30
    "a b"~501
         ^^^^
        '~501' lets too many words into a phrase; write ~1 to ~500
"#]];

#[test]
fn errors() {
    fails(&ERRORS);
}

#[test]
fn only_bare_words_and_phrases_are_relaxable() {
    let relaxable = ["a1 b1", "a1 \"b c\"", "(a1 b1) c1", "deter* drill~1", "a1 - b1?", "B 52 Osan", "Osan: base"];
    let exact = [
        "a1",
        "\"a b\"",
        "a1 AND b1",
        "a1 & b1",
        "a1 -b1",
        "a1 =b1",
        "a1 =\"b c\"",
        "title:a1 b1",
        "date:2023 b1",
        "a1 5..7",
        "a1 W/3 b1",
        "ATLEAST2(a1) b1",
        "a1|b1",
    ];
    for query in relaxable {
        assert!(read(query).relaxable, "{query}");
    }
    for query in exact {
        assert!(!read(query).relaxable, "{query}");
    }
}

#[test]
fn strict_makes_the_first_note_an_error() {
    let strict = Options { strict: true, ..options() };
    let query = "a1 AND b1? OR c1";
    let error = parse(query, &strict).unwrap_err();
    expect![[r#"
        AND binds tighter than OR here; read as (a1 AND b1) OR c1; write it so that it can be read in one way only, or read it without strict
        a1 AND b1? OR c1
        ^^^^^^^^^^^^^^^^"#]].assert_eq(&format!("{error}\n{}", error.caret(query)));
    assert!(parse("a1 AND \"b c\"", &strict).is_ok());
}

#[test]
fn spans_are_places_of_the_query() {
    let read = read(" (drill OR =Guard) W/3 title");
    let places: Vec<&str> = read.tree.operands().iter().map(|node| node.span.of(&read.text)).collect();
    assert_eq!(places, ["(drill OR =Guard)", "title"]);
    assert_eq!(read.tree.operands()[0].operands()[1].span.of(&read.text), "=Guard");
}

#[test]
fn nothing_is_an_error_with_a_caret() {
    for query in ["", "   ", "\n\n", "\u{200b}"] {
        let error = parse(query, &options()).unwrap_err();
        assert_eq!(error.caret(query).lines().count(), 2);
    }
}

#[test]
fn carets_stand_under_the_place() {
    let long = format!("{}d* {}", "word ".repeat(40), "more ".repeat(40));
    let queries =
        ["drill\tAND d*", "한국군 AND d*", "Hwaso\u{306}ng AND d*", "a1\nb1 AND d* c1\nd1", "\u{202e}drill d*", &long];
    let errors: String = queries.iter().map(|query| error_of(query)).collect();
    expect![[r#"
        drill AND d*
                  ^^
            'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
        한국군 AND d*
                   ^^
            'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
        Hwasŏng AND d*
                    ^^
            'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
        b1 AND d* c1
               ^^
            'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
         drill d*
               ^^
            'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
        …word word word word word word d* more more more more more more more more mor…
                                       ^^
            'd*' has fewer than two fixed characters; write two letters or digits beside a wildcard, as in 'de*'
    "#]]
    .assert_eq(&errors);
    let error = parse("a1 BUT\nNOT", &options()).unwrap_err();
    assert_eq!(error.to_string().lines().count(), 1, "{error}");
    let error = parse("drill AND d*", &options()).unwrap_err();
    assert_eq!(error.caret("한").lines().count(), 2, "another query must not panic");
}

#[test]
fn limits_are_errors() {
    let nested = |depth: usize| format!("{}a1{}", "(".repeat(depth), ")".repeat(depth));
    let towers = |depth: usize| format!("{}a1{}", "b1 AND (c1 OR (".repeat(depth / 2), "))".repeat(depth / 2));
    let words = |count: usize| "word ".repeat(count);
    let chain = |count: usize| format!("a1{}", " W/3 b1".repeat(count));
    let rising = |count: u32| (0..count).map(|n| format!("a1 W/{} ", 500 - n)).collect::<String>() + "b1";
    let pairs = |count: usize| format!("(a1 b1){}", " W/5 (c1 d1)".repeat(count));
    for fine in [nested(64), towers(64), words(1000), chain(64), rising(64), pairs(5), "NOT ".repeat(9_000) + "a1"] {
        again(&fine, &read(&fine));
    }
    let beyond = [
        nested(65),
        towers(66),
        words(1001),
        chain(66),
        rising(400),
        pairs(10),
        pairs(400),
        "x".repeat(MOST_BYTES + 1),
        "(".repeat(100_000),
        "(".repeat(60_000),
        "(a1 ".repeat(10_000),
        "title:".repeat(10_000) + "x",
        "-(".repeat(30_000) + "a1",
        "NOT (".repeat(9_000) + "a1",
        "=\"".repeat(20_000),
        "ATLEAST2(".repeat(3_000) + "a1",
        "\"".repeat(60_000),
        format!("\"{}\"", words(2_000)),
        "- ".repeat(30_000),
    ];
    for query in beyond {
        assert!(parse(&query, &options()).is_err(), "{}", error::excerpt(&query));
    }
    for heavy in [
        "a1) ".repeat(900),
        ")".repeat(60_000) + "a1",
        "x:y ".repeat(900),
        "BUT ".repeat(900),
        "+5 ".repeat(900),
        "a1 ".to_string() + &"| ".repeat(20_000),
        " ".repeat(60_000) + "a1",
    ] {
        again(&heavy, &read(&heavy));
    }
}

/// Small random numbers; the same seed gives the same ones.
pub(super) struct Xorshift(pub u64);

impl Xorshift {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    pub fn one<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

fn node(kind: Kind<Leaf>) -> Node<Leaf> {
    Node::new(kind, Span::default())
}

const WORDS: &[&str] = &[
    "drill", "Osan", "deter*", "wom?n", "F/A-18", "B 52", "$4.7", "AT&T", "and", "R.O.K.", "don't", "title:", "미국",
    "--x", "BUT", "date", "(SMA)", "AND", "W/5",
];

fn random_word(random: &mut Xorshift, mode: Mode) -> Node<Leaf> {
    // The last three can only be typed inside quotes.
    let choices = if mode == Mode::Bare { &WORDS[..WORDS.len() - 3] } else { WORDS };
    let text = random.one(choices).to_string();
    let fits = mode != Mode::Quoted && text.chars().all(char::is_alphabetic) && !text.contains("AND");
    let fuzzy = (fits && random.below(5) == 0).then(|| 1 + random.below(2) as u8);
    node(Kind::Leaf(Leaf::Word(Word { fuzzy, ..Word::new(text, mode) })))
}

fn random_phrase(random: &mut Xorshift) -> Node<Leaf> {
    let mode = *random.one(&[Mode::Quoted, Mode::Exact]);
    let words = (0..2 + random.below(3)).map(|_| match random_word(random, mode) {
        Node { kind: Kind::Leaf(Leaf::Word(word)), .. } => node(Kind::Leaf(Leaf::Word(Word { fuzzy: None, ..word }))),
        other => other,
    });
    let words = words.collect();
    node(Kind::Phrase { words, slop: random.below(3) as u32 })
}

/// What can stand on a side of a proximity operator.
fn random_place(random: &mut Xorshift, depth: usize) -> Node<Leaf> {
    let choice = if depth == 0 { random.below(5) } else { random.below(9) };
    match choice {
        0..3 => {
            let mode = *random.one(&[Mode::Bare, Mode::Quoted, Mode::Exact]);
            random_word(random, mode)
        }
        3 => {
            let place = if random.below(2) == 0 { random_word(random, Mode::Bare) } else { random_phrase(random) };
            switched(random, place)
        }
        4 => node(Kind::Leaf(Leaf::Number { from: 5, to: 5 + random.below(9) as u64 })),
        5 => random_or(random, depth, random_place),
        _ => {
            let within = *random.one(&[
                Within::Words(1),
                Within::Words(5),
                Within::Words(500),
                Within::Sentence,
                Within::Paragraph,
            ]);
            let (left, right) = (Box::new(random_place(random, depth - 1)), Box::new(random_place(random, depth - 1)));
            let ordered = random.below(2) == 0;
            node(match random.below(3) {
                0 => Kind::NotNear { keep: left, avoid: right, within, ordered },
                _ => Kind::Near { left, right, within, ordered },
            })
        }
    }
}

/// A word or phrase inside functions of words.
fn switched(random: &mut Xorshift, mut place: Node<Leaf>) -> Node<Leaf> {
    let case = *random.one(&[None, Some(Case::Some), Some(Case::All), Some(Case::None)]);
    let family = random.below(3) == 0;
    let wanted = Switches { case, family, verbatim: random.below(3) == 0 };
    let mut words = match &mut place.kind {
        Kind::Phrase { words, .. } => words.iter_mut().collect(),
        _ => vec![&mut place],
    };
    let free = |word: &Word| word.fuzzy.is_none() && !word.text.contains(['*', '?']);
    let literal = words.iter().all(|node| matches!(&node.kind, Kind::Leaf(Leaf::Word(word)) if free(word)));
    for node in &mut words {
        if let Kind::Leaf(Leaf::Word(word)) = &mut node.kind {
            word.switches = Switches { verbatim: wanted.verbatim && literal, ..wanted };
        }
    }
    place
}

fn random_or(random: &mut Xorshift, depth: usize, make: fn(&mut Xorshift, usize) -> Node<Leaf>) -> Node<Leaf> {
    let mut nodes: Vec<Node<Leaf>> = Vec::new();
    while nodes.len() < 2 || random.below(2) == 0 {
        nodes.extend(Some(make(random, depth - 1)).filter(|node| !matches!(node.kind, Kind::Or(_))));
    }
    node(Kind::Or(nodes))
}

fn random_date(random: &mut Xorshift) -> Node<Leaf> {
    let date = |text: &str| text.parse::<Date>().ok();
    let (from, to) = *random.one(&[
        (date("2023"), date("2023")),
        (date("2023-02"), date("2023-02-28")),
        (None, date("2020-01-31")),
        (date("2021-12"), None),
    ]);
    node(Kind::Leaf(Leaf::Date { from, to }))
}

/// Any article-level node; inside a field neither fields, dates nor FIRST.
fn random_tree(random: &mut Xorshift, depth: usize, in_field: bool) -> Node<Leaf> {
    let make = if in_field {
        |random: &mut Xorshift, depth| random_tree(random, depth, true)
    } else {
        |random: &mut Xorshift, depth| random_tree(random, depth, false)
    };
    if depth == 0 {
        return random_place(random, 0);
    }
    match random.below(10) {
        0 | 1 => random_or(random, depth, make),
        2 | 3 => match random_or(random, depth, random_place).kind {
            Kind::Or(mut nodes) => {
                nodes.push(make(random, depth - 1));
                let flat = nodes.into_iter().filter(|node| !matches!(node.kind, Kind::And(_)));
                node(Kind::And(flat.collect()))
            }
            kind => node(kind),
        },
        4 => match make(random, depth - 1) {
            Node { kind: Kind::Not(of), .. } => *of,
            of => node(Kind::Not(Box::new(of))),
        },
        5 => node(Kind::AtLeast { count: 2, of: Box::new(random_place(random, depth - 1)) }),
        6 if !in_field => node(Kind::First { words: 50, of: Box::new(random_place(random, depth - 1)) }),
        7 if !in_field => random_date(random),
        8 if !in_field => {
            let field = random.one(&FIELDS[..FIELDS.len() - 1]);
            node(Kind::Leaf(Leaf::Field { field, of: Box::new(random_tree(random, depth - 1, true)) }))
        }
        _ => random_place(random, depth),
    }
}

#[test]
fn random_trees_are_read_as_printed() {
    let mut random = Xorshift(0x9e37_79b9_7f4a_7c15);
    for _ in 0..20_000 {
        let depth = random.below(5);
        let tree = random_tree(&mut random, depth, false);
        let printed = print(&tree);
        let read =
            parse(&printed, &options()).unwrap_or_else(|error| panic!("{printed}\n{}\n{error}", error.caret(&printed)));
        assert!(read.tree.same_shape(&tree), "{printed}\n{}\n{tree:?}\n{:?}", print(&read.tree), read.tree);
    }
}

const PIECES: &[&str] = &[
    "AND",
    "OR",
    "NOT",
    "BUT NOT",
    "ANDNOT",
    "W/5",
    "w/3",
    "/s",
    "+p",
    "PRE/2",
    "+7",
    "/600",
    "&",
    "|",
    "||",
    "(",
    ")",
    "\"",
    "“",
    "=",
    "-",
    "--",
    "~",
    "~1",
    "~2",
    "*",
    "?",
    "!",
    "a",
    "de",
    "drill",
    "B",
    "52",
    "B 52",
    "MiG",
    "29",
    "title:",
    "source:",
    "date:",
    "date",
    ">",
    "<=",
    "2023",
    "2023-02..",
    "..",
    "last:30d",
    "5..7",
    "ATLEAST2(",
    "FIRST/9(",
    "CAPS(",
    " ",
    " ",
    " ",
    " ",
    "\n",
    ",",
    ".",
    ":",
    ";",
    "'",
    "—",
    "$",
    "미국",
    "\u{301}",
    "\u{200b}",
    "\u{a0}",
    "\0",
    "🚀",
    "10:30",
    "foo:",
    "https://a.b/c?d",
];

#[test]
fn no_input_makes_it_panic() {
    let mut random = Xorshift(42);
    let mut read = 0;
    for round in 0..24_000 {
        let count = 1 + random.below(14);
        let mut query: String =
            (0..count).map(|_| *random.one(PIECES)).collect::<Vec<_>>().join(if round % 2 == 0 { "" } else { " " });
        if round % 3 == 0 {
            query = query.chars().filter(|_| random.below(8) > 0).collect();
        }
        match parse(&query, &options()) {
            Ok(first) => {
                again(&query, &first);
                assert!(first.notes.is_sorted_by_key(|note| note.span.start), "{query:?}");
                assert!(
                    first.notes.iter().all(|note| query.get(note.span.start..note.span.end).is_some()),
                    "{query:?}"
                );
                read += 1;
            }
            Err(error) => {
                assert!(query.get(error.span.start..error.span.end).is_some(), "{query:?}");
                assert_eq!(error.to_string().lines().count(), 1, "{query:?}");
                assert_eq!(error.caret(&query).lines().count(), 2, "{query:?}");
            }
        }
    }
    assert!(read > 6_000, "{read}");
}
