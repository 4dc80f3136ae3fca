//! Rules about which fields an entry has.

pub(in crate::check) mod exclusive_fields;
pub(in crate::check) mod misplaced_content;
pub(in crate::check) mod missing_required;
pub(in crate::check) mod nobody;
mod places;
pub(in crate::check) mod required;
pub(in crate::check) mod trailing_punctuation;
