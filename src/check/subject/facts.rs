//! Facts about an entry beyond its values, computed when first needed.

use std::fmt::{self, Write};
use std::sync::OnceLock;

use crate::check::subject::characters::Characters;
use crate::model::FieldOrigin;
use crate::read::Reading;
use crate::read::bibtex::DividedPeople;
use crate::source::{Location, Traced};

/// The facts about an entry that rules about several entries ask for as well, computed so far. They
/// are kept to the end of the run. Fields are identified by their index.
#[derive(Debug, Default)]
pub(in crate::check) struct Facts {
    /// Its own fields with a real value: nearly every rule iterates over them.
    pub(in crate::check::subject) own_fields: OnceLock<OwnFields>,
    /// Of the fields that do not hold a value.
    pub(in crate::check::subject) contents: OnceLock<Few<Content>>,
    pub(in crate::check::subject) names: OnceLock<Box<[OwnName]>>,
    pub(in crate::check::subject) identifiers: OnceLock<Box<[Identified]>>,
    /// What it has in common with entries for the same work.
    pub(in crate::check::subject) work_keys: OnceLock<Box<[u64]>>,
}

impl Facts {
    /// For each bibliography, room for the facts about each of its entries, then about its records:
    /// the subjects of a run share it.
    pub(in crate::check) fn room(readings: &[Reading]) -> Vec<Vec<Facts>> {
        let count = |reading: &Reading| reading.library.len() + reading.library.records().len();
        let of_file = |reading| (0..count(reading)).map(|_| Facts::default()).collect();
        readings.iter().map(of_file).collect()
    }

    /// Moves what is known so many bytes further on, with its entry.
    pub(in crate::check) fn shift(&mut self, by: i64) {
        let names = self.names.get_mut().map(|names| &mut **names).unwrap_or_default();
        names.iter_mut().for_each(|name| name.place = name.place.moved(by));
        let numbers = self.identifiers.get_mut().map(|it| &mut **it).unwrap_or_default();
        numbers.iter_mut().for_each(|number| number.place = number.place.moved(by));
    }
}

/// The facts about an entry that hardly a rule asks for but those about single entries, computed so
/// far. They take more memory than the entry itself, so the walk over the entries drops them after
/// each. Fields are identified by their index.
#[derive(Debug, Default)]
pub(in crate::check::subject) struct Details {
    /// Of each value as its source spells it.
    pub(in crate::check::subject) characters: OnceLock<Spelled>,
    pub(in crate::check::subject) traced: OnceLock<Box<[OnceLock<Box<Decoded>>]>>,
    /// Of the lists that something else than ` and ` divides.
    pub(in crate::check::subject) divided: OnceLock<Few<DividedPeople>>,
    pub(in crate::check::subject) meant: OnceLock<Few<&'static str>>,
    pub(in crate::check::subject) plain_title: OnceLock<String>,
}

/// The characters of an entry's values as their source spells them.
#[derive(Debug)]
pub(in crate::check::subject) struct Spelled {
    pub(in crate::check::subject) of_fields: Box<[Characters]>,
    /// Of all fields together.
    pub(in crate::check::subject) of_any: Characters,
}

/// The fields of an entry's own that say something.
#[derive(Debug, Default)]
pub(in crate::check::subject) struct OwnFields {
    pub(in crate::check::subject) fields: Box<[OwnField]>,
    /// A bit for each variable that any of them went into.
    pub(in crate::check::subject) variables: u128,
    /// What their names may be, with the path and without: a bit for each, which others may share.
    pub(in crate::check::subject) names: u64,
}

/// A field of an entry's own that says something.
#[derive(Debug, Clone, Copy)]
pub(in crate::check::subject) struct OwnField {
    /// Its number among all of the entry's.
    pub(in crate::check::subject) number: u32,
    /// A bit for each of its variables, which others share.
    pub(in crate::check::subject) variables: u32,
}

/// A value as it reads, and its characters.
#[derive(Debug)]
pub(in crate::check::subject) struct Decoded {
    pub(in crate::check::subject) traced: Traced,
    pub(in crate::check::subject) characters: Characters,
}

/// What is known of a few of an entry's fields, as nothing is known of most.
#[derive(Debug)]
pub(in crate::check::subject) struct Few<T>(Box<[(usize, T)]>);

impl<T> Few<T> {
    /// What is found of the fields that anything is found of.
    pub(in crate::check::subject) fn of(
        fields: &[FieldOrigin],
        find: impl Fn(&FieldOrigin) -> Option<T>,
    ) -> Self {
        let fields = fields.iter().enumerate();
        Few(fields.filter_map(|(number, field)| Some((number, find(field)?))).collect())
    }

    pub(in crate::check::subject) fn get(&self, field: usize) -> Option<&T> {
        self.0.iter().find(|(number, _)| *number == field).map(|(_, known)| known)
    }
}

/// How two entries are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alike {
    /// They have the same content.
    Same,
    /// They have nearly the same content: a title with a typing error or without its subtitle, or
    /// another year.
    Nearly,
    /// The first is the preprint of the second.
    Preprint,
    /// The second is the preprint of the first.
    PreprintLast,
}

/// The content of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// A real value, as far as this can be decided.
    Value,
    /// Nothing.
    Empty,
    /// A placeholder, such as `????`, `TODO` or `n/a`, with its text.
    Placeholder(String),
    /// An undefined macro, or no value at all, which the reader has reported.
    Unreadable,
}

/// A name in one of the entry's own lists.
#[derive(Debug)]
pub(in crate::check::subject) struct OwnName {
    /// The number of its list among the entry's values, and its own in the list.
    pub(in crate::check::subject) list: u32,
    pub(in crate::check::subject) at: u32,
    /// The number of its field among all of the entry's.
    pub(in crate::check::subject) field: u32,
    pub(in crate::check::subject) place: Location,
}

/// An identifier in one of the entry's own fields.
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
    /// Without the version.
    Arxiv(String),
    Pmid(String),
    /// With thirteen digits.
    Isbn([u8; 13]),
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Identifier::Doi(text) | Identifier::Arxiv(text) | Identifier::Pmid(text) => {
                f.write_str(text)
            }
            Identifier::Isbn(digits) => {
                digits.iter().try_for_each(|&digit| f.write_char(char::from(digit)))
            }
        }
    }
}

impl Identifier {
    /// Its usual name.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Identifier::Doi(_) => "DOI",
            Identifier::Arxiv(_) => "arXiv number",
            Identifier::Pmid(_) => "PMID",
            Identifier::Isbn(_) => "ISBN",
        }
    }
}
