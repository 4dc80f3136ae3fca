#![doc = include_str!("misplaced_content.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::fields::held::{Value, moved};
use crate::check::rules::fields::misplaced_notes::{self as notes, address, doi, isbn, note};
use crate::check::rules::fields::misplaced_numbers::{
    editor, issue, number_in_series, pages, series, volume_in_journal, volume_with_pages, year,
};
use crate::check::rules::fields::place_and_publisher::{
    OF_HOUSES, place_after, place_before, place_behind,
};
use crate::check::rules::fields::places::is_places;
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{
    Confidence, Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::model::{FieldOrigin, Variable};
use crate::words::Words;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "misplaced-content",
        code: "FLD008",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("misplaced_content.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields() {
        let Some(variable) = office_of(entry, field) else { continue };
        if !is_looked_at(variable) || !may_hold_other(entry, field, variable) {
            continue;
        }
        let value = &Value { cx, entry, field, written: entry.written(field) };
        let found = match variable {
            Variable::Publisher => place_in_publisher(value)
                .or_else(|| exchanged(value))
                .or_else(|| year(value, variable)),
            Variable::PublisherPlace => year(value, variable),
            Variable::Note => note(value).or_else(|| doi(value)).or_else(|| notes::pages(value)),
            Variable::ContainerTitle => pages(value)
                .or_else(|| volume_in_journal(value))
                .or_else(|| year(value, variable))
                .or_else(|| editor(value)),
            Variable::CollectionTitle => number_in_series(value),
            Variable::Volume => issue(value).or_else(|| volume_with_pages(value, variable)),
            Variable::Page => {
                series(value).or_else(|| volume_with_pages(value, variable)).or_else(|| doi(value))
            }
            _ => None,
        };
        let found = found.or_else(|| address(value).filter(|_| variable != Variable::Note));
        let found = found.or_else(|| isbn(value));
        cx.report_all(found);
    }
}

/// The variable that a field is for: readers take an address or the day of a visit out of fields
/// for something else.
fn office_of(entry: &Subject<'_>, field: &FieldOrigin) -> Option<Variable> {
    const TAKEN_FROM: [Variable; 3] =
        [Variable::PublisherPlace, Variable::Publisher, Variable::Note];
    let read = field.variables().first().copied()?;
    // hayagriva's notes are annotations as well.
    if field.variables().contains(&Variable::Note) {
        return Some(Variable::Note);
    }
    let is_taken = matches!(read, Variable::Url | Variable::Accessed)
        && entry.dialect.field_of(read) != Some(&*field.name);
    let office =
        TAKEN_FROM.into_iter().find(|it| is_taken && entry.dialect.calls(*it, &field.name));
    Some(office.unwrap_or(read))
}

/// Whether a field may hold any of this, as the characters that it is spelled with tell. What is not
/// written out, and what has escapes, may hold anything.
fn may_hold_other(entry: &Subject<'_>, field: &FieldOrigin, variable: Variable) -> bool {
    let characters = entry.characters(field);
    let has_digit = characters.has_any(Characters::DIGITS);
    !entry.is_literal(field)
        || characters.has_any(Characters::any_of("\\&"))
        || characters.has_all(Characters::any_of(":/"))
        || characters.has_all(Characters::any_of("ISBN"))
        || match variable {
            Variable::Publisher => true,
            Variable::PublisherPlace => has_digit,
            Variable::ContainerTitle => {
                has_digit
                    || characters.has_all(Characters::any_of("edby "))
                    || characters.has_all(Characters::any_of("(ds."))
                    || characters.has_all(Characters::any_of("w."))
            }
            Variable::CollectionTitle => has_digit,
            Variable::Note => has_digit || characters.has_all(Characters::any_of(": ")),
            Variable::Volume => characters.has_any(Characters::any_of("(:")),
            Variable::Page => characters.has_any(Characters::any_of(".,;:")),
            _ => false,
        }
}

/// True if the values of a variable are checked; titles and abstracts need not be decoded.
fn is_looked_at(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Publisher
            | Variable::Note
            | Variable::ContainerTitle
            | Variable::PublisherPlace
            | Variable::CollectionTitle
            | Variable::EventPlace
            | Variable::Volume
            | Variable::Issue
            | Variable::Page
            | Variable::Edition
    )
}

/// `Springer, Berlin` and `Berlin: Springer`.
fn place_in_publisher(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { cx, entry, field, written } = *value;
    let is_publisher = field.name.rsplit('.').any(|part| part.eq_ignore_ascii_case("publisher"));
    let text = written.text;
    let has_mark = written.has_any(Characters::any_of(",:"));
    if !is_publisher {
        return None;
    }
    let apart = || place_after(text).or_else(|| place_before(text));
    let apart = if has_mark { apart() } else { None };
    let (place, cut) = apart.or_else(|| place_behind(text))?;
    let words = &squeezed(&text[place.clone()]);
    let to = value.name_of(Variable::PublisherPlace);
    let rest = format!("{}{}", &text[..cut.start], &text[cut.end..]);
    let finding = cx
        .of_field(
            entry,
            field,
            written.place(place.clone()),
            format!("`{}` names a place: `{words}`", field.name),
        )
        .confidence(Confidence::Medium)
        .help(format!("write it in `{to}`, and `{}` alone here", squeezed(&rest)));
    let Some(edits) = moved(entry, field, written.editable(cut), words, to) else {
        return Some(finding);
    };
    let message = format!("move `{words}` to `{to}`");
    Some(finding.fix(Fix::of(Safety::Unsafe, message, edits)))
}

/// A place in `publisher` beside a publisher in `address`: the two are exchanged.
fn exchanged(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { cx, entry, field, written } = *value;
    let place = entry.own_fields_of(Variable::PublisherPlace).next()?;
    let name = entry.written(place);
    let is_name = !name.text.contains([',', '/']) && name.text.chars().any(char::is_alphabetic);
    if !is_name || !is_places(written.text) || may_be_place(name.text) {
        return None;
    }
    let message = format!(
        "`{}` is a place and `{}` seems to be a publisher: `{}`",
        field.name, place.name, name.text
    );
    let finding = cx.of_field(entry, field, field.value_location(), message);
    let ends = (written.editable(0..written.text.len()), name.editable(0..name.text.len()));
    let fix = match ends {
        (Some(here), Some(there)) => {
            let edits = [Edit::new(here, name.text), Edit::new(there, written.text)];
            Fix::of(Safety::Unsafe, "exchange the two", edits)
        }
        _ => None,
    };
    let label = format!("`{}`", name.text);
    let finding = finding.also(place.value_location(), label).confidence(Confidence::Medium);
    Some(finding.help("exchange the two").fix(fix))
}

/// Whether a text may be the name of a town that is in no list: it has none of the words of
/// publishers.
fn may_be_place(text: &str) -> bool {
    static HOUSES: Words<8> = Words::new([
        "springer",
        "mcgraw-hill",
        "addison-wesley",
        "university",
        "norton",
        "penguin",
        "verso",
        "birkhäuser",
    ]);
    let words = text.split(|c: char| c.is_whitespace() || c == '&');
    !words.map(str::to_lowercase).any(|word| OF_HOUSES.has(&word) || HOUSES.has(&word))
}

/// One space for each run of white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
