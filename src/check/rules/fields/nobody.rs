#![doc = include_str!("nobody.md")]

use crate::check::rules::fields::required::Dialect;
use crate::check::subject::{Libraries, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::BibDialect;

pub(in crate::check) static RULE: Rule = Rule {
    name: "nobody",
    code: "FLD010",
    family: Family::Fields,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("nobody.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    for (reading, entries) in libraries.files() {
        let dialect = Dialect::of(reading.format, &reading.origins);
        if !matches!(dialect, Dialect::Bib(BibDialect::Bibtex)) {
            continue;
        }
        for entry in entries.iter().filter(|entry| is_nobodys(entry)) {
            let kind = &entry.origin.source_kind;
            let names = named_by(kind).unwrap_or_default();
            let message = match names.split_last() {
                Some((last, before)) => format!(
                    "@{kind} `{}` has no `{}` or `{last}` to sort it by",
                    entry.entry.key,
                    before.join("`, `")
                ),
                None => continue,
            };
            let help = "add who wrote it, or a `key` with the word to sort it by";
            sink.push(entry.finding(&RULE, entry.origin.key, message).help(help));
        }
    }
}

/// The fields that BibTeX's standard styles sort and label a type by.
///
/// A type whose author or editor is required has none here: `missing-required` speaks of it.
fn named_by(kind: &str) -> Option<&'static [&'static str]> {
    match &*kind.to_ascii_lowercase() {
        "misc" | "booklet" => Some(&["author", "key"]),
        "manual" => Some(&["author", "organization", "key"]),
        "proceedings" => Some(&["editor", "organization", "key"]),
        _ => None,
    }
}

/// Whether nothing of what the styles sort the entry by has a value, its own or inherited.
fn is_nobodys(entry: &Subject<'_>) -> bool {
    let Some(names) = named_by(&entry.origin.source_kind) else { return false };
    let others = ["author", "editor", "organization", "key"];
    let names_it = |name: &str| {
        let known = |known: &&str| known.eq_ignore_ascii_case(name);
        names.iter().any(|it| known(&it)) || others.iter().any(|it| known(&it))
    };
    // A link that brought nothing is the fault, and not what it would have brought.
    let links = |name: &str| ["crossref", "xdata"].iter().any(|it| it.eq_ignore_ascii_case(name));
    !entry.origin.fields.iter().any(|field| names_it(&field.name) || links(&field.name))
}
