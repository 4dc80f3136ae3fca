//! `second-field-align`: the first element of a layout in a margin, and all others beside it.

use crate::engine::eval::Eval;
use crate::engine::tape::{Role, TapeMark};
use crate::style::ir::{Block, Common, Display, ElementKind, Layout, StrId};

impl Eval<'_, '_> {
    /// Renders a layout's elements with the first one set apart from the others. The layout's
    /// prefix goes into the margin, which stays empty if its element prints nothing.
    pub(crate) fn layout_with_margin(&mut self, layout: &Layout) -> bool {
        let mark = self.tape.mark();
        let mut rest = None;
        self.fields(layout.body, layout.common.prefix, &mut rest);
        if let Some((start, rest)) = rest {
            self.tape.close(rest);
            if !self.tape.has_text_since(start) {
                self.tape.cut(start);
            }
        }
        self.tape.has_text_since(mark)
    }

    /// Renders elements: into the margin until the rest begins, and into the rest from then on. A
    /// `cs:choose` is not itself an element of the margin, but what it selects is.
    fn fields(&mut self, block: Block, prefix: StrId, rest: &mut Option<(TapeMark, u32)>) {
        let program = self.program;
        for id in block.elements() {
            let element = &program.elements[id];
            if rest.is_some() {
                self.element(id);
                continue;
            }
            if let ElementKind::Choose(branches) = &element.kind {
                if let Some(taken) = self.taken(*branches) {
                    self.fields(taken, prefix, rest);
                }
                continue;
            }
            let mark = self.tape.mark();
            let margin = self.open_field(Display::LeftMargin, prefix);
            self.element(id);
            self.tape.close(margin);
            if !self.tape.has_text_since(mark) {
                self.tape.cut(mark);
            }
            let start = self.tape.mark();
            let group = self.open_field(Display::RightInline, StrId::EMPTY);
            self.tape.set_role(group, Role::SecondField);
            *rest = Some((start, group));
        }
    }

    fn open_field(&mut self, display: Display, prefix: StrId) -> u32 {
        let set_apart = Common { display: Some(display), prefix, ..Common::PLAIN };
        self.tape.open(&set_apart, StrId::EMPTY, 0)
    }
}
