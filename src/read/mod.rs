//! Bibliography texts to a [`Library`](crate::model::Library), whatever is wrong with them reported at once.
//!
//! One file or folder per format. A broken entry does not take its neighbours down, and nothing
//! is dropped without a diagnostic.

mod abbreviations;
pub(crate) mod bibtex;
mod comments;
mod csl;
mod detection;
mod encoding;
mod foreign;
mod form;
mod format;
mod hayagriva;
mod identifier;
mod interned;
mod people;
mod reading;
mod sharing;
pub(crate) mod tags;
pub(crate) mod title_case;
mod together;

pub use abbreviations::read_abbreviations;
pub(crate) use comments::mentions_us;
#[cfg(feature = "yaml")]
pub(crate) use csl::is_verbatim;
pub(crate) use csl::person_of;
pub use foreign::ForeignFormat;
pub use format::Format;
pub use identifier::Identifiers;
pub use reading::{ReadError, Reading};
pub use sharing::Sharing;
pub use title_case::TitleCase;
pub use together::read_together;

use crate::read::detection::format_of;
use crate::read::together::{Text, read_texts};
use crate::source::{Source, SourceId};

/// Reads a bibliography; the format is told by the source's name, or else by its content, where
/// the caller does not name it.
///
/// # Errors
///
/// When the format is not named and cannot be told, or the text is too long. Whatever is wrong
/// *inside* a text of a known format is in [`Reading::diagnostics`].
pub fn read(source: &Source, id: SourceId, format: Option<Format>) -> Result<Reading, ReadError> {
    read_with(source, id, format, Identifiers::default())
}

/// Reads a bibliography as [`read`] does, with a choice for the identifiers of CSL data.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(
    source: &Source,
    id: SourceId,
    format: Option<Format>,
    identifiers: Identifiers,
) -> Result<Reading, ReadError> {
    let text = Text { source, id, format: format_of(source, format)? };
    Ok(read_texts(&[text], Sharing::Document, identifiers).remove(0))
}
