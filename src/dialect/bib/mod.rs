//! BibTeX and BibLaTeX, the two dialects of `.bib` files.
//!
//! - `detection` tells which of the two a file is written for.
//! - `fields`: the fields that have a meaning, the kinds of their values, and their aliases.
//! - `types`: the entry types. `fields_of_types` says which fields each of them has, `required` which
//!   it must have.
//! - `macros`: the macros of the standard styles.
//! - `words`: the fields that are meant by misspelt and foreign names. `bookkeeping` and
//!   `switched_off`: names without a meaning that are intentional.

mod bookkeeping;
mod detection;
mod dialect;
mod fields;
mod fields_of_types;
pub(crate) mod macros;
mod of_csl;
mod required;
mod roles;
mod switched_off;
mod types;
mod words;

pub(crate) use detection::Clearness;
pub use dialect::BibDialect;
pub(crate) use fields::{
    Field, ValueKind, is_file_name, is_known_field, is_verbatim_name, kind_of_value,
};
pub use required::AnyOf;
pub(crate) use roles::{COLLABORATOR, EDITORS, ROLE, ROLES, editor_role};
pub(crate) use switched_off::switched_off;
pub(crate) use types::Kind;
pub(crate) use words::{is_address, meant_field};
