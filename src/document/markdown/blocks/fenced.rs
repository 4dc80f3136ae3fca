//! Code between fences, and what its first line and its options say.

use std::ops::Range;

use crate::document::markdown::blocks::scanner::{Cursor, Fence, Scanner};
use crate::document::markdown::markers;
use crate::document::markdown::options::caption;
use crate::document::{Listing, Named};
use crate::source::Span;

/// How a directive for a bibliography begins.
const DIRECTIVE: &str = "{bibliography}";

impl Scanner<'_> {
    /// A line of a fenced code block.
    pub(super) fn fenced(&mut self, cursor: Cursor, end: usize) {
        let line = self.text[cursor.at..end].trim();
        let Some(fence) = &self.fence else { return };
        let closes = markers::fence(line)
            .is_some_and(|(mark, length)| mark == fence.mark && length >= fence.length)
            && line.bytes().all(|byte| byte == fence.mark);
        if closes {
            self.fence = None;
        }
        let is_open = &mut self.in_caption;
        self.out.scalars.extend(caption(self.text, cursor.at..end, is_open));
        self.blank(cursor.at..end);
    }

    pub(super) fn opens_fence(&mut self, line: &str, at: usize) -> bool {
        let Some((mark, length)) = markers::fence(line) else { return false };
        let known = |&(other, least): &(u8, usize)| other == mark && length >= least;
        if self.unclosed.iter().any(known) {
            return false;
        }
        let end = at + line.len();
        let closes = |line: &str| {
            let line = line.trim_matches([' ', '\t', '>']);
            line.len() >= length && line.bytes().all(|byte| byte == mark)
        };
        let Some(last) = self.closing_line(end, closes) else {
            // Without an end, pandoc does not treat it as code.
            self.unclosed.push((mark, length));
            return false;
        };
        self.directive(&line[length..], at..last.end);
        self.end_paragraph();
        self.after_paragraph = false;
        if let Some(title) = markers::prose_directive(&line[length..]) {
            // What is in it is read as any other text, up to the fence that closes it.
            self.blank(at..end - title.len());
            self.push_block(end - title.len()..end);
            self.directive_ends.insert(last.end);
            return true;
        }
        self.fence = Some(Fence { mark, length, depth: self.containers.len() });
        self.blank(at..end);
        true
    }

    /// The fence that closes a directive whose content is text.
    pub(super) fn closes_directive(&mut self, at: usize, end: usize) -> bool {
        let closes = self.directive_ends.remove(&end);
        if closes {
            self.end_paragraph();
            self.after_paragraph = false;
            self.blank(at..end);
        }
        closes
    }

    /// MyST's directive for a bibliography: ```` ```{bibliography} refs.bib ````.
    fn directive(&mut self, info: &str, block: Range<usize>) {
        let Some(argument) = info.trim_start().strip_prefix(DIRECTIVE) else { return };
        let start = block.start + self.text[block.clone()].find(DIRECTIVE).unwrap_or_default();
        let mut at = start + DIRECTIVE.len();
        for name in argument.split(' ') {
            if !name.trim().is_empty() {
                let span = Span::new(at, at + name.len());
                self.out.bibliographies.push(Named { name: name.to_owned(), span });
            }
            at += name.len() + 1;
        }
        let span = Span::new(block.start, block.end);
        self.out.listings.push(Listing { span, options: Vec::new() });
    }
}
