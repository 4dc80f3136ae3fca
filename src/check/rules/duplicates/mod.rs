//! Rules about entries that are the same work.

mod same_identifier;

crate::check::rule::rules! { same_identifier }
