//! Rules about the run itself.

pub(in crate::check) mod malformed_suppression;
pub(in crate::check) mod nothing_checked;
pub(in crate::check) mod unused_suppression;
