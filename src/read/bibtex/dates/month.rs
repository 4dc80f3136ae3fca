//! The values of `month`: names in several languages, numbers, months with days, several months,
//! seasons.

use crate::model::{Date, Precision, Season, month_by_name, season_by_name};

/// The meaning of a `month` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::bibtex) enum MonthPart {
    /// One month, 1–12.
    Month(u8),
    /// A day of a month.
    Day { month: u8, day: u8 },
    /// From one month to another.
    Months(u8, u8),
    /// From one day of a month to another.
    Days { month: u8, from: u8, to: u8 },
    /// From a day of one month to a day of another.
    DaysOfMonths { from: (u8, u8), to: (u8, u8) },
    /// A season.
    Season(Season),
    /// From one season to another.
    Seasons(Season, Season),
    /// Days without a month: `13--16`.
    DaysOnly,
    /// A number that is not a month.
    NoSuchMonth,
}

/// Reads the value of a `month` field; `None` if it is not a month.
pub(in crate::read::bibtex) fn parse_month(text: &str) -> Option<MonthPart> {
    if let Ok(number) = text.parse::<u16>() {
        let month = u8::try_from(number).ok().filter(|month| (1..=12).contains(month));
        return Some(month.map_or(MonthPart::NoSuchMonth, MonthPart::Month));
    }
    if let Some(month) = month_by_name(text) {
        return Some(MonthPart::Month(month));
    }
    let mut months = Vec::new();
    let mut seasons = Vec::new();
    let mut days = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        if let Some(month) = month_by_name(word) {
            months.push(month);
        } else if let Some(season) = season_by_name(word) {
            seasons.push(season);
        } else if let Some(day) = digits.parse().ok().filter(|day| (1..=31).contains(day)) {
            days.push(day);
        } else if !is_joining(word) {
            return None;
        }
    }
    match (&months[..], &seasons[..], &days[..]) {
        (&[], &[season], []) => Some(MonthPart::Season(season)),
        (&[], &[from, .., to], []) => Some(MonthPart::Seasons(from, to)),
        (&[month], [], []) => Some(MonthPart::Month(month)),
        (&[month], [], &[day]) => Some(MonthPart::Day { month, day }),
        (&[from, .., to], [], []) => Some(MonthPart::Months(from, to)),
        (&[month], [], &[from, .., to]) => Some(MonthPart::Days { month, from, to }),
        (&[month, to_month], [], &[day, to_day]) => {
            Some(MonthPart::DaysOfMonths { from: (month, day), to: (to_month, to_day) })
        }
        // `7/8` are two months, unlike other numbers with a slash.
        (&[], [], &[from, to]) if from < to && to <= 12 => Some(MonthPart::Months(from, to)),
        (&[], [], &[_, .., _]) => Some(MonthPart::DaysOnly),
        _ => None,
    }
}

/// The month, and the day if there is one, of a date in the form of ISO 8601: `2001-05-06`.
pub(in crate::read::bibtex) fn parse_iso_month(text: &str) -> Option<MonthPart> {
    let Ok(Date::Point(point)) = Date::from_edtf(text) else { return None };
    match point.precision {
        Precision::Month(month) => Some(MonthPart::Month(month)),
        Precision::Day { month, day } => Some(MonthPart::Day { month, day }),
        _ => None,
    }
}

fn is_joining(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "und"
            | "et"
            | "y"
            | "e"
            | "i"
            | "to"
            | "bis"
            | "au"
            | "du"
            | "le"
            | "of"
            | "the"
            | "st"
            | "nd"
            | "rd"
            | "th"
    )
}

/// Reads the value of a `day` field: a day, or the first and last of several.
pub(in crate::read::bibtex) fn parse_days(text: &str) -> Option<(u8, u8)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse::<u8>().ok()
    };
    let days: Option<Vec<u8>> = words.filter(|word| !is_joining(word)).map(day).collect();
    match days?[..] {
        [day] => Some((day, day)),
        [from, to] => Some((from, to)),
        _ => None,
    }
}
