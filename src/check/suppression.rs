//! A comment by which a file allows what a rule forbids, as the rules about such comments see it.

use crate::source::Location;

/// A comment that lets findings pass, or is meant to.
#[derive(Debug)]
pub(crate) struct Suppression {
    /// The whole comment, or the text in `custom`.
    pub(crate) place: Location,
    /// Whether it is a comment, which can be deleted.
    pub(crate) is_comment: bool,
    /// What it allows.
    pub(crate) rules: Vec<Allowed>,
    /// What is wrong with it, with its place and what would help.
    pub(crate) faults: Vec<(Location, String, String)>,
    /// The field that it is about; all where it names none.
    pub(in crate::check) field: Option<String>,
    pub(in crate::check) target: Target,
}

/// A rule, or several, that a comment names.
#[derive(Debug)]
pub(crate) struct Allowed {
    /// The rule's name, or that of the family or the like.
    pub(crate) name: String,
    pub(crate) place: Location,
    /// Whether it has let a finding pass.
    pub(crate) is_used: bool,
    /// Whether the rules could have found something here in this run: they run, and have seen all
    /// that they look at.
    pub(crate) could_be_used: bool,
}

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Target {
    File,
    Entry(Location),
    Field(Location),
    /// There is nothing that it could be about.
    Nothing,
}
