//! Characters only. Blocks begin on a line of their own.

use crate::markup::{Format, Mark, Markup};
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
        // One more even behind a space, as citeproc-js has it.
        if mark.format == Format::LeftMargin {
            self.out.push(' ');
        }
    }
}

/// What stands before a block where lines are all there is.
pub(super) fn push_before(format: Format, out: &mut String) {
    match format {
        Format::Block if !out.is_empty() => out.push('\n'),
        Format::Indent if !out.is_empty() => out.push_str("\n    "),
        _ => {}
    }
}
