//! The names in CSL data that are not variables, the variables that are required, and the names of
//! other formats for them.

mod required;
mod words;

pub(super) use required::required;
pub(crate) use words::{
    CATEGORIES, KEYS, OTHER_NAMES, alias, is_bookkeeping, is_name_part, meant, type_of_crossref,
};
