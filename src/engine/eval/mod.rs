//! One cite or entry, from the style's elements to the tape. One file per element.

mod case;
mod choose;
mod citation_label;
mod content;
mod date;
mod date_key;
mod label;
mod links;
mod names;
mod number;
mod ordinal;
mod pages;
mod second_field;
mod text;

use std::cell::Cell;

pub(crate) use date_key::push_sort_digits;
pub(crate) use links::link_title;
pub(crate) use text::{decimal, year_suffix_letters};

use crate::engine::context::Context;
use crate::engine::decisions::GivenLevel;
use crate::engine::eval::content::Written;
use crate::engine::eval::names::NameParts;
use crate::engine::item::Item;
use crate::engine::tape::{NodeKind, Role, Tape};
use crate::model::{Name, Text, Variable};
use crate::style::ir::{
    Block, Common, Element, ElementKind, EtAlOverride, Layout, Program, Scope, StrId,
};
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
    view: &'r View,
    /// The variables of the item and of the cite that have a value, a bit each.
    filled: u128,
    pub(crate) purpose: Purpose,
    /// Whether nobody asks what was asked for in vain, so that elements may be left out that print
    /// nothing.
    skips: bool,
    pub(crate) tape: &'r mut Tape,
    /// Variables that a `cs:substitute` has used up, a bit each.
    suppressed: u128,
    /// How many lists of names were printed.
    name_lists: usize,
    /// Those lists, where they are asked for.
    lists: Option<Vec<PrintedList<'a>>>,
    /// How names of bodies are formatted, where the names at hand say so.
    institution: Option<Common>,
    /// Whether the first names were printed.
    has_names: bool,
    /// Whether the year suffix was printed.
    has_year_suffix: bool,
    /// How often the condition `disambiguate` was asked for.
    conditions_asked: Cell<u16>,
    /// Whether the locator was printed.
    has_locator: bool,
    /// Whether a `cs:text` asked for another variable.
    has_text_variable: bool,
    /// Whether a variable was printed, other than the cite's number.
    has_variable: bool,
    /// Where the text of a variable that was printed last stands on the tape.
    last_text: (usize, usize),
    /// Whether what stands in for names was left out as they would be.
    left_out: bool,
    calls: Calls,
    /// Whether this is inside a `cs:substitute`.
    substituting: bool,
    /// How the parts of names are formatted that stand in for others.
    name_parts: Option<NameParts>,
    /// Whether this is inside a group that loses its periods.
    stripping: bool,
    /// Whether only dates are printed, as in sort keys by a macro that has one.
    dates_only: bool,
    /// Where on the tape a term would be the first words of a sentence.
    capitalize_at: Option<usize>,
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
struct Calls {
    any: bool,
    filled: bool,
    /// Whether names were there that the cite leaves out.
    left_out: bool,
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

    /// Renders a layout's elements as one group without delimiter; `false` where they print
    /// nothing.
    pub(crate) fn layout(&mut self, layout: &Layout) -> bool {
        let mark = self.tape.mark();
        self.capitalize_at = self.capitalize_at.map(|_| self.tape.text.len());
        let group = self.tape.open(&Common::PLAIN, StrId::EMPTY, 0);
        self.block(layout.body);
        self.tape.close(group);
        self.tape.has_text_since(mark)
    }

    /// Whether nothing but citation numbers is on the tape.
    pub(crate) fn printed_only_numbers(&self) -> bool {
        let leaves = self.tape.nodes.iter().filter(|node| node.start < node.stop);
        leaves.clone().next().is_some()
            && leaves.clone().all(|node| node.role == Role::CitationNumber)
    }

    /// Whether names here are those that the cite is known by, and are to be left out: no variable
    /// but its number stands before them, or the style groups cites by their names wherever these
    /// stand.
    fn leaves_out_names(&self) -> bool {
        let groups = self.program.citation.groups_cites();
        self.context.suppress_author && !self.has_names && (groups || !self.has_variable)
    }

    /// Begins the cite with a capital if it begins with a term.
    pub(crate) fn capitalize_first_term(&mut self) {
        self.capitalize_at = Some(0);
    }

    /// Writes words that are neither the style's nor the user's.
    pub(crate) fn literal_text(&mut self, words: &str) {
        let leaf = self.tape.leaf(words, &Common::PLAIN, 0);
        self.tape.set_role(leaf, Role::UserAffix);
    }

    /// Renders the label of a cite, as a sort key has it.
    pub(crate) fn sort_label(&mut self) {
        self.citation_label(&Common::PLAIN, 0);
    }

    /// Renders the names of a variable as a sort key has them.
    pub(crate) fn sort_name_variable(&mut self, variable: Variable, names: EtAlOverride) {
        self.purpose = Purpose::Sort(names);
        self.sorted_names(variable);
    }

    /// Renders words that the author of the document wrote around a cite.
    pub(crate) fn user_content(&mut self, text: &Text) {
        let from = self.tape.nodes.len();
        self.content(text, &Common::PLAIN, 0, Written::ByUser);
        let leaves = self.tape.nodes[from..].iter_mut();
        leaves
            .filter(|node| node.kind == NodeKind::Leaf && node.role == Role::Plain)
            .for_each(|node| node.role = Role::UserAffix);
    }

