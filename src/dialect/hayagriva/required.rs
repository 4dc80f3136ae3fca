//! The fields that hayagriva's entries require.

use crate::dialect::bib::AnyOf;

/// The fields that an entry requires, by its type in any letter case.
pub(crate) fn required(kind: &str) -> &'static [AnyOf] {
    match PARTS.iter().any(|part| part.eq_ignore_ascii_case(kind)) {
        true => OF_PARTS,
        false => REQUIRED,
    }
}

/// The fields that hayagriva's format requires of every entry.
const REQUIRED: &[AnyOf] = &[&["title"]];

/// Types of hayagriva whose works are parts of another, which has a title, too. An article may
/// also be one of its own, with an address or number.
const PARTS: [&str; 3] = ["chapter", "anthos", "article"];
const OF_PARTS: &[AnyOf] = &[&["title"], &["parent"]];
