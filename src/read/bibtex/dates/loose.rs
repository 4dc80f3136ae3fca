//! Dates in forms that follow no standard: `March 11, 1921`, `11.3.1921`, `2009/5`.

use crate::model::{Date, DatePoint};
use crate::model::{month_by_name, season_by_name};

/// Reads a date in a form that can mean only one day, month or year.
///
/// *Shape*: `20090503`, `2009-5-3`, `2009/05`, `5/2009`, `3 March 2009`, `March 2009`, `Spring
/// 2009`, `2.3.2009`, `2009-05-03 10:30`; `01/02/2009` is ambiguous and not accepted.
pub(in crate::read) fn parse_loose(text: &str) -> Option<Date> {
    if let Some(date) = without_hyphens(text) {
        return Some(date);
    }
    let mut year = None;
    let mut month = None;
    let mut season = None;
    let mut small = Vec::new();
    let mut year_first = false;
    let divider = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | '–' | 'T');
    for word in text.split(divider).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        if let (true, Ok(number)) = (ordinal && digits.len() <= 4, digits.parse::<u16>()) {
            match digits.len() {
                4 if year.is_none() => {
                    year = Some(i32::from(number));
                    year_first = small.is_empty() && month.is_none();
                }
                1 | 2 => small.push(number as u8),
                _ => return None,
            }
        } else if let (None, Some(found)) = (month, month_by_name(word)) {
            month = Some(found);
        } else if let (None, Some(found)) = (season, season_by_name(word)) {
            season = Some(found);
        } else if !is_noise(word) {
            return None;
        }
    }
    let year = year?;
    // Where full stops divide the numbers, the day comes first: `6.5.2001`.
    let is_dotted = text.contains('.') && !text.contains(['/', '-']);
    let point = match (month, season, &small[..]) {
        (None, Some(season), []) => DatePoint::year_season(year, season),
        (None, None, []) => DatePoint::year(year),
        (Some(month), None, []) => DatePoint::year_month(year, month)?,
        (Some(month), None, &[day]) => DatePoint::year_month_day(year, month, day)?,
        (None, None, &[month]) => DatePoint::year_month(year, month)?,
        (None, None, &[month, day]) if year_first => DatePoint::year_month_day(year, month, day)?,
        // A number above 12 is not a month, so the other number is.
        (None, None, &[day, month]) if day > 12 || day == month || is_dotted => {
            DatePoint::year_month_day(year, month, day)?
        }
        (None, None, &[month, day]) if day > 12 => DatePoint::year_month_day(year, month, day)?,
        _ => return None,
    };
    Some(Date::Point(point))
}

/// `20090503`, with zeros for an unknown day or month: `20090500`.
fn without_hyphens(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = text[..4].parse().ok().filter(|year| (1000..2200).contains(year))?;
    let point = match (text[4..6].parse().ok()?, text[6..].parse().ok()?) {
        (0, 0) => DatePoint::year(year),
        (month, 0) => DatePoint::year_month(year, month)?,
        (month, day) => DatePoint::year_month_day(year, month, day)?,
    };
    Some(Date::Point(point))
}

/// Words that add nothing to a date: a time of day, the name of a weekday.
fn is_noise(word: &str) -> bool {
    let clock = word.contains(':')
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | 'Z' | '+'));
    let lower = word.to_ascii_lowercase();
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .any(|day| lower.starts_with(day) && (lower.len() == 3 || lower.ends_with("day")));
    clock || weekday || matches!(lower.as_str(), "of" | "on" | "accessed" | "visited" | "retrieved")
}
