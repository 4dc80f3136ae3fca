//! Rules about DOIs, ISBNs and other identifiers.

pub(in crate::check) mod doi_malformed;
pub(in crate::check) mod isbn_invalid;
pub(in crate::check) mod issn_ismn_invalid;
pub(in crate::check::rules) mod list;
pub(in crate::check) mod several_urls;
