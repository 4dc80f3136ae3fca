//! Bibliography texts to a [`Library`], whatever is wrong with them reported at once.
//!
//! One file or folder per format. A broken entry does not take its neighbours down, and nothing
//! is dropped without a diagnostic.

mod abbreviations;
pub(crate) mod bibtex;
mod csl;
mod foreign;
mod form;
mod format;
mod hayagriva;
mod identifier;
mod interned;
mod people;
pub(crate) mod tags;
pub(crate) mod title_case;
mod together;

pub use abbreviations::read_abbreviations;
#[cfg(feature = "yaml")]
pub(crate) use csl::is_verbatim;
pub(crate) use csl::person_of;
pub use foreign::ForeignFormat;
pub use format::Format;
pub use identifier::Identifiers;
pub use title_case::TitleCase;
pub use together::{Sharing, read_together};

use crate::diagnostic::rules::BAD_CHARACTERS;
use crate::diagnostic::{Diagnostic, Severity, Sink, visible};
use crate::model::{Library, Origins};
use crate::read::together::{Text, read_texts};
use crate::source::{Location, Source, SourceId, Span};

/// Whether a comment may be to this program: whether it has its name, in small letters or not.
pub(crate) fn mentions_us(comment: &str) -> bool {
    ["ibid", "IBID", "Ibid"].iter().any(|name| comment.contains(name))
}

/// The comments among these that are to this program.
fn remarks(source: &Source, id: SourceId, comments: &[Span]) -> impl Iterator<Item = Location> {
    let to_us = comments.iter().filter(|span| mentions_us(source.slice(**span)));
    to_us.map(move |span| span.in_source(id))
}

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

/// The format of a source, named by the caller or told by the text, where it is one that can be
/// read.
fn format_of(source: &Source, named: Option<Format>) -> Result<Format, ReadError> {
    let name = || source.name.to_string();
    if source.is_too_long() {
        return Err(ReadError::TooLong { name: name() });
    }
    if let Some(format) = named {
        return Ok(format);
    }
    let foreign = |format| ReadError::ForeignFormat { name: name(), format };
    if let Some(format) = Format::of_name(&source.name, &source.text) {
        return Ok(format);
    }
    if let Some(format) = ForeignFormat::of_text(&source.text) {
        return Err(foreign(format));
    }
    // YAML is told by little, so that the extension of another format weighs more.
    match (Format::detect(&source.name, &source.text), ForeignFormat::of_name(&source.name)) {
        (None | Some(Format::Hayagriva), Some(format)) => Err(foreign(format)),
        (Some(format), _) => Ok(format),
        (None, None) if source.text.trim().is_empty() => Err(ReadError::Empty { name: name() }),
        (None, None) => Err(ReadError::UnknownFormat { name: name() }),
    }
}

/// Reports a file in an encoding of which nothing can be read.
fn report_unread(source: &Source, id: SourceId, encoding: &str, sink: &mut Sink) {
    let first = source.text.chars().next().map_or(0, char::len_utf8);
    let message = format!("this file looks like {encoding}, of which nothing is read");
    let problem = Diagnostic::new(&BAD_CHARACTERS, Span::new(0, first).in_source(id), message);
    sink.push(problem.severity(Severity::Error).help("save it as UTF-8"));
}

/// Reports the bytes that are not UTF-8, once a line.
fn report_guessed(source: &Source, id: SourceId, sink: &mut Sink) {
    let mut spans = source.guessed.iter().peekable();
    while let Some(&first) = spans.next() {
        let line = source.lines.line(first.start);
        let mut last = first;
        while let Some(&next) = spans.next_if(|next| source.lines.line(next.start) == line) {
            last = next;
        }
        let guess = source.slice(first);
        let more = if last == first { "" } else { ", and more in this line" };
        let message = format!(
            "bytes that are not UTF-8 are read as Windows-1252: `{}`{more}",
            visible(guess)
        );
        let problem = Diagnostic::new(&BAD_CHARACTERS, first.in_source(id), message)
            .help("save the file as UTF-8, once you see that the guess is right");
        sink.push(problem);
    }
}
