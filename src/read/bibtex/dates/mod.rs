//! Dates: BibLaTeX's `date`, and the `year`, `month` and `day` of BibTeX.
//!
//! *Source*: the BibLaTeX manual (3.18), section 2.3.8, "Date and Time Specifications".

mod loose;
mod month;
mod year;

pub(in crate::read) use loose::parse_loose;
pub(super) use month::{MonthPart, parse_month};
pub(super) use year::parse_year;

use std::ops::Range;

use crate::model::{Date, EdtfErrorKind};

/// Why a text is not a date, with the bytes of it that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateProblem {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Reads the value of `date` and its like. What is no date by BibLaTeX's rules is reported, and
/// still read as far as it can be understood; at the worst it is kept as words.
pub(super) fn parse_date(text: &str) -> (Option<Date>, Option<DateProblem>) {
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
    let range = if old { 0..text.len() } else { error.range.clone() };
    let loose = parse_loose(text);
    let (message, help) = match &error.kind {
        EdtfErrorKind::Form => {
            let help = match loose.as_ref().and_then(Date::to_edtf) {
                Some(date) => format!("write `{date}`"),
                None => "a date has the form `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, a range \
                         `YYYY/YYYY`; words go into `year` or `pubstate`"
                    .to_owned(),
            };
            (format!("`{text}` is not a date"), Some(help))
        }
        kind => (format!("`{text}` is not in the calendar: {kind}"), None),
    };
    let problem = DateProblem { range: range.clone(), message, help };
    let part = match error.kind {
        // What stands before the month or day that is not there is still known.
        EdtfErrorKind::Month(_) | EdtfErrorKind::Day { .. } if !old => {
            let known = text[..range.start].trim_end_matches('-');
            Date::from_edtf(known).ok()
        }
        _ => loose,
    };
    (part.or_else(|| Some(Date::Literal(text.to_owned()))), Some(problem))
}

#[cfg(test)]
mod tests;
