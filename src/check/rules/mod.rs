//! The rules, one a file, in the folder of their family, each with its page beside it.

pub(super) mod dates;
pub(super) mod fields;
pub(super) mod identifiers;
pub(super) mod keys;
pub(super) mod lint;
pub(super) mod names;
pub(super) mod numbers;
pub(super) mod syntax;
