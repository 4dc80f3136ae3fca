#![doc = include_str!("undefined_citation.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{
    Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity, nearest,
};
use crate::document::written_key;
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "undefined-citation",
        code: "DOC001",
        family: Family::Citations,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("undefined_citation.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

/// For how many keys of a document another is looked for. With more, it is the wrong bibliography.
const MOST_GUESSES: usize = 100;

/// How many places are pointed at beside the first.
const MOST_PLACES: usize = 3;

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    if cited.readings.is_empty() {
        // Without a bibliography nothing is known of any key, which another rule says.
        return;
    }
    let keys = cited.keys();
    let names = cited.may_be_names();
    let undefined = keys.iter().filter(|(key, _)| !cited.defines(key));
    for (number, (key, places)) in undefined.enumerate() {
        let meant = (number < MOST_GUESSES).then(|| nearest(key, cited.known_keys())).flatten();
        // Keys that may be in a file that cannot be read are named with that file.
        if meant.is_some() || !(cited.may_be_elsewhere() || names.contains(key)) {
            cx.report(finding(cx, cited, key, places, meant));
        }
    }
}

fn finding(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    key: &str,
    places: &[Location],
    meant: Option<&str>,
) -> Diagnostic {
    let times = match places.len() {
        1 => String::new(),
        number => format!(", which is cited {number} times"),
    };
    let message = format!("no entry has the key `{key}`{times}");
    let first = places.first().copied().unwrap_or_default();
    let mut finding = cx.of_document(cited, first, message).key(key);
    for place in places.iter().skip(1).take(MOST_PLACES) {
        finding = finding.also(*place, "and here");
    }
    let Some(meant) = meant else {
        return finding.help("add an entry with this key to the bibliography, or correct the key");
    };
    let edits: Option<Vec<Edit>> = places.iter().map(|place| edit(cited, *place, meant)).collect();
    let fix = edits.and_then(|edits| Fix::of(Safety::Unsafe, format!("cite `{meant}`"), edits));
    finding.help(format!("did you mean `{meant}`?")).fix(fix)
}

/// Writes another key in the place of one, as the document's syntax wants it.
fn edit(cited: &Cited<'_>, place: Location, key: &str) -> Option<Edit> {
    let part = cited.manuscript.parts.iter().find(|part| part.source == place.source)?;
    let text = &cited.sources.get(place.source)?.text;
    let replacement = written_key(key, text, place.span, part.syntax)?;
    Some(Edit { location: place, replacement })
}
