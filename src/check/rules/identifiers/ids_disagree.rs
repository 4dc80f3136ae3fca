#![doc = include_str!("ids_disagree.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::identifiers::other_ids::{Other, others};
use crate::check::subject::identifiers::ends_with_arxiv;
use crate::check::subject::numbers::numbers;
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{ArxivId, Date, EntryType, Isbn, Value, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "ids-disagree",
        code: "IDN008",
        family: Family::Identifiers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("ids_disagree.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    isbns(cx, entry);
    for Other { field, what, held, own, own_field } in others(entry) {
        let message = format!(
            "the {what} in `{}` is `{held}`, and the one in `{}` is `{own}`",
            field.name, own_field.name
        );
        let finding = cx.of_field(entry, field, field.value_location(), message);
        let finding = finding.also(own_field.value_location(), format!("`{own}`"));
        cx.report(finding.help("correct the one that belongs to another work"));
    }
    let Some((field, number)) = eprint(entry) else { return };
    if let Some(doi) = entry.entry.str(Variable::Doi)
        && let Some(other) = of_doi(doi)
        && !other.eq_ignore_ascii_case(bare(&number))
    {
        let message =
            format!("the arXiv number is `{}`, and the DOI is that of `{other}`", bare(&number));
        let mut finding = cx.of_field(entry, field, field.value_location(), message);
        if let Some(doi) = entry.origin.field_of(Variable::Doi) {
            finding = finding.also(doi.value_location(), "the DOI");
        }
        cx.report(finding.help("correct the one that belongs to another work"));
    }
    // A published work may have been added to the archive years later.
    let is_preprint = !entry.entry.has(Variable::ContainerTitle)
        && !matches!(entry.entry.kind, EntryType::Thesis | EntryType::Book | EntryType::Chapter);
    if !is_preprint {
        return;
    }
    let issued = match entry.entry.get(Variable::Issued) {
        Some(Value::Date(Date::Point(point))) => {
            point.years().map_or(point.year, |(_, last)| last.year)
        }
        _ => return,
    };
    if let Some(year) = year_of(bare(&number)).filter(|year| issued > 0 && *year > issued) {
        let message = format!("the arXiv number is of {year}, after the work's year, {issued}");
        let mut finding = cx.of_field(entry, field, field.value_location(), message);
        if let Some(issued) = entry.origin.field_of(Variable::Issued) {
            finding = finding.also(issued.value_location(), "the year");
        }
        // Old works are added too.
        if issued >= 1991 {
            cx.report(finding.help("correct the one that is wrong or belongs to another work"));
        }
    }
}

/// The two forms of an ISBN, with ten and thirteen digits, that are not the same number.
fn isbns(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Isbn) {
        let written = entry.written(field);
        // One number alone has no mark after it.
        if !written.has_any(Characters::any_of(",;/|\n()[]")) {
            continue;
        }
        let numbers = numbers(written.text, "ISBN");
        let [one, other] = &numbers[..] else { continue };
        // A remark distinguishes the numbers of the hardback and the paperback.
        if written.text.contains(['(', '[', ':']) || written.text.contains(char::is_lowercase) {
            continue;
        }
        let parsed = |range: &Range<usize>| Isbn::parse(written.text.get(range.clone())?).ok();
        let digits = |range: &Range<usize>| {
            let figures = written.text.get(range.clone()).unwrap_or_default();
            figures.chars().filter(|c| c.is_alphanumeric()).count()
        };
        let are_forms = digits(one).min(digits(other)) == 10 && digits(one) != digits(other);
        let Some((first, second)) = parsed(one).zip(parsed(other)).filter(|_| are_forms) else {
            continue;
        };
        if first.to_isbn13() != second.to_isbn13() {
            let message = format!(
                "the 10-digit and the 13-digit ISBN belong to different books: `{}`, `{}`",
                &written.text[one.clone()],
                &written.text[other.clone()]
            );
            let place = written.place(one.start..other.end);
            let finding = cx.of_field(entry, field, place, message);
            cx.report(finding.help("say which is which, as in `(pbk.)`, or delete the wrong one"));
        }
    }
}

/// The field with the archive number, if the archive is arXiv, and the number.
fn eprint<'a>(entry: &Subject<'a>) -> Option<(&'a crate::model::FieldOrigin, String)> {
    let field = entry
        .own_field("eprint")
        .or_else(|| entry.own_fields().find(|field| ends_with_arxiv(&field.name)))?;
    let text = entry.spelled(field).trim();
    year_of(bare(text)).is_some().then(|| (field, text.to_owned()))
}

/// A number without the text before and after it.
fn bare(number: &str) -> &str {
    let number = number.trim();
    let lower = number.to_ascii_lowercase();
    let number = if lower.starts_with("arxiv:") { number["arxiv:".len()..].trim() } else { number };
    let number = number.split([' ', '[']).next().unwrap_or_default();
    match number.rfind('v') {
        Some(at) if number[at + 1..].parse::<u8>().is_ok() => &number[..at],
        _ => number,
    }
}

/// The arXiv number in an arXiv DOI.
fn of_doi(doi: &str) -> Option<&str> {
    let lower = doi.to_ascii_lowercase();
    let at = lower.find("10.48550/arxiv.")?;
    Some(bare(&doi[at + "10.48550/arxiv.".len()..]))
}

/// The year in a number of the form `1706.03762` or `hep-th/9901001`.
fn year_of(number: &str) -> Option<i32> {
    if let Some((_, serial)) = number.split_once('/') {
        ArxivId::parse(number).ok()?;
        let year: i32 = serial.get(..2)?.parse().ok()?;
        return Some(if year > 90 { 1900 + year } else { 2000 + year });
    }
    let (month, serial) = number.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = month.len() == 4 && matches!(serial.len(), 4 | 5) && digits(month) && digits(serial);
    let (year, month): (i32, u32) = (month.get(..2)?.parse().ok()?, month.get(2..)?.parse().ok()?);
    (fits && (1..=12).contains(&month)).then_some(2000 + year)
}

#[cfg(test)]
mod tests {
    use super::{bare, of_doi, year_of};

    #[test]
    fn numbers_of_arxiv() {
        assert_eq!(year_of(bare("arXiv:1706.03762v5")), Some(2017));
        assert_eq!(year_of("hep-th/9901001"), Some(1999));
        assert_eq!(year_of("10.1000/182"), None);
        assert_eq!(year_of("1713.03762"), None);
        assert_eq!(of_doi("10.48550/arXiv.1706.03762"), Some("1706.03762"));
        assert_eq!(of_doi("10.1000/182"), None);
    }
}
