//! Specializes a style for one entry type.
//!
//! Most of a style applies to other types than that of a given entry. Conditions that the type
//! alone decides are decided here once, for all entries of the type. Also, if an element needs one
//! of some variables to print anything, and behaves the same without them on every remaining path
//! through its conditions, the engine need not evaluate it.

mod seen;

pub(in crate::style) use seen::Views;
pub(crate) use seen::{Needs, Verdict, View};

use crate::model::{EntryType, Variable};
use crate::style::ir::{
    Block, Branch, ElementId, ElementKind, Layout, Match, NamesElement, Program, Scope, Test,
};
use crate::style::view::seen::Filled;

impl View {
    /// A view without information: all tests are evaluated, and all elements are entered.
    #[cfg(all(test, feature = "archive"))]
    fn open(program: &Program) -> View {
        let verdict = |branch: &Branch| match branch.tests.is_empty() {
            true => Verdict::Always,
            false => Verdict::Open,
        };
        View {
            needs_of: vec![0; program.elements.len()],
            branches: program.branches.iter().map(verdict).collect(),
            ..View::default()
        }
    }

    fn of(program: &Program, kind: EntryType, scope: Scope) -> View {
        let mut judge = Judge { program, kind, scope, filled: Vec::new() };
        let branches = program.branches.iter().map(|branch| judge.verdict(branch)).collect();
        let needs_of = vec![0; program.elements.len()];
        let mut walk = Walk {
            program,
            view: View { needs_of, needs: Vec::new(), branches, filled: judge.filled },
            macros: vec![None; program.macros.len()],
        };
        let bibliography = program.bibliography.iter().flat_map(|own| &own.layouts);
        let citation = program.citation.layouts.iter().chain(&program.intext);
        let layouts: Vec<&Layout> = match scope {
            Scope::Citation => citation.collect(),
            Scope::Bibliography => bibliography.collect(),
        };
        for layout in layouts {
            walk.block(layout.body, Found::NOTHING);
        }
        walk.view
    }
}

impl Program {
    /// Specializes the program for entries of a type.
    pub(crate) fn view(&self, kind: EntryType, scope: Scope) -> &View {
        self.views.0[kind as usize][scope as usize].get_or_init(|| View::of(self, kind, scope))
    }

    /// The same program without specialization for entry types.
    #[cfg(all(test, feature = "archive"))]
    pub(crate) fn with_open_views(mut self) -> Program {
        self.views = Views::default();
        let open = View::open(&self);
        for view in self.views.0.iter().flatten() {
            view.get_or_init(|| open.clone());
        }
        self
    }
}

/// Decides tests for one entry type.
struct Judge<'p> {
    program: &'p Program,
    kind: EntryType,
    scope: Scope,
    filled: Vec<Filled>,
}

impl Judge<'_> {
    fn verdict(&mut self, branch: &Branch) -> Verdict {
        if branch.tests.is_empty() {
            return Verdict::Always;
        }
        if self.program.conditions(branch.tests) > 0 {
            // The engine counts how often these are evaluated, whatever the result.
            return Verdict::Open;
        }
        match self.holds(branch.tests, branch.matches) {
            Some(true) => Verdict::Always,
            Some(false) => Verdict::Never,
            None => self.filled(branch).unwrap_or(Verdict::Open),
        }
    }

    /// The verdict on a branch whose undecided tests are all about variables.
    fn filled(&mut self, branch: &Branch) -> Option<Verdict> {
        let mut asked = 0;
        for test in &self.program.tests[branch.tests.range()] {
            match test {
                Test::Variable(variable) => asked |= variable.bit(),
                // The result is not yet decided by the tests that are.
                test => _ = self.test(test)?,
            }
        }
        let place = intern(&mut self.filled, Filled { asked, matches: branch.matches });
        u16::try_from(place).ok().map(Verdict::Filled)
    }

    fn holds(&self, tests: Block, matches: Match) -> Option<bool> {
        let tests = &self.program.tests[tests.range()];
        let has = |wanted: bool| tests.iter().any(|test| self.test(test) == Some(wanted));
        let only = |wanted: bool| tests.iter().all(|test| self.test(test) == Some(wanted));
        let (yes, no) = match matches {
            Match::All => (only(true), has(false)),
            Match::Any => (has(true), only(false)),
            Match::None => (only(false), has(true)),
            Match::NotAll => (has(false), only(true)),
        };
        (yes || no).then_some(yes)
    }

    fn test(&self, test: &Test) -> Option<bool> {
        match *test {
            Test::Type(kinds) => Some(kinds >> self.kind as u64 & 1 == 1),
            Test::Never => Some(false),
            Test::Always => Some(true),
            // Entries have neither.
            Test::Position(_) | Test::Locator(_) if self.scope == Scope::Bibliography => {
                Some(false)
            }
            Test::Nested(matches, tests) => self.holds(tests, matches),
            _ => None,
        }
    }
}

