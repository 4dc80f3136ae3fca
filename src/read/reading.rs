//! The result of reading a text, and the errors if it cannot be read at all.

use crate::diagnostic::Diagnostic;
use crate::model::{Library, Origins};
use crate::read::foreign::ForeignFormat;
use crate::read::format::Format;
use crate::source::SourceId;

/// The result of reading a text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reading {
    /// The text that was read.
    pub source: SourceId,
    /// The entries, in file order.
    pub library: Library,
    /// Where each entry is written, with the same index.
    pub origins: Origins,
    /// Everything that is wrong with the text, ordered by location.
    pub diagnostics: Vec<Diagnostic>,
    /// The format as which it was read.
    pub format: Format,
    /// The number of the document that it belongs to. Texts of the same document are checked
    /// together, and share keys.
    pub document: u32,
}

impl Reading {
    /// What an empty text is read to.
    pub(super) fn empty(source: SourceId, format: Format) -> Reading {
        let (library, origins, diagnostics) = Default::default();
        Reading { source, library, origins, diagnostics, format, document: 0 }
    }
}

/// Why a text cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The format cannot be detected from the name or the content.
    #[error(
        "`{name}` is in no known format: looked for BibTeX (`@type{{key, ...}}`), \
         CSL-JSON (`[{{\"id\": ...}}]`), CSL-YAML (`references:`), hayagriva YAML (`key: {{type: ...}}`), \
         CFF (`cff-version:`), RIS (`TY  - `), MEDLINE (`PMID- `) and refer (`%0 `)"
    )]
    UnknownFormat {
        /// The source's name.
        name: String,
    },
    /// The text is empty, and its name does not determine the format.
    #[error("`{name}` is empty: there is no bibliography in it")]
    Empty {
        /// The source's name.
        name: String,
    },
    /// The text is too long for a source.
    #[error("`{name}` is longer than 4 GiB")]
    TooLong {
        /// The source's name.
        name: String,
    },
    /// The name or the content shows a format that cannot be read.
    #[error("`{name}` {}", format.appearance())]
    ForeignFormat {
        /// The source's name.
        name: String,
        /// The format.
        format: ForeignFormat,
    },
}
