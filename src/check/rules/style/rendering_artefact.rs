#![doc = include_str!("rendering_artefact.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Styled;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Value;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "rendering-artefact",
        code: "STY005",
        family: Family::Style,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("rendering_artefact.md"),
    },
    looks_at: &[LooksAt::Styled(check)],
    options: &[],
};

/// Faulty punctuation.
const ARTEFACTS: [&str; 17] = [
    "..", ",,", ", ,", ",.", ",:", "()", "( )", "[]", "[ ]", ":.", ": .", ":,", ";;", "; ;", "(,",
    ",)", " ,",
];

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let texts = styled.entry.into_iter().chain([styled.citation]);
    let found = texts.filter_map(|text| artefact(text, styled).map(|found| (text, found)));
    let Some((text, (start, artefact))) = found.into_iter().next() else { return };
    let Styled { subject, style, .. } = styled;
    let message = format!(
        "`{}` prints `{artefact}` in the style `{style}`: `{}`",
        subject.entry.key,
        excerpt(text, start, artefact.len())
    );
    let finding = cx.of_entry(subject, subject.origin.key, message);
    cx.report(
        finding.help("a value is missing there, or has punctuation that the style prints itself"),
    );
}

/// The first faulty punctuation in a printed text that is not in the entry itself.
fn artefact(text: &str, entry: &Styled<'_>) -> Option<(usize, &'static str)> {
    ARTEFACTS.iter().find_map(|artefact| {
        let start = text.find(artefact)?;
        // An ellipsis is correct, and so are the two dots of a year range in some languages.
        let is_ellipsis = *artefact == ".." && text[start..].starts_with("...");
        (!is_ellipsis && !is_written(artefact, entry)).then_some((start, *artefact))
    })
}

/// True if a value of the entry contains it.
fn is_written(artefact: &str, entry: &Styled<'_>) -> bool {
    entry.subject.entry.values().any(|(_, value)| match value {
        Value::Text(text) => text.as_str().contains(artefact),
        Value::Names(_) => {
            entry.subject.own_fields().any(|field| entry.subject.spelled(field).contains(artefact))
        }
        Value::Date(_) => false,
    })
}

/// The text around a position.
fn excerpt(text: &str, start: usize, length: usize) -> &str {
    const AROUND: usize = 20;
    let from = text.floor_char_boundary(start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((start + length + AROUND).min(text.len()));
    text[from..to].trim()
}
