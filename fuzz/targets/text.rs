//! Any text as an article: every letter in a word, in order, and the same sentence by
//! sentence.

#![no_main]

#[path = "../../tests/it/fuzz/texts.rs"]
mod texts;

libfuzzer_sys::fuzz_target!(|text: &str| {
    texts::check(text);
});
