#![doc = include_str!("conditional_field.md")]

use crate::check::context::Context;
use crate::check::options::{List, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "conditional-field",
        code: "FLD006",
        family: Family::Fields,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("conditional_field.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[&RULES.option],
};

static RULES: Setting<List> = Setting::list(
    "rules",
    "The fields that a field depends on: `eprint -> eprinttype | archiveprefix`; with a type, `online: url -> urldate`.",
    &[
        "eprint -> eprinttype | archiveprefix",
        "online: url -> urldate",
        "chapter -> booktitle | title",
    ],
);

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for rule in cx.get(&RULES) {
        let Some((kind, given, wanted)) = parts(rule) else { continue };
        if kind.is_some_and(|kind| !entry.is_kind(&[kind])) {
            continue;
        }
        let has = |name: &&str| entry.origin.field(name).is_some();
        let Some(field) = entry.own_field(given) else { continue };
        if wanted.iter().any(has) {
            continue;
        }
        let wanted = wanted.join("` or `");
        let message = format!("`{}` without `{wanted}`", field.name);
        let finding = cx
            .of_field(entry, field, field.name_location(), message)
            .help(format!("add `{wanted}`"));
        cx.report(finding);
    }
}

/// The type, the field, and the fields of which it needs at least one.
fn parts(rule: &str) -> Option<(Option<&str>, &str, Vec<&str>)> {
    let (given, wanted) = rule.split_once("->")?;
    let (kind, given) = match given.split_once(':') {
        Some((kind, given)) => (Some(kind.trim()), given.trim()),
        None => (None, given.trim()),
    };
    Some((kind, given, wanted.split('|').map(str::trim).collect()))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn rules_are_taken_apart() {
        assert_eq!(parts("online: url -> urldate"), Some((Some("online"), "url", vec!["urldate"])));
        assert_eq!(parts("a -> b | c"), Some((None, "a", vec!["b", "c"])));
        assert_eq!(parts("a"), None);
    }
}
