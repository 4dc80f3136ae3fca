#![doc = include_str!("field_not_rendered.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::folded::folded;
use crate::check::subject::{Styled, is_printed};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Date, Name, Value, Variable, VariableKind};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "field-not-rendered",
        code: "STY002",
        family: Family::Style,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("field_not_rendered.md"),
    },
    looks_at: &[LooksAt::Styled(check)],
    options: &[],
};

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let Styled { subject, style, citation, entry, .. } = styled;
    let text = format!("{citation} {}", entry.unwrap_or_default());
    let printed = Printed { folded: folded(&text), text };
    for field in subject.own_fields().filter(|field| is_printed(field)) {
        let Some(&variable) = field.variables().first() else { continue };
        // Languages, types and similar fields are tested by styles, but not printed.
        let is_silent = matches!(
            variable,
            Variable::Language | Variable::TitleShort | Variable::ContainerTitleShort
        );
        let Some(value) = subject.entry.get(variable).filter(|_| !is_silent) else { continue };
        if !printed.lacks(value, variable.kind()) {
            continue;
        }
        let message = format!(
            "the style `{style}` does not print `{}` of `{}`",
            field.name, subject.entry.key
        );
        let finding = cx
            .of_field(subject, field, field.name_location(), message)
            .help("the style omits it on purpose; put what readers need in another field");
        cx.report(finding);
    }
}

/// What a style prints for an entry.
struct Printed {
    text: String,
    folded: String,
}

impl Printed {
    /// True if a value is missing, as far as this can be decided: other words and numbers may be
    /// equal by chance, and names may be printed in another form.
    fn lacks(&self, value: &Value, kind: VariableKind) -> bool {
        match value {
            Value::Text(text) if kind == VariableKind::Number => self.lacks_number(text.as_str()),
            Value::Text(text) => self.lacks_words(text.as_str()),
            // A list may be shortened, but the first family name is printed.
            Value::Names(names) => names.iter().all(|name| match name {
                Name::Person(person) => self.lacks_words(&person.family),
                other => self.lacks_words(&other.display()),
            }),
            Value::Date(Date::Point(point)) => {
                let year = point.years().map_or(point.year, |(first, _)| first.year);
                self.lacks_number(&year.unsigned_abs().to_string())
            }
            Value::Date(_) => false,
        }
    }

    fn lacks_words(&self, words: &str) -> bool {
        let words = folded(words);
        words.len() >= 4 && !self.folded.contains(&words)
    }

    /// A number may be printed as an ordinal, and a page range without repeated digits.
    fn lacks_number(&self, number: &str) -> bool {
        let first = number.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
        let Some(first) = first else { return self.lacks_words(number) };
        let mut numbers = self.text.split(|c: char| !c.is_ascii_digit());
        !numbers.any(|other| other.trim_start_matches('0') == first.trim_start_matches('0'))
    }
}
