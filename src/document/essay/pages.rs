//! Notes at the foot of each page: several short lists between the paragraphs of the text, each with
//! the notes of the text right above it.

use std::collections::BTreeSet;

use crate::document::essay::layout::Layout;
use crate::document::essay::markers::{Candidate, FORMS, Form};

/// The indexes of the lists that are the notes of pages. There are none if fewer than two lists have
/// markers for most of their numbers in the text above them.
pub(super) fn notes_of_pages(layout: &Layout, candidates: &[Candidate]) -> Vec<usize> {
    let by_form = FORMS[1..].iter().map(|form| of_form(layout, candidates, *form));
    let longest = by_form.max_by_key(Vec::len).unwrap_or_default();
    if longest.len() > 1 { longest } else { Vec::new() }
}

fn of_form(layout: &Layout, candidates: &[Candidate], form: Form) -> Vec<usize> {
    let mut found = Vec::new();
    let mut page = 0;
    for (at, section) in layout.sections.iter().enumerate() {
        let numbers = section.numbers();
        if section.kind.is_some() || numbers.is_empty() {
            continue;
        }
        let above = candidates
            .iter()
            .filter(|it| it.form == form && (page..section.range.start).contains(&it.range.start));
        let above: BTreeSet<u32> = above.map(|it| it.number).collect();
        let known = numbers.intersection(&above).count();
        if known > 0 && 2 * known >= numbers.len() {
            found.push(at);
            page = section.range.end;
        }
    }
    found
}
