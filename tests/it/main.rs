//! Integration tests, one binary. What belongs where:
//!
//! - `cisi`: boolean queries that others wrote, where they are there.
//! - `cli`: the program from outside: arguments, streams, exit codes.
//! - `corpus`: the sample corpus, indexed once.
//! - `designations`: designations in every spelling, and what only looks like one.
//! - `dialects`: queries of other services, each sign asked of small articles; false friends; translations.
//! - `diagnosis`: why a query finds nothing, and why an article is found or not, against the oracle.
//! - `fuzz`: mutated queries and texts: no panic, no lost character, no work beyond its bound.
//! - `golden`: the golden queries of the sample corpus, articles and marks.
//! - `increments`: an index that grew against one made afresh; first days, locks, versions, killed runs.
//! - `inflections`: which forms of a word are found, and which other words never are.
//! - `manual`: the manual's tables and examples against the code.
//! - `killed`: index runs that are killed.
//! - `language`: the user's aliases and homographs.
//! - `memory`: the planner and the algebra over articles in memory, as an engine without an index.
//! - `mined`: definitions of abbreviations against what people marked and printed.
//! - `oracle`: the second, naive evaluator; what the engine says is compared with it.
//! - `passages`: what a reader gets of an article, its length, its marks.
//! - `random_queries`: random queries over real words, any engine against the oracle.
//! - `relatives`: which words are derived from the same root, and which only look so.
//! - `shared`: real inputs from beside the project, where they are there.
//! - `small_worlds`: all tiny texts times all small queries, the algebra against the oracle.
//! - `tables`: every row of every table: examples, names, extensions.
//! - `tidy`: the rules of the repository: layers, documents, sizes, names.

mod cisi;
mod cli;
mod corpus;
mod designations;
mod diagnosis;
mod dialects;
mod fuzz;
mod golden;
mod increments;
mod inflections;
mod killed;
mod language;
mod manual;
mod memory;
mod mined;
mod oracle;
mod passages;
mod random_queries;
mod relatives;
mod shared;
mod small_worlds;
mod tables;
mod tidy;
