#![doc = include_str!("near_miss_key.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::citations::undefined_citation::finding;
use crate::check::subject::Cited;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::document::written_key;
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "near-miss-key",
        code: "DOC003",
        family: Family::Citations,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("near_miss_key.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for undefined in cited.undefined() {
        let Some(meant) = &undefined.meant else { continue };
        let difference = match undefined.key.eq_ignore_ascii_case(meant) {
            true => ", which differs only in capital letters",
            false => "",
        };
        let finding = finding(cx, cited, undefined);
        let places = undefined.places.iter();
        let edits: Option<Vec<Edit>> = places.map(|place| edit(cited, *place, meant)).collect();
        let fix = edits.and_then(|edits| Fix::of(Safety::Unsafe, format!("cite `{meant}`"), edits));
        cx.report(finding.help(format!("did you mean `{meant}`{difference}?")).fix(fix));
    }
}

/// Replaces a key with another one, in the document's syntax.
fn edit(cited: &Cited<'_>, place: Location, key: &str) -> Option<Edit> {
    let part = cited.manuscript.parts.iter().find(|part| part.source == place.source)?;
    let text = &cited.sources.get(place.source)?.text;
    let replacement = written_key(key, text, place.span, part.syntax)?;
    Some(Edit { location: place, replacement })
}
