//! Rendering elements.

use std::ops::{Index, Range};

use crate::model::Variable;
use crate::style::ir::common::{Common, StrId};
use crate::style::terms::{TermForm, TermId};

/// The place of an element in the elements of its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ElementId(u32);

impl ElementId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// The block of this element alone.
    pub(crate) fn block(self) -> Block {
        Block { start: self.0, end: self.0 + 1 }
    }
}

impl Index<ElementId> for Vec<Element> {
    type Output = Element;

    fn index(&self, id: ElementId) -> &Element {
        &self[id.index()]
    }
}

/// Consecutive elements of the arena, or consecutive tests or branches of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Block {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Block {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The elements, if it is a block of elements.
    pub(crate) fn elements(self) -> Elements {
        Elements(self)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The elements of a block that have not been visited.
#[derive(Debug)]
pub(crate) struct Elements(Block);

impl Elements {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Iterator for Elements {
    type Item = ElementId;

    #[inline]
    fn next(&mut self) -> Option<ElementId> {
        let id = ElementId(self.0.start);
        (!self.0.is_empty()).then(|| {
            self.0.start += 1;
            id
        })
    }
}

/// One rendering element.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) kind: ElementKind,
    pub(crate) common: Common,
    /// The number of its span in the style's table of spans.
    pub(crate) place: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum ElementKind {
    Variable {
        variable: Variable,
        short: bool,
    },
    Macro(u16),
    Term {
        term: TermId,
        form: TermForm,
        plural: bool,
    },
    Value(StrId),
    Number {
        variable: Variable,
        form: NumberForm,
    },
    Label {
        variable: Variable,
        form: TermForm,
        plural: LabelPlural,
    },
    Date(u16),
    Names(u16),
    Group {
        children: Block,
        delimiter: StrId,
    },
    /// A range of [`Program::branches`].
    Choose(Block),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberForm {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum LabelPlural {
    #[default]
    Contextual,
    Always,
    Never,
}
