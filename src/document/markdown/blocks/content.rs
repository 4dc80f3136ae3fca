//! The content of a line after the marks of its containers.

use std::ops::Range;

use crate::document::Heading;
use crate::document::markdown::blocks::lines::{end_of_line, next_line};
use crate::document::markdown::blocks::scanner::{Cursor, Scanner};
use crate::document::markdown::dashed::Dashed;
use crate::document::markdown::markers;
use crate::source::Span;

impl Scanner<'_> {
    /// The content of a line after the marks of its containers.
    pub(super) fn content(&mut self, mut first: Cursor, end: usize) {
        while let Some(next) = self.marker(first, end) {
            first = next;
            if first.at >= end {
                return;
            }
        }
        let (at, line) = (first.at, &self.text[first.at..end]);
        if self.closes_directive(at, end)
            || self.opens_fence(line, at)
            || self.metadata(at, line, end)
            || self.verbatim(at, line)
        {
            return;
        }
        let is_rule = markers::is_rule(line);
        if line.starts_with(":::") {
            let next = next_line(self.text, end).min(self.text.len());
            self.divs.line(line, at, next);
        }
        if line.starts_with(":::") || is_rule {
            self.underlined(line);
            self.end_paragraph();
            self.after_paragraph = false;
            self.blank(at..end);
            self.table = Dashed::with_columns(line, &self.text[..at]);
            return;
        }
        if self.paragraph.is_none()
            && let Some((label, target)) = markers::link_definition(line)
        {
            self.out.links.insert(label.to_lowercase());
            let end = self.end_of_definition(target, end);
            self.blank_to(at, end);
            return;
        }
        let is_row = markers::is_row(line);
        if !is_row && line.starts_with('|') {
            self.end_paragraph();
        }
        let is_heading = self.paragraph.is_none() && markers::is_heading(line);
        if is_row || is_heading {
            if is_heading {
                let level = line.bytes().take_while(|byte| *byte == b'#').count() as u8;
                self.heading(level, at..end);
            }
            self.end_paragraph();
            self.comments(at, end);
            self.push_block(at..end.max(self.done));
            self.after_paragraph = false;
            return;
        }
        self.comments(at, end);
        let end = end.max(self.done);
        match &mut self.paragraph {
            Some(range) => range.end = end,
            None => self.paragraph = Some(at..end),
        }
    }

    /// The end of the definition of a link, whose address and title may be on lines of their own.
    fn end_of_definition(&self, target: &str, mut end: usize) -> usize {
        let next = |end: usize| {
            let start = next_line(self.text, end).min(self.text.len());
            start..end_of_line(self.text, start)
        };
        let mut has_title = target.split_whitespace().count() > 1;
        if target.trim().is_empty() {
            let address = next(end);
            has_title = self.text[address.clone()].split_whitespace().count() > 1;
            end = address.end;
        }
        let title = next(end);
        let is_title = !has_title && markers::is_title(self.text[title.clone()].trim());
        if is_title { title.end } else { end }
    }

    /// Records a heading, if it is one of the document's own.
    fn heading(&mut self, level: u8, line: Range<usize>) {
        if self.containers.is_empty() {
            let span = Span::new(line.start, line.end);
            self.out.headings.push(Heading { level, span });
        }
    }

    /// Records the heading that a line of `=` or `-` underlines.
    fn underlined(&mut self, line: &str) {
        let level = match line.as_bytes() {
            [b'=', ..] => 1,
            [b'-', rest @ ..] if !rest.contains(&b' ') => 2,
            _ => return,
        };
        if let Some(range) =
            self.paragraph.clone().filter(|it| !self.text[it.clone()].contains('\n'))
        {
            self.heading(level, range);
        }
    }

    /// HTML and TeX whose content is not Markdown.
    fn verbatim(&mut self, at: usize, line: &str) -> bool {
        let close = if let Some(name) = markers::verbatim_tag(line) {
            let end = format!("</{name}");
            self.ends
                .find(self.text, at, &end)
                .map(|found| self.text[found..].find('>').map_or(found, |len| found + len + 1))
        } else if let Some(name) = markers::environment(line).filter(|_| self.paragraph.is_none()) {
            let end = format!("\\end{{{name}}}");
            self.ends.find(self.text, at, &end)
        } else {
            None
        };
        let Some(close) = close else { return false };
        self.end_paragraph();
        self.blank_to(at, close);
        // Text after it on its last line is prose again.
        let end = end_of_line(self.text, close);
        if !self.text[close..end].trim().is_empty() {
            self.comments(close, end);
            self.paragraph = Some(close..end.max(self.done));
        }
        self.done = self.done.max(end);
        true
    }

    /// Blanks out the comments that begin in a part of a line, however long they are.
    pub(super) fn comments(&mut self, mut at: usize, end: usize) {
        while let Some(start) = markers::comment(&self.text[at..end]).map(|found| at + found) {
            let Some(close) = self.ends.find(self.text, start, "-->") else { return };
            self.blank_to(start, close);
            if close >= end {
                // The rest of its last line belongs to the same block.
                let last = end_of_line(self.text, close);
                self.done = self.done.max(close);
                if close > end {
                    self.comments(close, last);
                    self.done = self.done.max(last);
                }
                return;
            }
            at = close;
        }
    }
}
