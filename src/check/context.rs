//! What a rule is run with: itself, its options, what is known of the run, and where it reports.

use std::cell::RefCell;

use crate::check::options::{Kind, SetOptions, Setting};
use crate::check::run::Run;
use crate::check::subject::{Cited, Subject};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::FieldOrigin;
use crate::source::Location;

/// What a rule is run with.
pub(crate) struct Context<'r> {
    /// What is known of the whole run.
    pub(crate) run: &'r Run<'r>,
    rule: &'static Rule,
    options: &'r SetOptions,
    found: &'r RefCell<Vec<Diagnostic>>,
}

impl<'r> Context<'r> {
    pub(in crate::check) fn new(
        rule: &'static Rule,
        run: &'r Run<'r>,
        options: &'r SetOptions,
        found: &'r RefCell<Vec<Diagnostic>>,
    ) -> Self {
        Context { run, rule, options, found }
    }

    /// What one of the rule's options is set to, or else its default.
    pub(crate) fn get<K: Kind>(&self, setting: &'static Setting<K>) -> K::Value<'r> {
        K::read(self.options.set_to(self.rule, &setting.option), &setting.option.default)
    }

    /// A finding at a place; [`report`](Self::report) it when it is complete.
    pub(crate) fn finding(&self, place: Location, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule, place, message)
    }

    /// A finding about an entry as a whole.
    pub(crate) fn of_entry(
        &self,
        entry: &Subject<'_>,
        place: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.finding(place, message).key(&*entry.entry.key)
    }

    /// A finding about one of an entry's fields.
    pub(crate) fn of_field(
        &self,
        entry: &Subject<'_>,
        field: &FieldOrigin,
        place: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.of_entry(entry, place, message).field(&*field.name)
    }

    /// A finding about a document.
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

    /// Takes a finding.
    pub(crate) fn report(&self, finding: Diagnostic) {
        self.found.borrow_mut().push(finding);
    }

    /// Takes what was found, if anything.
    pub(crate) fn report_all(&self, found: impl IntoIterator<Item = Diagnostic>) {
        self.found.borrow_mut().extend(found);
    }
}
