//! A long text in parts, each of which can be parsed beside the others.
//!
//! Where an item of the outermost list begins, or a key of the outermost mapping, the parser knows
//! nothing but the column, as long as there are no anchors. So a text is cut before lines that look
//! like that. If any part has a fault, as it has where a line was cut out of a value in quotes or
//! brackets, the text has to be parsed as a whole.
//!
//! The items or pairs of a part can be read, and freed, before the others are parsed: a tree takes
//! several times the memory of its text.

use crate::source::{SourceId, Span};
use crate::syntax::data::{Value, close_lines_among_others};
use crate::syntax::yaml::parser::{Parser, line_len};

/// A text that is cut into parts.
pub(crate) struct Parts<'a> {
    /// Up to the end of its document.
    text: &'a str,
    id: SourceId,
    holds: Holds<'a>,
    /// The comments before the first part.
    comments: Vec<Span>,
    /// The column in which each part begins.
    column: usize,
    /// Where each begins, and then the end of the text.
    cuts: Vec<usize>,
}

/// What a text holds, and what is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds<'a> {
    /// A list.
    Items,
    /// A list under this key, as it is spelled, which is alone on its line: `references:`.
    ItemsUnder(&'a str),
    /// A mapping.
    Pairs,
}

/// A parsed part.
pub(crate) struct Part<'a> {
    /// Some of the items or pairs.
    pub(crate) value: Value<'a>,
    pub(crate) comments: Vec<Span>,
}

impl<'a> Parts<'a> {
    /// Cuts the only document of a text into parts of about so many bytes; `None` if it cannot be
    /// cut.
    pub(crate) fn of(text: &'a str, id: SourceId, length: usize) -> Option<Self> {
        let mut parser = Parser::new(text, id);
        let end = parser.enter_document();
        if !matches!(text[end..].trim_end(), "" | "..." | "---") {
            return None;
        }
        parser.skip();
        let holds = if parser.at_dash() {
            Holds::Items
        } else {
            let colon = parser.colon_ahead()?;
            let (at, line_start, comments) = (parser.at, parser.line_start, parser.comments.len());
            let line = &parser.text[at..];
            if parser.column() == 0 && colon + 1 == at + line[..line_len(line)].trim_end().len() {
                parser.at = colon + 1;
                parser.skip();
            }
            if parser.at > at && parser.at_dash() {
                Holds::ItemsUnder(parser.text[at..colon].trim_end())
            } else {
                (parser.at, parser.line_start) = (at, line_start);
                parser.comments.truncate(comments);
                Holds::Pairs
            }
        };
        let column = parser.at - parser.line_start;
        if !parser.faults.is_empty() || !parser.anchors.is_empty() {
            return None;
        }
        let Parser { text, comments, at, .. } = parser;
        let mut parts = Parts { text, id, holds, comments, column, cuts: vec![at] };
        while let Some(cut) = parts.next_cut(length.max(1)) {
            parts.cuts.push(cut);
        }
        parts.cuts.push(text.len());
        (parts.cuts.len() > 2).then_some(parts)
    }

    /// Where an item or key seems to begin, at least so many bytes after the last cut.
    fn next_cut(&self, length: usize) -> Option<usize> {
        let from = self.cuts.last()? + length;
        let bytes = self.text.as_bytes();
        let begins_here = |line: &usize| {
            let Some((indent, rest)) = bytes[*line..].split_at_checked(self.column) else {
                return false;
            };
            let begins = match self.holds {
                Holds::Pairs => rest.first().is_some_and(u8::is_ascii_alphanumeric),
                _ => rest.starts_with(b"- "),
            };
            begins && indent.iter().all(|byte| *byte == b' ')
        };
        let mut lines = memchr::memchr_iter(b'\n', bytes.get(from..)?).map(|end| from + end + 1);
        lines.find(begins_here).map(|line| line + self.column)
    }

    /// How many there are, two at least.
    pub(crate) fn count(&self) -> usize {
        self.cuts.len() - 1
    }

