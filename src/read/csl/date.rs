//! Dates: in parts, as EDTF, in words.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::{INVALID_DATE, SCHEMA_VIOLATION};
use crate::model::{
    Bound, Date, DatePoint, Precision, Season, days_in_month, month_by_name, season_by_name,
};
use crate::read::bibtex::parse_loose_date;
use crate::source::{Location, Span};
use crate::syntax::data::{Kind, Node};

/// A problem with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    WrongKind(&'static str, &'static str),
    NoNumber(String),
    NoSuchDate(String),
    NoYear,
    /// A season that is neither 1–4 nor the name of one.
    NoSeason(String),
    /// A year with more than four digits.
    FarYear(i32),
    /// The numbers of a date where a list of such lists is expected.
    NotNested,
    TooManyDates,
}

impl Problem {
    pub(super) fn diagnostic(self, place: Location, field: &str) -> Diagnostic {
        match self {
            Problem::WrongKind(is, wanted) => {
                let message = format!("`{field}` has {is}, but {wanted} is expected");
                Diagnostic::new(&SCHEMA_VIOLATION, place, message)
            }
            Problem::NoNumber(text) => {
                let message = format!("`{text}` is not a number, as a part of a date is");
                Diagnostic::new(&INVALID_DATE, place, message)
            }
            Problem::NoSuchDate(text) => {
                Diagnostic::new(&INVALID_DATE, place, format!("there is no date `{text}`"))
                    .help("a month is 1–12, or 21–24 for a season; a day is one that its month has")
            }
            Problem::NoSeason(text) => {
                Diagnostic::new(&INVALID_DATE, place, format!("`{text}` is not a season"))
                    .help("a season is 1 (spring) to 4 (winter)")
            }
            Problem::TooManyDates => {
                let message = "a range has a start and an end, and no third date";
                Diagnostic::new(&INVALID_DATE, place, message)
            }
            Problem::FarYear(year) => {
                let message = format!("the year `{year}` has more than four digits");
                Diagnostic::new(&INVALID_DATE, place, message)
            }
            Problem::NotNested => {
                let message =
                    format!("the date in `{field}` is a list, but a list of lists is expected");
                let help = "write it in brackets once more: `[[2001, 3]]`";
                Diagnostic::new(&SCHEMA_VIOLATION, place, message).help(help)
            }
            Problem::NoYear => {
                Diagnostic::new(&INVALID_DATE, place, "this date has no year".to_owned())
            }
        }
    }
}

type Problems = Vec<(Span, Problem)>;

/// Reads a date; problems are added to the list.
pub(super) fn read(node: &Node<'_>, problems: &mut Problems) -> Option<Date> {
    if let Some(text) = node.text() {
        // The schema of CSL 1.0.2 has EDTF in the place of the whole.
        return (!text.trim().is_empty()).then(|| in_words(text, node.span, problems));
    }
    if let Some(dates) = node.items() {
        return in_list(node, dates, problems);
    }
    if node.pairs().is_none() {
        problems.push((node.span, Problem::WrongKind(node.described(), "a date")));
        return None;
    }
    let text = |name: &str| node.get(name).and_then(Node::text).filter(|text| !text.is_empty());
    let span_of = |name: &str| node.get(name).map_or(node.span, |part| part.span);
    if let Some(words) = text("literal") {
        report_if_no_date(words, span_of("literal"), problems);
        return Some(Date::Literal(words.to_owned()));
    }
    // It is more precise than the numbers beside it.
    if let Some(Ok(date)) = text("edtf").map(Date::from_edtf) {
        return Some(date);
    }
    if let Some(parts) = node.get("date-parts").filter(|parts| !parts.is_null())
        && let Some(date) = in_parts(node, parts, problems)
    {
        return Some(date);
    }
    for name in ["edtf", "raw"] {
        if let Some(words) = text(name) {
            return Some(in_words(words, span_of(name), problems));
        }
    }
    in_fields(node, problems)
}

