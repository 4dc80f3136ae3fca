//! A BibLaTeX file as an HTML list, in any embedded style.
//!
//! `cargo run --example html -- refs.bib chicago-author-date > refs.html`
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program reads its arguments and prints"
)]

use std::error::Error;

use ibid::engine::{Options, Uncited, render};
use ibid::files::Files;
use ibid::output::Format;
use ibid::style::{Style, archive};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: html FILE.bib [STYLE]")?;
    let name = arguments.next().unwrap_or_else(|| "apa".to_owned());

    let library = Files::open(file)?.library();
    let embedded = archive::style(&name).ok_or_else(|| format!("no style `{name}` is embedded"))?;
    let style = Style::compile(embedded.xml, None, &archive::Embedded)?;
    let options = Options { uncited: Uncited::All, links: true, ..Options::default() };
    let bibliography = render(&style, &library, &[], &options).bibliography;
    let bibliography = bibliography.ok_or_else(|| format!("`{name}` has no bibliography"))?;

    println!("<!doctype html>\n<meta charset=\"utf-8\">\n<title>{}</title>", style.info().title);
    println!("{}", bibliography.write(Format::Html));
    Ok(())
}
