#![doc = include_str!("footnotes.md")]

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::Note;
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "footnotes",
        code: "APP001",
        family: Family::Apparatus,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("footnotes.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.with_notes() {
        check_markers(cx, essay);
        check_notes(cx, essay);
    }
}

fn check_markers(cx: &Context<'_>, essay: &Essay<'_>) {
    let apparatus = essay.apparatus;
    let mut seen: BTreeMap<(u32, &str), Span> = BTreeMap::new();
    let mut highest: Option<(u32, u32, &str)> = None;
    for marker in &apparatus.markers {
        let place = essay.place(marker.part);
        let label = marker.label.as_str();
        if marker.note.is_none() {
            let message = format!("there is no note `{label}`");
            let finding = cx.finding(place, message).help("add the note, or correct the number");
            cx.report(finding);
            continue;
        }
        let number = label.parse::<u32>().ok().filter(|_| !apparatus.is_numbered_list);
        let Some(number) = number.filter(|_| !apparatus.note_lists.is_empty()) else { continue };
        if let Some(first) = seen.insert((marker.chapter, label), marker.part) {
            let message = format!("two markers refer to note `{label}`");
            let finding = cx
                .finding(place, message)
                .also(essay.place(first), "first here")
                .help("number the markers and notes anew, or give the second its own note")
                .severity(Severity::Warning);
            cx.report(finding);
            continue;
        }
        match highest {
            Some((chapter, before, other)) if chapter == marker.chapter && number < before => {
                let message = format!("the marker `{label}` comes after `{other}`");
                let finding = cx
                    .finding(place, message)
                    .help("number the markers in the order of the text")
                    .severity(Severity::Warning);
                cx.report(finding);
            }
            _ => highest = Some((marker.chapter, number, label)),
        }
    }
}

fn check_notes(cx: &Context<'_>, essay: &Essay<'_>) {
    let notes = &essay.apparatus.notes;
    if let Some(first) =
        notes.first().filter(|_| notes.len() > 1 && essay.apparatus.markers.is_empty())
    {
        let message = format!("nothing in the text refers to the {} notes", notes.len());
        let finding = cx
            .finding(essay.place(first.span), message)
            .help("put a marker where each note belongs: `¹`, `[1]` or `^1`");
        cx.report(finding);
        return;
    }
    let mut before: Option<(&Note, u32)> = None;
    for note in notes {
        let place = essay.place(if note.mark.is_empty() { note.span } else { note.mark });
        let label = note.label.as_str();
        if essay.text[note.span.range()].trim().is_empty() {
            cx.report(
                cx.finding(place, format!("note `{label}` is empty"))
                    .help("say what it cites, or delete it with its marker"),
            );
        }
        if let Some(first) = note.repeats.and_then(|first| notes.get(first)) {
            let finding = cx
                .finding(place, format!("there are two notes `{label}`"))
                .also(essay.place(first.mark), "first here")
                .help("number the notes anew; the marker refers to the first");
            cx.report(finding);
            continue;
        }
        if note.markers.is_empty() {
            let message = format!("nothing in the text refers to note `{label}`");
            let finding =
                cx.finding(place, message).help("add its marker to the text, or delete the note");
            cx.report(finding);
        }
        let Ok(number) = label.parse::<u32>() else { continue };
        match before {
            Some((other, last)) if other.chapter == note.chapter && number < last => {
                let message = format!("note `{label}` comes after note `{}`", other.label);
                let finding = cx.finding(place, message).severity(Severity::Warning);
                cx.report(finding.help("put the notes in the order of their numbers"));
            }
            _ => before = Some((note, number)),
        }
    }
}
