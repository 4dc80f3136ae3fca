#![doc = include_str!("initials_form.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::File;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Name;
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "initials-form",
        code: "NAM006",
        family: Family::Names,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("initials_form.md"),
    },
    looks_at: &[LooksAt::Library(check)],
    options: &[],
};

fn check(cx: &Context<'_>, file: &File<'_>) {
    // The form of most initials in the file is the expected one.
    let mut counts = [0_usize; 3];
    let mut found: Vec<(usize, Form, Location)> = Vec::new();
    for (number, entry) in file.entries.iter().enumerate() {
        for (name, _, place) in entry.own_names() {
            let Name::Person(person) = name else { continue };
            if let Some(form) = form(&person.given) {
                counts[form as usize] += 1;
                found.push((number, form, place));
            }
        }
    }
    let most = Form::ALL.into_iter().max_by_key(|form| counts[*form as usize]);
    let Some(most) = most else { return };
    for (number, form, place) in found.into_iter().filter(|(_, form, _)| *form != most) {
        let entry = &file.entries[number];
        let message = format!(
            "initials are {} here, and mostly {} in this file",
            form.described(),
            most.described()
        );
        let finding = cx.of_entry(entry, place, message);
        let finding = match entry.own_names().find(|(_, _, at)| *at == place) {
            Some((_, field, _)) => finding.field(&*field.name),
            None => finding,
        };
        cx.report(finding.help(format!("write them {}", most.described())));
    }
}

/// The form of initials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Spaced,
    Glued,
    Bare,
}

impl Form {
    const ALL: [Form; 3] = [Form::Spaced, Form::Glued, Form::Bare];

    fn described(self) -> &'static str {
        match self {
            Form::Spaced => "with spaces (`J. R.`)",
            Form::Glued => "without spaces (`J.R.`)",
            Form::Bare => "without full stops (`J R`, `JR`)",
        }
    }
}

/// The form of given names that are initials; `None` if they are names, or a single initial with
/// its full stop, in which the forms do not differ.
fn form(given: &str) -> Option<Form> {
    let letters = given.chars().filter(|c| c.is_alphabetic()).count();
    let is_initials = letters > 0
        && letters <= 4
        && given.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ' ' | '-' | '~' | '\u{a0}'));
    let stops = given.matches('.').count();
    match (is_initials, stops) {
        (false, _) => None,
        (true, 0) => Some(Form::Bare),
        (true, _) if letters < 2 => None,
        (true, _) if given.contains([' ', '~', '\u{a0}', '-']) => Some(Form::Spaced),
        (true, _) => Some(Form::Glued),
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, form};

    #[test]
    fn forms_of_initials() {
        for (given, wanted) in [
            ("J. R.", Some(Form::Spaced)),
            ("J.-P.", Some(Form::Spaced)),
            ("J.R.", Some(Form::Glued)),
            ("JR", Some(Form::Bare)),
            ("J", Some(Form::Bare)),
            ("J.", None),
            ("John", None),
            ("", None),
        ] {
            assert_eq!(form(given), wanted, "{given}");
        }
    }
}
