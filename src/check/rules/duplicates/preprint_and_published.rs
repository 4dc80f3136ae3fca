#![doc = include_str!("preprint_and_published.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Confidence, Family, FixAvailability, Group, Rule, Severity};

use crate::check::subject::works::{Alike, pairs};

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
    let entries: Vec<&Subject<'_>> = bibliography.entries().collect();
    for (first, second, alike) in pairs(&entries) {
        let (preprint, published) = match alike {
            Alike::Preprint => (entries[first], entries[second]),
            Alike::PreprintLast => (entries[second], entries[first]),
            Alike::Same | Alike::Nearly => continue,
        };
        let (key, other_key) = (&*preprint.entry.key, &*published.entry.key);
        if refers_to(preprint, other_key) || refers_to(published, key) {
            continue;
        }
        let message = format!("`{key}` is the preprint of `{other_key}`");
        let finding = cx
            .of_entry(preprint, preprint.origin.key, message)
            .key(other_key)
            .confidence(Confidence::Medium)
            .also(published.origin.key, format!("`{other_key}`"))
            .help("cite what was published, and give it the number of the preprint");
        cx.report(finding);
    }
}

/// The keys that an entry refers to: what is related to it says so, and is no duplicate.
fn refers_to(entry: &Subject<'_>, key: &str) -> bool {
    const LINKS: [&str; 6] = ["crossref", "xref", "xdata", "related", "entryset", "ids"];
    let fields = LINKS.iter().filter_map(|link| entry.own_field(link));
    let mut keys = fields.flat_map(|field| entry.spelled(field).split(','));
    keys.any(|it| it.trim() == key)
}
