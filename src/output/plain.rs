//! Text without formatting. Blocks begin on a line of their own.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::walk::{Backend, walk};

pub(super) fn write(markup: &Markup) -> String {
    let mut plain = Plain { out: String::with_capacity(markup.as_str().len()) };
    walk(markup, &mut plain);
    plain.out
}

struct Plain {
    out: String,
}

impl Backend for Plain {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn open(&mut self, mark: &Mark) {
        push_before(mark.format, &mut self.out);
    }

    fn close(&mut self, mark: &Mark) {
        // Another line break even after a space, as in citeproc-js.
        if mark.format == Formatting::LeftMargin {
            self.out.push(' ');
        }
    }
}

/// Writes what precedes a block in formats that have only lines.
pub(super) fn push_before(format: Formatting, out: &mut String) {
    match format {
        Formatting::Block if !out.is_empty() => out.push('\n'),
        Formatting::Indent if !out.is_empty() => out.push_str("\n    "),
        _ => {}
    }
}
