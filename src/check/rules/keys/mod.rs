//! Rules about the keys that citations call entries by.

pub(in crate::check) mod duplicate_key;
pub(in crate::check) mod key_case_clash;
pub(in crate::check) mod key_pattern;
