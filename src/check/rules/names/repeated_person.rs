#![doc = include_str!("repeated_person.md")]

use rustc_hash::FxHashSet;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Name};
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "repeated-person",
        code: "NAM011",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("repeated_person.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let mut seen = FxHashSet::default();
    // The field with the names in it that are there again, and the place of the first.
    let mut found: Vec<(&FieldOrigin, Vec<String>, Location)> = Vec::new();
    for (name, field, place) in entry.own_names() {
        let Name::Person(person) = name else { continue };
        // One initial may stand for two names: R. F. and R. E. M. Griffin.
        let mut letters = person.given.chars().filter(|c| c.is_alphabetic());
        if letters.nth(1).is_none() || person.family.is_empty() {
            continue;
        }
        if !seen.insert((&*field.name, person)) {
            match found.last_mut() {
                Some((last, names, _)) if last.name == field.name => names.push(name.display()),
                _ => found.push((field, vec![name.display()], place)),
            }
        }
    }
    for (field, names, place) in found {
        let (message, help) = match &names[..] {
            [name] => (
                format!("`{name}` is in `{}` more than once", field.name),
                "delete the second one; if they are two people, add what tells their names apart",
            ),
            [first, rest @ ..] => (
                format!(
                    "{} people are in `{}` more than once, the first is `{first}`",
                    rest.len() + 1,
                    field.name
                ),
                "delete those that are there again; another list of people may have been added to it",
            ),
            [] => continue,
        };
        cx.report(cx.of_field(entry, field, place, message).help(help));
    }
}
