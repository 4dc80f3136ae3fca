//! Rules about entries that are the same work.

pub(in crate::check) mod same_identifier;
mod works;
