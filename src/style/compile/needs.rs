//! Which variables an element needs to print anything at all.
//!
//! Most of what a style says is about sources of other kinds: of the groups and macros that an
//! entry comes by, few print. Where none of the variables is there that one could print, and what
//! it does then is the same on every path through its conditions, the engine need not enter it.

use crate::model::Variable;
use crate::style::ir::{Block, ElementKind, NamesElement, Needs, Program, Test};

/// Notes in a program what its groups, macro calls and names need.
pub(super) fn resolve(program: &mut Program) {
    let mut walk = Walk {
        program,
        macros: vec![None; program.macros.len()],
        needs: vec![None; program.elements.len()],
    };
    for id in 0..program.macros.len() {
        walk.call(id);
    }
    let bibliography = program.bibliography.iter().flat_map(|own| &own.layouts);
    for layout in program.citation.layouts.iter().chain(bibliography).chain(&program.intext) {
        walk.block(layout.body, Found::NOTHING);
    }
    let found = walk.needs;
    for (element, needs) in program.elements.iter_mut().zip(found) {
        element.needs = needs.map(|needs| {
            let known = program.needs.iter().position(|known| *known == needs);
            known.unwrap_or_else(|| {
                program.needs.push(needs);
                program.needs.len() - 1
            }) as u32
        });
    }
}

/// What may be so where elements were run and no variable was there. These are the flags of one
/// such state; `asked` and `filled` are what the engine keeps of the calls of a group.
const ASKED: u8 = 1;
const FILLED: u8 = 2;
const PRINTED: u8 = 4;

/// What elements come to without their variables.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// The variables that they could print, a bit each.
    variables: u128,
    /// The states they can end in, by the paths through conditions: a bit for each.
    states: u8,
    /// Whether something else decides what they print or do.
    is_open: bool,
}

impl Found {
    /// No element, and nothing asked for.
    const NOTHING: Found = Found { variables: 0, states: 1, is_open: false };

    fn each(self) -> impl Iterator<Item = u8> {
        (0..8).filter(move |state| self.states >> state & 1 == 1)
    }

    /// Each state made another.
    fn map(self, change: impl Fn(u8) -> u8) -> Self {
        Found { states: self.each().fold(0, |states, state| states | 1 << change(state)), ..self }
    }

    /// One or the other.
    fn or(self, other: Found) -> Self {
        Found {
            variables: self.variables | other.variables,
            states: self.states | other.states,
            is_open: self.is_open || other.is_open,
        }
    }

    /// Behind these elements, one that ends in states of its own.
    fn then(self, inner: Found, join: impl Fn(u8, u8) -> u8) -> Self {
        let states = inner.each().fold(0, |all, inner| all | self.map(|it| join(it, inner)).states);
        Found { states, ..self.or(inner) }
    }

    /// What they need, where they print nothing without it and do the same on every path.
    fn needs(self, prints: impl Fn(u8) -> bool) -> Option<Needs> {
        let first = self.each().next()?;
        let is_vain = |state: u8| !prints(state) && state & ASKED == first & ASKED;
        (!self.is_open && self.each().all(is_vain))
            .then_some(Needs { variables: self.variables, asks: first & ASKED != 0 })
    }
}

/// Whether a group in this state prints: not if it printed nothing, or asked for variables in vain.
fn group_prints(state: u8) -> bool {
    state & PRINTED != 0 && (state & ASKED == 0 || state & FILLED != 0)
}

/// What a group makes of what was before it.
fn behind_group(before: u8, group: u8) -> u8 {
    if !group_prints(group) {
        return before & !ASKED | group & ASKED;
    }
    before | ASKED | FILLED | PRINTED
}

struct Walk<'p> {
    program: &'p Program,
    /// What macros come to, once they were entered.
    macros: Vec<Option<Found>>,
    /// By element.
    needs: Vec<Option<Needs>>,
}

