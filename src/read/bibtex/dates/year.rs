//! What people write for a year: a number, a range, a date, words.

use crate::model::{Bound, Date, DatePoint};

/// Reads the value of a `year` field. What is no year is kept as words.
pub(in crate::read::bibtex) fn parse_year(text: &str) -> Option<Date> {
    if text.is_empty() {
        return None;
    }
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if let (true, Ok(year)) = (plain, text.parse()) {
        return Some(Date::year(year));
    }
    if let Ok(date) = Date::from_edtf(text) {
        return Some(date);
    }
    circa(text)
        .or_else(|| range(text))
        .or_else(|| bracketed(text))
        .or_else(|| Some(Date::Literal(text.to_owned())))
}

/// `1999--2000`, `1999–2000`, `1999-00`, `1984/85`.
fn range(text: &str) -> Option<Date> {
    let (start, end) = text.split_once(['-', '–', '—', '/'])?;
    let end = end.trim_start_matches(['-', '–', '—']).trim();
    let start = start.trim();
    let number = |text: &str| {
        let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse::<i32>().ok() } else { None }
    };
    if start.len() != 4 {
        return None;
    }
    let first = number(start)?;
    let end = match end.len() {
        0 => Bound::Open,
        4 => Bound::Point(DatePoint::year(number(end)?)),
        2 => Bound::Point(DatePoint::year(first - first % 100 + number(end)?)),
        _ => return None,
    };
    Some(Date::Range { start: Bound::Point(DatePoint::year(first)), end })
}

/// `c. 1920`, `ca. 1920`, `circa 1920`.
fn circa(text: &str) -> Option<Date> {
    let word = ["circa", "ca.", "ca", "c.", "um"];
    let rest = word.iter().find_map(|word| text.strip_prefix(word))?;
    let digits = rest.trim();
    let year = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    Some(Date::Point(DatePoint { approximate: true, ..DatePoint::year(year) }))
}

/// `[1920]`: a year that the work itself does not state.
fn bracketed(text: &str) -> Option<Date> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let (digits, uncertain) = match inside.strip_suffix('?') {
        Some(digits) => (digits, true),
        None => (inside, false),
    };
    let digits_only = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits_only.then(|| digits.parse().ok())??;
    Some(Date::Point(DatePoint { uncertain, ..DatePoint::year(year) }))
}
