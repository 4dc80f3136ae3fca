//! One cause, one finding: drops what readers found in empty fields and placeholders.
//!
//! Rules do not see such values, since [`Subject::own_fields`] leaves them out. Readers run before
//! the rules, so their findings in a placeholder are dropped here: `????` is not also an invalid
//! date.

use crate::check::subject::{Content, File, Subject};
use crate::diagnostic::rules::{
    BAD_CHARACTERS, MALFORMED_NAME, PARSE_ERROR, STRING_MACRO, UNBALANCED_BRACES,
};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Location;

/// The findings of a file's reader, without those about empty fields and placeholders, and without
/// repetitions of another finding, as for a value that a YAML alias repeats.
///
/// *Cost*: n log n in the number of entries, and only if there are findings.
pub(super) fn of_reader<'f>(file: &'f File<'_>) -> impl Iterator<Item = &'f Diagnostic> {
    let found = &file.reading.diagnostics;
    let mut subjects: Vec<&Subject<'_>> = match found.is_empty() {
        true => Vec::new(),
        false => file.entries.iter().chain(&file.records).collect(),
    };
    subjects.sort_by_key(|subject| subject.origin.location);
    let repeats = |number: usize| {
        let finding = &found[number];
        let place = finding.primary.location;
        let same_place = found[..number].iter().rev().take_while(|it| it.primary.location == place);
        let mut same = same_place.map(|it| (it.rule.code, &it.message));
        same.any(|it| it == (finding.rule.code, &finding.message))
    };
    let kept = found
        .iter()
        .enumerate()
        .filter(move |(number, finding)| !is_claimed(finding, &subjects) && !repeats(*number));
    kept.map(|(_, finding)| finding)
}

/// True if a finding is about an empty field or a placeholder, and would not be made about any
/// other value.
fn is_claimed(finding: &Diagnostic, subjects: &[&Subject<'_>]) -> bool {
    // These are about the text, not about its meaning.
    const OF_TEXT: [&Rule; 4] = [&PARSE_ERROR, &UNBALANCED_BRACES, &BAD_CHARACTERS, &STRING_MACRO];
    if OF_TEXT.contains(&finding.rule) {
        return false;
    }
    let place = finding.primary.location;
    let after = subjects.partition_point(|subject| {
        let at = subject.origin.location;
        (at.source, at.span.start) <= (place.source, place.span.start)
    });
    let Some(subject) = after.checked_sub(1).and_then(|at| subjects.get(at)) else { return false };
    let holds = |outer: Location| outer.source == place.source && outer.span.contains(place.span);
    let mut fields = subject.written_fields().filter(|field| holds(field.value_location()));
    // People separated by commas are not also one name with many commas.
    let is_name = finding.rule == &MALFORMED_NAME;
    fields.any(|field| {
        *subject.content(field) != Content::Value || is_name && subject.divided(field).is_some()
    })
}
