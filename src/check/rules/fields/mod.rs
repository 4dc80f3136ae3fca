//! Rules about the fields of an entry.

mod broken_file_link;
mod conditional_field;
mod dialect_mismatch;
mod exclusive_fields;
mod field_of_other_type;
mod held;
mod misplaced_content;
mod misplaced_notes;
mod misplaced_numbers;
mod misplaced_parts;
mod missing_required;
mod nobody;
mod place_and_publisher;
mod places;
mod suspicious_type;
mod trailing_punctuation;
mod unknown_language;

crate::check::rule::rules! { field_of_other_type, exclusive_fields, misplaced_content, missing_required, nobody, trailing_punctuation, suspicious_type, dialect_mismatch, unknown_language, broken_file_link, conditional_field }
