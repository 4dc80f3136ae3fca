//! The same job in both libraries: a citation with a page, and a bibliography as HTML.
//!
//! The program of hayagriva is the way that its documentation shows. `cargo test --test
//! beside_hayagriva -- --nocapture` prints how many lines each takes.
#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and prints what it counts"
)]
#![cfg(feature = "hayagriva")]

use std::error::Error;

const BIBLIOGRAPHY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/bibliography.yaml");

fn with_ibid(path: &str) -> Result<(String, String), Box<dyn Error>> {
    let refs = ibid::open(path)?;
    let apa = ibid::Style::named("apa")?;
    let citation = apa.cite(&refs, "[@brinton, p. 12]")?.to_html();
    Ok((citation, apa.bibliography(&refs)?.to_html()))
}

fn with_hayagriva(path: &str) -> Result<(String, String), Box<dyn Error>> {
    use hayagriva::archive::{self, ArchivedStyle};
    use hayagriva::citationberg::{Style, taxonomy::Locator};
    use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem};
    use hayagriva::{CitationRequest, LocatorPayload, SpecificLocator, io::from_yaml_str};

    let library = from_yaml_str(&std::fs::read_to_string(path)?)?;
    let locales = archive::locales();
    let style = ArchivedStyle::by_name("apa").ok_or("no such style")?.get();
    let Style::Independent(style) = style else { return Err("a dependent style".into()) };
    let mut driver = BibliographyDriver::new();
    let brinton = library.get("brinton").ok_or("no such entry")?;
    let page = SpecificLocator(Locator::Page, LocatorPayload::Str("12"));
    let item = CitationItem::with_locator(brinton, Some(page));
    driver.citation(CitationRequest::from_items(vec![item], &style, &locales));
    for entry in &library {
        let items = vec![CitationItem::with_entry(entry)];
        driver.citation(CitationRequest::from_items(items, &style, &locales));
    }
    let locale_files = &locales;
    let result = driver.finish(BibliographyRequest { style: &style, locale: None, locale_files });
    let mut citation = String::new();
    result.citations[0].citation.write_buf(&mut citation, BufWriteFormat::Html)?;
    let mut html = String::new();
    for item in result.bibliography.ok_or("no bibliography")?.items {
        html.push_str("<p>");
        item.content.write_buf(&mut html, BufWriteFormat::Html)?;
        html.push_str("</p>\n");
    }
    Ok((citation, html))
}

/// How many lines of this file the body of a function has.
fn lines(name: &str) -> usize {
    let text = include_str!("beside_hayagriva.rs");
    let (_, body) = text.split_once(&format!("fn {name}(")).unwrap();
    let body = body.split_once("{\n").unwrap().1.split("\n}\n").next().unwrap();
    body.lines().filter(|line| !line.trim().is_empty()).count()
}

#[test]
fn the_same_job_takes_fewer_lines() -> Result<(), Box<dyn Error>> {
    let ours = with_ibid(BIBLIOGRAPHY)?;
    let theirs = with_hayagriva(BIBLIOGRAPHY)?;
    assert_eq!(ours.0, theirs.0);
    assert!(ours.1.contains("Histoire du Parti Bolshevik"));
    assert!(theirs.1.contains("Histoire du Parti Bolshevik"));
    let counts = [lines("with_ibid"), lines("with_hayagriva")];
    println!("{} lines with ibid, {} with hayagriva", counts[0], counts[1]);
    assert_eq!(counts[0], 4);
    Ok(())
}
