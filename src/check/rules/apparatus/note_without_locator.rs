#![doc = include_str!("note_without_locator.md")]

use std::collections::BTreeSet;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::NoteCite;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "note-without-locator",
        code: "APP014",
        family: Family::Apparatus,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("note_without_locator.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    // A numbered list of works is often cited without pages.
    for essay in cited.essays().iter().filter(|essay| !essay.apparatus.is_numbered_list) {
        let apparatus = essay.apparatus;
        let of_quotations = apparatus.quotations.iter().filter_map(|it| it.marker);
        let quoted: BTreeSet<usize> =
            of_quotations.flat_map(|marker| essay.notes_of_marker(marker)).collect();
        // Quotations have a rule of their own.
        for (at, note, cites) in essay.notes().filter(|(at, _, _)| !quoted.contains(at)) {
            let mut markers = note.markers.iter().filter_map(|marker| essay.marker(*marker));
            let has_behind = markers.any(|marker| marker.behind.is_some());
            if has_behind || cites.iter().any(NoteCite::has_locator) {
                continue;
            }
            let with_pages = |it: &&NoteCite| it.work().is_some_and(|work| cited.has_pages(work));
            let Some(cite) = cites.iter().find(with_pages) else { continue };
            let key = cite.work().map(|work| cited.key_of(work)).unwrap_or_default();
            let message = format!("note {} cites the whole of `{key}`", essay.label(at));
            let finding = cx.finding(essay.place(cite.span), message);
            cx.report(finding.help("add the page, unless the work as a whole is meant"));
        }
    }
}
