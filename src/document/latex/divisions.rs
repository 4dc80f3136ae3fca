//! The parts of a document that have bibliographies of their own.
//!
//! *Source*: the manual of biblatex, "Bibliography Sections" and "Bibliography Segments".

use crate::document::Division;
use crate::source::Span;

/// The sections and segments read so far.
#[derive(Default)]
pub(super) struct Divisions {
    /// Whether it is a section, and where it begins.
    open: Vec<(bool, usize)>,
    closed: Vec<Division>,
}

impl Divisions {
    /// Begins an environment at an offset.
    pub(super) fn begin(&mut self, name: &str, at: usize) {
        if let Some(is_section) = is_section(name) {
            self.open.push((is_section, at));
        }
    }

    /// `\end`, or a command that ends one part and begins another; `behind` is the position after
    /// its name.
    pub(super) fn command(&mut self, name: &str, text: &str, at: usize, behind: usize) {
        if name == "end" {
            let name = text[behind..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
            if let Some(is_section) = name.and_then(|(name, _)| is_section(name)) {
                self.close(is_section, at);
            }
            return;
        }
        let is_section = name == "newrefsection";
        self.close(is_section, at);
        self.open.push((is_section, at));
    }

    fn close(&mut self, is_section: bool, end: usize) {
        let last = self.open.iter().rposition(|(kind, _)| *kind == is_section);
        if let Some(index) = last {
            let (_, start) = self.open.remove(index);
            self.closed.push(Division { is_section, span: Span::new(start, end) });
        }
    }

    /// All divisions; open ones end with the text.
    pub(super) fn into_closed(mut self, end: usize) -> Vec<Division> {
        let open = self.open.into_iter();
        let rest = open.map(|(is_section, at)| Division { is_section, span: Span::new(at, end) });
        self.closed.extend(rest);
        self.closed.sort_by_key(|division| division.span);
        self.closed
    }
}

/// Whether an environment is a section; `None` if it is neither a section nor a segment.
fn is_section(name: &str) -> Option<bool> {
    match name {
        "refsection" => Some(true),
        "refsegment" => Some(false),
        _ => None,
    }
}
