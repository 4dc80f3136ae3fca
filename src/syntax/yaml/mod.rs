//! Parses YAML, however broken, into a [`Tree`] with spans.
//!
//! This is our own parser, since existing ones stop at the first error, and bibliographies are
//! written by hand. People structure YAML by indentation, so error recovery uses it too: an
//! unclosed value ends where a line returns to an outer key, and a line that fits nowhere is
//! reported and either skipped, or read where it was probably meant to be.
//!
//! Anchors and aliases are resolved up to [`MAX_ALIASED`] nodes; tags are kept as written.
//!
//! *Source*: YAML 1.2.2.

mod block;
mod block_scalar;
mod cursor;
mod flow;
mod flow_state;
mod parser;
mod parts;
mod plain;
mod properties;
pub(in crate::syntax) mod quoted;

pub use parser::{MAX_ALIASED, MAX_DEPTH};
pub(crate) use parts::{Holds, Parts};

use std::ops::Range;

use crate::diagnostic::rules::SKIPPED_CONTENT;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{SourceId, Span};
use crate::syntax::data::{Node, Tree, Value};
use crate::syntax::yaml::block::Context;
use crate::syntax::yaml::flow_state::FlowState;
use crate::syntax::yaml::parser::{Parser, line_len};

/// Parses the first document of a text; errors, and the existence of more documents, are pushed
/// into the sink.
pub fn parse<'a>(text: &'a str, id: SourceId, sink: &mut Sink) -> Tree<'a> {
    parse_within(text, 0..text.len(), id, sink)
}

/// Parses a document that is part of a text; spans are those in the whole text.
pub(crate) fn parse_within<'a>(
    text: &'a str,
    range: Range<usize>,
    id: SourceId,
    sink: &mut Sink,
) -> Tree<'a> {
    let text = &text[..range.end];
    let mut parser = Parser::new(text, id);
    parser.at = range.start;
    parser.line_start = text[..range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let rest = parser.enter_document();
    let root = parser.document();
    parser.rest(text, rest);
    sink.append(parser.faults);
    Tree { root, comments: parser.comments }
}

/// Parses all documents of a text, except empty ones; errors are pushed into the sink.
pub fn parse_all<'a>(text: &'a str, id: SourceId, sink: &mut Sink) -> Vec<Tree<'a>> {
    let mut parser = Parser::new(text, id);
    let mut trees = Vec::new();
    loop {
        let rest = parser.enter_document();
        let root = parser.document();
        let comments = std::mem::take(&mut parser.comments);
        if root.is_some() || !comments.is_empty() {
            trees.push(Tree { root, comments });
        }
        if !parser.next_document(text, rest) {
            break;
        }
    }
    sink.append(parser.faults);
    trees
}

impl<'a> Parser<'a> {
    /// Moves to the marker of the next document after the end of one; returns `false` if there is
    /// no other document.
    fn next_document(&mut self, text: &'a str, end: usize) -> bool {
        let mut at = end;
        // `...` ends a document without beginning another.
        while is_marker(&text[at..], "...") {
            at += line_len(&text[at..]);
            at += text[at..].len() - text[at..].trim_start_matches(['\n', '\r']).len();
        }
        if text[at..].trim().is_empty() {
            return false;
        }
        self.text = text;
        (self.at, self.line_start) = (at, at);
        self.anchors.clear();
        (self.depth, self.flow) = (0, FlowState::default());
        true
    }

    /// Moves to the beginning of the first document, cuts the text at its end, and returns the
    /// number of bytes after its end.
    fn enter_document(&mut self) -> usize {
        if self.at == 0 && self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
            self.line_start = self.at;
        }
        let mut directive = None;
        loop {
            self.skip();
            let rest = &self.text[self.at..];
            if self.column() == 0 && rest.starts_with('%') {
                directive = Some(self.rest_of_line());
                self.at += line_len(rest);
            } else if self.column() == 0 && is_marker(rest, "...") {
                let span = Span::new(self.at, self.at + 3);
                self.fault(span, "`...` ends a document that has not begun", None);
                self.at += 3;
            } else {
                let begins = self.column() == 0 && is_marker(rest, "---");
                self.at += if begins { 3 } else { 0 };
                let named = |directive: &Span| self.text[directive.range()].len() > 1;
                if let Some(directive) = directive.filter(|it| !(begins && named(it))) {
                    let help = "begin a comment with `#`; a directive has a line `---` below it";
                    self.fault(directive, "there is no document after this directive", Some(help));
                }
                break;
            }
        }
        let end = self.document_end();
        self.text = &self.text[..end];
        end
    }

    /// Where the next line that is a document marker begins, or the text ends.
    fn document_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let begins_document = |line: usize| {
            let rest = &self.text[line..];
            matches!(bytes.get(line), Some(b'-' | b'.'))
                && (is_marker(rest, "---") || is_marker(rest, "..."))
        };
        let lines = memchr::memchr2_iter(b'\n', b'\r', &bytes[self.at..]);
        let line = lines.map(|end| self.at + end + 1).find(|&line| begins_document(line));
        line.unwrap_or(self.text.len())
    }

    fn document(&mut self) -> Option<Node<'a>> {
        self.skip();
        if self.at == self.text.len() {
            return None;
        }
        let mut root = self.block_node(-1, Context::Root);
        // A line left of the first one, or anything else that the root did not accept.
        loop {
            self.skip();
            if self.at == self.text.len() {
                return Some(root);
            }
            let line = self.rest_of_line();
            let help = Some("begin it where the lines above it begin");
            self.fault(line, "this line is indented too little", help);
            match &mut root.value {
                Value::Mapping(pairs) if self.colon_ahead().is_some() => {
                    let column = self.column();
                    if let Value::Mapping(more) = self.mapping(column).value {
                        pairs.extend(more);
                    }
                }
                _ => self.skip_line_and_deeper(),
            }
        }
    }

    /// Reports a second document.
    fn rest(&mut self, text: &str, end: usize) {
        let more = |line: &str| {
            let line = line.trim();
            !(line.is_empty() || line.starts_with('#') || line == "...")
        };
        if text[end..].lines().any(more) {
            let span = Span::new(end, end + 3).in_source(self.id);
            let message = "a second document begins here, and is not read";
            let diagnostic = Diagnostic::new(&SKIPPED_CONTENT, span, message);
            self.faults
                .push(diagnostic.help("move its entries above this line, or to another file"));
        }
    }
}

/// True if a line is a document marker.
fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

#[cfg(test)]
mod tests;
