//! A compiled style: what the engine runs.
//!
//! Elements lie in one arena; the children of an element are a range of it, and a macro is a
//! range that calls jump to, so that a style's size is that of its text however often a macro is
//! called. Strings are interned; name options are resolved for the citation and for the
//! bibliography; terms are numbers into each locale's table.

mod names;

pub(crate) use names::{
    And, DelimiterPrecedes, NameAsSortOrder, NameForm, NameOptions, NamesElement, NamesLabel, Scope,
};

use std::ops::Range;

use crate::model::{LocatorLabel, Variable};
use crate::style::locale::{DateFormat, Locale};
use crate::style::terms::{TermForm, TermId};
use crate::style::view::Views;

/// A string of the style, by number. Number 0 is the empty string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct StrId(pub(crate) u16);

impl StrId {
    pub(crate) const EMPTY: StrId = StrId(0);

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Consecutive elements of the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Block {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Block {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Everything that a style says, resolved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) strings: Vec<Box<str>>,
    pub(crate) elements: Vec<Element>,
    pub(crate) macros: Vec<Block>,
    /// Which macros have a `cs:date` of their own, by number.
    pub(crate) dated_macros: Vec<bool>,
    pub(crate) branches: Vec<Branch>,
    pub(crate) tests: Vec<Test>,
    pub(crate) dates: Vec<DateElement>,
    pub(crate) names: Vec<NamesElement>,
    pub(crate) name_options: Vec<NameOptions>,
    pub(crate) options: StyleOptions,
    pub(crate) citation: Citation,
    pub(crate) bibliography: Option<Bibliography>,
    pub(crate) intext: Option<Layout>,
    /// Whether the citation or the bibliography says where the year suffix is printed; it is
    /// printed nowhere else then, as citeproc-js has it.
    pub(crate) prints_year_suffix: bool,
    /// The first is the style's own; the others are of `layout` elements with a locale.
    pub(crate) locales: Vec<Locale>,
    /// The numbers that are printed inside of their terms (`第%s版`), and the terms' form.
    pub(crate) templates: Vec<(Variable, TermForm)>,
    /// What it comes to for each type in each scope, once an entry has asked.
    pub(in crate::style) views: Views,
}

/// What holds for the whole style.
#[derive(Debug, Clone, Default)]
pub(crate) struct StyleOptions {
    pub(crate) class: Class,
    pub(crate) demote_non_dropping_particle: DemoteParticle,
    pub(crate) initialize_without_hyphen: bool,
    pub(crate) page_range_format: Option<PageRangeFormat>,
    /// The language whose order texts are sorted in, where it is not the style's own (CSL-M).
    pub(crate) sort_language: Option<Box<str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Class {
    #[default]
    InText,
    Note,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DemoteParticle {
    Never,
    SortOnly,
    #[default]
    DisplayAndSort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageRangeFormat {
    Chicago15,
    Chicago16,
    Expanded,
    Minimal,
    MinimalTwo,
}

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

/// One rendering element.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) kind: ElementKind,
    pub(crate) common: Common,
    /// Where it stands in the style, as a number into the style's table of places.
    pub(crate) place: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum ElementKind {
    Variable {
        variable: Variable,
        short: bool,
    },
    Macro(u16),
    Term {
        term: TermId,
        form: TermForm,
        plural: bool,
    },
    Value(StrId),
    Number {
        variable: Variable,
        form: NumberForm,
    },
    Label {
        variable: Variable,
        form: TermForm,
        plural: LabelPlural,
    },
    Date(u16),
    Names(u16),
    Group {
        children: Block,
        delimiter: StrId,
    },
    /// A range of [`Program::branches`].
    Choose(Block),
}

/// What most elements share: affixes, formatting, and how their text is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Common {
    pub(crate) prefix: StrId,
    pub(crate) suffix: StrId,
    pub(crate) format: Format,
    pub(crate) text_case: Option<TextCase>,
    pub(crate) display: Option<Display>,
    pub(crate) quotes: bool,
    pub(crate) strip_periods: bool,
}

impl Common {
    pub(crate) const PLAIN: Common = Common {
        prefix: StrId::EMPTY,
        suffix: StrId::EMPTY,
        format: Format::NONE,
        text_case: None,
        display: None,
        quotes: false,
        strip_periods: false,
    };
}

/// Formatting attributes; each absent, or one of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Format {
    pub(crate) style: Option<FontStyle>,
    pub(crate) variant: Option<FontVariant>,
    pub(crate) weight: Option<FontWeight>,
    pub(crate) decoration: Option<TextDecoration>,
    pub(crate) align: Option<VerticalAlign>,
}

impl Format {
    pub(crate) const NONE: Format =
        Format { style: None, variant: None, weight: None, decoration: None, align: None };

