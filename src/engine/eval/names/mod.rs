//! `cs:names`: lists of names with the text between them, or a substitute.

mod list;
mod person;
mod script;

use crate::engine::decisions::{GivenLevel, ListExpansion};
use crate::engine::eval::state::NameParts;
use crate::engine::eval::{Eval, PrintedList, Purpose};
use crate::engine::tape::{Role, TapeMark};
use crate::model::{Name, Variable};
use crate::style::ir::{
    Block, Common, ElementKind, LabelPlural, NameForm, NameOptions, NamesElement, NamesLabel,
    Scope, StrId,
};
use crate::style::terms::{self, TermId};

/// The names of one variable, and the term for their role.
struct RoleList<'a> {
    variable: Variable,
    names: &'a [Name],
    term: Option<TermId>,
}

/// The lists of a names element. Nearly all have only one, which needs no allocation.
#[derive(Default)]
struct RoleLists<'a> {
    first: Option<RoleList<'a>>,
    others: Vec<RoleList<'a>>,
}

impl<'a> RoleLists<'a> {
    fn push(&mut self, list: RoleList<'a>) {
        if self.first.is_none() {
            self.first = Some(list);
        } else {
            self.others.push(list);
        }
    }

    fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    fn iter(&self) -> impl Iterator<Item = &RoleList<'a>> {
        self.first.iter().chain(&self.others)
    }
}

