//! Dates in bibliographies: a year, month, day or season, a range, or words.
//!
//! *Source*: EDTF (ISO 8601-2:2019 annex A) levels 0 and 1; CSL 1.0.2 data, "Date variables".

mod calendar;
mod edtf;
mod point;
mod value;

pub(crate) use calendar::days_in_month;
pub use edtf::{EdtfError, EdtfErrorKind};
pub use point::{DatePoint, Precision, Season, Time, Unspecified};
pub use value::{Bound, Date};
