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

pub(super) fn check(program: &Program, style: &Element<'_>) -> Result<(), StyleError> {
    let mut bounds = Bounds { program, macros: vec![State::New; program.macros.len()] };
    let mut blocks: Vec<Block> = program.macros.clone();
    blocks.extend(program.citation.layouts.iter().map(|layout| layout.body));
    blocks.extend(program.bibliography.iter().flat_map(|b| b.layouts.iter().map(|l| l.body)));
    blocks.extend(program.intext.iter().map(|layout| layout.body));
    for id in 0..program.macros.len() {
        if let Err(recursive) = bounds.of_macro(id as u16) {
            let element = macro_element(style, recursive);
            let name = element.and_then(|element| element.attribute("name")).unwrap_or_default();
            let span = element.map_or(style.name_span, |element| element.name_span);
            return Err(StyleError { span, kind: StyleErrorKind::RecursiveMacro(name.to_owned()) });
        }
    }
    for block in blocks {
        let cost = bounds.of_block(block).unwrap_or_default();
        let kind = if cost.depth > MAX_DEPTH {
            StyleErrorKind::TooDeep(MAX_DEPTH as usize)
        } else if cost.visits > MAX_VISITS {
            StyleErrorKind::TooLarge
        } else {
            continue;
        };
        return Err(StyleError { span: style.name_span, kind });
    }
    Ok(())
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
    /// The cost of a macro, or the number of a macro that calls itself.
    fn of_macro(&mut self, id: u16) -> Result<Cost, u16> {
        match self.macros[usize::from(id)] {
            State::Known(cost) => Ok(cost),
            State::Open => Err(id),
            State::New => {
                self.macros[usize::from(id)] = State::Open;
                let cost = self.of_block(self.program.macros[usize::from(id)])?;
                self.macros[usize::from(id)] = State::Known(cost);
                Ok(cost)
            }
        }
    }

    fn of_block(&mut self, block: Block) -> Result<Cost, u16> {
        let mut sum = Cost::default();
        for element in self.program.elements(block) {
            let mut inner = Cost::default();
            let mut add = |cost: Cost| {
                inner.depth = inner.depth.max(cost.depth);
                inner.visits = inner.visits.saturating_add(cost.visits);
            };
            match &element.kind {
                ElementKind::Macro(id) => add(self.of_macro(*id)?),
                ElementKind::Group { children, .. } => add(self.of_block(*children)?),
                ElementKind::Names(id) => {
                    add(self.of_block(self.program.names[usize::from(*id)].substitute)?);
                }
                ElementKind::Choose(branches) => {
                    for branch in &self.program.branches[branches.range()] {
                        add(self.of_block(branch.children)?);
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
