//! The fields that hayagriva's entries require.

use crate::dialect::bib::AnyOf;

/// The fields that an entry requires, by its type in any letter case.
pub(crate) fn required(kind: &str) -> &'static [AnyOf] {
    let is_one_of = |kinds: &[&str]| kinds.iter().any(|it| it.eq_ignore_ascii_case(kind));
    if is_one_of(&PARTS) {
        OF_PARTS
    } else if is_one_of(&DATED) {
        OF_BOOKS
    } else {
        REQUIRED
    }
}

/// The fields that hayagriva's format requires of every entry.
const REQUIRED: &[AnyOf] = &[&["title"]];

/// Types of hayagriva whose works are parts of another, which has a title, too. An article may
/// also be one of its own, with an address or number.
const PARTS: [&str; 3] = ["chapter", "anthos", "article"];
const OF_PARTS: &[AnyOf] = &[&["title"], &["parent"], &["date"]];

/// Types of hayagriva whose works are published by themselves, and therefore have a date, too.
const DATED: [&str; 5] = ["book", "thesis", "report", "anthology", "proceedings"];
const OF_BOOKS: &[AnyOf] = &[&["title"], &["date"]];
