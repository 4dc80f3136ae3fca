//! What the examples print.

#![allow(dead_code, reason = "the examples' `main` is theirs alone")]

use std::error::Error;

use crate::support::{repository, text_of};

#[path = "../../examples/biblatex_to_html.rs"]
mod biblatex_to_html;
#[path = "../../examples/citation_check.rs"]
mod citation_check;
#[path = "../../examples/essay.rs"]
mod essay;

#[test]
fn the_essay_in_five_styles() -> Result<(), Box<dyn Error>> {
    let printed = essay::essay()?;
    insta::assert_snapshot!(printed);
    let readme = text_of(&repository("README.md"));
    let (_, shown) = readme.split_once("$ cargo run --example essay\n").ok_or("not in README")?;
    let (shown, _) = shown.split_once("...\n").ok_or("README shows no end")?;
    assert!(printed.starts_with(shown), "README shows something else");
    Ok(())
}

#[test]
fn biblatex_becomes_html() -> Result<(), Box<dyn Error>> {
    insta::assert_snapshot!(biblatex_to_html::html()?);
    Ok(())
}

#[test]
fn unknown_keys_and_broken_citations_are_named() -> Result<(), Box<dyn Error>> {
    let faults = citation_check::check(&["[@mett; @met]", "Mett", "[@broue and @lenin]"]);
    let faults = faults.err().ok_or("no faults")?.to_string();
    insta::assert_snapshot!(faults, @r"
    `[@mett; @met]`: no entry has the key `met`
    `Mett` is not a citation
    `[@broue and @lenin]`: `@lenin` is text after `broue`; write `;` before it to cite it too
    ");
    Ok(())
}
