//! The rules, one per file, in the folder of their family, each with its page beside it.

#![allow(
    rustdoc::invalid_codeblock_attributes,
    reason = "the pages say behind the language of an example which rules find something in it"
)]

pub(super) mod apparatus;
pub(super) mod citations;
pub(super) mod consistency;
pub(super) mod dates;
pub(super) mod duplicates;
pub(super) mod fields;
pub(super) mod identifiers;
pub(super) mod keys;
pub(super) mod lint;
pub(super) mod names;
pub(super) mod numbers;
pub(super) mod relations;
pub(super) mod style;
pub(super) mod syntax;
pub(super) mod titles;
pub(super) mod venues;

use crate::check::rule::Check;

/// The rules of each family, in the order in which they run.
pub(super) static FAMILIES: &[&[&Check]] = &[
    syntax::RULES,
    keys::RULES,
    fields::RULES,
    names::RULES,
    dates::RULES,
    numbers::RULES,
    identifiers::RULES,
    duplicates::RULES,
    citations::RULES,
    apparatus::RULES,
    lint::RULES,
    titles::RULES,
    venues::RULES,
    relations::RULES,
    consistency::RULES,
    style::RULES,
];
