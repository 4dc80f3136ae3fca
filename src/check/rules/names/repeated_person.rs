#![doc = include_str!("repeated_person.md")]

use rustc_hash::FxHashSet;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Name;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "repeated-person",
        code: "NAM011",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("repeated_person.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let mut seen = FxHashSet::default();
    for (name, field, place) in entry.own_names() {
        let Name::Person(person) = name else { continue };
        // One initial may stand for two names: R. F. and R. E. M. Griffin.
        let mut letters = person.given.chars().filter(|c| c.is_alphabetic());
        if letters.nth(1).is_none() || person.family.is_empty() {
            continue;
        }
        if !seen.insert((&*field.name, person)) {
            let message = format!("`{}` is in `{}` more than once", name.display(), field.name);
            let finding = cx.of_field(entry, field, place, message).help(
                "delete the second one; if they are two people, add what tells their names apart",
            );
            cx.report(finding);
        }
    }
}
