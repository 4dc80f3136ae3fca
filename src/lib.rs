//! Citations and bibliographies: modelled, checked, and formatted in any CSL style.

pub mod diagnostic;
pub mod model;
pub mod read;
pub mod source;
pub mod syntax;
