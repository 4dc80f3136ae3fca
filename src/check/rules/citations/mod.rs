//! Rules about the citations of documents.

mod author_doubled;
mod bibliography_missing;
mod citation_spacing;
mod cluster_style;
mod conflicting_entries;
mod locator_out_of_range;
mod locator_unparsed;
mod near_miss_key;
mod repeated_cite;
mod undefined_citation;
mod unlinked_citation;
mod unused_entry;

crate::check::rule::rules! {
    author_doubled, bibliography_missing, citation_spacing, cluster_style, conflicting_entries,
    locator_out_of_range, locator_unparsed, near_miss_key, repeated_cite, undefined_citation, unlinked_citation,
    unused_entry,
}
