//! The commands, a file each, and what those that print share.

pub(crate) mod check;
mod citations;
pub(crate) mod cite;
pub(crate) mod completions;
pub(crate) mod explain;
mod explanation;
mod fix;
pub(crate) mod format;
pub(crate) mod render;
pub(crate) mod styles;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ibid::diagnostic::{Diagnostic, Severity, nearest};
use ibid::files::{Files, open_source};
use ibid::markup::{Bibliography, Markup};
use ibid::model::Abbreviations;
use ibid::read::{Reading, read_abbreviations};
use ibid::report::concise_findings;
use ibid::source::Sources;

use crate::args::{InputArgs, StyleArgs, TitleCase, Together};
use crate::config::Globs;
use crate::input::Request;
use crate::style::Chosen;
use crate::{Exit, input, output, style};

/// What printing needs, all of it read.
struct Prepared {
    opened: Library,
    chosen: Chosen,
    abbreviations: Abbreviations,
    /// How the run ends if all else goes well.
    exit: Exit,
}

impl Prepared {
    /// Reads the last bibliography after the others, the style and the abbreviations; what cannot
    /// be read of them, all goes to standard error.
    fn of(
        (path, with): (&Path, &[PathBuf]),
        input: &InputArgs,
        style: &StyleArgs,
        abbreviated: Option<&Path>,
    ) -> Result<Prepared, Exit> {
        let opened = Library::open(path, with, input, style.title_case);
        let chosen = style::choose(style).map_err(|failure| {
            output::error(&failure);
            failure.exit()
        });
        match (opened, chosen, abbreviations(abbreviated)) {
            (Ok(opened), Ok(chosen), Ok((abbreviations, exit))) => {
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
    /// The file's name and format, for messages.
    described: String,
}

impl Library {
    /// Reads a bibliography after others of the same document; what cannot be read at all goes to
    /// standard error.
    fn open(
        path: &Path,
        with: &[PathBuf],
        args: &InputArgs,
        case: TitleCase,
    ) -> Result<Library, Exit> {
        let paths = [with, &[path.to_owned()]].concat();
        let input = input::gather(&Request {
            paths: &paths,
            args,
            together: Together::Named,
            exclude: &Globs::default(),
            bibliographies: None,
        });
        if !input.unreadable.is_empty() {
            let notes = input.unreadable.iter().map(|it| format!("error: {}", it.reason));
            notes.for_each(|note| output::note(&note));
            return Err(Exit::Unreadable);
        }
        let files = input.files;
        let format = files.readings.last().map_or("", |reading| reading.format.name());
        let described = format!("`{}` (read as {format})", path.display());
        let library = ibid::read::TitleCase::from(case).apply(files.library());
        Ok(Library { library, files, described })
    }

    /// Says which errors the bibliography has, a line each on standard error, and how the run ends
    /// if all else goes well. With keys, it is the errors of these entries; where one of them is
    /// missing, all errors, since one of them may be the cause.
    fn report_errors(&self, keys: Option<&[&str]>) -> Exit {
        let missing = |keys: &[&str]| keys.iter().any(|key| self.library.get(key).is_none());
        let wanted = keys.filter(|keys| !missing(keys)).map(|keys| self.with_parents(keys));
        let concerned = |reading: &Reading, found: &Diagnostic| match &wanted {
            Some(keys) => keys.iter().any(|key| concerns(&self.files.sources, reading, found, key)),
            None => true,
        };
        let errors: Vec<_> = (self.files.readings.iter())
            .flat_map(|reading| reading.diagnostics.iter().map(move |found| (reading, found)))
            .filter(|(_, found)| found.severity == Severity::Error)
            .filter(|(reading, found)| concerned(reading, found))
            .map(|(_, found)| found.clone())
            .collect();
        report_findings(&self.files.sources, &errors);
        if self.library.is_empty() {
            output::note(&format!("error: no entries found in {}", self.described));
            return Exit::Findings;
        }
        if errors.is_empty() { Exit::Clean } else { Exit::Findings }
    }

    /// The key of the entry that a key or an alias names.
    fn key_of<'k>(&'k self, name: &'k str) -> &'k str {
        self.library.get(name).map_or(name, |entry| entry.key.as_str())
    }

    /// The keys, and those of the entries that theirs inherit from.
    fn with_parents<'k>(&'k self, keys: &[&'k str]) -> BTreeSet<&'k str> {
        let mut wanted: BTreeSet<&str> = keys.iter().copied().collect();
        for reading in &self.files.readings {
            let entries = reading.library.iter().zip(&reading.origins.entries);
            for (_, origin) in entries.filter(|(entry, _)| keys.contains(&entry.key.as_str())) {
                let parents = origin.fields.iter().map(|field| field.inherited_from.as_deref());
                wanted.extend(parents.flatten());
            }
        }
        wanted
    }
}

/// True if a finding is about the entry of this key, or inside it.
fn concerns(sources: &Sources, reading: &Reading, found: &Diagnostic, key: &str) -> bool {
    if let Some(about) = &found.key {
        return about == key || uses_macro(sources, reading, found, key);
    }
    let place = found.primary.location;
    let mut entries = reading.library.iter().zip(&reading.origins.entries);
    entries.any(|(entry, origin)| {
        let whole = origin.location;
        entry.key == key
            && whole.source == place.source
            && whole.span.start <= place.span.start
            && place.span.end <= whole.span.end
    })
}

/// Whether a finding is about a macro that the entry of that key uses: it is reported once, at the
/// first entry that does.
fn uses_macro(sources: &Sources, reading: &Reading, found: &Diagnostic, key: &str) -> bool {
    if found.rule.name != "string-macro" {
        return false;
    }
    let name = sources.slice(found.primary.location);
    let mut entries = reading.library.iter().zip(&reading.origins.entries);
    entries.any(|(entry, origin)| {
        let mut values = origin.fields.iter().map(|field| sources.slice(field.value_location));
        let same = |part: &str| part.trim().eq_ignore_ascii_case(name);
        entry.key == key && values.any(|value| value.split('#').any(same))
    })
}

/// True if a style printed nothing of what was asked for, or only a placeholder.
fn is_unprinted(markup: &Markup) -> bool {
    let text = markup.as_str();
    text.is_empty()
        || text == ibid::engine::NO_NAMES
        || text.contains(ibid::engine::NO_PRINTED_FORM)
}

/// Says of which entries a bibliography has nothing; `Exit::Clean` where there are none.
fn report_unprinted<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    bibliography: &Bibliography,
) -> Exit {
    let printed = bibliography.entries.iter().filter(|entry| {
        // A number and nothing after it is not an entry.
        entry.behind_margin().contains(char::is_alphanumeric) && !is_unprinted(&entry.markup)
    });
    let printed: BTreeSet<&str> = printed.map(|entry| entry.key.as_str()).collect();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for key in keys.into_iter().filter(|key| !printed.contains(key)) {
        if said.insert(key) {
            output::note(&format!("error: the style prints nothing for the entry `{key}`"));
        }
    }
    if said.is_empty() { Exit::Clean } else { Exit::Findings }
}

/// Says what was found, a line each.
fn report_findings(sources: &Sources, diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        output::note(concise_findings(sources, diagnostics).trim_end());
    }
}

/// Says that nothing has this key, and which key may be meant.
fn unknown_key(key: &str, library: &ibid::model::Library) {
    let meant = match nearest(key, library.keys()) {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => String::new(),
    };
    output::note(&format!("error: no entry has the key `{key}`{meant}"));
}

/// The lists of abbreviations of a file, and how the run ends if all else goes well: what is wrong
/// with the file is said, and the rest of it is used.
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
