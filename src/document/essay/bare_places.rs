//! Pages that no word says to be such: `Bolsheviks, 35.`, `Ibid. 15`, `Control 35 (1970)`.

use crate::document::essay::place::Found;
use crate::document::essay::place_labels::label_of;
use crate::document::essay::place_values::{is_roman, number_length, value_length, with_value};
use crate::document::essay::title_marks::CLOSING;
use crate::document::essay::words::{Word, superscript};
use crate::model::LocatorLabel;

/// A number without a label at the end: `Bolsheviks, 35.`, `1970: 35`, `(n 4) 35`, `Republic,
/// 433a`, `(Amsterdam 1991) 101 e.v.`
pub(super) fn at_end(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let end = text.trim_end_matches(['.', ')', ']', ',', '…', ';', ' ', '\n', '\r', '。']).len();
    let reaches_end = |at: &usize| {
        let start = words[*at].range.start;
        let is_number = number(&words[*at]).is_some_and(|number| !is_year(number))
            || is_roman(&words[*at].folded) && !is_volume(text, words, *at);
        is_number && start < end && start + value_length(&text[start..]) >= end
    };
    let first = (after.max(1)..words.len()).find(reaches_end)?;
    let word = &words[first];
    let before = text[words[first - 1].range.end..word.range.start].trim();
    // `“Histoire comparée,” 20`: the comma is inside the marks.
    let bare = before.trim_end_matches(CLOSING);
    let is_open = bare.ends_with([',', ':', ')'])
        || matches!(before, "" | ".") && words[first - 1].year().is_some();
    let is_page = number(word).is_some_and(|number| !is_year(number));
    // `March 11, 1921`: a day of a month.
    (is_open && (is_page || is_roman(&word.folded)))
        .then(|| with_value(text, LocatorLabel::Page, word.range.start, word.range.start))
        .flatten()
        .filter(|_| !before.contains('(') || before.ends_with(')'))
}

/// Whether a number is a year sooner than a page.
fn is_year(number: u32) -> bool {
    (1400..2100).contains(&number)
}

/// Whether a number is a volume before a page: of `II, 57` and `i. 35`, the first.
fn is_volume(text: &str, words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| {
        number(next).is_some()
            && matches!(text[words[at].range.end..next.range.start].trim(), "," | ".")
    })
}

/// What is before a number that may be a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// The title of the work.
    Title,
    /// A word for an earlier note, which a full stop may cut short: `Ibid. 15`.
    Before,
}

/// A number right behind what names a work, whatever is said after it: `Ibid. 15`, `Making, 12, where
/// the contrary is asserted`.
pub(super) fn right_behind(
    text: &str,
    words: &[Word],
    after: usize,
    named: Named,
) -> Option<Found> {
    let before = after.checked_sub(1).and_then(|last| words.get(last));
    let mut end = before.map_or(0, |word| word.range.end);
    let mut first = after;
    // `i. 35`: the volume comes first.
    if words.get(first).is_some_and(|word| is_roman(&word.folded)) && is_volume(text, words, first)
    {
        end = words[first].range.end;
        first += 1;
    }
    let word = words.get(first)?;
    let gap = &text[end..word.range.start];
    let may_stop = named == Named::Before || first > after;
    let is_gap = |c: char| {
        may_stop && c == '.'
            || matches!(c, ',' | ':' | ' ' | '\u{a0}' | '\n' | '\r' | ')' | ']' | '…')
            || CLOSING.contains(&c)
    };
    let is_roman = is_roman(&word.folded) && !word.is_capital;
    let is_page = number(word).is_some_and(|number| !is_year(number)) || is_roman;
    if !is_page || !gap.chars().all(is_gap) {
        return None;
    }
    let found = with_value(text, LocatorLabel::Page, word.range.start, word.range.start)?;
    let rest = &text[found.range.end..];
    ends_place(rest).then_some(found)
}

/// Whether the text behind a number says that it counts editions: `3. Aufl.`, `2e éd.`
pub(super) fn counts_editions(rest: &str) -> bool {
    const EDITIONS: &[&str] = &[
        "aufl",
        "auflage",
        "ausg",
        "ausgabe",
        "ed",
        "edn",
        "edition",
        "éd",
        "édition",
        "edición",
        "edizione",
        "edição",
        "изд",
        "издание",
        "wyd",
        "wydanie",
        "vyd",
        "vydání",
        "druk",
        "uitg",
        "oplag",
        "udg",
        "uppl",
        "kiad",
    ];
    const ENDINGS: [&str; 12] = ["er", "re", "st", "nd", "rd", "th", "e", "d", "a", "º", "ª", "-е"];
    let ending = ENDINGS.iter().find_map(|ending| rest.strip_prefix(ending));
    let is_unit = |rest: &str| {
        let unit = rest.trim_start_matches(['.', ' ', '\u{a0}', '\n', '\r']);
        let length = unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len());
        unit.len() < rest.len() && EDITIONS.contains(&unit[..length].to_lowercase().as_str())
    };
    is_unit(rest) || ending.is_some_and(is_unit)
}

