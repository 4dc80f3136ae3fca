//! `second-field-align`: a layout whose first element stands in a margin, all others beside it.

use crate::engine::eval::Eval;
use crate::engine::tape::Role;
use crate::style::ir::{Block, Common, Display, ElementKind, Layout, StrId};

/// The two fields of an entry: the margin comes first, and ends with its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Margin,
    Rest(u32),
}

impl Eval<'_, '_> {
    /// Renders a layout's elements with the first one set apart from the others. The layout's prefix
    /// is the margin's, which stays empty where its element prints nothing.
    pub(crate) fn layout_with_margin(&mut self, layout: &Layout) -> bool {
        let mark = self.tape.mark();
        let mut field = Field::Margin;
        self.fields(layout.body, layout.common.prefix, &mut field);
        if let Field::Rest(rest) = field {
            self.tape.close(rest);
            if self.tape.is_empty_group(rest) {
                self.tape.nodes.truncate(rest as usize);
            }
        }
        self.tape.has_text_since(mark)
    }

    /// Renders elements into the field at hand. A `cs:choose` is none of them: what it chooses is.
    fn fields(&mut self, block: Block, prefix: StrId, field: &mut Field) {
        let program = self.program;
        for element in program.elements(block) {
            if let (Field::Margin, ElementKind::Choose(branches)) = (*field, &element.kind) {
                if let Some(taken) = self.taken(*branches) {
                    self.fields(taken, prefix, field);
                }
                continue;
            }
            if *field != Field::Margin {
                self.element(element);
                continue;
            }
            let mark = self.tape.mark();
            let margin = self.open_field(Display::LeftMargin, prefix);
            self.element(element);
            self.tape.close(margin);
            if !self.tape.has_text_since(mark) {
                self.tape.cut(mark);
            }
            let rest = self.open_field(Display::RightInline, StrId::EMPTY);
            self.tape.set_role(rest, Role::SecondField);
            *field = Field::Rest(rest);
        }
    }

    fn open_field(&mut self, display: Display, prefix: StrId) -> u32 {
        let set_apart = Common { display: Some(display), prefix, ..Common::PLAIN };
        self.tape.open(&set_apart, StrId::EMPTY, 0)
    }
}
