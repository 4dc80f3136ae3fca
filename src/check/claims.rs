//! One cause, one finding: what readers found in values that say nothing.
//!
//! Rules do not look at such values: [`Subject::own_fields`] leaves them out. A reader comes before
//! the rules, and what it finds in a placeholder is left out here: `????` is no invalid date too.

use crate::check::subject::{Content, File, Subject};
use crate::diagnostic::rules::{
    BAD_CHARACTERS, MALFORMED_NAME, PARSE_ERROR, STRING_MACRO, UNBALANCED_BRACES,
};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Location;

/// What the reader of a file found, but for what is wrong with values that say nothing, and what
/// repeats another finding word for word, as in a value that an alias of YAML repeats.
///
/// *Cost*: n log n in the number of entries, and only where something was found.
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

/// Whether a finding is about a value that says nothing, and could not have been made about any
/// other value.
fn is_claimed(finding: &Diagnostic, subjects: &[&Subject<'_>]) -> bool {
    // These are about the text and not about what it says.
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
    let mut fields = subject.written_fields().filter(|field| holds(field.value_location));
    // People whom commas divide are not also one name with many commas.
    let is_name = finding.rule == &MALFORMED_NAME;
    fields.any(|field| {
        *subject.content(field) != Content::Value || is_name && subject.divided(field).is_some()
    })
}
