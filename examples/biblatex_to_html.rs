//! Turns a BibLaTeX file into an HTML reading list.
//!
//! `cargo run --example biblatex_to_html`
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

use std::error::Error;

const BIBLATEX: &str = r"
@book{mett,
  author = {Mett, Ida},
  title = {The {Kronstadt} Uprising},
}
@book{broue,
  author = {Brou\'e, Pierre},
  title = {Histoire du Parti Bolshevik},
  publisher = {Editions de Minuit},
  location = {Paris},
  date = 1963,
}
";

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", html()?);
    Ok(())
}

/// The bibliography, formatted in APA style.
pub(crate) fn html() -> Result<String, Box<dyn Error>> {
    let refs = ibid::parse("reading.bib", BIBLATEX)?;
    Ok(ibid::Style::named("apa")?.bibliography(&refs)?.to_html())
}
