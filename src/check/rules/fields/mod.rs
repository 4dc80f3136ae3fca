//! Rules about which fields an entry has.

pub(in crate::check) mod exclusive_fields;
pub(in crate::check) mod missing_required;
mod required;