/// The possible states after elements were run without any variable having a value. These are the
/// flags of one such state; `asked` and `filled` are what the engine records about the calls of a
/// group.
const ASKED: u8 = 1;
const FILLED: u8 = 2;
const PRINTED: u8 = 4;

/// What elements do without their variables.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// The variables that they could print, one bit each.
    variables: u128,
    /// The states in which they can end on the different paths through conditions, one bit each.
    states: u8,
    /// Whether something else determines what they print or do.
    is_open: bool,
}

impl Found {
    /// No element, and no variable used.
    const NOTHING: Found = Found { variables: 0, states: 1, is_open: false };

    fn each(self) -> impl Iterator<Item = u8> {
        (0..8).filter(move |state| self.states >> state & 1 == 1)
    }

    /// Applies a change to each state.
    fn map(self, change: impl Fn(u8) -> u8) -> Self {
        Found { states: self.each().fold(0, |states, state| states | 1 << change(state)), ..self }
    }

    /// Either of the two.
    fn or(self, other: Found) -> Self {
        Found {
            variables: self.variables | other.variables,
            states: self.states | other.states,
            is_open: self.is_open || other.is_open,
        }
    }

    /// After these elements, one that ends in states of its own.
    fn then(self, inner: Found, join: impl Fn(u8, u8) -> u8) -> Self {
        let states = inner.each().fold(0, |all, inner| all | self.map(|it| join(it, inner)).states);
        Found { states, ..self.or(inner) }
    }

    /// What they need, if they print nothing without it and behave the same on every path.
    fn needs(self, prints: impl Fn(u8) -> bool) -> Option<Needs> {
        let first = self.each().next()?;
        let is_vain = |state: u8| !prints(state) && state & ASKED == first & ASKED;
        (!self.is_open && self.each().all(is_vain))
            .then_some(Needs { variables: self.variables, asks: first & ASKED != 0 })
    }
}

/// True if a group in this state prints: it has printed something, and has not used only empty
/// variables.
fn group_prints(state: u8) -> bool {
    state & PRINTED != 0 && (state & ASKED == 0 || state & FILLED != 0)
}

/// The state after a group, from the state before it.
fn behind_group(before: u8, group: u8) -> u8 {
    if !group_prints(group) {
        return before & !ASKED | group & ASKED;
    }
    before | ASKED | FILLED | PRINTED
}

/// Finds what elements need.
struct Walk<'p> {
    program: &'p Program,
    view: View,
    /// The results for macros that have been entered.
    macros: Vec<Option<Found>>,
}

