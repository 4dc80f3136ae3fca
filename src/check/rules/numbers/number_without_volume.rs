#![doc = include_str!("number_without_volume.md")]

use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::{BibDialect, Date, Entry, EntryType, FieldOrigin, Precision, Value, Variable};
use crate::read::Format;
use crate::read::bibtex::{is_known_field, meant_field};

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
    let is_journal = subject.entry.kind == EntryType::ArticleJournal;
    let has_volume = subject.entry.has(Variable::Volume);
    if subject.format != Format::Bibtex || !is_article || !is_journal || has_volume {
        return;
    }
    if is_cited_by_date(subject.entry) || subject.own_fields().any(means_volume) {
        return;
    }
    for field in subject.own_fields_of(Variable::Issue) {
        let spelled = subject.spelled(field).trim();
        // Within a year there is hardly more than an issue a month: a larger number counts issues
        // from the first one on, or is what the journal calls its volumes.
        let number = spelled.parse::<u8>().ok().filter(|_| spelled.len() < 3);
        let within_volume = number.is_some_and(|number| (1..=MOST_ISSUES).contains(&number));
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

/// The number of the last issue in a year of a journal that is published monthly.
const MOST_ISSUES: u8 = 12;

/// Whether an article is found by its date: those in magazines, newsletters and newspapers, and
/// those with a day.
fn is_cited_by_date(entry: &Entry) -> bool {
    const PAPERS: [&str; 20] = [
        "book",
        "gazette",
        "heft",
        "herald",
        "magazin",
        "magazine",
        "mitteilungen",
        "monthly",
        "news",
        "newsletter",
        "newspaper",
        "observer",
        "post",
        "rundbrief",
        "spiegel",
        "telegraph",
        "times",
        "tribune",
        "weekly",
        "zeitung",
    ];
    let has_day = match entry.get(Variable::Issued) {
        Some(Value::Date(Date::Point(point))) => matches!(point.precision, Precision::Day { .. }),
        _ => false,
    };
    let journal = entry.str(Variable::ContainerTitle).unwrap_or_default().to_lowercase();
    let mut words = journal.split(|c: char| !c.is_alphanumeric());
    has_day || words.any(|word| PAPERS.contains(&word))
}

/// Whether a field is the volume, misspelt: the reader says so.
fn means_volume(field: &FieldOrigin) -> bool {
    !is_known_field(&field.name) && meant_field(&field.name, BibDialect::Bibtex) == Some("volume")
}
