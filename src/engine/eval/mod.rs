//! Evaluates the style's elements for one cite or entry, and writes to the tape. Each element has a
//! file.

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
mod state;
mod text;

pub(crate) use date_key::push_sort_digits;
pub(crate) use links::link_title;
pub(crate) use state::{Eval, PrintedList, Purpose};
pub(crate) use text::{decimal, year_suffix_letters};

use crate::engine::affixes;
use crate::engine::eval::content::Written;
use crate::engine::tape::{Node, NodeKind, Role, TapeMark};
use crate::model::{Text, Variable};
use crate::style::ir::{
    Block, Common, Element, ElementId, ElementKind, EtAlOverride, Layout, Scope, StrId,
};

impl Eval<'_, '_> {
    /// Renders a layout's elements as one group without delimiter; `false` if they print nothing.
    pub(crate) fn layout(&mut self, layout: &Layout) -> bool {
        let mark = self.tape.mark();
        self.capitalize_at = self.capitalize_at.map(|_| self.tape.text.len());
        let group = self.tape.open(&Common::PLAIN, StrId::EMPTY, 0);
        self.block(layout.body);
        self.tape.close(group);
        self.tape.has_text_since(mark)
    }

    /// True if only citation numbers were written since the mark.
    pub(crate) fn printed_only_numbers(&self, mark: TapeMark) -> bool {
        let leaves = self.tape.nodes_since(mark).iter().filter(|node| node.start < node.stop);
        leaves.clone().next().is_some()
            && leaves.clone().all(|node| node.role == Role::CitationNumber)
    }

    /// True if the first thing written since the mark, which begins a layout, is a citation number.
    pub(crate) fn begins_with_number(&self, mark: TapeMark) -> bool {
        let layout = self.tape.nodes_since(mark);
        let is_written = |node: &&Node| node.start < node.stop;
        let Some(first) = layout.iter().position(|node| is_written(&node)) else { return false };
        let base = self.tape.nodes.len() - layout.len();
        let mut child = 1;
        while let Some(end) = layout.get(child).map(|node| node.end as usize - base)
            && end <= first
        {
            child = end;
        }
        let end = layout.get(child).map_or(0, |node| node.end as usize - base);
        let mut leaves = layout[child..end].iter().filter(is_written);
        leaves.all(|node| node.role == Role::CitationNumber)
    }

    /// True if names here are those that identify the cite and are to be omitted: only its number
    /// precedes them, or the style groups cites by names wherever they are printed.
    fn leaves_out_names(&self) -> bool {
        let groups = self.program.citation.groups_cites();
        self.context.suppress_author && !self.has_names && (groups || !self.has_variable)
    }

    /// Capitalizes the cite if it begins with a term.
    pub(crate) fn capitalize_first_term(&mut self) {
        self.capitalize_at = Some(0);
    }

    /// Writes text that is neither the style's nor the user's.
    pub(crate) fn literal_text(&mut self, words: &str) {
        let leaf = self.tape.leaf(words, &Common::PLAIN, 0);
        self.tape.set_role(leaf, Role::UserAffix);
    }

    /// Renders the label of a cite as a sort key.
    pub(crate) fn sort_label(&mut self) {
        self.citation_label(&Common::PLAIN, 0);
    }

    /// Renders the names of a variable as a sort key.
    pub(crate) fn sort_name_variable(&mut self, variable: Variable, names: EtAlOverride) {
        self.purpose = Purpose::Sort(names);
        self.sorted_names(variable);
    }

    /// Renders the prefix of a cite.
    pub(crate) fn user_content(&mut self, text: &Text) {
        let from = self.tape.nodes.len();
        self.content(text, &Common::PLAIN, 0, Written::ByUser);
        let leaves = self.tape.nodes[from..].iter_mut();
        leaves
            .filter(|node| node.kind == NodeKind::Leaf && node.role == Role::Plain)
            .for_each(|node| node.role = Role::UserAffix);
    }

