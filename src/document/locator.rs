//! Locators in the text after a key: `, pp. 33, 35-37, and nowhere else`.

use crate::document::Labels;
use crate::model::markdown;
use crate::model::{Cite, Locator, LocatorLabel, is_roman, roman_value};

/// Splits the text after a key into a locator and the rest.
pub(super) fn read_suffix(text: &str, labels: &Labels, cite: &mut Cite) {
    let text = markdown::without_entities(text);
    let (locator, rest) = split_with(&text, labels, has_digit);
    cite.locator = locator.or_else(|| cite.locator.take());
    let suffix = rest.trim_end();
    cite.suffix = (!suffix.is_empty()).then(|| markdown::read(suffix));
}

/// The locator at the beginning of a text, and the text after it; the whole text if there is no
/// locator. A word without a label is a page if it begins with a digit.
pub(crate) fn split<'t>(text: &'t str, labels: &Labels) -> (Option<Locator>, &'t str) {
    split_with(text, labels, |word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// True if a word without a label is a page to pandoc: it contains a digit, and is neither an
/// address nor quoted or marked.
fn has_digit(word: &str) -> bool {
    const MARKS: [char; 15] =
        ['#', '*', '_', '`', '"', '“', '\'', '‘', '$', '<', '\\', '-', '–', '^', '~'];
    word.contains(|c: char| c.is_ascii_digit())
        && !word.contains("://")
        && !word.contains(char::is_whitespace)
        && !word.starts_with(MARKS)
}

fn split_with<'t>(
    text: &'t str,
    labels: &Labels,
    is_page: impl Fn(&str) -> bool,
) -> (Option<Locator>, &'t str) {
    let body = text.trim_start();
    let body = body.strip_prefix(',').map_or(body, str::trim_start);
    delimited_locator(body, labels)
        .or_else(|| enclosed_locator(body, labels))
        .or_else(|| integrated_locator(body, labels, is_page))
        .unwrap_or((None, text))
}

/// `{ii, A, D-Z}`, with or without a label in the braces; `{}` means that there is no locator.
fn delimited_locator<'t>(body: &'t str, labels: &Labels) -> Option<(Option<Locator>, &'t str)> {
    let inside = body.strip_prefix('{')?;
    let mut depth = 1_u32;
    let close = inside.char_indices().find_map(|(at, c)| {
        depth = match c {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        };
        (depth == 0).then_some(at)
    })?;
    let value = inside[..close].trim();
    let (label, len) = labels.find(value).unwrap_or((LocatorLabel::Page, 0));
    let value = read_value(value[len..].trim());
    let locator = (!value.is_empty()).then(|| Locator { label, value: value.into() });
    Some((locator, &inside[close + 1..]))
}

/// `第45页`: a number between the ordinal prefix of Chinese and Japanese and its unit.
fn enclosed_locator<'t>(body: &'t str, labels: &Labels) -> Option<(Option<Locator>, &'t str)> {
    let inside = body.strip_prefix('第')?;
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '~' | ',' | '、' | ' ');
    let value = &inside[..inside.find(|c| !number(c)).unwrap_or(inside.len())];
    let (label, len) = labels.find(&inside[value.len()..])?;
    let locator = Locator { label, value: value.trim().into() };
    let holds = value.contains(|c: char| c.is_ascii_digit());
    holds.then(|| (Some(locator), &inside[value.len() + len..]))
}

/// `p. 12–15, 20`: a label, followed by words that contain a digit or are roman numerals. Without a
/// label, the first word counts pages if `is_page` accepts it: `12`, `A3`, `[3]`.
fn integrated_locator<'t>(
    body: &'t str,
    labels: &Labels,
    is_page: impl Fn(&str) -> bool,
) -> Option<(Option<Locator>, &'t str)> {
    let labelled = labels.find(body);
    let (label, len) = labelled.unwrap_or((LocatorLabel::Page, 0));
    if labelled.is_none() && !is_page(&body[..word_length(body)]) {
        return None;
    }
    let value_start = body.len() - body[len..].trim_start().len();
    let mut end = value_start;
    loop {
        let separator = match end == value_start {
            true => 0,
            false => separator_length(&body[end..]),
        };
        if end != value_start && separator == 0 {
            break;
        }
        let word = word_length(&body[end + separator..]);
        let text = &body[end + separator..end + separator + word];
        let roman = labelled.is_some() && is_roman_range(text);
        if !text.contains(|c: char| c.is_ascii_digit()) && !roman {
            break;
        }
        end += separator + word;
    }
    let value = read_value(&body[value_start..end]);
    (end > value_start).then(|| (Some(Locator { label, value: value.into() }), &body[end..]))
}

/// The value of a locator; two or three hyphens are a dash, as everywhere in pandoc's Markdown and
/// in LaTeX.
fn read_value(text: &str) -> String {
    let has_hyphens = text.contains("--") && !text.contains("\\-");
    let dashed = has_hyphens.then(|| text.replace("---", "—").replace("--", "–"));
    markdown::unescape(dashed.as_deref().unwrap_or(text))
}

/// The space, or comma and space, between two words of a locator.
fn separator_length(text: &str) -> usize {
    let after = text.strip_prefix(',').unwrap_or(text);
    text.len() - after.trim_start().len()
}

/// The length of the word at the beginning of a text, in bytes: up to a space or comma outside
/// brackets, without the full stop after it.
fn word_length(text: &str) -> usize {
    let mut depth = 0_u32;
    let end = text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && (c == ',' || c.is_whitespace()) => return Some(at),
            _ => {}
        }
        None
    });
    text[..end.unwrap_or(text.len())].trim_end_matches(['.', ':', '!', '?']).len()
}

/// A roman numeral, or a range of them.
fn is_roman_range(word: &str) -> bool {
    let (start, end) = word.split_once(['-', '–']).unwrap_or((word, word));
    let is_number = |part: &str| {
        let part = part.trim_matches(['(', ')', '[', ']', '-']);
        is_roman(part) && roman_value(part).is_some()
    };
    is_number(start) && is_number(end)
}
