//! The sources of an essay on the Russian Revolution: checked, then cited in nine notes and listed
//! as further reading, in the essay's own style; then cited and listed in four others, each list
//! with all sources, so that the numbers in the notes of a numeric style are those in its list.
//!
//! `cargo run --example essay`
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use ibid::check::Config;
use ibid::engine::{Options, Uncited, render};
use ibid::files::{Files, open_source};
use ibid::model::{Citation, Cite, LocatorLabel};
use ibid::output::Format;
use ibid::report::{Color, Coverage, Report, human};
use ibid::style::Style;
use ibid::style::archive::{Embedded, style};

/// What each note of the essay cites, and the page where it says one.
const NOTES: [(&str, Option<&str>); 9] = [
    ("brinton", None),
    ("brinton", None),
    ("broue", Some("35")),
    ("brinton", None),
    ("brinton", None),
    ("lenin", None),
    ("brinton", None),
    ("izvestia", None),
    ("berkman", None),
];

/// The further-reading list, in the essay's order.
const FURTHER_READING: [&str; 6] =
    ["brinton", "mett", "goldman-persecution", "goldman-communism", "wsm", "berkman"];

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", essay()?);
    Ok(())
}

/// The report of the check, then the notes and the list in each style.
pub(crate) fn essay() -> Result<String, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = Files::open(folder.join("bibliography.yaml"))?;
    let library = files.library();

    let found = files.check(&Config::default());
    let coverage = Coverage { files: 1, entries: library.len(), ..Coverage::default() };
    let report = Report { sources: &files.sources, diagnostics: &found, coverage };
    let mut out = human(&report, Color::Never);

    let own = open_source(&folder.join("styles/essay-notes.csl"))?;
    let named = |name| style(name).ok_or_else(|| format!("no style `{name}` is embedded"));
    let styles = [
        &own.text,
        named("apa")?.xml,
        named("chicago-notes")?.xml,
        named("modern-language-association")?.xml,
        named("ieee")?.xml,
    ];
    for (index, xml) in styles.into_iter().enumerate() {
        let style = Style::compile(xml, None, &Embedded)?;
        let notes = NOTES.iter().zip(1..).map(|((key, page), note)| {
            let cite = Cite::new(*key);
            let cite = match page {
                Some(page) => cite.at(LocatorLabel::Page, *page),
                None => cite,
            };
            Citation { cites: vec![cite], note: Some(note), ..Citation::default() }
        });
        let notes: Vec<Citation> = notes.collect();
        writeln!(out, "\n{}\n", style.info().title)?;
        let list = FURTHER_READING.map(str::to_owned).to_vec();
        let options = Options { uncited: Uncited::Keys(list), ..Options::default() };
        let rendered = render(&style, &library, &notes, &options);
        for (number, note) in rendered.citations.iter().enumerate() {
            writeln!(out, "{:>3}  {}", number + 1, Format::Plain.write(note))?;
        }
        // The essay lists its further reading only, in its own order.
        let bibliography = match index {
            0 => render(&style, &library, &[], &options).bibliography,
            _ => rendered.bibliography,
        };
        if let Some(bibliography) = bibliography {
            write!(out, "\n{}", bibliography.write(Format::Plain))?;
        }
    }
    Ok(out)
}
