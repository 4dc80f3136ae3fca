//! Formattable strings, names and dates in hayagriva's forms.

use serde_yaml::{Mapping, Value};

use crate::model::{Date, DatePoint, MarkKind, Name, Person, Precision, Text};
use crate::read::hayagriva::{name_of_parts, person_of_text};

/// A formattable string: protected letter case is in braces, and braces, dollar signs and
/// backslashes that are printed have a backslash. It has no other markup.
pub(super) fn formattable(text: &Text) -> String {
    let content = text.as_str();
    let mut protected: Vec<(usize, usize)> = Vec::new();
    for mark in text.marks().iter().filter(|mark| mark.kind == MarkKind::NoCase) {
        let (start, end) = (mark.start as usize, mark.end as usize);
        match protected.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => protected.push((start, end)),
        }
    }
    let mut out = String::with_capacity(content.len() + 8);
    let mut at = 0;
    for (start, end) in protected {
        push_escaped(content.get(at..start).unwrap_or_default(), &mut out);
        let inside = content.get(start..end).unwrap_or_default();
        if is_mathematics(inside) {
            out.push_str(inside);
        } else {
            out.push('{');
            push_escaped(inside, &mut out);
            out.push('}');
        }
        at = end;
    }
    push_escaped(content.get(at..).unwrap_or_default(), &mut out);
    out
}

/// True if a text is mathematics in the notation of Typst, and not in that of TeX.
fn is_mathematics(text: &str) -> bool {
    let inside = text.strip_prefix('$').and_then(|text| text.strip_suffix('$'));
    inside.is_some_and(|inside| !inside.is_empty() && !inside.contains(['$', '\\']))
}

fn push_escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '{' | '}' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A person or a list of persons.
pub(super) fn names(names: &[Name]) -> Value {
    let mut written: Vec<Value> = names.iter().filter_map(name).collect();
    match written.len() {
        1 => written.remove(0),
        _ => Value::Sequence(written),
    }
}

/// A name as text, if hayagriva reads the same from it as from its parts. It has no words for "and
/// others", and would print them as a person.
fn name(name: &Name) -> Option<Value> {
    Some(match name {
        Name::Others => return None,
        Name::Literal(text) => body(text),
        Name::Person(person) if is_one_name(person) => body(&person.family),
        Name::Person(person) => self::person(person),
    })
}

fn is_one_name(person: &Person) -> bool {
    !person.family.is_empty()
        && *person == Person { family: person.family.clone(), ..Person::default() }
}

/// A name that is not divided into parts.
fn body(text: &str) -> Value {
    let is_text = person_of_text(text) == Some(Name::literal(text))
        && text.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
    if is_text { text.into() } else { parts([("name", text)]) }
}

fn person(person: &Person) -> Value {
    let Person { given, suffix, dropping_particle: prefix, .. } = person;
    let family = joined(&person.non_dropping_particle, &person.family);
    let (family, given) = match family.is_empty() {
        true => (&**given, ""),
        false => (&*family, &**given),
    };
    let whole = joined(prefix, family);
    let pieces = [&*whole, &**suffix, given];
    let text = pieces.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    let read = name_of_parts(family, given, prefix, suffix, person.comma_suffix);
    if person_of_text(&text) == Some(read) {
        return text.into();
    }
    let all = [("name", family), ("given-name", given), ("prefix", prefix), ("suffix", suffix)];
    let mut value = parts(all);
    if let (Value::Mapping(mapping), true) = (&mut value, person.comma_suffix) {
        mapping.insert("comma-suffix".into(), true.into());
    }
    value
}

fn parts<const N: usize>(parts: [(&str, &str); N]) -> Value {
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    Value::Mapping(parts.map(|(name, text)| (name.into(), text.into())).collect::<Mapping>())
}

/// A particle and a name; `d'` and `al-` are written together with it.
fn joined(particle: &str, name: &str) -> String {
    let gap = match particle.is_empty() || particle.ends_with(['\'', '’', '-']) {
        true => "",
        false => " ",
    };
    format!("{particle}{gap}{name}")
}

/// A date, which hayagriva has no ranges of: the first day, month or year is written.
pub(super) fn date(date: &Date) -> Option<Value> {
    let point = date.first_point()?;
    let year = match point.year {
        year @ 0..=9999 => format!("{year:04}"),
        year @ -9999..0 => format!("-{:04}", -year),
        _ => return None,
    };
    let day = within_year(point);
    let is_plain = day.is_empty() && !point.approximate && point.year >= 1000;
    Some(match is_plain {
        true => point.year.into(),
        false => format!("{}{year}{day}", if point.approximate { "~" } else { "" }).into(),
    })
}

fn within_year(point: &DatePoint) -> String {
    match point.precision {
        Precision::Year | Precision::Season(_) => String::new(),
        Precision::Month(month) => format!("-{month:02}"),
        Precision::Day { month, day } => format!("-{month:02}-{day:02}"),
    }
}

/// A number if the text is one, and otherwise the text.
pub(super) fn number(text: &str) -> Value {
    match text.parse::<u32>() {
        Ok(number) if number.to_string() == text && i32::try_from(number).is_ok() => number.into(),
        _ => text.into(),
    }
}

/// A number or a range of numbers: a hyphen that belongs to it is not marked.
pub(super) fn numeric(text: &str) -> Value {
    number(&text.replace("\\-", "-").replace('–', "-"))
}
