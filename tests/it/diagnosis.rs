//! Why a query finds nothing, and why an article is found or not: what is said of random
//! queries over the sample corpus, against the oracle.

use std::cell::Cell;
use std::collections::BTreeSet;

use attache::article::Date;
use attache::engine::embedded::EmbeddedSearcher;
use attache::engine::{ArticleOccurrences, Bm25, DocKey, EngineError, Matches, Searcher, Stored, Summary};
use attache::plan::{Dictionary, EntryVisitor, Form, Plan, Region, Vocabulary};
use attache::query::{Kind, Leaf, Mode, Node, Options, Query, Within, Word, parse, print};
use attache::search::{Diagnosis, SearchOptions, diagnose, verdict};
use attache::text::{Analysis, Class, Span};

use super::corpus;
use super::oracle::Oracle;
use super::random_queries::{Generator, Shelf};

const SEED: u64 = 20_260_203;

/// Random queries of one to five clauses, printed and read, none of them in capitals.
struct Queries<'a> {
    generator: Generator<'a>,
    oracle: &'a Oracle,
    number: usize,
}

impl<'a> Queries<'a> {
    fn new(shelf: &'a Shelf, oracle: &'a Oracle) -> Self {
        Queries { generator: Generator::new(shelf, SEED), oracle, number: 0 }
    }

    fn next(&mut self) -> Query {
        loop {
            self.number += 1;
            // Clauses that many articles have exclude each other only together.
            let least = [0, 1, 4, 12][self.number % 4];
            let clauses: Vec<_> = (0..1 + self.number % 5).map(|_| self.clause(least)).collect();
            let tree = match clauses.as_slice() {
                [one] => one.clone(),
                _ => Node::new(Kind::And(clauses), Span::default()),
            };
            let read = parse(&print(&tree), &Options { strict: false, today: Date::today(), dialect: None });
            if let Some(query) = read.ok().filter(|query| has_small_letter(&query.tree)) {
                return query;
            }
        }
    }

    /// A clause that so many articles have at least, and not every one.
    fn clause(&mut self, least: usize) -> Node<Leaf> {
        loop {
            // As it is read: a group with AND beside a proximity operator is spread.
            let options = Options { strict: false, today: Date::today(), dialect: None };
            let Ok(read) = parse(&print(&self.generator.query()), &options) else { continue };
            let clause = read.tree;
            if least == 0 || (least..45).contains(&self.oracle.ask(&clause).len()) {
                return clause;
            }
        }
    }
}

fn has_small_letter(node: &Node<Leaf>) -> bool {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => word.text.chars().any(char::is_lowercase),
        Kind::Leaf(Leaf::Field { of, .. }) => has_small_letter(of),
        _ => node.operands().into_iter().any(has_small_letter),
    }
}

type Ids = BTreeSet<String>;

/// The articles of a part of a query that is not in capitals: a small word that no
/// article has keeps it from being so when it is asked alone.
fn articles_of(oracle: &Oracle, part: &Node<Leaf>) -> Ids {
    oracle.ask(&in_small_letters(part)).into_iter().map(|(id, _, _)| id.to_string()).collect()
}

fn in_small_letters(part: &Node<Leaf>) -> Node<Leaf> {
    let word = Word::new("zzqzzq", Mode::Quoted);
    let nothing = Node::new(Kind::Leaf(Leaf::Word(word)), Span::default());
    Node::new(Kind::Or(vec![part.clone(), nothing]), Span::default())
}

fn is_one_word(node: &Node<Leaf>) -> bool {
    let is_one = |text: &str| !text.contains(['*', '?']) && Analysis::words(text).word_count() == 1;
    matches!(&node.kind, Kind::Leaf(Leaf::Word(word)) if is_one(&word.text))
}

