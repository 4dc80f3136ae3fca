//! Finds cites and entries for which the style prints nothing, which a reader could not find.

use std::collections::BTreeSet;

use crate::engine::{NO_NAMES, NO_PRINTED_FORM, Options, render};
use crate::markup::{Bibliography, Markup};
use crate::model::{Citation, CitationMode, Cite, Library};
use crate::style::Style;

/// True if a style printed nothing, or only a placeholder.
pub(super) fn is_unprinted(markup: &Markup) -> bool {
    let text = markup.as_str();
    text.is_empty() || text == NO_NAMES || text.contains(NO_PRINTED_FORM)
}

/// The cites for which the style prints nothing: for each the number of its citation and its key, in
/// order. A cite among others, or with a prefix, leaves no mark where it is missing, so that each of
/// these is also printed alone.
///
/// *Shape*: `printed` contains the output of [`render`] for each citation, in order.
pub fn unprinted_cites<'c>(
    style: &Style,
    library: &Library,
    citations: &'c [Citation],
    printed: &[Markup],
) -> Vec<(usize, &'c str)> {
    let mut missing: Vec<(usize, &str)> = Vec::new();
    let mut among: Vec<(usize, &Cite)> = Vec::new();
    let mut singles: Vec<Citation> = Vec::new();
    for (number, (citation, markup)) in citations.iter().zip(printed).enumerate() {
        match &citation.cites[..] {
            [cite] if cite.prefix.is_none() && cite.suffix.is_none() => {
                if is_unprinted(markup) {
                    missing.push((number, &cite.key));
                }
            }
            cites => {
                for (index, cite) in cites.iter().enumerate() {
                    among.push((number, cite));
                    singles.push(Citation {
                        cites: vec![Cite { prefix: None, suffix: None, ..cite.clone() }],
                        note: citation.note,
                        mode: if index == 0 { citation.mode.clone() } else { CitationMode::Normal },
                        unsorted: citation.unsorted,
                    });
                }
            }
        }
    }
    if !singles.is_empty() {
        let options = Options { leave_out_unprinted: true, ..Options::default() };
        let rendered = render(style, library, &singles, &options);
        let unprinted = among.iter().zip(&rendered.citations).filter(|(_, it)| is_unprinted(it));
        missing.extend(unprinted.map(|(&(number, cite), _)| (number, cite.key.as_str())));
        // Stable, so that the cites of a citation stay in order.
        missing.sort_by_key(|(number, _)| *number);
    }
    missing
}

/// The keys for which a bibliography has no entry, or an empty one; each once.
pub fn unprinted_entries<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    bibliography: &Bibliography,
) -> Vec<&'k str> {
    let printed = bibliography.entries.iter().filter(|entry| {
        // A number without anything after it is not an entry.
        entry.without_margin().contains(char::is_alphanumeric) && !is_unprinted(&entry.markup)
    });
    let printed: BTreeSet<&str> = printed.map(|entry| entry.key.as_str()).collect();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let missing = keys.into_iter().filter(|key| !printed.contains(key));
    missing.filter(|key| said.insert(key)).collect()
}
