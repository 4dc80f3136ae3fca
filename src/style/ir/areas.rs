//! `cs:citation` and `cs:bibliography`: their sorting, disambiguation and layouts.

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
    /// Set explicitly, or implied by collapsing by year.
    pub(crate) cite_group_delimiter: Option<StrId>,
    pub(crate) year_suffix_delimiter: Option<StrId>,
    pub(crate) after_collapse_delimiter: Option<StrId>,
    /// Used in notes; 5 if the style does not set it.
    pub(crate) near_note_distance: u32,
    /// Whether the style tests positions.
    pub(crate) tests_position: bool,
    /// Whether cites may print their numbers.
    pub(crate) prints_number: bool,
    /// What the cites and their sort keys use.
    pub(crate) asked: Asked,
    pub(crate) sort_asked: Asked,
}

/// Which facts about a cite's position in the document a layout or sort key prints or tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Asked {
    /// The citation number.
    pub(crate) number: bool,
    /// The number of the note that first cited the item.
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
    /// Whether cites with the same names are grouped.
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
    /// The maximum number of times that a cite tests the condition `disambiguate`.
    pub(crate) conditions: u16,
}

impl Disambiguation {
    /// True if the style disambiguates in any way.
    pub(crate) fn is_needed(&self) -> bool {
        self.add_names || self.add_givenname || self.add_year_suffix || self.conditions > 0
    }

    /// Whether people are told apart by their given names wherever they are cited.
    pub(crate) fn is_of_people(&self) -> bool {
        self.add_givenname && self.rule.is_global()
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
    /// True if people are disambiguated wherever they are named, even in cites that differ.
    pub(crate) fn is_global(self) -> bool {
        self != GivenNameRule::ByCite
    }

    /// True if only the first names of lists are disambiguated.
    pub(crate) fn is_primary_only(self) -> bool {
        matches!(self, GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials)
    }

    /// True if given names are never shown in full.
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
    /// Whether a sort key orders the citation numbers in descending order, so that the entries are
    /// numbered accordingly.
    pub(crate) numbers_downwards: bool,
    /// What the entries and their sort keys use.
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

/// `cs:layout`, or that of `cs:intext`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// The languages that it applies to (CSL-M); empty for the layout for all other languages.
    pub(crate) languages: Vec<Box<str>>,
    /// The index in [`Program::locales`] of the locale that it uses.
    pub(crate) locale: u16,
    pub(crate) body: Block,
    pub(crate) delimiter: StrId,
    pub(crate) common: Common,
    /// Like [`Element::place`].
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

/// `names-min` and similar attributes on a `cs:key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct EtAlOverride {
    pub(crate) min: Option<u16>,
    pub(crate) use_first: Option<u16>,
    pub(crate) use_last: Option<bool>,
}
