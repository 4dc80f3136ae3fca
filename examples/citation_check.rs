//! A test for your own crate: the bibliography has no findings, and every citation is of an entry
//! that exists.
//!
//! `cargo run --example citation_check`, or copy the test at the end.
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

use std::error::Error;
use std::path::Path;

/// The citations of your document.
const CITATIONS: [&str; 3] = ["[see @brinton, p. 12; @broue]", "@mett [p. 3]", "[@lenin]"];

fn main() -> Result<(), Box<dyn Error>> {
    check(&CITATIONS)?;
    println!("{} citations, no problems", CITATIONS.len());
    Ok(())
}

/// Fails with a message that says what is wrong with the bibliography or the citations.
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
