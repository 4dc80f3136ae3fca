//! Rules about dates.

pub(in crate::check) mod reversed_range;