/// Whether what follows a number leaves it a page: `12 vols`, `9 March 1921` and `46 (1928)` are
/// none.
fn ends_place(rest: &str) -> bool {
    const UNITS: [&str; 24] = [
        "vol", "vols", "volumes", "ed", "edn", "edition", "aufl", "bde", "bände", "tomes", "tom",
        "t", "x", "nos", "no", "pp", "p", "s", "ff", "st", "nd", "rd", "th", "hrsg",
    ];
    let Some(next) = rest.chars().next() else { return true };
    if counts_editions(rest) {
        return false;
    }
    if superscript(next).is_some() || next.is_alphanumeric() {
        return false;
    }
    let said = rest.trim_start();
    if let Some(inside) = said.strip_prefix(['(', '[']) {
        let is_year = inside.bytes().take_while(u8::is_ascii_digit).count() == 4;
        return !is_year && rest.len() > said.len();
    }
    if next != ' ' && next != '\n' && next != '\u{a0}' {
        return !matches!(next, '/' | '%' | '€' | '£' | '$' | '#' | '-');
    }
    let word: &str = &said[..said.find(|c: char| !c.is_alphanumeric()).unwrap_or(said.len())];
    let is_dated = said[word.len()..]
        .trim_start_matches(['.', ' '])
        .bytes()
        .take(4)
        .all(|byte| byte.is_ascii_digit())
        && said[word.len()..].trim_start_matches(['.', ' ']).len() >= 4;
    let is_small = word.starts_with(char::is_lowercase);
    (word.is_empty() || is_small) && !is_dated && !UNITS.contains(&word)
}

/// The end of the sentence of a reference, after which it is commented on: `(New York 1964), 10.
/// “The faces” is …`.
pub(super) fn sentence_end(text: &str, words: &[Word], after: usize) -> usize {
    let ends = |at: &usize| {
        let word = &words[*at];
        let behind = &text[word.range.end..];
        let next = behind.trim_start_matches('.').trim_start();
        let begins = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
        let is_label = words.get(at + 1).is_some_and(|next| label_of(text, next).is_some());
        number(word).is_some_and(|number| !(1400..=2100).contains(&number))
            && (behind.starts_with(". ") || behind.starts_with(".\n"))
            && begins
            && !counts_editions(behind)
            && !is_label
    };
    let last = (after..words.len()).find(ends);
    last.map_or(words.len(), |last| last + 1)
}

/// The number that a word is, with a letter that divides a page or the sign for those that follow:
/// `433a`, `45f`, `45ff`.
fn number(word: &Word) -> Option<u32> {
    let folded = word.folded.strip_suffix("ff").or(word.folded.strip_suffix('f'));
    let folded = folded.unwrap_or(&word.folded);
    let folded = without_note(folded);
    let is_one =
        number_length(folded) == folded.len() && folded.starts_with(|c: char| c.is_ascii_digit());
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_lowercase());
    is_one.then(|| digits.parse().ok()).flatten()
}

/// A page without the note on it: `17n6`.
fn without_note(folded: &str) -> &str {
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    match bare.strip_suffix("nn").or(bare.strip_suffix('n')) {
        Some(page) if bare.len() < folded.len() && !page.is_empty() => page,
        _ => folded,
    }
}

/// A page before the year in parentheses, as lawyers write it: `90 Harv. L. Rev. 1, 12 (1977)`,
/// `Control 35 (1970)`, `Pure Theory of Law 193 (Max Knight trans., 1967)`.
pub(super) fn before_year(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let year = (after + 1..words.len()).rev().find(|at| words[*at].year().is_some())?;
    let open = text[..words[year].range.start].rfind('(')?;
    let is_last = text[words[year].range.end..].starts_with(')');
    if !is_last || text[open..words[year].range.start].contains(')') {
        return None;
    }
    let before = text[..open].trim_end();
    // The first of the numbers that continue up to the parenthesis.
    let ends_so = |at: &usize| {
        let start = words[*at].range.start;
        start < before.len() && start + value_length(&text[start..]) == before.len()
    };
    let mut first = (after.max(1)..year).find(ends_so)?;
    // In `Rev. 593, 601` the first is the beginning of the article.
    let whole = &before[words[first].range.start..];
    if let Some(comma) = whole.rfind(", ") {
        let second = words[first].range.start + comma + 2;
        first = (first..year).find(|at| words[*at].range.start == second).unwrap_or(first);
    }
    let start = words[first].range.start;
    let gap = &text[words[first - 1].range.end..start];
    let is_second = gap.trim() == "," && words[first - 1].number().is_some();
    let is_page = is_second || gap.trim().trim_matches(['*', '_', '”', '’', '"']).is_empty();
    let is_number = words[first].number().is_some() && words[first].year().is_none();
    (is_page && is_number).then(|| with_value(text, LocatorLabel::Page, start, start)).flatten()
}