/// The operands of a node, and of a field's group each in the field.
fn operands(node: &Node<Leaf>) -> Vec<Node<Leaf>> {
    match &node.kind {
        Kind::Leaf(Leaf::Field { field, of }) => {
            let inside =
                |of: &Node<Leaf>| Node::new(Kind::Leaf(Leaf::Field { field, of: Box::new(of.clone()) }), of.span);
            of.operands().into_iter().map(inside).collect()
        }
        _ => node.operands().into_iter().cloned().collect(),
    }
}

fn is_and(node: &Node<Leaf>) -> bool {
    match &node.kind {
        Kind::Leaf(Leaf::Field { of, .. }) => is_and(of),
        kind => matches!(kind, Kind::And(_)),
    }
}

/// What must all hold.
fn clauses(tree: &Node<Leaf>) -> Vec<Node<Leaf>> {
    if is_and(tree) { operands(tree).iter().flat_map(clauses).collect() } else { vec![tree.clone()] }
}

/// The first of the smallest sets of clauses that together exclude everything.
fn smallest(all: &Ids, clauses: &[Ids]) -> Option<Vec<usize>> {
    let members = |bits: usize| (0..clauses.len()).filter(move |n| bits >> n & 1 == 1);
    let mut sets: Vec<Vec<usize>> = (1..1 << clauses.len()).map(|bits| members(bits).collect()).collect();
    sets.sort_by_key(|set: &Vec<usize>| (set.len(), set.clone()));
    let excludes = |set: &Vec<usize>| all.iter().all(|id| set.iter().any(|n| !clauses[*n].contains(id)));
    sets.into_iter().find(excludes)
}

#[test]
fn the_conflict_is_the_smallest_and_the_ready_query_finds_what_it_says() {
    let searcher = EmbeddedSearcher::open(corpus::indexed()).expect("the index opens");
    let articles = corpus::articles();
    let oracle = Oracle::new(&articles);
    let shelf = Shelf::new(&articles);
    let all: Ids = articles.iter().map(|a| a.id.to_string()).collect();
    let mut queries = Queries::new(&shelf, &oracle);
    let (mut sizes, mut ready, mut changed) = ([0; 6], 0, 0);
    for number in 0..450 {
        let query = queries.next();
        let (mut clauses, mut options) = (clauses(&query.tree), SearchOptions::default());
        if number % 3 == 0 {
            options.from = Date::new(2_023, None, None);
            clauses.push(Node::new(Kind::Leaf(Leaf::Date { from: options.from, to: None }), Span::default()));
        }
        let whole = Node::new(Kind::And(clauses.clone()), Span::default());
        if clauses.len() > 8 || !oracle.ask(&whole).is_empty() {
            continue;
        }
        let diagnosis = diagnose(&searcher, &query, &options).expect("a diagnosis");
        let sets: Vec<_> = clauses.iter().map(|clause| articles_of(&oracle, clause)).collect();
        let expected = smallest(&all, &sets).expect("everything is excluded");
        let said: Vec<_> = diagnosis.conflict.iter().map(|excluding| print(&excluding.node)).collect();
        let meant: Vec<_> = expected.iter().map(|n| print(&clauses[*n])).collect();
        assert_eq!(said, meant, "{}", query.text);
        for (excluding, n) in diagnosis.conflict.iter().zip(&expected) {
            assert_eq!(excluding.articles, Some(sets[*n].len() as u64), "{}", query.text);
        }
        sizes[expected.len().min(5)] += 1;
        counts_are_exact(&oracle, &query, &diagnosis);
        if let Some(found) = &diagnosis.ready {
            ready += 1;
            let kept = finds(&oracle, &found.query, found.articles, &query.text);
            changed += usize::from(kept >= clauses.len());
            let dated = found.query.ends_with("date:2023..");
            assert!(options.from.is_none() || dated != found.without_dates, "{found:?} for {}", query.text);
        }
    }
    assert!(sizes[1] > 50 && sizes[2] > 60 && sizes[3] > 10, "sizes of conflicts: {sizes:?}");
    assert!(
        ready > 120 && changed > 10,
        "{ready} ready queries, {changed} of them with all clauses; conflicts {sizes:?}"
    );
}

