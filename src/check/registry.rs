//! All rules: those of the parsers, readers and the validator of styles, and the checks in `rules/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::check::manuscripts::Cited;
use crate::check::options::{OptionsOf, RuleOption};
use crate::check::printed::Printed;
use crate::check::rules::{
    citations, dates, duplicates, fields, identifiers, keys, lint, names, numbers, style, syntax,
};
use crate::check::subject::{Libraries, Subject};
use crate::check::suppress::Suppressions;
use crate::diagnostic::rules::ALL as READING_RULES;
use crate::diagnostic::{Rule, Sink};
use crate::style::validate::rules::ALL as STYLE_RULES;

/// A rule and the function that looks for what it forbids.
pub(super) struct Check {
    pub(super) rule: &'static Rule,
    pub(super) run: Run,
    /// What can be set about it.
    pub(super) options: &'static [RuleOption],
}

/// What a rule looks at.
pub(super) enum Run {
    /// One entry at a time.
    Entry(fn(&Subject<'_>, &mut Sink)),
    /// All entries of all files together.
    Libraries(fn(&Libraries<'_>, &mut Sink)),
    /// All entries of all files together, and what is set about the rule.
    Configured(fn(&Libraries<'_>, &OptionsOf<'_>, &mut Sink)),
    /// The entries as a style prints them, where one is given.
    Printed(fn(&Printed<'_>, &mut Sink)),
    /// The comments that say which rules find nothing where, and what they have let pass.
    Suppressions(fn(&Suppressions<'_>, &mut Sink)),
    /// One document at a time, beside its bibliographies.
    Document(fn(&Cited<'_>, &mut Sink)),
    /// All documents together.
    Documents(fn(&[Cited<'_>], &mut Sink)),
}

macro_rules! checks {
    ($($family:ident::$rule:ident $run:ident $($options:ident)?,)*) => {
        /// The checks, in the order they run.
        pub(super) static CHECKS: &[Check] = &[$(Check {
            rule: &$family::$rule::RULE,
            run: Run::$run($family::$rule::check),
            options: checks!(@options $($family::$rule::$options)?),
        }),*];
    };
    (@options) => { &[] };
    (@options $options:expr) => { $options };
}

checks! {
    syntax::bad_characters Libraries,
    syntax::empty_or_placeholder Libraries,
    syntax::lost_accent Libraries,
    syntax::markup_in_value Entry,
    keys::duplicate_key Libraries,
    keys::key_case_clash Libraries,
    keys::key_pattern Configured OPTIONS,
    fields::missing_required Libraries,
    fields::nobody Libraries,
    fields::exclusive_fields Libraries,
    fields::misplaced_content Libraries,
    fields::trailing_punctuation Entry,
    names::et_al_in_data Entry,
    names::wrong_separator Entry,
    names::given_name_only Entry,
    names::inverted_name Libraries,
    dates::reversed_range Entry,
    numbers::reversed_pages Entry,
    numbers::number_without_volume Entry,
    identifiers::doi_malformed Entry,
    identifiers::isbn_invalid Entry,
    identifiers::issn_ismn_invalid Entry,
    identifiers::several_urls Entry,
    duplicates::same_identifier Libraries,
    citations::undefined_citation Document,
    citations::unused_entry Documents,
    citations::bibliography_missing Document,
    citations::conflicting_entries Document,
    citations::repeated_cite Document,
    lint::nothing_checked Libraries,
    style::renders_empty Printed,
    style::ambiguous_citation Printed,
    style::rendering_artefact Printed,
    lint::malformed_suppression Suppressions,
    lint::unused_suppression Suppressions,
}

/// Name → rule and code → rule.
static BY_NAME: LazyLock<BTreeMap<&'static str, &'static Rule>> =
    LazyLock::new(|| rules().flat_map(|rule| [(rule.name, rule), (rule.code, rule)]).collect());

/// What can be set about a rule beside whether it runs and how bad what it finds is.
pub fn options_of(rule: &Rule) -> &'static [RuleOption] {
    let check = CHECKS.iter().find(|check| check.rule.code == rule.code);
    check.map(|check| check.options).unwrap_or_default()
}

/// Every rule there is, by family and code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let listed = READING_RULES.iter().chain(STYLE_RULES).copied();
    let mut all: Vec<_> = listed.chain(CHECKS.iter().map(|check| check.rule)).collect();
    all.sort_by_key(|rule| (rule.family, rule.code));
    // Some faults are found both while reading and by a check.
    all.dedup();
    all.into_iter()
}

/// The rule of that name (`reversed-pages`) or code (`NUM002`, in capitals or not).
pub fn find(name: &str) -> Option<&'static Rule> {
    let by_name = BY_NAME.get(name);
    by_name.or_else(|| BY_NAME.get(name.to_ascii_uppercase().as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::{find, rules};

    #[test]
    fn names_and_codes_are_unique_and_found() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.name), "{} stands twice", rule.name);
            assert!(seen.insert(rule.code), "{} stands twice", rule.code);
            assert_eq!(find(rule.name), Some(rule));
            assert_eq!(find(&rule.code.to_ascii_lowercase()), Some(rule));
        }
        assert_eq!(find("no-such-rule"), None);
    }
}
