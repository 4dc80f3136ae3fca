//! What is known of an entry beyond its values, found when the first rule asks for it.

use std::fmt;
use std::sync::OnceLock;

use crate::model::Variable;
use crate::read::bibtex::DividedPeople;
use crate::source::{Location, Traced};

/// What was found about an entry so far. Fields are named by their index.
#[derive(Debug, Default)]
pub(in crate::check) struct Facts {
    /// The fields of its own that say something: nearly every rule walks over them.
    pub(in crate::check::subject) own_fields: OnceLock<Box<[u32]>>,
    pub(in crate::check::subject) traced: OnceLock<Box<[OnceLock<Traced>]>>,
    pub(in crate::check::subject) divided: OnceLock<Box<[Option<DividedPeople>]>>,
    pub(in crate::check::subject) contents: OnceLock<Box<[Content]>>,
    pub(in crate::check::subject) meant: OnceLock<Box<[Option<&'static str>]>>,
    pub(in crate::check::subject) names: OnceLock<Box<[OwnName]>>,
    pub(in crate::check::subject) identifiers: OnceLock<Box<[Identified]>>,
    pub(in crate::check::subject) plain_title: OnceLock<String>,
}

/// How two entries are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alike {
    /// They say the same.
    Same,
    /// They say nearly the same: a title with a slip or without its subtitle, or another year.
    Nearly,
    /// One is the preprint of the other, which is the first of the two.
    Preprint,
    /// The same, and the second entry is the preprint.
    PreprintLast,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// A value, as far as can be seen.
    Value,
    /// Nothing.
    Empty,
    /// `????`, `TODO`, `n/a`: the words.
    Placeholder(String),
    /// A macro that is not defined, or no value at all: the reader has said so.
    Unreadable,
}

/// A name of a list of the entry's own.
#[derive(Debug)]
pub(in crate::check::subject) struct OwnName {
    pub(in crate::check::subject) variable: Variable,
    /// Its number in the list.
    pub(in crate::check::subject) at: usize,
    pub(in crate::check::subject) field: usize,
    pub(in crate::check::subject) place: Location,
}

/// An identifier that an entry gives itself.
#[derive(Debug)]
pub(in crate::check::subject) struct Identified {
    pub(in crate::check::subject) identifier: Identifier,
    pub(in crate::check::subject) field: usize,
    pub(in crate::check::subject) place: Location,
}

/// A number that only one work has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Identifier {
    /// In lower case.
    Doi(String),
    /// Without version.
    Arxiv(String),
    Pmid(String),
    /// Of thirteen digits.
    Isbn([u8; 13]),
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Identifier::Doi(text) | Identifier::Arxiv(text) | Identifier::Pmid(text) => {
                f.write_str(text)
            }
            Identifier::Isbn(digits) => digits.iter().try_for_each(|digit| write!(f, "{digit}")),
        }
    }
}

impl Identifier {
    /// What it is, as people call it.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Identifier::Doi(_) => "DOI",
            Identifier::Arxiv(_) => "arXiv number",
            Identifier::Pmid(_) => "PMID",
            Identifier::Isbn(_) => "ISBN",
        }
    }
}
