#![doc = include_str!("style_needs_field.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Styled, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "style-needs-field",
        code: "STY001",
        family: Family::Style,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("style_needs_field.md"),
    },
    looks_at: &[LooksAt::Styled(check)],
    options: &[],
};

/// A field for which styles print words if the entry lacks it.
struct Slot {
    variable: Variable,
    what: &'static str,
    /// The words, in all locales and styles that have them.
    words: &'static [&'static str],
}

const SLOTS: [Slot; 3] = [
    Slot {
        variable: Variable::Issued,
        what: "date",
        words: &[
            "n.d.", "n. d.", "no date", "o. J.", "s. d.", "s.d.", "z.d.", "u.å.", "b.d.", "i.d.",
            "n.p.d.", "s.f.", "t.y.", "[n.d.]",
        ],
    },
    Slot {
        variable: Variable::PublisherPlace,
        what: "place of publication",
        words: &["s.l.", "S.l.", "s. l.", "S. l.", "n.p.", "no place", "o. O.", "place unknown"],
    },
    Slot {
        variable: Variable::Publisher,
        what: "publisher",
        words: &["s.n.", "S.n.", "s. n.", "S. n.", "no publisher", "publisher unknown"],
    },
];

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let Styled { subject, style, citation, entry, .. } = styled;
    for Slot { variable, what, words } in SLOTS {
        if subject.entry.has(variable) {
            continue;
        }
        let mut texts = entry.iter().copied().chain([*citation]);
        let found = texts.find_map(|text| words.iter().find(|it| holds(text, it)));
        let Some(words) = found.filter(|words| !is_own(subject, words)) else { continue };
        let message = format!(
            "the style `{style}` prints \"{words}\" for `{}`, which has no {what}",
            subject.entry.key
        );
        let field = subject.dialect.field_of(variable).unwrap_or_else(|| variable.name());
        let finding = cx
            .of_entry(subject, subject.origin.key, message)
            .field(field)
            .help(format!("add the {what}, or leave it if the work has none"));
        cx.report(finding);
    }
}

/// True if the entry itself contains these words.
fn is_own(subject: &Subject<'_>, words: &str) -> bool {
    subject.own_fields().any(|field| subject.written(field).text.contains(words))
}

/// True if a text contains these words, and not only as parts of others.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
