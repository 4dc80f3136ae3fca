//! What the examples print.

#![allow(dead_code, reason = "the examples' `main` is theirs alone")]

use std::error::Error;

#[path = "../../examples/biblatex_to_html.rs"]
mod biblatex_to_html;
#[path = "../../examples/citation_check.rs"]
mod citation_check;

#[test]
fn biblatex_becomes_html() -> Result<(), Box<dyn Error>> {
    insta::assert_snapshot!(biblatex_to_html::html()?);
    Ok(())
}

#[test]
fn unknown_keys_and_broken_citations_are_named() -> Result<(), Box<dyn Error>> {
    let faults = citation_check::faults(&["[@mett; @met]", "Mett"])?;
    assert_eq!(faults, ["`[@mett; @met]` cites the unknown key `met`", "`Mett` is no citation"]);
    Ok(())
}
