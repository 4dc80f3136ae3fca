//! What is known of the essays among the parts of a document.

use std::sync::OnceLock;

use crate::document::essay::Resolved;

/// What is known of the essays among the parts of a document, found when a rule first asks.
#[derive(Default)]
pub(crate) struct Essays {
    pub(in crate::check) found: OnceLock<Found>,
}

/// What is known of essays: what their notes cite, and where the works are.
#[derive(Default)]
pub(in crate::check) struct Found {
    /// For each work, the number of its bibliography, and its index in it.
    pub(in crate::check) works: Vec<(usize, usize)>,
    /// Of each part that has notes which are typed by hand; by the number of the part.
    pub(in crate::check) resolved: Vec<(usize, Resolved)>,
}
