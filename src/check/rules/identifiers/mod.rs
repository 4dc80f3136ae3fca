//! Rules about DOIs, ISBNs and other identifiers.

mod arxiv_pmid_form;
mod doi_malformed;
mod doi_prefix;
mod id_in_wrong_field;
mod ids_disagree;
mod isbn_invalid;
mod issn_ismn_invalid;
mod other_ids;
mod several_urls;
mod url_problem;
mod url_repeats_id;
mod url_tracking;

crate::check::rule::rules! { doi_malformed, isbn_invalid, issn_ismn_invalid, several_urls, url_problem, url_tracking, url_repeats_id, doi_prefix, ids_disagree, arxiv_pmid_form, id_in_wrong_field }
