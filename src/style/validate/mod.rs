//! Holds a style or a locale against CSL and says all that is wrong with it, at once.
//!
//! What keeps a style from running is an error: no citation, an undefined macro, a macro that
//! calls itself. The rest is what processors read past, each in a way of its own, and so a
//! warning; what is no fault but worth knowing is information.

mod dates;
mod elements;
mod macros;
mod metadata;
mod names;
pub mod rules;
mod terms;
mod tree;
mod values;

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Rule, Severity, Sink};
use crate::source::{Location, SourceId, Span};
use crate::style::schema::{LOCALE_FILE, STYLE};
use crate::style::validate::rules::UNKNOWN_STYLE_ELEMENT;
use crate::syntax::xml::{Attribute, Element};

/// Reports everything that is wrong with a style, independent or not, or with a locale.
///
/// `root` is the outermost element of the source `id`. Whether the text is XML at all, its parser
/// has said before.
///
/// # Example
///
/// ```
/// use ibid::diagnostic::Sink;
/// use ibid::source::SourceId;
/// use ibid::style::validate::validate;
/// use ibid::syntax::xml;
///
/// let text = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
///   <info><title>T</title><id>urn:t</id><updated>2024-01-01T00:00:00Z</updated></info>
///   <citation><layout><text macro="titel"/></layout></citation>
/// </style>"#;
/// let mut sink = Sink::new();
/// if let Some(root) = xml::parse(text, SourceId(0), &mut sink) {
///     validate(&root, SourceId(0), &mut sink);
/// }
/// assert_eq!(sink.as_slice()[0].message, "there is no macro `titel`");
/// ```
pub fn validate(root: &Element<'_>, id: SourceId, sink: &mut Sink) {
    let mut validator = Validator {
        id,
        sink,
        prefixed: is_prefixed(root),
        expects_extensions: metadata::expects_extensions(root),
        own_terms: terms::defined(root),
    };
    match root.name {
        "style" => {
            validator.root(root);
            validator.element(root, &STYLE, None);
            validator.kind_of_style(root);
            validator.macros(root);
        }
        "locale" => {
            validator.root(root);
            validator.element(root, &LOCALE_FILE, None);
        }
        name => {
            let message = format!("the outermost element is `{name}`");
            let help = "a style is in an element `style`, a locale in an element `locale`";
            let found = validator.at(&UNKNOWN_STYLE_ELEMENT, root.name_span, message);
            validator.push(found.severity(Severity::Error).help(help));
        }
    }
}

/// What holds for the whole text.
struct Validator<'a, 's> {
    id: SourceId,
    sink: &'s mut Sink,
    /// Whether CSL's elements have a namespace prefix; elements that differ are not CSL's.
    prefixed: bool,
    /// Whether the style says that it is written for a processor with extensions.
    expects_extensions: bool,
    /// The names of the terms that the style defines.
    own_terms: HashSet<&'a str>,
}

impl Validator<'_, '_> {
    fn at(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.location(span), message)
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// For a finding that needs no more than its message.
    fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) {
        let found = self.at(rule, span, message);
        self.push(found);
    }

    fn location(&self, span: Span) -> Location {
        span.in_source(self.id)
    }
}

/// Whether an element's name is written with a namespace prefix.
fn is_prefixed(element: &Element<'_>) -> bool {
    element.name_span.start > element.span.start + 1
}

fn attribute<'e, 'a>(element: &'e Element<'a>, name: &str) -> Option<&'e Attribute<'a>> {
    element.attributes.iter().find(|attribute| attribute.name == name)
}

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod fixtures;
