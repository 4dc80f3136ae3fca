//! The state of an evaluation.

use std::cell::Cell;

use crate::engine::context::Context;
use crate::engine::decisions::GivenLevel;
use crate::engine::item::Item;
use crate::engine::tape::Tape;
use crate::model::{Name, Variable};
use crate::style::ir::{Common, EtAlOverride, NameOptions, Program, Scope};
use crate::style::locale::Locale;
use crate::style::terms::TermForm;
use crate::style::view::View;

/// The purpose of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Print,
    /// A sort key: names inverted, dates as digits.
    Sort(EtAlOverride),
}

/// The state of an evaluation.
pub(crate) struct Eval<'r, 'a> {
    pub(crate) program: &'r Program,
    pub(crate) locale: &'r Locale,
    pub(crate) item: &'r Item<'a>,
    pub(crate) context: &'r Context<'r>,
    pub(crate) scope: Scope,
    /// The program specialized for the item's type.
    pub(super) view: &'r View,
    /// The variables of the item and of the cite that have a value, one bit each.
    pub(super) filled: u128,
    pub(crate) purpose: Purpose,
    /// True if no later phase needs to know which empty variables were requested, so that elements
    /// which cannot print may be skipped.
    pub(super) skips: bool,
    pub(crate) tape: &'r mut Tape,
    /// Variables that a `cs:substitute` has used, one bit each.
    pub(super) suppressed: u128,
    /// The number of lists of names printed so far.
    pub(super) name_lists: usize,
    /// Those lists, if they are needed.
    pub(super) lists: Option<Vec<PrintedList<'a>>>,
    /// The forms of the labels so far whose terms may have a place for their number.
    pub(super) label_forms: Vec<(Variable, TermForm)>,
    /// The formatting of names of organizations, if the current names set it.
    pub(super) institution: Option<Common>,
    /// Whether the first names were printed.
    pub(super) has_names: bool,
    /// Whether a substitute with a `cs:name` of its own has printed nothing.
    pub(super) passed_substitute: bool,
    /// Whether the year suffix was printed.
    pub(super) has_year_suffix: bool,
    /// How often the condition `disambiguate` was evaluated.
    pub(super) conditions_asked: Cell<u16>,
    /// Whether the locator was printed.
    pub(super) has_locator: bool,
    /// Whether a `cs:text` used another variable.
    pub(super) has_text_variable: bool,
    /// Whether a variable other than the cite's number was printed.
    pub(super) has_variable: bool,
    /// The position on the tape of the text of the variable printed last.
    pub(super) last_text: (usize, usize),
    /// Whether the substitute for names was omitted, as the names would be.
    pub(super) left_out: bool,
    pub(super) calls: Calls,
    /// Whether this is inside a `cs:substitute`.
    pub(super) substituting: bool,
    /// The formatting of name parts for names that stand in for others.
    pub(super) name_parts: Option<NameParts>,
    /// Whether this is inside a group that strips periods.
    pub(super) stripping: bool,
    /// The delimiter after the year of a range without an end, until the year is printed.
    pub(super) after_year: Option<String>,
    /// Whether only dates are printed, as in sort keys by a macro that contains one.
    pub(super) dates_only: bool,
    /// The position on the tape at which a term would begin a sentence.
    pub(super) capitalize_at: Option<usize>,
}

/// A list of names that was printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PrintedList<'a> {
    pub(crate) names: &'a [Name],
    /// The number of names printed.
    pub(crate) shown: usize,
    /// How much of the given names the style shows.
    pub(crate) level: GivenLevel,
    /// Whether the style shortens given names to initials; otherwise they are shown in full
    /// wherever initials are asked for.
    pub(crate) has_initials: bool,
}

/// The variables that the current group has used. It is exchanged for each group, as one number
/// thanks to its alignment.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(4))]
pub(super) struct Calls {
    pub(super) any: bool,
    pub(super) filled: bool,
    /// Whether there were names that the cite omits.
    pub(super) left_out: bool,
}

impl<'r, 'a> Eval<'r, 'a> {
    pub(crate) fn new(
        program: &'r Program,
        locale: &'r Locale,
        item: &'r Item<'a>,
        context: &'r Context<'r>,
        scope: Scope,
        tape: &'r mut Tape,
    ) -> Self {
        Eval {
            program,
            locale,
            item,
            context,
            scope,
            view: program.view(item.entry.kind, scope),
            filled: item.filled | context.filled(),
            purpose: Purpose::Print,
            skips: scope == Scope::Bibliography || program.citation.collapse.is_none(),
            tape,
            suppressed: 0,
            name_lists: 0,
            lists: None,
            institution: None,
            label_forms: Vec::new(),
            has_names: false,
            passed_substitute: false,
            has_year_suffix: false,
            conditions_asked: Cell::new(0),
            has_locator: false,
            has_text_variable: false,
            has_variable: false,
            last_text: (0, 0),
            left_out: false,
            calls: Calls::default(),
            substituting: false,
            name_parts: None,
            stripping: false,
            after_year: None,
            dates_only: false,
            capitalize_at: None,
        }
    }

    /// True if a `cs:text` used a variable other than the locator.
    pub(crate) fn has_text_variable(&self) -> bool {
        self.has_text_variable
    }

    /// Whether the locator was printed.
    pub(crate) fn has_locator(&self) -> bool {
        self.has_locator
    }

    /// How often the condition `disambiguate` was evaluated.
    pub(crate) fn conditions_asked(&self) -> u16 {
        self.conditions_asked.get()
    }

    /// Records each list of names that is printed.
    pub(crate) fn record_lists(&mut self) {
        self.lists = Some(Vec::new());
    }

    /// The lists of names that were printed.
    pub(crate) fn into_lists(self) -> Vec<PrintedList<'a>> {
        self.lists.unwrap_or_default()
    }

    /// Records that a variable was used.
    pub(super) fn called(&mut self, filled: bool) {
        self.calls.any = true;
        self.calls.filled |= filled;
        self.has_variable |= filled;
    }

    pub(super) fn is_suppressed(&self, variable: Variable) -> bool {
        self.suppressed & variable.bit() != 0
    }

    pub(super) fn suppress(&mut self, variable: Variable) {
        self.suppressed |= variable.bit();
    }
}

/// The formatting of name parts, which also applies to names that stand in for others.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameParts {
    pub(super) family: Common,
    pub(super) given: Common,
}

impl NameParts {
    /// The formatting in these options; `None` if there is none.
    pub(super) fn of(options: &NameOptions) -> Option<Self> {
        let parts = NameParts { family: options.family, given: options.given };
        (parts.family != Common::PLAIN || parts.given != Common::PLAIN).then_some(parts)
    }

    /// The options of other names, which take precedence over this formatting.
    pub(super) fn overlaid(self, options: &NameOptions) -> NameOptions {
        let or = |own: Common, outer| if own == Common::PLAIN { outer } else { own };
        let mut options = options.clone();
        options.family = or(options.family, self.family);
        options.given = or(options.given, self.given);
        options
    }
}
