//! Rules about the run itself.

mod malformed_suppression;
mod nothing_checked;
mod unused_suppression;

crate::check::rule::rules! { malformed_suppression, nothing_checked, unused_suppression }
