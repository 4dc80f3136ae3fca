#![doc = include_str!("repeated_cite.md")]

use crate::check::manuscripts::{Cited, Placed};
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::Cite;

pub(in crate::check) static RULE: Rule = Rule {
    name: "repeated-cite",
    code: "DOC013",
    family: Family::Citations,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("repeated_cite.md"),
};

pub(in crate::check) fn check(cited: &Cited<'_>, sink: &mut Sink) {
    cited.citations().for_each(|placed| check_citation(placed, sink));
}

fn check_citation(placed: Placed<'_>, sink: &mut Sink) {
    let cites = &placed.citation.citation.cites;
    for (index, (cite, place)) in cites.iter().zip(&placed.citation.cites).enumerate() {
        let before = cites.iter().zip(&placed.citation.cites).take(index);
        let Some((_, first)) = before.clone().find(|(other, _)| says_the_same(other, cite)) else {
            continue;
        };
        let key = &cite.key;
        let message = format!("`{key}` is cited twice in one citation");
        let finding = Diagnostic::new(&RULE, placed.place(place.key), message)
            .key(key)
            .also(placed.place(first.key), "first here")
            .help("delete one of the two, or say with a locator what each of them is about");
        sink.push(finding);
    }
}

/// Whether two cites are of the same place in the same work.
fn says_the_same(first: &Cite, second: &Cite) -> bool {
    let place = |cite: &Cite| (cite.locator.clone(), cite.suffix.clone());
    first.key == second.key && place(first) == place(second)
}
