//! Compares the issues, volumes and pages in a reference with those of a work.

use std::ops::Range;

use crate::document::essay::words::words;
use crate::model::{Entry, Variable};

/// A number in a reference, with the work's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) variable: Variable,
    /// The range of the number in the text of the reference.
    pub(super) range: Range<usize>,
    /// The number of the work.
    pub(super) entry: String,
    pub(super) is_same: bool,
}

/// The labels of a number, and the variable that each stands for.
const LABELS: [(Variable, &[&str]); 2] = [
    (Variable::Issue, &["no", "nr", "nos", "number", "issue", "heft", "num", "numero", "n"]),
    (Variable::Volume, &["vol", "volume", "bd", "band", "tome", "tom", "jg", "jahrgang"]),
];

/// The numbers of issues and volumes in a reference that the work has too.
pub(super) fn compare(entry: &Entry, text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let known: Vec<(Variable, &[&str], &str)> = LABELS
        .iter()
        .filter_map(|(variable, labels)| Some((*variable, *labels, entry.str(*variable)?)))
        .collect();
    if known.is_empty() {
        return found;
    }
    let words = words(text);
    for pair in words.windows(2) {
        let [label, number] = pair else { continue };
        let Some(written) = number.number() else { continue };
        let between = &text[label.range.end..number.range.start];
        let is_close = between.chars().all(|c| matches!(c, '.' | ' ' | '\u{a0}' | '°' | '#'));
        let meant = known.iter().find(|(_, labels, _)| labels.contains(&label.folded.as_str()));
        // `n. 25` is a note, `n° 25` an issue.
        let is_note = label.folded == "n" && !between.contains('°');
        let Some((variable, _, own)) = meant.filter(|_| is_close && !is_note) else { continue };
        // Only a plain number can contradict another one.
        let Ok(own_number) = own.trim().parse::<u32>() else { continue };
        found.push(Number {
            variable: *variable,
            range: number.range.clone(),
            entry: own.to_string(),
            is_same: own_number == written,
        });
    }
    found
}

/// How much the numbers speak for or against the work.
pub(super) fn agreement(entry: &Entry, text: &str) -> f32 {
    let found = compare(entry, text);
    let is_other = found.iter().any(|it| !it.is_same);
    let is_same = found.iter().any(|it| it.is_same);
    let numbers = match (is_same, is_other) {
        (true, _) => 0.06,
        (false, true) => -0.08,
        (false, false) => 0.0,
    };
    // Of two articles with nearly the same title, the one that is on these pages.
    numbers + if has_pages(entry, text) { 0.06 } else { 0.0 }
}

/// True if a reference has the pages of the work: `10: 185–246`.
fn has_pages(entry: &Entry, text: &str) -> bool {
    let pages = entry.str(Variable::Page).unwrap_or_default().trim();
    let first =
        &pages[..pages.len() - pages.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    let is_range = |rest: &str| rest.trim_start().starts_with(['-', '–', '—']);
    let found = |(at, first): (usize, &str)| {
        !text[..at].ends_with(|c: char| c.is_ascii_digit()) && is_range(&text[at + first.len()..])
    };
    !first.is_empty() && is_range(&pages[first.len()..]) && text.match_indices(first).any(found)
}
