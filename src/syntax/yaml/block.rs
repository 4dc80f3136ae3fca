//! Block collections, which are structured by indentation.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::data::{Node, Pair, Scalar, Style, Value, close_lines};
use crate::syntax::yaml::parser::Parser;

/// What a block node belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// The document.
    Root,
    /// A key; the node may begin on its line.
    Key,
    /// A `-`, or a `?`.
    Item,
}

/// The position of the next line relative to the entries of a collection.
enum Line {
    /// In the same column.
    Here,
    /// Further right.
    Deeper,
    /// Further left, or there is no next line.
    Outside,
}

impl<'a> Parser<'a> {
    /// Reads the value of the node in column `parent`, beginning after the `:` or `-`.
    pub(super) fn block_node(&mut self, parent: isize, context: Context) -> Node<'a> {
        let here = self.at;
        let line = self.line_start;
        if context == Context::Item {
            // What follows may be a key, whose column matters.
            let blanks = self.text[here..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
            if blanks.clone().any(|byte| byte == b'\t') {
                self.tab();
            }
        }
        self.skip();
        if self.at == self.text.len() {
            return Node::empty(here);
        }
        let same_line = self.line_start == line && context != Context::Root;
        if !same_line && self.is_outside(parent, context) {
            return Node::empty(here);
        }
        if !self.descend() {
            self.skip_deeper(parent);
            return Node::empty(here);
        }
        let node = self.block_content(parent, context, same_line);
        self.depth -= 1;
        node
    }

    /// True if what begins on this line is not the value of the node in column `parent`.
    fn is_outside(&self, parent: isize, context: Context) -> bool {
        let column = self.column();
        column < parent || column == parent && !self.may_stand_level(context)
    }

    /// True if a value may begin here although it is not deeper than its key or `-`: a list under a
    /// key, or a block scalar, which libyaml accepts too.
    fn may_stand_level(&self, context: Context) -> bool {
        match self.peek() {
            Some(b'-') if self.at_dash() => context == Context::Key,
            Some(b'|' | b'>') => true,
            _ => false,
        }
    }

