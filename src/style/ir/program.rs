//! The whole compiled style.

use crate::model::Variable;
use crate::style::ir::areas::{Bibliography, Citation, Layout};
use crate::style::ir::common::StrId;
use crate::style::ir::condition::{Branch, Test};
use crate::style::ir::date::DateElement;
use crate::style::ir::element::{Block, Element};
use crate::style::ir::names::{NameOptions, NamesElement};
use crate::style::locale::Locale;
use crate::style::view::Views;

/// The whole compiled style, with everything resolved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) strings: Vec<Box<str>>,
    pub(crate) elements: Vec<Element>,
    pub(crate) macros: Vec<Block>,
    /// The macros that have a `cs:date` of their own, by number.
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
    /// Whether the citation or the bibliography prints the year suffix explicitly; it is printed
    /// nowhere else then, as in citeproc-js.
    pub(crate) prints_year_suffix: bool,
    /// The first is the style's own; the others are those of `layout` elements with a locale.
    pub(crate) locales: Vec<Locale>,
    /// The numbers that may be printed inside their terms (`第%s版`), in some form of these.
    pub(crate) templates: Vec<Variable>,
    /// The program specialized for each entry type and scope, computed when first needed.
    pub(in crate::style) views: Views,
}

/// Options for the whole style.
#[derive(Debug, Clone, Default)]
pub(crate) struct StyleOptions {
    pub(crate) class: Class,
    pub(crate) demote_non_dropping_particle: DemoteParticle,
    pub(crate) initialize_without_hyphen: bool,
    pub(crate) page_range_format: Option<PageRangeFormat>,
    /// The language for sorting, if it is not the style's own (CSL-M).
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

impl Program {
    pub(crate) fn str(&self, id: StrId) -> &str {
        &self.strings[usize::from(id.0)]
    }

    pub(crate) fn elements(&self, block: Block) -> &[Element] {
        &self.elements[block.range()]
    }

    /// The maximum number of times that tests use the condition `disambiguate`.
    pub(crate) fn conditions(&self, tests: Block) -> u16 {
        let conditions = self.tests[tests.range()].iter().map(|test| match test {
            Test::Disambiguate(_) => 1,
            Test::Nested(_, nested) => self.conditions(*nested),
            _ => 0,
        });
        conditions.fold(0, u16::saturating_add)
    }
}
