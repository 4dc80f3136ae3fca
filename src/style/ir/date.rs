//! Dates.

use crate::model::Variable;
use crate::style::ir::common::{Common, StrId};

/// `cs:date`.
#[derive(Debug, Clone)]
pub(crate) struct DateElement {
    pub(crate) variable: Variable,
    /// The form of the locale's date format, or `None` if only the element's own parts count.
    pub(crate) form: Option<DateForm>,
    /// How much of a localized date is printed.
    pub(crate) show: DateParts,
    pub(crate) parts: Vec<DatePart>,
    pub(crate) delimiter: StrId,
    /// What it prints in each of [`Program::locales`].
    pub(crate) in_locales: Vec<DateFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateForm {
    Text,
    Numeric,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DateParts {
    #[default]
    YearMonthDay,
    YearMonth,
    Year,
}

/// `cs:date-part`.
#[derive(Debug, Clone)]
pub(crate) struct DatePart {
    pub(crate) name: DatePartName,
    /// `None` if the element does not set it, so that the locale's form is kept.
    pub(crate) form: Option<DatePartForm>,
    pub(crate) range_delimiter: Option<StrId>,
    pub(crate) common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePartName {
    Year,
    Month,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePartForm {
    Numeric,
    NumericLeadingZeros,
    Ordinal,
    Long,
    Short,
}

/// A localized date.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateFormat {
    pub(crate) parts: Vec<DatePart>,
    pub(crate) delimiter: StrId,
}
