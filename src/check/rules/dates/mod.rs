//! Rules about dates.

mod reversed_range;

crate::check::rule::rules! { reversed_range }
