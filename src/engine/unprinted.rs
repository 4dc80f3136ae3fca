//! What a style prints nothing for: cites and entries that a reader would not find.

use std::collections::BTreeSet;

use crate::engine::{NO_NAMES, NO_PRINTED_FORM, Options, render};
use crate::markup::{Bibliography, Markup};
use crate::model::{Citation, CitationMode, Cite, Library};
use crate::style::Style;

/// Whether a style printed nothing of what was asked for, or only a placeholder.
pub(super) fn is_unprinted(markup: &Markup) -> bool {
    let text = markup.as_str();
    text.is_empty() || text == NO_NAMES || text.contains(NO_PRINTED_FORM)
}

/// The keys of the cites for which the style prints nothing, in order. A cite among others, or with
/// a prefix, leaves no mark where it is missing, so that each of these is also printed alone.
///
/// *Shape*: `printed` has what [`render`] gave for each of the citations, in their order.
pub fn unprinted_cites<'c>(
    style: &Style,
    library: &Library,
    citations: &'c [Citation],
    printed: &[Markup],
) -> Vec<&'c str> {
    let is_alone = |citation: &Citation| match &citation.cites[..] {
        [cite] => cite.prefix.is_none() && cite.suffix.is_none(),
        _ => false,
    };
    let (alone, among): (Vec<_>, Vec<_>) =
        citations.iter().zip(printed).partition(|(citation, _)| is_alone(citation));
    let mut keys: Vec<&str> = (alone.iter())
        .filter(|(_, markup)| is_unprinted(markup))
        .map(|(citation, _)| citation.cites[0].key.as_str())
        .collect();
    let cites: Vec<(&Citation, usize, &Cite)> = (among.iter())
        .flat_map(|(citation, _)| {
            citation.cites.iter().enumerate().map(move |(index, cite)| (*citation, index, cite))
        })
        .collect();
    let singles: Vec<Citation> = (cites.iter())
        .map(|&(citation, index, cite)| Citation {
            cites: vec![Cite { prefix: None, suffix: None, ..cite.clone() }],
            note: citation.note,
            mode: if index == 0 { citation.mode.clone() } else { CitationMode::Normal },
            unsorted: citation.unsorted,
        })
        .collect();
    if !singles.is_empty() {
        let rendered = render(style, library, &singles, &Options::default());
        let missing = cites.iter().zip(&rendered.citations).filter(|(_, it)| is_unprinted(it));
        keys.extend(missing.map(|((.., cite), _)| cite.key.as_str()));
    }
    keys
}

/// Those of the keys that a bibliography has no entry for, or one with nothing in it, each once.
pub fn unprinted_entries<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    bibliography: &Bibliography,
) -> Vec<&'k str> {
    let printed = bibliography.entries.iter().filter(|entry| {
        // A number and nothing after it is not an entry.
        entry.behind_margin().contains(char::is_alphanumeric) && !is_unprinted(&entry.markup)
    });
    let printed: BTreeSet<&str> = printed.map(|entry| entry.key.as_str()).collect();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let missing = keys.into_iter().filter(|key| !printed.contains(key));
    missing.filter(|key| said.insert(key)).collect()
}
