//! Paths of input files.

use std::path::{Path, PathBuf};

use ibid::document::Syntax;
use ibid::read::Format;

/// The default name of the baseline, which is not an input file.
pub(crate) const BASELINE: &str = "ibid-baseline.json";

/// The canonical path, as far as the file exists.
pub(crate) fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// True if a file is inside a folder, at any depth.
pub(super) fn is_in(path: &Path, folder: &Path) -> bool {
    true_path(path).starts_with(true_path(folder))
}

/// A path as in reports.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// True if the name of a file shows that it may be relevant.
pub(super) fn has_known_extension(path: &Path) -> bool {
    let mut known = Format::all().iter().flat_map(|format| format.extensions());
    known.any(|extension| has_extension(path, extension))
        || is_style(path)
        || Syntax::from_name(&shown(path)).is_some_and(|syntax| syntax != Syntax::Plain)
}

pub(super) fn is_style(path: &Path) -> bool {
    has_extension(path, "csl")
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
