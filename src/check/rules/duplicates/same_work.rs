#![doc = include_str!("same_work.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Alike, Bibliography, Subject};
use crate::diagnostic::{Confidence, Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "same-work",
        code: "DUP002",
        family: Family::Duplicates,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("same_work.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    for (other, entry, alike) in bibliography.alike() {
        let (key, other_key) = (&*entry.entry.key, &*other.entry.key);
        let is_said =
            entry.identifiers().any(|(one, ..)| other.identifiers().any(|(two, ..)| one == two));
        let is_related =
            entry.own_field("related").is_some() != other.own_field("related").is_some();
        if is_said || is_related || entry.refers_to(other_key) || other.refers_to(key) {
            continue;
        }
        // The volumes of one meeting have nearly the same title: `…` and `… (Posters)`.
        let of_meeting = |it: &Subject<'_>| it.is_kind(&["proceedings", "mvproceedings"]);
        if alike == Alike::Nearly && of_meeting(entry) && of_meeting(other) {
            continue;
        }
        let (message, confidence, help) = match alike {
            Alike::Same => (
                format!("`{key}` is the same work as `{other_key}`"),
                Confidence::High,
                "keep one of them, or say what tells them apart: an edition, a volume, pages",
            ),
            Alike::Nearly => (
                format!("`{key}` is nearly the same as `{other_key}`"),
                Confidence::Medium,
                "keep one of them if they are one work, or correct the title or year that is wrong",
            ),
            Alike::Preprint | Alike::PreprintLast => continue,
        };
        let finding = cx
            .of_entry(entry, entry.origin.key, message)
            .key(other_key)
            .confidence(confidence)
            .also(other.origin.key, format!("`{other_key}`"))
            .help(help);
        cx.report(finding);
    }
}
