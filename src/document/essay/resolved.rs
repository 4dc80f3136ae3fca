//! The result of resolving an essay: what its notes cite, and what its lists contain.

use crate::document::essay::backward::Backward;
use crate::document::essay::matching::CiteForm;
use crate::document::essay::names::GivenForm;
use crate::model::Locator;
use crate::source::Span;

/// The result of resolving an essay: what its notes cite, and what its lists contain.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Resolved {
    /// What each note cites, in the order of the notes; empty for a note that is only prose.
    pub notes: Vec<Vec<NoteCite>>,
    /// For each list, the works of its items.
    pub lists: Vec<Vec<NoteCite>>,
    /// The notes in reading order.
    pub order: Vec<usize>,
    /// The citations by author and year in the text, in order.
    pub by_year: Vec<CitedByYear>,
}

/// A citation by author and year in the text of an essay.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CitedByYear {
    /// The index of the citation of which it is a part, among those of the apparatus.
    pub citation: usize,
    /// That citation.
    pub span: Span,
    /// What it cites. [`Target::Unlisted`] if the essay lists the work, but no bibliography has it.
    pub cite: NoteCite,
    /// The works in the essay's lists that it may mean: the index of the list, and of the item.
    pub listed: Vec<(usize, usize)>,
}

/// A reference in a note, or an item of a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NoteCite {
    /// The reference, including its locator.
    pub span: Span,
    /// The words of the note before it: `see`.
    pub prefix: Span,
    /// The words after it.
    pub suffix: Span,
    /// How it refers to the work.
    pub form: ReferenceForm,
    /// What it cites.
    pub target: Target,
    /// The locator that it gives.
    pub locator: Option<Locator>,
    /// The span of the locator.
    pub locator_span: Span,
    /// What the reference says between its work and its locator that the entry does not, with the
    /// locator: `Dok. 14, S. 77`.
    pub beside: Option<Span>,
    /// The part of the work that contains the locator, if the entry covers more than that: `vol.
    /// 2`.
    pub within: Option<Locator>,
    /// The locator that it takes from the reference that it refers back to.
    pub inherited: Option<Locator>,
    /// The name that it gives.
    pub name: Option<WrittenName>,
    /// Where it contradicts the bibliography.
    pub differences: Vec<Difference>,
    /// The words for an earlier note; empty if there are none.
    pub backward: Span,
    /// Why the earlier reference cannot be determined.
    pub trouble: Option<Trouble>,
}

/// How a reference refers to a work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReferenceForm {
    /// By describing the work.
    Forward(CiteForm),
    /// By referring to an earlier note.
    Back(Backward),
}

impl ReferenceForm {
    /// The form in one word, as printed by `ibid notes`.
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
#[non_exhaustive]
pub enum Target {
    /// A work of the bibliographies.
    Work {
        /// Its number in the catalogue.
        number: usize,
        /// The confidence, from 0 to 1.
        confidence: f32,
    },
    /// One of several works that the reference does not tell apart.
    Several(Vec<usize>),
    /// A source that bibliographies seldom list: a document in an archive, an issue of a newspaper.
    Unlisted,
    /// A work that is in no bibliography.
    Unknown,
}

/// A name as written in a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenName {
    /// The name, including given names.
    pub span: Span,
    /// The index of the person among those of the work.
    pub person: usize,
    /// How given names are written, if there are any.
    pub given: Option<GivenForm>,
}

/// A contradiction between a reference and the bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// Where the reference says it.
    pub span: Span,
    /// What the bibliography says.
    pub entry: String,
}

/// What differs between a reference and an entry.
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

/// Why it cannot be determined what a reference refers back to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// There is no earlier note.
    FirstNote,
    /// The note before it cites nothing.
    CitesNothing(usize),
    /// The note before it cites several works.
    CitesSeveral(usize, Vec<usize>),
    /// No earlier note cites such a work.
    NoEarlier,
    /// Several earlier works could be meant.
    SeveralEarlier(Vec<usize>),
    /// There is no note with this number.
    NoSuchNote,
    /// The note with this number cites another work; the given one cites the work that is meant.
    OtherNote(Option<usize>),
}

impl NoteCite {
    /// The number of the work that it cites, if there is exactly one.
    pub fn work(&self) -> Option<usize> {
        match self.target {
            Target::Work { number, .. } => Some(number),
            _ => None,
        }
    }

    /// Whether it is certain enough which work it cites to write it so.
    pub(super) fn is_certain(&self) -> bool {
        let Target::Work { confidence, .. } = self.target else { return false };
        match self.trouble {
            None => true,
            // It says itself which work it cites; only the earlier note is wrong.
            Some(Trouble::NoEarlier | Trouble::OtherNote(_)) => confidence >= 0.5,
            Some(_) => false,
        }
    }

    /// True if it, or the reference that it refers back to, has a locator.
    pub fn has_locator(&self) -> bool {
        self.locator.is_some() || self.inherited.is_some()
    }
}
