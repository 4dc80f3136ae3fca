#![doc = include_str!("parent_without_title.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "parent-without-title",
        code: "REL004",
        family: Family::Relations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("parent_without_title.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    if bibliography.entries().all(|entry| entry.own_field("crossref").is_none()) {
        return;
    }
    let mut with_key: HashMap<String, &Subject<'_>> = HashMap::new();
    for entry in bibliography.entries() {
        with_key.entry(entry.entry.key.to_lowercase()).or_insert(entry);
    }
    let mut reported: HashSet<&str> = HashSet::new();
    for child in bibliography.entries().filter(|entry| entry.is_clearly_bibtex) {
        let is_part = child.is_kind(&["inproceedings", "conference", "incollection"]);
        let Some(field) = child.own_field("crossref").filter(|_| is_part) else { continue };
        let Some(parent) = with_key.get(&child.spelled(field).trim().to_lowercase()) else {
            continue;
        };
        let has_book = |entry: &Subject<'_>| entry.own_field("booktitle").is_some();
        let Some(title) = parent.own_field("title") else { continue };
        // One parent is one finding, however many parts it has. Entries in several files are mostly
        // read by biber, whose parts inherit the title.
        let is_elsewhere = parent.origin.location.source != child.origin.location.source;
        if is_elsewhere
            || has_book(child)
            || has_book(parent)
            || !reported.insert(&parent.entry.key)
        {
            continue;
        }
        let message = format!("`{}` has no `booktitle` for its parts to inherit", parent.entry.key);
        let line_start = parent.indent_of(title);
        let before = Span::at(title.name_location().span.start as usize)
            .in_source(title.name_location().source);
        let text = format!(
            "booktitle = {{{}}},\n{}",
            parent.spelled(title),
            line_start.unwrap_or_default()
        );
        let is_plain =
            parent.is_literal(title) && !parent.is_in_quotes(title) && line_start.is_some();
        let fix = is_plain.then(|| {
            Fix::one(Safety::Unsafe, "add its title as `booktitle`", Edit::new(before, text))
        });
        let finding = cx
            .of_entry(parent, parent.origin.key, message)
            .field("booktitle")
            .also(child.origin.key, "a part of it")
            .help("add a `booktitle`: BibTeX's parts inherit it, and not the title");
        cx.report(finding.fix(fix));
    }
}
