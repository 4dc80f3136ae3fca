//! Findings: what is wrong with the user's data, described so that it can be found and fixed.
//!
//! A [`Diagnostic`] names its [`Rule`], says what is wrong in one line, points at the smallest span
//! that proves it, and may contain a [`Fix`]. Parsers, readers and checks push their findings into
//! a [`Sink`] and continue; nothing in this module prints.

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
pub(crate) use sink::MOST_LISTED;
pub use sink::Sink;
pub use suggest::nearest;
pub(crate) use suggest::slips;
pub(crate) use visible::visible;

use crate::source::Location;

/// A finding: something that is wrong, or worth knowing, at one location.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The severity: the rule's own unless a configuration changes it.
    pub severity: Severity,
    /// How certain it is that the finding is a fault.
    pub confidence: Confidence,
    /// What is wrong: in lower case, without a full stop, naming the thing and quoting the user's
    /// text.
    pub message: String,
    /// The smallest span that proves it, with a label (which may be empty).
    pub primary: Label,
    /// Other relevant locations, such as the first definition of a duplicate.
    pub secondary: Vec<Label>,
    /// What to do about it, if there is something to say.
    pub help: Option<String>,
    /// The edits that resolve it.
    pub fix: Option<Fix>,
    /// Other ways to resolve it, among which a person has to choose; none is applied automatically.
    pub alternatives: Vec<Fix>,
    /// The entries and documents that it is about, the most important first.
    pub about: Vec<About>,
    /// The field that it is about, as the source spells it.
    pub field: Option<String>,
    /// The value that it is about, in a normalized form that does not depend on the surrounding
    /// text or on layout: with single spaces, and with identifiers in their normal form.
    pub value: Option<String>,
    /// The number of findings that it stands for. It is 1, except where a file has so many findings
    /// of a rule that the rest are only counted (see [`Sink`]); it has no fix then.
    pub stands_for: usize,
}

impl Diagnostic {
    /// Creates a finding of a rule at a location; the methods below add the rest.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity: rule.severity,
            confidence: Confidence::High,
            message: shortened(message.into()),
            primary: Label { location, message: String::new() },
            secondary: Vec::new(),
            help: None,
            fix: None,
            alternatives: Vec::new(),
            about: Vec::new(),
            field: None,
            value: None,
            stands_for: 1,
        }
    }

    /// Sets the label of the primary span.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.primary.message = message.into();
        self
    }

    /// Adds another relevant location.
    #[must_use]
    pub fn also(mut self, location: Location, message: impl Into<String>) -> Self {
        self.secondary.push(Label { location, message: message.into() });
        self
    }

    /// Sets the help: what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the edits that resolve it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Adds another way to resolve it, among which a person has to choose.
    #[must_use]
    pub fn or_fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.alternatives.extend(fix.into());
        self
    }

    /// Adds an entry that it is about, the most important first. An empty key is ignored.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        let key = key.into();
        if !key.is_empty() {
            self.about.push(About::Entry(key));
        }
        self
    }

    /// Adds a document that it is about.
    #[must_use]
    pub fn document(mut self, name: impl Into<String>) -> Self {
        self.about.push(About::Document(name.into()));
        self
    }

    /// The key of the entry that it is about, or of the first of several.
    pub fn first_key(&self) -> Option<&str> {
        self.keys().next()
    }

    /// The keys of all entries that it is about.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.about.iter().filter_map(|about| match about {
            About::Entry(key) => Some(&**key),
            About::Document(_) => None,
        })
    }

    /// Sets the normalized value that it is about.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Sets how certain it is that the finding is a fault.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// Sets the field that it is about, as the source spells it.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Makes it stand for so many findings that are not listed.
    #[must_use]
    pub(crate) fn standing_for(mut self, count: usize) -> Self {
        self.message = match count {
            1 => "1 more finding of this rule in this file is not listed".to_owned(),
            _ => format!("{count} more findings of this rule in this file are not listed"),
        };
        self.stands_for = count;
        self
    }

    /// True if it stands for findings that are not listed.
    pub(crate) fn is_rest(&self) -> bool {
        self.stands_for > 1
    }

    /// Replaces the rule's own severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// The maximum length of what a message quotes of a source, in bytes. A line of a broken file may be
/// the rest of it.
const MOST_QUOTED: usize = 300;

/// The message with its quotations cut to a length that is read.
fn shortened(message: String) -> String {
    if message.len() <= MOST_QUOTED {
        return message;
    }
    let mut parts = message.split('`');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        out.push('`');
        let is_quoted = at % 2 == 0;
        let most = part.floor_char_boundary(MOST_QUOTED);
        out.push_str(&part[..if is_quoted { most } else { part.len() }]);
        if is_quoted && most < part.len() {
            out.push('…');
        }
    }
    out
}

/// A location with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The location.
    pub location: Location,
    /// What is there; may be empty.
    pub message: String,
}
