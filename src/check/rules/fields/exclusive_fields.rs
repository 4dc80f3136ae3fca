#![doc = include_str!("exclusive_fields.md")]

use crate::check::rules::fields::required::Dialect;
use crate::check::subject::Libraries;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::BibDialect;

pub(in crate::check) static RULE: Rule = Rule {
    name: "exclusive-fields",
    code: "FLD005",
    family: Family::Fields,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("exclusive_fields.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    const KINDS: [&str; 6] =
        ["book", "inbook", "incollection", "inproceedings", "conference", "proceedings"];
    for (reading, entries) in libraries.files() {
        if Dialect::of(reading.format, &reading.origins) != Dialect::Bib(BibDialect::Bibtex) {
            continue;
        }
        for entry in entries {
            let kind = &*entry.origin.source_kind;
            let field = |name: &str| {
                let mut fields = entry.own_fields();
                fields.find(|f| f.name.eq_ignore_ascii_case(name) && !entry.spelled(f).is_empty())
            };
            let one = KINDS.iter().any(|one| one.eq_ignore_ascii_case(kind));
            let (true, Some(volume), Some(number)) = (one, field("volume"), field("number")) else {
                continue;
            };
            let message = "`number` is not printed beside `volume`";
            let finding = entry
                .field_finding(&RULE, number, number.name_location, message)
                .also(volume.name_location, "BibTeX's styles print this one")
                .help("keep the one that the series counts by");
            sink.push(finding);
        }
    }
}
