//! Rules about DOIs, ISBNs and other identifiers.

mod doi_malformed;
mod isbn_invalid;
mod issn_ismn_invalid;
mod several_urls;

crate::check::rule::rules! { doi_malformed, isbn_invalid, issn_ismn_invalid, several_urls }
