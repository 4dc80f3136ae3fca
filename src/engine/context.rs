//! The context of an evaluation besides the style and the item: the cite, and the results of
//! earlier phases.

use crate::engine::decisions::{ListExpansion, Position};
use crate::engine::given_names::GivenNameIndex;
use crate::engine::labels;
use crate::model::{Abbreviations, Cite, Locator, LocatorLabel, Variable};

/// The properties of a cite, or of an entry of the bibliography, that are not in its item.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context<'a> {
    pub(crate) cite: Option<&'a Cite>,
    pub(crate) position: Position,
    pub(crate) near_note: bool,
    /// From 1; 0 if the item has none.
    pub(crate) citation_number: u32,
    pub(crate) first_note: Option<u32>,
    pub(crate) disambiguation: Disambiguated<'a>,
    pub(crate) suppress_author: bool,
    /// Whether the result is a form for comparing cites, in order to find those that print the
    /// same.
    pub(crate) compares: bool,
    /// Whether the year is omitted and only its suffix printed.
    pub(crate) suppress_year: bool,
    pub(crate) abbreviations: Option<&'a Abbreviations>,
}

/// The results of disambiguation for an item.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Disambiguated<'a> {
    /// The year suffix, 0 for `a`.
    pub(crate) year_suffix: Option<u32>,
    /// How many of the `disambiguate` conditions are true, counted from the first one evaluated.
    pub(crate) conditions: u16,
    /// For each list of names that the cite prints, in order.
    pub(crate) lists: &'a [ListExpansion],
    /// The people whose given names distinguish them wherever they are named.
    pub(crate) given_names: Option<&'a GivenNameIndex>,
}

impl<'a> Context<'a> {
    /// The label of the locator: the one in its text, or else the cite's.
    pub(crate) fn locator_label(&self) -> Option<LocatorLabel> {
        let locator = self.locator()?;
        let own = labels::leading_label(locator.value.as_str());
        let own = own.and_then(|label| LocatorLabel::from_name(label.term));
        Some(own.unwrap_or(locator.label))
    }

    /// The variables of the cite that have a value, one bit each.
    pub(crate) fn filled(&self) -> u128 {
        let has_locator = self.locator().is_some_and(|locator| !locator.value.is_empty());
        [
            (Variable::Locator, has_locator),
            (Variable::CitationNumber, self.citation_number > 0),
            (Variable::FirstReferenceNoteNumber, self.first_note.is_some()),
            (Variable::YearSuffix, self.disambiguation.year_suffix.is_some()),
        ]
        .iter()
        .fold(0, |filled, (variable, is_filled)| filled | (u128::from(*is_filled) * variable.bit()))
    }

    pub(crate) fn locator(&self) -> Option<&'a Locator> {
        self.cite.and_then(|cite| cite.locator.as_ref())
    }
}
