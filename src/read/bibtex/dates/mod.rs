//! Dates: BibLaTeX's `date`, and BibTeX's `year`, `month` and `day`.
//!
//! *Source*: the BibLaTeX manual (3.18), section 2.3.8, "Date and Time Specifications".

mod form;
mod loose;
mod month;
mod problem;
mod year;

pub(super) use form::is_placeholder;
pub(in crate::read) use loose::parse_loose;
pub(super) use month::{MonthPart, parse_days, parse_iso_month, parse_month};
pub(super) use problem::DateProblem;
pub(super) use year::{parse_year, parse_year_and_month};

use crate::model::Date;

/// Reads the value of `date` and similar fields. Text that is not a date by BibLaTeX's rules is
/// reported, and still read as far as possible; otherwise it is kept as words, with TeX decoded.
pub(super) fn parse_date(text: &str, decoded: &str) -> (Option<Date>, Option<DateProblem>) {
    if text.is_empty() {
        return (None, None);
    }
    let old = text.contains("unknown") || text.contains("open");
    // The words of EDTF's first draft.
    let current =
        if old { text.replace("unknown", "").replace("open", "..") } else { String::new() };
    let edtf = if old { current.as_str() } else { text };
    let error = match Date::from_edtf(edtf) {
        Ok(date) => return (Some(date), None),
        Err(error) => error,
    };
    if let Some(date) = year_division(edtf) {
        return (Some(date), None);
    }
    // The same draft used `u` for an unknown digit.
    if let (true, Some(date)) = (text.ends_with('u'), year::unknown_digits(text)) {
        return (Some(date), None);
    }
    if error.is_off_the_calendar() && !old {
        // The part before an invalid month or day is still known.
        let known = text[..error.range.start].trim_end_matches('-');
        let date = Date::from_edtf(known).unwrap_or_else(|_| Date::Literal(decoded.to_owned()));
        return (Some(date), Some(DateProblem::off_the_calendar(text, error)));
    }
    let understood = parse_loose(text)
        .or_else(|| year::range(text))
        .or_else(|| year::unknown_digits(text))
        .or_else(|| year::circa(text));
    let problem = DateProblem {
        range: if old { 0..0 } else { error.range },
        help: Some(help(text, understood.as_ref())),
        meant: understood.as_ref().and_then(Date::to_edtf),
        ..DateProblem::invalid(match lacks_year(text) {
            true => format!("`{text}` is not a date: the year is missing"),
            false => format!("`{text}` is not a date"),
        })
    };
    let problem = (!is_placeholder(&text.to_lowercase())).then_some(problem);
    (understood.or_else(|| Some(Date::Literal(decoded.to_owned()))), problem)
}

/// The divisions of a year in EDTF's second level: a season of a hemisphere, a quarter, four months
/// or a half. The months of those that are no season are known.
///
/// *Source*: the BibLaTeX manual (3.20), section 2.3.8, "Year, Month, Day, Time"; the EDTF
/// specification, "Sub-year groupings".
fn year_division(text: &str) -> Option<Date> {
    let (year, number) = text.rsplit_once('-')?;
    let number: u8 = number.parse().ok().filter(|_| number.len() == 2)?;
    if year.trim_start_matches('-').contains('-') {
        return None;
    }
    let months = |first: u8, length: u8| {
        let start = 1 + (number - first) * length;
        format!("{year}-{start:02}/{year}-{:02}", start + length - 1)
    };
    let edtf = match number {
        25..=32 => format!("{year}-{}", 21 + (number - 25) % 4),
        33..=36 => months(33, 3),
        37..=39 => months(37, 4),
        40..=41 => months(40, 6),
        _ => return None,
    };
    Date::from_edtf(&edtf).ok()
}

fn help(text: &str, understood: Option<&Date>) -> String {
    if let Some(date) = understood.and_then(Date::to_edtf) {
        return format!("write `{date}`");
    }
    if let (true, Some(part)) = (lacks_year(text), parse_month(text)) {
        let form = match part {
            MonthPart::Month(month) => format!("`YYYY-{month:02}`"),
            MonthPart::Day { month, day } => format!("`YYYY-{month:02}-{day:02}`"),
            MonthPart::Season(season) => format!("`YYYY-{}`", 20 + season.number()),
            _ => "`YYYY-MM-DD`".to_owned(),
        };
        return format!("write the year first: {form}");
    }
    match form::judge(text) {
        Some(DateProblem { meant: Some(meant), .. }) => format!("did you mean `{meant}`?"),
        _ if text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            form::in_four_digits(text)
        }
        _ => "a date has the form `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, a range \
              `YYYY/YYYY`; words go into `year` or `pubstate`"
            .to_owned(),
    }
}

/// True if a text is a month or season, with or without a day.
fn lacks_year(text: &str) -> bool {
    let named = text.contains(char::is_alphabetic);
    named && matches!(parse_month(text), Some(part) if part != MonthPart::NoSuchMonth)
}

#[cfg(test)]
mod tests;
