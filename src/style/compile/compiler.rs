//! What all parts of the compilation share: the program so far, and the tables it is made with.

use rustc_hash::FxHashMap;

use crate::source::Span;
use crate::style::compile::inherited::Inherited;
use crate::style::compile::locale::OwnTerms;
use crate::style::compile::strings::Strings;
use crate::style::error::{StyleError, StyleErrorKind};
use crate::style::ir::Program;

/// A program on its way.
pub(super) struct Compiler<'a> {
    pub(super) program: Program,
    pub(super) strings: Strings,
    pub(super) own_terms: OwnTerms,
    pub(super) macro_ids: FxHashMap<&'a str, u16>,
    pub(super) places: Vec<Span>,
    /// The name options of the citation and of the bibliography.
    pub(super) scopes: [Inherited; 2],
    /// Whether the element at hand is one of a layout, and not of a group or macro in it.
    pub(super) in_layout: bool,
    /// The first thing that cannot be run.
    pub(super) error: Option<StyleError>,
}

impl<'a> Compiler<'a> {
    /// One with nothing compiled yet, for these name options of the citation and the bibliography.
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

    /// The number of a macro; `None` where it is not defined, which is a warning of the style.
    pub(super) fn macro_id(&self, name: &str) -> Option<u16> {
        self.macro_ids.get(name).copied()
    }

    /// Remembers where an element stands, and gives the number of the place, from 1.
    pub(super) fn place(&mut self, span: Span) -> u32 {
        self.places.push(span);
        self.places.len() as u32
    }
}
