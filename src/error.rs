//! Errors that end an operation; what is wrong *inside* a text is a diagnostic.

use std::path::PathBuf;

use crate::read::ReadError;
use crate::style::StyleError;

/// Why a job cannot be done at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be opened or read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file, as it was named.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file is longer than a text may be.
    #[error("`{}` is longer than 4 GiB", path.display())]
    TooLarge {
        /// The file, as it was named.
        path: PathBuf,
    },
    /// A bibliography's format cannot be told.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// No style has this name.
    #[error("no style is called `{name}`{}", did_you_mean(nearest.as_deref()))]
    UnknownStyle {
        /// The name.
        name: String,
        /// The name that may be meant.
        nearest: Option<String>,
    },
    /// A style cannot be used.
    #[error("the style `{name}` cannot be used: {source}")]
    Style {
        /// The style's name or file.
        name: String,
        /// Why, and where in its text.
        source: StyleError,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |nearest| format!("; did you mean `{nearest}`?"))
}
