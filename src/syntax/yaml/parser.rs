//! The shared state of the parser: its position, and what it has found.

use std::collections::HashMap;

use crate::diagnostic::rules::PARSE_ERROR;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{SourceId, Span};
use crate::syntax::data::Node;
use crate::syntax::yaml::flow_state::FlowState;

/// The maximum nesting of lists and mappings; deeper ones are reported and skipped.
pub const MAX_DEPTH: usize = 64;

/// The maximum number of nodes that aliases may repeat in all; further ones are reported and
/// skipped.
pub const MAX_ALIASED: usize = 100_000;

/// A parser and its position in the text.
pub(super) struct Parser<'a> {
    /// The text up to the end of the first document.
    pub(super) text: &'a str,
    /// The next byte; always on a character boundary.
    pub(super) at: usize,
    /// The first byte of the line that contains `at`.
    pub(super) line_start: usize,
    pub(super) id: SourceId,
    pub(super) faults: Sink,
    pub(super) comments: Vec<Span>,
    pub(super) anchors: HashMap<&'a str, Node<'a>>,
    /// The number of nodes that aliases have repeated so far.
    pub(super) aliased: usize,
    pub(super) depth: usize,
    pub(super) flow: FlowState,
    pub(super) tab_reported: bool,
    pub(super) depth_reported: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, id: SourceId) -> Self {
        Parser {
            text,
            at: 0,
            line_start: 0,
            id,
            faults: Sink::new(),
            comments: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            depth: 0,
            flow: FlowState::default(),
            tab_reported: false,
            depth_reported: false,
        }
    }

    pub(super) fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<&str>) {
        let mut diagnostic = Diagnostic::new(&PARSE_ERROR, span.in_source(self.id), message);
        diagnostic.help = help.map(str::to_owned);
        self.faults.push(diagnostic);
    }

    /// Goes one level deeper, unless that is too deep.
    pub(super) fn descend(&mut self) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        if !self.depth_reported {
            self.depth_reported = true;
            let message = format!("values lie more than {MAX_DEPTH} deep in one another");
            self.fault(self.rest_of_line(), message, None);
        }
        false
    }
}

/// The length of the line in bytes.
pub(super) fn line_len(rest: &str) -> usize {
    rest.find(['\n', '\r']).unwrap_or(rest.len())
}
