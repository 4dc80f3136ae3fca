//! The imprint in a reference, which says where and when a work was published: `(Solidarity, London
//! 1970)`.

use std::ops::Range;

use crate::document::essay::words::{Word, is_stop_word};

/// The words of an imprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imprint {
    /// The range of its words.
    pub(super) words: Range<usize>,
    /// Those that are years.
    pub(super) years: Vec<usize>,
    /// The position after it in the text, including its closing parenthesis.
    pub(super) end: usize,
}

/// Words of an imprint that belong neither to the publisher nor to the place.
const SMALL: [&str; 26] = [
    "ed", "edn", "edition", "eds", "rev", "reprint", "repr", "aufl", "auflage", "press", "verlag",
    "vol", "vols", "no", "bd", "trans", "tr", "first", "second", "1st", "2nd", "3rd", "2d", "3d",
    "4th", "5th",
];

/// The imprint among the words from `after` to `before`, where the locator begins.
pub(super) fn find(text: &str, words: &[Word], after: usize, before: usize) -> Option<Imprint> {
    in_parentheses(text, words, after, before).or_else(|| at_end(text, words, after, before))
}

fn in_parentheses(text: &str, words: &[Word], after: usize, before: usize) -> Option<Imprint> {
    let start = match after.checked_sub(1) {
        Some(last) => words.get(last)?.range.end,
        None => 0,
    };
    let mut at = start;
    // Of several parentheses, the first with a year or a colon is meant: `(2nd ed.) (London 1970)`.
    for _ in 0..4 {
        let open = text[at..].find(['(', '['])? + at;
        let close = text[open..].find([')', ']'])? + open;
        let first = words.partition_point(|word| word.range.start < open);
        let last = words.partition_point(|word| word.range.start < close);
        let inside = &text[open + 1..close];
        let years: Vec<usize> = (first..last).filter(|at| words[*at].year().is_some()).collect();
        let is_one =
            !years.is_empty() || inside.contains(": ") && inside.starts_with(char::is_uppercase);
        // A sentence in parentheses is not an imprint.
        let is_prose = words[first..last]
            .iter()
            .filter(|word| {
                !word.is_capital
                    && !is_stop_word(&word.folded)
                    && word.number().is_none()
                    && !SMALL.contains(&word.folded.as_str())
            })
            .count();
        if is_one && first < before.max(after) && is_prose * 2 <= last - first && inside.len() < 160
        {
            return Some(Imprint { words: first..last, years, end: close + 1 });
        }
        at = close + 1;
    }
    None
}

/// The imprint in parentheses directly at an offset, which lawyers write after the page: `84 (2d
/// ed. 1994)`.
pub(super) fn behind(text: &str, words: &[Word], at: usize) -> Option<Imprint> {
    let rest = &text[at..];
    let open = at + rest.len() - rest.trim_start().len();
    if !text[open..].starts_with(['(', '[']) {
        return None;
    }
    let first = words.partition_point(|word| word.range.start < open);
    let found = in_parentheses(text, words, first, words.len())?;
    let is_it = found.words.start == first && !found.years.is_empty();
    is_it.then_some(found)
}

/// The year in parentheses right behind a name: `Bourdieu, P. (1984) Distinction`.
pub(super) fn behind_name(text: &str, words: &[Word], at: usize) -> Option<Imprint> {
    let word = words.get(at).filter(|word| word.year().is_some())?;
    let is_open = text[..word.range.start].trim_end().ends_with('(');
    let behind = text[word.range.end..].strip_prefix(')')?;
    let imprint = Imprint { words: at..at + 1, years: vec![at], end: text.len() - behind.len() };
    is_open.then_some(imprint)
}

/// True if a word may belong to an imprint, and not to a sentence.
pub(super) fn is_of_imprint(word: &Word) -> bool {
    word.is_capital
        || word.number().is_some()
        || is_stop_word(&word.folded)
        || SMALL.contains(&word.folded.as_str())
}

/// `London: Solidarity, 1970`, `London 1970`, or the year alone: capitalized words up to a year.
fn at_end(text: &str, words: &[Word], after: usize, before: usize) -> Option<Imprint> {
    let mut end = after;
    while end < before.min(words.len()) && is_of_imprint(&words[end]) {
        end += 1;
    }
    let year = (after..end).rev().find(|at| words[*at].year().is_some())?;
    let behind = text[words[year].range.end..].chars().next();
    let ends =
        behind.is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | ' ' | '\n' | '\r' | '?'));
    ends.then(|| Imprint { words: after..year + 1, years: vec![year], end: words[year].range.end })
}
