//! Rules about what documents cite.

pub(in crate::check) mod bibliography_missing;
pub(in crate::check) mod conflicting_entries;
pub(in crate::check) mod repeated_cite;
pub(in crate::check) mod undefined_citation;
pub(in crate::check) mod unused_entry;
