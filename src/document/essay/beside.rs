//! What a reference says between its work and its page that the entry does not: `Bd. 4, Dok. 14, S.
//! 77`. A citation by key would lose it.

use std::ops::Range;

use crate::document::essay::bare_places::counts_editions;
use crate::document::essay::catalogue::Work;
use crate::document::essay::division::is_edited;
use crate::document::essay::imprint::is_of_imprint;
use crate::document::essay::place_labels::label_of;
use crate::document::essay::place_values::is_roman;
use crate::document::essay::tail;
use crate::document::essay::words::{Word, is_ideograph, is_stop_word};
use crate::model::Variable;

/// The first of such words between two offsets, with what leads up to it; the words in `published`
/// are those of the imprint.
pub(super) fn find(
    work: &Work<'_>,
    (text, words): (&str, &[Word]),
    within: Range<usize>,
    published: Range<usize>,
) -> Option<usize> {
    let first = words.partition_point(|word| word.range.start < within.start);
    let last = words.partition_point(|word| word.range.end <= within.end);
    // In Chinese and Japanese no word tells an imprint from other text.
    if text.get(within.clone()).is_none_or(|text| text.contains(is_ideograph)) {
        return None;
    }
    // The words before the year may be those of a publisher.
    let imprint = (first..last).rev().find(|at| words[*at].year().is_some()).unwrap_or(first);
    let is_open = |at: usize| {
        let before = &text[within.start..words[at].range.start];
        before.matches(['(', '[']).count() > before.matches([')', ']']).count()
    };
    let is_said = |at: &usize| {
        let word = &words[*at];
        let is_published = *at < imprint && word.folded.starts_with(char::is_alphabetic);
        let is_numeral = is_roman(&word.folded) && !word.is_capital;
        published.contains(at)
            || is_open(*at)
            || is_published && !is_numeral
            || is_of_work(work, text, word)
    };
    let at = (first..last).find(|at| !is_said(at))?;
    let mut start = at;
    // `Dok. 14`, `and his later remarks`.
    let is_label = |it: &Word| text[it.range.end..].starts_with('.') && it.range.len() <= 6;
    let is_number = words[at].number().is_some();
    while start > first {
        let before = &words[start - 1];
        let gap = &text[before.range.end..words[start].range.start];
        let is_lead = is_number && start == at && is_label(before)
            || !is_number && is_stop_word(&before.folded) && !gap.contains(',')
            || !gap.contains(char::is_whitespace);
        if !is_lead {
            break;
        }
        start -= 1;
    }
    Some(words[start].range.start)
}

/// Whether a word can be part of what an entry says of its work.
fn is_of_work(work: &Work<'_>, text: &str, word: &Word) -> bool {
    if tail::is_own(work, word) || word.year().is_some() {
        return true;
    }
    if word.folded.starts_with(|c: char| c.is_ascii_digit())
        && counts_editions(
            text[word.range.start..].trim_start_matches(|c: char| c.is_ascii_digit()),
        )
    {
        return true;
    }
    if word.number().is_some() {
        // Of an article it is a volume or an issue, which the entry may lack.
        return work.entry.str(Variable::ContainerTitle).is_some();
    }
    let is_numeral = is_roman(&word.folded) && !word.is_capital;
    !is_numeral
        && (is_of_imprint(word) || is_edited(&word.folded) || label_of(text, word).is_some())
}