/// Reads a date in words, and reports one in figures that no calendar has: `2020-13`.
fn in_words(text: &str, span: Span, problems: &mut Problems) -> Date {
    let date = parse(text);
    if matches!(date, Date::Literal(_)) {
        report_if_no_date(text, span, problems);
    }
    date
}

fn report_if_no_date(text: &str, span: Span, problems: &mut Problems) {
    let text = text.trim();
    if is_day_of_no_month(text) {
        problems.push((span, Problem::NoSuchDate(text.to_owned())));
        return;
    }
    let mut parts = text.split('-');
    let has_digits = |part: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_year = parts.next().is_some_and(|year| has_digits(year, 4..=4));
    let rest: Vec<&str> = parts.collect();
    // `1999-00` are two years.
    let is_range = rest.len() == 1 && rest[0].parse().is_ok_and(|end: u32| end == 0 || end > 24);
    let is_figures = has_year
        && (1..=2).contains(&rest.len())
        && !is_range
        && rest.iter().all(|part| has_digits(part, 1..=2));
    if is_figures && parse_loose_date(text).is_none() && Date::from_edtf(text).is_err() {
        problems.push((span, Problem::NoSuchDate(text.to_owned())));
    }
}

/// True for a day in words that its month does not have: `31 February 2020`, `February 31, 2020`.
fn is_day_of_no_month(text: &str) -> bool {
    let words = text.split([' ', ',']).map(|word| word.trim_end_matches('.'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let [first, second, year] = words[..] else { return false };
    let (day, month) = match (month_by_name(first), month_by_name(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return false,
    };
    let (Ok(day), Ok(year)) = (day.parse::<u8>(), year.parse::<i32>()) else { return false };
    days_in_month(year, month).is_some_and(|most| day == 0 || day > most)
}

/// Reads a list of dates, the ends of a range, as Pandoc wrote it before its version 2.11; a list of
/// numbers or of lists of them is `date-parts` without its name.
fn in_list(node: &Node<'_>, dates: &[Node<'_>], problems: &mut Problems) -> Option<Date> {
    if dates.iter().all(|date| date.pairs().is_none()) {
        return in_parts(node, node, problems);
    }
    let point = |date: Option<Date>| match date {
        Some(Date::Point(point)) => Some(Bound::Point(point)),
        _ => None,
    };
    if dates.len() > 2 {
        problems.push((dates[2].span, Problem::TooManyDates));
    }
    let start = read(&dates[0], problems)?;
    let Some(end) = dates.get(1) else { return Some(start) };
    match (point(Some(start.clone())), point(read(end, problems))) {
        (Some(start), Some(end)) => Some(Date::Range { start, end }),
        _ => Some(start),
    }
}

/// Reads a date with `year`, `month`, `day` and `season`, as pandoc wrote it before version 2.11.
fn in_fields(node: &Node<'_>, problems: &mut Problems) -> Option<Date> {
    let part = |name: &str| node.get(name).filter(|part| !part.is_null());
    let Some(year) = part("year") else {
        if part("month").or(part("day")).or(part("season")).is_some() {
            problems.push((node.span, Problem::NoYear));
        }
        return None;
    };
    let mut point = match (part("month"), part("day")) {
        (None, _) => point_of(&[year], node.span, problems)?,
        (Some(month), None) => point_of(&[year, month], node.span, problems)?,
        (Some(month), Some(day)) => point_of(&[year, month, day], node.span, problems)?,
    };
    let season = part("season").and_then(|season| season_of(season, problems));
    if let (Some(season), Precision::Year) = (season, point.precision) {
        point.precision = Precision::Season(season);
    }
    Some(Date::Point(DatePoint { approximate: says(node, "circa"), ..point }))
}

/// True if a part is true in one of the ways that programs write it.
fn says(node: &Node<'_>, part: &str) -> bool {
    node.get(part).is_some_and(|value| {
        let nothing = matches!(value.kind(), Some(Kind::Bool(false) | Kind::Null) | None);
        !nothing && !matches!(value.text(), Some("" | "0" | "false"))
    })
}

/// Reads a date in words: EDTF, or another common form; other text is kept.
pub(super) fn parse(text: &str) -> Date {
    let text = text.trim();
    if let Ok(date) = Date::from_edtf(text) {
        return date;
    }
    let (plain, approximate, uncertain) = without_doubt(text);
    if let Some(point) = point(plain) {
        return Date::Point(with_doubt(point, approximate, uncertain));
    }
    for divider in ["/", " - ", "--", " – ", "–", "-"] {
        if let Some((start, end)) = plain.split_once(divider)
            && let (Some(start), Some(end)) = (point(start), point(end))
        {
            let start = with_doubt(start, approximate, uncertain);
            return Date::Range { start: Bound::Point(start), end: Bound::Point(end) };
        }
    }
    Date::Literal(text.to_owned())
}

fn point(text: &str) -> Option<DatePoint> {
    let text = text.trim();
    if let Some(year) = year_with_era(text) {
        return Some(DatePoint::year(year));
    }
    match parse_loose_date(text)? {
        Date::Point(point) => Some(point),
        _ => None,
    }
}

/// The year of `44 BC`, `44 B.C.E.`, `98 AD` or `AD 98`, as astronomers count: 1 BC is 0.
fn year_with_era(text: &str) -> Option<i32> {
    let plain = text.replace('.', "");
    let is_era = |c: char| c.is_ascii_alphabetic() || c == ' ';
    let number = plain.trim_matches(is_era);
    let before = plain[..plain.len() - plain.trim_start_matches(is_era).len()].trim();
    let after = plain.trim_start_matches(is_era)[number.len()..].trim();
    let is = |text: &str, eras: &[&str]| eras.iter().any(|era| text.eq_ignore_ascii_case(era));
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = number.parse().ok().filter(|year| digits && *year > 0)?;
    match (before, after) {
        ("", era) if is(era, &["BC", "BCE"]) => Some(1 - year),
        ("", era) if is(era, &["AD", "CE"]) => Some(year),
        (era, "") if is(era, &["AD"]) => Some(year),
        _ => None,
    }
}

fn with_doubt(mut point: DatePoint, approximate: bool, uncertain: bool) -> DatePoint {
    (point.approximate, point.uncertain) = (approximate, uncertain);
    point
}

/// The date without `circa`, brackets and question mark, and whether there were any.
fn without_doubt(text: &str) -> (&str, bool, bool) {
    let plain = text.trim_matches(['[', ']']);
    let certain = plain.trim_end_matches('?');
    let mut date = certain;
    for word in ["circa", "ca.", "c.", "ca"] {
        let start = certain.get(..word.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            let rest = &certain[word.len()..];
            if rest.starts_with([' ', '1', '2', '0']) {
                date = rest.trim_start();
            }
            break;
        }
    }
    (date, date.len() < certain.len(), certain.len() < plain.len())
}

fn in_parts(node: &Node<'_>, parts: &Node<'_>, problems: &mut Problems) -> Option<Date> {
    let Some(dates) = parts.items() else {
        let words = parts.text().filter(|text| !text.trim().is_empty());
        problems.push((parts.span, Problem::WrongKind(parts.described(), "a list of lists")));
        return words.map(parse);
    };
    // Some programs omit the outer list.
    let bare = dates.first().is_some_and(|date| date.items().is_none());
    if bare && !std::ptr::eq(node, parts) {
        problems.push((parts.span, Problem::NotNested));
    }
    let dates = if bare { std::slice::from_ref(parts) } else { dates };
    let circa = says(node, "circa");
    let season = node.get("season").filter(|season| !season.is_null());
    let season = season.and_then(|season| season_of(season, problems));
    let mut point = |date: &Node<'_>| {
        let point = read_point(date, problems)?;
        Some(DatePoint { approximate: circa, ..point })
    };
    let mut start = point(dates.first()?)?;
    // For a range, it is the season of the first date.
    if let (Some(season), Precision::Year) = (season, start.precision) {
        start.precision = Precision::Season(season);
    }
    Some(match dates.get(1) {
        None => Date::Point(start),
        Some(end) => {
            let end = match end.items() {
                // A year 0 means an open end.
                Some([year, ..]) if year.text() != Some("0") => point(end),
                _ => None,
            };
            Date::Range { start: Bound::Point(start), end: end.map_or(Bound::Open, Bound::Point) }
        }
    })
}

/// The number of a month that is given by name.
fn month_of(text: &str) -> Option<i32> {
    let point = point(&format!("{text} 2000")).filter(|_| text.starts_with(char::is_alphabetic))?;
    point.month().map(i32::from)
}

/// The season with this number or name. Zotero writes the name that a user typed.
fn season_of(node: &Node<'_>, problems: &mut Problems) -> Option<Season> {
    let text = node.text()?.trim();
    let season = match text.parse() {
        Ok(number) => Season::from_number(number),
        Err(_) => season_by_name(text),
    };
    if season.is_none() && !text.is_empty() {
        problems.push((node.span, Problem::NoSeason(text.to_owned())));
    }
    season
}

fn read_point(date: &Node<'_>, problems: &mut Problems) -> Option<DatePoint> {
    let parts: Vec<&Node<'_>> = date.items().unwrap_or_default().iter().collect();
    point_of(&parts, date.span, problems)
}

/// The date from a year, a month and a day, as far as there are.
fn point_of(parts: &[&Node<'_>], span: Span, problems: &mut Problems) -> Option<DatePoint> {
    let mut numbers = [0_i32; 3];
    for (index, (number, part)) in numbers.iter_mut().zip(parts).enumerate() {
        let text = part.text().unwrap_or_default().trim();
        let month = || month_of(text).filter(|_| index == 1).ok_or(());
        match text.parse::<i32>().or_else(|_| month()) {
            Ok(parsed) => *number = parsed,
            Err(_) if text.is_empty() => {}
            Err(_) => problems.push((part.span, Problem::NoNumber(text.to_owned()))),
        }
    }
    let [year, month, day] = numbers;
    if year == 0 {
        if !parts.is_empty() {
            problems.push((span, Problem::NoYear));
        }
        return None;
    }
    if year > 9999 {
        problems.push((span, Problem::FarYear(year)));
    }
    // CSL counts years BC from −1, and has no year 0.
    let year = if year < 0 { year + 1 } else { year };
    let shown =
        |count: usize| numbers[..count].iter().map(i32::to_string).collect::<Vec<_>>().join("-");
    let small = |number: i32| u8::try_from(number).unwrap_or(0);
    Some(match (month, day) {
        (0, 0) => DatePoint::year(year),
        // Months above 12 are seasons, in one of several numberings.
        (13..=24, _) => {
            if month < 21 {
                problems.push((span, Problem::NoSuchDate(shown(2))));
            }
            let season = Season::from_number(((month - 13) % 4) as u8 + 1);
            season.map_or(DatePoint::year(year), |season| DatePoint::year_season(year, season))
        }
        (1..=12, 0) => DatePoint::year_month(year, small(month))?,
        (1..=12, day) => {
            let known = DatePoint::year_month_day(year, small(month), small(day));
            known.unwrap_or_else(|| {
                problems.push((span, Problem::NoSuchDate(shown(3))));
                DatePoint { precision: Precision::Month(small(month)), ..DatePoint::year(year) }
            })
        }
        _ => {
            problems.push((span, Problem::NoSuchDate(shown(2))));
            DatePoint::year(year)
        }
    })
}