    /// The same of words behind it.
    pub(crate) fn user_suffix(&mut self, text: &Text) {
        let from = self.tape.nodes.len();
        self.user_content(text);
        let words = text.as_str();
        if words.starts_with('.') && words.len() > 1 {
            let first = self.tape.nodes[from..].iter_mut().find(|it| it.kind == NodeKind::Leaf);
            first.into_iter().for_each(|node| node.role = Role::UserSentence);
        }
    }

    fn block(&mut self, block: Block) {
        for index in block.range() {
            self.element(index);
        }
    }

    /// Renders an element, by its number.
    fn element(&mut self, index: usize) {
        let element = &self.program.elements[index];
        if self.dates_only {
            return self.element_of_date_key(element);
        }
        if self.is_vain(index, element) {
            return;
        }
        let (common, place) = (&element.common, element.place);
        match &element.kind {
            ElementKind::Variable { variable, short } => {
                self.has_text_variable |= !matches!(
                    variable,
                    Variable::Locator | Variable::YearSuffix | Variable::CitationNumber
                );
                self.variable(*variable, *short, common, place);
            }
            ElementKind::Macro(id) => {
                let body = self.program.macros[usize::from(*id)];
                let has_date = self.program.dated_macros[usize::from(*id)];
                self.dates_only = has_date && self.purpose != Purpose::Print;
                let call = self.tape.nodes.len();
                self.group(body, StrId::EMPTY, common, place);
                if let Some(call) = self.tape.nodes.get_mut(call) {
                    call.is_macro = true;
                }
                self.dates_only = false;
            }
            ElementKind::Term { term, form, plural } => {
                self.term(*term, *form, *plural, common, place);
            }
            ElementKind::Value(value) => {
                let program = self.program;
                self.literal(program.str(*value), common, place);
            }
            ElementKind::Number { variable, form } => self.number(*variable, *form, common, place),
            ElementKind::Label { variable, form, plural } => {
                self.label(*variable, *form, *plural, common, place);
            }
            ElementKind::Date(id) => {
                let program = self.program;
                self.date(&program.dates[usize::from(*id)], common, place);
            }
            ElementKind::Names(id) => {
                let program = self.program;
                self.names(&program.names[usize::from(*id)], common, place);
            }
            ElementKind::Group { children, delimiter } => {
                self.group(*children, *delimiter, common, place);
            }
            ElementKind::Choose(branches) => self.choose(*branches),
        }
    }

    /// Whether an element prints nothing, since the item has nothing that it could print; what it
    /// would have done besides is done.
    fn is_vain(&mut self, index: usize, element: &Element) -> bool {
        let Some(needs) = self.view.needs(index) else { return false };
        if needs.variables & self.filled != 0 || !self.skips {
            return false;
        }
        self.calls.any = needs.asks;
        if matches!(element.kind, ElementKind::Names(_)) && !self.substituting {
            // A term behind names is not the first one, though they print nothing.
            self.capitalize_at = None;
        }
        true
    }

    /// Renders elements as a group; it goes if it printed nothing, or if it called variables and
    /// all of them were empty.
    fn group(&mut self, children: Block, delimiter: StrId, common: &Common, place: u32) {
        let mark = self.tape.mark();
        let capitalize_at = self.capitalize_at;
        let outer = std::mem::take(&mut self.calls);
        let group = self.tape.open(common, delimiter, place);
        self.tape.set_nests(group);
        let outer_stripping = self.stripping;
        self.stripping |= common.strip_periods;
        self.block(children);
        self.stripping = outer_stripping;
        self.tape.close(group);
        if common.strip_periods {
            self.tape.strip_periods(group);
        }
        let inner = std::mem::replace(&mut self.calls, outer);
        let suppressed = inner.any && !inner.filled;
        if suppressed || !self.tape.has_text_since(mark) {
            self.tape.cut(mark);
            // A term behind names that are left out is not the first one.
            self.capitalize_at = capitalize_at.filter(|_| !inner.left_out);
            // One that asked for no variable at all takes back what was asked for before it, as
            // citeproc-js has it.
            self.calls.any = inner.any;
            // Names that the cite leaves out are there.
            self.calls.filled |= inner.left_out;
            self.calls.left_out |= inner.left_out;
        } else {
            // A group that prints counts as a variable that is filled.
            self.calls.any = true;
            self.calls.filled |= inner.filled || !inner.any;
        }
    }

    /// Notes that a variable was asked for.
    fn called(&mut self, filled: bool) {
        self.calls.any = true;
        self.calls.filled |= filled;
        self.has_variable |= filled;
    }

    fn is_suppressed(&self, variable: Variable) -> bool {
        self.suppressed & variable.bit() != 0
    }

    fn suppress(&mut self, variable: Variable) {
        self.suppressed |= variable.bit();
    }

    /// Marks the first names of the cite.
    fn mark_names(&mut self, node: u32) {
        if !self.has_names {
            self.has_names = true;
            self.tape.set_role(node, Role::FirstNames);
        }
    }
}
