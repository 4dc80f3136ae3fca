//! Flow collections: `[]` and `{}`.
//!
//! Indentation has no meaning inside a flow collection, so an unclosed bracket would swallow
//! everything after it. So a line that returns to an outer key ends the collection: immediately if
//! a comma or a closing bracket was expected, and otherwise once the closing bracket turns out to
//! be missing.

use crate::source::Span;
use crate::syntax::data::{Node, Pair, Scalar, Style, Value, close_braced};
use crate::syntax::yaml::flow_state::{Broken, Doubt};
use crate::syntax::yaml::parser::Parser;

/// What is expected next in a collection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A value or a key.
    Entry,
    /// A comma, a colon or the closing bracket.
    Separator,
}

impl<'a> Parser<'a> {
    /// Reads a collection inside the node in column `parent`.
    pub(super) fn flow_collection(&mut self, parent: isize) -> Node<'a> {
        let start = self.at;
        let open = self.text.as_bytes()[start];
        if !self.descend() {
            self.skip_brackets();
            return Node::empty(start);
        }
        self.flow.open.push(open);
        self.at += 1;
        let mut items = Vec::new();
        let mut pairs = Vec::new();
        self.flow_entries(parent, open, &mut items, &mut pairs);
        if let Some(broken) = self.flow.broken {
            items.retain(|item: &Node<'a>| (item.span.start as usize) < broken.from);
            pairs.retain(|pair: &Pair<'a>| (pair.key.span.start as usize) < broken.from);
            if !broken.reported && start < broken.from {
                self.flow.broken = Some(Broken { reported: true, ..broken });
                let sigil = char::from(open);
                self.fault(Span::new(start, start + 1), format!("`{sigil}` is never closed"), None);
            }
        } else if self.flow.doubt.as_ref().is_some_and(|doubt| doubt.depth >= self.flow.open.len())
        {
            self.flow.doubt = None;
        }
        self.flow.open.pop();
        self.depth -= 1;
        let last = items.last().map(|item| item.span.end);
        let last = last.max(pairs.last().map(|pair| pair.value.span.end.max(pair.key.span.end)));
        let end = match self.flow.broken {
            Some(_) => last.map_or(start + 1, |end| end as usize),
            None => self.at,
        };
        close_braced(&mut pairs);
        let value = if open == b'[' { Value::Sequence(items) } else { Value::Mapping(pairs) };
        Node { span: Span::new(start, end.max(start + 1)), value, tag: "" }
    }

    /// True if a flow collection is open here, so that indentation has no meaning.
    pub(super) fn in_flow(&self) -> bool {
        !self.flow.open.is_empty()
    }

    fn flow_entries(
        &mut self,
        parent: isize,
        open: u8,
        items: &mut Vec<Node<'a>>,
        pairs: &mut Vec<Pair<'a>>,
    ) {
        let close = if open == b'[' { b']' } else { b'}' };
        let mut expect = Expect::Entry;
        while self.gap(parent, open, expect) {
            match self.peek() {
                None => return self.flow_breaks(self.text.len()),
                Some(byte) if byte == close => {
                    self.at += 1;
                    return;
                }
                Some(byte @ (b']' | b'}')) => {
                    let other = if byte == b']' { b'[' } else { b'{' };
                    if self.flow.open.contains(&other) {
                        let sigil = char::from(open);
                        // The caller does not name its own opening bracket: the text continues.
                        let span = Span::new(self.at, self.at + 1);
                        let message =
                            format!("`{}` where `{sigil}` is not closed yet", char::from(byte));
                        self.fault(span, message, None);
                        return;
                    }
                    self.stray(byte);
                }
                Some(b',') => {
                    if expect == Expect::Entry {
                        let span = Span::new(self.at, self.at + 1);
                        self.fault(span, "there is nothing before this comma", None);
                    }
                    if expect == Expect::Separator
                        && let Some(pair) = pairs.last_mut()
                    {
                        pair.comma = Span::new(self.at, self.at + 1);
                    }
                    self.at += 1;
                    expect = Expect::Entry;
                }
                Some(_) => {
                    if expect == Expect::Separator {
                        let help = Some("put a `,` here, or the value in quotes");
                        self.fault(
                            Span::at(self.at),
                            "there is no comma between these values",
                            help,
                        );
                    }
                    self.flow_entry(parent, open, items, pairs);
                    expect = Expect::Separator;
                }
            }
            if self.flow.broken.is_some() {
                return;
            }
        }
    }

    fn flow_entry(
        &mut self,
        parent: isize,
        open: u8,
        items: &mut Vec<Node<'a>>,
        pairs: &mut Vec<Pair<'a>>,
    ) {
        if self.peek() == Some(b'?') && self.blank_at(self.at + 1) {
            self.at += 1;
            self.gap(parent, open, Expect::Entry);
        }
        let start = self.at;
        let line = self.line_start;
        let key = self.flow_value(parent);
        let glued = !matches!(&key.value, Value::Scalar(Scalar { style: Style::Plain, .. }));
        let colon = self.flow.broken.is_none()
            && self.gap(parent, open, Expect::Separator)
            && self.peek() == Some(b':')
            && (glued || self.colon_separates(self.at));
        if !colon {
            match open {
                b'[' => items.push(key),
                _ => {
                    let value = Node::empty(key.span.end as usize);
                    pairs.push(Pair::new(key, value));
                }
            }
            return;
        }
        let span = Span::new(self.at, self.at + 1);
        if key.span.is_empty() {
            self.fault(span, "there is no key before this `:`", None);
        } else if self.line_start != line {
            let help = Some("put the key and its `:` on one line");
            self.fault(span, "this `:` is not on the line where its key begins", help);
        }
        self.at += 1;
        let after = self.at;
        let value = match self.gap(parent, open, Expect::Entry).then(|| self.peek()).flatten() {
            None | Some(b',' | b']' | b'}') => Node::empty(after),
            Some(_) => self.flow_value(parent),
        };
        if open == b'{' {
            pairs.push(Pair::new(key, value));
        } else {
            let span = Span::new(start, (value.span.end as usize).max(after));
            items.push(Node { span, value: Value::Mapping(vec![Pair::new(key, value)]), tag: "" });
        }
    }

    fn flow_value(&mut self, parent: isize) -> Node<'a> {
        let properties = self.properties();
        let node = match self.peek() {
            Some(b'[' | b'{') => self.flow_collection(parent),
            Some(b'"' | b'\'') => self.quoted(parent),
            Some(b'*') => self.alias(),
            None | Some(b',' | b']' | b'}') => Node::empty(self.at),
            Some(b':') if self.colon_separates(self.at) => Node::empty(self.at),
            Some(_) => self.flow_plain(parent),
        };
        if properties.is_empty() { node } else { self.with_properties(node, properties) }
    }