    /// Renders the suffix of a cite.
    pub(crate) fn user_suffix(&mut self, text: &Text) {
        let from = self.tape.nodes.len();
        self.user_content(text);
        if affixes::goes_on_behind_mark(text.as_str()) {
            let first = self.tape.nodes[from..].iter_mut().find(|it| it.kind == NodeKind::Leaf);
            first.into_iter().for_each(|node| node.role = Role::UserSentence);
        }
    }

    /// Renders elements. Most elements of most styles are conditions, or print nothing for most
    /// items, so these are decided here, without a call for each.
    fn block(&mut self, block: Block) {
        let program = self.program;
        let mut elements = block.elements();
        while let Some(id) = elements.next() {
            let element = &program.elements[id];
            if self.dates_only {
                self.element_of_date_key(element);
            } else if !self.is_vain(id, element) {
                match element.kind {
                    ElementKind::Choose(branches) => match self.taken(branches) {
                        // The last condition is left for the elements that it selects.
                        Some(taken) if elements.is_empty() => elements = taken.elements(),
                        Some(taken) => self.block(taken),
                        None => {}
                    },
                    _ => self.print(element),
                }
            }
        }
    }

    /// Renders an element.
    fn element(&mut self, id: ElementId) {
        self.block(id.block());
    }

    /// Renders an element that may print something.
    #[inline(never)]
    fn print(&mut self, element: &Element) {
        let (common, place) = (&element.common, element.place);
        match &element.kind {
            ElementKind::Variable { variable, short } => {
                self.has_text_variable |= !matches!(
                    variable,
                    Variable::Locator | Variable::YearSuffix | Variable::CitationNumber
                );
                self.variable(*variable, *short, common, place);
            }
            ElementKind::Macro(called) => {
                let body = self.program.macros[usize::from(*called)];
                let has_date = self.program.dated_macros[usize::from(*called)];
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
            ElementKind::Date(date) => {
                let program = self.program;
                self.date(&program.dates[usize::from(*date)], common, place);
            }
            ElementKind::Names(names) => {
                let program = self.program;
                self.names(&program.names[usize::from(*names)], common, place);
            }
            ElementKind::Group { children, delimiter } => {
                self.group(*children, *delimiter, common, place);
            }
            ElementKind::Choose(branches) => self.choose(*branches),
        }
    }

    /// True if an element cannot print anything because the item has none of the values that it
    /// needs; its side effects are applied.
    #[inline]
    fn is_vain(&mut self, id: ElementId, element: &Element) -> bool {
        let Some(needs) = self.view.needs(id) else { return false };
        if needs.variables & self.filled != 0 || !self.skips {
            return false;
        }
        self.calls.any = needs.asks;
        if matches!(element.kind, ElementKind::Names(_)) && !self.substituting {
            // A term after names is not the first one, even if the names print nothing.
            self.capitalize_at = None;
        }
        true
    }

    /// Renders elements as a group. It is dropped if it printed nothing, or if it used variables
    /// and all of them were empty.
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
            // A term after omitted names is not the first one.
            self.capitalize_at = capitalize_at.filter(|_| !inner.left_out);
            // A group that used no variable at all also discards the calls before it, as in
            // citeproc-js.
            self.calls.any = inner.any;
            // Names that the cite omits still count.
            self.calls.filled |= inner.left_out;
            self.calls.left_out |= inner.left_out;
        } else {
            // A group that prints something counts as a variable with a value.
            self.calls.any = true;
            self.calls.filled |= inner.filled || !inner.any;
        }
    }

    /// Marks the first names of the cite.
    fn mark_names(&mut self, node: u32) {
        if !self.has_names {
            self.has_names = true;
            // citeproc-js does not compare an entry's names with those of the entry before once it
            // has tried substitutes that have a `cs:name` of their own.
            if self.scope == Scope::Citation || !self.passed_substitute {
                self.tape.set_role(node, Role::FirstNames);
            }
        }
    }
}
