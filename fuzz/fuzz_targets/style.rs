//! Any text as a CSL style: compiled, and checked as `ibid style check` does.
#![no_main]

use ibid::check::{Config, Input, check};
use ibid::source::{Source, Sources};
use ibid::style::Style;
use ibid::style::archive::Embedded;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop(Style::compile(text, None, &Embedded));
    let mut sources = Sources::new();
    let id = sources.push(Source::new("style.csl", text));
    let input = Input { sources: &sources, readings: &[], styles: &[id], manuscripts: &[] };
    check(&input, &Config::default());
});
