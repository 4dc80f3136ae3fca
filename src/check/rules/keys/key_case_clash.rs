#![doc = include_str!("key_case_clash.md")]

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "key-case-clash",
        code: "KEY003",
        family: Family::Keys,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("key_case_clash.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let mut first_with: FxHashMap<Cow<'_, str>, &Subject<'_>> = FxHashMap::default();
    for entry in bibliography.entries() {
        let key = entry.entry.key.as_str();
        let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        let lower = match key.bytes().all(is_lower) {
            true => Cow::Borrowed(key),
            false => Cow::Owned(key.to_lowercase()),
        };
        let first = match first_with.entry(lower) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(place) => {
                place.insert(entry);
                continue;
            }
        };
        let first_key = first.entry.key.as_str();
        if first_key == key {
            continue;
        }
        let message = format!("the keys `{key}` and `{first_key}` differ only in letter case");
        let finding = cx
            .of_entry(entry, entry.origin.key, message)
            .key(first_key)
            .also(first.origin.key, "the other one")
            .help("give one of the two entries another key");
        cx.report(finding);
    }
}
