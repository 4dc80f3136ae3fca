//! The shared state of a compilation: the program so far, and the tables that are used to build it.

use rustc_hash::FxHashMap;

use crate::source::Span;
use crate::style::compile::inherited::Inherited;
use crate::style::compile::locale::OwnTerms;
use crate::style::compile::strings::Strings;
use crate::style::error::{StyleError, StyleErrorKind};
use crate::style::ir::Program;

/// A program under construction.
pub(super) struct Compiler<'a> {
    pub(super) program: Program,
    pub(super) strings: Strings,
    pub(super) own_terms: OwnTerms,
    pub(super) macro_ids: FxHashMap<&'a str, u16>,
    pub(super) places: Vec<Span>,
    /// The name options of the citation and the bibliography.
    pub(super) scopes: [Inherited; 2],
    /// Whether the current element is directly in a layout, and not in a group or macro.
    pub(super) in_layout: bool,
    /// The first error.
    pub(super) error: Option<StyleError>,
}

impl<'a> Compiler<'a> {
    /// An empty program with these name options of the citation and the bibliography.
    pub(super) fn new(scopes: [Inherited; 2]) -> Self {
        Compiler {
            program: Program::default(),
            strings: Strings::new(),
            own_terms: OwnTerms::default(),
            macro_ids: FxHashMap::default(),
            places: Vec::new(),
            scopes,
            in_layout: false,
            error: None,
        }
    }

    pub(super) fn fail(&mut self, span: Span, kind: StyleErrorKind) {
        self.error.get_or_insert(StyleError { span, kind });
    }

    /// The number of a macro; `None` if it is not defined, which is a warning of the style.
    pub(super) fn macro_id(&self, name: &str) -> Option<u16> {
        self.macro_ids.get(name).copied()
    }

    /// Records the span of an element, and returns its number, from 1.
    pub(super) fn place(&mut self, span: Span) -> u32 {
        self.places.push(span);
        self.places.len() as u32
    }
}