impl Walk<'_> {
    fn block(&mut self, block: Block, before: Found) -> Found {
        block.range().fold(before, |before, index| self.element(index, before))
    }

    fn call(&mut self, id: usize) -> Found {
        if let Some(found) = self.macros[id] {
            return found;
        }
        let found = self.block(self.program.macros[id], Found::NOTHING);
        self.macros[id] = Some(found);
        found
    }

    fn element(&mut self, index: usize, before: Found) -> Found {
        let program = self.program;
        match &program.elements[index].kind {
            ElementKind::Variable { variable, short: true } => {
                let short = variable.short_form().map_or(0, Variable::bit);
                asks(*variable, Found { variables: before.variables | short, ..before })
            }
            ElementKind::Variable { variable, .. } | ElementKind::Number { variable, .. } => {
                asks(*variable, before)
            }
            ElementKind::Date(id) => asks(program.dates[usize::from(*id)].variable, before),
            ElementKind::Term { .. } | ElementKind::Label { .. } | ElementKind::Value(_) => {
                // Empty terms print nothing.
                before.or(before.map(|state| state | PRINTED))
            }
            ElementKind::Macro(id) => {
                let inner = self.call(usize::from(*id));
                self.needs[index] = inner.needs(group_prints);
                before.then(inner, behind_group)
            }
            ElementKind::Group { children, .. } => {
                let inner = self.block(*children, Found::NOTHING);
                self.needs[index] = inner.needs(group_prints);
                before.then(inner, behind_group)
            }
            ElementKind::Names(id) => {
                let inner = self.names(&program.names[usize::from(*id)]);
                self.needs[index] = inner.needs(|state| state & PRINTED != 0);
                before.then(inner, |before, names| before & !ASKED | names)
            }
            ElementKind::Choose(branches) => {
                self.choose(*branches, before, |walk, block| walk.block(block, before))
            }
        }
    }

    /// Names and what stands in for them, up to the first that prints.
    fn names(&mut self, names: &NamesElement) -> Found {
        let variables = names.variables.iter().fold(0, |all, it| all | it.bit());
        let asked = Found { variables, ..Found::NOTHING.map(|state| state | ASKED) };
        self.substitute(names.substitute, asked)
    }

    fn substitute(&mut self, substitutes: Block, before: Found) -> Found {
        let program = self.program;
        let mut found = before;
        for index in substitutes.range() {
            let is_done = |state: &u8| state & PRINTED != 0;
            let done = found.each().filter(is_done).fold(0, |states, it| states | 1 << it);
            found.states &= !done;
            found = match &program.elements[index].kind {
                ElementKind::Choose(branches) => {
                    let before = found;
                    self.choose(*branches, found, |walk, block| walk.substitute(block, before))
                }
                // A term is there even where it is empty.
                ElementKind::Term { .. } => Found { is_open: true, ..found },
                _ => self.element(index, found),
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
        let branches = &program.branches[branches.range()];
        let has_else = branches.iter().any(|branch| branch.tests.is_empty());
        let none = Found { states: 0, ..before };
        let mut found = if has_else { none } else { before };
        for branch in branches {
            found = found.or(run(self, branch.children));
            found.is_open |= self.counts(branch.tests);
        }
        found
    }

    /// Whether it is counted how often tests are asked.
    fn counts(&self, tests: Block) -> bool {
        self.program.tests[tests.range()].iter().any(|test| match test {
            Test::Disambiguate(_) => true,
            Test::Nested(_, nested) => self.counts(*nested),
            _ => false,
        })
    }
}

/// An element that prints a variable.
fn asks(variable: Variable, before: Found) -> Found {
    let is_of_cite = matches!(
        variable,
        Variable::CitationNumber
            | Variable::CitationLabel
            | Variable::FirstReferenceNoteNumber
            | Variable::Locator
            | Variable::YearSuffix
    );
    let stand_in = match variable {
        Variable::PageFirst => Variable::Page.bit(),
        _ => 0,
    };
    Found {
        variables: before.variables | variable.bit() | stand_in,
        is_open: before.is_open || is_of_cite,
        ..before.map(|state| state | ASKED)
    }
}
