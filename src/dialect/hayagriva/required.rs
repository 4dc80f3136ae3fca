//! The fields that hayagriva's entries require.

use crate::dialect::bib::AnyOf;

/// The fields that an entry requires, by its type in any letter case.
pub(crate) fn required(kind: &str) -> &'static [AnyOf] {
    let is_one_of = |kinds: &[&str]| kinds.iter().any(|it| it.eq_ignore_ascii_case(kind));
    match kind {
        _ if is_one_of(&["article"]) => OF_ARTICLES,
        _ if is_one_of(&["thesis"]) => OF_THESES,
        _ if is_one_of(&PARTS) => OF_PARTS,
        _ => REQUIRED,
    }
}

/// The fields that hayagriva's format requires of every entry.
const REQUIRED: &[AnyOf] = &[&["title"]];

/// Types of hayagriva whose works are parts of another, which has a title, too. An article may
/// also be one of its own, with an address or number.
const PARTS: [&str; 2] = ["chapter", "anthos"];
const OF_PARTS: &[AnyOf] = &[&["title"], &["parent"]];

/// Articles and theses always have a date; a book may be a pamphlet or a manual without one.
const OF_ARTICLES: &[AnyOf] = &[&["title"], &["parent"], &["date"]];
const OF_THESES: &[AnyOf] = &[&["title"], &["date"]];
