//! Tests of the dialects: tables of query, translation and notes; errors with their
//! carets; random queries whose translations are read again; mutated queries.

use expect_test::{Expect, expect};

use super::super::tests::Xorshift;
use super::super::{Options, Query, parse, print};
use super::*;

fn options(dialect: Option<&'static Dialect>) -> Options {
    Options { strict: false, today: Date::new(2024, Some(3), Some(31)).unwrap(), dialect }
}

fn read_in(dialect: &'static Dialect, query: &str) -> Result<Query, QueryError> {
    parse(query, &options(Some(dialect)))
}

/// The translation must give the same tree.
fn again(dialect: &Dialect, query: &str, first: &Query) {
    let printed = print(&first.tree);
    let second = parse(&printed, &options(None));
    let second = second.unwrap_or_else(|error| panic!("{}: {query:?} printed as {printed:?}: {error}", dialect.name));
    let (a, b) = (first.tree.without_spans(), second.tree.without_spans());
    assert!(a == b, "{}: {query:?} printed as {printed:?}:\n{a:?}\n{b:?}", dialect.name);
}

/// Each line `query  =>  translation` of a table, with the notes on it below.
fn check(name: &str, table: &Expect) {
    let dialect = Dialect::named(name).unwrap();
    let mut out = String::new();
    for (shown, _) in table.data.lines().filter_map(|line| line.split_once("  =>  ")) {
        let query = shown.trim_start().replace('⏎', "\n");
        let read = read_in(dialect, &query).unwrap_or_else(|e| panic!("{query}: {e}\n{}", e.caret(&query)));
        out.push_str(&format!("{}  =>  {}\n", shown.trim_start(), print(&read.tree)));
        for note in &read.notes {
            out.push_str(&format!("    {}..{}: {}\n", note.span.start, note.span.end, note.message));
        }
        again(dialect, &query, &read);
    }
    table.assert_eq(&out);
}

/// Each query of a table of threes: query, carets, error.
fn fails(name: &str, table: &Expect) {
    let dialect = Dialect::named(name).unwrap();
    let lines: Vec<&str> = table.data.trim_matches('\n').lines().collect();
    let error = |query: &str| match read_in(dialect, query) {
        Ok(read) => panic!("{query} is read as {}", print(&read.tree)),
        Err(error) => format!("{}\n    {error}\n", error.caret(query)),
    };
    let queries = lines.chunks(3).map(|lines| lines[0].trim_start());
    table.assert_eq(&queries.map(error).collect::<String>());
}

