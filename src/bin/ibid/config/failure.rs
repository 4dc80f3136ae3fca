//! Why a configuration file cannot be used.

use std::path::PathBuf;

use ibid::source::Source;

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{place}: {message}")]
    Invalid { place: String, message: String },
}

/// Something in the file is not what it should be.
pub(super) fn failure(source: &Source, start: usize, message: impl Into<String>) -> Failure {
    let at = source.line_column(u32::try_from(start).unwrap_or(u32::MAX));
    let place = format!("{}:{}:{}", source.name, at.line, at.column);
    Failure::Invalid { place, message: message.into() }
}
