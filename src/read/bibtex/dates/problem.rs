//! Why a text is not a date.

use std::ops::Range;

use crate::diagnostic::Rule;
use crate::diagnostic::rules::{DATE_FORM, INVALID_DATE};
use crate::model::EdtfError;

/// Why a text is not a date, with the bytes that prove it.
#[derive(Debug, Clone)]
pub(in crate::read::bibtex) struct DateProblem {
    pub(in crate::read::bibtex) rule: &'static Rule,
    /// Empty if the whole text is meant.
    pub(in crate::read::bibtex) range: Range<usize>,
    pub(in crate::read::bibtex) message: String,
    pub(in crate::read::bibtex) help: Option<String>,
    /// The probable meaning of the whole text.
    pub(in crate::read::bibtex) meant: Option<String>,
}

impl DateProblem {
    pub(super) fn invalid(message: String) -> Self {
        DateProblem { rule: &INVALID_DATE, range: 0..0, message, help: None, meant: None }
    }

    pub(super) fn form(message: String) -> Self {
        DateProblem { rule: &DATE_FORM, ..DateProblem::invalid(message) }
    }

    pub(super) fn off_the_calendar(text: &str, error: EdtfError) -> Self {
        let message = format!("`{text}` does not exist: {error}");
        let help = Some("correct the month or the day".to_owned());
        DateProblem { range: error.range, help, ..DateProblem::invalid(message) }
    }
}
