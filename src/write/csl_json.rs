//! CSL-JSON, the exchange format of citeproc programs and Zotero.
//!
//! *Source*: CSL 1.0.2 data schema, `csl-data.json`.

use crate::dialect::csl;
use crate::model::{
    Bound, Date, DatePoint, Entry, EntryType, Extra, Library, Name, Person, Precision, Text,
    Unspecified, Value, Variable, VariableKind, annotation,
};
use crate::read::{person_of, protected};
use crate::write::error::{WriteError, complete};
use crate::write::json::Json;

/// Writes the entries of a library as a CSL-JSON array, with a line feed at the end.
///
/// Reading the result returns an equal library, if it was read from CSL-JSON or contains only what
/// CSL-JSON can express, except for a backslash before the hyphen of a number. Fields without a CSL
/// variable are members of their item under their own names, or members of its `custom` if the name
/// is that of a variable or is repeated. A date that `date-parts` cannot express completely also has
/// an `edtf`.
///
/// # Errors
///
/// If a name has no part, since readers would drop it.
///
/// # Example
///
/// ```
/// use ibid::model::{Entry, EntryType, Extra, Library, Variable};
///
/// let mett = Entry::new("mett", EntryType::Book).with_title("The Commune");
/// let text = ibid::write::csl_json(&Library::from_iter([mett]))?;
/// assert!(text.contains(r#""title": "The Commune""#));
/// # Ok::<(), ibid::write::WriteError>(())
/// ```
pub fn csl_json(library: &Library) -> Result<String, WriteError> {
    library.iter().try_for_each(complete)?;
    Ok(text_of(library))
}

/// Writes one entry as a CSL-JSON item, without a line feed at the end.
///
/// # Errors
///
/// If a name has no part.
pub fn csl_json_entry(entry: &Entry) -> Result<String, WriteError> {
    complete(entry)?;
    let mut out = String::new();
    item(entry).write(0, &mut out);
    Ok(out)
}

/// Writes a library as CSL-JSON even if names in it have no part.
pub(crate) fn text_of(library: &Library) -> String {
    let mut out = String::new();
    Json::Array(library.iter().map(item).collect()).write(0, &mut out);
    out.push('\n');
    out
}

pub(super) fn item(entry: &Entry) -> Json {
    item_of_protected(&protected(entry))
}

/// The item of an entry whose note is [`protected`].
pub(super) fn item_of_protected(entry: &Entry) -> Json {
    let mut members = vec![("id".to_owned(), Json::string(&entry.key))];
    if entry.kind != EntryType::Unknown {
        members.push(("type".to_owned(), Json::string(entry.kind.name())));
    }
    for (variable, value) in entry.values() {
        let value = match value {
            Value::Text(text) => Json::String(written(variable, text)),
            Value::Names(names) => Json::Array(names.iter().map(name).collect()),
            Value::Date(date) => self::date(date),
        };
        members.push((variable.name().to_owned(), value));
    }
    if let Some(alias) = entry.aliases.first().filter(|_| !entry.has(Variable::CitationKey)) {
        members.push(("citation-key".to_owned(), Json::string(alias)));
    }
    let mut custom: Vec<(String, String)> = Vec::new();
    for Extra { name, value } in &entry.extra {
        if add_fact(&mut members, name, value) {
            continue;
        }
        let own = name.strip_prefix("custom.");
        let name = own.unwrap_or(name);
        // A field that has the name of a variable without being that variable would be read as it.
        let is_read = |known: &str| Variable::from_name(known);
        let is_taken = is_read(name).is_some()
            || csl::alias(name).and_then(is_read).is_some_and(|it| !entry.has(it));
        if own.is_none() && !is_taken && members.iter().all(|(known, _)| known != name) {
            let words = || value.split(';').map(|word| Json::string(word.trim())).collect();
            let value = match name == csl::CATEGORIES {
                true => Json::Array(words()),
                false => Json::structure(value).unwrap_or_else(|| Json::string(value)),
            };
            members.push((name.to_owned(), value));
        } else if let Some((_, values)) = custom.iter_mut().find(|(known, _)| known == name) {
            *values += "; ";
            *values += value;
        } else {
            custom.push((name.to_owned(), value.clone()));
        }
    }
    if !custom.is_empty() {
        // The item's own `custom` is kept beside the rest.
        if let Some(at) = members.iter().position(|(name, _)| name == "custom")
            && let (name, Json::String(value)) = members.remove(at)
        {
            custom.push((name, value));
        }
        let value = |value: String| Json::structure(&value).unwrap_or(Json::String(value));
        let custom = custom.into_iter().map(|(name, text)| (name, value(text)));
        members.push(("custom".to_owned(), Json::Object(custom.collect())));
    }
    Json::Object(members)
}

