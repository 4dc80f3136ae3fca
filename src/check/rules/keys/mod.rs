//! Rules about the keys of entries.

mod duplicate_key;
mod key_case_clash;
mod key_not_citable;
mod key_pattern;
mod key_year;

crate::check::rule::rules! { duplicate_key, key_case_clash, key_pattern, key_not_citable, key_year }
