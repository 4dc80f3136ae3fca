//! The commands, with one file each, and what several of them share.

pub(crate) mod baseline;
pub(crate) mod check;
mod citations;
pub(crate) mod cite;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod explain;
mod explanation;
mod fix;
pub(crate) mod format;
pub(crate) mod init;
pub(crate) mod keys;
pub(crate) mod notes;
pub(crate) mod render;
pub(crate) mod rules;
pub(crate) mod styles;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ibid::diagnostic::{Diagnostic, nearest};
use ibid::engine::unprinted_entries;
use ibid::files::{Files, open_source};
use ibid::markup::Bibliography;
use ibid::model::Abbreviations;
use ibid::read::read_abbreviations;
use ibid::report::concise_findings;
use ibid::source::Sources;

use crate::args::{InputArgs, StyleArgs, TitleCase, Together};
use crate::config::{Documents, Exclude};
use crate::exit::Exit;
use crate::input::Request;
use crate::style::Chosen;
use crate::{input, output, style};

/// Everything that is needed for printing.
struct Prepared {
    opened: Library,
    chosen: Chosen,
    abbreviations: Abbreviations,
    /// The exit status so far.
    exit: Exit,
}

impl Prepared {
    /// Reads the last bibliography after the others, the style and the abbreviations; errors are
    /// printed to standard error.
    fn of(
        (path, with): (&Path, &[PathBuf]),
        input: &InputArgs,
        style: &StyleArgs,
    ) -> Result<Prepared, Exit> {
        let opened = Library::open(path, with, input, style.title_case);
        let chosen = style::choose(style).map_err(|failure| {
            output::error(&failure);
            failure.exit()
        });
        match (opened, chosen, abbreviations(style.abbreviations.as_deref())) {
            (Ok(mut opened), Ok(chosen), Ok((abbreviations, exit))) => {
                let kept = chosen.style.adapt(&opened.library, &opened.files);
                if let Cow::Owned(kept) = kept {
                    opened.library = kept;
                }
                Ok(Prepared { opened, chosen, abbreviations, exit })
            }
            (opened, chosen, read) => {
                let failures = [opened.err(), chosen.err(), read.err()];
                Err(failures.into_iter().flatten().max().unwrap_or(Exit::Unreadable))
            }
        }
    }
}

/// A bibliography to print from.
struct Library {
    library: ibid::model::Library,
    files: Files,
    /// The name and format of the file, for messages.
    described: String,
}

impl Library {
    /// Reads a bibliography after others of the same document; if it cannot be read at all, this is
    /// printed to standard error.
    fn open(
        path: &Path,
        with: &[PathBuf],
        args: &InputArgs,
        case: TitleCase,
    ) -> Result<Library, Exit> {
        let files = read_bibliographies(&[with, &[path.to_owned()]].concat(), args)?;
        let format = files.readings.last().map_or("", |reading| reading.format.name());
        let described = format!("`{}` (read as {format})", path.display());
        let library = ibid::read::TitleCase::from(case).apply(files.library());
        Ok(Library { library, files, described })
    }

    /// Prints the errors in the bibliography to standard error, one per line, and returns the exit
    /// status so far. If keys are given, only the errors of these entries are printed; but all
    /// errors if one of the keys is missing, since any of them may be the cause.
    fn report_errors(&self, keys: Option<&[&str]>) -> Exit {
        report_guessed(&self.files.sources);
        let errors = self.files.errors(keys);
        report_findings(&self.files.sources, &errors);
        if self.library.is_empty() {
            output::note(&format!("error: no entries found in {}", self.described));
            return Exit::Findings;
        }
        if errors.is_empty() { Exit::Clean } else { Exit::Findings }
    }

    /// The key of the entry with this key or alias.
    fn key_of<'k>(&'k self, name: &'k str) -> &'k str {
        self.library.get(name).map_or(name, |entry| entry.key.as_str())
    }
}

/// Reads the bibliographies of one document; if they cannot be read at all, this is printed to
/// standard error.
fn read_bibliographies(paths: &[PathBuf], args: &InputArgs) -> Result<Files, Exit> {
    let input = input::gather(&Request {
        paths,
        args,
        together: Together::Named,
        exclude: &Exclude::default(),
        documents: &Documents::default(),
        bibliographies: None,
    });
    if !input.unreadable.is_empty() {
        let notes = input.unreadable.iter().map(|it| format!("error: {}", it.reason));
        notes.for_each(|note| output::note(&note));
        return Err(Exit::Unreadable);
    }
    Ok(input.files)
}

/// Prints which entries are missing from a bibliography; `Exit::Clean` if there are none.
fn report_unprinted<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    bibliography: &Bibliography,
) -> Exit {
    let missing = unprinted_entries(keys, bibliography);
    for key in &missing {
        output::note(&format!("error: the style prints nothing for the entry `{key}`"));
    }
    if missing.is_empty() { Exit::Clean } else { Exit::Findings }
}

/// Prints which files are read in an encoding that was guessed.
fn report_guessed(sources: &Sources) {
    for (_, source) in sources.iter() {
        let Some(first) = source.guessed.first().filter(|_| !source.is_encoding_declared) else {
            continue;
        };
        let (name, line) = (&source.name, source.lines.line(first.start));
        let encoding = source.encoding.name();
        let note =
            format!("warning: {name}:{line}: bytes that are not UTF-8 are read as {encoding}");
        output::note(&note);
    }
}

/// Prints findings, one per line.
fn report_findings(sources: &Sources, diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        output::note(concise_findings(sources, diagnostics).trim_end());
    }
}

/// Prints that no entry has this key, with a similar key that may be meant.
fn unknown_key<'k>(key: &str, known: impl IntoIterator<Item = &'k str>) {
    output::note(&format!("error: {}", no_entry(key, known)));
}

/// The message for a key without an entry.
fn no_entry<'k>(key: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let meant = match nearest(key, known) {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => String::new(),
    };
    format!("no entry has the key `{key}`{meant}")
}

/// The abbreviation lists of a file, and the exit status so far: errors in the file are printed,
/// and the rest of it is used.
fn abbreviations(path: Option<&Path>) -> Result<(Abbreviations, Exit), Exit> {
    let Some(path) = path else { return Ok((Abbreviations::new(), Exit::Clean)) };
    let source = open_source(path).map_err(|error| {
        output::error(&error);
        Exit::Unreadable
    })?;
    let mut sources = Sources::new();
    let id = sources.push(source.clone());
    let (abbreviations, diagnostics) = read_abbreviations(&source, id);
    report_findings(&sources, &diagnostics);
    let exit = if diagnostics.is_empty() { Exit::Clean } else { Exit::Findings };
    Ok((abbreviations, exit))
}
