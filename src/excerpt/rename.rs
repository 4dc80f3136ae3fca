//! Finds where a key is written in a bibliography, and how to write another key there.

use crate::excerpt::data;
use crate::excerpt::items::Excerpt;
use crate::read::Format;
use crate::source::Span;

/// The changes that renaming a key makes in a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Renaming {
    /// The spans to replace and their new text, ordered by position.
    pub edits: Vec<(Span, String)>,
    /// Whether an entry has the key.
    pub is_defined: bool,
    /// The entry that already has the new key.
    pub taken: Option<Span>,
}

/// Finds where a key is written in a bibliography: at its entry, and in references to it.
///
/// # Errors
///
/// If the new key is not possible in this format; returns the character that is not allowed.
pub fn renaming(
    text: &str,
    format: Format,
    excerpt: &Excerpt,
    old: &str,
    new: &str,
) -> Result<Renaming, char> {
    if let Some(bad) = unfit(new, format) {
        return Err(bad);
    }
    let mut found = Renaming::default();
    for item in &excerpt.items {
        let own = item.keys.iter().filter(|written| written.key == old);
        // In `xdata=a-b-title`, every beginning may be the key.
        let others = item.references.iter().filter(|written| written.key == old);
        found.is_defined |= item.keys.iter().any(|written| written.key == old);
        let taken = item.keys.iter().find(|written| written.key == new);
        found.taken = found.taken.or(taken.map(|written| written.span));
        for written in own.chain(others) {
            found.edits.push(replaced(text, format, written.span, new));
        }
    }
    found.edits.sort_by_key(|(span, _)| *span);
    found.edits.dedup();
    Ok(found)
}

/// The first character of a key that cannot be in one in that format.
pub(crate) fn unfit(key: &str, format: Format) -> Option<char> {
    let ends_a_key =
        |c: char| format == Format::Bibtex && (c.is_whitespace() || "{}(),=#%\"\\~".contains(c));
    key.chars().find(|c| c.is_control() || ends_a_key(*c))
}

/// What is written in the place of a key, with the place: in YAML and JSON a key may need quotation
/// marks.
pub(crate) fn replaced(text: &str, format: Format, place: Span, key: &str) -> (Span, String) {
    match format {
        Format::Bibtex => (place, key.to_owned()),
        // A record without `ID` has its key from its first author, year and title.
        Format::Refer if place.is_empty() => (place, format!("%F {key}\n")),
        _ if format.is_tagged() && place.is_empty() => (place, format!("ID  - {key}\n")),
        _ if format.is_tagged() => (place, key.to_owned()),
        _ => data::in_place(text, place, key, format),
    }
}
