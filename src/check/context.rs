//! The context of a rule: its options, the facts about the run, and the sink for its findings.

use crate::check::options::{Kind, SetOptions, Setting};
use crate::check::run::Run;
use crate::check::subject::{Cited, Subject};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::FieldOrigin;
use crate::source::Location;

/// The context of a rule.
pub(crate) struct Context<'r> {
    /// Facts about the whole run.
    pub(crate) run: &'r Run<'r>,
    rule: &'static Rule,
    options: &'r SetOptions,
    found: &'r dyn Fn(Diagnostic),
}

impl<'r> Context<'r> {
    pub(in crate::check) fn new(
        rule: &'static Rule,
        run: &'r Run<'r>,
        options: &'r SetOptions,
        found: &'r dyn Fn(Diagnostic),
    ) -> Self {
        Context { run, rule, options, found }
    }

    /// The value of one of the rule's options, or else its default.
    pub(crate) fn get<K: Kind>(&self, setting: &'static Setting<K>) -> K::Value<'r> {
        K::read(self.options.set_to(self.rule, &setting.option), &setting.option.default)
    }

    /// Creates a finding at a location; pass it to [`report`](Self::report) when it is complete.
    pub(crate) fn finding(&self, place: Location, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule, place, message)
    }

    /// Creates a finding about a whole entry.
    pub(crate) fn of_entry(
        &self,
        entry: &Subject<'_>,
        place: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.finding(place, message).key(&*entry.entry.key)
    }

    /// Creates a finding about a field of an entry.
    pub(crate) fn of_field(
        &self,
        entry: &Subject<'_>,
        field: &FieldOrigin,
        place: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.of_entry(entry, place, message).field(&*field.name)
    }

    /// Creates a finding about a document.
    pub(crate) fn of_document(
        &self,
        cited: &Cited<'_>,
        place: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        let finding = self.finding(place, message);
        match cited.name() {
            Some(name) => finding.document(name),
            None => finding,
        }
    }

    /// Records a finding.
    pub(crate) fn report(&self, finding: Diagnostic) {
        (self.found)(finding);
    }

    /// Records findings, if there are any.
    pub(crate) fn report_all(&self, found: impl IntoIterator<Item = Diagnostic>) {
        found.into_iter().for_each(|finding| self.report(finding));
    }
}
