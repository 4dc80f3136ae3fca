#![doc = include_str!("quote_without_locator.md")]

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::NoteCite;
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "quote-without-locator",
        code: "APP009",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("quote_without_locator.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.essays() {
        let mut quoted: BTreeMap<usize, Span> = BTreeMap::new();
        for quotation in &essay.apparatus.quotations {
            let Some(marker) = quotation.marker else { continue };
            // A word in quotation marks inside a sentence is not a quotation.
            if quotation.words < 2 && !quotation.is_attached {
                continue;
            }
            // The text after the number in its brackets may be the page.
            if essay.marker(marker).is_some_and(|marker| marker.behind.is_some()) {
                continue;
            }
            for note in essay.notes_of_marker(marker) {
                quoted.entry(note).or_insert(quotation.span);
            }
        }
        for (note, quotation) in quoted {
            let cites = &essay.resolved.notes[note];
            let Some(cite) = cites.first().filter(|_| !cites.iter().any(NoteCite::has_locator))
            else {
                continue;
            };
            let may_have =
                cites.iter().any(|it| it.work().is_none_or(|work| cited.has_pages(work)));
            if !may_have {
                continue;
            }
            let label = essay.label(note);
            let message = match cite.work() {
                Some(work) => format!(
                    "note {label} does not say where in `{}` the quotation is",
                    cited.key_of(work)
                ),
                None => format!("note {label} does not say where in the work the quotation is"),
            };
            let finding = cx
                .finding(essay.place(cite.span), message)
                .also(essay.place(quotation), "quoted here")
                .help("add the page");
            cx.report(finding);
        }
    }
}
