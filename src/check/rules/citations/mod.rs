//! Rules about what documents cite.

mod bibliography_missing;
mod conflicting_entries;
mod repeated_cite;
mod undefined_citation;
mod unused_entry;

crate::check::rule::rules! { bibliography_missing, conflicting_entries, repeated_cite, undefined_citation, unused_entry }