fn counts_are_exact(oracle: &Oracle, query: &Query, diagnosis: &Diagnosis) {
    for (part, articles) in diagnosis.counts.iter().filter(|(part, _)| !part.ends_with('…')) {
        let read =
            parse(part, &Options { strict: false, today: Date::today(), dialect: None }).expect("a part of a query");
        let found = articles_of(oracle, &read.tree);
        assert_eq!(found.len() as u64, *articles, "{part} of {}", query.text);
    }
}

/// Asserts that the ready query finds what is said; how many clauses it has.
fn finds(oracle: &Oracle, ready: &str, articles: u64, of: &str) -> usize {
    let read = parse(ready, &Options { strict: false, today: Date::today(), dialect: None });
    let tree = read.unwrap_or_else(|error| panic!("{ready}: {error}")).tree;
    assert_eq!(oracle.ask(&tree).len() as u64, articles, "{ready} for {of}");
    assert!(articles > 0, "{ready} for {of}");
    clauses(&tree).len()
}

/// Every node that a verdict speaks about, in its order.
fn judged(node: &Node<Leaf>, nodes: &mut Vec<Node<Leaf>>) {
    nodes.push(node.clone());
    let bare = match &node.kind {
        Kind::Leaf(Leaf::Field { of, .. }) => of,
        _ => node,
    };
    match &bare.kind {
        Kind::Leaf(_) | Kind::Phrase { .. } => {}
        // Shown on one line.
        Kind::Not(of)
            if matches!(
                of.kind,
                Kind::Leaf(Leaf::Word(_) | Leaf::Number { .. } | Leaf::Date { .. }) | Kind::Phrase { .. }
            ) => {}
        Kind::Not(of) if matches!(&of.kind, Kind::Leaf(Leaf::Field { of, .. }) if matches!(of.kind, Kind::Leaf(_) | Kind::Phrase { .. })) =>
            {}
        Kind::And(_) => clauses(node).iter().for_each(|of| judged(of, nodes)),
        _ => operands(node).iter().for_each(|of| judged(of, nodes)),
    }
}

#[test]
fn the_verdict_on_every_article_is_what_a_search_says() {
    let searcher = EmbeddedSearcher::open(corpus::indexed()).expect("the index opens");
    let articles = corpus::articles();
    let oracle = Oracle::new(&articles);
    let shelf = Shelf::new(&articles);
    let mut queries = Queries::new(&shelf, &oracle);
    let options = SearchOptions::default();
    let (mut found, mut refused, mut places) = (0, 0, 0);
    for _ in 0..40 {
        let query = queries.next();
        let mut nodes = Vec::new();
        judged(&query.tree, &mut nodes);
        let sets: Vec<_> = nodes.iter().map(|node| articles_of(&oracle, node)).collect();
        for article in &articles {
            let key = searcher.find(article.id.as_str()).expect("the index is read").expect("an article");
            let verdict = verdict(&searcher, &query, key, &options).expect("a verdict");
            let holds: Vec<_> = verdict.nodes.iter().map(|node| node.holds).collect();
            let expected: Vec<_> = sets.iter().map(|set| set.contains(article.id.as_str())).collect();
            assert_eq!(holds, expected, "{} in {}", query.text, article.id);
            assert_eq!((verdict.found, verdict.because.is_some()), (holds[0], !holds[0]), "{}", query.text);
            for (node, asked) in verdict.nodes.iter().zip(&nodes).filter(|(_, asked)| is_one_word(asked)) {
                let found = oracle.ask(&in_small_letters(asked)).into_iter().find(|(id, ..)| *id == article.id);
                let times = found.map_or(0, |(_, _, marks)| marks.len());
                assert_eq!(node.times, Some(times as u32), "{} of {} in {}", node.text, query.text, article.id);
            }
            for (node, place) in verdict.nodes.iter().filter_map(|node| Some((node, node.place.as_ref()?))) {
                places += usize::from(node.holds);
                assert!(!place.highlights.is_empty(), "{}: {place:?}", query.text);
                assert!(place.span.is_none_or(|span| article.text.get(span.start..span.end).is_some()));
            }
            found += usize::from(verdict.found);
            refused += usize::from(!verdict.found);
        }
    }
    assert!(found > 30 && refused > 300 && places > 1_000, "{found} found, {refused} not, {places} places");
}