impl<'a> Eval<'_, 'a> {
    // Its many variables are not for the stack of every element.
    #[inline(never)]
    pub(super) fn names(&mut self, element: &NamesElement, common: &Common, place: u32) {
        let program = self.program;
        let options = &program.name_options[usize::from(element.options[self.scope as usize])];
        let with_parts = self.name_parts.map(|parts| parts.overlaid(options));
        let options = with_parts.as_ref().unwrap_or(options);
        let lists = self.role_lists(element);
        let leaves_out = self.leaves_out_names();
        self.called(!lists.is_empty());
        if lists.is_empty() {
            let mark = self.tape.mark();
            if !element.substitute.is_empty() {
                let parts = NameParts::of(options);
                let outer = std::mem::replace(&mut self.name_parts, parts);
                self.substitute(element.substitute, place);
                self.name_parts = outer;
            }
            let counts = options.form == NameForm::Count && self.purpose != Purpose::Print;
            if counts && !self.substituting && !self.tape.has_text_since(mark) {
                // No names are a number too, which precedes one.
                self.number_leaf(0, &Common::PLAIN, place);
                self.called(true);
            }
            if !self.substituting && !self.tape.has_text_since(mark) {
                // A term after names is not the first one, even if the names print nothing.
                self.capitalize_at = None;
            }
            return;
        }
        for list in lists.iter() {
            self.suppress_if_substituting(list.variable);
        }
        if leaves_out {
            // The cite's names are omitted, together with the text around them.
            self.has_names = true;
            self.has_variable = false;
            self.calls.left_out = true;
            return;
        }
        if options.form == NameForm::Count {
            return self.count_names(&lists, options, common, place);
        }
        let mark = self.tape.mark();
        let delimiter = element.delimiter[self.scope as usize];
        let group = self.tape.open(common, delimiter, place);
        for list in lists.iter() {
            self.role_list(list, element, options, place);
        }
        self.tape.close(group);
        if self.tape.has_text_since(mark) {
            self.mark_names(group);
        } else {
            self.tape.cut(mark);
            // They exist, although nothing of them is printed.
            self.left_out |= self.substituting;
        }
    }

    /// The variables that have names; if the editors are also the translators, they are one list.
    fn role_lists(&self, element: &NamesElement) -> RoleLists<'a> {
        let merged = self.merges_translators(element);
        let mut lists = RoleLists::default();
        for &variable in &element.variables {
            let names = self.names_of(variable);
            if names.is_empty() || (merged && variable == Variable::Translator) {
                continue;
            }
            let term = if merged && variable == Variable::Editor {
                Some(self.editor_translator())
            } else {
                terms::of_variable(variable)
            };
            lists.push(RoleList { variable, names, term });
        }
        lists
    }

    /// True if the element names exactly editors and translators, and they are the same people.
    fn merges_translators(&self, element: &NamesElement) -> bool {
        let pair = [Variable::Editor, Variable::Translator];
        if element.variables.len() != 2 || !pair.iter().all(|it| element.variables.contains(it)) {
            return false;
        }
        let editors = self.names_of(Variable::Editor);
        !editors.is_empty()
            && editors == self.names_of(Variable::Translator)
            && self.has_term(self.editor_translator())
    }

    fn has_term(&self, term: TermId) -> bool {
        let text = self.locale.term(term, terms::TermForm::Long, false);
        text.is_some_and(|text| !text.is_empty())
    }

    /// Locales have the term under its old or its new name.
    fn editor_translator(&self) -> TermId {
        let old = terms::EDITORTRANSLATOR;
        let known = self.locale.term(old, terms::TermForm::Long, false).is_some();
        if known { old } else { terms::EDITOR_TRANSLATOR }
    }

    /// The names of a variable, unless a substitute has already used them.
    pub(super) fn names_of(&self, variable: Variable) -> &'a [Name] {
        if self.is_suppressed(variable) {
            return &[];
        }
        self.item.names(variable)
    }

    fn role_list(
        &mut self,
        list: &RoleList<'a>,
        element: &NamesElement,
        options: &NameOptions,
        place: u32,
    ) {
        let expansions: &[ListExpansion] = self.context.disambiguation.lists;
        let expansion = expansions.get(self.name_lists);
        self.name_lists += 1;
        if self.lists.is_some() {
            self.record_list(list.names, options);
        }
        self.institution = element.institution;
        let label = element.label.as_ref().filter(|_| self.purpose == Purpose::Print);
        let mark = self.tape.mark();
        let group = self.tape.open(&Common::PLAIN, StrId::EMPTY, place);
        if let Some(label) = label.filter(|label| label.before_name) {
            self.names_label(list, label, place);
        }
        let before_names = self.tape.mark();
        self.name_list(list.names, options, expansion, place);
        if !self.tape.has_text_since(before_names) {
            // Names that print nothing have no label either.
            return self.tape.cut(mark);
        }
        if let Some(label) = label.filter(|label| !label.before_name) {
            self.names_label(list, label, place);
        }
        self.tape.close(group);
    }

    fn record_list(&mut self, names: &'a [Name], options: &NameOptions) {
        let shown = self.et_al_cut(names, options, None).shown;
        let level = match (options.form, options.initialize_with) {
            (NameForm::Short, _) => GivenLevel::AsStyled,
            (_, Some(_)) => GivenLevel::Initials,
            (_, None) => GivenLevel::Full,
        };
        let has_initials = self.initials(options).is_some();
        if let Some(lists) = &mut self.lists {
            lists.push(PrintedList { names, shown, level, has_initials });
        }
    }

    fn names_label(&mut self, list: &RoleList<'a>, label: &NamesLabel, place: u32) {
        let plural = match label.plural {
            LabelPlural::Always => true,
            LabelPlural::Never => false,
            LabelPlural::Contextual => list.names.len() > 1,
        };
        if let Some(term) = list.term {
            // A cite that begins with the label of a name is not capitalized.
            let capitalize_at = self.capitalize_at.take();
            self.term(term, label.form, plural, &label.common, place);
            self.capitalize_at = capitalize_at;
        }
    }

    /// The names of a variable, inverted, as a sort key.
    pub(super) fn sorted_names(&mut self, variable: Variable) {
        let options = NameOptions { form: NameForm::Long, ..NameOptions::PLAIN };
        self.name_list(self.item.names(variable), &options, None, 0);
    }

    /// `form="count"`: the number of names that would be printed.
    fn count_names(
        &mut self,
        lists: &RoleLists<'a>,
        options: &NameOptions,
        common: &Common,
        place: u32,
    ) {
        let mut count = 0;
        for list in lists.iter() {
            let cut = self.cut(list.names, options, None);
            count += cut.shown.min(list.names.len());
        }
        self.number_leaf(count as u32, common, place);
    }

    /// Prints the first substitute that prints anything; `true` if there is one. The elements that
    /// a `cs:choose` selects are ordinary substitutes.
    pub(in crate::engine::eval) fn substitute(&mut self, substitutes: Block, place: u32) -> bool {
        let passed = self.passed_substitute;
        let printed = self.first_substitute(substitutes, place);
        self.passed_substitute = passed || (printed && self.passed_substitute);
        printed
    }

    fn first_substitute(&mut self, substitutes: Block, place: u32) -> bool {
        let program = self.program;
        for id in substitutes.elements() {
            let element = &program.elements[id];
            if let ElementKind::Choose(branches) = element.kind {
                if self.taken(branches).is_some_and(|taken| self.first_substitute(taken, place)) {
                    return true;
                }
                continue;
            }
            let mark = self.tape.mark();
            let had_names = self.has_names;
            let outer = self.substituting;
            self.substituting = true;
            let group = self.tape.open(&Common::PLAIN, StrId::EMPTY, place);
            self.element(id);
            self.tape.close(group);
            self.substituting = outer;
            if self.tape.has_text_since(mark) {
                if !had_names && !self.has_names {
                    // A substitute for names groups cites by one author, and is replaced in the
                    // next entry only if it is an entry's own.
                    self.has_names = true;
                    if self.scope == Scope::Citation || self.is_of_entry(mark) {
                        self.tape.set_role(group, Role::FirstNames);
                    }
                }
                return true;
            }
            self.tape.cut(mark);
            if let ElementKind::Names(names) = element.kind {
                self.passed_substitute |= program.names[usize::from(names)].names_itself;
            }
            if matches!(element.kind, ElementKind::Term { .. }) {
                // A term counts even if the locale leaves it empty.
                return true;
            }
            if (self.has_names && !had_names) || std::mem::take(&mut self.left_out) {
                // The names, or their substitute, existed but were omitted.
                return true;
            }
        }
        false
    }

    /// True if only the text of a variable was printed since the mark.
    fn is_of_entry(&self, since: TapeMark) -> bool {
        let text = |mark: &TapeMark| (mark.text_start(), self.tape.text.len());
        self.last_text == text(&since)
    }

    /// Within a substitute, a printed variable is not printed again.
    pub(super) fn suppress_if_substituting(&mut self, variable: Variable) {
        if self.substituting {
            self.suppress(variable);
        }
    }
}
