#![doc = include_str!("undefined_citation.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "undefined-citation",
        code: "DOC001",
        family: Family::Citations,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("undefined_citation.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    let names = cited.may_be_names();
    for undefined in cited.undefined().iter().filter(|it| it.meant.is_none()) {
        // Keys that may be in a file that cannot be read are named with that file.
        if !(cited.may_be_elsewhere() || names.contains(&*undefined.key)) {
            let message = format!("no entry has the key `{}`", undefined.key);
            let help = "add an entry with this key to the bibliography, or correct the key";
            cx.report(undefined.finding(cx, cited, &message).help(help));
        }
    }
}