    /// True if the `:` there ends a key.
    fn colon_separates(&self, at: usize) -> bool {
        self.blank_at(at + 1)
            || matches!(self.text.as_bytes()[at + 1], b',' | b'[' | b']' | b'{' | b'}')
    }

    fn flow_plain(&mut self, parent: isize) -> Node<'a> {
        let start = self.at;
        if let Some(sigil @ (b'@' | b'`' | b'%' | b'|' | b'>' | b'#')) = self.peek() {
            self.reserved(sigil, Span::new(start, start + 1));
        }
        let end = self.flow_plain_end();
        self.folded(Span::new(start, end), |parser| {
            let (at, line) = (parser.at, parser.line_start);
            let breaks = parser.breaks();
            let carries_on = breaks > 0
                && !matches!(
                    parser.peek(),
                    None | Some(b',' | b'[' | b']' | b'{' | b'}' | b'#' | b':')
                )
                && !parser.outer_key_at(parser.line_start, parent);
            if !carries_on {
                (parser.at, parser.line_start) = (at, line);
                return None;
            }
            Some((breaks, parser.flow_plain_end()))
        })
    }

    /// The end of the plain text that begins here on its line; at least one character.
    fn flow_plain_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let first = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        let mut at = self.at + first;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r' => break,
                b':' if self.colon_separates(at) => break,
                b'#' if matches!(bytes[at - 1], b' ' | b'\t') => break,
                _ => at += 1,
            }
        }
        (self.at + first).max(self.at + self.text[self.at..at].trim_end_matches([' ', '\t']).len())
    }

    /// Skips blanks and line ends, and returns the number of line ends.
    fn breaks(&mut self) -> usize {
        let mut breaks = 0;
        self.spaces();
        while matches!(self.peek(), Some(b'\n' | b'\r')) {
            breaks += 1;
            self.line_break();
            self.spaces();
        }
        breaks
    }

    /// Skips blanks, comments and line ends; returns whether the collection continues there.
    fn gap(&mut self, parent: isize, open: u8, expect: Expect) -> bool {
        if self.flow.broken.is_some() {
            return false;
        }
        let line = self.line_start;
        self.skip();
        if self.line_start == line || !self.outer_key_at(self.line_start, parent) {
            return true;
        }
        let may_be_entry = open == b'{' && expect == Expect::Entry && !self.flow.strict;
        if !may_be_entry {
            self.flow_breaks(self.line_start);
            return false;
        }
        if self.flow.doubt.is_none() {
            self.flow.doubt = Some(Doubt {
                at: self.at,
                line_start: self.line_start,
                faults: self.faults.len(),
                comments: self.comments.len(),
                depth: self.flow.open.len(),
            });
        }
        true
    }

    /// Handles an unclosed collection: returns to the line where it should have ended.
    fn flow_breaks(&mut self, from: usize) {
        let mut from = from;
        if let Some(doubt) = self.flow.doubt.take() {
            from = doubt.line_start;
            self.at = doubt.at;
            self.line_start = doubt.line_start;
            self.faults.truncate(doubt.faults);
            self.comments.truncate(doubt.comments);
            self.flow.strict = true;
        }
        self.flow.broken = Some(Broken { from, reported: false });
    }

    fn stray(&mut self, byte: u8) {
        let rest = &self.text[self.at..];
        let len = rest.bytes().take_while(|&next| next == byte).count();
        let span = Span::new(self.at, self.at + len);
        self.fault(span, format!("`{}` closes nothing", char::from(byte)), None);
        self.at += len;
    }

    /// Skips a collection that is nested too deeply, by counting brackets.
    fn skip_brackets(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let mut depth = 0usize;
        let mut len = 0;
        for &byte in rest {
            len += 1;
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.at += len;
        let start = self.at - len;
        if let Some(newline) = self.text[start..self.at].rfind(['\n', '\r']) {
            self.line_start = start + newline + 1;
        }
    }
}
