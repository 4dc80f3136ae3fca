//! Rules about dates.

mod contradictory_dates;
mod implausible_year;
mod reversed_range;

crate::check::rule::rules! { reversed_range, implausible_year, contradictory_dates }
