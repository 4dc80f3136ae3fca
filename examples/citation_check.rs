//! A check of one's citations as a test in one's own crate: every citation names a source that
//! the bibliography has, and the bibliography is clean.
//!
//! `cargo run --example citation_check`, or copy the test at the end.
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

use std::error::Error;
use std::path::Path;

/// What one's own document cites.
const CITATIONS: [&str; 3] = ["[see @brinton, p. 12; @broue]", "@mett [p. 3]", "[@lenin]"];

fn main() -> Result<(), Box<dyn Error>> {
    check(&CITATIONS)?;
    println!("{} citations, no faults", CITATIONS.len());
    Ok(())
}

/// An error that says what is wrong with the bibliography, or with citations of it.
pub(crate) fn check(citations: &[&str]) -> Result<(), Box<dyn Error>> {
    let refs = ibid::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("bibliography.yaml"))?;
    refs.check()?;
    ibid::Style::named("apa")?.cite_all(&refs, citations)?;
    Ok(())
}

#[test]
fn citations_are_sound() -> Result<(), Box<dyn Error>> {
    check(&CITATIONS)
}
