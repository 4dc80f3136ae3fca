//! Keeps the titles of volumes in styles that do not print them.
//!
//! A volume of a work in several volumes is cited under the title of the whole work, and CSL has the
//! variable `volume-title` for its own title. Most styles do not know that variable. There the title
//! follows that of the whole work, as in BibLaTeX.

use std::collections::BTreeSet;

use crate::engine::{Options, Uncited, render};
use crate::files::Files;
use crate::model::{Entry, EntryType, Library, Text, Variable};
use crate::output::Format;
use crate::read;
use crate::style::Style;

/// The library with the titles of volumes after those of whole works, where the style does not print
/// `volume-title`; `None` if nothing changes.
pub(super) fn with_volume_titles(
    style: &Style,
    library: &Library,
    files: &Files,
) -> Option<Library> {
    let bibtex = files.readings.iter().filter(|it| it.format == read::Format::Bibtex);
    let entries = bibtex.flat_map(|reading| reading.library.iter());
    let keys: BTreeSet<&str> = entries
        .filter(|entry| entry.has(Variable::VolumeTitle) && !is_in_periodical(entry))
        .map(|entry| entry.key.as_str())
        .collect();
    if keys.is_empty() {
        return None;
    }
    Some(library.map_entries(|entry| {
        let is_lost = keys.contains(entry.key.as_str()) && !is_printed(entry, style);
        is_lost.then(|| joined(entry)).flatten().unwrap_or_else(|| entry.clone())
    }))
}

/// Whether the volume is an issue of a periodical, whose title nobody cites it by.
fn is_in_periodical(entry: &Entry) -> bool {
    let kinds = [
        EntryType::ArticleJournal,
        EntryType::ArticleMagazine,
        EntryType::ArticleNewspaper,
        EntryType::Periodical,
    ];
    kinds.contains(&entry.kind)
}

/// Whether a style prints the title of the volume.
fn is_printed(entry: &Entry, style: &Style) -> bool {
    let Some(title) = entry.str(Variable::VolumeTitle) else { return true };
    let library: Library = std::iter::once(entry.clone()).collect();
    let options =
        Options { uncited: Uncited::All, leave_out_unprinted: true, ..Options::default() };
    let Some(printed) = render(style, &library, &[], &options).bibliography else { return true };
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(&printed.write(Format::Plain)).contains(&letters(title))
}

/// The entry with the title of the volume after that of the whole work.
fn joined(entry: &Entry) -> Option<Entry> {
    let volume = entry.text(Variable::VolumeTitle)?;
    let containers = [Variable::ContainerTitle, Variable::Title];
    let variable = containers.into_iter().find(|variable| entry.has(*variable))?;
    let whole = entry.text(variable)?;
    let ends = whole.as_str().ends_with(['.', '?', '!']);
    let divider = if ends { " " } else { ". " };
    let markup = format!("{}{divider}{}", whole.to_csl_markup(), volume.to_csl_markup());
    let mut entry = entry.clone();
    entry.remove(Variable::VolumeTitle);
    entry.with(variable, Text::from_csl_markup(&markup)).ok()
}
