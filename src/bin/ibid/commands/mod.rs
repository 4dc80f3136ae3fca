//! The commands, a file each, and what those that print share.

pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod format;
pub(crate) mod styles;

use std::path::{Path, PathBuf};

use ibid::diagnostic::{Severity, nearest};
use ibid::files::open_source;
use ibid::model::Abbreviations;
use ibid::read::read_abbreviations;
use ibid::report::{Color, Coverage, Report, concise, human};
use ibid::source::Sources;

use crate::args::InputArgs;
use crate::{Exit, input, output};

/// A bibliography to print from.
struct Library {
    library: ibid::model::Library,
    /// How the run ends if all else goes well: what could not be read is not forgotten.
    exit: Exit,
}

impl Library {
    /// Reads a bibliography; errors in it go to standard error, a line each, and leave out no more
    /// than they spoil.
    fn open(path: &Path, args: &InputArgs) -> Result<Library, Exit> {
        let input = input::gather(&[PathBuf::from(path)], args);
        if !input.failures.is_empty() {
            input.failures.iter().for_each(|failure| output::error(failure));
            return Err(Exit::Unreadable);
        }
        let files = &input.files;
        let readings = files.readings.iter();
        let errors: Vec<_> = readings
            .flat_map(|reading| &reading.diagnostics)
            .filter(|found| found.severity == Severity::Error)
            .cloned()
            .collect();
        let coverage = Coverage { files: 0, entries: 0, styles: 0, unreadable: 0 };
        let report = Report { sources: &files.sources, diagnostics: &errors, coverage };
        if !errors.is_empty() {
            output::note(concise(&report).trim_end());
        }
        let exit = if errors.is_empty() { Exit::Clean } else { Exit::Findings };
        Ok(Library { library: files.library(), exit })
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

/// The lists of abbreviations of a file; `None` where it cannot be read, which was said then.
fn abbreviations(path: Option<&Path>) -> Option<Abbreviations> {
    let Some(path) = path else { return Some(Abbreviations::new()) };
    let source = match open_source(path) {
        Ok(source) => source,
        Err(error) => {
            output::error(&error);
            return None;
        }
    };
    let mut sources = Sources::new();
    let id = sources.push(source.clone());
    let (abbreviations, diagnostics) = read_abbreviations(&source, id);
    if !diagnostics.is_empty() {
        let coverage = Coverage { files: 1, entries: 0, styles: 0, unreadable: 0 };
        let report = Report { sources: &sources, diagnostics: &diagnostics, coverage };
        output::note(human(&report, Color::Never).trim_end());
    }
    Some(abbreviations)
}
