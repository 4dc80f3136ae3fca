#![doc = include_str!("style_needs_field.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Styled;
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

/// What styles print where there is no date, in the languages of the locales that have a word for it.
const UNDATED: [&str; 14] = [
    "n.d.", "n. d.", "no date", "o. J.", "s. d.", "s.d.", "z.d.", "u.å.", "b.d.", "i.d.", "n.p.d.",
    "s.f.", "t.y.", "[n.d.]",
];

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let Styled { subject, style, citation, entry, .. } = styled;
    if subject.entry.has(Variable::Issued) {
        return;
    }
    let texts = entry.iter().copied().chain([*citation]);
    let Some(words) = texts.into_iter().find_map(|text| UNDATED.iter().find(|it| holds(text, it)))
    else {
        return;
    };
    let message = format!(
        "the style `{style}` prints \"{words}\" for `{}`, which has no date",
        subject.entry.key
    );
    let field = match subject.dialect {
        crate::check::dialect::Dialect::Bib(_) => "year",
        crate::check::dialect::Dialect::Hayagriva => "date",
        crate::check::dialect::Dialect::Csl => "issued",
    };
    let finding = cx
        .of_entry(subject, subject.origin.key, message)
        .field(field)
        .help("add the date, or leave it if the work has none");
    cx.report(finding);
}

/// Whether words are in a text, and not a part of others.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
