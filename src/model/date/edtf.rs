//! Converts EDTF text to dates and back.

use std::fmt;
use std::ops::Range;

use crate::model::date::{
    Bound, Date, DatePoint, Precision, Season, Time, Unspecified, days_in_month,
};

/// Why a text is not an EDTF date of level 0 or 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
#[non_exhaustive]
pub struct EdtfError {
    /// The bytes of the input that prove it.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub kind: EdtfErrorKind,
}

/// What is wrong with an EDTF date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EdtfErrorKind {
    /// It does not have the form of a date.
    #[error("not a date in the form `YYYY-MM-DD`")]
    Form,
    /// The month is neither 1–12 nor a season.
    #[error("there is no month {0}")]
    Month(u8),
    /// The month does not have this day.
    #[error("month {month} of {year} has no day {day}")]
    Day {
        /// The year, in astronomical numbering.
        year: i32,
        /// The month, 1–12.
        month: u8,
        /// The day that does not exist.
        day: u8,
    },
    /// The hour, minute, second or offset is impossible.
    #[error("not a time of day")]
    Time,
}

impl EdtfError {
    /// True if the text has the form of a date, but its month or day does not exist.
    pub fn is_off_the_calendar(&self) -> bool {
        matches!(self.kind, EdtfErrorKind::Month(_) | EdtfErrorKind::Day { .. })
    }
}

impl Date {
    /// Reads an EDTF date of level 0 or 1.
    ///
    /// *Shape*: `1921`, `1921-03`, `1921-03-11`, `1921-21` (spring), `-0044`, `Y170000002`,
    /// `1921~`, `1921?`, `1921%`, `192X`, `19XX`, `1921-XX`, `1921/1923`, `1921/..`, `1921/`,
    /// and a time after `T`.
    ///
    /// # Errors
    ///
    /// If the text is not a date; the error contains the bytes that prove it, and says whether the
    /// form or the calendar is wrong.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::model::Date;
    /// let date = Date::from_edtf("1921-03-11/1921-03-18~").unwrap();
    /// assert!(date.is_uncertain());
    /// assert!(Date::from_edtf("1921-13").is_err());
    /// ```
    pub fn from_edtf(input: &str) -> Result<Date, EdtfError> {
        parse(input)
    }

    /// Writes the date in EDTF; `None` for a literal.
    pub fn to_edtf(&self) -> Option<String> {
        match self {
            Date::Point(point) => Some(point.to_string()),
            Date::Range { start, end } => Some(format!("{start}/{end}")),
            Date::Literal(_) => None,
        }
    }
}

fn parse(input: &str) -> Result<Date, EdtfError> {
    let Some((start, end)) = input.split_once('/') else {
        return Ok(Date::Point(parse_point(input, 0)?));
    };
    let range =
        Date::Range { start: parse_bound(start, 0)?, end: parse_bound(end, start.len() + 1)? };
    match range {
        Date::Range { start: Bound::Open | Bound::Unknown, end: Bound::Open | Bound::Unknown } => {
            Err(EdtfError { range: 0..input.len(), kind: EdtfErrorKind::Form })
        }
        range => Ok(range),
    }
}

fn parse_bound(text: &str, offset: usize) -> Result<Bound, EdtfError> {
    match text {
        "" => Ok(Bound::Unknown),
        ".." => Ok(Bound::Open),
        text => parse_point(text, offset).map(Bound::Point),
    }
}

