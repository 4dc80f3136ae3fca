//! Rules about what a style prints of entries. (The rules about styles themselves are in
//! `style::validate`; their pages are here too.)

mod ambiguous_citation;
mod rendering_artefact;
mod renders_empty;

crate::check::rule::rules! { ambiguous_citation, rendering_artefact, renders_empty }
