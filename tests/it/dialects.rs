//! Queries of other services: every sign of every table finds what its example says,
//! signs that look alike mean what each service means, and a translation finds what
//! its query finds.

use std::collections::BTreeSet;

use attache::query::{Build, DIALECTS, Dialect, OWN_NAME, Operator, print};

use super::tables::{Shelf, Volume, read, read_in, unique};

fn named(name: &str) -> &'static Dialect {
    Dialect::named(name).unwrap_or_else(|| panic!("no dialect {name}"))
}

/// A sign that a service has and nothing here corresponds to.
fn is_refused(row: &Operator) -> bool {
    row.example.accepts.body.is_empty()
}

#[test]
fn every_sign_finds_what_its_example_says() {
    let rows: Vec<(&'static Dialect, &'static Operator)> =
        DIALECTS.iter().flat_map(|dialect| dialect.rows().into_iter().map(|row| (*dialect, row))).collect();
    let shown = || rows.iter().enumerate().filter(|(_, (_, row))| !is_refused(row));
    let shelf = Shelf::new(shown().flat_map(|(number, (_, row))| {
        let samples = [("+", &row.example.accepts), ("-", &row.example.rejects)];
        samples.map(|(kind, s)| Volume { id: format!("{number}{kind}"), title: s.title, date: s.date, body: s.body })
    }));
    let mut wrong = String::new();
    for (number, (dialect, row)) in shown() {
        let query = row.example.query;
        let found = shelf.ids_in(Some(dialect), query);
        if !found.contains(&format!("{number}+")) || found.contains(&format!("{number}-")) {
            wrong.push_str(&format!("{} {}: {query} finds {found:?}\n", dialect.name, row.name));
        }
        let translation = print(&read_in(Some(dialect), query).expect(query).tree);
        if shelf.ids(&translation) != found {
            wrong.push_str(&format!("{} {}: {query} and {translation} differ\n", dialect.name, row.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn signs_that_are_refused_are_named() {
    for dialect in DIALECTS {
        for row in dialect.rows().into_iter().filter(|row| is_refused(row)) {
            let error = read_in(Some(dialect), row.example.query).expect_err(row.example.query);
            assert!(error.to_string().contains("; "), "{}: {error}", row.name);
            assert!(!error.span.is_empty(), "{}", row.name);
        }
    }
}

#[test]
fn every_spelling_of_a_connector_means_the_same() {
    for dialect in DIALECTS {
        let connects = |row: &&Operator| row.spellings.iter().all(|s| !s.contains(['x', '"']));
        let written = |row: &Operator| matches!(row.build, Build::Written);
        for row in dialect.signs.iter().filter(|row| connects(row) && !written(row)) {
            let tree = |spelling: &&str| {
                let query = format!("drill {} Osan", spelling.replace('N', "5"));
                read_in(Some(dialect), &query).unwrap_or_else(|error| panic!("{query}: {error}")).tree
            };
            // A default number stands for itself: adj is adj1.
            let numbered = row.spellings.iter().filter(|s| s.contains('N') == row.spellings[0].contains('N'));
            let trees: Vec<_> = numbered.map(tree).collect();
            assert!(trees.iter().all(|tree| tree.same_shape(&trees[0])), "{} {}", dialect.name, row.name);
        }
    }
}

#[test]
fn tables_of_dialects_are_sound() {
    unique("dialects", DIALECTS.iter().map(|dialect| dialect.name).chain([OWN_NAME]));
    for dialect in DIALECTS {
        unique(dialect.name, dialect.rows().into_iter().map(|row| row.name));
        unique("spellings", dialect.rows().into_iter().flat_map(|row| row.spellings.iter().copied()));
        unique("fields", dialect.fields.iter().flat_map(|field| field.spellings.iter().copied()));
        let abouts = dialect.rows().into_iter().map(|row| row.about).chain([dialect.about]);
        for about in abouts {
            assert!(!about.is_empty() && !about.ends_with('.'), "{about:?} is half a sentence");
        }
        assert_eq!(Dialect::named(&dialect.name.to_uppercase()), Some(*dialect));
    }
}

/// What a query in each language finds of the same few texts, by their numbers.
struct Friends {
    sign: &'static str,
    texts: &'static [&'static str],
    /// Dialect, query, what it finds; `None` for an error.
    asked: &'static [(&'static str, &'static str, Option<&'static str>)],
}

const FALSE_FRIENDS: &[Friends] = &[
    Friends {
        sign: "a blank",
        texts: &["A missile test.", "A test of a missile.", "Missile tests.", "A missile."],
        asked: &[
            ("westlaw", "missile test", Some("0123")),
            ("nexis", "missile test", Some("012")),
            ("nexis-classic", "missile test", Some("02")),
            ("factiva", "missile test", Some("0")),
            ("dtsearch", "missile test", Some("0")),
            ("proquest", "missile test", Some("012")),
        ],
    },
    Friends {
        sign: "w/2",
        texts: &["The tanker left Osan.", "At Osan a tanker.", "At Osan was seen a tanker.", "A tanker."],
        asked: &[
            ("nexis", "tanker w/2 Osan", Some("01")),
            ("nexis-classic", "tanker w/2 Osan", Some("01")),
            ("factiva", "tanker w/2 Osan", Some("0")),
            ("dtsearch", "tanker w/2 Osan", Some("01")),
            ("proquest", "tanker w/2 Osan", Some("01")),
            // No connector there, which a note says.
            ("westlaw", "tanker w/2 Osan", Some("0123")),
        ],
    },
    Friends {
        sign: "*",
        texts: &["An object.", "Two objects.", "An objection.", "An objectionable man."],
        asked: &[
            ("westlaw", "object*", Some("01")),
            ("nexis", "object*", Some("0123")),
            ("nexis-classic", "object*", Some("1")),
            ("factiva", "object*", Some("0123")),
            ("dtsearch", "object*", Some("0123")),
            ("proquest", "object*", Some("012")),
        ],
    },
    Friends {
        sign: "?",
        texts: &["A cat.", "Two cats.", "A catch."],
        asked: &[
            ("nexis", "cat?", Some("1")),
            ("factiva", "cat?", Some("1")),
            ("dtsearch", "cat?", Some("1")),
            ("proquest", "cat?", Some("1")),
            ("westlaw", "cat?", Some("01")),
            ("nexis-classic", "cat?", Some("01")),
            ("westlaw", "c?t", None),
            ("nexis-classic", "c?t", None),
        ],
    },
    Friends {
        sign: "!",
        texts: &["An object.", "Two objects.", "An objection."],
        asked: &[
            ("westlaw", "object!", Some("012")),
            ("nexis", "object!", Some("012")),
            ("nexis-classic", "object!", Some("012")),
            ("factiva", "object!", Some("0")),
            ("dtsearch", "object!", Some("0")),
            ("proquest", "object!", Some("01")),
        ],
    },
    Friends {
        sign: "%",
        texts: &["A drill.", "A fire drill.", "A drill, then fire.", "A drill fire.", "Fire."],
        asked: &[
            ("westlaw", "drill % fire", Some("0")),
            ("factiva", "drill % fire", Some("2")),
            ("nexis", "drill % fire", Some("123")),
            ("proquest", "drill % fire", Some("123")),
            ("dtsearch", "drill % fire", Some("3")),
        ],
    },
    Friends {
        sign: "% inside a word",
        texts: &["A banana.", "A bananna."],
        asked: &[("dtsearch", "ba%nana", Some("01")), ("factiva", "banana", Some("0"))],
    },
    Friends {
        sign: "#",
        texts: &["The damage.", "The damages."],
        asked: &[
            ("westlaw", "#damage", Some("0")),
            ("westlaw", "damage", Some("01")),
            ("nexis", "#damage", Some("01")),
            ("proquest", "#damage", Some("01")),
            ("factiva", "#damage", Some("0")),
            ("dtsearch", "#damage", None),
        ],
    },
    Friends {
        sign: "~",
        texts: &["They apply.", "It applied.", "They supply."],
        asked: &[
            ("dtsearch", "apply~", Some("01")),
            ("dtsearch", "apply", Some("0")),
            ("nexis", "apply~", Some("01")),
            ("factiva", "apply~", Some("0")),
        ],
    },
    Friends {
        sign: "$",
        texts: &["An engineer.", "Our engineers.", "Engineering."],
        asked: &[("factiva", "engineer$3", Some("012")), ("factiva", "engineer$1", Some("01"))],
    },
    Friends {
        sign: "- before a word",
        texts: &["A drill.", "A drill fire."],
        asked: &[
            ("nexis", "drill -fire", Some("1")),
            ("proquest", "drill -fire", Some("1")),
            ("dtsearch", "drill -fire", Some("1")),
            ("factiva", "drill -fire", Some("1")),
            ("westlaw", "drill -fire", Some("01")),
        ],
    },
    Friends {
        sign: ":",
        texts: &["A drill.", "A drill of 5."],
        asked: &[
            ("dtsearch", "drill:5", Some("01")),
            ("nexis", "drill:5", None),
            ("factiva", "hd:drill", None),
            ("factiva", "drill:5", Some("")),
        ],
    },
    Friends {
        sign: "and beside or",
        texts: &["Seoul and Tokyo.", "Seoul and Busan.", "Busan.", "Tokyo."],
        asked: &[
            ("westlaw", "Seoul & Tokyo or Busan", Some("01")),
            ("nexis", "Seoul and Tokyo or Busan", Some("01")),
            ("nexis-classic", "Seoul and Tokyo or Busan", Some("01")),
            ("factiva", "Seoul and Tokyo or Busan", Some("012")),
            ("proquest", "Seoul and Tokyo or Busan", Some("012")),
            ("dtsearch", "Seoul and Tokyo or Busan", None),
            ("dtsearch", "Seoul and (Tokyo or Busan)", Some("01")),
        ],
    },
    Friends {
        sign: "n",
        texts: &["Alpha bravo.", "Alpha then bravo.", "Alpha and then bravo."],
        asked: &[
            ("westlaw", "alpha +2 bravo", Some("01")),
            ("nexis", "alpha pre/2 bravo", Some("01")),
            ("factiva", "alpha adj1 bravo", Some("0")),
            ("factiva", "alpha adj2 bravo", Some("01")),
            ("dtsearch", "alpha pre/2 bravo", Some("01")),
            ("proquest", "alpha pre/2 bravo", Some("01")),
        ],
    },
];

#[test]
fn false_friends_are_told_apart() {
    let mut wrong = String::new();
    for friends in FALSE_FRIENDS {
        let volume =
            |(number, body): (usize, &&'static str)| Volume { id: number.to_string(), title: "", date: "", body };
        let shelf = Shelf::new(friends.texts.iter().enumerate().map(volume));
        for (name, query, expected) in friends.asked {
            let dialect = Some(named(name));
            let found =
                read_in(dialect, query).ok().map(|_| shelf.ids_in(dialect, query).into_iter().collect::<String>());
            if found.as_deref() != *expected {
                wrong.push_str(&format!("{}: {name}: {query} finds {found:?}, not {expected:?}\n", friends.sign));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Dialect, query, a text that it finds, one that it does not.
const MEANT: &[(&str, &str, &str, &str)] = &[
    // Order of operations.
    ("westlaw", "alpha bravo /s charlie", "Bravo met Charlie.", "Bravo. Charlie."),
    ("westlaw", "alpha % bravo & charlie", "Alpha and Bravo.", "Alpha, Bravo and Charlie."),
    ("westlaw", "alpha % bravo % charlie", "Alpha and Delta.", "Alpha and Charlie."),
    ("nexis", "alpha and not bravo and charlie", "Alpha and Bravo.", "Alpha, Bravo and Charlie."),
    ("nexis", "liability w/9 dog w/2 bite", "Dog bite means liability.", "A dog liability, and then a bite."),
    ("nexis-classic", "alpha w/s bravo w/p charlie", "Alpha. Bravo of alpha. Charlie.", "Alpha. Bravo. Charlie."),
    ("factiva", "alpha not bravo or charlie", "Bravo and Charlie.", "Alpha and Bravo."),
    ("factiva", "hd=alpha and bravo", "Alpha.\n\nBravo.", "Bravo."),
    ("factiva", "atleast2 missile test", "A missile test and a missile test.", "A missile test and a missile."),
    ("dtsearch", "title contains alpha bravo", "Alpha Bravo.\n\nText.", "Alpha.\n\nBravo."),
    // Words and their forms.
    ("westlaw", "\"good will\"", "Of good-will.", "Of goodwill."),
    ("westlaw", "good-will", "Of goodwill.", "Of good."),
    ("westlaw", "\"missile test\"", "Missile tests.", "A test missile."),
    ("westlaw", "\"#missile #test\"", "A missile test.", "Missile tests."),
    ("westlaw", "c.b.c.", "The CBC said so.", "The CBS said so."),
    ("westlaw", "c.b.c.", "The C.B.C. said so.", "The C.N.B.C. said so."),
    ("westlaw", "c.b.c.", "The c b c said so.", "The c and b said so."),
    ("westlaw", "fea*t", "A feast.", "A feat."),
    ("westlaw", "jur**", "A juror.", "A jurist."),
    ("nexis", "officer", "The officer's car.", "An office."),
    ("nexis", "\"worker compensation\"", "A worker compensation.", "Workers compensation."),
    ("nexis", "\"employ* right!\"", "An employee rights law.", "The right to employ."),
    ("nexis", "allcaps(plural(aids))", "An AIDS clinic.", "An AID clinic."),
    ("nexis", "nocaps(aids)", "It aids them.", "An AIDS clinic."),
    ("nexis", "cat?", "Two cats.", "A cat."),
    ("nexis-classic", "wom*n", "A woman.", "A womaan."),
    ("factiva", "engineer$2", "Engineers.", "Engineering."),
    ("factiva", "\"peas and carrots\"", "Peas and carrots.", "Peas, carrots."),
    ("proquest", "\"{mouse trap}\"", "Mouse traps.", "A trap for a mouse."),
    ("proquest", "\"mouse trap\"", "A mouse trap.", "Mouse traps."),
    ("proquest", "colo*r", "A colour.", "A colouring."),
    ("proquest", "econom[*2]", "The economic plan.", "The economical plan."),
    ("dtsearch", "mk4=", "The Mk48 was fired.", "The Mk480 was fired."),
    ("dtsearch", "\"apple pear\":5 and fig", "Apple pear, fig.", "Apple pear."),
    ("dtsearch", "drill%", "Two drills.", "A drilling."),
    ("proquest", "drill or fire w/doc Osan", "A fire at Osan.", "A drill."),
    ("westlaw", "ti (alpha)", "Alpha.\n\nText.", "Text.\n\nAlpha."),
    ("dtsearch", "12==", "Some 1,250 men.", "Some 1,350 men."),
    ("dtsearch", "mail(sa*@dtsearch.com)", "To sales@dtsearch.com.", "To info@dtsearch.com."),
    // Near, and not near.
    ("westlaw", "mikkelson +p mikkelson", "Mikkelson met Mikkelson.", "Mikkelson alone."),
    ("nexis", "rico not w/5 puerto", "Rico here. There was much else in all of Puerto Rico.", "In Puerto Rico."),
    ("nexis", "rico not w/s puerto", "In Puerto Rico. The rico law.", "In Puerto Rico."),
    ("dtsearch", "apple not w/5 pear", "An apple.", "A pear and an apple."),
    ("factiva", "president % clinton", "President Bill Clinton.", "President Clinton."),
    ("factiva", "president % clinton", "President Clinton Clinton.", "President Bill J. Clinton."),
    ("factiva", "boeing 747/N5/british airways", "British Airways has a Boeing 747.", "British Airways. A 747 Boeing."),
    ("factiva", "toyota/F2/", "A Toyota.", "It is a Toyota."),
    ("factiva", "vodafone same cable", "Vodafone. Cable.", "Vodafone.\n\nCable."),
    ("dtsearch", "(apple and pear) andany plum", "Apple, pear.", "Apple, plum."),
    ("dtsearch", "apple w/3 xfirstword", "An apple.", "It is not an apple."),
];

#[test]
fn queries_find_what_their_service_finds() {
    let texts = MEANT.iter().flat_map(|(_, _, found, missed)| [*found, *missed]);
    let texts: Vec<&str> = texts.collect::<BTreeSet<_>>().into_iter().collect();
    let title = |body: &'static str| body.split_once(".\n\n").map_or("", |(title, _)| title);
    let volume =
        |(number, body): (usize, &&'static str)| Volume { id: number.to_string(), title: title(body), date: "", body };
    let shelf = Shelf::new(texts.iter().enumerate().map(volume));
    let number = |text: &str| texts.iter().position(|t| *t == text).expect("a text").to_string();
    let mut wrong = String::new();
    for (name, query, found, missed) in MEANT {
        let ids = shelf.ids_in(Some(named(name)), query);
        if !ids.contains(&number(found)) {
            wrong.push_str(&format!("{name}: {query} does not find {found:?}\n"));
        }
        if ids.contains(&number(missed)) {
            wrong.push_str(&format!("{name}: {query} finds {missed:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Dialect, query, days: published on the first day found, on the second not.
const DATES: &[(&str, &str, &str, &str)] = &[
    ("westlaw", "da(aft 1/1/2020 & bef 1/1/2021)", "2020-01-02", "2020-01-01"),
    ("westlaw", "da(aft 1/1/2020 & bef 1/1/2021)", "2020-12-31", "2021-01-01"),
    ("westlaw", "da(aft 2019)", "2020-01-01", "2019-12-31"),
    ("westlaw", "da(2019 2021)", "2021-05-05", "2020-05-05"),
    ("nexis", "date is 1/2/2020", "2020-01-02", "2020-02-01"),
    ("nexis", "date bef Jan 2, 2020", "2020-01-01", "2020-01-02"),
    ("nexis", "date aft 1/2/2020", "2020-01-03", "2020-01-02"),
    ("nexis-classic", "date > 12/31/99", "2000-01-01", "1999-12-31"),
    ("factiva", "date from 19990201 to 19990301", "1999-03-01", "1999-03-02"),
    ("factiva", "date from 19990201 to 19990301", "1999-02-01", "1999-01-31"),
    ("factiva", "date after 19990201", "1999-02-02", "1999-02-01"),
    ("dtsearch", "date contains date(1/2/2006)", "2006-01-02", "2006-02-01"),
    ("dtsearch", "date contains date(jan 10 2006 to jan 1 2900)", "2024-01-01", "2006-01-09"),
    ("proquest", "yr(2010-2020)", "2020-12-31", "2021-01-01"),
    ("proquest", "pd(>20240131)", "2024-02-01", "2024-01-31"),
];

#[test]
fn dates_are_those_of_their_service() {
    let days = DATES.iter().flat_map(|(_, _, found, missed)| [*found, *missed]).collect::<BTreeSet<_>>();
    let volume = |day: &&'static str| Volume { id: day.to_string(), title: "", date: day, body: "A drill was held." };
    let shelf = Shelf::new(days.iter().map(volume));
    for (name, query, found, missed) in DATES {
        let ids = shelf.ids_in(Some(named(name)), query);
        assert!(ids.contains(*found), "{name}: {query} does not find {found}");
        assert!(!ids.contains(*missed), "{name}: {query} finds {missed}");
    }
}

#[test]
fn long_queries_and_limits() {
    let words = |count: usize| vec!["drill"; count].join(" ");
    for dialect in DIALECTS {
        let read = |query: &str| read_in(Some(dialect), query);
        let long = format!("({}) and Osan", words(160));
        assert!(read(&long).is_ok(), "{}: more than the 640 characters of an old page", dialect.name);
        assert!(read(&words(1_001)).is_err(), "{}: too many words", dialect.name);
        assert!(read(&"x".repeat(64 * 1024 + 1)).is_err(), "{}: too long", dialect.name);
        assert!(read(&format!("{}drill{}", "(".repeat(65), ")".repeat(65))).is_err(), "{}: too deep", dialect.name);
        for heavy in ["(".repeat(60_000), "\"".repeat(60_001), "date(".repeat(12_000), "% ".repeat(30_000)] {
            assert!(read(&heavy).is_err(), "{}: {}", dialect.name, &heavy[..9]);
        }
    }
    let chain = vec!["x1"; 30].join(" % ");
    let error = read_in(Some(named("factiva")), &chain).expect_err("too many words");
    assert!(error.to_string().contains("more than 1000 words"), "{error}");
    assert!(read("drill").is_ok());
}