    fn block_content(&mut self, parent: isize, context: Context, same_line: bool) -> Node<'a> {
        let start = self.at;
        let line = self.line_start;
        let column = self.column();
        let properties = self.properties();
        if self.at > start {
            let key_line = !(self.at_line_end() || (same_line && context == Context::Key));
            if key_line && self.colon_ahead().is_some() {
                // They belong to the key.
                self.at = start;
                return self.mapping(column);
            }
            self.skip();
            let is_below = self.line_start != line;
            if self.at == self.text.len() || is_below && self.is_outside(parent, context) {
                let empty = Node::empty(start);
                return self.with_properties(empty, properties);
            }
        }
        let on_key_line = same_line && context == Context::Key && self.line_start == line;
        let node = self.block_value(parent, on_key_line);
        if properties.is_empty() { node } else { self.with_properties(node, properties) }
    }

    fn block_value(&mut self, parent: isize, on_key_line: bool) -> Node<'a> {
        let column = self.column();
        match self.peek() {
            Some(b'-') if self.at_dash() => {
                if on_key_line {
                    let span = Span::new(self.at, self.at + 1);
                    let help = "begin the list on a line of its own, or put the value in quotes";
                    self.fault(span, "a list cannot begin on the line of its key", Some(help));
                }
                self.sequence(column)
            }
            Some(b'?') if self.blank_at(self.at + 1) && !on_key_line => self.mapping(column),
            Some(b'|' | b'>') => self.block_scalar(parent),
            _ if !on_key_line && self.colon_ahead().is_some() => self.mapping(column),
            Some(b'[' | b'{') => {
                let start = self.at;
                let node = self.flow_collection(parent);
                self.line_must_end(start, node)
            }
            Some(b'"' | b'\'') => {
                let start = self.at;
                let node = self.quoted(parent);
                self.line_must_end(start, node)
            }
            Some(b'*') => {
                let start = self.at;
                let node = self.alias();
                self.line_must_end(start, node)
            }
            _ if !on_key_line && self.mapping_in_spite() => self.mapping(column),
            _ => self.plain_lines(parent, on_key_line),
        }
    }

    /// True if there is a `-` and a blank here.
    pub(super) fn at_dash(&self) -> bool {
        self.peek() == Some(b'-') && self.blank_at(self.at + 1)
    }

    /// True if a line without `:` still begins a mapping, because the next line in its column is a
    /// key.
    fn mapping_in_spite(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let Some((_, below)) = rest.split_once('\n') else { return false };
        let column = self.column() as usize;
        let Some(line) = below.lines().find(|line| !line.trim().is_empty()) else { return false };
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if indent != column {
            return false;
        }
        let at = line.as_ptr() as usize - self.text.as_ptr() as usize + indent;
        self.colon_ahead_at(at).is_some()
    }

    /// Text after a value on the same line is not part of it. The whole line is then read as plain
    /// text, which is what was meant if the quotes were forgotten.
    fn line_must_end(&mut self, start: usize, node: Node<'a>) -> Node<'a> {
        let end = self.at;
        if self.flow.broken.take().is_some() {
            return node;
        }
        self.spaces();
        if self.at_line_end() || self.peek() == Some(b'#') {
            return node;
        }
        let junk = self.rest_of_line();
        let closing = self.text[..end].chars().next_back().unwrap_or_default();
        let help = Some("put the whole value in quotes");
        self.fault(junk, format!("text after the closing `{closing}`"), help);
        self.at = junk.end as usize;
        if start >= self.line_start {
            return self.source_scalar(Span::new(start, self.at), Style::Plain);
        }
        node
    }

    /// A scalar with the same bytes as the source.
    pub(super) fn source_scalar(&self, span: Span, style: Style) -> Node<'a> {
        let text = Cow::Borrowed(&self.text[span.range()]);
        Node { span, value: Value::Scalar(Scalar { text, content: span, style }), tag: "" }
    }

    fn next_line(&mut self, column: isize) -> Line {
        self.skip();
        if self.at == self.text.len() {
            return Line::Outside;
        }
        match self.column().cmp(&column) {
            std::cmp::Ordering::Less => Line::Outside,
            std::cmp::Ordering::Equal => Line::Here,
            std::cmp::Ordering::Greater => Line::Deeper,
        }
    }

    fn sequence(&mut self, column: isize) -> Node<'a> {
        let start = self.at;
        let mut items: Vec<Node<'a>> = Vec::new();
        loop {
            self.at += 1;
            items.push(self.block_node(column, Context::Item));
            loop {
                match self.next_line(column) {
                    Line::Here if self.at_dash() => break,
                    Line::Deeper => {
                        let last = items.last_mut();
                        self.misplaced(last, None);
                    }
                    Line::Here | Line::Outside => {
                        let end = items.last().map_or(start + 1, |item| item.span.end as usize);
                        let span = Span::new(start, end.max(start + 1));
                        return Node { span, value: Value::Sequence(items), tag: "" };
                    }
                }
            }
        }
    }

    pub(super) fn mapping(&mut self, column: isize) -> Node<'a> {
        let start = self.at;
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        self.block_pair(column, &mut pairs);
        loop {
            match self.next_line(column) {
                Line::Here => self.block_pair(column, &mut pairs),
                Line::Deeper => {
                    let sibling_at = (column > 0).then(|| self.column());
                    let last = pairs.last_mut().map(|pair| &mut pair.value);
                    if let Some(column) = self.misplaced(last, sibling_at) {
                        self.block_pair(column, &mut pairs);
                    }
                }
                Line::Outside => break,
            }
        }
        close_lines(self.text, &mut pairs);
        let end =
            pairs.last().map_or(start, |pair| pair.value.span.end.max(pair.key.span.end) as usize);
        Node { span: Span::new(start, end.max(start)), value: Value::Mapping(pairs), tag: "" }
    }

    /// Reads one key and its value, or a line that is neither.
    fn block_pair(&mut self, column: isize, pairs: &mut Vec<Pair<'a>>) {
        if self.peek() == Some(b'?') && self.blank_at(self.at + 1) {
            let pair = self.explicit_pair(column);
            pairs.push(pair);
            return;
        }
        let properties = self.properties();
        let Some(colon) = self.colon_ahead().or_else(|| self.glued_colon()) else {
            self.no_colon();
            return;
        };
        let mut key = self.key(colon);
        if !properties.is_empty() {
            key = self.with_properties(key, properties);
        } else if key.span.is_empty() {
            self.fault(Span::new(colon, colon + 1), "there is no key before this `:`", None);
        }
        self.at = colon + 1;
        let value = self.block_node(column, Context::Key);
        pairs.push(Pair::new(key, value));
    }

    fn explicit_pair(&mut self, column: isize) -> Pair<'a> {
        self.at += 1;
        let key = self.block_node(column, Context::Item);
        self.skip();
        if self.column() == column && self.peek() == Some(b':') && self.blank_at(self.at + 1) {
            self.at += 1;
            let value = self.block_node(column, Context::Item);
            return Pair::new(key, value);
        }
        let value = Node::empty(key.span.end as usize);
        Pair::new(key, value)
    }

    /// The key between this position and the `:`.
    fn key(&mut self, colon: usize) -> Node<'a> {
        match self.peek() {
            Some(b'"' | b'\'') => self.quoted_on_line(),
            Some(b'*') => self.alias(),
            first => {
                let end = self.at + self.text[self.at..colon].trim_end().len();
                let span = Span::new(self.at, end);
                if let Some(sigil @ (b'@' | b'`' | b'%')) = first {
                    self.reserved(sigil, span);
                }
                self.source_scalar(span, Style::Plain)
            }
        }
    }

    /// A `:` that ends a word and has no blank after it: `type:Book`.
    fn glued_colon(&mut self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))?;
        let glued = word > 0 && rest[word..].starts_with(':') && !rest[word..].starts_with("://");
        let colon = self.at + word;
        glued.then(|| {
            let message = format!("there is no space after `{}:`", &rest[..word]);
            self.fault(Span::new(colon, colon + 1), message, Some("put a space after the `:`"));
            colon
        })
    }

    fn no_colon(&mut self) {
        let line = self.rest_of_line();
        let (message, help) = if self.at_dash() {
            ("a list item is among keys", "indent the list deeper than its key")
        } else {
            let help =
                "put a `:` and a space after a key, or indent the line to carry on the value above";
            ("there is no key and `:` on this line", help)
        };
        self.fault(line, message, Some(help));
        self.skip_line_and_deeper();
    }

    /// Handles a line that is deeper than the entries around it. A key is read into the mapping
    /// above it, or, if `sibling_at` allows this, left to the caller as another entry; its column
    /// is then returned. An item is read into the list above it. Anything else is skipped.
    fn misplaced(
        &mut self,
        mut last: Option<&mut Node<'a>>,
        sibling_at: Option<isize>,
    ) -> Option<isize> {
        let column = self.column();
        let line = self.rest_of_line();
        if !self.at_dash()
            && let Some(colon) = self.colon_ahead()
        {
            let key = self.text[self.at..colon].trim_end();
            let message = format!("`{key}` is not in the column of the keys around it");
            let span = Span::new(self.at, self.at + key.len());
            let help = Some("begin it where the keys above it begin");
            match last.as_mut().map(|node| &mut node.value) {
                Some(Value::Mapping(pairs)) => {
                    self.fault(span, message, help);
                    self.block_pair(column, pairs);
                    return None;
                }
                _ if sibling_at.is_some() => {
                    self.fault(span, message, help);
                    return sibling_at;
                }
                _ => {}
            }
        }
        if self.at_dash()
            && let Some(Value::Sequence(items)) = last.map(|node| &mut node.value)
        {
            let span = Span::new(self.at, self.at + 1);
            let help = Some("begin it where the items above it begin");
            self.fault(span, "this item is not in the column of the items around it", help);
            self.at += 1;
            items.push(self.block_node(column, Context::Item));
            return None;
        }
        let help = Some("begin it where the lines around it begin");
        self.fault(line, "this line is indented deeper than what it belongs to", help);
        self.skip_line_and_deeper();
        None
    }

    /// Skips lines that are deeper than a column.
    fn skip_deeper(&mut self, column: isize) {
        while self.at < self.text.len() && self.column() > column {
            let line = self.text[self.at..].find(['\n', '\r']);
            self.at = line.map_or(self.text.len(), |len| self.at + len);
            self.skip();
        }
    }

    pub(super) fn reserved(&mut self, sigil: u8, span: Span) {
        let message = format!("a value cannot begin with `{}`", char::from(sigil));
        self.fault(span, message, Some("put it in quotes"));
    }
}