impl Walk<'_> {
    fn block(&mut self, block: Block, before: Found) -> Found {
        block.elements().fold(before, |before, id| self.element(id, before))
    }

    fn call(&mut self, id: usize) -> Found {
        if let Some(found) = self.macros[id] {
            return found;
        }
        let found = self.block(self.program.macros[id], Found::NOTHING);
        self.macros[id] = Some(found);
        found
    }

    fn element(&mut self, id: ElementId, before: Found) -> Found {
        let program = self.program;
        match &program.elements[id].kind {
            ElementKind::Variable { variable, short: true } => {
                let short = variable.short_form().map_or(0, Variable::bit);
                asks(*variable, Found { variables: before.variables | short, ..before })
            }
            ElementKind::Variable { variable, .. } | ElementKind::Number { variable, .. } => {
                asks(*variable, before)
            }
            ElementKind::Date(date) => asks(program.dates[usize::from(*date)].variable, before),
            ElementKind::Term { .. } | ElementKind::Label { .. } | ElementKind::Value(_) => {
                // Empty terms print nothing.
                before.or(before.map(|state| state | PRINTED))
            }
            ElementKind::Macro(called) => {
                let inner = self.call(usize::from(*called));
                self.note(id, inner.needs(group_prints));
                before.then(inner, behind_group)
            }
            ElementKind::Group { children, .. } => {
                let inner = self.block(*children, Found::NOTHING);
                self.note(id, inner.needs(group_prints));
                before.then(inner, behind_group)
            }
            ElementKind::Names(names) => {
                let inner = self.names(&program.names[usize::from(*names)]);
                self.note(id, inner.needs(|state| state & PRINTED != 0));
                before.then(inner, |before, names| before & !ASKED | names)
            }
            ElementKind::Choose(branches) => {
                self.choose(*branches, before, |walk, block| walk.block(block, before))
            }
        }
    }

    /// Names and their substitutes, up to the first that prints something.
    fn names(&mut self, names: &NamesElement) -> Found {
        let variables = names.variables.iter().fold(0, |all, it| all | it.bit());
        let asked = Found { variables, ..Found::NOTHING.map(|state| state | ASKED) };
        self.substitute(names.substitute, asked)
    }

    fn substitute(&mut self, substitutes: Block, before: Found) -> Found {
        let program = self.program;
        let mut found = before;
        for id in substitutes.elements() {
            let is_done = |state: &u8| state & PRINTED != 0;
            let done = found.each().filter(is_done).fold(0, |states, it| states | 1 << it);
            found.states &= !done;
            found = match &program.elements[id].kind {
                ElementKind::Choose(branches) => {
                    let before = found;
                    self.choose(*branches, found, |walk, block| walk.substitute(block, before))
                }
                // A term counts even if it is empty.
                ElementKind::Term { .. } => Found { is_open: true, ..found },
                _ => self.element(id, found),
            };
            found.states |= done;
        }
        found
    }

    fn choose(
        &mut self,
        branches: Block,
        before: Found,
        mut run: impl FnMut(&mut Self, Block) -> Found,
    ) -> Found {
        let program = self.program;
        let mut found = Found { states: 0, ..before };
        for index in branches.range() {
            let verdict = self.view.branches[index];
            if verdict == Verdict::Never {
                continue;
            }
            let branch = &program.branches[index];
            found = found.or(run(self, branch.children));
            if verdict == Verdict::Always {
                return found;
            }
            // The engine counts how often such tests are evaluated.
            found.is_open |= program.conditions(branch.tests) > 0;
        }
        // Possibly no branch is taken.
        found.or(before)
    }

    /// Records what an element needs.
    fn note(&mut self, element: ElementId, needs: Option<Needs>) {
        let Some(needs) = needs else { return };
        let place = intern(&mut self.view.needs, needs);
        // If a style needs more different sets of variables, its other elements are always entered.
        self.view.needs_of[element.index()] = u16::try_from(place + 1).unwrap_or(0);
    }
}

/// The index of a value in a table without duplicates.
fn intern<T: PartialEq>(table: &mut Vec<T>, value: T) -> usize {
    table.iter().position(|known| *known == value).unwrap_or_else(|| {
        table.push(value);
        table.len() - 1
    })
}

/// An element that prints a variable.
fn asks(variable: Variable, before: Found) -> Found {
    let before = Found {
        variables: before.variables | variable.bit(),
        // A label is made of other variables.
        is_open: before.is_open || variable == Variable::CitationLabel,
        ..before
    };
    // Most items have no year suffix, so a missing one does not count for the group around it.
    before.map(|state| if variable == Variable::YearSuffix { state } else { state | ASKED })
}
