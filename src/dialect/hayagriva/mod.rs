//! hayagriva's types and fields, the fields that it requires, and the names of other formats for
//! them.

mod fields;
mod required;
mod shape;
mod types;
mod words;

pub(crate) use fields::FIELDS;
pub(super) use required::required;
pub(crate) use shape::unusual;
#[cfg(feature = "yaml")]
pub(crate) use shape::{Shape, has_address, has_readable_container};
pub(crate) use types::Kind;
pub(crate) use words::{Meant, meant};