    /// These attributes, and those around them where these say nothing.
    pub(crate) fn or(self, around: Format) -> Format {
        Format {
            style: self.style.or(around.style),
            variant: self.variant.or(around.variant),
            weight: self.weight.or(around.weight),
            decoration: self.decoration.or(around.decoration),
            align: self.align.or(around.align),
        }
    }

    pub(crate) fn is_none(self) -> bool {
        // All at once, without a jump for each.
        self.style.is_none()
            & self.variant.is_none()
            & self.weight.is_none()
            & self.decoration.is_none()
            & self.align.is_none()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FontStyle {
    Normal,
    Italic,
    Oblique,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FontVariant {
    Normal,
    SmallCaps,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FontWeight {
    Normal,
    Bold,
    Light,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TextDecoration {
    None,
    Underline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum VerticalAlign {
    Baseline,
    Superscript,
    Subscript,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TextCase {
    Lowercase,
    Uppercase,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Display {
    Block,
    LeftMargin,
    RightInline,
    Indent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberForm {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum LabelPlural {
    #[default]
    Contextual,
    Always,
    Never,
}

/// `cs:if`, `cs:else-if` or `cs:else`.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    /// A range of [`Program::tests`]; empty for `cs:else`.
    pub(crate) tests: Block,
    pub(crate) matches: Match,
    pub(crate) children: Block,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Match {
    #[default]
    All,
    Any,
    None,
    /// Not all (CSL-M).
    NotAll,
}

/// One condition with one value, or a set of which one must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// A bit set by the types' indexes.
    Type(u64),
    Variable(Variable),
    IsNumeric(Variable),
    IsUncertainDate(Variable),
    /// A bit set by the labels' indexes.
    Locator(u32),
    Position(PositionTest),
    Disambiguate(bool),
    /// Whether the date has a day, or another part (CSL-M `has-day` and its like).
    HasDatePart(Variable, DatePartName),
    /// Whether the variable holds several numbers or names (CSL-M `is-multiple`).
    IsMultiple(Variable),
    /// The item is in one of these languages, by number into the strings (CSL-M `jurisdiction`
    /// and others that an item cannot meet are `Never`).
    Never,
    Always,
    /// Nested `cs:conditions` (CSL-M): a range of tests with their own match.
    Nested(Match, Block),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PositionTest {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
    FarNote,
}

/// `cs:date`.
#[derive(Debug, Clone)]
pub(crate) struct DateElement {
    pub(crate) variable: Variable,
    /// The locale's form, or the element's own parts alone.
    pub(crate) form: Option<DateForm>,
    /// How much of a localized date is printed.
    pub(crate) show: DateParts,
    pub(crate) parts: Vec<DatePart>,
    pub(crate) delimiter: StrId,
    /// What it prints in each of [`Program::locales`].
    pub(crate) in_locales: Vec<DateFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateForm {
    Text,
    Numeric,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DateParts {
    #[default]
    YearMonthDay,
    YearMonth,
    Year,
}

/// `cs:date-part`.
#[derive(Debug, Clone)]
pub(crate) struct DatePart {
    pub(crate) name: DatePartName,
    /// `None` where the element does not say, so that a style's override keeps the locale's.
    pub(crate) form: Option<DatePartForm>,
    pub(crate) range_delimiter: Option<StrId>,
    pub(crate) common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePartName {
    Year,
    Month,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePartForm {
    Numeric,
    NumericLeadingZeros,
    Ordinal,
    Long,
    Short,
}

/// A bit set of locator labels.
pub(crate) fn locator_bit(label: LocatorLabel) -> u32 {
    1 << (label as u32)
}

impl Program {
    pub(crate) fn str(&self, id: StrId) -> &str {
        &self.strings[usize::from(id.0)]
    }

    pub(crate) fn elements(&self, block: Block) -> &[Element] {
        &self.elements[block.range()]
    }

    /// How often tests ask for the condition `disambiguate` at most.
    pub(crate) fn conditions(&self, tests: Block) -> u16 {
        let conditions = self.tests[tests.range()].iter().map(|test| match test {
            Test::Disambiguate(_) => 1,
            Test::Nested(_, nested) => self.conditions(*nested),
            _ => 0,
        });
        conditions.fold(0, u16::saturating_add)
    }
}
