//! Detects the format of a text among those that can be read.

use crate::read::foreign::ForeignFormat;
use crate::read::format::Format;
use crate::read::reading::ReadError;
use crate::source::Source;

/// The format of a source, given by the caller or detected, if it can be read.
pub(super) fn format_of(source: &Source, named: Option<Format>) -> Result<Format, ReadError> {
    let name = || source.name.to_string();
    if source.is_too_long() {
        return Err(ReadError::TooLong { name: name() });
    }
    if let Some(format) = named {
        return Ok(format);
    }
    let foreign = |format| ReadError::ForeignFormat { name: name(), format };
    if let Some(format) = ForeignFormat::of_binary(&source.text) {
        return Err(foreign(format));
    }
    if let Some(format) = Format::of_name(&source.name, &source.text) {
        return Ok(format);
    }
    if let Some(format) = ForeignFormat::from_text(&source.text) {
        return Err(foreign(format));
    }
    // But for BibTeX, formats are told by little, so that the extension of another weighs more.
    match (Format::detect(&source.name, &source.text), ForeignFormat::from_name(&source.name)) {
        (Some(Format::Bibtex), _) => Ok(Format::Bibtex),
        (_, Some(format)) => Err(foreign(format)),
        (Some(format), None) => Ok(format),
        (None, None) if source.text.trim().is_empty() => Err(ReadError::Empty { name: name() }),
        (None, None) => Err(ReadError::UnknownFormat { name: name() }),
    }
}
