//! Planner and algebra over small random libraries: they answer like the oracle, and
//! the work is counted, not timed.
//!
//! In: random numbers. Out: how many articles were found; panics where something
//! does not hold.

use attache::article::{Article, ArticleId, Date, Metadata};

use super::inputs::random_text;
use crate::memory::Memory;
use crate::oracle::Oracle;
use crate::random_queries::{Generator, Random, Shelf, shown, typed};

/// Queries of one library.
const QUERIES: usize = 10;

pub fn check(random: &mut Random) -> usize {
    let articles: Vec<_> = (0..1 + random.below(4)).map(|number| article(number, random)).collect();
    let shelf = Shelf::new(&articles);
    let (memory, oracle) = (Memory::new(&articles), Oracle::new(&articles));
    let mut generator = Generator::new(&shelf, random.next());
    let mut found = 0;
    for _ in 0..QUERIES {
        let Some(query) = typed(&generator.query(), random) else { continue };
        let said = memory.ask(&query.tree).expect("a plan");
        let meant = oracle.ask(&query.tree);
        let texts: Vec<_> = articles.iter().map(|a| (&a.id, &a.metadata.title, &a.text)).collect();
        assert!(said == meant, "{}\nalgebra {said:?}\noracle  {meant:?}\n{texts:?}", shown(&query.tree));
        found += said.len();
    }
    found
}

fn article(number: usize, random: &mut Random) -> Article {
    let text = random_text(random);
    let title = random.percent(50).then(|| random_text(random));
    Article {
        id: ArticleId::of_source(&format!("article {number}")),
        metadata: Metadata {
            title,
            byline: random.percent(20).then(|| random_text(random)),
            published: random.percent(60).then(|| Date::new(2_020 + number as i32, None, None)).flatten(),
            path: format!("folder/{number}.txt"),
            format: "text".into(),
            ..Metadata::default()
        },
        sections: random.percent(20).then(|| text.find("\n\n").map(|at| at + 2)).flatten().into_iter().collect(),
        text,
        title_in_text: None,
    }
}
