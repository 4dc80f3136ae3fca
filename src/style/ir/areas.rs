//! `cs:citation` and `cs:bibliography`: how they sort, tell apart and lay out.

use crate::model::Variable;
use crate::style::ir::common::{Common, StrId};
use crate::style::ir::element::Block;

/// `cs:citation`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Citation {
    pub(crate) layouts: Vec<Layout>,
    pub(crate) sort: Vec<SortKey>,
    pub(crate) disambiguation: Disambiguation,
    pub(crate) collapse: Option<Collapse>,
    /// Given explicitly, or implied by a collapse by year.
    pub(crate) cite_group_delimiter: Option<StrId>,
    pub(crate) year_suffix_delimiter: Option<StrId>,
    pub(crate) after_collapse_delimiter: Option<StrId>,
    /// In notes; 5 where the style does not say.
    pub(crate) near_note_distance: u32,
    /// Whether the style has a condition on positions.
    pub(crate) tests_position: bool,
    /// Whether cites come to print their numbers.
    pub(crate) prints_number: bool,
    /// What cites ask for, and what their sort keys do.
    pub(crate) asked: Asked,
    pub(crate) sort_asked: Asked,
}

/// What a layout or sort keys ask for of a cite's place in the document, be it to print or to test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Asked {
    /// The citation number.
    pub(crate) number: bool,
    /// The note that first cited the item.
    pub(crate) first_note: bool,
}

impl Asked {
    pub(crate) fn or(self, other: Asked) -> Asked {
        Asked {
            number: self.number || other.number,
            first_note: self.first_note || other.first_note,
        }
    }
}

impl Citation {
    /// Whether cites by the same names come together.
    pub(crate) fn groups_cites(&self) -> bool {
        self.collapse.is_some() || self.cite_group_delimiter.is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collapse {
    CitationNumber,
    Year,
    YearSuffix,
    YearSuffixRanged,
}

/// The disambiguation that a style asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disambiguation {
    pub(crate) add_names: bool,
    pub(crate) add_givenname: bool,
    pub(crate) rule: GivenNameRule,
    pub(crate) add_year_suffix: bool,
    /// How often a cite asks for the condition `disambiguate` at most.
    pub(crate) conditions: u16,
}

impl Disambiguation {
    /// Whether the style does anything where cites print the same.
    pub(crate) fn is_needed(&self) -> bool {
        self.add_names || self.add_givenname || self.add_year_suffix || self.conditions > 0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum GivenNameRule {
    AllNames,
    AllNamesWithInitials,
    PrimaryName,
    PrimaryNameWithInitials,
    #[default]
    ByCite,
}

impl GivenNameRule {
    /// Whether people are told apart wherever they are named, even in cites that differ.
    pub(crate) fn is_global(self) -> bool {
        self != GivenNameRule::ByCite
    }

    /// Whether only the first names of lists are told apart.
    pub(crate) fn is_primary_only(self) -> bool {
        matches!(self, GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials)
    }

    /// Whether no given name is shown in full.
    pub(crate) fn stops_at_initials(self) -> bool {
        matches!(self, GivenNameRule::AllNamesWithInitials | GivenNameRule::PrimaryNameWithInitials)
    }
}

/// `cs:bibliography`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bibliography {
    pub(crate) layouts: Vec<Layout>,
    pub(crate) sort: Vec<SortKey>,
    pub(crate) hanging_indent: bool,
    pub(crate) second_field_align: Option<SecondFieldAlign>,
    pub(crate) line_spacing: u32,
    pub(crate) entry_spacing: u32,
    pub(crate) subsequent_author_substitute: Option<StrId>,
    pub(crate) substitute_rule: SubstituteRule,
    /// Whether a sort key takes the citation numbers from the highest on, so that entries are
    /// numbered so.
    pub(crate) numbers_downwards: bool,
    /// What entries ask for, and what their sort keys do.
    pub(crate) asked: Asked,
    pub(crate) sort_asked: Asked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondFieldAlign {
    Flush,
    Margin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SubstituteRule {
    #[default]
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

/// `cs:layout`, or `cs:intext`'s.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// The languages it is for (CSL-M); empty for the one that serves all others.
    pub(crate) languages: Vec<Box<str>>,
    /// Which of [`Program::locales`] it prints in.
    pub(crate) locale: u16,
    pub(crate) body: Block,
    pub(crate) delimiter: StrId,
    pub(crate) common: Common,
    /// As [`Element::place`].
    pub(crate) place: u32,
}

/// `cs:key`.
#[derive(Debug, Clone)]
pub(crate) struct SortKey {
    pub(crate) by: SortBy,
    pub(crate) descending: bool,
    pub(crate) names: EtAlOverride,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SortBy {
    Variable(Variable),
    Macro(u16),
}

/// `names-min` and its like on a `cs:key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct EtAlOverride {
    pub(crate) min: Option<u16>,
    pub(crate) use_first: Option<u16>,
    pub(crate) use_last: Option<bool>,
}
