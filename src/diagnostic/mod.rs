//! Findings: what is wrong with the user's data, described so that it can be found and fixed.
//!
//! A [`Diagnostic`] names its [`Rule`], says what is wrong in one line, points at the smallest
//! span that proves it, and may carry a [`Fix`]. Parsers, readers and checks push theirs into a
//! [`Sink`] and carry on; nothing here prints.

mod about;
mod apply;
mod fix;
mod rule;
pub(crate) mod rules;
mod sink;
mod suggest;
mod visible;

pub use about::{About, Confidence};
pub(crate) use apply::take_fixes;
pub use apply::{Fixed, apply_fixes};
pub use fix::{Edit, Fix, Safety};
pub use rule::{Family, FixAvailability, Group, Rule, Severity, UnknownSeverity};
pub use sink::Sink;
pub use suggest::nearest;
pub(crate) use suggest::slips;
pub(crate) use visible::visible;

use crate::source::Location;

/// One thing that is wrong, or worth knowing, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is: the rule's own severity unless a configuration says otherwise.
    pub severity: Severity,
    /// How sure it is that it is a fault.
    pub confidence: Confidence,
    /// What is wrong: lower case, no full stop, names the thing and quotes the user's text.
    pub message: String,
    /// The smallest span that proves it, with a word on it (may be empty).
    pub primary: Label,
    /// Other places that matter, such as the first definition of a duplicate.
    pub secondary: Vec<Label>,
    /// What to do about it, if there is something to say.
    pub help: Option<String>,
    /// The edits that would mend it.
    pub fix: Option<Fix>,
    /// Other edits that would, of which a person has to choose; none is made unasked.
    pub alternatives: Vec<Fix>,
    /// The entries and documents it is about, the first before the others.
    pub about: Vec<About>,
    /// The field it is about, as the source spells it.
    pub field: Option<String>,
    /// The value it is about, in a form that stays the same while the text around it changes, and
    /// how it is set: white space in one way, identifiers in their normal form.
    pub value: Option<String>,
}

impl Diagnostic {
    /// A finding of a rule at a place; the rest is added with the methods below.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity: rule.severity,
            confidence: Confidence::High,
            message: message.into(),
            primary: Label { location, message: String::new() },
            secondary: Vec::new(),
            help: None,
            fix: None,
            alternatives: Vec::new(),
            about: Vec::new(),
            field: None,
            value: None,
        }
    }

    /// Sets the word on the primary span.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.primary.message = message.into();
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn also(mut self, location: Location, message: impl Into<String>) -> Self {
        self.secondary.push(Label { location, message: message.into() });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the edits that would mend it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Adds edits that would mend it in another way, of which a person has to choose.
    #[must_use]
    pub fn or_fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.alternatives.extend(fix.into());
        self
    }

    /// Names an entry it is about: the first one first. An empty key names nothing.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        let key = key.into();
        if !key.is_empty() {
            self.about.push(About::Entry(key));
        }
        self
    }

    /// Names a document it is about.
    #[must_use]
    pub fn document(mut self, name: impl Into<String>) -> Self {
        self.about.push(About::Document(name.into()));
        self
    }

    /// The key of the entry it is about, of several that of the first.
    pub fn first_key(&self) -> Option<&str> {
        self.keys().next()
    }

    /// The keys of all entries it is about.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.about.iter().filter_map(|about| match about {
            About::Entry(key) => Some(&**key),
            About::Document(_) => None,
        })
    }

    /// Says in a normal form which value it is about.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Says how sure it is that it is a fault.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// Names the field it is about, as the source spells it.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Replaces the rule's own severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// A place with a word on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// Where.
    pub location: Location,
    /// What is there; may be empty.
    pub message: String,
}
