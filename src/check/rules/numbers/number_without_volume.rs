#![doc = include_str!("number_without_volume.md")]

use rustc_hash::FxHashMap;

use crate::check::context::Context;
use crate::check::options::{Number, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{File, Subject};
use crate::diagnostic::{Confidence, Family, FixAvailability, Group, Rule, Severity};
use crate::dialect::BibDialect;
use crate::dialect::bib::{is_known_field, meant_field};
use crate::model::{Date, Entry, EntryType, FieldOrigin, Precision, Value, Variable};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "number-without-volume",
        code: "NUM006",
        family: Family::Numbers,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("number_without_volume.md"),
    },
    looks_at: &[LooksAt::Library(check)],
    options: &[&MOST_ISSUES.option],
};

static MOST_ISSUES: Setting<Number> = Setting::number(
    "most-issues",
    "The highest number that is taken for an issue within a year.",
    12,
);

fn check(cx: &Context<'_>, file: &File<'_>) {
    // Journal → how many of its articles have a number alone; none where one has a volume.
    let mut alone: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    let articles = || file.entries.iter().filter(|it| it.entry.has(Variable::Issue));
    for entry in articles() {
        let Some(journal) = entry.entry.str(Variable::ContainerTitle) else { continue };
        let count = alone.entry(journal).or_insert(Some(0));
        let has_volume = entry.entry.has(Variable::Volume);
        *count = count.filter(|_| !has_volume).map(|count| count + 1);
    }
    for entry in articles() {
        let journal = entry.entry.str(Variable::ContainerTitle);
        let count = journal.and_then(|journal| alone.get(journal).copied()).flatten();
        // A journal of which nobody knows a volume counts its numbers from the first one on.
        if count.is_none_or(|count| count < USUAL) {
            look_at(cx, entry);
        }
    }
}

/// So many articles of a journal with a number alone, and none with a volume, are on purpose.
const USUAL: usize = 3;

fn look_at(cx: &Context<'_>, subject: &Subject<'_>) {
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
        // There is rarely more than one issue per month: a larger number counts issues from the
        // first one on, or replaces the volume.
        let within = 1..=cx.get(&MOST_ISSUES);
        let within_volume = spelled.parse::<i64>().is_ok_and(|number| within.contains(&number));
        if !within_volume || !field.name.eq_ignore_ascii_case("number") {
            continue;
        }
        let message = format!("`number` is {spelled}, but there is no `volume`");
        let finding = cx
            .of_field(subject, field, field.value_location(), message)
            .confidence(Confidence::Low)
            .help("add the volume; if the journal has none, this is right");
        cx.report(finding);
    }
}

/// True if an article is found by its date: in magazines, newsletters and newspapers, and with a
/// day.
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

/// True if a field is a misspelt volume, which the reader reports.
fn means_volume(field: &FieldOrigin) -> bool {
    !is_known_field(&field.name) && meant_field(&field.name, BibDialect::Bibtex) == Some("volume")
}
