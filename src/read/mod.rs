//! Reads bibliography texts into a [`Library`](crate::model::Library), and reports all errors in
//! one run.
//!
//! Each format has a file or folder. A broken entry does not affect its neighbours, and nothing is
//! dropped without a diagnostic.

mod abbreviations;
mod again;
mod arxiv;
pub(crate) mod bibtex;
mod cff;
mod comments;
mod csl;
mod detection;
mod encoding;
pub(crate) mod entities;
mod foreign;
mod form;
mod format;
mod full_stop;
pub(crate) mod hayagriva;
mod identifier;
mod in_parts;
mod interned;
mod keys;
mod lines;
mod mended;
pub(crate) mod number_label;
mod people;
mod reading;
pub(crate) mod ris;
mod sharing;
pub(crate) mod tags;
pub(crate) mod title_case;
mod together;
mod violation;

pub use abbreviations::read_abbreviations;
pub(crate) use again::{Kept, Known, Was, read_again};
pub(crate) use comments::mentions_us;
pub(crate) use csl::{Structure, person_of, protected, push_string, unwrapped};
pub use foreign::ForeignFormat;
pub use format::Format;
pub use identifier::Identifiers;
#[cfg(feature = "yaml")]
pub(crate) use identifier::is_verbatim;
pub(crate) use mended::{ROLES_AFTER_NAMES, is_suffix};
pub use reading::{ReadError, Reading};
pub(crate) use ris::keys as keys_of_ris;
pub use sharing::Sharing;
pub use title_case::TitleCase;
pub use together::read_together;

use crate::read::detection::format_of;
use crate::read::together::{Text, read_texts};
use crate::source::{Source, SourceId};

/// Reads a bibliography. Unless the caller gives the format, it is detected from the source's name,
/// or else from its content.
///
/// # Errors
///
/// If the format is not given and cannot be detected, or the text is too long. Errors *inside* a
/// text of a known format are in [`Reading::diagnostics`].
pub fn read(source: &Source, id: SourceId, format: Option<Format>) -> Result<Reading, ReadError> {
    read_with(source, id, format, Identifiers::default())
}

/// Reads a bibliography like [`read`], with an option for the identifiers of CSL data.
///
/// # Errors
///
/// Like [`read`].
pub fn read_with(
    source: &Source,
    id: SourceId,
    format: Option<Format>,
    identifiers: Identifiers,
) -> Result<Reading, ReadError> {
    let text = Text { source, id, format: format_of(source, format)? };
    Ok(read_texts(&[text], Sharing::Document, identifiers).remove(0))
}
