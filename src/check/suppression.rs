//! A suppression comment, for the rules about such comments.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::source::Location;

/// A comment that suppresses findings, or is meant to.
#[derive(Debug)]
pub(crate) struct Suppression {
    /// The whole comment, or the text in `custom`.
    pub(crate) place: Location,
    /// Whether it is a comment, which can be deleted.
    pub(crate) is_comment: bool,
    /// What it suppresses.
    pub(crate) rules: Vec<Allowed>,
    /// What is wrong with it, each with a location and help.
    pub(crate) faults: Vec<(Location, String, String)>,
    /// The field that it is limited to; `None` for all fields.
    pub(in crate::check) field: Option<String>,
    pub(in crate::check) target: Target,
}

/// One or several rules that a comment names.
#[derive(Debug)]
pub(crate) struct Allowed {
    /// The name of the rule, family or other selector.
    pub(crate) name: String,
    pub(crate) place: Location,
    /// Whether it has suppressed a finding. Rules on several cores find something that it allows.
    pub(in crate::check) is_used: AtomicBool,
    /// Whether the rules could have found something here in this run: they run, and have seen all
    /// that they look at.
    pub(crate) could_be_used: bool,
}

impl Allowed {
    /// Whether it has suppressed a finding.
    pub(crate) fn is_used(&self) -> bool {
        self.is_used.load(Ordering::Relaxed)
    }

    pub(in crate::check) fn set_used(&self) {
        self.is_used.store(true, Ordering::Relaxed);
    }
}

/// What a comment applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Target {
    File,
    Entry(Location),
    Field(Location),
    /// There is nothing that it could apply to.
    Nothing,
}