/// The number before "words apart".
fn distance(remark: &str) -> Option<u32> {
    remark.split_once(" apart")?.0.rsplit(' ').nth(1)?.parse().ok()
}

fn near(left: &Node<Leaf>, right: &Node<Leaf>, words: u32, ordered: bool) -> Node<Leaf> {
    let (left, right) = (Box::new(left.clone()), Box::new(right.clone()));
    Node::new(Kind::Near { left, right, within: Within::Words(words), ordered }, Span::default())
}

/// What is said to be the nearest is found at that distance, and not at a smaller one.
#[test]
fn the_nearest_distance_is_the_smallest_that_finds_something() {
    let searcher = EmbeddedSearcher::open(corpus::indexed()).expect("the index opens");
    let articles = corpus::articles();
    let oracle = Oracle::new(&articles);
    let shelf = Shelf::new(&articles);
    let mut queries = Queries::new(&shelf, &oracle);
    let mut unit = || loop {
        let unit = queries.clause(3);
        if matches!(unit.kind, Kind::Leaf(Leaf::Word(_)) | Kind::Phrase { .. }) {
            return unit;
        }
    };
    let (mut global, mut single) = (0, 0);
    for number in 0..400u32 {
        let (left, right, ordered) = (unit(), unit(), number % 3 == 0);
        let asked = near(&left, &right, 1 + number % 4, ordered);
        let read = parse(&print(&asked), &Options { strict: false, today: Date::today(), dialect: None });
        let Some(query) = read.ok().filter(|query| query.tree.same_shape(&asked) && has_small_letter(&asked)) else {
            continue;
        };
        let found = |words: u32| articles_of(&oracle, &near(&left, &right, words, ordered));
        let smallest = |nearest: u32, id: Option<&str>| {
            let has = |words: u32| id.map_or(!found(words).is_empty(), |id| found(words).contains(id));
            nearest > 500 || has(nearest) && (nearest == 1 || !has(nearest - 1))
        };
        let said = |remark: &str| distance(remark).filter(|_| !remark.contains("other order"));
        if oracle.ask(&query.tree).is_empty() {
            let diagnosis = diagnose(&searcher, &query, &SearchOptions::default()).expect("a diagnosis");
            if let Some(nearest) = diagnosis.reasons.first().and_then(|reason| said(&reason.message)) {
                global += 1;
                assert!(smallest(nearest, None), "{}: {:?}", query.text, diagnosis.reasons);
            }
        }
        for article in articles.iter().skip(number as usize % 7).step_by(7) {
            let key = searcher.find(article.id.as_str()).expect("the index is read").expect("an article");
            let verdict = verdict(&searcher, &query, key, &SearchOptions::default()).expect("a verdict");
            if let Some(nearest) = said(&verdict.nodes[0].remark) {
                single += 1;
                assert!(smallest(nearest, Some(article.id.as_str())), "{} in {}: {verdict:?}", query.text, article.id);
            }
        }
    }
    assert!(global > 20 && single > 60, "{global} of the index, {single} of an article");
}

/// An engine that counts what it is asked.
struct Counting<'a> {
    engine: &'a EmbeddedSearcher,
    asked: Cell<u32>,
}

