#![doc = include_str!("opcit_target.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Diagnostic, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{Backward, NoteCite, ReferenceForm, Trouble};
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "opcit-target",
        code: "APP005",
        family: Family::Apparatus,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("opcit_target.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.essays() {
        for cite in essay.notes().flat_map(|(_, _, cites)| cites) {
            check_cite(cx, cited, essay, cite);
        }
    }
}

fn check_cite(cx: &Context<'_>, cited: &Cited<'_>, essay: &Essay<'_>, cite: &NoteCite) {
    let word = essay.abbreviation(cite.backward);
    let place = essay.place(cite.backward);
    let key = cite.work().map(|work| cited.key_of(work));
    let number = match &cite.form {
        ReferenceForm::Back(Backward::Note(number)) => number.as_str(),
        _ => "",
    };
    let finding = match &cite.trouble {
        Some(Trouble::NoEarlier) => {
            let message = format!("`{word}` refers to nothing: no earlier note cites such a work");
            let help = match key {
                Some(key) => format!("cite the work in full; is it `{key}`?"),
                None => "cite the work in full".to_owned(),
            };
            cx.finding(place, message).help(help)
        }
        Some(Trouble::SeveralEarlier(works)) => {
            let keys: Vec<String> =
                works.iter().take(4).map(|work| format!("`{}`", cited.key_of(*work))).collect();
            let message = format!("`{word}` may be any of {}", keys.join(", "));
            cx.finding(place, message)
                .help("add the author, or a word of the title, of the one that is meant")
        }
        Some(Trouble::NoSuchNote) => {
            let message = format!("`{word}` refers to nothing: there is no note {number}");
            cx.finding(place, message).help("correct the number, or cite the work in full")
        }
        Some(Trouble::OtherNote(right)) => {
            let message = format!("note {number} does not cite the work that is meant");
            let finding = cx.finding(place, message);
            match right.map(|right| essay.label(right)) {
                Some(right) => with_number(essay, cite, finding, number, right),
                None => finding.help("correct the number, or cite the work in full"),
            }
        }
        _ => return,
    };
    cx.report(finding);
}

/// A finding whose fix writes the number of the note that cites the work first.
fn with_number(
    essay: &Essay<'_>,
    cite: &NoteCite,
    finding: Diagnostic,
    wrong: &str,
    right: &str,
) -> Diagnostic {
    let finding = finding.help(format!("note {right} cites it first"));
    let text = &essay.text[cite.backward.range()];
    let Some(at) = text.rfind(wrong) else { return finding };
    let start = cite.backward.start as usize + at;
    let place = essay.place(Span::new(start, start + wrong.len()));
    finding.fix(Fix::needs_review(format!("write {right}"), place, right))
}
