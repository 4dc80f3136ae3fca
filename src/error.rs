//! Errors that end an operation; what is wrong *inside* a text is a diagnostic.

use std::path::PathBuf;

use crate::read::ReadError;
use crate::style::StyleError;

/// Why an operation cannot be carried out at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be opened or read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file, as it was named.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A file is too long to be read as a text: 4 GiB or more.
    #[error("`{}` is longer than 4 GiB", path.display())]
    TooLarge {
        /// The file, as it was named.
        path: PathBuf,
    },
    /// The format of a bibliography could not be detected.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// No embedded style has this name.
    #[error("no style is called `{name}`{}", did_you_mean(nearest.as_deref()))]
    UnknownStyle {
        /// The name that was asked for.
        name: String,
        /// A similar name that may have been meant.
        nearest: Option<String>,
    },
    /// A style cannot be used.
    #[error("the style `{name}` cannot be used: {source}")]
    Style {
        /// The name or the file of the style.
        name: String,
        /// What is wrong, and where in the style's text.
        source: StyleError,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |nearest| format!("; did you mean `{nearest}`?"))
}
