//! The values of `month`: names in several languages, numbers, months with days, several months,
//! seasons.

use crate::model::{Date, Precision, Season};

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

/// Names of months in lower case; the names in a row mean the same month. A name is recognized by
/// its beginning, if no other month begins with it.
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

/// Names in further languages, by month; only whole names count, or abbreviations with a full stop.
///
/// Catalan, Danish, Norwegian, Swedish, Polish, Czech, Slovak, Finnish, Hungarian, Romanian,
/// Turkish, Russian, Ukrainian. Names that mean different months in related languages are left out.
#[rustfmt::skip]
const OTHER_NAMES: [&[&str]; 12] = [
    &["gener", "stycznia", "styczeń", "leden", "ledna", "január", "tammikuu", "tammikuuta", "ianuarie", "ocak", "январь", "января", "янв", "січень", "січня"],
    &["febrer", "luty", "lutego", "únor", "února", "február", "helmikuu", "helmikuuta", "februarie", "şubat", "февраль", "февраля", "фев", "лютий", "лютого"],
    &["març", "marts", "marzec", "marca", "březen", "března", "marec", "maaliskuu", "maaliskuuta", "március", "martie", "mart", "март", "марта", "мар", "березень", "березня"],
    &["kwiecień", "kwietnia", "duben", "dubna", "huhtikuu", "huhtikuuta", "április", "aprilie", "nisan", "апрель", "апреля", "апр", "квітень", "квітня"],
    &["maig", "maj", "maja", "květen", "května", "máj", "mája", "toukokuu", "toukokuuta", "május", "mayıs", "май", "мая", "травень", "травня"],
    &["juny", "czerwiec", "czerwca", "červen", "června", "jún", "júna", "kesäkuu", "kesäkuuta", "június", "iunie", "haziran", "июнь", "июня", "июн", "червень", "червня"],
    &["juliol", "lipiec", "lipca", "červenec", "července", "júl", "júla", "heinäkuu", "heinäkuuta", "július", "iulie", "temmuz", "июль", "июля", "июл", "липень", "липня"],
    &["agost", "sierpień", "sierpnia", "srpen", "srpna", "elokuu", "elokuuta", "augusztus", "ağustos", "август", "августа", "авг", "серпень", "серпня"],
    &["setembre", "wrzesień", "września", "září", "syyskuu", "syyskuuta", "szeptember", "septembrie", "eylül", "сентябрь", "сентября", "сен", "сент", "вересень", "вересня"],
    &["październik", "października", "říjen", "října", "lokakuu", "lokakuuta", "október", "octombrie", "ekim", "октябрь", "октября", "окт", "жовтень", "жовтня"],
    &["desembre", "marraskuu", "marraskuuta", "noiembrie", "kasım", "ноябрь", "ноября", "ноя"],
    &["desember", "grudzień", "grudnia", "prosinec", "prosince", "joulukuu", "joulukuuta", "decembrie", "aralık", "декабрь", "декабря", "дек", "грудень", "грудня"],
];

/// For suggestions.
pub(in crate::read::bibtex) const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SEASONS: [(&str, Season); 24] = [
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("fall", Season::Autumn),
    ("winter", Season::Winter),
    ("frühling", Season::Spring),
    ("frühjahr", Season::Spring),
    ("sommer", Season::Summer),
    ("herbst", Season::Autumn),
    ("printemps", Season::Spring),
    ("été", Season::Summer),
    ("automne", Season::Autumn),
    ("hiver", Season::Winter),
    ("primavera", Season::Spring),
    ("verano", Season::Summer),
    ("otoño", Season::Autumn),
    ("invierno", Season::Winter),
    ("estate", Season::Summer),
    ("autunno", Season::Autumn),
    ("inverno", Season::Winter),
    ("lente", Season::Spring),
    ("zomer", Season::Summer),
    ("herfst", Season::Autumn),
    ("hösten", Season::Autumn),
];

/// The month for a name or an abbreviation of at least three letters, with or without a full stop.
pub(super) fn month_by_name(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let mut tables = [&NAMES, &OTHER_NAMES].into_iter();
    let exact =
        tables.find_map(|table| table.iter().position(|names| names.contains(&word.as_str())));
    let by_start = || {
        let starts = |names: &&[&str]| names.iter().any(|name| name.starts_with(&word));
        let mut found = NAMES.iter().enumerate().filter(|(_, names)| starts(names));
        let (month, _) = found.next()?;
        found.next().is_none().then_some(month)
    };
    exact.or_else(by_start).map(|month| month as u8 + 1)
}

/// The season with this name.
pub(super) fn season_by_name(word: &str) -> Option<Season> {
    let word = word.trim_end_matches('.').to_lowercase();
    SEASONS.iter().find(|(name, _)| *name == word).map(|(_, season)| *season)
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
