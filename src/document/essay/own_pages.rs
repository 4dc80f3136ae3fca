//! Places that are told from the pages of the work itself: pages that look like years, in articles
//! whose pages do (`75 Fordham L. Rev. 1529, 1538`), and those behind the first page.

use std::ops::RangeInclusive;

use crate::document::essay::catalogue::Work;
use crate::document::essay::place::Found;
use crate::document::essay::place_labels::label_of;
use crate::document::essay::place_values::{value_length, with_value};
use crate::document::essay::words::Word;
use crate::model::{EntryType, LocatorLabel, Variable};

/// The page behind the first page of a work, where no word says that both are pages: `[1932] AC 562,
/// 580`, `129 LQR 559, 560`.
pub(super) fn behind_first(
    work: &Work<'_>,
    text: &str,
    words: &[Word],
    after: usize,
) -> Option<Found> {
    let first = first_page(work)?;
    let is_first = |at: &usize| {
        let word = &words[*at];
        let gap = words.get(at + 1).map_or("", |next| &text[word.range.end..next.range.start]);
        let labelled = at.checked_sub(1).is_some_and(|before| {
            let label = &words[before];
            // `U.S. 483` has no `S.` for pages.
            let is_apart = !text[..label.range.start].ends_with('.');
            is_apart && label_of(text, label) == Some(LocatorLabel::Page)
        });
        word.number() == Some(first) && gap.trim() == "," && !labelled
    };
    let page = &words.get((after..words.len()).find(is_first)? + 1)?;
    let is_page =
        page.number().is_some() && !page.year().is_some_and(|it| work.years.contains(&it));
    let start = page.range.start;
    is_page.then(|| with_value(text, LocatorLabel::Page, start, start)).flatten()
}

/// The first page of a work.
fn first_page(work: &Work<'_>) -> Option<u32> {
    let pages = work.entry.str(Variable::Page)?;
    pages.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The paragraphs in brackets at the end of a reference to a judgment: `[2018] UKSC 4, [21]–[29]`.
pub(super) fn paragraph(work: &Work<'_>, text: &str, words: &[Word]) -> Option<Found> {
    if work.entry.kind != EntryType::LegalCase {
        return None;
    }
    let body = text.trim_end_matches(['.', ' ', ';', ',', '\n', '\r']);
    let length = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '–' | '-' | ',' | ' ');
    let value = &body[body.trim_end_matches(length).len()..];
    // What is in brackets behind the year or the number of the judgment.
    let start = body.len() - value.len() + value.find('[')?;
    let value = &body[start..];
    let is_closed = value.ends_with(']') && words.iter().any(|word| word.range.end < start);
    let numbers: String = value.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    is_closed.then_some(Found {
        label: LocatorLabel::Paragraph,
        value: numbers,
        range: start..body.len(),
        lead: None,
    })
}

/// The page in parentheses behind the first page of an article: `SJZ 1946, 105 (107)`.
pub(super) fn in_parentheses(work: &Work<'_>, text: &str, words: &[Word]) -> Option<Found> {
    let pages = pages(work)?;
    let [.., first, page] = words else { return None };
    let is_closed = text[page.range.end..].trim_end_matches(['.', ' ', 'f']) == ")";
    let gap = &text[first.range.end..page.range.start];
    let is_one = first.number() == Some(*pages.start()) && gap.trim() == "(" && is_closed;
    let start = page.range.start;
    (is_one && page.number().is_some_and(|page| pages.contains(&page)))
        .then(|| with_value(text, LocatorLabel::Page, start, start))
        .flatten()
}

/// The page at the end of a reference to a work, if it is one of the work's own pages; the first of
/// them stands for the whole.
pub(super) fn at_end(work: &Work<'_>, text: &str, words: &[Word], after: usize) -> Option<Found> {
    let pages = pages(work).filter(|pages| *pages.end() >= 1400)?;
    let end = text.trim_end_matches(['.', ')', ']', ',', ';', ' ', '\n', '\r']).len();
    let is_last = |word: &&Word| {
        let start = word.range.start;
        let is_year = word.year().is_some_and(|year| work.years.contains(&year));
        let is_page = word.number().is_some_and(|page| pages.contains(&page)) && !is_year;
        is_page && start + value_length(&text[start..]) >= end
    };
    let page = words.get(after..)?.iter().find(is_last)?;
    let start = page.range.start;
    let is_whole = page.number() == Some(*pages.start());
    (!is_whole).then(|| with_value(text, LocatorLabel::Page, start, start)).flatten()
}

/// The pages of a work: `1529–1562` and `1529–62`.
fn pages(work: &Work<'_>) -> Option<RangeInclusive<u32>> {
    let (first, last) = work.entry.str(Variable::Page)?.split_once(['-', '–'])?;
    let last = last.trim_start_matches(['-', '–']).trim();
    let first = first.trim();
    let missing = first.len().checked_sub(last.len())?;
    let last = format!("{}{last}", first.get(..missing)?);
    Some(first.parse().ok()?..=last.parse().ok()?)
}
