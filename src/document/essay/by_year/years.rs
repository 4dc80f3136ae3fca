//! Years of publication in a text: `1967`, `1967a`, `n.d.`

use std::ops::Range;

/// A year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    /// From its first digit to its letter.
    pub(super) range: Range<usize>,
    /// The number; `None` for a work without a date.
    pub(super) value: Option<i32>,
    /// The letter after it.
    pub(super) letter: Option<char>,
}

/// What is written in place of a year.
const UNDATED: [&str; 14] = [
    "n.d.",
    "n. d.",
    "s.d.",
    "s. d.",
    "s.f.",
    "s. f.",
    "o.J.",
    "o. J.",
    "forthcoming",
    "in press",
    "im Erscheinen",
    "à paraître",
    "en prensa",
    "in corso di stampa",
];

impl Year {
    /// The year with which a text begins at a position.
    pub(super) fn at(text: &str, start: usize) -> Option<Year> {
        let rest = &text[start..];
        if let Some(words) = UNDATED.iter().find(|words| rest.starts_with(**words)) {
            let range = start..start + words.len();
            return Some(Year { range, value: None, letter: None });
        }
        let digits = rest.get(..4).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()))?;
        let value: i32 = digits.parse().ok().filter(|value| (1000..2100).contains(value))?;
        let mut behind = rest[4..].chars();
        let first = behind.next();
        let ends = |next: Option<char>| next.is_none_or(|c| !c.is_alphanumeric());
        let letter = first.filter(|c| c.is_ascii_lowercase() && ends(behind.next()));
        let end = start + 4 + letter.map_or(0, char::len_utf8);
        let is_range = text[end..]
            .strip_prefix(['-', '–', '—'])
            .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let is_whole = letter.is_some() || ends(first);
        (is_whole && !is_range).then_some(Year { range: start..end, value: Some(value), letter })
    }

    /// The years in a part of a text, in order.
    pub(super) fn all(text: &str, part: Range<usize>) -> Vec<Year> {
        let mut years = Vec::new();
        let mut at = part.start;
        let mut before = None;
        while let Some(c) = text[at..part.end].chars().next() {
            let begins = before.is_none_or(|c: char| !c.is_alphanumeric() && c != '.');
            let found = begins.then(|| Year::at(text, at)).flatten();
            let found = found.filter(|year| year.range.end <= part.end);
            // The second year of a range is none of publication either.
            let is_second = matches!(before, Some('-' | '–' | '—'));
            at = match found {
                Some(year) => {
                    let end = year.range.end;
                    if !is_second {
                        years.push(year);
                    }
                    end
                }
                None => at + c.len_utf8(),
            };
            before = text[..at].chars().next_back();
        }
        years
    }
}
