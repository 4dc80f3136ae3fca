#![doc = include_str!("uneven_fields.md")]

use crate::check::context::Context;
use crate::check::options::{Number, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{File, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "uneven-fields",
        code: "CON001",
        family: Family::Consistency,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("uneven_fields.md"),
    },
    looks_at: &[LooksAt::Library(check)],
    options: &[&SHARE.option, &ENTRIES.option],
};

static SHARE: Setting<Number> = Setting::number(
    "share",
    "The percentage of entries of a type that must have a field before its absence is reported.",
    90,
);
static ENTRIES: Setting<Number> = Setting::number(
    "entries",
    "The number of entries of a type that a file must have for the type to be checked.",
    10,
);

fn check(cx: &Context<'_>, file: &File<'_>) {
    let (share, least) = (cx.get(&SHARE).clamp(1, 100), cx.get(&ENTRIES).max(2));
    let mut of_kind: BTreeMap<String, Vec<&Subject<'_>>> = BTreeMap::new();
    for entry in &file.entries {
        of_kind.entry(entry.origin.source_kind.to_lowercase()).or_default().push(entry);
    }
    for (kind, entries) in of_kind {
        let all = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        if all < least {
            continue;
        }
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for entry in &entries {
            let names: BTreeSet<String> =
                entry.origin.fields.iter().map(|field| field.name.to_lowercase()).collect();
            for name in names {
                *counts.entry(name).or_default() += 1;
            }
        }
        let frequent =
            counts.into_iter().filter(|(_, count)| *count < all && count * 100 >= all * share);
        for (name, count) in frequent {
            let lacks = |entry: &&&Subject<'_>| entry.origin.field(&name).is_none();
            for entry in entries.iter().filter(lacks) {
                let message = format!(
                    "{} has no `{name}`, as {count} of {all} of type `{kind}` have",
                    entry.described()
                );
                let finding = cx
                    .of_entry(entry, entry.origin.key, message)
                    .field(&*name)
                    .help("add it, if the work has it");
                cx.report(finding);
            }
        }
    }
}
