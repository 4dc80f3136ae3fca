//! The shared state of the validation: facts about the text, and the sink for findings.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Rule, Sink};
use crate::source::{Location, SourceId, Span};
use crate::syntax::xml::{Attribute, Element};

/// Facts about the whole text.
pub(super) struct Validator<'a, 's> {
    pub(super) id: SourceId,
    pub(super) sink: &'s mut Sink,
    /// Whether CSL's elements have a namespace prefix; elements that differ from this are not
    /// CSL's.
    pub(super) prefixed: bool,
    /// Whether the style declares that it is written for a processor with extensions.
    pub(super) expects_extensions: bool,
    /// The names of the terms that the style defines.
    pub(super) own_terms: HashSet<&'a str>,
}

impl Validator<'_, '_> {
    pub(super) fn at(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.location(span), message)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// Reports a finding that needs only a message.
    pub(super) fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) {
        let found = self.at(rule, span, message);
        self.push(found);
    }

    pub(super) fn location(&self, span: Span) -> Location {
        span.in_source(self.id)
    }
}

/// True if an element's name is written with a namespace prefix.
pub(super) fn is_prefixed(element: &Element<'_>) -> bool {
    element.name_span.start > element.span.start + 1
}

/// The attribute with this name, including its span.
pub(super) fn attribute<'e, 'a>(element: &'e Element<'a>, name: &str) -> Option<&'e Attribute<'a>> {
    element.attributes.iter().find(|attribute| attribute.name == name)
}
