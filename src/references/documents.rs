//! Prints documents of no special kind in styles that leave those out of their bibliographies.
//!
//! BibTeX's `@misc` and hayagriva's `misc` say nothing about what a work is, and are read as CSL's
//! `document`. Some styles, such as Chicago's, take a document without publisher, address and
//! identifier for unpublished papers, which are cited in notes only. There a work of no type is
//! printed, as pandoc reads `@misc`.

use std::collections::BTreeSet;

use crate::engine::{Options, Uncited, render, unprinted_entries};
use crate::files::Files;
use crate::model::{Entry, EntryType, Library, Variable};
use crate::read::Format;
use crate::style::Style;

/// The library with documents as works of no type, where a style prints those alone; `None` if
/// nothing changes.
pub(super) fn with_printed_documents(
    style: &Style,
    library: &Library,
    files: &Files,
) -> Option<Library> {
    let readings = files.readings.iter();
    let readings = readings.filter(|it| matches!(it.format, Format::Bibtex | Format::Hayagriva));
    let keys: BTreeSet<&str> = readings
        .flat_map(|reading| reading.library.iter())
        .filter(|entry| entry.kind == EntryType::Document)
        .map(|entry| entry.key.as_str())
        .collect();
    let is_document =
        |entry: &&Entry| entry.kind == EntryType::Document && keys.contains(entry.key.as_str());
    let documents: Library = library.iter().filter(is_document).cloned().collect();
    if documents.is_empty() || !style.info().has_bibliography {
        return None;
    }
    let options =
        Options { uncited: Uncited::All, leave_out_unprinted: true, ..Options::default() };
    let printed = render(style, &documents, &[], &options).bibliography?;
    let missing: BTreeSet<&str> =
        unprinted_entries(documents.keys(), &printed).into_iter().collect();
    if missing.is_empty() {
        return None;
    }
    Some(library.map_entries(|entry| {
        let mut entry = entry.clone();
        let says_something =
            entry.has(Variable::Title) || !entry.names(Variable::Author).is_empty();
        if says_something && missing.contains(entry.key.as_str()) {
            entry.kind = EntryType::Unknown;
        }
        entry
    }))
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "archive")]
    #[test]
    fn a_document_is_printed_in_every_style() {
        let text = "@misc{a, author = {Doe, Jane}, title = {On Nothing}, year = 2001}\n\
                    @misc{b, note = {}}";
        let refs = crate::references::parse("refs.bib", text).unwrap();
        let chicago = crate::style::Style::named("chicago-notes").unwrap();
        let printed = match chicago.bibliography(&refs) {
            Ok(printed) => printed,
            Err(incomplete) => incomplete.into_printed(),
        };
        assert_eq!(printed.to_plain(), "Doe, Jane. On Nothing. 2001.\n");
    }
}
