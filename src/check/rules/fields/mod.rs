//! Rules about which fields an entry has.

mod exclusive_fields;
mod misplaced_content;
mod missing_required;
mod nobody;
mod places;
mod trailing_punctuation;

crate::check::rule::rules! { exclusive_fields, misplaced_content, missing_required, nobody, trailing_punctuation }
