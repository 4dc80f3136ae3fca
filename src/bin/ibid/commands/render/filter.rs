//! `ibid render --filter`: formats a document inside pandoc.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ibid::diagnostic::{Diagnostic, Severity};
use ibid::read::{Format, read};
use ibid::source::{Source, Sources};
use ibid::style::Style;
use ibid::typeset::Options;
use ibid::typeset::filter::{Ast, Metadata};

use crate::args::{InputArgs, RenderArgs};
use crate::commands::{abbreviations, read_bibliographies, unknown_key};
use crate::exit::Exit;
use crate::output;
use crate::style::choose_for;

/// Pandoc treats any exit status but 0 as a failure, and writes nothing then. So unknown keys are
/// only reported, and printed as unknown.
pub(super) fn run(args: &RenderArgs) -> io::Result<Exit> {
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    let mut ast = match Ast::parse(&text) {
        Ok(ast) => ast,
        Err(error) => {
            output::error(&error);
            return Ok(Exit::Unreadable);
        }
    };
    if ast.cites_nothing() {
        output::print_bytes(text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    let named = ast.metadata();
    let paths: Vec<PathBuf> = (named.bibliographies.iter().map(PathBuf::from))
        .chain(args.bibliographies.iter().cloned())
        .collect();
    if paths.is_empty() && named.references.is_none() {
        output::note(
            "error: the document cites, and names no bibliography; name it in its metadata \
             (`bibliography: refs.bib`) or with `pandoc -M bibliography=refs.bib`",
        );
        return Ok(Exit::Usage);
    }
    let chosen = match choose_for(&args.style, named.style.as_deref(), named.language.as_deref()) {
        Ok(chosen) => chosen,
        Err(failure) => {
            output::error(&failure);
            return Ok(failure.exit());
        }
    };
    let (library, abbreviations) = match (
        library(args, &named, &paths, &chosen.style),
        abbreviations(args.style.abbreviations.as_deref()),
    ) {
        (Ok(library), Ok((abbreviations, _))) => (library, abbreviations),
        (library, abbreviations) => {
            return Ok(library
                .err()
                .into_iter()
                .chain(abbreviations.err())
                .max()
                .unwrap_or(Exit::Usage));
        }
    };
    let options = Options {
        links: args.style.links,
        cross_links: args.cross_links().unwrap_or_default(),
        abbreviations,
        files: library.by_file,
        ..Options::default()
    };
    for key in ast.typeset(&library.entries, &chosen.style, &options) {
        unknown_key(&key, library.entries.keys());
    }
    output::print_bytes(ast.to_json().as_bytes())?;
    Ok(Exit::Clean)
}

/// The entries of all bibliographies.
struct Library {
    entries: ibid::model::Library,
    by_file: std::collections::BTreeMap<String, Vec<String>>,
}

/// Reads the bibliographies that are named, and the entries in the metadata, and adapts them to the
/// style.
fn library(
    args: &RenderArgs,
    named: &Metadata,
    paths: &[PathBuf],
    style: &Style,
) -> Result<Library, Exit> {
    let any = InputArgs { input_format: None, stdin_name: "<stdin>".to_owned() };
    let files = read_bibliographies(paths, &any)?;
    let mut by_file = std::collections::BTreeMap::new();
    for reading in &files.readings {
        if let Some(source) = files.sources.get(reading.source) {
            let keys = reading.library.keys().map(str::to_owned).collect();
            let name = named
                .bibliographies
                .iter()
                .find(|name| Path::new(name) == Path::new(&*source.name));
            by_file.insert(name.map_or(&*source.name, String::as_str).to_owned(), keys);
        }
    }
    let mut entries = ibid::model::Library::new();
    if let Some(references) = &named.references {
        entries.extend(of_metadata(references)?.iter().cloned());
    }
    let of_files = files.library();
    entries.extend(of_files.iter().cloned());
    of_files.records().iter().for_each(|record| entries.push_record(record.clone()));
    let entries = ibid::read::TitleCase::from(args.style.title_case).apply(entries);
    let entries = style.adapt(&entries, &files).into_owned();
    Ok(Library { entries, by_file })
}

/// Reads the entries in the metadata, and prints what is wrong with them.
fn of_metadata(references: &str) -> Result<ibid::model::Library, Exit> {
    let source = Source::new("the metadata's `references`", references);
    let mut sources = Sources::new();
    let id = sources.push(source.clone());
    let reading = read(&source, id, Some(Format::CslJson)).map_err(|error| {
        output::error(&error);
        Exit::Unreadable
    })?;
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    for finding in reading.diagnostics.iter().filter(is_error) {
        output::note(&format!("error: the metadata's `references`: {}", finding.message));
    }
    Ok(reading.library)
}
