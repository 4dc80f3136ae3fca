//! Dates in RIS: `2001/05/03/Spring`, of which any part may be empty.

use crate::model::{Bound, Date, DatePoint, Precision, month_by_name, season_by_name};
use crate::read::bibtex::parse_loose_date;

/// A date, and what is wrong with it.
pub(super) struct Read {
    pub(super) date: Date,
    /// The words after the third slash, if they are not a season.
    pub(super) rest: Option<String>,
    pub(super) fault: Option<String>,
}

/// Reads a date that is not empty.
pub(super) fn read(text: &str) -> Read {
    let parts: Vec<&str> = text.splitn(4, '/').map(str::trim).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let year = parts.first().copied().unwrap_or_default();
    if !is_number(year) || parts.len() == 1 && year.len() > 4 {
        return in_other_form(text);
    }
    let is_range = parts.len() == 2 && parts[1].len() > 2;
    if let (true, Ok(date)) = (is_range, Date::from_edtf(text.trim())) {
        return Read { date, rest: None, fault: None };
    }
    let Ok(year) = year.parse::<i32>() else { return in_words(text) };
    let rest = parts.get(3).copied().unwrap_or_default();
    let month = parts.get(1).copied().unwrap_or_default();
    let number = month.parse::<u8>().ok().or_else(|| month_by_name(month));
    let day = parts.get(2).and_then(|day| day.parse::<u8>().ok());
    let season = season_by_name(rest).or_else(|| season_by_name(month));
    let point = match (number, day) {
        (Some(number), Some(day)) => DatePoint::year_month_day(year, number, day),
        (Some(number), None) => DatePoint::year_month(year, number),
        (None, _) => Some(match season {
            Some(season) => DatePoint::year_season(year, season),
            None => DatePoint::year(year),
        }),
    };
    let is_left = !rest.is_empty() && season_by_name(rest).is_none();
    let is_lost = !month.is_empty() && number.is_none() && season_by_name(month).is_none()
        || parts.get(2).is_some_and(|it| !it.is_empty()) && (day.is_none() || number.is_none());
    let fault = (point.is_none() || is_lost).then(|| format!("`{text}` is not a date"));
    let rest = if is_lost { Some(text.to_owned()) } else { is_left.then(|| rest.to_owned()) };
    Read { date: Date::Point(point.unwrap_or_else(|| DatePoint::year(year))), rest, fault }
}

/// `2001-05-03`, `May 2001`, `3 May 2001`, or words.
fn in_other_form(text: &str) -> Read {
    if let Ok(date) = Date::from_edtf(text.trim()) {
        return Read { date, rest: None, fault: None };
    }
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let is_year = |word: &&&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = words.iter().find(is_year).and_then(|word| word.parse().ok());
    let month = words.iter().find_map(|word| month_by_name(word));
    let day = words.iter().filter(|word| word.len() < 3).find_map(|word| word.parse().ok());
    let point = match (year, month, day, words.len()) {
        (Some(year), Some(month), Some(day), 3) => DatePoint::year_month_day(year, month, day),
        (Some(year), Some(month), None, 2) => DatePoint::year_month(year, month),
        _ => None,
    };
    if let (Some(year), 2) = (year, words.len())
        && let Some(date) = words.iter().find_map(|word| months_or_season(year, word))
    {
        return Read { date, rest: None, fault: None };
    }
    // PubMed and EndNote write a day without slashes: `20151028`.
    let closed = (text.len() == 8).then(|| closed_up(text)).flatten();
    match (point.or(closed), parse_loose_date(text)) {
        (Some(point), _) => Read { date: Date::Point(point), rest: None, fault: None },
        (None, Some(date)) => Read { date, rest: None, fault: None },
        (None, None) => in_words(text),
    }
}

/// `Nov-Dec` or `Spring` of a year, as PubMed writes them.
fn months_or_season(year: i32, word: &str) -> Option<Date> {
    if let Some(season) = season_by_name(word) {
        return Some(Date::Point(DatePoint::year_season(year, season)));
    }
    let (first, last) = word.split_once('-')?;
    let month = |word| DatePoint::year_month(year, month_by_name(word)?).map(Bound::Point);
    Some(Date::Range { start: month(first)?, end: month(last)? })
}

fn closed_up(text: &str) -> Option<DatePoint> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let (month, day) = (number(4, 6)?, number(6, 8)?);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    DatePoint::year_month_day(number(0, 4)?.into(), month, day)
}

fn in_words(text: &str) -> Read {
    let fault = text.bytes().all(|b| !b.is_ascii_alphabetic()) || is_year_with_letters(text);
    let fault = fault.then(|| format!("`{text}` is not a date"));
    Read { date: Date::Literal(text.to_owned()), rest: None, fault }
}

/// `2O16` and `l998`: letters in the places of figures.
fn is_year_with_letters(text: &str) -> bool {
    let text = text.trim().trim_end_matches('/').as_bytes();
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_like_digit = |byte: &u8| matches!(byte, b'O' | b'o' | b'l' | b'I');
    text.len() == 4 && digits > 1 && text.iter().all(|it| it.is_ascii_digit() || is_like_digit(it))
}

/// True if the second date says the same as the first, and more.
pub(super) fn is_closer(first: &Date, second: &Date) -> bool {
    let rank = |point: &DatePoint| match point.precision {
        Precision::Year => 0,
        Precision::Season(_) => 1,
        Precision::Month(_) => 2,
        Precision::Day { .. } => 3,
    };
    match (first, second) {
        (Date::Point(first), Date::Point(second)) => {
            first.year == second.year && rank(second) > rank(first)
        }
        _ => false,
    }
}
