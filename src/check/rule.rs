//! A rule and its check functions.

use crate::check::context::Context;
use crate::check::options::RuleOption;
use crate::check::subject::{Bibliography, Cited, File, StyleText, Styled, Subject};
use crate::check::suppression::Suppression;
use crate::diagnostic::Rule;

/// A rule, what it checks, and its options.
pub(in crate::check) struct Check {
    pub(in crate::check) rule: &'static Rule,
    /// Usually one.
    pub(in crate::check) looks_at: &'static [LooksAt],
    pub(in crate::check) options: &'static [&'static RuleOption],
}

/// A function that checks an entry.
pub(in crate::check) type EntryLook = fn(&Context<'_>, &Subject<'_>);

/// What a rule checks, and the function that does it. Each function is called with the [`Context`]
/// of its rule, which contains its options and facts about the whole run, and to which it reports.
#[derive(Clone, Copy)]
pub(in crate::check) enum LooksAt {
    /// The text of a bibliography.
    Source(fn(&Context<'_>, &File<'_>)),
    /// An entry by itself. All rules about entries share one pass.
    Entry(EntryLook),
    /// An entry, where what is found depends on more than the entry itself: on who else is named in
    /// the run, or on which files there are. They share the same pass.
    EntryInRun(EntryLook),
    /// The entries of one file.
    Library(fn(&Context<'_>, &File<'_>)),
    /// The entries of the files that form one document, in which keys are shared.
    Libraries(fn(&Context<'_>, &Bibliography<'_>)),
    /// A document with its bibliographies.
    Document(fn(&Context<'_>, &Cited<'_>)),
    /// All documents of a run together.
    Documents(fn(&Context<'_>, &[Cited<'_>])),
    /// An entry as a style prints it, if a style is given.
    Styled(fn(&Context<'_>, &Styled<'_>)),
    /// A CSL style or locale.
    Style(fn(&Context<'_>, &StyleText<'_>)),
    /// The suppression comments of all files, once it is known what they suppress.
    Suppressions(fn(&Context<'_>, &[Suppression])),
}

/// Lists the rules of a family: one for each of the given modules.
macro_rules! rules {
    ($($rule:ident),* $(,)?) => {
        /// The rules of the family, in the order in which they run.
        pub(in crate::check) static RULES: &[&crate::check::rule::Check] = &[$(&$rule::CHECK),*];
    };
}
pub(in crate::check) use rules;
