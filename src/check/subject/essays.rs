//! The facts about the essays among the parts of a document.

use std::sync::OnceLock;

use crate::document::essay::Resolved;

/// The facts about the essays among the parts of a document, computed when first needed.
#[derive(Default)]
pub(crate) struct Essays {
    pub(in crate::check) found: OnceLock<Found>,
}

/// What the notes of essays cite, and the origins of the works.
#[derive(Default)]
pub(in crate::check) struct Found {
    /// For each work, the number of its bibliography, and its index in it.
    pub(in crate::check) works: Vec<(usize, usize)>,
    /// The result for each part that has notes typed by hand, with the number of the part.
    pub(in crate::check) resolved: Vec<(usize, Resolved)>,
}
