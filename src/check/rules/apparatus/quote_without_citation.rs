#![doc = include_str!("quote_without_citation.md")]

use crate::check::context::Context;
use crate::check::options::{Number, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "quote-without-citation",
        code: "APP008",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("quote_without_citation.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[&WORDS.option],
};

static WORDS: Setting<Number> =
    Setting::number("words", "The number of words from which a quotation needs a note.", 6);

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    let least = usize::try_from(cx.get(&WORDS)).unwrap_or_default();
    for essay in cited.essays().iter().filter(|essay| !essay.apparatus.markers.is_empty()) {
        for quotation in essay.apparatus.quotations.iter().filter(|it| it.marker.is_none()) {
            let text = &essay.text[quotation.span.range()];
            if quotation.words < least || is_title(text) {
                continue;
            }
            let what = if quotation.is_block {
                "this quotation, which is set apart,"
            } else {
                "this quotation"
            };
            let message = format!("{what} has no note");
            let finding = cx
                .finding(essay.place(quotation.span), message)
                .help("add a note that says where it is from");
            cx.report(finding);
        }
    }
}

/// True if most longer words begin with a capital, as in a title.
fn is_title(text: &str) -> bool {
    let long = || text.split_whitespace().filter(|word| word.chars().count() > 3);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals > 1 && capitals * 10 >= long().count() * 7
}
