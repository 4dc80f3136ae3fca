//! What the notes of an essay cite, and what its lists list.

use crate::document::essay::backward::Backward;
use crate::document::essay::matching::{CiteForm, GivenForm};
use crate::model::Locator;
use crate::source::Span;

/// What the notes of an essay cite, and what its lists list.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Resolved {
    /// What each note cites, in the order of the notes; nothing where it is prose alone.
    pub notes: Vec<Vec<NoteCite>>,
    /// For each list, what each of its items is.
    pub lists: Vec<Vec<NoteCite>>,
    /// The notes in the order in which they are read.
    pub order: Vec<usize>,
}

/// A reference in a note, or an item of a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NoteCite {
    /// The reference, with its place in the work.
    pub span: Span,
    /// The words before it that are the note's own: `see`.
    pub prefix: Span,
    /// The words behind it.
    pub suffix: Span,
    /// How it refers to the work.
    pub form: ReferenceForm,
    /// What it cites.
    pub target: Target,
    /// The place in the work that it says.
    pub locator: Option<Locator>,
    /// Where it says it.
    pub locator_span: Span,
    /// The part of the work that the place is in, where the entry is about more than that: `vol. 2`.
    pub within: Option<Locator>,
    /// The place in the work that it takes over from what it refers back to.
    pub inherited: Option<Locator>,
    /// Whom it names.
    pub name: Option<WrittenName>,
    /// What it says otherwise than the bibliography.
    pub differences: Vec<Difference>,
    /// The word for an earlier note; empty where there is none.
    pub backward: Span,
    /// Why it cannot be said what it refers back to.
    pub trouble: Option<Trouble>,
}

/// How a reference refers to a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceForm {
    /// By what the work is.
    Forward(CiteForm),
    /// By an earlier note.
    Back(Backward),
}

impl ReferenceForm {
    /// The form in a word, as `ibid notes` gives it.
    pub fn name(&self) -> &'static str {
        match self {
            ReferenceForm::Forward(CiteForm::Full) => "full",
            ReferenceForm::Forward(CiteForm::Short) => "short",
            ReferenceForm::Forward(CiteForm::Name) => "name",
            ReferenceForm::Back(Backward::Ibid) => "ibid",
            ReferenceForm::Back(Backward::SamePlace) => "loc-cit",
            ReferenceForm::Back(Backward::SameAuthor) => "idem",
            ReferenceForm::Back(Backward::Before) => "op-cit",
            ReferenceForm::Back(Backward::Note(_)) => "supra",
        }
    }
}

/// What a reference cites.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A work of the bibliographies.
    Work {
        /// Its number in the catalogue.
        number: usize,
        /// From 0 to 1.
        confidence: f32,
    },
    /// One of several works, which it does not tell apart.
    Several(Vec<usize>),
    /// A work that no bibliography has.
    Unknown,
}

/// A name as a reference writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenName {
    /// The name with given names.
    pub span: Span,
    /// The number of the person among those of the work.
    pub person: usize,
    /// How given names are written, if there are any.
    pub given: Option<GivenForm>,
}

/// What a reference says otherwise than the bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What is different.
    pub kind: DifferenceKind,
    /// Where the reference says it.
    pub span: Span,
    /// What the bibliography says.
    pub entry: String,
}

/// What is different between a reference and an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
#[non_exhaustive]
pub enum DifferenceKind {
    Year,
    Name,
    GivenName,
    Title,
    Publisher,
    Place,
    Issue,
    Volume,
}

/// Why it cannot be said what a reference refers back to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// There is no earlier note.
    FirstNote,
    /// The note before cites nothing.
    CitesNothing(usize),
    /// The note before cites several works.
    CitesSeveral(usize, Vec<usize>),
    /// No earlier note cites such a work.
    NoEarlier,
    /// Several works were cited that could be meant.
    SeveralEarlier(Vec<usize>),
    /// There is no note of that number.
    NoSuchNote,
    /// The note of that number cites another work; this one cites the one that is meant.
    OtherNote(Option<usize>),
}

impl NoteCite {
    /// The number of the work that it cites, if it is one.
    pub fn work(&self) -> Option<usize> {
        match self.target {
            Target::Work { number, .. } => Some(number),
            _ => None,
        }
    }

    /// Whether it, or what it refers back to, says a place in the work.
    pub fn has_locator(&self) -> bool {
        self.locator.is_some() || self.inherited.is_some()
    }
}