const NEXIS: Expect = expect![[r#"
    missile Osan  =>  missile AND Osan
    drill & Osan  =>  drill AND Osan
    drill and Osan  =>  drill AND Osan
    DRILL AND OSAN  =>  DRILL AND OSAN
    tanker or oiler  =>  tanker OR oiler
    drill and not fire  =>  drill AND NOT fire
    drill not fire  =>  drill AND NOT fire
    drill but not fire  =>  drill AND NOT fire
    drill andnot fire  =>  drill AND NOT fire
    drill butnot fire  =>  drill AND NOT fire
    court or tribunal and impartial  =>  (court OR tribunal) AND impartial
    drill and Osan and not fire and smoke  =>  drill AND Osan AND NOT (fire AND smoke)
    bankrupt! w/25 discharg! and not student or college or education! w/5 (loan and scholarship)  =>  (bankrupt* W/25 discharg*) AND NOT (((student OR college OR education*) W/5 loan) AND ((student OR college OR education*) W/5 scholarship))
        10..14: every word counts here; Nexis passes over its common words, so its number reaches a little further
        33..92: 'w/5' holds for each part of a group with AND; read as ((student OR college OR education*) W/5 loan) AND ((student OR college OR education*) W/5 scholarship)
    dog /3 bite /20 liability  =>  (dog W/3 bite) W/20 liability
        4..6: every word counts here; Nexis passes over its common words, so its number reaches a little further
    liability /20 dog /3 bite  =>  liability W/20 (dog W/3 bite)
        10..13: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog near/5 bite  =>  dog W/5 bite
        4..10: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog onear/5 bite  =>  dog PRE/5 bite
        4..11: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog pre/5 bite  =>  dog PRE/5 bite
        4..9: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog +5 bite  =>  dog PRE/5 bite
        4..6: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog w/5 bite w/s cat  =>  (dog W/5 bite) /s cat
        4..7: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog w/s bite w/p cat w/9 rat  =>  (dog /s bite) /p (cat W/9 rat)
        21..24: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog w/sent bite  =>  dog /s bite
    dog w/para bite  =>  dog /p bite
    dog /s bite  =>  dog /s bite
    dog /p bite  =>  dog /p bite
    dog +s bite  =>  dog +s bite
    dog pre/p bite  =>  dog +p bite
    dog w/seg bite  =>  dog AND bite
        4..9: the text of an article is one section here, so this is read as and
    dog /seg bite  =>  dog AND bite
        4..8: the text of an article is one section here, so this is read as and
    rico not w/5 puerto  =>  rico NOT W/5 puerto
        5..12: every word counts here; Nexis passes over its common words, so its number reaches a little further
    rico not /5 puerto  =>  rico NOT W/5 puerto
        5..11: every word counts here; Nexis passes over its common words, so its number reaches a little further
    rico not/5 puerto  =>  rico NOT W/5 puerto
        5..10: every word counts here; Nexis passes over its common words, so its number reaches a little further
    rico not near/5 puerto  =>  rico NOT W/5 puerto
        5..15: every word counts here; Nexis passes over its common words, so its number reaches a little further
    rico not pre/1 puerto  =>  rico NOT PRE/1 puerto
        5..14: every word counts here; Nexis passes over its common words, so its number reaches a little further
    rico not w/s puerto  =>  rico NOT /s puerto
    rico not w/p puerto  =>  rico NOT /p puerto
    rico not w/seg puerto  =>  rico AND NOT puerto
        5..14: the text of an article is one section here, so this is read as and not
    rico not/seg puerto  =>  rico AND NOT puerto
        5..12: the text of an article is one section here, so this is read as and not
    atleast5(drill)  =>  ATLEAST5(drill)
    ATLEAST5 (drill or exercise)  =>  ATLEAST5(drill OR exercise)
    caps(guard)  =>  CAPS(guard)
    nocaps(march)  =>  NOCAPS(march)
    allcaps(plural(aids))  =>  ALLCAPS("aids")
    singular(drill) and plural(drills)  =>  "drill" AND "drills"
    plural(job) or plural(children)  =>  "job" OR "children"
        7..10: 'job' is found as typed; write the plural itself
    recycl!  =>  recycl*
    employ*  =>  employ*
    d*rence  =>  d*rence
    "employ* right!"  =>  "employ* right*"
    wom?n  =>  wom?n
    cat?  =>  =cat?
    "worker compensation"  =>  "worker compensation"
    "Williams"  =>  "Williams"
    headline(drill and Osan) and byline(kim) and publication("test wire")  =>  title:(drill AND Osan) AND byline:kim AND source:"test wire"
    HEADLINE ( drill w/3 Osan )  =>  title:(drill W/3 Osan)
        17..20: every word counts here; Nexis passes over its common words, so its number reaches a little further
    body(drill)  =>  drill
        0..4: 'body' is read as the whole text, to which a title belongs here
    language(english or korean)  =>  lang:(en OR ko)
    drill and date is 2024  =>  drill AND date:2024
    drill and date aft 1/31/2024 and date bef 3/1/2024  =>  drill AND date:2024-02-01.. AND date:..2024-02-29
    drill and date > Jan 31, 2024  =>  drill AND date:2024-02-01..
    drill and date<=2024  =>  drill AND date:..2024
    drill and date geq 2/1/97  =>  drill AND date:1997-02-01..
        19..25: the year of '2/1/97' is read as 1997
    drill and date(geq 1/1/2024 and leq 3/1/2024)  =>  drill AND date:2024-01-01..2024-03-01
    the date is unknown  =>  the AND date AND is AND unknown
    cost-sharing B-52 B 52 F/A-18  =>  cost-sharing AND B-52 AND B 52 AND F/A-18
    U.S. c.b.c.  =>  U.S. AND c.b.c.
    $4.7 #5 @home -drill =x ~x 50 %  =>  $4.7 AND #5 AND @home AND drill AND x AND x AND 50
        14..20: '-' beside 'drill' is not searched for
        21..23: '=' beside 'x' is not searched for
        24..26: '~' beside 'x' is not searched for
        30..31: '%' has no letters or digits and is not searched for
    at&t r&d  =>  at&t AND r&d
    missile test or drill  =>  missile AND (test OR drill)
        0..21: words side by side are read as joined by and; read as missile AND (test OR drill)
    missile test w/5 Osan  =>  missile AND (test W/5 Osan)
        0..21: words side by side are read as joined by and; read as missile AND (test W/5 Osan)
        13..16: every word counts here; Nexis passes over its common words, so its number reaches a little further
    (missile or rocket) Osan  =>  (missile OR rocket) AND Osan
    10:30 Osan: base  =>  10:30 AND Osan: AND base
        6..11: 'Osan:' may be a command there; it is read as a word here
    "missile warning  =>  "missile warning"
        0..1: the quote at column 1 has no partner and is closed at the end
    what did the U.S. say about "burden-sharing" (in 2024)?  =>  what AND did AND the AND U.S. AND say AND about AND "burden-sharing" AND in AND 2024
        54..55: '?' has no letters or digits and is not searched for
    drill w/ 5 osan  =>  drill AND w/ AND 5 AND osan
        6..10: 'w/ 5' is read as words; the sign is w/5, without a blank
    drill w5 osan  =>  drill AND w5 AND osan
        6..8: 'w5' is read as a word; the sign is w/5
    atleast5 drill  =>  atleast5 AND drill
        0..8: 'atleast5' is read as a word; the sign is atleast5(x)
    atleast 5(drill)  =>  atleast AND 5 AND drill
        0..9: 'atleast 5' is read as words; the sign is atleast5(x), without a blank
    drill near/ 5 osan  =>  drill AND near/ AND 5 AND osan
        6..13: 'near/ 5' is read as words; the sign is near/5, without a blank
    foo(drill)  =>  foo AND drill
        0..3: 'foo(' is no function or field of nexis and is read as a word
    drill(s) in fiscal year(s)  =>  drill AND s AND in AND fiscal AND year AND s
        0..5: 'drill(' is no function or field of nexis and is read as a word
        19..23: 'year(' is no function or field of nexis and is read as a word
    cite: x  =>  cite: AND x
        0..5: 'cite:' may be a command there; it is read as a word here
    Note: the drill  =>  Note: AND the AND drill
        0..5: 'Note:' may be a command there; it is read as a word here
    singular(women) or singular(drills) or singular(crisis)  =>  "women" OR "drills" OR "crisis"
        9..14: 'women' is found as typed; write the singular itself
        28..34: 'drills' is found as typed; write the singular itself
    at 5 / 6  =>  at AND 5 AND 6
        5..8: '/ 6' is read as words; the sign is /6, without a blank
        5..6: '/' has no letters or digits and is not searched for
"#]];

#[test]
fn nexis() {
    check("nexis", &NEXIS);
}

const NEXIS_ERRORS: Expect = expect![[r#"
    cite:x
    ^^^^^^
        'cite:' is a command there, and none is known here; put the words in quotes, or write a section such as headline(x)
    drill and
          ^^^
        'and' has nothing on its right; complete the query, or quote it to search for the word: "and"
    drill w/5
          ^^^
        'w/5' has nothing on its right; complete the query, or quote it to search for the word: "w/5"
    and drill
    ^^^
        'and' has nothing on its left; complete the query, or quote it to search for the word: "and"
    drill w/300 Osan
          ^^^^^
        the number of 'w/300' is not from 1 to 255; write a number from 1 to 255
    drill w/0 Osan
          ^^^
        the number of 'w/0' is not from 1 to 255; write a number from 1 to 255
    atleast0(drill)
    ^^^^^^^^
        the number of 'atleast0' is not from 1 to 255; write a number from 1 to 255
    hlead(drill)
    ^^^^^
        'hlead' asks for headline and first paragraphs together, which an index here does not hold; leave it out, or ask for what stands in the text or title
    name(roe)
    ^^^^
        'name' asks for the parties of a case, which an index here does not hold; leave it out, or ask for what stands in the text or title
    length(>500)
    ^^^^^^
        'length' asks for the number of words, which an index here does not hold; leave it out, or ask for what stands in the text or title
    drill w/5 not fire
              ^^^
        'not' has nothing on its left; complete the query, or quote it to search for the word: "not"
    drill w/5 date is 2024
              ^^^^^^^^^^^^
        a date cannot stand on a side of 'w/5'; take it out of there and join it by 'and'
    drill w/5 (date is 2024)
              ^^^^^^^^^^^^^^
        a date cannot stand on a side of 'w/5'; take it out of there and join it by 'and'
    headline(date is 2024)
             ^^^^^^^^^^^^
        a date cannot stand inside a field; put it beside the field, joined by 'and'
    headline(byline(kim))
             ^^^^^^
        byline: cannot stand inside a field; put it beside the field, joined by 'and'
    headline()
    ^^^^^^^^
        'headline' has nothing on its right; write what to look for in its brackets: headline(x)
    atleast5(drill and Osan)
            ^^^^^^^^^^^^^^^^
        atleast5( ) cannot count a group with AND; write atleast5(x) and atleast5(y), quote a phrase, or use OR
    drill and date aft 13/1/2024
                       ^^^^^^^^^
        '13/1/2024' is not a date; write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024
    drill and date > soon
                     ^^^^
        'soon' is not a date; write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024
    language(klingon)
            ^^^^^^^^^
        'klingon' is no language known here; write its English name or its code of two letters
    a!
    ^^
        'a!' has fewer than two fixed characters; write two letters or digits beside a wildcard
    ""
    ^^
        the quotes hold nothing to search for; put a word with a letter or a digit between the quotes
"#]];

#[test]
fn nexis_errors() {
    fails("nexis", &NEXIS_ERRORS);
}

const NEXIS_CLASSIC: Expect = expect![[r#"
    missile test  =>  missile PRE/1 test
        0..7: a word finds all its inflections here; there it finds regular plurals and possessives alone
    "missile test"  =>  missile PRE/1 test
        1..8: a word finds all its inflections here; there it finds regular plurals and possessives alone
    missile test w/5 Osan  =>  (missile PRE/1 test) W/5 Osan
        0..7: a word finds all its inflections here; there it finds regular plurals and possessives alone
        13..16: every word counts here; Nexis passes over its common words, so its number reaches a little further
    north korean ballistic missile test  =>  ((north PRE/1 korean) PRE/1 ballistic) PRE/1 (missile PRE/1 test)
        0..5: a word finds all its inflections here; there it finds regular plurals and possessives alone
    missile test and Osan  =>  (missile PRE/1 test) AND Osan
        0..7: a word finds all its inflections here; there it finds regular plurals and possessives alone
    missile (test or launch)  =>  missile PRE/1 (test OR launch)
        0..7: a word finds all its inflections here; there it finds regular plurals and possessives alone
    "B 52" bomber  =>  B 52 PRE/1 bomber
        0..6: a word finds all its inflections here; there it finds regular plurals and possessives alone
    dog w/9 bite w/3 cat  =>  (dog W/9 bite) W/3 cat
        0..20: several connectors with numbers are read from left to right; read as (dog W/9 bite) W/3 cat
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
        4..7: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog w/3 bite w/9 cat or rat  =>  (dog W/3 bite) W/9 (cat OR rat)
        0..27: several connectors with numbers are read from left to right; read as (dog W/3 bite) W/9 (cat OR rat)
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
        4..7: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog w/s bite w/p cat  =>  (dog /s bite) /p cat
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
    dog w/5 bite and cat w/s rat  =>  (dog W/5 bite) AND (cat /s rat)
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
        4..7: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog w/5 (bite w/s cat)  =>  dog W/5 (bite /s cat)
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
        4..7: every word counts here; Nexis passes over its common words, so its number reaches a little further
    rico not w/5 puerto  =>  rico NOT W/5 puerto
        0..4: a word finds all its inflections here; there it finds regular plurals and possessives alone
        5..12: every word counts here; Nexis passes over its common words, so its number reaches a little further
    dog or cat and rat and not mouse or bird  =>  (dog OR cat) AND rat AND NOT (mouse OR bird)
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
    wom*n  =>  wom?n
    bank**  =>  =bank??
        0..6: a star at the end of a word stands for exactly one character here
    transport!  =>  transport*
    recycl! w/5 packag!  =>  recycl* W/5 packag*
        8..11: every word counts here; Nexis passes over its common words, so its number reaches a little further
    allcaps(plural(aids))  =>  ALLCAPS("aids")
    singular(drill) w/5 plural(tests)  =>  "drill" W/5 "tests"
        16..19: every word counts here; Nexis passes over its common words, so its number reaches a little further
    "rights of man"  =>  (rights PRE/1 of) PRE/1 man
        1..7: a word finds all its inflections here; there it finds regular plurals and possessives alone
    headline(missile test)  =>  title:(missile PRE/1 test)
        9..16: a word finds all its inflections here; there it finds regular plurals and possessives alone
    date aft 1/1/97  =>  date:1997-01-02..
        9..15: the year of '1/1/97' is read as 1997
    what is this?  =>  (what PRE/1 is) PRE/1 this
        0..4: a word finds all its inflections here; there it finds regular plurals and possessives alone
        8..13: '?' after 'this' is read as punctuation; for one character write *
    foo(drill)  =>  foo PRE/1 drill
        0..3: 'foo(' is no function or field of nexis-classic and is read as a word
        0..3: a word finds all its inflections here; there it finds regular plurals and possessives alone
    singular(servicemen)  =>  "servicemen"
        9..19: 'servicemen' is found as typed; write the singular itself
    drill w/ 5 osan  =>  (drill PRE/1 w/) PRE/1 (5 PRE/1 osan)
        0..5: a word finds all its inflections here; there it finds regular plurals and possessives alone
        6..10: 'w/ 5' is read as words; the sign is w/5, without a blank
"#]];

#[test]
fn nexis_classic() {
    check("nexis-classic", &NEXIS_CLASSIC);
}

const NEXIS_CLASSIC_ERRORS: Expect = expect![[r#"
    dog w/5 bite w/s cat
                 ^^^
        connectors with a number and those of sentence, paragraph or section cannot stand in one chain; put one of them in brackets with its words
    dog w/p bite w/5 cat
        ^^^
        connectors with a number and those of sentence, paragraph or section cannot stand in one chain; put one of them in brackets with its words
    wom?n
    ^^^^^
        'wom?n' has a '?' inside, which is no sign there; for one character write *
    headline(drill) Osan
    ^^^^^^^^^^^^^^^
        title: cannot be part of a phrase, which words side by side are; join it by 'and'
    drill w/256 Osan
          ^^^^^
        the number of 'w/256' is not from 1 to 255; write a number from 1 to 255
"#]];

#[test]
fn nexis_classic_errors() {
    fails("nexis-classic", &NEXIS_CLASSIC_ERRORS);
}

const WESTLAW: Expect = expect![[r##"
    tanker oiler  =>  tanker OR oiler
        0..12: Westlaw takes words without a connector for plain language; read here as alternatives
        0..6: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    tanker or oiler  =>  tanker OR oiler
        0..6: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    tanker OR oiler  =>  tanker OR oiler
        0..6: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        7..9: 'OR' is read as the connector, which is written in small letters
    drill & Osan  =>  drill AND Osan
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    drill and Osan  =>  drill AND Osan
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    design /s defect  =>  design /s defect
        0..6: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    palsgraf +s island  =>  palsgraf +s island
        0..8: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    hearsay /p utterance  =>  hearsay /p utterance
        0..7: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    mikkelson +p mikkelson  =>  mikkelson +p mikkelson
        0..9: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    person** /3 jurisdiction  =>  ("person" OR =person? OR =person??) W/3 jurisdiction
        12..24: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    20 +5 1080  =>  20 PRE/5 1080
        0..2: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    "attractive nuisance"  =>  attractive PRE/1 nuisance
        1..11: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    r.i.c.o. % "puerto rico"  =>  (r.i.c.o. OR "r i c o") AND NOT (puerto PRE/1 rico)
        0..8: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    drill % fire & smoke  =>  drill AND NOT (fire AND smoke)
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    drill % fire % smoke  =>  drill AND NOT fire AND NOT smoke
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    drill but not fire  =>  drill AND NOT fire
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    a1 b1 +3 c1 /3 d1 +s e1 /s f1 +p g1 /p h1 & i1 % j1  =>  (((((((a1 OR b1) PRE/3 c1) W/3 d1) +s e1) /s f1) +p g1) /p h1) AND i1 AND NOT j1
        0..2: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    a1 /9 b1 /3 c1  =>  (a1 W/9 b1) W/3 c1
        0..2: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    a1 /s (b1 & c1)  =>  (a1 /s b1) AND (a1 /s c1)
        0..15: '/s' holds for each part of a group with AND; read as (a1 /s b1) AND (a1 /s c1)
        0..2: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    object!  =>  object*
    fea*t  =>  fea?t
    jur**  =>  "jur" OR =jur? OR =jur??
    object***  =>  "object" OR =object? OR =object?? OR =object???
    #damage  =>  "damage"
    #willful  =>  "willful"
    "#damage award"  =>  "damage" PRE/1 award
        9..14: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    atleast5(drill)  =>  ATLEAST5(drill)
        8..15: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    ATLEAST5(drill exercise)  =>  ATLEAST5(drill OR exercise)
        9..14: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    good-will  =>  good-will
        0..9: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    "good will"  =>  good PRE/1 will
        1..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    goodwill  =>  goodwill
        0..8: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    c.b.c.  =>  c.b.c. OR "c b c"
        0..6: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    "c.b.c. news"  =>  (c.b.c. OR "c b c") PRE/1 news
        1..7: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    c b c  =>  c OR b OR c
        0..5: Westlaw takes words without a connector for plain language; read here as alternatives
        0..1: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    cbc  =>  cbc
        0..3: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    ti(drill & Osan)  =>  title:(drill AND Osan)
        3..8: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    ti(mikkelson +p mikkelson)  =>  title:(mikkelson +p mikkelson)
        3..12: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    au(kim) & so("test wire")  =>  byline:kim AND source:(test PRE/1 wire)
        2..7: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    la(korean)  =>  lang:ko
    da(aft 1/1/2020 & bef 1/1/2021)  =>  date:2020-01-02..2020-12-31
    da(aft 2000 and bef 2004)  =>  date:2001-01-01..2003-12-31
    da(3-1-2008)  =>  date:2008-03-01
    da(before 2008)  =>  date:..2007-12-31
    da(aft jan 1, 2008)  =>  date:2008-01-02..
    da(1/2004)  =>  date:2004-01
    da(2005 2006)  =>  date:2005 OR date:2006
    adv: drill Osan  =>  drill OR Osan
        0..4: 'adv:' says that connectors are used, and is not searched for
        5..10: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    advanced: drill & Osan  =>  drill AND Osan
        0..9: 'adv:' says that connectors are used, and is not searched for
        10..15: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    drill not fire  =>  drill OR not OR fire
        0..14: Westlaw takes words without a connector for plain language; read here as alternatives
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        6..9: 'not' is no connector there and is read as a word; to exclude write % or but not
    not drill  =>  not OR drill
        0..3: 'not' is no connector there and is read as a word; to exclude write % or but not
        0..9: Westlaw takes words without a connector for plain language; read here as alternatives
        0..3: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    AT&T R&D  =>  AT&T OR R&D
        0..8: Westlaw takes words without a connector for plain language; read here as alternatives
        0..4: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    B-52 F/A-18 "B 52"  =>  B-52 OR F/A-18 OR B 52
        0..18: Westlaw takes words without a connector for plain language; read here as alternatives
        0..4: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    50 % of troops  =>  50 AND NOT (of OR troops)
        0..2: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    Smith &  =>  Smith
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        6..7: '&' has nothing to join here and is left out
    troops rose 50 %  =>  troops OR rose OR 50
        0..6: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        15..16: '%' has nothing to join here and is left out
    women's rights?  =>  women's OR rights
        0..15: Westlaw takes words without a connector for plain language; read here as alternatives
        0..7: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        8..15: '?' after 'rights' is read as punctuation; for one character write *
    #5  =>  "5"
    atleast5 (drill)  =>  ATLEAST5(drill)
        0..8: the blank behind 'atleast5' is passed over: read as atleast5(x)
        9..16: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    ti (drill)  =>  title:drill
        0..2: the blank behind 'ti' is passed over: read as ti(x)
        3..10: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    title (drill)  =>  title OR drill
        0..5: 'title' is read as a word; the field is title(x), without a blank
        0..13: Westlaw takes words without a connector for plain language; read here as alternatives
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    said by (kim) in (seoul)  =>  said OR by OR kim OR in OR seoul
        0..24: Westlaw takes words without a connector for plain language; read here as alternatives
        0..4: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        5..7: 'by' is read as a word; the field is by(x), without a blank
        14..16: 'in' is read as a word; the field is in(x), without a blank
    xx(drill)  =>  xx OR drill
        0..2: 'xx(' is no function or field of westlaw and is read as a word
        0..9: Westlaw takes words without a connector for plain language; read here as alternatives
        0..2: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
    #goodwill  =>  "goodwill"
    drill / 5 osan  =>  drill OR 5 OR osan
        0..14: Westlaw takes words without a connector for plain language; read here as alternatives
        0..5: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        6..9: '/ 5' is read as words; the sign is /5, without a blank
        6..7: '/' has no letters or digits and is not searched for
    Osan & LA (Los Angeles)  =>  Osan AND (LA OR Los OR Angeles)
        0..4: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
        7..9: 'LA' is read as a word; the field is LA(x), without a blank
    ATLEAST5 (drill)  =>  ATLEAST5(drill)
        0..8: the blank behind 'ATLEAST5' is passed over: read as ATLEAST5(x)
        9..16: a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the singular finds plural and possessive, the plural and a compound in one word only themselves
"##]];

#[test]
fn westlaw() {
    check("westlaw", &WESTLAW);
}

const WESTLAW_ERRORS: Expect = expect![[r#"
    drill and
          ^^^
        'and' has nothing on its right; complete the query, or quote it to search for the word: "and"
    drill /256 Osan
          ^^^^
        the number of '/256' is not from 1 to 255; write a number from 1 to 255
    wom?n
    ^^^^^
        'wom?n' has a '?' inside, which is no sign there; for one character write *
    lp(drill)
    ^^
        'lp' asks for the first paragraphs, which an index here does not hold; leave it out, or ask for what stands in the text or title
    ti,lp(drill)
    ^^^^^
        'ti,lp' names several fields; write one at a time, joined by or: ti(x) or …
    drill /s (Osan % fire)
                     ^^^^
        NOT cannot stand on a side of '/s'; take it out of there and join it by '&'
    drill /s da(2024)
             ^^^^^^^^
        a date cannot stand on a side of '/s'; take it out of there and join it by '&'
    da(soon)
       ^^^^
        'soon' is not a date; write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024
    da(13/1/2024)
       ^^^^^^^^^
        '13/1/2024' is not a date; write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024
    da(aft 2021 & bef 2020)
       ^^^^^^^^^^^^^^^^^^^
        the range from 2022-01-01 to 2019-12-31 runs backwards; put the earlier date first
    a***
    ^^^^
        'a***' has fewer than two fixed characters; write two letters or digits beside a wildcard
    atleast5(drill & Osan)
            ^^^^^^^^^^^^^^
        atleast5( ) cannot count a group with AND; write atleast5(x) & atleast5(y), quote a phrase, or use OR
    da(2020 & 2021)
       ^^^^^^^^^^^
        no day lies in both of these dates; ask for one of them, or join two dates by or
    da(2020 & aft 2021)
       ^^^^^^^^^^^^^^^
        no day lies in both of these dates; ask for one of them, or join two dates by or
    lp (drill)
    ^^
        'lp' asks for the first paragraphs, which an index here does not hold; leave it out, or ask for what stands in the text or title
"#]];

#[test]
fn westlaw_errors() {
    fails("westlaw", &WESTLAW_ERRORS);
}

const FACTIVA: Expect = expect![[r#"
    missile test  =>  "missile test"
    world cup adj5 rugby  =>  "world cup" PRE/5 "rugby"
    president w/2 bush  =>  "president" PRE/2 "bush"
    president adj bush  =>  "president" PRE/1 "bush"
    carrefour near5 retail sales  =>  "carrefour" W/5 "retail sales"
    boeing 747/N30/british airways  =>  "boeing 747" W/30 "british airways"
    boeing 747 /n30/ british airways  =>  "boeing 747" W/30 "british airways"
    toyota/F50/  =>  FIRST/50("toyota")
    toyota motor /f50/  =>  FIRST/50("toyota motor")
    vodafone same telecommunications  =>  "vodafone" /p "telecommunications"
    vodafone same (telecommunications or cable)  =>  "vodafone" /p ("telecommunications" OR "cable")
    atleast5 microsoft  =>  ATLEAST5("microsoft")
    atleast5 north korea and test  =>  ATLEAST5("north korea") AND "test"
    president % clinton  =>  (("president" NOT PRE/1 "clinton") PRE/2 "clinton") OR "president clinton clinton"
    bill % clinton administration  =>  (("bill" NOT PRE/1 "clinton administration") PRE/2 "clinton administration") OR "bill clinton administration clinton administration"
    (bush or clinton) % speech  =>  ((("bush" OR "clinton") NOT PRE/1 "speech") PRE/2 "speech") OR (("bush" OR "clinton") PRE/1 "speech speech")
    communicat*  =>  communicat*
    wom?n  =>  wom?n
    cat?  =>  =cat?
    engineer$3  =>  "engineer" OR =engineer? OR =engineer?? OR =engineer???
    chariot$1  =>  "chariot" OR =chariot?
    "peas and carrots"  =>  "peas and carrots"
    bill clinton or gore and george bush  =>  "bill clinton" OR ("gore" AND "george bush")
    alpha and bravo or charlie not delta  =>  ("alpha" AND "bravo") OR ("charlie" AND NOT "delta")
    alpha not bravo and charlie  =>  "alpha" AND NOT "bravo" AND "charlie"
    alpha and not bravo  =>  "alpha" AND NOT "bravo"
    alpha w/2 bravo near9 charlie  =>  ("alpha" PRE/2 "bravo") W/9 "charlie"
    hd=europe  =>  title:"europe"
    hd=missile test and Osan  =>  title:"missile test" AND "Osan"
    hd=(missile or rocket)  =>  title:("missile" OR "rocket")
    hd="missile test"  =>  title:"missile test"
    by=kim and sn=wall street journal  =>  byline:"kim" AND source:"wall street journal"
    la=en  =>  lang:"en"
    la=(english or korean)  =>  lang:("en" OR "ko")
    date from 19990201 to 19990301  =>  date:1999-02-01..1999-03-01
    date from 2/1/1999 to 3/1/1999  =>  date:1999-02-01..1999-03-01
        10..18: '2/1/1999' is read with the month first: 1999-02-01
        22..30: '3/1/1999' is read with the month first: 1999-03-01
    date from 2/1/99 to 15/3/99  =>  date:1999-02-01..1999-03-15
        10..16: the year of '2/1/99' is read as 1999
        10..16: '2/1/99' is read with the month first: 1999-02-01
        20..27: the year of '15/3/99' is read as 1999
    date after 19990201  =>  date:1999-02-02..
    date before 19990201  =>  date:..1999-01-31
    date 20240115  =>  date:2024-01-15
    date after -7  =>  date:2024-03-25..
    date from -30 to -1  =>  date:2024-03-01..2024-03-30
    date after +1  =>  date:2024-04-02..
    "closing date" and bids  =>  "closing date" AND "bids"
    c++ and object-oriented programming  =>  "c++" AND "object-oriented programming"
    bill clinton's 'economic plan'  =>  "bill clinton's 'economic plan'"
    [alpha or bravo] and charlie  =>  ("alpha" OR "bravo") AND "charlie"
    merger$ and $5  =>  "merger$" AND "$5"
    B-52 bomber  =>  "B-52 bomber"
    B 52 bomber  =>  "B 52 bomber"
    drill adj 5 osan  =>  "drill" PRE/1 "5 osan"
        6..11: 'adj 5' is read as adj and a word; the connector is adj5, without a blank
    drill near 5 osan  =>  "drill near 5 osan"
        6..12: 'near 5' is read as words; the sign is near5, without a blank
    drill adj osan 5  =>  "drill" PRE/1 "osan 5"
    president%clinton  =>  "president%clinton"
        0..17: the '%' of 'president%clinton' is no connector; that stands between blanks
    president %clinton  =>  "president %clinton"
        10..18: the '%' of '%clinton' is no connector; that stands between blanks
    up 50% in 2024  =>  "up 50% in 2024"
    US$5 billion or USD$10  =>  "US$5 billion" OR "USD$10"
    drill=x  =>  "drill=x"
        0..7: 'drill=' is no field of Factiva and is read as a word
    foo(drill)  =>  "foo drill"
        0..3: 'foo(' is no function or field of factiva and is read as a word
    atleast 5 drill  =>  "atleast 5 drill"
        0..9: 'atleast 5' is read as words; the sign is atleast5, without a blank
"#]];

#[test]
fn factiva() {
    check("factiva", &FACTIVA);
}

const FACTIVA_ERRORS: Expect = expect![[r#"
    drill adj11 Osan
          ^^^^^
        the number of 'adj11' is not from 1 to 10; write a number from 1 to 10
    drill w/11 Osan
          ^^^^
        the number of 'w/11' is not from 1 to 10; write a number from 1 to 10
    drill near501 Osan
          ^^^^^^^
        the number of 'near501' is not from 1 to 500; write a number from 1 to 500
    drill/f501/
         ^^^^^^
        the number of '/f501/' is not from 1 to 500; write a number from 1 to 500
    drill /f0/
          ^^^^
        the number of '/f0/' is not from 1 to 500; write a number from 1 to 500
    atleast51 drill
    ^^^^^^^^^
        the number of 'atleast51' is not from 1 to 50; write a number from 1 to 50
    atleast5 (drill and Osan)
    ^^^^^^^^
        'atleast5' takes a word or phrase there and no brackets; write atleast5 x and atleast5 y
    vodafone same telecommunications same cable
                                     ^^^^
        'same' cannot stand twice in one chain; write x same y and y same z, or put one pair in brackets
    hd=(alpha same bravo)
              ^^^^
        'same' cannot stand inside a field; use it in the text, or join the words in the field otherwise
    hd=(atleast2 drill)
        ^^^^^^^^
        atleast2, which is about the body, cannot stand inside a field; put it beside the field, joined by 'and'
    hd=drill/f5/
            ^^^^
        /f5/, which is about the body, cannot stand inside a field; put it beside the field, joined by 'and'
    hd=date after -7
       ^^^^^^^^^^^^^
        a date cannot stand inside a field; put it beside the field, joined by 'and'
    hlp=drill
    ^^^^
        'hlp=' asks for headline and first paragraphs together, which an index here does not hold; leave it out, or ask for what stands in the text or title
    rst=nyt
    ^^^^
        'rst=' asks for sources by their code, which an index here does not hold; leave it out, or ask for what stands in the text or title
    re=korea
    ^^^
        're=' asks for regions by their code, which an index here does not hold; leave it out, or ask for what stands in the text or title
    wc>500
    ^^^^^^
        'wc>500' asks for the number of words, which an index here does not hold; leave it out, or ask for what stands in the text or title
    closing date and (bid or bids)
                 ^^^
        'and' is not a date; write date from 20240131 to 20240229, date after -7, or quote the word: "date"
    date from 19990301 to 19990201
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        the range from 1999-03-01 to 1999-02-01 runs backwards; put the earlier date first
    upd after -7
    ^^^
        'upd' asks for the day of loading, which an index here does not hold; leave it out, or ask for what stands in the text or title
    hd= drill
    ^^^
        'hd=' has nothing right behind it; leave no blank around the sign: hd=x
    de*
    ^^^
        'de*' has fewer than three letters before its wildcard; write three letters first, as in def*
    de$3
    ^^^^
        'de$3' has fewer than three letters before its wildcard; write three letters first, as in def*
    alpha % bravo and
                  ^^^
        'and' has nothing on its right; complete the query, or quote it to search for the word: "and"
    alpha % (bravo and charlie)
            ^^^^^^^^^^^^^^^^^^^
        a group with AND cannot stand on a side of '%'; write a word, a phrase or a group with OR
    engineer$10
    ^^^^^^^^^^^
        'engineer$10' does not have a number from 1 to 9; write engineer$3, or engineer* for any ending
    engineer$0
    ^^^^^^^^^^
        'engineer$0' does not have a number from 1 to 9; write engineer$3, or engineer* for any ending
    president % % clinton
              ^^^
        '% %' asks for exactly two words or more between, and one alone can be asked for; for at most two words between write adj3
    president %% clinton
              ^^
        '%%' asks for exactly two words or more between, and one alone can be asked for; for at most two words between write adj3
    hd =drill
    ^^^^^^^^^
        'hd' has a blank before its '='; leave no blank around the sign: hd=x
    hd = drill
    ^^^^
        'hd' has a blank before its '='; leave no blank around the sign: hd=x
    xx=drill
    ^^^^^^^^
        'xx=' is no field here; fields are hd=, by=, au=, sn=, la=; for the words themselves write quotes
    date
    ^^^^
        a date is missing; write date from 20240131 to 20240229, date after -7, or quote the word: "date"
"#]];

#[test]
fn factiva_errors() {
    fails("factiva", &FACTIVA_ERRORS);
}

const DTSEARCH: Expect = expect![[r#"
    apple pie  =>  "apple pie"
    apple pie and poached pear  =>  "apple pie" AND "poached pear"
    apple or pear  =>  "apple" OR "pear"
    apple and not pear  =>  "apple" AND NOT "pear"
    apple not pear  =>  "apple" AND NOT "pear"
    not pear  =>  NOT "pear"
        0..8: there is nothing but NOT: every article is found except these
    apple w/5 pear  =>  "apple" W/5 "pear"
    apple pre/5 pear  =>  "apple" PRE/5 "pear"
    apple not w/5 pear  =>  "apple" NOT W/5 "pear"
    (apple or pear) w/5 banana  =>  ("apple" OR "pear") W/5 "banana"
    (apple w/5 banana) w/10 pear  =>  ("apple" W/5 "banana") W/10 "pear"
    (apple and banana) w/10 pear  =>  ("apple" W/10 "pear") AND ("banana" W/10 "pear")
        0..28: 'w/10' holds for each part of a group with AND; read as ("apple" W/10 "pear") AND ("banana" W/10 "pear")
    (apple and banana) w/10 (pear or grape)  =>  ("apple" W/10 ("pear" OR "grape")) AND ("banana" W/10 ("pear" OR "grape"))
        0..39: 'w/10' holds for each part of a group with AND; read as ("apple" W/10 ("pear" OR "grape")) AND ("banana" W/10 ("pear" OR "grape"))
    (apple and banana) w/10 orange tree  =>  ("apple" W/10 "orange tree") AND ("banana" W/10 "orange tree")
        0..35: 'w/10' holds for each part of a group with AND; read as ("apple" W/10 "orange tree") AND ("banana" W/10 "orange tree")
    (apple and banana) w/10 (pear and grape)  =>  ("apple" W/10 "pear") AND ("apple" W/10 "grape") AND ("banana" W/10 "pear") AND ("banana" W/10 "grape")
        0..40: dtSearch calls it ambiguous when neither side is a word, a phrase or a group with or; read as ("apple" W/10 "pear") AND ("apple" W/10 "grape") AND ("banana" W/10 "pear") AND ("banana" W/10 "grape")
    (apple w/10 banana) w/10 (pear and grape)  =>  (("apple" W/10 "banana") W/10 "pear") AND (("apple" W/10 "banana") W/10 "grape")
        0..41: dtSearch calls it ambiguous when neither side is a word, a phrase or a group with or; read as (("apple" W/10 "banana") W/10 "pear") AND (("apple" W/10 "banana") W/10 "grape")
    (apple and pear) andany (grape or banana)  =>  "apple" AND "pear" AND (("apple" AND "pear") OR "grape" OR "banana")
    apple and pear andany grape  =>  "apple" AND "pear" AND (("apple" AND "pear") OR "grape")
    apple w/5 xfirstword  =>  FIRST/5("apple")
    apple pie w/10 xfirstword  =>  FIRST/10("apple pie")
    xfirstword w/5 apple  =>  FIRST/5("apple")
    (apple and pear) or orange juice  =>  ("apple" AND "pear") OR "orange juice"
    apple and (pear or orange juice)  =>  "apple" AND ("pear" OR "orange juice")
    apple w/5 pear and grape  =>  ("apple" W/5 "pear") AND "grape"
        0..24: several connectors without brackets are read by distance first; read as ("apple" W/5 "pear") AND "grape"
    author contains smith  =>  byline:"smith"
    (author contains smith) and apple  =>  byline:"smith" AND "apple"
    title contains (apple w/3 pear)  =>  title:("apple" W/3 "pear")
    title contains apple pie  =>  title:"apple pie"
    date contains date(jan 10 2006 to jan 20 2006)  =>  date:2006-01-10..2006-01-20
    (date contains date(1/15/06)) and apple  =>  date:2006-01-15 AND "apple"
        20..27: the year of '1/15/06' is read as 2006
    appl*  =>  appl*
    appl*ion  =>  appl*ion
    appl?  =>  =appl?
    p12=  =>  "p120" OR "p121" OR "p122" OR "p123" OR "p124" OR "p125" OR "p126" OR "p127" OR "p128" OR "p129"
        0..4: a designation also finds its variants: mk45 finds Mk 45B as well
    mk4==  =>  "mk400" OR "mk401" OR "mk402" OR "mk403" OR "mk404" OR "mk405" OR "mk406" OR "mk407" OR "mk408" OR "mk409" OR "mk410" OR "mk411" OR "mk412" OR "mk413" OR "mk414" OR "mk415" OR "mk416" OR "mk417" OR "mk418" OR "mk419" OR "mk420" OR "mk421" OR "mk422" OR "mk423" OR "mk424" OR "mk425" OR "mk426" OR "mk427" OR "mk428" OR "mk429" OR "mk430" OR "mk431" OR "mk432" OR "mk433" OR "mk434" OR "mk435" OR "mk436" OR "mk437" OR "mk438" OR "mk439" OR "mk440" OR "mk441" OR "mk442" OR "mk443" OR "mk444" OR "mk445" OR "mk446" OR "mk447" OR "mk448" OR "mk449" OR "mk450" OR "mk451" OR "mk452" OR "mk453" OR "mk454" OR "mk455" OR "mk456" OR "mk457" OR "mk458" OR "mk459" OR "mk460" OR "mk461" OR "mk462" OR "mk463" OR "mk464" OR "mk465" OR "mk466" OR "mk467" OR "mk468" OR "mk469" OR "mk470" OR "mk471" OR "mk472" OR "mk473" OR "mk474" OR "mk475" OR "mk476" OR "mk477" OR "mk478" OR "mk479" OR "mk480" OR "mk481" OR "mk482" OR "mk483" OR "mk484" OR "mk485" OR "mk486" OR "mk487" OR "mk488" OR "mk489" OR "mk490" OR "mk491" OR "mk492" OR "mk493" OR "mk494" OR "mk495" OR "mk496" OR "mk497" OR "mk498" OR "mk499"
        0..5: a designation also finds its variants: mk45 finds Mk 45B as well
    12==  =>  1200..1299
    apply~  =>  apply
    ba%nana  =>  banana~1
        0..7: 'ba' before the sign binds in dtSearch; here any letter of the word may differ
    ba%%nana  =>  banana~2
        0..8: 'ba' before the sign binds in dtSearch; here any letter of the word may differ
    %banana  =>  banana~1
    12~~24  =>  12..24
    12~~24 troops  =>  12..24 PRE/1 "troops"
    apple:5 pear:-2  =>  "apple pear"
        0..7: the weight ':5' changes the order there alone and is left out
        8..15: the weight ':-2' changes the order there alone and is left out
    10:30  =>  "10:30"
    mail(sales@dtsearch.com)  =>  "sales dtsearch com"
        0..24: an address is read as its parts side by side
    mail(sa*@dtsearch.com)  =>  "sa* dtsearch com"
        0..22: an address is read as its parts side by side
    "rock and roll"  =>  "rock and roll"
    8.2% growth  =>  "8.2% growth"
    AT&T  =>  "AT&T"
    B-52 bomber  =>  "B-52 bomber"
    "apple pear":5  =>  "apple pear"
        12..14: the weight ':5' changes the order there alone and is left out
    (apple or pear):3 and fig  =>  ("apple" OR "pear") AND "fig"
        15..17: the weight ':3' changes the order there alone and is left out
    "apple pear":-2, fig  =>  "apple pear fig"
        12..16: the weight ':-2' changes the order there alone and is left out
    apple w/ 5 pear  =>  "apple w/ 5 pear"
        6..10: 'w/ 5' is read as words; the sign is w/5, without a blank
    apple pre/ 5 pear  =>  "apple pre/ 5 pear"
        6..12: 'pre/ 5' is read as words; the sign is pre/5, without a blank
    banana%  =>  "banana" OR =banana?
    banana%%  =>  "banana" OR =banana? OR =banana??
    b%anana%  =>  banana~2
        0..8: 'b' before the sign binds in dtSearch; here any letter of the word may differ
    mk4=  =>  "mk40" OR "mk41" OR "mk42" OR "mk43" OR "mk44" OR "mk45" OR "mk46" OR "mk47" OR "mk48" OR "mk49"
        0..4: a designation also finds its variants: mk45 finds Mk 45B as well
    foo(drill)  =>  "foo drill"
        0..3: 'foo(' is no function or field of dtsearch and is read as a word
    from the field (apple)  =>  "from the field apple"
"#]];

#[test]
fn dtsearch() {
    check("dtsearch", &DTSEARCH);
}

const DTSEARCH_ERRORS: Expect = expect![[r#"
    apple and pear or orange juice
                   ^^
        and with or in one group can be read in two ways; put one of them in brackets: (a and b) or c, or a and (b or c)
    apple or pear and orange
                  ^^^
        and with or in one group can be read in two ways; put one of them in brackets: (a and b) or c, or a and (b or c)
    apple w/5 xlastword
              ^^^^^^^^^
        'xlastword' asks for the end of an article, which cannot be asked for here; leave it out, or ask for the beginning: w/5 xfirstword
    apple not w/5 xfirstword
                  ^^^^^^^^^^
        'xfirstword' stands where it cannot be read; write x w/5 xfirstword
    xfirstword
    ^^^^^^^^^^
        'xfirstword' stands where it cannot be read; write x w/5 xfirstword
    #smith
    ^^^^^^
        '#smith' asks for words that sound alike, which are not known here; write the spellings, joined by or
    fast&
    ^^^^^
        'fast&' asks for synonyms, which are not known here; write the synonyms, joined by or
    ##19[0-9]+
    ^^^^^^^^^^
        '##19[0-9]+' is a regular expression, which cannot be asked for here; write the words with * and ?
    creditcard(1*)
    ^^^^^^^^^^^^^^
        'creditcard( )' asks for numbers of cards, which are not recognised here; quote the number as it stands in the text
    date(jan 15 2006) w/10 apple
    ^^^^^^^^^^^^^^^^^
        'date( )' asks for a date in the text, and dates are words here; for the day of publication write date contains date(x)
    date contains smith
    ^^^^^^^^^^^^^^^^^^^
        'smith' is not a date; write date contains date(jan 10 2024 to jan 20 2024)
    date contains date(jan 10 2006 to)
                       ^^^^^^^^^^^^^^
        a date is missing; write date contains date(jan 10 2024 to jan 20 2024)
    subject contains apple
    ^^^^^^^
        'subject' asks for what a file says of its subject, which an index here does not hold; leave it out, or ask for what stands in the text or title
    colour contains red
    ^^^^^^
        'colour' is no field here; fields are title, headline, author, byline, source, publication, url, filename, path, language
    ba%%%nana
    ^^^^^^^^^
        'ba%%%nana' lets more than two letters differ; write two of the signs at most
    mk===
    ^^^^^
        'mk===' has more than two signs for a digit; write two of them at most, or a star
    24~~12
    ^^^^^^
        '24~~12' runs backwards; write 12~~24
    12~~x
    ^^^^^
        '12~~x' is no range of two whole numbers; write 12~~24
    apple and
          ^^^
        'and' has nothing on its right; complete the query, or quote it to search for the word: "and"
    mail()
    ^^^^^^
        'mail( )' holds no address; write mail(name@place.org)
    apple w/501 pear
          ^^^^^
        the number of 'w/501' is not from 1 to 500; write a number from 1 to 500
    appl*~
    ^^^^^^
        'appl*~' mixes '~' with a wildcard; write one of them
    appl?~
    ^^^^^^
        'appl?~' mixes '~' with a wildcard; write one of them
    appl*n%
    ^^^^^^^
        'appl*n%' mixes '%' with a wildcard; write one of them
"#]];

#[test]
fn dtsearch_errors() {
    fails("dtsearch", &DTSEARCH_ERRORS);
}

const PROQUEST: Expect = expect![[r#"
    advertising campaigns  =>  advertising AND campaigns
    adolescents AND children  =>  adolescents AND children
    adolescents or children  =>  adolescents OR children
    adolescents not children  =>  adolescents AND NOT children
    adolescents and not children  =>  adolescents AND NOT children
    nursing NEAR/3 education  =>  nursing W/3 education
    nursing N/3 education  =>  nursing W/3 education
    nursing PRE/4 education  =>  nursing PRE/4 education
    nursing P/4 education  =>  nursing PRE/4 education
    nursing NEAR education  =>  nursing W/4 education
        8..12: 'NEAR' without a number is read as NEAR/4
    nursing near education  =>  nursing AND near AND education
        8..12: 'near' is read as a word; the connector is NEAR, or NEAR/n
    education w/5 internet  =>  education W/5 internet
        10..13: W/n belongs to the former ProQuest, whose AND holds in a paragraph; AND holds in the article here
    alpha PRE/2 bravo NEAR/3 charlie  =>  (alpha PRE/2 bravo) W/3 charlie
    alpha and bravo or charlie  =>  (alpha AND bravo) OR charlie
        0..26: AND is read before OR, and OR before NOT; brackets make it sure; read as (alpha AND bravo) OR charlie
    alpha not bravo or charlie  =>  alpha AND NOT (bravo OR charlie)
        0..26: AND is read before OR, and OR before NOT; brackets make it sure; read as alpha AND NOT (bravo OR charlie)
    "advertising campaigns"  =>  "advertising campaigns"
    "{advertising campaigns}"  =>  advertising PRE/1 campaigns
    "{mouse}"  =>  mouse
    econom*  =>  "econom" OR =econom? OR =econom?? OR =econom??? OR =econom???? OR =econom?????
    "econom* growth"  =>  ("econom" OR =econom? OR =econom?? OR =econom??? OR =econom???? OR =econom?????) PRE/1 "growth"
    colo*r  =>  "color" OR colo?r OR colo??r OR colo???r OR colo????r OR colo?????r
    econom[*2]  =>  "econom" OR =econom? OR =econom??
    econom*2  =>  "econom" OR =econom? OR =econom??
    intertext[*50]  =>  intertext*
        0..14: more than 20 characters are read as any number of them
    wom?n  =>  wom?n
    cat?  =>  =cat?
    ti(drill) and au(kim)  =>  title:drill AND byline:kim
    pub("test wire") AND la(english)  =>  source:"test wire" AND lang:en
    yr(2023)  =>  date:2023
    yr(2010-2020)  =>  date:2010..2020
    pd(20240131)  =>  date:2024-01-31
    pd(>20240131)  =>  date:2024-02-01..
    pd(20240101-20240131)  =>  date:2024-01-01..2024-01-31
    ft(drill)  =>  drill
        0..2: 'ft' is read as the whole text, to which a title belongs here
    what is the cost?  =>  what AND is AND the AND =cost?
    drill w/doc osan  =>  drill AND osan
        6..11: W/DOC belongs to the former ProQuest; read as AND, and last of all
    drill or fire w/doc osan  =>  (drill OR fire) AND osan
        14..19: W/DOC belongs to the former ProQuest; read as AND, and last of all
    drill near osan  =>  drill AND near AND osan
        6..10: 'near' is read as a word; the connector is NEAR, or NEAR/n
    drill pre osan  =>  drill AND pre AND osan
        6..9: 'pre' is read as a word; the connector is PRE, or PRE/n
    tests near the border  =>  tests AND near AND the AND border
        6..10: 'near' is read as a word; the connector is NEAR, or NEAR/n
    ti (drill)  =>  title:drill
        0..2: the blank behind 'ti' is passed over: read as ti(x)
    title (drill)  =>  title AND drill
        0..5: 'title' is read as a word; the field is title(x), without a blank
    zzz(drill)  =>  zzz AND drill
        0..3: 'zzz(' is no function or field of proquest and is read as a word
    drill and(fire or smoke)  =>  drill AND (fire OR smoke)
    drill not(fire)  =>  drill AND NOT fire
    the plan(see below)  =>  the AND plan AND see AND below
        4..8: 'plan(' is no function or field of proquest and is read as a word
    the test(s) of the war(1950)  =>  the AND test AND s AND of AND the AND war AND 1950
        4..8: 'test(' is no function or field of proquest and is read as a word
        19..22: 'war(' is no function or field of proquest and is read as a word
    ROK(Republic of Korea)  =>  ROK AND Republic AND of AND Korea
        0..3: 'ROK(' is no function or field of proquest and is read as a word
    {cost sharing}  =>  {cost AND sharing}
        0..5: braces are left out; they keep variants inside quotes: "{x y}"
    econom**  =>  "econom" OR =econom? OR =econom?? OR =econom??? OR =econom???? OR =econom????? OR =econom?????? OR =econom??????? OR =econom???????? OR =econom????????? OR =econom??????????
    drill near/ 5 osan  =>  drill AND near/ AND 5 AND osan
        6..13: 'near/ 5' is read as words; the sign is near/5, without a blank
    Osan AB (Air Base)  =>  Osan AND AB AND Air AND Base
        5..7: 'AB' is read as a word; the field is AB(x), without a blank
"#]];

#[test]
fn proquest() {
    check("proquest", &PROQUEST);
}

const PROQUEST_ERRORS: Expect = expect![[r#"
    exact(drill)
    ^^^^^
        'exact' asks for a field that holds nothing else, which cannot be asked for here; quote the words: "x y"
    ab(drill)
    ^^
        'ab' asks for a summary, which an index here does not hold; leave it out, or ask for what stands in the text or title
    ti,ab(drill)
    ^^^^^
        'ti,ab' names several fields; write one at a time, joined by or: ti(x) or …
    drill near/501 Osan
          ^^^^^^^^
        the number of 'near/501' is not from 1 to 500; write a number from 1 to 500
    a*
    ^^
        'a*' has fewer than two fixed characters; write two letters or digits beside a wildcard
    yr(soon)
       ^^^^
        'soon' is not a date; write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024
    drill AND
          ^^^
        'AND' has nothing on its right; complete the query, or quote it to search for the word: "AND"
    drill not w/5 osan
          ^^^^^^^
        'not w/5' is of the former ProQuest, and the present one has no connector for it; to leave out articles with the pair write x not (x near/5 y)
    drill not near/5 osan
          ^^^^^^^^^^
        'not near/5' is of the former ProQuest, and the present one has no connector for it; to leave out articles with the pair write x not (x near/5 y)
    drill and not w/5 osan
          ^^^^^^^^^^^
        'and not w/5' is of the former ProQuest, and the present one has no connector for it; to leave out articles with the pair write x not (x near/5 y)
    noft(drill)
    ^^^^
        'noft' asks for everything but the full text, which an index here does not hold; leave it out, or ask for what stands in the text or title
    pd (soon)
        ^^^^
        'soon' is not a date; write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024
"#]];

#[test]
fn proquest_errors() {
    fails("proquest", &PROQUEST_ERRORS);
}

/// Words that each dialect reads, and some that only look like signs.
const WORDS: &[&str] = &[
    "drill",
    "Osan",
    "tests",
    "B-52",
    "B 52",
    "F/A-18",
    "cost-sharing",
    "U.S.",
    "c.b.c.",
    "28,500",
    "$4.7",
    "don't",
    "R&D",
    "10:30",
    "미국",
    "\"missile test\"",
    "\"B 52 jets\"",
    "(alpha)",
    "deter!",
    "wom*n",
    "engine**",
    "econom*",
    "#damage",
    "ba%nana",
    "apply~",
    "mk4=",
    "12~~24",
    "word:5",
    "engineer$3",
    "it",
    "US",
];

/// A query of the dialect's own grammar: words, connectors of its table, brackets,
/// functions and fields.
fn random_query(random: &mut Xorshift, dialect: &'static Dialect, depth: usize) -> String {
    if depth == 0 || random.below(4) == 0 {
        return random.one(WORDS).to_string();
    }
    let row = random.one(dialect.signs);
    let spelling = random.one(row.spellings).replace('N', &(1 + random.below(9)).to_string());
    let mut part = || random_query(random, dialect, depth - 1);
    match row.build {
        Build::Written => row.example.query.to_string(),
        Build::Call { .. } | Build::Switch(_) | Build::Trailing { .. } => spelling.replacen('x', &part(), 1),
        _ if spelling.contains(' ') => format!("({}) {spelling} ({})", part(), part()),
        _ => {
            let (left, right) = (part(), part());
            match random.below(3) {
                0 => format!("({left}) {spelling} ({right})"),
                1 => format!("{left} {spelling} {right}"),
                _ => format!("{left} {right}"),
            }
        }
    }
}

#[test]
fn random_queries_are_read_as_translated() {
    for dialect in DIALECTS {
        let mut random = Xorshift(0x9e37_79b9_7f4a_7c15);
        let mut read = 0;
        for _ in 0..6_000 {
            let depth = 1 + random.below(4);
            let query = random_query(&mut random, dialect, depth);
            if let Ok(first) = read_in(dialect, &query) {
                again(dialect, &query, &first);
                read += 1;
            }
        }
        assert!(read > 2_000, "{}: {read}", dialect.name);
    }
}

const PIECES: &[&str] = &[
    "and",
    "or",
    "not",
    "AND NOT",
    "but not",
    "&",
    "%",
    "/s",
    "/5",
    "+5",
    "+s",
    "w/5",
    "W/600",
    "pre/3",
    "near5",
    "NEAR/2",
    "NEAR",
    "adj",
    "same",
    "/n5/",
    "/f9/",
    "not w/3",
    "not/seg",
    "w/seg",
    "andany",
    "contains",
    "xfirstword",
    "xlastword",
    "atleast3",
    "atleast3(",
    "caps(",
    "plural(",
    "ti(",
    "hd=",
    "headline(",
    "date",
    "date aft",
    "date(",
    "da(",
    "from",
    "to",
    "after",
    "-7",
    "1/1/2020",
    "20200101",
    "Jan 5, 2020",
    "title contains",
    "mail(",
    "adv:",
    "exact(",
    "pd(",
    "wc>5",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "“",
    "\"{",
    "}\"",
    "*",
    "?",
    "!",
    "#",
    "$3",
    "~",
    "~~",
    "=",
    ":",
    ":5",
    "[*3]",
    "|",
    "a",
    "de",
    "drill",
    "Osan",
    "B",
    "52",
    "B-52",
    "U.S.",
    "c.b.c.",
    "lang",
    "la(",
    "english",
    "=x",
    "-x",
    "title:",
    "ATLEAST2(",
    "OR",
    "last:30d",
    "5..7",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    ",",
    ".",
    ";",
    "'",
    "—",
    "미국",
    "\u{301}",
    "\u{200b}",
    "\u{a0}",
    "\0",
    "🚀",
    "10:30",
    "https://a.b/c?d",
];

#[test]
fn no_input_makes_a_dialect_panic() {
    for dialect in DIALECTS {
        let mut random = Xorshift(42);
        let mut read = 0;
        for round in 0..12_000 {
            let count = 1 + random.below(12);
            let joint = if round % 2 == 0 { "" } else { " " };
            let mut query: String = (0..count).map(|_| *random.one(PIECES)).collect::<Vec<_>>().join(joint);
            if round % 3 == 0 {
                query = query.chars().filter(|_| random.below(8) > 0).collect();
            }
            match read_in(dialect, &query) {
                Ok(first) => {
                    again(dialect, &query, &first);
                    let inside = |note: &Note| query.get(note.span.start..note.span.end).is_some();
                    assert!(first.notes.iter().all(inside), "{query:?}");
                    read += 1;
                }
                Err(error) => {
                    assert!(query.get(error.span.start..error.span.end).is_some(), "{query:?}");
                    assert_eq!(error.to_string().lines().count(), 1, "{query:?}: {error}");
                    assert_eq!(error.caret(&query).lines().count(), 2, "{query:?}");
                }
            }
        }
        assert!(read > 2_000, "{}: {read}", dialect.name);
    }
}

const LOST_SIGNS: Expect = expect![[r#"
    nexis: drill!  =>  drill*
    nexis: drill & Osan  =>  drill AND Osan
    nexis-classic: drill!  =>  drill*
    nexis-classic: *drill  =>  ?drill
    nexis-classic: drill*  =>  =drill?
    nexis-classic: dri*ll  =>  dri?ll
    nexis-classic: drill & Osan  =>  drill AND Osan
    westlaw: drill!  =>  drill*
    westlaw: *drill  =>  ?drill
    westlaw: drill*  =>  "drill" OR =drill?
    westlaw: dri*ll  =>  dri?ll
    westlaw: #drill  =>  "drill"
    westlaw: drill % Osan  =>  drill AND NOT Osan
    westlaw: drill & Osan  =>  drill AND Osan
    factiva: drill % Osan  =>  (("drill" NOT PRE/1 "Osan") PRE/2 "Osan") OR "drill Osan Osan"
    factiva: [drill  =>  "drill"
    factiva: drill[  =>  "drill"
    factiva: dri[ll  =>  "dri ll"
    factiva: drill [ Osan  =>  "drill Osan"
    factiva: ]drill  =>  "drill"
    factiva: drill]  =>  "drill"
    factiva: dri]ll  =>  "dri ll"
    factiva: drill ] Osan  =>  "drill Osan"
    dtsearch: drill=  =>  "drill0" OR "drill1" OR "drill2" OR "drill3" OR "drill4" OR "drill5" OR "drill6" OR "drill7" OR "drill8" OR "drill9"
    dtsearch: dri=ll  =>  "dri0ll" OR "dri1ll" OR "dri2ll" OR "dri3ll" OR "dri4ll" OR "dri5ll" OR "dri6ll" OR "dri7ll" OR "dri8ll" OR "dri9ll"
    dtsearch: drill~  =>  drill
    dtsearch: %drill  =>  drill~1
    dtsearch: drill%  =>  "drill" OR =drill?
    dtsearch: dri%ll  =>  drill~1
    dtsearch: drill;  =>  "drill"
    dtsearch: drill'  =>  "drill"
    dtsearch: drill.  =>  "drill"
    dtsearch: drill,  =>  "drill"
    proquest: *drill  =>  "drill" OR ?drill OR ??drill OR ???drill OR ????drill OR ?????drill
    proquest: drill*  =>  "drill" OR =drill? OR =drill?? OR =drill??? OR =drill???? OR =drill?????
    proquest: dri*ll  =>  "drill" OR dri?ll OR dri??ll OR dri???ll OR dri????ll OR dri?????ll
"#]];

/// A sign that stands neither in the translation nor under a note has been used up as a
/// sign of the dialect.
#[test]
fn no_sign_is_lost() {
    let signs = "-=+~!?*#$%&@§:;/\\_^<>[]{}|'.,—".chars();
    let mut lost = String::new();
    for (dialect, sign) in DIALECTS.iter().flat_map(|dialect| signs.clone().map(move |sign| (dialect, sign))) {
        for query in
            [format!("{sign}drill"), format!("drill{sign}"), format!("dri{sign}ll"), format!("drill {sign} Osan")]
        {
            let Ok(read) = read_in(dialect, &query) else { continue };
            let printed = print(&read.tree);
            if !printed.contains(sign) && !read.notes.iter().any(|note| note.message.contains(sign)) {
                lost.push_str(&format!("{}: {query}  =>  {printed}\n", dialect.name));
            }
        }
    }
    LOST_SIGNS.assert_eq(&lost);
}