/// Adds what an extra field says of single names to these names; false if it says something else.
fn add_fact(members: &mut [(String, Json)], name: &str, value: &str) -> bool {
    let Some((variable, fact)) = annotation::of_field(name) else { return false };
    let names = members.iter_mut().find(|(known, _)| known == variable.name());
    let Some((_, Json::Array(names))) = names else { return false };
    let Some(facts) = annotation::read(value) else { return false };
    let is_free = |number: usize| {
        let parts = names.get(number - 1);
        let is_part = |parts: &Json| match parts {
            Json::Object(parts) => parts.iter().any(|(part, _)| part == fact),
            _ => true,
        };
        parts.is_some_and(|parts| !is_part(parts))
    };
    if is_name_part(fact) || !facts.iter().all(|(number, _)| is_free(*number)) {
        return false;
    }
    for (number, text) in facts {
        if let Some(Json::Object(parts)) = names.get_mut(number - 1) {
            let value = match &*text {
                "true" => Json::Bool(true),
                "false" => Json::Bool(false),
                _ => Json::structure(&text).unwrap_or(Json::String(text)),
            };
            parts.push((fact.to_owned(), value));
        }
    }
    true
}

/// True for the parts of a name that a reader takes as such.
pub(super) fn is_name_part(part: &str) -> bool {
    csl::is_name_part(part) || part == "name"
}

/// The text of a variable: only running text has markup. A hyphen that belongs to a number is marked
/// by a backslash only for citeproc-js; other programs would print it.
fn written(variable: Variable, text: &Text) -> String {
    match variable.kind() {
        VariableKind::Standard => text.to_csl_markup(),
        _ => text.as_str().replace("\\-", "-"),
    }
}

pub(super) fn name(name: &Name) -> Json {
    let person = match name {
        Name::Literal(text) => {
            return Json::Object(vec![("literal".to_owned(), Json::string(text))]);
        }
        Name::Others => {
            return Json::Object(vec![("literal".to_owned(), Json::string(name.display()))]);
        }
        Name::Person(person) => person,
    };
    let Person { family, given, dropping_particle, non_dropping_particle, suffix, .. } = person;
    let parts = [
        ("family", family),
        ("given", given),
        ("dropping-particle", dropping_particle),
        ("non-dropping-particle", non_dropping_particle),
        ("suffix", suffix),
    ];
    let mut members: Vec<(String, Json)> = (parts.iter())
        .filter(|(_, text)| !text.is_empty())
        .map(|(part, text)| ((*part).to_owned(), Json::string(*text)))
        .collect();
    // Readers split particles and suffixes off names unless `parse-names` is false.
    let is_whole = person_of(person.clone()) == *person;
    let flags = [
        ("comma-suffix", person.comma_suffix, true),
        ("static-ordering", person.static_ordering, true),
        ("parse-names", !is_whole, false),
    ];
    for (flag, is_there, value) in flags {
        if is_there {
            members.push((flag.to_owned(), Json::Bool(value)));
        }
    }
    Json::Object(members)
}

pub(super) fn date(date: &Date) -> Json {
    let mut members = Vec::new();
    let points = match date {
        Date::Literal(words) => {
            members.push(("literal".to_owned(), Json::string(words)));
            return Json::Object(members);
        }
        Date::Point(point) => vec![point],
        // `date-parts` cannot express a range without a start.
        Date::Range { start: Bound::Open | Bound::Unknown, .. } => Vec::new(),
        Date::Range { start, end } => {
            let ends = [start, end].into_iter();
            ends.filter_map(|bound| match bound {
                Bound::Point(point) => Some(point),
                Bound::Open | Bound::Unknown => None,
            })
            .collect()
        }
    };
    let is_open = matches!(date, Date::Range { end: Bound::Open, .. });
    let mut lists: Vec<Json> = points.iter().map(|point| parts(point)).collect();
    if is_open && !lists.is_empty() {
        lists.push(Json::Array(vec![Json::Number(0)]));
    }
    if let Some(first) = points.first() {
        members.push(("date-parts".to_owned(), Json::Array(lists)));
        if let Precision::Season(season) = first.precision {
            members.push(("season".to_owned(), Json::Number(i64::from(season.number()))));
        }
        if first.approximate {
            members.push(("circa".to_owned(), Json::Bool(true)));
        }
    }
    let is_exact = match date {
        Date::Range { start, end } => {
            matches!(start, Bound::Point(_))
                && *end != Bound::Unknown
                && points
                    .iter()
                    .all(|point| holds(point) && point.approximate == points[0].approximate)
                && points[1..].iter().all(|end| !matches!(end.precision, Precision::Season(_)))
        }
        _ => points.iter().all(|point| holds(point)),
    };
    if let Some(edtf) = date.to_edtf().filter(|_| !is_exact) {
        members.push(("edtf".to_owned(), Json::String(edtf)));
    }
    Json::Object(members)
}

/// True if `date-parts` can express everything that is known of a date.
fn holds(point: &DatePoint) -> bool {
    point.time.is_none() && !point.uncertain && point.unspecified == Unspecified::Nothing
}

/// The year, month and day, as far as they are known. CSL counts years BC from −1, and has no year
/// 0.
fn parts(point: &DatePoint) -> Json {
    let year = if point.year <= 0 { point.year - 1 } else { point.year };
    let mut numbers = vec![i64::from(year)];
    match point.precision {
        Precision::Year | Precision::Season(_) => {}
        Precision::Month(month) => numbers.push(i64::from(month)),
        Precision::Day { month, day } => numbers.extend([i64::from(month), i64::from(day)]),
    }
    Json::Array(numbers.into_iter().map(Json::Number).collect())
}
