//! All rules: those of the parsers, readers and the style validator, and the checks in `rules/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::check::options::RuleOption;
use crate::check::rule::Check;
use crate::check::rules::FAMILIES;
use crate::diagnostic::Rule;
use crate::diagnostic::rules::ALL as READING_RULES;
use crate::style::validate::rules::ALL as STYLE_RULES;

/// The checks, in the order in which they run.
pub(super) fn checks() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().copied().flatten().copied()
}

/// The check of a rule; none for the rules of parsers, readers and the style validator.
pub(super) fn check_of(rule: &Rule) -> Option<&'static Check> {
    checks().find(|check| check.rule.code == rule.code)
}

/// Name → rule and code → rule.
static BY_NAME: LazyLock<BTreeMap<&'static str, &'static Rule>> =
    LazyLock::new(|| rules().flat_map(|rule| [(rule.name, rule), (rule.code, rule)]).collect());

/// The options of a rule, other than whether it runs and its severity.
pub fn options_of(rule: &Rule) -> &'static [&'static RuleOption] {
    check_of(rule).map(|check| check.options).unwrap_or_default()
}

/// All rules, by family and code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let listed = READING_RULES.iter().chain(STYLE_RULES).copied();
    let mut all: Vec<_> = listed.chain(checks().map(|check| check.rule)).collect();
    all.sort_by_key(|rule| (rule.family, rule.code));
    // Some faults are found both by a reader and by a check.
    all.dedup();
    all.into_iter()
}

/// The rule with this name (`reversed-pages`) or code (`NUM002`, in any letter case).
pub fn rule(name: &str) -> Option<&'static Rule> {
    let by_name = BY_NAME.get(name);
    by_name.or_else(|| BY_NAME.get(name.to_ascii_uppercase().as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::{checks, rule, rules};

    #[test]
    fn no_rule_is_listed_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for check in checks() {
            assert!(seen.insert(check.rule.code), "`{}` is listed twice", check.rule.name);
        }
    }

    #[test]
    fn names_and_codes_are_unique_and_found() {
        let mut seen = std::collections::BTreeSet::new();
        for expected in rules() {
            assert!(seen.insert(expected.name), "{} is used twice", expected.name);
            assert!(seen.insert(expected.code), "{} is used twice", expected.code);
            assert_eq!(rule(expected.name), Some(expected));
            assert_eq!(rule(&expected.code.to_ascii_lowercase()), Some(expected));
        }
        assert_eq!(rule("no-such-rule"), None);
    }
}
