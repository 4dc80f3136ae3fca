#![doc = include_str!("case_convention.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::written::BracedPart;
use crate::check::subject::{Subject, Written};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{FieldOrigin, Variable};
use crate::read::Format;
use crate::read::title_case::in_sentence_case;
use crate::source::How;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "case-convention",
        code: "STY006",
        family: Family::Style,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("case_convention.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Title) {
        match entry.format {
            Format::Bibtex => unprotected(cx, entry, field),
            _ => in_title_case(cx, entry, field),
        }
    }
}

/// Words of a BibTeX title whose capitals are lost in a style with sentence case.
fn unprotected(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) {
    let written = entry.written(field);
    // A title in capitals is the task of another rule, and in a formula braces only group.
    if entry.spelled(field).contains('$') || !written.text.contains(char::is_lowercase) {
        return;
    }
    let parts = written.braced_parts();
    let bare = parts.iter().filter(|part| part.depth == 0 && part.how == How::Same);
    let words: Vec<Range<usize>> =
        bare.flat_map(|part| words_with_capitals(&written, part)).collect();
    let Some(first) = words.first() else { return };
    let names: Vec<String> =
        words.iter().map(|word| format!("`{}`", &written.text[word.clone()])).collect();
    let message = match &names[..] {
        [name] => format!("{name} in `{}` is not in braces", field.name),
        names => format!("{} in `{}` are not in braces", names.join(", "), field.name),
    };
    let edits: Option<Vec<Edit>> = words
        .iter()
        .map(|word| {
            let place = written.editable(word.clone())?;
            Some(Edit::new(place, format!("{{{}}}", &written.text[word.clone()])))
        })
        .collect();
    let fix = edits.and_then(|it| Fix::of(Safety::Unsafe, "put braces around them", it));
    let finding = cx
        .of_field(entry, field, written.place(first.clone()), message)
        .help("put braces around them: BibTeX styles that lowercase titles lowercase them too");
    cx.report(finding.fix(fix));
}

/// The words of a part that have a capital after their first letter.
fn words_with_capitals(written: &Written<'_>, part: &BracedPart) -> Vec<Range<usize>> {
    let text = &written.text[part.range.clone()];
    let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if is_part(c) => start = Some(at),
            Some(from) if !is_part(c) => {
                if text[from..at].chars().skip(1).any(char::is_uppercase) {
                    words.push(part.range.start + from..part.range.start + at);
                }
                start = None;
            }
            _ => {}
        }
    }
    // A word that continues in braces or a command forms one word with them.
    let goes_on = |range: &Range<usize>| {
        let ends_here = range.end == part.range.end && range.end < written.text.len();
        let begins_here = range.start == part.range.start && range.start > 0;
        ends_here || begins_here
    };
    words.retain(|word| !goes_on(word));
    words
}

/// A title in title case, in a format in which no program can correctly change it to sentence case.
fn in_title_case(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) {
    let Some(lowered) = in_sentence_case(entry.entry, Variable::Title) else { return };
    let written = entry.written(field);
    let lowered = lowered.as_str();
    // A subtitle that begins in lower case shows that this is not title case.
    let title = entry.entry.str(Variable::Title).unwrap_or_default();
    let is_lower = |(one, other): (char, char)| one.is_uppercase() && other.is_lowercase();
    if !title.chars().zip(lowered.chars()).any(is_lower) {
        return;
    }
    let message = format!("`{}` is in title case", field.name);
    let finding = cx.of_field(entry, field, field.value_location(), message).help(format!(
        "write `{lowered}`, with capitals for names: styles can add capitals, but not remove them"
    ));
    let fix = (written.text == title).then(|| {
        let changed = title.char_indices().zip(lowered.chars()).filter(|((_, c), new)| c != new);
        let edits: Option<Vec<Edit>> = changed
            .map(|((at, c), new)| {
                Some(Edit::new(written.editable(at..at + c.len_utf8())?, new.to_string()))
            })
            .collect();
        Fix::of(Safety::Unsafe, format!("write `{lowered}`"), edits?)
    });
    cx.report(finding.fix(fix.flatten()));
}
