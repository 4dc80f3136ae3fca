//! What comes of reading a text, and why one cannot be read at all.

use crate::diagnostic::Diagnostic;
use crate::model::{Library, Origins};
use crate::read::foreign::ForeignFormat;
use crate::read::format::Format;
use crate::source::SourceId;

/// What came of reading a text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reading {
    /// The text that was read.
    pub source: SourceId,
    /// The entries, in file order.
    pub library: Library,
    /// Where each was written, at the same index.
    pub origins: Origins,
    /// Everything wrong with the text, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The format it was read as.
    pub format: Format,
    /// The number of the document that it is part of. What is of the same document is checked
    /// together: a key means the same in all of it.
    pub document: u32,
}

/// Why a text cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Neither the name nor the content tells the format.
    #[error(
        "`{name}` is in no known format: looked for BibTeX (`@type{{key, ...}}`), \
         CSL-JSON (`[{{\"id\": ...}}]`), CSL-YAML (`references:`) and hayagriva YAML (`key: {{type: ...}}`)"
    )]
    UnknownFormat {
        /// The source's name.
        name: String,
    },
    /// The text is empty, and its name tells no format.
    #[error("`{name}` is empty: there is no bibliography in it")]
    Empty {
        /// The source's name.
        name: String,
    },
    /// The text is longer than a source may be.
    #[error("`{name}` is longer than 4 GiB")]
    TooLong {
        /// The source's name.
        name: String,
    },
    /// The name or the content tells a format that cannot be read.
    #[error("`{name}` {}", format.appearance())]
    ForeignFormat {
        /// The source's name.
        name: String,
        /// The format.
        format: ForeignFormat,
    },
}