impl Vocabulary for Counting<'_> {
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
        self.engine.scan(region, prefix, visit)
    }

    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String> {
        Vocabulary::articles(self.engine, region, folded, class)
    }

    fn spellings(&self, region: Region, folded: &str, class: Class) -> Result<Vec<Form>, String> {
        self.engine.spellings(region, folded, class)
    }

    fn entries(&self, dictionary: Dictionary, key: Option<&str>, visit: EntryVisitor) -> Result<(), String> {
        self.engine.entries(dictionary, key, visit)
    }
}

impl Searcher for Counting<'_> {
    fn summary(&self) -> &Summary {
        self.engine.summary()
    }

    fn matches(&self, plan: &Plan, bm25: Bm25, limit: usize) -> Result<Matches, EngineError> {
        self.asked.set(self.asked.get() + 1);
        self.engine.matches(plan, bm25, limit)
    }

    fn visit(
        &self,
        plan: &Plan,
        keys: &[DocKey],
        each: &mut dyn FnMut(usize, ArticleOccurrences) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        self.engine.visit(plan, keys, each)
    }

    fn leaf_articles(&self, plan: &Plan) -> Vec<f64> {
        self.engine.leaf_articles(plan)
    }

    fn stored(&self, key: DocKey) -> Result<Stored, EngineError> {
        self.engine.stored(key)
    }

    fn find(&self, id: &str) -> Result<Option<DocKey>, EngineError> {
        self.engine.find(id)
    }

    fn published(&self, keys: &[DocKey]) -> Result<Vec<Option<(i32, i32)>>, EngineError> {
        self.engine.published(keys)
    }

    fn holding(&self, dictionary: Dictionary, entry: &[&str]) -> Result<Vec<DocKey>, EngineError> {
        self.engine.holding(dictionary, entry)
    }

    fn all(&self) -> Vec<DocKey> {
        self.engine.all()
    }

    fn ids(&self, keys: &[DocKey]) -> Result<Vec<String>, EngineError> {
        self.engine.ids(keys)
    }
}

#[test]
fn a_diagnosis_asks_a_bounded_number_of_questions() {
    let engine = EmbeddedSearcher::open(corpus::indexed()).expect("the index opens");
    let articles = corpus::articles();
    let oracle = Oracle::new(&articles);
    let shelf = Shelf::new(&articles);
    let mut queries = Queries::new(&shelf, &oracle);
    let check = |query: &Query| {
        let counting = Counting { engine: &engine, asked: Cell::new(0) };
        let diagnosis = diagnose(&counting, query, &SearchOptions::default()).expect("a diagnosis");
        let asked = counting.asked.get();
        assert!(asked <= 150, "{asked} questions for {}", query.text);
        (asked, diagnosis)
    };
    let (mut asked, mut long, mut ready) = (Vec::new(), 0, 0);
    for number in 0..300 {
        let mut query = queries.next();
        if number % 10 == 0 {
            // Many clauses, none of which finds nothing by itself.
            let clauses = (0..25).map(|_| queries.clause(2)).collect();
            let text = print(&Node::new(Kind::And(clauses), Span::default()));
            let Ok(read) = parse(&text, &Options { strict: false, today: Date::today(), dialect: None }) else {
                continue;
            };
            query = read;
        }
        if oracle.ask(&query.tree).is_empty() {
            let (questions, diagnosis) = check(&query);
            if number % 10 == 0 {
                long += 1;
                ready += usize::from(diagnosis.ready.is_some());
                assert!(!diagnosis.conflict.is_empty(), "{}: {diagnosis:?}", query.text);
            } else {
                asked.push(questions);
            }
        }
    }
    // The questions may end before one is found that can be pasted.
    assert!(ready * 10 >= long * 9, "{ready} ready queries for {long} long ones");
    asked.sort_unstable();
    let middle = asked[asked.len() / 2];
    assert!(long > 10 && asked.len() > 80 && middle <= 48, "{long} long ones; {middle} in the middle of {asked:?}");
}
