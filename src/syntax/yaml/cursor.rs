//! Skips blanks, comments and line ends, and determines columns.

use crate::source::Span;
use crate::syntax::yaml::parser::{Parser, line_len};

impl Parser<'_> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// True if there is a blank or a line end at `offset`, or the text ends there.
    pub(super) fn blank_at(&self, offset: usize) -> bool {
        matches!(self.text.as_bytes().get(offset), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// True if the text or the line ends here.
    pub(super) fn at_line_end(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r'))
    }

    /// The column, from 0; text before the first character of a block is ASCII.
    pub(super) fn column(&self) -> isize {
        (self.at - self.line_start) as isize
    }

    /// Skips blanks on this line.
    pub(super) fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Skips one line end.
    pub(super) fn line_break(&mut self) {
        if self.text[self.at..].starts_with("\r\n") {
            self.at += 2;
        } else if self.at < self.text.len() {
            self.at += 1;
        }
        self.line_start = self.at;
    }

    /// Skips blanks, comments and line ends.
    pub(super) fn skip(&mut self) {
        let mut in_indentation = self.at == self.line_start;
        loop {
            match self.peek() {
                Some(b' ') => self.at += 1,
                Some(b'\t') => {
                    if in_indentation && !self.in_flow() {
                        self.tab();
                    }
                    self.at += 1;
                }
                Some(b'\n' | b'\r') => {
                    self.line_break();
                    in_indentation = true;
                }
                // libyaml requires no blank before it after the end of a value.
                Some(b'#') => self.comment(),
                _ => break,
            }
        }
    }

    /// Reports the first tab that indents a line; later ones are not reported.
    pub(super) fn tab(&mut self) {
        self.tab_at(self.at);
    }

    pub(super) fn tab_at(&mut self, at: usize) {
        if !self.tab_reported {
            self.tab_reported = true;
            let help = Some("indent with spaces throughout");
            self.fault(Span::new(at, at + 1), "a tab indents this line", help);
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        self.at += line_len(&self.text[start..]);
        self.comments.push(Span::new(start, self.at));
    }

    /// The rest of the line, without a comment and the blanks before it.
    pub(super) fn rest_of_line(&self) -> Span {
        let rest = &self.text[self.at..];
        let line = &rest[..line_len(rest)];
        let line = &line[..line.find(" #").unwrap_or(line.len())];
        Span::new(self.at, self.at + line.trim_end().len())
    }

    /// Skips the rest of this line, and the following lines that begin further right.
    pub(super) fn skip_line_and_deeper(&mut self) {
        let column = self.column();
        loop {
            self.at += line_len(&self.text[self.at..]);
            self.skip();
            if self.at == self.text.len() || self.column() <= column {
                return;
            }
        }
    }
}
