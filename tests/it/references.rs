//! The short way: a bibliography opened, checked and printed in a line each.

use std::error::Error;

use ibid::references::Problem;
use ibid::{References, Style};

const BROKEN: &str = "@book{mett, author = {Mett, Ida}, title = {The Commune}, pages = {27--10}}
@book{broue, author = {Brou\\'e, Pierre}, title = {Histoire";

#[test]
fn a_test_that_returns_findings_shows_them_for_reading() -> Result<(), Box<dyn Error>> {
    let refs = ibid::parse("refs.bib", BROKEN)?;
    let findings = refs.check().unwrap_err();
    insta::assert_debug_snapshot!(findings);
    assert_eq!(findings.len(), refs.findings().len());
    Ok(())
}

#[test]
fn what_could_not_be_read_is_no_success() -> Result<(), Box<dyn Error>> {
    let refs = ibid::parse("refs.bib", BROKEN)?;
    let apa = Style::named("apa")?;
    let incomplete = apa.bibliography(&refs).unwrap_err();
    let places = incomplete.problems().iter().map(|problem| match problem {
        Problem::Unread { place, .. } => place.as_str(),
        _ => "no place",
    });
    assert_eq!(places.collect::<Vec<_>>(), ["refs.bib:2:6", "refs.bib:2:50"]);
    assert!(incomplete.into_printed().to_plain().contains("Mett, I. (n.d.). The Commune"));

    // An entry that is whole can be cited; the broken one cannot.
    assert!(apa.cite(&refs, "[@mett]").is_ok());
    let cited = apa.cite(&refs, "[@broue]").unwrap_err();
    assert!(cited.problems().iter().all(|problem| matches!(problem, Problem::Unread { .. })));
    Ok(())
}

#[test]
fn nothing_to_print_is_no_success() -> Result<(), Box<dyn Error>> {
    let apa = Style::named("apa")?;
    let none = apa.bibliography(&References::default()).unwrap_err();
    assert_eq!(none.problems(), [Problem::NoEntries]);

    let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, title = {The Commune}}")?;
    let cited = apa.cite_all(&refs, ["[@metz]", "[@mett]"]).unwrap_err();
    let printed = &cited.printed().citations;
    assert_eq!([printed[0].to_plain(), printed[1].to_plain()], ["(metz?)", "(Mett, n.d.)"]);
    assert_eq!(cited.problems().len(), 1);
    Ok(())
}

#[test]
fn names_of_styles_that_are_near_are_offered() {
    let error = Style::named("chicago-note").unwrap_err().to_string();
    assert_eq!(error, "no style is called `chicago-note`; did you mean `chicago-notes`?");
}
