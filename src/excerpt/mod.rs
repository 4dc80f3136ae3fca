//! Extracts, renames and adds entries in the text of a bibliography, without changing any other
//! byte.
//!
//! [`items`] divides a text into [`Item`]s, each with its keys and its references. [`subset`] finds
//! the items that some keys need, [`renaming`] finds the places where a key is written, and
//! [`placeholder`] writes an entry to be filled in. [`aux_keys`] and [`bcf_keys`] read the
//! citations of a document from the files of LaTeX and biber.

mod bibtex;
mod cited;
mod commands;
mod data;
mod items;
mod rename;
mod ris;
mod stub;
mod subset;
mod take;

pub use cited::{aux_bibliographies, aux_inputs, aux_keys, bcf_bibliographies, bcf_keys};
pub use items::{Excerpt, Item, ItemKind, Written};
pub use rename::{Renaming, renaming};
pub(crate) use rename::{replaced, unfit};
pub use stub::{append, placeholder};
pub use subset::{Subset, subset, write_subset};
pub use take::items;
