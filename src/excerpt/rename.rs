//! Where a key is written in a bibliography, and what another key looks like there.

use crate::excerpt::data;
use crate::excerpt::items::Excerpt;
use crate::read::Format;
use crate::source::Span;

/// What renaming a key changes in a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Renaming {
    /// What is written in the place of what, ordered by place.
    pub edits: Vec<(Span, String)>,
    /// Whether an entry has the key.
    pub is_defined: bool,
    /// Where an entry has the new key already.
    pub taken: Option<Span>,
}

/// Finds where a key is written in a bibliography: at its entry, and wherever others refer to it.
///
/// # Errors
///
/// When the new key cannot be a key in that format; gives the character that cannot be in one.
pub fn renaming(
    text: &str,
    format: Format,
    excerpt: &Excerpt,
    old: &str,
    new: &str,
) -> Result<Renaming, char> {
    if format == Format::Bibtex
        && let Some(bad) = new.chars().find(|c| c.is_whitespace() || "{}(),=#%\"\\~".contains(*c))
    {
        return Err(bad);
    }
    if let Some(bad) = new.chars().find(|c| c.is_control()) {
        return Err(bad);
    }
    let mut found = Renaming::default();
    for item in &excerpt.items {
        let own = item.keys.iter().filter(|written| written.key == old);
        // Of `xdata=a-b-title` each beginning is taken for a key.
        let others = item.references.iter().filter(|written| written.key == old);
        found.is_defined |= item.keys.iter().any(|written| written.key == old);
        let taken = item.keys.iter().find(|written| written.key == new);
        found.taken = found.taken.or(taken.map(|written| written.span));
        for written in own.chain(others) {
            let edit = match format {
                Format::Bibtex => (written.span, new.to_owned()),
                _ => data::in_place(text, written.span, new),
            };
            found.edits.push(edit);
        }
    }
    found.edits.sort_by_key(|(span, _)| *span);
    found.edits.dedup();
    Ok(found)
}
