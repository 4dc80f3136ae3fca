//! Rules about the fields of an entry.

mod broken_file_link;
mod conditional_field;
mod dialect_mismatch;
mod exclusive_fields;
mod misplaced_content;
mod missing_required;
mod nobody;
mod places;
mod suspicious_type;
mod trailing_punctuation;
mod unknown_language;

crate::check::rule::rules! { exclusive_fields, misplaced_content, missing_required, nobody, trailing_punctuation, suspicious_type, dialect_mismatch, unknown_language, broken_file_link, conditional_field }