/// Parses one date; `offset` is its position in the input, for errors.
fn parse_point(text: &str, offset: usize) -> Result<DatePoint, EdtfError> {
    let fail = |range: Range<usize>, kind| EdtfError {
        range: range.start + offset..range.end + offset,
        kind,
    };
    let form = || fail(0..text.len(), EdtfErrorKind::Form);
    // `OCT` does not contain a time of day.
    let timed =
        text.split_once('T').filter(|(date, _)| date.starts_with(|c| ('-'..='9').contains(&c)));
    let (date, time) = match timed {
        Some((date, time)) => {
            let at = date.len() + 1..text.len();
            (date, Some(parse_time(time).ok_or_else(|| fail(at, EdtfErrorKind::Time))?))
        }
        None => (text, None),
    };
    let bare = date.strip_suffix(['~', '?', '%']).unwrap_or(date);
    let qualifier = &date[bare.len()..];
    let sign = usize::from(bare.starts_with('-')) + usize::from(bare.starts_with("Y-")) * 2;
    let year_end = bare[sign..].find('-').map_or(bare.len(), |at| at + sign);
    let (year, unspecified) = parse_year(&bare[..year_end]).ok_or_else(form)?;
    let mut point = DatePoint {
        time,
        approximate: matches!(qualifier, "~" | "%"),
        uncertain: matches!(qualifier, "?" | "%"),
        unspecified,
        ..DatePoint::year(year)
    };
    if let Some(rest) = bare[year_end..].strip_prefix('-') {
        if unspecified != Unspecified::Nothing {
            return Err(form());
        }
        (point.precision, point.unspecified) =
            parse_within(rest, year).map_err(|(range, kind)| match kind {
                EdtfErrorKind::Form => form(),
                kind => fail(range.start + year_end + 1..range.end + year_end + 1, kind),
            })?;
    }
    if point.time.is_some() && point.day().is_none() {
        return Err(form());
    }
    Ok(point)
}

/// Parses the text after the year and its hyphen: a month or season, and an optional day.
fn parse_within(
    text: &str,
    year: i32,
) -> Result<(Precision, Unspecified), (Range<usize>, EdtfErrorKind)> {
    let form = || (0..text.len(), EdtfErrorKind::Form);
    let (month_text, day_text) = match text.split_once('-') {
        Some((month, day)) => (month, Some(day)),
        None => (text, None),
    };
    match (month_text, day_text) {
        ("XX", None) => return Ok((Precision::Year, Unspecified::Month)),
        ("XX", Some("XX")) => return Ok((Precision::Year, Unspecified::MonthAndDay)),
        _ => {}
    }
    let month = two_digits(month_text).ok_or_else(form)?;
    let Some(day_text) = day_text else {
        let precision = month_or_season(month).ok_or((0..2, EdtfErrorKind::Month(month)))?;
        return Ok((precision, Unspecified::Nothing));
    };
    let last = days_in_month(year, month).ok_or((0..2, EdtfErrorKind::Month(month)))?;
    if day_text == "XX" {
        return Ok((Precision::Month(month), Unspecified::Day));
    }
    let day = two_digits(day_text).ok_or_else(form)?;
    if !(1..=last).contains(&day) {
        return Err((3..5, EdtfErrorKind::Day { year, month, day }));
    }
    Ok((Precision::Day { month, day }, Unspecified::Nothing))
}

