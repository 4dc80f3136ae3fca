//! What people write for a month: a name in one of several languages, a number, a day beside it,
//! two of them, a season.

use crate::model::Season;

/// What a `month` field says.
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
    /// A number that no month has.
    NoSuchMonth,
}

/// Names of months in small letters; those of one row are the same month. A name is recognised
/// by its beginning, as long as the beginning is one of no other month.
///
/// English, German, French, Spanish, Italian, Portuguese, Dutch.
const NAMES: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari"],
    &["february", "februar", "février", "fevrier", "febrero", "febbraio", "fevereiro", "februari"],
    &["march", "märz", "maerz", "mars", "marzo", "março", "marco", "maart", "mrz"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "aout", "agosto", "augustus"],
    &["september", "septembre", "septiembre", "settembre", "setembro", "sept"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro"],
];

const SEASONS: [(&str, Season); 8] = [
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("fall", Season::Autumn),
    ("winter", Season::Winter),
    ("frühling", Season::Spring),
    ("sommer", Season::Summer),
    ("herbst", Season::Autumn),
];

/// The month of a name or its beginning, of three letters at least, with or without full stop.
pub(super) fn month_by_name(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let exact = NAMES.iter().position(|names| names.contains(&word.as_str()));
    let by_start = || {
        let starts = |names: &&[&str]| names.iter().any(|name| name.starts_with(&word));
        let mut found = NAMES.iter().enumerate().filter(|(_, names)| starts(names));
        let (month, _) = found.next()?;
        found.next().is_none().then_some(month)
    };
    exact.or_else(by_start).map(|month| month as u8 + 1)
}

/// The season of a name.
pub(super) fn season_by_name(word: &str) -> Option<Season> {
    let word = word.trim_end_matches('.').to_lowercase();
    SEASONS.iter().find(|(name, _)| *name == word).map(|(_, season)| *season)
}

/// Reads the value of a `month` field; `None` where it says nothing that is a month.
pub(in crate::read::bibtex) fn parse_month(text: &str) -> Option<MonthPart> {
    if let Ok(number) = text.parse::<u16>() {
        let month = u8::try_from(number).ok().filter(|month| (1..=12).contains(month));
        return Some(month.map_or(MonthPart::NoSuchMonth, MonthPart::Month));
    }
    if let Some(month) = month_by_name(text) {
        return Some(MonthPart::Month(month));
    }
    if let Some(season) = season_by_name(text) {
        return Some(MonthPart::Season(season));
    }
    let mut months = Vec::new();
    let mut days = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        if let Some(month) = month_by_name(word) {
            months.push(month);
        } else if let Some(day) = digits.parse().ok().filter(|day| (1..=31).contains(day)) {
            days.push(day);
        } else if !matches!(word, "and" | "und" | "et" | "to" | "of" | "the" | "st" | "nd" | "th") {
            return None;
        }
    }
    match (&months[..], &days[..]) {
        (&[month], []) => Some(MonthPart::Month(month)),
        (&[month], &[day]) => Some(MonthPart::Day { month, day }),
        (&[from, .., to], []) => Some(MonthPart::Months(from, to)),
        (&[month], &[from, .., to]) => Some(MonthPart::Days { month, from, to }),
        (&[month, to_month], &[day, to_day]) => {
            Some(MonthPart::DaysOfMonths { from: (month, day), to: (to_month, to_day) })
        }
        _ => None,
    }
}
