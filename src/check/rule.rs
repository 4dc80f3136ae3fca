//! A rule with the function that looks for what it forbids.

use crate::check::context::Context;
use crate::check::options::RuleOption;
use crate::check::subject::{Bibliography, Cited, File, StyleText, Styled, Subject};
use crate::check::suppression::Suppression;
use crate::diagnostic::Rule;

/// A rule, what it looks at, and what can be set about it.
pub(in crate::check) struct Check {
    pub(in crate::check) rule: &'static Rule,
    /// Mostly one.
    pub(in crate::check) looks_at: &'static [LooksAt],
    pub(in crate::check) options: &'static [&'static RuleOption],
}

/// What a rule looks at, with the function that does. Each gets the [`Context`] of its rule, from
/// which it has its options and what is known of the whole run, and to which it reports.
#[derive(Clone, Copy)]
pub(in crate::check) enum LooksAt {
    /// The text of a bibliography, whatever is in it.
    Source(fn(&Context<'_>, &File<'_>)),
    /// An entry. All rules that look at entries share one walk over them.
    Entry(fn(&Context<'_>, &Subject<'_>)),
    /// The entries of one file.
    Library(fn(&Context<'_>, &File<'_>)),
    /// The entries of the files that are one document: a key means the same in all of them.
    Libraries(fn(&Context<'_>, &Bibliography<'_>)),
    /// A document beside its bibliographies.
    Document(fn(&Context<'_>, &Cited<'_>)),
    /// All documents of a run together.
    Documents(fn(&Context<'_>, &[Cited<'_>])),
    /// An entry as a style prints it, where a style is given.
    Styled(fn(&Context<'_>, &Styled<'_>)),
    /// A CSL style or locale.
    Style(fn(&Context<'_>, &StyleText<'_>)),
    /// The comments by which files allow what rules forbid, once it is known what they let pass.
    Suppressions(fn(&Context<'_>, &[Suppression])),
}

/// Lists the rules of a family: one for each of the modules that are named.
macro_rules! rules {
    ($($rule:ident),* $(,)?) => {
        /// The rules of the family, in the order in which they run.
        pub(in crate::check) static RULES: &[&crate::check::rule::Check] = &[$(&$rule::CHECK),*];
    };
}
pub(in crate::check) use rules;
