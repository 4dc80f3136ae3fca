#![doc = include_str!("preprint_and_published.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Alike;
use crate::check::subject::Bibliography;
use crate::diagnostic::{Confidence, Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "preprint-and-published",
        code: "DUP004",
        family: Family::Duplicates,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("preprint_and_published.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    for (first, second, alike) in bibliography.alike() {
        let (preprint, published) = match alike {
            Alike::Preprint => (first, second),
            Alike::PreprintLast => (second, first),
            Alike::Same | Alike::Nearly => continue,
        };
        let (key, other_key) = (&*preprint.entry.key, &*published.entry.key);
        if preprint.refers_to(other_key) || published.refers_to(key) {
            continue;
        }
        let message = format!("`{key}` is the preprint of `{other_key}`");
        let finding = cx
            .of_entry(preprint, preprint.origin.key, message)
            .key(other_key)
            .confidence(Confidence::Medium)
            .also(published.origin.key, format!("`{other_key}`"))
            .help("cite the published version, and add the identifier of the preprint to it");
        cx.report(finding);
    }
}
