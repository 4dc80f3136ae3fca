#![doc = include_str!("number_without_volume.md")]

use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::Variable;
use crate::read::Format;

pub(in crate::check) static RULE: Rule = Rule {
    name: "number-without-volume",
    code: "NUM006",
    family: Family::Numbers,
    severity: Severity::Info,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("number_without_volume.md"),
};

pub(in crate::check) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let is_article = subject.origin.source_kind.eq_ignore_ascii_case("article");
    if subject.format != Format::Bibtex || !is_article || subject.entry.has(Variable::Volume) {
        return;
    }
    for field in subject.own_fields_of(Variable::Issue) {
        let spelled = subject.spelled(field).trim();
        // A running number of three digits or with letters counts issues from the first one on.
        let within_volume =
            matches!(spelled.len(), 1 | 2) && spelled.bytes().all(|byte| byte.is_ascii_digit());
        if !within_volume || !field.name.eq_ignore_ascii_case("number") {
            continue;
        }
        let message = format!("`number` is {spelled}, but there is no `volume`");
        let finding = subject
            .field_finding(&RULE, field, field.value_location, message)
            .help("add the volume; if the journal has none, this is right");
        sink.push(finding);
    }
}
