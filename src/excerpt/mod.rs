//! Bibliographies as texts: entries are cut out, renamed and added, and every other byte stays as it
//! is.
//!
//! [`items`] takes a text apart into [`Item`]s, each with the keys that it has and those that it
//! refers to. [`subset`] finds what some keys need, [`renaming`] where a key is written, and
//! [`placeholder`] writes an entry that is to be filled in; [`aux_keys`] and [`bcf_keys`] read what
//! LaTeX and biber say that a document cites.

mod bibtex;
mod cited;
mod data;
mod items;
mod rename;
mod stub;
mod subset;
mod take;

pub use cited::{aux_bibliographies, aux_inputs, aux_keys, bcf_bibliographies, bcf_keys};
pub use items::{Excerpt, Item, ItemKind, Written};
pub use rename::{Renaming, renaming};
pub use stub::{append, placeholder};
pub use subset::{Subset, subset, write_subset};
pub use take::items;