    /// Parses one of the parts; `None` if the text has to be parsed as a whole.
    pub(crate) fn parse(&self, number: usize) -> Option<Part<'a>> {
        let (start, end) = (self.cuts[number], self.cuts[number + 1]);
        let mut parser = Parser::new(&self.text[..end], self.id);
        (parser.at, parser.line_start) = (start, start - self.column);
        parser.depth = usize::from(matches!(self.holds, Holds::ItemsUnder(_)));
        let mut value = parser.document()?.value;
        let is_sound = parser.faults.is_empty() && parser.anchors.is_empty();
        let fits = match &mut value {
            Value::Mapping(pairs) => {
                // A pair that is alone in its part has others beside it.
                close_lines_among_others(self.text, pairs);
                self.holds == Holds::Pairs
            }
            Value::Sequence(_) => self.holds != Holds::Pairs,
            Value::Scalar(_) => false,
        };
        (is_sound && fits).then_some(Part { value, comments: parser.comments })
    }

    /// What the text holds.
    pub(crate) fn holds(&self) -> Holds<'a> {
        self.holds
    }

    /// The comments before the first part.
    pub(crate) fn into_comments(self) -> Vec<Span> {
        self.comments
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Sink;
    use crate::source::{SourceId, Span};
    use crate::syntax::data::Value;
    use crate::syntax::yaml::{Holds, Parts, parse_all};

    /// Texts whose parts cannot be told by a look at the beginnings of their lines.
    const TEXTS: [&str; 16] = [
        "- a: 1\n- b: 2\n  c:\n  - d\n  - e\n- f\n",
        "# x\n---\n# y\nreferences:\n# z\n- id: a\n  n: b\n# v\n- id: c\n\n- id: d\n...\n",
        "---\nreferences:\n  - id: a\n  - id: b\n    author:\n    - family: c\n  - id: d\n---\n",
        "references:\n- id: a\n- id: b\nnocite: c\n- id: d\n",
        "references: [a,\n- b]\nother:\n- c\n- d\n",
        "a:\n  type: Book\n  title: B\nc:\n  type: Book\n\n# d\ne:\n  f: g\n",
        "a: &x\n  b: 1\nc: *x\nd: *x\n",
        "a:\n  b: \"1\nc: 2\nd: 3\"\ne: 4\nf: 5\n",
        "a: |\n  b\n\nc: >-\n d\n\n e\nf:\n",
        "a: 1\nb 2\nc: 3\nd:4\ne: 5\n",
        "a:\n\tb: 1\nc:\n\tb: 1\nd: 2\n",
        "a: 1\n---\nb: 2\n---\nc: 3\n",
        "- a\n b\n- c: d\ne: f\n- g\n",
        "- - a\n  - b\n- - c\n- \n- d # e\n-\n- f\n",
        "? a\n: b\nc: d\ne: f\n",
        "a: {b: 1,\nc: 2}\nd: 'x\n\n  y'\ne: [f,\n  g]\nh: i",
    ];

    /// The values of the parts as one, and the comments; `None` if one could not be parsed.
    fn joined<'a>(parts: Parts<'a>) -> Option<(Value<'a>, Vec<Span>)> {
        let (mut items, mut pairs, mut comments) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..parts.count() {
            let part = parts.parse(number)?;
            match part.value {
                Value::Sequence(more) => items.extend(more),
                Value::Mapping(more) => pairs.extend(more),
                Value::Scalar(_) => return None,
            }
            comments.extend(part.comments);
        }
        let value = match parts.holds() {
            Holds::Pairs => Value::Mapping(pairs),
            _ => Value::Sequence(items),
        };
        Some((value, [parts.into_comments(), comments].concat()))
    }

    #[test]
    fn parts_are_parsed_to_the_tree_of_the_whole() {
        let mut compared = 0;
        for text in TEXTS {
            let mut sink = Sink::new();
            let trees = parse_all(text, SourceId(0), &mut sink);
            for length in 0..text.len() {
                let Some(parts) = Parts::of(text, SourceId(0), length) else { continue };
                let root = trees[0].root.as_ref().unwrap();
                let root = match parts.holds() {
                    Holds::ItemsUnder(key) => root.get(key).unwrap(),
                    _ => root,
                };
                if let Some((value, comments)) = joined(parts) {
                    compared += 1;
                    assert_eq!((&value, &comments), (&root.value, &trees[0].comments), "{text}");
                    assert_eq!((trees.len(), sink.is_empty()), (1, true), "{text}");
                }
            }
        }
        assert!(compared > 100, "{compared}");
    }
}
