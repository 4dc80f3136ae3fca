//! Rules about what a style prints for entries. (The rules about styles themselves are in
//! `style::validate`; their pages are here too.)

mod ambiguous_citation;
mod case_convention;
mod field_not_rendered;
mod rendering_artefact;
mod renders_empty;
mod style_needs_field;

crate::check::rule::rules! { case_convention, ambiguous_citation, rendering_artefact, renders_empty, field_not_rendered, style_needs_field }
