//! The keys of RIS records.

use crate::model::Name;
use crate::read::keys::{self, Distinct};
use crate::read::people;
use crate::source::Span;
use crate::syntax::ris::{Record, Tree};

/// The key of each record, and where it is written: its `ID`, or else one from its first author,
/// year and title, `mett1967kronstadt`, which is written nowhere. A letter distinguishes equal ones.
pub(crate) fn keys(tree: &Tree<'_>) -> Vec<(String, Span)> {
    let named = tree.records.iter().filter_map(own).map(|(key, _)| key);
    let mut distinct = Distinct::beside(named);
    let keys = tree.records.iter().map(|record| {
        if let Some(own) = own(record) {
            return own;
        }
        let key = distinct.take(made(record));
        (key, Span::at(place_of_id(record)))
    });
    keys.collect()
}

fn own(record: &Record<'_>) -> Option<(String, Span)> {
    let id = record.get("ID").filter(|id| !id.value.is_empty())?;
    Some((id.value.to_string(), id.value_span))
}

/// Where an `ID` would be written: after the line with the type.
fn place_of_id(record: &Record<'_>) -> usize {
    let first = record.get("TY").or(record.fields.first());
    first.map_or(record.span.start, |field| field.whole.end) as usize
}

/// The family name of the first person, the year, and the first long word of the title.
fn made(record: &Record<'_>) -> String {
    let first = |tags: &[&str]| {
        let mut found = tags.iter().filter_map(|tag| record.get(tag));
        found.find(|field| !field.value.is_empty()).map(|field| field.value.to_string())
    };
    let name = first(&["AU", "A1", "ED", "A2"]).unwrap_or_default();
    let in_order = people::in_order(&name);
    let family = match &in_order {
        Some(Name::Person(person)) => &person.family,
        _ => name.split(',').next().unwrap_or_default(),
    };
    let year = first(&["PY", "Y1", "DA"]).unwrap_or_default();
    let title = first(&["TI", "T1", "BT"]).unwrap_or_default();
    keys::of_work(family, &year, &title)
}
