//! The state of one rendering.

use std::cell::Cell;

use crate::engine::context::Context;
use crate::engine::decisions::GivenLevel;
use crate::engine::item::Item;
use crate::engine::tape::Tape;
use crate::model::{Name, Variable};
use crate::style::ir::{Common, EtAlOverride, NameOptions, Program, Scope};
use crate::style::locale::Locale;
use crate::style::view::View;

/// What a rendering is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Print,
    /// A sort key: names inverted, dates as digits.
    Sort(EtAlOverride),
}

/// The state of one rendering.
pub(crate) struct Eval<'r, 'a> {
    pub(crate) program: &'r Program,
    pub(crate) locale: &'r Locale,
    pub(crate) item: &'r Item<'a>,
    pub(crate) context: &'r Context<'r>,
    pub(crate) scope: Scope,
    /// What the program comes to for the item's type.
    pub(super) view: &'r View,
    /// The variables of the item and of the cite that have a value, a bit each.
    pub(super) filled: u128,
    pub(crate) purpose: Purpose,
    /// Whether nobody asks what was asked for in vain, so that elements may be left out that print
    /// nothing.
    pub(super) skips: bool,
    pub(crate) tape: &'r mut Tape,
    /// Variables that a `cs:substitute` has used up, a bit each.
    pub(super) suppressed: u128,
    /// How many lists of names were printed.
    pub(super) name_lists: usize,
    /// Those lists, where they are asked for.
    pub(super) lists: Option<Vec<PrintedList<'a>>>,
    /// How names of bodies are formatted, where the names at hand say so.
    pub(super) institution: Option<Common>,
    /// Whether the first names were printed.
    pub(super) has_names: bool,
    /// Whether a substitute with a `cs:name` of its own has printed nothing.
    pub(super) passed_substitute: bool,
    /// Whether the year suffix was printed.
    pub(super) has_year_suffix: bool,
    /// How often the condition `disambiguate` was asked for.
    pub(super) conditions_asked: Cell<u16>,
    /// Whether the locator was printed.
    pub(super) has_locator: bool,
    /// Whether a `cs:text` asked for another variable.
    pub(super) has_text_variable: bool,
    /// Whether a variable was printed, other than the cite's number.
    pub(super) has_variable: bool,
    /// Where the text of a variable that was printed last stands on the tape.
    pub(super) last_text: (usize, usize),
    /// Whether what stands in for names was left out as they would be.
    pub(super) left_out: bool,
    pub(super) calls: Calls,
    /// Whether this is inside a `cs:substitute`.
    pub(super) substituting: bool,
    /// How the parts of names are formatted that stand in for others.
    pub(super) name_parts: Option<NameParts>,
    /// Whether this is inside a group that loses its periods.
    pub(super) stripping: bool,
    /// Whether only dates are printed, as in sort keys by a macro that has one.
    pub(super) dates_only: bool,
    /// Where on the tape a term would be the first words of a sentence.
    pub(super) capitalize_at: Option<usize>,
}

/// A list of names that was printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PrintedList<'a> {
    pub(crate) names: &'a [Name],
    /// How many of them were printed.
    pub(crate) shown: usize,
    /// How much of the given names the style shows.
    pub(crate) level: GivenLevel,
    /// Whether the style shortens given names to initials; or else they are shown whole wherever
    /// initials are asked for.
    pub(crate) has_initials: bool,
}

/// Which variables the group at hand has called.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calls {
    pub(super) any: bool,
    pub(super) filled: bool,
    /// Whether names were there that the cite leaves out.
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
            dates_only: false,
            capitalize_at: None,
        }
    }

    /// Whether a `cs:text` asked for a variable other than the locator.
    pub(crate) fn has_text_variable(&self) -> bool {
        self.has_text_variable
    }

    /// Whether the locator was printed.
    pub(crate) fn has_locator(&self) -> bool {
        self.has_locator
    }

    /// How often the condition `disambiguate` was asked for.
    pub(crate) fn conditions_asked(&self) -> u16 {
        self.conditions_asked.get()
    }

    /// Remembers each list of names that is printed.
    pub(crate) fn record_lists(&mut self) {
        self.lists = Some(Vec::new());
    }

    /// The lists of names that were printed.
    pub(crate) fn into_lists(self) -> Vec<PrintedList<'a>> {
        self.lists.unwrap_or_default()
    }

    /// Notes that a variable was asked for.
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

/// How the parts of names are formatted, which holds for the names that stand in for others too.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameParts {
    pub(super) family: Common,
    pub(super) given: Common,
}

impl NameParts {
    /// Those of some names; `None` where they are not formatted.
    pub(super) fn of(options: &NameOptions) -> Option<Self> {
        let parts = NameParts { family: options.family, given: options.given };
        (parts.family != Common::PLAIN || parts.given != Common::PLAIN).then_some(parts)
    }

    /// The options of other names, which keep what they say themselves.
    pub(super) fn overlaid(self, options: &NameOptions) -> NameOptions {
        let or = |own: Common, outer| if own == Common::PLAIN { outer } else { own };
        let mut options = options.clone();
        options.family = or(options.family, self.family);
        options.given = or(options.given, self.given);
        options
    }
}
