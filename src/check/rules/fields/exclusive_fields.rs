#![doc = include_str!("exclusive_fields.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Diagnostic, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::dialect::{BibDialect, Dialect};
use crate::model::FieldOrigin;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "exclusive-fields",
        code: "FLD005",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("exclusive_fields.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let Dialect::Bib(dialect) = entry.dialect else { return };
    if entry.is_clearly_bibtex {
        cx.report_all(number_beside_volume(cx, entry));
        cx.report_all(editor_beside_author(cx, entry));
    }
    cx.report_all(year_beside_date(cx, entry, dialect));
    let names = BibDialect::other_names();
    cx.report_all(names.filter_map(|names| two_names(cx, entry, names, dialect)));
}

/// The entry's own field with this name, if it has a real value.
fn field<'a>(entry: &Subject<'a>, name: &str) -> Option<&'a FieldOrigin> {
    // Few entries have one of these fields twice, or empty.
    entry.own_field(name)?;
    let mut fields = entry.own_fields();
    fields.find(|f| f.name.eq_ignore_ascii_case(name) && !entry.spelled(f).trim().is_empty())
}

/// A finding about a field that is ignored because there is another one.
fn passed_over(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    lost: &FieldOrigin,
    kept: &FieldOrigin,
    verb: &str,
    why: &str,
) -> Diagnostic {
    let message = format!("`{}` is not {verb} beside `{}`", lost.name, kept.name);
    let finding = cx.of_field(entry, lost, lost.name_location(), message);
    finding.also(kept.name_location(), why)
}

/// A finding about a field that BibTeX's standard styles omit; others print both.
fn not_in_bibtex(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    lost: &FieldOrigin,
    kept: &FieldOrigin,
) -> Diagnostic {
    let message =
        format!("BibTeX's standard styles do not print `{}` beside `{}`", lost.name, kept.name);
    let finding = cx.of_field(entry, lost, lost.name_location(), message);
    finding.also(kept.name_location(), "they print this one").severity(Severity::Info)
}

fn number_beside_volume(cx: &Context<'_>, entry: &Subject<'_>) -> Option<Diagnostic> {
    const KINDS: [&str; 6] =
        ["book", "inbook", "incollection", "inproceedings", "conference", "proceedings"];
    let (volume, number) = (field(entry, "volume")?, field(entry, "number")?);
    let finding = not_in_bibtex(cx, entry, number, volume);
    let help = match field(entry, "series") {
        Some(_) => "keep the one that the series counts by".to_owned(),
        None => format!("without a series, `{}` counts nothing: delete it", number.name),
    };
    entry.is_kind(&KINDS).then(|| finding.help(help))
}

fn editor_beside_author(cx: &Context<'_>, entry: &Subject<'_>) -> Option<Diagnostic> {
    let (author, editor) = (field(entry, "author")?, field(entry, "editor")?);
    let finding = not_in_bibtex(cx, entry, editor, author);
    let help = match entry.is_kind(&["inbook"]) {
        true => "use @incollection, which may have authors and editors",
        false => "keep one, and name the other people in `note`",
    };
    entry.is_kind(&["book", "inbook"]).then(|| finding.help(help))
}

/// `year` beside `date`: biber reads the date, BibTeX the year.
fn year_beside_date(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    dialect: BibDialect,
) -> Option<Diagnostic> {
    let (date, year) = (field(entry, "date")?, field(entry, "year")?);
    let years = |field: &FieldOrigin| {
        let numbers = entry.spelled(field).split(|c: char| !c.is_ascii_digit());
        let years = numbers.filter(|number| number.len() == 4);
        years.filter_map(|number| number.parse::<u16>().ok()).collect::<Vec<_>>()
    };
    let (of_date, of_year) = (years(date), years(year));
    let within = |year: &u16| {
        let (first, last) = (of_date.iter().min(), of_date.iter().max());
        first.is_some_and(|first| first <= year) && last.is_some_and(|last| year <= last)
    };
    let disagree = !of_date.is_empty() && !of_year.is_empty() && !of_year.iter().any(within);
    if disagree {
        let message = format!(
            "`{}` is {}, and `{}` is {}",
            year.name,
            entry.spelled(year).trim(),
            date.name,
            entry.spelled(date).trim()
        );
        let finding = cx
            .of_field(entry, year, year.value_location(), message)
            .also(date.value_location(), "biber reads this one, and BibTeX the other");
        // Other programs keep the date of their record in files for BibTeX, which ignores it.
        let finding = match dialect {
            BibDialect::Bibtex => finding.severity(Severity::Info),
            BibDialect::Biblatex => finding,
        };
        let finding = finding.help("keep the right one");
        return Some(finding.or_fix(deletion(entry, year)).or_fix(deletion(entry, date)));
    }
    if dialect == BibDialect::Bibtex {
        return None;
    }
    Some(redundant(entry, year, passed_over(cx, entry, year, date, "read", "biber reads this one")))
}

fn two_names(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    (bibtex, biblatex): (&str, &str),
    dialect: BibDialect,
) -> Option<Diagnostic> {
    let (old, new) = (field(entry, bibtex)?, field(entry, biblatex)?);
    let plain = |field| {
        let words = entry.spelled(field).replace(['{', '}'], "").to_lowercase();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let disagree = entry.is_literal(old) && entry.is_literal(new) && plain(old) != plain(new);
    match (dialect, disagree) {
        (BibDialect::Biblatex, true) => {
            let finding = passed_over(cx, entry, old, new, "read", "biber reads this one");
            let finding = finding.help("they are two names of one field: keep the right value");
            Some(finding.or_fix(deletion(entry, old)).or_fix(deletion(entry, new)))
        }
        (BibDialect::Biblatex, false) => {
            let finding = passed_over(cx, entry, old, new, "read", "biber reads this one");
            Some(redundant(entry, old, finding))
        }
        // ACM's files have the place of the conference in `location`, and that of the publisher in
        // `address`.
        (BibDialect::Bibtex, true) if biblatex == "journaltitle" => {
            let finding = passed_over(cx, entry, new, old, "read", "BibTeX reads this one");
            let finding = finding.severity(Severity::Info);
            let finding = finding.help("biber reads the other one: keep the right value");
            Some(finding.or_fix(deletion(entry, old)).or_fix(deletion(entry, new)))
        }
        (BibDialect::Bibtex, _) => None,
    }
}

/// The advice about a field that repeats another one.
fn redundant(entry: &Subject<'_>, field: &FieldOrigin, finding: Diagnostic) -> Diagnostic {
    let help = format!("delete `{}`, unless BibTeX is to read it", field.name);
    finding.severity(Severity::Info).help(help).fix(deletion(entry, field))
}

fn deletion(entry: &Subject<'_>, field: &FieldOrigin) -> Option<Fix> {
    let whole = entry.whole_field(field)?;
    Some(Fix::needs_review(format!("delete `{}`", field.name), whole, ""))
}
