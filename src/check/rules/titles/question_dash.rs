#![doc = include_str!("question_dash.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Variable};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "question-dash",
        code: "TTL005",
        family: Family::Titles,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("question_dash.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for variable in [Variable::Title, Variable::ContainerTitle, Variable::Page] {
        for field in entry.own_fields_of(variable) {
            if entry.spells_any(field, Characters::any_of("?")) {
                check_field(cx, entry, field);
            }
        }
    }
}

fn check_field(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) {
    let written = entry.written(field);
    let Some(at) = lost_dash(written.text) else { return };
    let dash = if entry.format == Format::Bibtex { "--" } else { "–" };
    let around = around(written.text, at);
    let message =
        format!("a `?` is in the place of a dash in `{}`: `{}`", field.name, &written.text[around]);
    let place = written.editable(at..at + 1);
    let shown = place.unwrap_or_else(|| written.place(at..at + 1));
    let fix = place.map(|place| Fix::needs_review(format!("write `{dash}`"), place, dash));
    let finding = cx.of_field(entry, field, shown, message).confidence(Confidence::Medium);
    cx.report(finding.help(format!("write `{dash}`, or what the source has there")).fix(fix));
}

/// The first question mark that must have been a dash: `1917?1921`, `Marx ? a life`.
fn lost_dash(text: &str) -> Option<usize> {
    let found = text.match_indices('?').map(|(at, _)| at);
    let is_code = |at: &usize| {
        text[word_around(text, *at)].contains(['/', '=', '&', '\\', '$', '@', '#', '_'])
    };
    let mut found = found.filter(|at| !is_code(at));
    found.find(|&at| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let between = |is: fn(char) -> bool| before.ends_with(is) && after.starts_with(is);
        let is_range = between(|c| c.is_ascii_digit());
        let goes_on =
            || after.strip_prefix(' ').is_some_and(|it| it.starts_with(char::is_lowercase));
        // In French, a question mark has a space before it.
        is_range || before.ends_with(' ') && goes_on() && !is_question(before)
    })
}

/// Whether the words before a question mark ask something, in English or French.
fn is_question(before: &str) -> bool {
    const ASKS: [&str; 38] = [
        "what", "who", "whom", "whose", "which", "when", "where", "why", "how", "is", "are", "was",
        "were", "do", "does", "did", "can", "could", "should", "will", "que", "qui", "quoi",
        "quel", "quelle", "quels", "quelles", "où", "quand", "comment", "pourquoi", "combien",
        "est-ce", "est", "faut-il", "y", "a-t-il", "vers",
    ];
    let words = before.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '’' | '\''));
    words.map(str::to_lowercase).any(|word| {
        ASKS.contains(&&*word)
            || ["-il", "-elle", "-on", "-ils", "-nous", "-vous"]
                .iter()
                .any(|end| word.ends_with(end))
    })
}

/// What is shown of the text: the words next to the mark.
fn around(text: &str, at: usize) -> Range<usize> {
    let word = word_around(text, at);
    if word != (at..at + 1) {
        return word;
    }
    let start = text[..at].trim_end().rfind(' ').map_or(0, |space| space + 1);
    let rest = text[at + 1..].trim_start();
    let end = text.len() - rest.len() + rest.find(' ').unwrap_or(rest.len());
    start..end
}

fn word_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
    start..end
}

#[cfg(test)]
mod tests {
    use super::lost_dash;

    #[test]
    fn dashes_are_told_from_questions() {
        for text in ["Russia 1917?1921", "Marx ? a life", "12?15"] {
            assert!(lost_dash(text).is_some(), "{text}");
        }
        for text in [
            "Who Was Marx?",
            "Que faire ? les questions brûlantes",
            "Marx ? Une vie",
            "What Now? a Reply",
            "https://example.org/?id=1?2",
            "Quo vadis? 1917",
            "Peut-on dialoguer ? essai",
        ] {
            assert_eq!(lost_dash(text), None, "{text}");
        }
    }
}
