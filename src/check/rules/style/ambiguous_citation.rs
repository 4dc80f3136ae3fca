#![doc = include_str!("ambiguous_citation.md")]

use std::collections::HashMap;

use crate::check::printed::{Printed, is_nothing};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};

pub(in crate::check) static RULE: Rule = Rule {
    name: "ambiguous-citation",
    code: "STY004",
    family: Family::Style,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("ambiguous_citation.md"),
};

pub(in crate::check) fn check(printed: &Printed<'_>, sink: &mut Sink) {
    for file in &printed.files {
        let mut first_with: HashMap<&str, &Subject<'_>> = HashMap::new();
        for entry in file.iter().filter(|entry| !is_nothing(&entry.citation)) {
            let Some(first) = first_with.get(&*entry.citation) else {
                first_with.insert(&entry.citation, &entry.subject);
                continue;
            };
            let (key, other) = (&entry.subject.entry.key, &first.entry.key);
            let message = format!(
                "citations of `{key}` and `{other}` are both `{}` in the style `{}`",
                entry.citation, printed.style
            );
            let finding = entry
                .subject
                .finding(&RULE, entry.subject.origin.key, message)
                .also(first.origin.key, "the other one")
                .help("tell them apart by a date, a title or full names, or keep one if they are one work");
            sink.push(finding);
        }
    }
}
