#![doc = include_str!("undefined_citation.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Undefined};
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "undefined-citation",
        code: "DOC001",
        family: Family::Citations,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("undefined_citation.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    let names = cited.may_be_names();
    for undefined in cited.undefined().iter().filter(|it| it.meant.is_none()) {
        // Keys that may be in an unreadable file are reported with that file.
        let is_written = cited.is_written(&undefined.key);
        if !(cited.may_be_elsewhere() || is_written || names.contains(&*undefined.key)) {
            let help = match cited.readings.is_empty() {
                true => "add a `\\bibitem` with this key, or correct the key",
                false => "add an entry with this key to the bibliography, or correct the key",
            };
            cx.report(finding(cx, cited, undefined).help(help));
        }
    }
}

/// A finding about a key that no entry has, with the places where it is cited.
pub(super) fn finding(cx: &Context<'_>, cited: &Cited<'_>, undefined: &Undefined) -> Diagnostic {
    /// How many locations are shown in addition to the first.
    const MOST_PLACES: usize = 3;
    let Undefined { key, places, .. } = undefined;
    let times = match places.len() {
        1 => String::new(),
        number => format!(", which is cited {number} times"),
    };
    // A document may list its works itself.
    let entry = if cited.readings.is_empty() { "`\\bibitem`" } else { "entry" };
    let message = format!("no {entry} has the key `{key}`{times}");
    let first = places.first().copied().unwrap_or_default();
    let finding = cx.of_document(cited, first, message).key(&**key);
    let others = places.iter().skip(1).take(MOST_PLACES);
    others.fold(finding, |finding, place| finding.also(*place, "and here"))
}
