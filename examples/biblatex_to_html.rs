//! A BibLaTeX file as an HTML reading list.
//!
//! `cargo run --example biblatex_to_html`
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

use std::error::Error;

use ibid::engine::{Options, Uncited, render};
use ibid::output::Format;
use ibid::read::{self, read};
use ibid::source::{Source, SourceId};
use ibid::style::Style;
use ibid::style::archive::{Embedded, style};

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

/// Every entry, in APA's form.
pub(crate) fn html() -> Result<String, Box<dyn Error>> {
    let source = Source::new("reading.bib", BIBLATEX);
    let reading = read(&source, SourceId(0), Some(read::Format::Bibtex))?;
    if let Some(first) = reading.diagnostics.first() {
        return Err(first.message.clone().into());
    }
    let apa = style("apa").ok_or("no style `apa` is embedded")?;
    let apa = Style::compile(apa.xml, None, &Embedded)?;
    let options = Options { uncited: Uncited::All, ..Options::default() };
    let rendered = render(&apa, &reading.library, &[], &options);
    let bibliography = rendered.bibliography.ok_or("the style has no bibliography")?;
    Ok(bibliography.write(Format::Html))
}
