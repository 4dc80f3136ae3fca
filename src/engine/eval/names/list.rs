//! A list of names: which ones are shown, and what is printed between them.

use crate::engine::decisions::{GivenLevel, ListExpansion, Position};
use crate::engine::eval::names::script::is_unspaced;
use crate::engine::eval::{Eval, Purpose};
use crate::engine::tape::{NodeKind, Role};
use crate::model::Name;
use crate::style::ir::{
    And, Common, DelimiterPrecedes, NameAsSortOrder, NameForm, NameOptions, Scope, StrId,
};
use crate::style::terms::{self, TermForm};

/// The separator between the pieces of a name in a sort key. It sorts before every letter, so that
/// Dale precedes Dalebout.
pub(super) const SORT_SEPARATOR: &str = "|";

/// How a list is shortened.
#[derive(Debug, Clone, Copy)]
pub(super) struct EtAlCut {
    /// The number of names shown from the start.
    pub(super) shown: usize,
    pub(super) ending: Ending,
}

impl EtAlCut {
    /// The number of names shown, including a last one after an ellipsis.
    fn count(self) -> usize {
        self.shown + usize::from(self.ending == Ending::LastName)
    }

    /// The index of the name shown at a position, of `all` names.
    fn nth(self, place: usize, all: usize) -> usize {
        if place < self.shown { place } else { all - 1 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// All names are shown.
    Complete,
    EtAl,
    /// An ellipsis and the last name.
    LastName,
}

/// Facts about the last name, if something precedes it.
#[derive(Debug, Clone, Copy)]
struct Last {
    /// The delimiter before it.
    delimiter: Option<StrId>,
    is_body: bool,
    /// Whether only one name precedes it.
    of_two: bool,
}

impl Eval<'_, '_> {
    /// How the options shorten a list of names. A list that leaves people out ([`Name::Others`])
    /// ends in the style's "et al." term, however many names it shows.
    pub(super) fn et_al_cut(
        &self,
        names: &[Name],
        options: &NameOptions,
        expansion: Option<&ListExpansion>,
    ) -> EtAlCut {
        let cut = self.cut(names, options, expansion);
        if !goes_on(names) {
            return cut;
        }
        EtAlCut { shown: cut.shown.min(names.len() - 1), ending: Ending::EtAl }
    }

    /// The same, counting the people that a list leaves out as one more name.
    pub(super) fn cut(
        &self,
        names: &[Name],
        options: &NameOptions,
        expansion: Option<&ListExpansion>,
    ) -> EtAlCut {
        let count = names.len();
        let (mut min, mut first) = (options.et_al_min, options.et_al_use_first);
        if self.context.position >= Position::Subsequent {
            min = options.et_al_subsequent_min.unwrap_or(min);
            first = options.et_al_subsequent_use_first.unwrap_or(first);
        }
        let mut use_last = options.et_al_use_last;
        if let Purpose::Sort(names) = self.purpose {
            min = names.min.unwrap_or(min);
            first = names.use_first.unwrap_or(first);
            use_last = names.use_last.unwrap_or(use_last);
        }
        let complete = EtAlCut { shown: count, ending: Ending::Complete };
        if min == 0 || count < usize::from(min) {
            return complete;
        }
        let disambiguation = &self.program.citation.disambiguation;
        // Entries show more names only in styles that add given names, as in citeproc-js.
        let expands = self.scope == Scope::Citation || disambiguation.add_givenname;
        let expanded = expansion.filter(|_| expands).map_or(0, |expansion| expansion.shown);
        let shown = usize::from(first.max(expanded));
        if shown >= count {
            return complete;
        }
        // The last name replaces at least two, as citeproc-js counts them.
        let before_last = shown.min(usize::from(min).saturating_sub(2));
        if use_last && before_last > 0 && !goes_on(names) {
            return EtAlCut { shown: before_last, ending: Ending::LastName };
        }
        EtAlCut { shown, ending: Ending::EtAl }
    }

    pub(super) fn name_list(
        &mut self,
        names: &[Name],
        options: &NameOptions,
        expansion: Option<&ListExpansion>,
        place: u32,
    ) {
        let cut = self.et_al_cut(names, options, expansion);
        let level = |index: usize| {
            let levels = expansion.map(|expansion| expansion.levels.as_slice());
            levels.and_then(|levels| levels.get(index)).copied().unwrap_or_default()
        };
        // As in citeproc-js, the affixes of `cs:name` also apply to names with "et al.", so that a
        // suffix that leads to the title follows it.
        let with_et_al = cut.ending == Ending::EtAl && self.purpose == Purpose::Print;
        let common = if with_et_al { options.common } else { Common::PLAIN };
        let list = self.tape.open(&common, StrId::EMPTY, place);
        self.tape.set_role(list, Role::NameList);
        let shown = self.printed_names(names, options, cut, &level);
        let count = shown.as_ref().map_or(cut.count(), Vec::len);
        let nth = |at: usize| match &shown {
            Some(shown) => shown[at],
            None => cut.nth(at, names.len()),
        };
        for at in 0..count {
            let index = nth(at);
            let last = at + 1 == count;
            if at > 0 {
                match cut.ending {
                    Ending::LastName if last => {
                        let delimiter =
                            if at > 1 { self.program.str(options.delimiter) } else { " " };
                        // Sort keys contain nothing for omitted names.
                        let prints = self.purpose == Purpose::Print;
                        let ellipsis = if prints { "… " } else { "" };
                        self.push_between(&[delimiter, ellipsis], place);
                    }
                    Ending::Complete if last => {
                        let pair = [&names[nth(at - 1)], &names[index]];
                        let last = Last {
                            delimiter: before_last(options, at + 1, pair),
                            is_body: matches!(pair[1], Name::Literal(_)),
                            of_two: at == 1,
                        };
                        self.between_names(options, Some(last), place);
                    }
                    _ => self.between_names(options, None, place),
                }
            }
            self.name(&names[index], index, options, level(index), place);
        }
        if cut.ending == Ending::EtAl {
            self.et_al(options, count, place);
        }
        self.tape.close(list);
    }

    /// The indexes of the names that print anything, if some print nothing: people without a family
    /// name if only family names are shown, as in citeproc-js.
    fn printed_names(
        &self,
        names: &[Name],
        options: &NameOptions,
        cut: EtAlCut,
        level: &impl Fn(usize) -> GivenLevel,
    ) -> Option<Vec<usize>> {
        if options.form != NameForm::Short {
            return None;
        }
        let all = || (0..cut.count()).map(|at| cut.nth(at, names.len()));
        let prints = |index: &usize| match &names[*index] {
            Name::Person(person) => {
                !person.family.is_empty()
                    || !person.non_dropping_particle.is_empty()
                    || self.level_of(person, *index, level(*index)) > GivenLevel::AsStyled
            }
            Name::Literal(_) | Name::Others => true,
        };
        let complete = all().all(|index| prints(&index));
        (!complete).then(|| all().filter(prints).collect())
    }

    fn between_names(&mut self, options: &NameOptions, last: Option<Last>, place: u32) {
        let program = self.program;
        let delimiter = program.str(options.delimiter);
        if self.purpose != Purpose::Print {
            // A variable that is sorted by has no delimiter.
            let separator = if delimiter.is_empty() { SORT_SEPARATOR } else { delimiter };
            self.push_between(&[separator], place);
            return;
        }
        let and = match (options.and, last.is_some(), self.purpose) {
            (Some(and), true, Purpose::Print) => Some(match and {
                And::Symbol => "&",
                And::Text => {
                    let term = self.locale.term(terms::AND, TermForm::Long, false);
                    term.map_or("and", |term| program.str(term))
                }
            }),
            _ => None,
        };
        let Some(and) = and else {
            let before_body = last.is_some_and(|last| last.is_body);
            let delimiter =
                if before_body { program.str(options.delimiter_before_body) } else { delimiter };
            let node = self.push_between(&[delimiter], place);
            if last.is_some() {
                self.tape.set_role(node, Role::LastDelimiter);
            }
            return;
        };
        if and.ends_with('\u{2008}') {
            // A punctuation space at the end means that nothing else separates the names.
            self.push_between(&[and], place);
            return;
        }
        let unspaced = is_unspaced(and);
        let space = if unspaced { "" } else { " " };
        // A word without spaces replaces the delimiter, unless there are two names and the style
        // requires it.
        let insists = match options.delimiter_precedes_last {
            DelimiterPrecedes::Always => true,
            DelimiterPrecedes::AfterInvertedName => options.name_as_sort_order.is_some(),
            DelimiterPrecedes::Contextual | DelimiterPrecedes::Never => false,
        };
        let own = last.filter(|last| !unspaced || (last.of_two && insists));
        let before = own.and_then(|last| last.delimiter).map_or(space, |own| program.str(own));
        self.push_between(&[before, and, space], place);
    }

    fn et_al(&mut self, options: &NameOptions, shown: usize, place: u32) {
        if matches!(self.purpose, Purpose::Sort(_)) || shown == 0 {
            return;
        }
        let program = self.program;
        let Some(term) = self.locale.term(options.et_al_term, TermForm::Long, false) else {
            return;
        };
        let term = program.str(term);
        if term.is_empty() {
            return;
        }
        let with_delimiter = match options.delimiter_precedes_et_al {
            DelimiterPrecedes::Contextual => shown > 1,
            DelimiterPrecedes::AfterInvertedName => shown == 1,
            DelimiterPrecedes::Always => true,
            DelimiterPrecedes::Never => false,
        };
        let between = match (with_delimiter, is_unspaced(term)) {
            (true, _) => program.str(options.delimiter),
            (false, true) => "",
            // `, et al` brings its own mark, and so does `，等`.
            (false, false) if term.starts_with([' ', ',', '，']) => "",
            (false, false) => " ",
        };
        self.push_between(&[between], place);
        self.words(term, &options.et_al_common, place);
    }

    pub(super) fn push_between(&mut self, texts: &[&str], place: u32) -> u32 {
        let node = self.tape.push(NodeKind::Between, &Common::PLAIN, StrId::EMPTY, place);
        for text in texts {
            self.tape.text.push_str(text);
        }
        self.tape.end_leaf(node);
        node
    }
}

/// True if a list leaves out some of its people.
fn goes_on(names: &[Name]) -> bool {
    matches!(names, [_, .., Name::Others])
}

/// The delimiter before the last of `count` names that are shown, if there is one beside the "and".
fn before_last(options: &NameOptions, count: usize, [before, last]: [&Name; 2]) -> Option<StrId> {
    let is_body = |name: &Name| matches!(name, Name::Literal(_));
    let pair = count == 2;
    let rule = options.delimiter_precedes_last;
    if is_body(last) {
        // What the style says about people on `cs:name` does not apply to an organization.
        let inverts = match options.name_as_sort_order {
            Some(NameAsSortOrder::All) => true,
            Some(NameAsSortOrder::First) => pair,
            None => false,
        };
        let after_inverted =
            rule == DelimiterPrecedes::AfterInvertedName && inverts && !is_body(before);
        let delimited = match options.delimiter_precedes_last_body {
            DelimiterPrecedes::Always => true,
            DelimiterPrecedes::Never => false,
            DelimiterPrecedes::Contextual | DelimiterPrecedes::AfterInvertedName => !pair,
        };
        let own = if after_inverted { options.delimiter } else { options.delimiter_before_body };
        return (delimited || after_inverted).then_some(own);
    }
    let delimited = match rule {
        DelimiterPrecedes::Contextual => !pair,
        // The first name counts as inverted, and so do all others if all are.
        DelimiterPrecedes::AfterInvertedName => {
            let all = options.name_as_sort_order == Some(NameAsSortOrder::All);
            pair || all && !is_body(before)
        }
        DelimiterPrecedes::Always => true,
        DelimiterPrecedes::Never => false,
    };
    delimited.then_some(options.delimiter)
}
