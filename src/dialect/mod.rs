//! The dialects of bibliographies, as data: their types, fields and macros.
//!
//! Readers, rules, suggestions and requirements all use these tables.
//!
//! - [`BibDialect`], in `bib`: BibTeX and BibLaTeX. Their fields with kinds of values and aliases,
//!   their types with the fields that each has and requires, the macros of the standard styles.
//! - `cff`, `hayagriva`, `csl` and `ris`: the types and fields of those formats. CSL's types and
//!   variables themselves are [`EntryType`](crate::model::EntryType) and
//!   [`Variable`](crate::model::Variable).
//! - `native`: what the types of one format are called in another, where CSL has no such types.
//! - `any`: what is asked of all of them: the fields that an entry requires, and what a dialect calls
//!   the field of a variable. `accepted` says what takes the place of a required field.
//!
//! Which variable a field's value belongs to is decided in the readers, since it depends on the rest
//! of the entry.

mod accepted;
mod any;
pub(crate) mod bib;
pub(crate) mod cff;
pub(crate) mod csl;
pub(crate) mod hayagriva;
pub(crate) mod native;
pub(crate) mod ris;

pub(crate) use accepted::accepted;
pub(crate) use any::Dialect;
pub(crate) use bib::Clearness;
pub use bib::{AnyOf, BibDialect};
