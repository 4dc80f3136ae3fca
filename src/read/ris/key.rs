//! The keys of RIS records.

use std::collections::{HashMap, HashSet};

use crate::source::Span;
use crate::syntax::ris::{Record, Tree};

/// The key of each record, and where it is written: its `ID`, or else one from its first author,
/// year and title, `mett1967kronstadt`, which is written nowhere. A letter distinguishes equal ones.
pub(crate) fn keys(tree: &Tree<'_>) -> Vec<(String, Span)> {
    let named = tree.records.iter().filter_map(own).map(|(key, _)| key);
    let mut taken: HashSet<String> = named.collect();
    let mut counts: HashMap<String, u32> = HashMap::new();
    let keys = tree.records.iter().map(|record| {
        if let Some(own) = own(record) {
            return own;
        }
        let stem = made(record);
        let count = counts.entry(stem.clone()).or_default();
        let mut key = stem.clone();
        while !taken.insert(key.clone()) {
            *count += 1;
            key = format!("{stem}{}", letters(*count));
        }
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

/// `a`, `b`, …, `z`, `aa`.
fn letters(count: u32) -> String {
    let mut rest = count;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from_digit(rest % 26 + 10, 36).unwrap_or('x'));
        rest /= 26;
    }
    out.iter().rev().collect()
}

/// The family name of the first person, the year, and the first long word of the title.
fn made(record: &Record<'_>) -> String {
    let first = |tags: &[&str]| {
        let mut found = tags.iter().filter_map(|tag| record.get(tag));
        found.find(|field| !field.value.is_empty()).map(|field| field.value.to_string())
    };
    let family = first(&["AU", "A1", "ED", "A2"]).unwrap_or_default();
    let family = family.split(',').next().unwrap_or_default();
    let year = first(&["PY", "Y1", "DA"]).unwrap_or_default();
    let digits: String = year.chars().filter(char::is_ascii_digit).take(4).collect();
    let title = first(&["TI", "T1", "BT"]).unwrap_or_default();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let word = words.clone().find(|word| word.chars().count() > 3).or_else(|| words.next());
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let key = format!("{}{digits}{}", plain(family), plain(word.unwrap_or_default()));
    if key.is_empty() { "record".to_owned() } else { key }
}
