//! Renders a library in many styles: each entry cited once, with its place in the file as the
//! page, and the bibliography of them all.
//!
//! ```text
//! cargo run --release --example styles -- --locales DIR LIBRARY.json STYLE.csl|FOLDER...
//! ```
//!
//! With `--citations FILE` it prints the citations of a document instead: `[{"note", "cites":
//! [{"id", "locator", "label", "prefix", "suffix", "suppress-author"}]}]`.
//!
//! Prints one JSON object a line for each style, `{"style", "citations", "bibliography": [[key,
//! text]], "ms": {"compile", "render"}}` or `{"style", "error"}`. With `--quiet` it prints only
//! what is wrong (a style that does not compile, a citation or an entry without text) and, at the
//! end, how many styles there were and how long they took together.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program, not the library"
)]

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ibid::engine::{Options, Rendered, render};
use ibid::model::{Citation, Cite, Library, LocatorLabel, Text};
use ibid::output::Format;
use ibid::read::{Identifiers, read_with};
use ibid::source::{Source, SourceId};
use ibid::style::{Resources, Style};
use serde_json::{Value, json};

const USAGE: &str = "usage: styles [--quiet] [--citations FILE] --locales DIR LIBRARY.json STYLE.csl|FOLDER... \
     (- reads names)";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("styles: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether every style compiled and printed something for every cite and entry.
fn run() -> Result<bool, String> {
    let arguments = Arguments::parse()?;
    let library = read_library(&arguments.library)?;
    let locales = Locales::read(&arguments.locales)?;
    let document = arguments.citations.as_deref().map(read_citations).transpose()?;
    let mut total = Total::default();
    for path in &arguments.styles {
        let xml = read(path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let start = Instant::now();
        let style = match Style::compile(&xml, None, &locales) {
            Ok(style) => style,
            Err(error) => {
                total.faults += 1;
                println!("{}", json!({ "style": name, "error": error.to_string() }));
                continue;
            }
        };
        let compiled = start.elapsed();
        let start = Instant::now();
        let citations = match &document {
            Some(citations) => citations_for(&style, citations),
            None => each_once(&style, &library),
        };
        let rendered = render(&style, &library, &citations, &Options::default());
        let took = start.elapsed();
        total.add(compiled, took);
        if arguments.quiet {
            total.faults += report_faults(&name, &library, &rendered);
        } else {
            print(&name, &rendered, compiled, took);
        }
    }
    if arguments.quiet {
        let Total { styles, compiling, rendering, faults } = total;
        println!(
            "{styles} styles, {} entries each: compiled in {compiling:.2?}, rendered in \
             {rendering:.2?}; {faults} faults",
            library.len()
        );
    }
    Ok(total.faults == 0)
}

struct Arguments {
    quiet: bool,
    locales: PathBuf,
    citations: Option<PathBuf>,
    library: PathBuf,
    styles: Vec<PathBuf>,
}

impl Arguments {
    fn parse() -> Result<Arguments, String> {
        let mut quiet = false;
        let mut locales = None;
        let mut citations = None;
        let mut paths: Vec<PathBuf> = Vec::new();
        let mut arguments = std::env::args_os().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--quiet") => quiet = true,
                Some("--locales") => locales = arguments.next().map(PathBuf::from),
                Some("--citations") => citations = arguments.next().map(PathBuf::from),
                Some("-") => {
                    let names = std::io::read_to_string(std::io::stdin());
                    let names = names.map_err(|error| error.to_string())?;
                    paths.extend(names.lines().map(PathBuf::from));
                }
                _ => paths.push(PathBuf::from(argument)),
            }
        }
        let locales = locales.ok_or(USAGE)?;
        let mut paths = paths.into_iter();
        let library = paths.next().ok_or(USAGE)?;
        let mut styles = Vec::new();
        for path in paths {
            if path.is_dir() {
                styles.extend(files_in(&path, "csl")?);
            } else {
                styles.push(path);
            }
        }
        if styles.is_empty() {
            return Err(USAGE.to_owned());
        }
        Ok(Arguments { quiet, locales, citations, library, styles })
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a bibliography in any format; what is wrong with it goes to standard error.
fn read_library(path: &Path) -> Result<Library, String> {
    let source = Source::new(path.to_string_lossy(), read(path)?);
    // As they are written: citeproc-js cleans no identifiers either.
    let reading = read_with(&source, SourceId::default(), None, Identifiers::AsWritten);
    let reading = reading.map_err(|error| error.to_string())?;
    for diagnostic in reading.diagnostics {
        eprintln!("{}: {}", path.display(), diagnostic.message);
    }
    Ok(reading.library)
}

/// The files of a folder with an extension, by name.
fn files_in(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let error = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.extension().is_some_and(|own| own == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A folder of `locales-xx-XX.xml`.
struct Locales(HashMap<String, String>);

impl Locales {
    fn read(folder: &Path) -> Result<Locales, String> {
        let mut locales = HashMap::new();
        for path in files_in(folder, "xml")? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if let Some(tag) = name.strip_prefix("locales-") {
                locales.insert(tag.to_owned(), read(&path)?);
            }
        }
        Ok(Locales(locales))
    }
}

impl Resources for Locales {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        self.0.get(tag).map(|text| Cow::Borrowed(text.as_str()))
    }

    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// Cites each entry once, in a note of its own where the style prints notes.
fn each_once(style: &Style, library: &Library) -> Vec<Citation> {
    let citation = |(number, key): (u32, &str)| {
        let cite = Cite::new(key).at(LocatorLabel::Page, number.to_string());
        let note = style.info().is_note.then_some(number);
        Citation { note, ..Citation::from(cite) }
    };
    (1..).zip(library.keys()).map(citation).collect()
}

/// The citations of a document, in notes where the style prints notes.
fn citations_for(style: &Style, citations: &[Citation]) -> Vec<Citation> {
    let in_style = |citation: &Citation| Citation {
        note: citation.note.filter(|_| style.info().is_note),
        ..citation.clone()
    };
    citations.iter().map(in_style).collect()
}

fn read_citations(path: &Path) -> Result<Vec<Citation>, String> {
    let json: Value = serde_json::from_str(&read(path)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    json.as_array().ok_or("the citations are no list")?.iter().map(read_citation).collect()
}

fn read_citation(json: &Value) -> Result<Citation, String> {
    let note = json["note"].as_u64().and_then(|note| u32::try_from(note).ok());
    let cites = json["cites"].as_array().ok_or("a citation without cites")?;
    let cites: Result<Vec<Cite>, String> = cites.iter().map(read_cite).collect();
    Ok(Citation { note: note.filter(|note| *note > 0), cites: cites?, ..Citation::default() })
}

fn read_cite(json: &Value) -> Result<Cite, String> {
    let text = |name: &str| json[name].as_str().map(Text::plain);
    let mut cite = Cite::new(json["id"].as_str().ok_or("a cite without an id")?);
    if let Some(locator) = json["locator"].as_str() {
        let label = json["label"].as_str().unwrap_or("page");
        let label =
            LocatorLabel::from_name(label).ok_or_else(|| format!("unknown label {label}"))?;
        cite = cite.at(label, locator);
    }
    cite.prefix = text("prefix");
    cite.suffix = text("suffix");
    cite.suppress_author = json["suppress-author"].as_bool().unwrap_or_default();
    Ok(cite)
}

fn print(name: &str, rendered: &Rendered, compiled: Duration, took: Duration) {
    let plain = |markup| Format::Plain.write(markup);
    let citations: Vec<String> = rendered.citations.iter().map(plain).collect();
    let entries = rendered.bibliography.iter().flat_map(|bibliography| &bibliography.entries);
    let bibliography: Vec<[String; 2]> =
        entries.map(|entry| [entry.key.clone(), plain(&entry.markup)]).collect();
    let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
    let line = json!({
        "style": name,
        "citations": citations,
        "bibliography": bibliography,
        "ms": { "compile": ms(compiled), "render": ms(took) },
    });
    println!("{line}");
}

/// Says which cites and entries print nothing, and counts them.
fn report_faults(name: &str, library: &Library, rendered: &Rendered) -> usize {
    let empty_cites = rendered.citations.iter().zip(library.keys());
    let empty_cites = empty_cites.filter(|(citation, _)| citation.is_empty());
    let entries = rendered.bibliography.iter().flat_map(|bibliography| &bibliography.entries);
    let empty_entries = entries.filter(|entry| entry.markup.is_empty());
    let mut faults = 0;
    for key in empty_cites.map(|(_, key)| key).chain(empty_entries.map(|entry| &*entry.key)) {
        println!("{name}: nothing is printed for `{key}`");
        faults += 1;
    }
    faults
}

#[derive(Default)]
struct Total {
    styles: usize,
    compiling: Duration,
    rendering: Duration,
    faults: usize,
}

impl Total {
    fn add(&mut self, compiling: Duration, rendering: Duration) {
        self.styles += 1;
        self.compiling += compiling;
        self.rendering += rendering;
    }
}
