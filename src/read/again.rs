//! A text that is read again after each edit, as in an editor.

use crate::read::bibtex;
use crate::read::detection::format_of;
use crate::read::format::Reader;
use crate::read::read;
use crate::read::reading::{ReadError, Reading};
use crate::source::{Source, SourceId};

pub(crate) use crate::read::bibtex::again::{Kept, Known, Was};

/// Reads a text like [`read`], with what it was read to before; says what was kept of that.
///
/// Of a text in any format but BibTeX nothing is kept.
///
/// # Errors
///
/// Those of [`read`].
pub(crate) fn read_again(
    source: &Source,
    id: SourceId,
    known: &mut Known,
    before: Option<Reading>,
) -> Result<(Reading, Kept), ReadError> {
    let format = format_of(source, None)?;
    let is_usual = source.unread_encoding().is_none() && source.guessed.is_empty();
    if !matches!(format.reader(), Reader::Together) || !is_usual {
        *known = Known::default();
        return Ok((read(source, id, Some(format))?, Kept::new()));
    }
    let before = before.unwrap_or_else(|| Reading::empty(id, format));
    let found = &before.diagnostics;
    let before = bibtex::again::Before { library: before.library, origins: before.origins, found };
    let (library, origins, found, kept) = bibtex::again::read_again(source, id, known, before);
    let diagnostics = found.into_sorted();
    Ok((Reading { source: id, library, origins, diagnostics, format, document: 0 }, kept))
}
