//! One cause, one finding: what is left of the findings when those are taken out that only say
//! again what another one says.

use std::collections::HashSet;

use crate::diagnostic::rules::{
    BAD_CHARACTERS, MALFORMED_NAME, PARSE_ERROR, STRING_MACRO, UNBALANCED_BRACES,
};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Location;

/// Whether a rule speaks alone about a value: a placeholder is not also a bad ISSN and no month.
pub(super) fn speaks_alone(rule: &Rule) -> bool {
    rule.name == "empty-or-placeholder"
}

/// The findings without those about a value that is empty, a placeholder, or a macro that is not
/// defined, and without those that repeat another word for word, as about a YAML alias that is used twice.
///
/// *Shape*: ordered by place, in and out.
pub(super) fn one_finding_each(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let speaking = |finding: &&Diagnostic| {
        speaks_alone(finding.rule) || finding.rule.code == STRING_MACRO.code
    };
    let labels = |finding: &'_ Diagnostic| {
        let all = std::iter::once(&finding.primary).chain(&finding.secondary);
        all.map(|label| label.location).collect::<Vec<_>>()
    };
    let mut silenced: Vec<Location> = found.iter().filter(speaking).flat_map(labels).collect();
    silenced.sort_unstable();
    // People divided by commas are not also one name with many commas, or one turned round.
    let divided: Vec<Location> = found
        .iter()
        .filter(|finding| finding.rule.name == "wrong-separator")
        .map(|finding| finding.primary.location)
        .collect();
    let of_one_name = [MALFORMED_NAME.name, "inverted-name"];
    let is_divided = |finding: &Diagnostic| {
        of_one_name.contains(&finding.rule.name) && is_in(finding.primary.location, &divided)
    };
    let mut said = HashSet::new();
    let mut is_new = |finding: &Diagnostic| {
        said.insert((finding.rule.code, finding.primary.location, finding.message.clone()))
    };
    let mut found = found;
    found.retain(|finding| {
        !is_silenced(finding, &silenced) && !is_divided(finding) && is_new(finding)
    });
    found
}

/// Whether a finding is about one of these places, which are ordered, and could not have been
/// made about any other value.
fn is_silenced(finding: &Diagnostic, places: &[Location]) -> bool {
    // These are about the text and not about what it says.
    const OF_TEXT: [&Rule; 4] = [&PARSE_ERROR, &UNBALANCED_BRACES, &BAD_CHARACTERS, &STRING_MACRO];
    if speaks_alone(finding.rule) || OF_TEXT.contains(&finding.rule) {
        return false;
    }
    is_in(finding.primary.location, places)
}

/// Whether a place is in one of these, which are ordered.
fn is_in(place: Location, places: &[Location]) -> bool {
    let after = places.partition_point(|other| {
        (other.source, other.span.start) <= (place.source, place.span.start)
    });
    let before = after.checked_sub(1).and_then(|at| places.get(at));
    before.is_some_and(|other| other.source == place.source && other.span.contains(place.span))
}
