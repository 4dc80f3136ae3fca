//! Paths of what is read.

use std::path::{Path, PathBuf};

use ibid::document::Syntax;
use ibid::read::Format;

/// The name of the file of accepted findings where nothing else is said; it is no input.
pub(crate) const BASELINE: &str = "ibid-baseline.json";

/// A path without links and `..`, as far as there is such a file.
pub(crate) fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Whether a file is somewhere in a folder.
pub(super) fn is_in(path: &Path, folder: &Path) -> bool {
    true_path(path).starts_with(true_path(folder))
}

/// A path as reports show it.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Whether the name says that a file may be of interest.
pub(super) fn has_known_extension(path: &Path) -> bool {
    let mut known = Format::all().iter().flat_map(|format| format.extensions());
    known.any(|extension| has_extension(path, extension))
        || is_style(path)
        || Syntax::of_name(&shown(path)).is_some_and(|syntax| syntax != Syntax::Plain)
}

pub(super) fn is_style(path: &Path) -> bool {
    has_extension(path, "csl")
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
