//! Why something that the command was given could not be read.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ibid::error::Error;
use ibid::read::Format;
use ibid::report::{InputKind, Unreadable};

use crate::output;

/// Why something that was requested could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Read(#[from] Error),
    #[error("cannot search `{}`", path.display())]
    Walk { path: PathBuf, source: ignore::Error },
    #[error("cannot read standard input")]
    Stdin(#[source] std::io::Error),
    #[error(
        "there is no bibliography in `{}`, and no document that cites: looked for {}, .csl, .md, .qmd, .Rmd, .tex, .typ, .rst, .adoc, .org and .rs files",
        path.display(), extensions()
    )]
    NothingFound { path: PathBuf },
    #[error(
        "`exclude` in `ibid.toml` leaves out {} in `{}`, and there is no other bibliography or document that cites",
        counted(*files), path.display()
    )]
    AllExcluded { path: PathBuf, files: usize },
    #[error(
        "`{}` is neither an essay whose notes are numbered (`1. …`, `[1] …`, `1 …`), with markers in the text, nor a bibliography; `ibid check --input-format` says which format a bibliography is in",
        path.display()
    )]
    NoEssay { path: PathBuf },
    #[error(
        "`{}` is not a CSL style or locale; `ibid check` takes bibliographies",
        path.display()
    )]
    NoStyle { path: PathBuf },
    #[error("there is no style or locale in `{}`: looked for .csl and .xml files", path.display())]
    NoStyles { path: PathBuf },
}

impl Failure {
    /// The failure to read something with this name, for a report.
    pub(crate) fn of(self, file: impl Into<String>) -> Unreadable {
        let kind = match self {
            Failure::Walk { .. } => InputKind::Folder,
            Failure::NothingFound { .. }
            | Failure::AllExcluded { .. }
            | Failure::NoStyles { .. } => InputKind::EmptyFolder,
            Failure::Read(_)
            | Failure::Stdin(_)
            | Failure::NoEssay { .. }
            | Failure::NoStyle { .. } => InputKind::File,
        };
        Unreadable { file: file.into(), reason: output::with_causes(&self), kind }
    }
}

fn counted(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// `.bib, .yaml, .json`: those that files of bibliographies have.
fn extensions() -> String {
    let all = Format::all().iter().flat_map(|format| format.extensions());
    let mut seen = BTreeSet::new();
    let all = all.filter(|extension| seen.insert(*extension));
    all.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}
