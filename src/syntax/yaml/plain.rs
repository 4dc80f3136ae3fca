//! Scalars without quotes, and the `:` that makes one a key.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::data::{Node, Scalar, Style, Value};
use crate::syntax::yaml::parser::Parser;

impl<'a> Parser<'a> {
    /// The position of the `:` that makes the text beginning here a key, if it is one.
    pub(super) fn colon_ahead(&self) -> Option<usize> {
        self.colon_ahead_at(self.at)
    }

    pub(super) fn colon_ahead_at(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let end = self.quote_end_on_line(at + 1, *quote)?;
                let after =
                    bytes[end..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                let colon = end + after;
                return (bytes.get(colon) == Some(&b':') && self.blank_at(colon + 1))
                    .then_some(colon);
            }
            b'[' | b'{' | b']' | b'}' | b',' | b'|' | b'>' | b'#' | b'&' | b'!' => return None,
            b'-' | b'?' if self.blank_at(at + 1) => return None,
            _ => {}
        }
        self.colon_within(at)
    }

    /// The position of the first `:` on the rest of a line that would end a key.
    fn colon_within(&self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at)? {
                b':' if self.blank_at(at + 1) => return Some(at),
                b'\n' | b'\r' => return None,
                b'#' if at > 0 && matches!(bytes[at - 1], b' ' | b'\t') => return None,
                _ => at += 1,
            }
        }
    }

    /// A plain scalar on one or several lines, in a block.
    pub(super) fn plain_lines(&mut self, parent: isize, on_key_line: bool) -> Node<'a> {
        let start = self.at;
        let mark = self.peek() == Some(b'?') && self.blank_at(start + 1);
        if let Some(sigil @ (b'@' | b'`' | b'%' | b',' | b']' | b'}' | b'?')) = self.peek()
            && (mark || sigil != b'?')
        {
            let span = self.rest_of_line();
            self.reserved(sigil, span);
        }
        let end = self.plain_line_end();
        if on_key_line && let Some(colon) = self.colon_within(self.at) {
            let message = "a second `:` on this line would make the value a key";
            self.fault(Span::new(colon, colon + 1), message, Some("put the value in quotes"));
            // The first line is the value; the lines below cannot be distinguished from fields.
        }
        self.folded(Span::new(start, end), |parser| {
            let breaks = parser.continuation(parent)?;
            Some((breaks, parser.plain_line_end()))
        })
    }

    /// The plain scalar whose first line has this span. `next` moves to the text of its next line,
    /// and returns the number of line breaks before it and its end.
    pub(super) fn folded(
        &mut self,
        first: Span,
        next: impl Fn(&mut Self) -> Option<(usize, usize)>,
    ) -> Node<'a> {
        let mut end = first.end as usize;
        let mut folded: Option<String> = None;
        loop {
            self.at = end;
            let Some((breaks, line_end)) = next(self) else { break };
            let text =
                folded.get_or_insert_with(|| self.text[first.start as usize..end].to_owned());
            fold(text, breaks);
            text.push_str(&self.text[self.at..line_end]);
            end = line_end;
        }
        let span = Span::new(first.start as usize, end);
        let text = folded.map_or(Cow::Borrowed(&self.text[span.range()]), Cow::Owned);
        Node {
            span,
            value: Value::Scalar(Scalar { text, content: span, style: Style::Plain }),
            tag: "",
        }
    }

    /// The end of the plain text that begins here on its line.
    fn plain_line_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        let mut at = self.at;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' | b'\r' => break,
                b' ' | b'\t' => {}
                b'#' if at > self.at && matches!(bytes[at - 1], b' ' | b'\t') => break,
                _ => end = at + 1,
            }
            at += 1;
        }
        end
    }

    /// Moves to the next line that is not blank; returns the number of line breaks if the line
    /// continues a plain scalar.
    fn continuation(&mut self, parent: isize) -> Option<usize> {
        let mut breaks = 0;
        loop {
            match self.peek() {
                Some(b' ') => self.at += 1,
                Some(b'\t') => {
                    if breaks > 0 && self.column() <= parent {
                        self.tab();
                    }
                    self.at += 1;
                }
                Some(b'\n' | b'\r') => {
                    breaks += 1;
                    self.line_break();
                }
                _ => break,
            }
        }
        let carries_on = breaks > 0
            && self.at < self.text.len()
            && self.column() > parent
            && self.peek() != Some(b'#')
            && self.colon_within(self.at).is_none();
        carries_on.then_some(breaks)
    }
}

/// Adds the text to which this number of line breaks is folded.
pub(super) fn fold(text: &mut String, breaks: usize) {
    if breaks == 1 {
        text.push(' ');
    } else {
        text.extend(std::iter::repeat_n('\n', breaks - 1));
    }
}
