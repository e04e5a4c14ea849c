//! Any text as a query: read or refused, its reading the same tree, no letter lost.

#![no_main]

#[path = "../../tests/it/fuzz/queries.rs"]
mod queries;
#[path = "../../tests/it/fuzz/signs.rs"]
mod signs;

/// What the shared checks take from the tests.
mod random_queries {
    pub fn options() -> attache::query::Options {
        let today = attache::article::Date::new(2024, Some(3), Some(31)).expect("a date");
        attache::query::Options { strict: false, today, dialect: None }
    }
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    queries::check(text);
});
