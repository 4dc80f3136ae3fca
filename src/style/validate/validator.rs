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

    /// Reports a finding; one that does not say what to do gets the advice of its rule.
    pub(super) fn push(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.help.is_none() && diagnostic.fix.is_none() {
            diagnostic.help = advice(diagnostic.rule).map(str::to_owned);
        }
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

/// What to do about a finding of a rule that says nothing more exact.
fn advice(rule: &Rule) -> Option<&'static str> {
    Some(match rule.name {
        "missing-style-part" => "CSL requires it: add it",
        "unknown-style-element" => "correct its name or its place, or delete it",
        "invalid-style-value" => "write a value that CSL allows here",
        "unknown-style-variable" => "use a variable of CSL that fits here",
        "unknown-style-term" => "correct its name, or define the term in a `locale` of the style",
        "undefined-macro" => "define the macro, or correct its name",
        "recursive-macro" => "remove one of the calls: a style with such a macro cannot run",
        "unused-macro" => "delete it, or call it with `<text macro=\"...\"/>`",
        "duplicate-style-part" => "keep one of the two",
        "ineffective-style-part" => "correct it, or delete it",
        "deprecated-style-form" => "write the newer form; processors still accept this one",
        "incomplete-style-info" => "add it: programs list a style by it",
        _ => return None,
    })
}

/// True if an element's name is written with a namespace prefix.
pub(super) fn is_prefixed(element: &Element<'_>) -> bool {
    element.name_span.start > element.span.start + 1
}

/// The attribute with this name, including its span.
pub(super) fn attribute<'e, 'a>(element: &'e Element<'a>, name: &str) -> Option<&'e Attribute<'a>> {
    element.attributes.iter().find(|attribute| attribute.name == name)
}
