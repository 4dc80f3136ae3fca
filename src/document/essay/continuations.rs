//! Parts of a note that say more of the work cited right before them: `; see esp. pp. 24–8`,
//! `; reprinted in Mutnick (ed.), Kronstadt`.

use crate::document::essay::locators;
use crate::document::essay::part::{Part, locator};
use crate::document::essay::place_labels::label_of;
use crate::document::essay::references::is_lead;
use crate::document::essay::resolved::{Difference, DifferenceKind, NoteCite};
use crate::document::essay::words::fold;
use crate::source::Span;

/// Words that say that a work appeared elsewhere, too.
const REPRINTED: [&str; 14] = [
    "reprinted",
    "repr",
    "rpt",
    "republished",
    "reproduced",
    "wiederabgedruckt",
    "wiederabdruck",
    "abgedruckt",
    "nachgedruckt",
    "repris",
    "reimprime",
    "reimpreso",
    "ristampato",
    "herdrukt",
];

/// Adds what a part of a note of this essay says to the cite before it, if it is about the same work;
/// otherwise returns false.
pub(super) fn continues(
    text: &str,
    before: &mut NoteCite,
    part: &Part<'_>,
    found: &[NoteCite],
) -> bool {
    match found {
        [] => adds_place(before, part),
        [cite] => {
            let is_same = cite.work().is_some() && cite.work() == before.work();
            let is_reprint = is_same && says_reprinted(&text[cite.prefix.range()]);
            if is_reprint {
                add(before, cite);
            }
            is_reprint
        }
        _ => false,
    }
}

/// Whether the words before a reference say that it is a reprint.
fn says_reprinted(lead: &str) -> bool {
    let mut words = lead.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.any(|word| REPRINTED.contains(&word.as_str()))
}

/// A cite takes in another one of the same work.
fn add(before: &mut NoteCite, cite: &NoteCite) {
    if before.locator.is_none() {
        before.locator.clone_from(&cite.locator);
        before.within.clone_from(&cite.within);
        before.locator_span = cite.locator_span;
    }
    before.span.end = cite.span.end;
    before.suffix = cite.suffix;
    // The entry is that of the reprint, or of the first edition: the other is right, too.
    let is_imprint = |it: &Difference| {
        matches!(it.kind, DifferenceKind::Year | DifferenceKind::Place | DifferenceKind::Publisher)
    };
    if !cite.differences.iter().any(is_imprint) {
        before.differences.retain(|it| !is_imprint(it));
    }
}

/// `see esp. pp. 24–8` behind a cite without a place.
fn adds_place(before: &mut NoteCite, part: &Part<'_>) -> bool {
    if before.locator.is_some() || before.work().is_none() {
        return false;
    }
    let Some(place) = locators::find(part.text, &part.words, 0) else { return false };
    let is_all = part
        .words
        .iter()
        .take_while(|it| it.range.start < place.range.start)
        .all(|word| is_lead(&word.folded) || label_of(part.text, word).is_some());
    let behind = part.text[place.range.end..].trim_matches(['.', ' ', ')', '\n', '\r']);
    if !is_all || !behind.is_empty() {
        return false;
    }
    before.locator = Some(locator(&place));
    before.locator_span = part.span(place.range.clone());
    before.beside = Some(Span::new(part.start(), before.locator_span.end as usize));
    before.span.end = before.locator_span.end;
    before.suffix = Span::at(before.locator_span.end as usize);
    true
}
