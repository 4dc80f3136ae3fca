#![doc = include_str!("repeated_cite.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Placed};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Cite;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "repeated-cite",
        code: "DOC013",
        family: Family::Citations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("repeated_cite.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    cited.citations().for_each(|placed| check_citation(cx, cited, placed));
}

fn check_citation(cx: &Context<'_>, cited: &Cited<'_>, placed: Placed<'_>) {
    let cites = &placed.citation.citation.cites;
    for (index, (cite, place)) in cites.iter().zip(&placed.citation.cites).enumerate() {
        let before = cites.iter().zip(&placed.citation.cites).take(index);
        let Some((_, first)) = before.clone().find(|(other, _)| says_the_same(other, cite)) else {
            continue;
        };
        let key = &cite.key;
        let message = format!("`{key}` is cited twice in one citation");
        let finding = cx
            .of_document(cited, placed.place(place.key), message)
            .key(key)
            .also(placed.place(first.key), "first here")
            .help("delete one of the two, or say with a locator what each of them is about");
        cx.report(finding);
    }
}

/// True if two cites have the same key, locator and suffix.
fn says_the_same(first: &Cite, second: &Cite) -> bool {
    let place = |cite: &Cite| (cite.locator.clone(), cite.suffix.clone());
    first.key == second.key && place(first) == place(second)
}