/// `1921`, `-0044`, `Y170000002`, `Y-17000`, `192X` or `19XX`.
fn parse_year(text: &str) -> Option<(i32, Unspecified)> {
    if let Some(long) = text.strip_prefix('Y') {
        let digits = long.strip_prefix('-').unwrap_or(long);
        let fits = digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        return fits.then(|| long.parse().ok())?.map(|year| (year, Unspecified::Nothing));
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let known = digits.trim_end_matches('X');
    let unspecified = match digits.len() - known.len() {
        0 => Unspecified::Nothing,
        1 => Unspecified::Decade,
        2 => Unspecified::Century,
        _ => return None,
    };
    if digits.len() != 4 || !known.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i32.pow((digits.len() - known.len()) as u32);
    Some((sign * known.parse::<i32>().ok()? * scale, unspecified))
}

fn two_digits(text: &str) -> Option<u8> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// Months are 1–12, seasons 21–24 (spring to winter).
fn month_or_season(number: u8) -> Option<Precision> {
    match number {
        1..=12 => Some(Precision::Month(number)),
        21..=24 => Season::from_number(number - 20).map(Precision::Season),
        _ => None,
    }
}

/// `12:30`, `12:30:00`, either alone or with `Z`, `+01`, `+01:00`.
fn parse_time(text: &str) -> Option<Time> {
    let zone_at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(zone_at);
    let mut parts = clock.split(':');
    let hour = two_digits(parts.next()?)?;
    let minute = two_digits(parts.next()?)?;
    let second = parts.next().map_or(Some(0), two_digits)?;
    let offset = match zone.as_bytes() {
        [] => None,
        [b'Z'] => Some(0),
        [sign, ..] => {
            let (hours, minutes) = zone[1..].split_once(':').unwrap_or((&zone[1..], "00"));
            let minutes = i16::from(two_digits(hours)?) * 60 + i16::from(two_digits(minutes)?);
            Some(if *sign == b'-' { -minutes } else { minutes })
        }
    };
    let real = parts.next().is_none()
        && minute < 60
        && second <= 60
        && (hour < 24 || (hour == 24 && minute == 0 && second == 0))
        && offset.is_none_or(|offset| offset.abs() <= 14 * 60);
    real.then_some(Time { hour, minute, second, offset })
}

/// Writes a date so that [`parse`] reads the same one.
fn write(point: &DatePoint, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sign = if point.year < 0 { "-" } else { "" };
    let year = point.year.unsigned_abs();
    match point.unspecified {
        Unspecified::Decade => write!(f, "{sign}{:03}X", year / 10)?,
        Unspecified::Century => write!(f, "{sign}{:02}XX", year / 100)?,
        _ if year > 9999 => write!(f, "Y{sign}{year}")?,
        _ => write!(f, "{sign}{year:04}")?,
    }
    match point.precision {
        Precision::Year => {}
        Precision::Season(season) => write!(f, "-{}", 20 + season.number())?,
        Precision::Month(month) => write!(f, "-{month:02}")?,
        Precision::Day { month, day } => write!(f, "-{month:02}-{day:02}")?,
    }
    f.write_str(match point.unspecified {
        Unspecified::Month | Unspecified::Day => "-XX",
        Unspecified::MonthAndDay => "-XX-XX",
        _ => "",
    })?;
    f.write_str(match (point.approximate, point.uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    })?;
    let Some(time) = point.time else { return Ok(()) };
    write!(f, "T{:02}:{:02}:{:02}", time.hour, time.minute, time.second)?;
    match time.offset {
        None => Ok(()),
        Some(0) => f.write_str("Z"),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
        }
    }
}

impl fmt::Display for Bound {
    /// Writes the date in EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Point(point) => point.fmt(f),
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for DatePoint {
    /// Writes the date in EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self, f)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Bound, Date, Precision, Season};

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "1921",
            "1921-03",
            "1921-03-11",
            "1921-21",
            "-0044",
            "0000",
            "Y170000002",
            "Y-17000",
            "1921~",
            "1921-03?",
            "1921%",
            "192X",
            "19XX",
            "1921-XX",
            "1921-03-XX",
            "1921-XX-XX",
            "1921/1923",
            "1921-03-11/..",
            "../1923",
            "1921/",
            "/1923~",
            "2004-01-01T10:10:10Z",
            "2004-01-01T10:10:10+05:30",
            "2004-01-01T10:10:10",
        ] {
            let date = Date::from_edtf(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(date.to_edtf().as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_off_the_calendar_is_named() {
        let fails = |text: &str, slice: &str, message: &str| {
            let error = Date::from_edtf(text).expect_err(text);
            assert_eq!((&text[error.range.clone()], error.to_string().as_str()), (slice, message));
        };
        fails("1921-13", "13", "there is no month 13");
        fails("2021/2023-02-29", "29", "month 2 of 2023 has no day 29");
        let form = "not a date in the form `YYYY-MM-DD`";
        for text in
            ["", "21", "OCT", "1921-3", "1921-", "19211", "192X-03", "March 1921", "/", "../.."]
        {
            fails(text, text, form);
        }
    }

    #[test]
    fn seasons_and_bounds() {
        let Ok(Date::Range { start: Bound::Point(start), end }) = Date::from_edtf("1921-23/..")
        else {
            panic!("a range with an open end");
        };
        assert_eq!((start.precision, end), (Precision::Season(Season::Autumn), Bound::Open));
    }
}
