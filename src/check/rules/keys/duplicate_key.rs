#![doc = include_str!("duplicate_key.md")]

use rustc_hash::FxHashMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "duplicate-key",
        code: "KEY002",
        family: Family::Keys,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("duplicate_key.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let mut first_with: FxHashMap<&str, &Subject<'_>> = FxHashMap::default();
    let all = bibliography.entries().chain(bibliography.records());
    for entry in all.filter(|entry| !entry.entry.key.is_empty()) {
        let key = entry.entry.key.as_str();
        let Some(first) = first_with.get(key) else {
            first_with.insert(key, entry);
            continue;
        };
        let same_file = first.origin.key.source == entry.origin.key.source;
        let copy = first.entry == entry.entry && says_the_same(first, entry);
        let help = match (same_file, copy) {
            (_, true) => "the two entries are equal: delete one of them",
            (true, false) => "give one of the two entries another key",
            (false, false) => {
                "give one of the two another key, or check the files apart (`--together none`) if \
                 no document uses both"
            }
        };
        let severity = if same_file { Severity::Error } else { Severity::Warning };
        let mut finding = cx
            .of_entry(entry, entry.origin.key, format!("duplicate key `{key}`"))
            .also(first.origin.key, "first here")
            .help(help)
            .severity(severity);
        if copy && same_file && entry.format == Format::Bibtex {
            finding = finding.fix(Fix::safe("delete this copy", entry.whole(), ""));
        }
        cx.report(finding);
    }
}

/// Whether two entries consist of the same letters and digits: entries of which nothing could be
/// read are equal, too, whatever is in them.
fn says_the_same(one: &Subject<'_>, other: &Subject<'_>) -> bool {
    if one.format != Format::Bibtex {
        return true;
    }
    let letters = |entry: &Subject<'_>| {
        let text = entry.sources.slice(entry.origin.location).chars();
        let mut letters: Vec<char> =
            text.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        letters.sort_unstable();
        letters
    };
    letters(one) == letters(other)
}
