//! Determines what the citation and the bibliography can reach: whether they print the year suffix
//! or the number themselves, how often they test the condition `disambiguate`, and which facts
//! about a cite's position in the document they use.

use crate::model::Variable;
use crate::style::ir::{Asked, Block, ElementKind, Layout, Program, SortBy, SortKey, Test};

#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    year_suffix: bool,
    number: bool,
    asked: Asked,
}

/// Records in a program what its layouts reach.
pub(super) fn resolve(program: &mut Program) {
    let citation = reached(program, &program.citation.layouts);
    let bibliography = program.bibliography.as_ref();
    let bibliography =
        bibliography.map_or_else(Reached::default, |it| reached(program, &it.layouts));
    program.prints_year_suffix = citation.year_suffix || bibliography.year_suffix;
    let mut conditions = Conditions { program, macros: vec![None; program.macros.len()] };
    let layouts = program.citation.layouts.iter();
    let conditions = layouts.map(|layout| conditions.block(layout.body)).max();
    program.citation.disambiguation.conditions = conditions.unwrap_or(0);
    program.citation.prints_number = citation.number;
    let intext = program.intext.as_ref().map(|layout| reached(program, [layout]).asked);
    let is_position = |test: &Test| matches!(test, Test::Position(_));
    program.citation.tests_position = program.tests.iter().any(is_position);
    program.citation.asked = citation.asked.or(intext.unwrap_or_default());
    program.citation.sort_asked = asked_by_keys(program, &program.citation.sort);
    let Some(own) = &program.bibliography else { return };
    let sort_asked = asked_by_keys(program, &own.sort);
    let downwards = |key: &SortKey| key.descending && sorts_by_number(program, key.by);
    let numbers_downwards = own.sort.iter().any(downwards);
    if let Some(own) = &mut program.bibliography {
        own.asked = bibliography.asked;
        own.sort_asked = sort_asked;
        own.numbers_downwards = numbers_downwards;
    }
}

/// True if a sort key is the citation number, or a macro that prints it outside groups and other
/// macros, as in citeproc-js.
fn sorts_by_number(program: &Program, key: SortBy) -> bool {
    fn prints(program: &Program, block: Block) -> bool {
        program.elements(block).iter().any(|element| match &element.kind {
            ElementKind::Variable { variable, .. } => *variable == Variable::CitationNumber,
            ElementKind::Choose(branches) => program.branches[branches.range()]
                .iter()
                .any(|branch| prints(program, branch.children)),
            _ => false,
        })
    }
    match key {
        SortBy::Variable(variable) => variable == Variable::CitationNumber,
        SortBy::Macro(id) => prints(program, program.macros[usize::from(id)]),
    }
}

fn asked_by_keys(program: &Program, keys: &[SortKey]) -> Asked {
    let mut walk = Walk::new(program);
    for key in keys {
        match key.by {
            SortBy::Variable(variable) => walk.asks(variable),
            SortBy::Macro(id) => walk.call(id),
        }
    }
    walk.reached.asked
}

fn reached<'l>(program: &Program, layouts: impl IntoIterator<Item = &'l Layout>) -> Reached {
    let mut walk = Walk::new(program);
    layouts.into_iter().for_each(|layout| walk.block(layout.body));
    walk.reached
}

struct Walk<'p> {
    program: &'p Program,
    /// The macros that have been entered.
    macros: Vec<bool>,
    reached: Reached,
}

impl<'p> Walk<'p> {
    fn new(program: &'p Program) -> Self {
        Walk { program, macros: vec![false; program.macros.len()], reached: Reached::default() }
    }

    fn asks(&mut self, variable: Variable) {
        self.reached.asked.number |= variable == Variable::CitationNumber;
        self.reached.asked.first_note |= variable == Variable::FirstReferenceNoteNumber;
    }

    fn call(&mut self, id: u16) {
        let entered = &mut self.macros[usize::from(id)];
        if !std::mem::replace(entered, true) {
            self.block(self.program.macros[usize::from(id)]);
        }
    }

    fn block(&mut self, block: Block) {
        let program = self.program;
        for element in program.elements(block) {
            if let ElementKind::Variable { variable, .. }
            | ElementKind::Number { variable, .. }
            | ElementKind::Label { variable, .. } = &element.kind
            {
                self.asks(*variable);
            }
            match &element.kind {
                ElementKind::Variable { variable: Variable::YearSuffix, .. } => {
                    self.reached.year_suffix = true;
                }
                ElementKind::Variable { variable: Variable::CitationNumber, .. }
                | ElementKind::Number { variable: Variable::CitationNumber, .. } => {
                    self.reached.number = true;
                }
                ElementKind::Macro(id) => self.call(*id),
                ElementKind::Group { children, .. } => self.block(*children),
                ElementKind::Names(id) => {
                    self.block(program.names[usize::from(*id)].substitute);
                }
                ElementKind::Choose(branches) => {
                    for branch in &program.branches[branches.range()] {
                        self.tests(branch.tests);
                        self.block(branch.children);
                    }
                }
                _ => {}
            }
        }
    }

    fn tests(&mut self, tests: Block) {
        for test in &self.program.tests[tests.range()] {
            match test {
                Test::Variable(variable)
                | Test::IsNumeric(variable)
                | Test::IsMultiple(variable) => self.asks(*variable),
                Test::Nested(_, nested) => self.tests(*nested),
                _ => {}
            }
        }
    }
}

/// The maximum number of times that elements test the condition `disambiguate`.
struct Conditions<'p> {
    program: &'p Program,
    /// By macro; `None` until it has been entered.
    macros: Vec<Option<u16>>,
}

impl Conditions<'_> {
    fn block(&mut self, block: Block) -> u16 {
        let elements = self.program.elements(block).iter();
        elements.fold(0, |sum: u16, element| sum.saturating_add(self.element(&element.kind)))
    }

    fn element(&mut self, element: &ElementKind) -> u16 {
        let program = self.program;
        match element {
            ElementKind::Macro(id) => self.call(*id),
            ElementKind::Group { children, .. } => self.block(*children),
            ElementKind::Names(id) => self.block(program.names[usize::from(*id)].substitute),
            ElementKind::Choose(branches) => {
                let branches = &program.branches[branches.range()];
                let tests = branches.iter().map(|branch| program.conditions(branch.tests));
                let tests = tests.fold(0, u16::saturating_add);
                // Only one of them is printed.
                let most = branches.iter().map(|branch| self.block(branch.children)).max();
                tests.saturating_add(most.unwrap_or(0))
            }
            _ => 0,
        }
    }

    fn call(&mut self, id: u16) -> u16 {
        let index = usize::from(id);
        if let Some(conditions) = self.macros[index] {
            return conditions;
        }
        let conditions = self.block(self.program.macros[index]);
        self.macros[index] = Some(conditions);
        conditions
    }
}
