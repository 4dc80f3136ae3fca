#![doc = include_str!("wrong_separator.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::read::bibtex::DividedPeople;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "wrong-separator",
        code: "NAM003",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("wrong_separator.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields() {
        let Some(DividedPeople { mark, people }) = entry.divided(field) else { continue };
        let place = field.value_location;
        let message = format!("`{}` separates people with `{mark}`", field.name);
        let list = people.join(" and ");
        let finding = cx
            .of_field(entry, field, place, message)
            .confidence(Confidence::Medium)
            .help("write ` and ` between people")
            .fix(Fix::needs_review(format!("write `{list}`"), place, list));
        cx.report(finding);
    }
}
