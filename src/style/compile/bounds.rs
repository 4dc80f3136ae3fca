//! Checks that a style can be run: no macro calls itself, nothing nests too deeply, and no chain of
//! macros multiplies without end.

use crate::style::error::{StyleError, StyleErrorKind};
use crate::style::ir::{Block, ElementKind, Program};
use crate::syntax::xml::Element;

/// The maximum nesting of elements and macro calls; the official styles stay below 60.
const MAX_DEPTH: u32 = 256;

/// The maximum number of elements that one rendering visits; the official styles stay below
/// 100,000.
const MAX_VISITS: u64 = 20_000_000;

/// The maximum cost of running a block.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    depth: u32,
    visits: u64,
}

/// What keeps a block from being run, and the macro that is the first to have it.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Recursive(u16),
    TooDeep(Option<u16>),
    TooLarge(Option<u16>),
}

impl Cost {
    /// Says that it is too much, with the macro that costs it.
    fn within(self, id: Option<u16>) -> Result<(), Fault> {
        if self.depth > MAX_DEPTH {
            Err(Fault::TooDeep(id))
        } else if self.visits > MAX_VISITS {
            Err(Fault::TooLarge(id))
        } else {
            Ok(())
        }
    }
}

pub(super) fn check(program: &Program, style: &Element<'_>) -> Result<(), StyleError> {
    let mut bounds = Bounds { program, macros: vec![State::New; program.macros.len()] };
    bounds.of_style().map_err(|fault| {
        let (id, kind) = match fault {
            Fault::Recursive(id) => (Some(id), None),
            Fault::TooDeep(id) => (id, Some(StyleErrorKind::TooDeep(MAX_DEPTH as usize))),
            Fault::TooLarge(id) => (id, Some(StyleErrorKind::TooLarge)),
        };
        let element = id.and_then(|id| macro_element(style, id));
        let name = || element.and_then(|element| element.attribute("name")).unwrap_or_default();
        StyleError {
            span: element.map_or(style.name_span, |element| element.name_span),
            kind: kind.unwrap_or_else(|| StyleErrorKind::RecursiveMacro(name().to_owned())),
        }
    })
}

/// The element of a macro with this number; macros are numbered by the first occurrence of their
/// names.
fn macro_element<'e, 'a>(style: &'e Element<'a>, id: u16) -> Option<&'e Element<'a>> {
    let mut names: Vec<&str> = Vec::new();
    for element in style.children_named("macro") {
        let Some(name) = element.attribute("name") else { continue };
        if names.contains(&name) {
            continue;
        }
        if names.len() == usize::from(id) {
            return Some(element);
        }
        names.push(name);
    }
    None
}

#[derive(Debug, Clone, Copy)]
enum State {
    New,
    /// Its cost is being computed, so a call now is recursion.
    Open,
    Known(Cost),
}

struct Bounds<'p> {
    program: &'p Program,
    macros: Vec<State>,
}

impl Bounds<'_> {
    fn of_style(&mut self) -> Result<(), Fault> {
        for id in 0..self.program.macros.len() {
            self.of_macro(id as u16, 0)?;
        }
        let program = self.program;
        let layouts = program.citation.layouts.iter();
        let layouts = layouts.chain(program.bibliography.iter().flat_map(|it| &it.layouts));
        for layout in layouts.chain(&program.intext) {
            let cost = self.of_block(layout.body, 0)?;
            cost.within(None)?;
        }
        Ok(())
    }

    /// The cost of a macro that is called at some depth.
    fn of_macro(&mut self, id: u16, depth: u32) -> Result<Cost, Fault> {
        if depth > MAX_DEPTH {
            // Whatever it costs, those that call it are too deep.
            return Err(Fault::TooDeep(Some(id)));
        }
        match self.macros[usize::from(id)] {
            State::Known(cost) => Ok(cost),
            State::Open => Err(Fault::Recursive(id)),
            State::New => {
                self.macros[usize::from(id)] = State::Open;
                let cost = self.of_block(self.program.macros[usize::from(id)], depth)?;
                cost.within(Some(id))?;
                self.macros[usize::from(id)] = State::Known(cost);
                Ok(cost)
            }
        }
    }

    fn of_block(&mut self, block: Block, depth: u32) -> Result<Cost, Fault> {
        let depth = depth + 1;
        let mut sum = Cost::default();
        for element in self.program.elements(block) {
            let mut inner = Cost::default();
            let mut add = |cost: Cost| {
                inner.depth = inner.depth.max(cost.depth);
                inner.visits = inner.visits.saturating_add(cost.visits);
            };
            match &element.kind {
                ElementKind::Macro(id) => add(self.of_macro(*id, depth)?),
                ElementKind::Group { children, .. } => add(self.of_block(*children, depth)?),
                ElementKind::Names(id) => {
                    let substitute = self.program.names[usize::from(*id)].substitute;
                    add(self.of_block(substitute, depth)?);
                }
                ElementKind::Choose(branches) => {
                    for branch in &self.program.branches[branches.range()] {
                        add(self.of_block(branch.children, depth)?);
                    }
                }
                _ => {}
            }
            sum.depth = sum.depth.max(inner.depth.saturating_add(1));
            sum.visits = sum.visits.saturating_add(inner.visits).saturating_add(1);
        }
        Ok(sum)
    }
}
