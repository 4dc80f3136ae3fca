//! Rules about what a style prints of entries. (The rules about styles themselves are in
//! `style::validate`; their pages are here too.)

pub(in crate::check) mod ambiguous_citation;
pub(in crate::check) mod rendering_artefact;
pub(in crate::check) mod renders_empty;
