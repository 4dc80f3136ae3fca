//! Scalars after `|` and `>`, whose lines are kept or folded.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::data::{Node, Scalar, Style, Value};
use crate::syntax::yaml::parser::{Parser, line_len};

/// The options in the header of a block scalar.
struct Header {
    folded: bool,
    /// How line breaks at its end are treated.
    chomping: Chomping,
    /// How much deeper than its parent the text is, if the header says so.
    indent: Option<usize>,
}

enum Chomping {
    /// All are removed.
    Strip,
    /// One is kept.
    Clip,
    /// All are kept.
    Keep,
}

impl<'a> Parser<'a> {
    /// A block scalar; `parent` is the column that its lines must exceed.
    pub(super) fn block_scalar(&mut self, parent: isize) -> Node<'a> {
        let start = self.at;
        let Some(header) = self.header() else {
            let span = self.rest_of_line();
            let sigil = self.text.as_bytes()[start];
            self.reserved(sigil, span);
            return self.plain_lines(parent, false);
        };
        let least = usize::try_from(parent + 1).unwrap_or(0).max(1);
        let parent = usize::try_from(parent).unwrap_or(0);
        let first = self.at;
        let indent = match header.indent {
            Some(indent) => parent + indent,
            None => self.first_indent().max(least),
        };
        let (text, end) = self.lines(&header, indent);
        let content = Span::new(first.min(end), end);
        let span = Span::new(start, end.max(start + 1));
        Node {
            span,
            value: Value::Scalar(Scalar { text: Cow::Owned(text), content, style: Style::Block }),
            tag: "",
        }
    }

    /// Reads the header and moves to the next line; returns `None` without moving if there is no
    /// header.
    fn header(&mut self) -> Option<Header> {
        let rest = &self.text[self.at..];
        let line = &rest[..line_len(rest)];
        let header = line.split([' ', '\t', '#']).next().unwrap_or_default();
        let after = line[header.len()..].trim_start_matches([' ', '\t']);
        if !(after.is_empty() || after.starts_with('#')) {
            return None;
        }
        let mut chomping = None;
        let mut indent = None;
        for c in header.chars().skip(1) {
            match c {
                '-' if chomping.is_none() => chomping = Some(Chomping::Strip),
                '+' if chomping.is_none() => chomping = Some(Chomping::Keep),
                '1'..='9' if indent.is_none() => indent = Some(c as usize - '0' as usize),
                _ => return None,
            }
        }
        let chomping = chomping.unwrap_or(Chomping::Clip);
        let folded = header.starts_with('>');
        self.at += header.len();
        self.spaces();
        if !after.is_empty() {
            self.comments.push(Span::new(self.at, self.at + after.len()));
            self.at += after.len();
        }
        self.line_break();
        Some(Header { folded, chomping, indent })
    }

    /// The indentation of the first line with text; longer lines of blanks before it count too, as
    /// in libyaml.
    fn first_indent(&mut self) -> usize {
        let text = self.text;
        let mut deepest = 0;
        for line in text[self.at..].split(['\n', '\r']) {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            deepest = deepest.max(spaces);
            if spaces < line.len() {
                if line[spaces..].starts_with('\t') {
                    let offset = line.as_ptr() as usize - text.as_ptr() as usize;
                    self.tab_at(offset + spaces);
                }
                break;
            }
        }
        deepest
    }

    /// The text of the lines with at least this indentation, and where the last of them ends.
    fn lines(&mut self, header: &Header, indent: usize) -> (String, usize) {
        let mut text = String::new();
        let mut end = self.at;
        let mut breaks = 0;
        let mut any = false;
        let mut was_deeper = false;
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let line = &rest[..line_len(rest)];
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if spaces < indent && spaces < line.len() {
                break;
            }
            let line = line.get(indent..).unwrap_or_default();
            self.at += line_len(rest);
            if !line.is_empty() {
                let deeper = line.starts_with([' ', '\t']);
                let folds = header.folded && any && breaks > 0 && !deeper && !was_deeper;
                match (folds, breaks) {
                    (true, 1) => text.push(' '),
                    (true, breaks) => text.extend(std::iter::repeat_n('\n', breaks - 1)),
                    (false, breaks) => text.extend(std::iter::repeat_n('\n', breaks)),
                }
                text.push_str(line);
                (any, was_deeper, breaks, end) = (true, deeper, 0, self.at);
            }
            breaks += usize::from(self.at < self.text.len());
            self.line_break();
        }
        match header.chomping {
            Chomping::Strip => {}
            Chomping::Clip if any && breaks > 0 => text.push('\n'),
            Chomping::Clip => {}
            Chomping::Keep => text.extend(std::iter::repeat_n('\n', breaks)),
        }
        (text, end)
    }
}
