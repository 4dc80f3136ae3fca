//! Pages that look like years, in articles whose pages do: `75 Fordham L. Rev. 1529, 1538`.

use std::ops::RangeInclusive;

use crate::document::essay::catalogue::Work;
use crate::document::essay::place::Found;
use crate::document::essay::place_values::{value_length, with_value};
use crate::document::essay::words::Word;
use crate::model::{LocatorLabel, Variable};

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
