//! What the citation and the bibliography can come to: whether they print the year suffix
//! themselves, or the number, and whether they ask for the condition `disambiguate`.

use crate::model::Variable;
use crate::style::ir::{Block, ElementKind, Layout, Program, Test};

#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    year_suffix: bool,
    condition: bool,
    number: bool,
}

/// Notes in a program what its layouts come to.
pub(super) fn resolve(program: &mut Program) {
    let citation = reached(program, &program.citation.layouts);
    let bibliography = program.bibliography.as_ref();
    let bibliography =
        bibliography.map_or_else(Reached::default, |it| reached(program, &it.layouts));
    program.prints_year_suffix = [citation.year_suffix, bibliography.year_suffix];
    program.citation.disambiguation.has_condition = citation.condition;
    program.citation.prints_number = citation.number;
}

fn reached(program: &Program, layouts: &[Layout]) -> Reached {
    let mut walk =
        Walk { program, macros: vec![false; program.macros.len()], reached: Reached::default() };
    layouts.iter().for_each(|layout| walk.block(layout.body));
    walk.reached
}

struct Walk<'p> {
    program: &'p Program,
    /// Which macros were entered.
    macros: Vec<bool>,
    reached: Reached,
}

impl Walk<'_> {
    fn block(&mut self, block: Block) {
        let program = self.program;
        for element in program.elements(block) {
            match &element.kind {
                ElementKind::Variable { variable: Variable::YearSuffix, .. } => {
                    self.reached.year_suffix = true;
                }
                ElementKind::Variable { variable: Variable::CitationNumber, .. }
                | ElementKind::Number { variable: Variable::CitationNumber, .. } => {
                    self.reached.number = true;
                }
                ElementKind::Macro(id) => {
                    let entered = &mut self.macros[usize::from(*id)];
                    if !std::mem::replace(entered, true) {
                        self.block(program.macros[usize::from(*id)]);
                    }
                }
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
                Test::Disambiguate(_) => self.reached.condition = true,
                Test::Nested(_, nested) => self.tests(*nested),
                _ => {}
            }
        }
    }
}
