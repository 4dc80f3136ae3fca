//! Rules about the run itself.

pub(in crate::check) mod nothing_checked;
