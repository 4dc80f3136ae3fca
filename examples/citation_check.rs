//! A check of one's citations as a test in one's own crate: every citation names a source that
//! the bibliography has, and the bibliography is clean.
//!
//! `cargo run --example citation_check`, or copy the test at the end.
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

use std::error::Error;
use std::path::Path;

use ibid::check::Config;
use ibid::diagnostic::Sink;
use ibid::document::{Labels, pandoc};
use ibid::files::Files;
use ibid::source::SourceId;

/// What one's own document cites.
const CITATIONS: [&str; 3] = ["[see @brinton, p. 12; @broue]", "@mett [p. 3]", "[@lenin]"];

fn main() -> Result<(), Box<dyn Error>> {
    let faults = faults(&CITATIONS)?;
    println!("{} citations, {} faults", CITATIONS.len(), faults.len());
    for fault in faults {
        println!("{fault}");
    }
    Ok(())
}

/// What is wrong with the bibliography, and with citations of it.
pub(crate) fn faults(citations: &[&str]) -> Result<Vec<String>, Box<dyn Error>> {
    let files = Files::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("bibliography.yaml"))?;
    let found = files.check(&Config::default());
    let mut faults: Vec<String> = found.into_iter().map(|found| found.message).collect();
    let labels = Labels::english();
    for text in citations {
        let mut sink = Sink::new();
        let parsed = pandoc::parse(text, SourceId(0), &labels, &mut sink);
        faults
            .extend(sink.into_sorted().iter().map(|found| format!("`{text}`: {}", found.message)));
        let cites = parsed.map(|parsed| parsed.citation.cites).unwrap_or_default();
        let unknown = cites.iter().filter(|cite| files.entry(&cite.key).is_none());
        faults
            .extend(unknown.map(|cite| format!("`{text}`: no source has the key `{}`", cite.key)));
    }
    Ok(faults)
}

#[test]
fn citations_are_sound() -> Result<(), Box<dyn Error>> {
    assert_eq!(faults(&CITATIONS)?, Vec::<String>::new());
    Ok(())
}
