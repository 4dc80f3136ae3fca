//! What a conversion loses: the entries before and after it are compared.

use std::cmp::Reverse;
use std::fmt;

use crate::dialect::bib::Field;
use crate::dialect::native::{is_in_csl, says_the_same};
use crate::model::{
    Date, Entry, EntryType, Extra, Mark, MarkKind, Name, NativeType, Person, Text, TypeFamily,
    Value, Variable, VariableKind, english_ordinal,
};
use crate::read::bibtex::{is_range, terms};
use crate::write::bib::is_inheritance;
use crate::write::error::WriteError;
use crate::write::json::Json;

/// A value that is lost or changed by a conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// The key of the entry.
    pub key: String,
    /// What is lost: the name of a CSL variable or of a field, `type`, `aliases` or `entry`.
    pub field: String,
    /// The value in the library, as text.
    pub value: String,
    /// Why it is lost.
    pub reason: Reason,
}

/// Why a conversion loses a value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The format has no field for it, or the field has another value.
    NoField,
    /// The format has no field for it; it is written under its name in CSL, which other programs
    /// skip.
    Kept,
    /// Only its markup is lost or changed.
    Markup,
    /// The names have the same words, but these are divided into other parts.
    Parts,
    /// It is read from the converted text as another value.
    Becomes(String),
    /// It is not in the library, but a reader of the converted text gets this value.
    Added(String),
    /// It names an entry from which this one inherits; what it inherits is written in the entry
    /// itself.
    Inherited,
    /// The entry is not a work but a data container, a set or settings, and is not written.
    NotAWork,
    /// The entry cannot be written, and is not in the converted text.
    Refused(WriteError),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NoField => {
                f.write_str("it is left out, since the format has no free field for it")
            }
            Reason::Kept => f.write_str("it is written, but other programs do not know the field"),
            Reason::Markup => {
                f.write_str("its words stay, but its italics, scripts or protected letters change")
            }
            Reason::Parts => f.write_str(
                "the words of a name are divided into other parts, such as given and family name",
            ),
            Reason::Becomes(other) => write!(f, "it becomes `{other}`"),
            Reason::Added(value) => {
                write!(f, "it had no value, but the result is read as `{value}`")
            }
            Reason::Inherited => f.write_str(
                "it is left out, since what is inherited from there is in the entry itself",
            ),
            Reason::NotAWork => {
                f.write_str("it is left out, since it is not a work but data for other entries")
            }
            Reason::Refused(error) => write!(f, "it is not written: {error}"),
        }
    }
}

impl Reason {
    /// The word for the reason in lists for programs.
    const fn name(&self) -> &'static str {
        match self {
            Reason::NoField => "no-field",
            Reason::Kept => "kept",
            Reason::Markup => "markup",
            Reason::Parts => "parts",
            Reason::Becomes(_) => "becomes",
            Reason::Added(_) => "added",
            Reason::Inherited => "inherited",
            Reason::NotAWork => "not-a-work",
            Reason::Refused(_) => "refused",
        }
    }
}

impl Loss {
    pub(super) fn of_entry(entry: &Entry, reason: Reason) -> Loss {
        let (key, value) = (entry.key.clone(), type_name(entry.kind));
        Loss { key, field: "entry".to_owned(), value, reason }
    }

    /// The losses as a JSON array, with a line feed at the end.
    ///
    /// *Shape*: an object for each loss, with `key`, `field`, `value`, `reason` (the variants of
    /// [`Reason`] in kebab case) and `message`; if a reader of the converted text gets another
    /// value, it is in `becomes`.
    pub fn list_as_json(losses: &[Loss]) -> String {
        let item = |loss: &Loss| {
            let mut members = vec![
                ("key".to_owned(), Json::string(&loss.key)),
                ("field".to_owned(), Json::string(&loss.field)),
                ("value".to_owned(), Json::string(&loss.value)),
                ("reason".to_owned(), Json::string(loss.reason.name())),
                ("message".to_owned(), Json::string(loss.reason.to_string())),
            ];
            if let Reason::Becomes(value) | Reason::Added(value) = &loss.reason {
                members.push(("becomes".to_owned(), Json::string(value)));
            }
            Json::Object(members)
        };
        let mut out = String::new();
        Json::Array(losses.iter().map(item).collect()).write(0, &mut out);
        out.push('\n');
        out
    }
}

/// Lists what the second of two entries does not have of the first; the second has a type with this
/// word in a format with these types.
pub(super) fn compare(
    before: &Entry,
    after: &Entry,
    (family, word): (Option<TypeFamily>, &str),
    losses: &mut Vec<Loss>,
) {
    let mut lose = |field: &str, value: String, reason: Reason| {
        let (key, field) = (before.key.clone(), field.to_owned());
        losses.push(Loss { key, field, value, reason });
    };
    if before.key != after.key {
        lose("key", before.key.clone(), Reason::Becomes(after.key.clone()));
    }
    let native = before.native_type();
    let is_same = |native: &NativeType| match family {
        Some(family) if says_the_same(native, family, word) => true,
        Some(family) if native.family == family => false,
        _ => is_in_csl(native, after.kind),
    };
    let is_other =
        native.is_some_and(|native| !is_same(native) && !native.word.eq_ignore_ascii_case(word));
    if before.kind != after.kind || is_other {
        let old = native.map_or_else(|| type_name(before.kind), |native| native.word.to_string());
        let new = if word.is_empty() { type_name(after.kind) } else { word.to_owned() };
        lose("type", old, Reason::Becomes(new));
    }
    if before.aliases != after.aliases {
        let reason = match after.aliases.is_empty() {
            true => Reason::NoField,
            false => Reason::Becomes(after.aliases.join(", ")),
        };
        lose("aliases", before.aliases.join(", "), reason);
    }
    for &variable in Variable::ALL {
        let is_key =
            variable == Variable::CitationKey && before.str(variable) == Some(&*before.key);
        match (before.get(variable), after.get(variable)) {
            (None, None) => {}
            (Some(_), None) if is_key || follows(variable, before, after) => {}
            (None, Some(_)) if follows(variable, after, after) => {}
            (Some(old), None) => {
                let is_kept = after.extra(variable.name()) == Some(&plain(old));
                let reason = if is_kept { Reason::Kept } else { Reason::NoField };
                lose(variable.name(), shown(old), reason);
            }
            (None, Some(new)) => lose(variable.name(), String::new(), Reason::Added(shown(new))),
            (Some(old), Some(new)) if are_alike(variable, old, new) => {}
            (Some(old), Some(new)) => lose(variable.name(), shown(old), difference(old, new)),
        }
    }
    let mut rest: Vec<_> = after.extra.iter().collect();
    for extra in &before.extra {
        // CSL has a place for the fields of other programs.
        let is_it = |other: &&Extra| {
            other.name == extra.name || other.name.strip_prefix("custom.") == Some(&extra.name)
        };
        match rest.iter().position(is_it) {
            Some(at) => {
                let other = rest.remove(at);
                if other.value != extra.value {
                    lose(&extra.name, extra.value.clone(), Reason::Becomes(other.value.clone()));
                }
            }
            None if Field::from_name(&extra.name).is_some_and(is_inheritance) => {
                lose(&extra.name, extra.value.clone(), Reason::Inherited);
            }
            None => lose(&extra.name, extra.value.clone(), Reason::NoField),
        }
    }
}

/// The characters of a text, without its markup.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.as_str().to_owned(),
        _ => String::new(),
    }
}

/// True if a variable says only what another of the entry says: the first page, what CSL called the
/// title of an event before, and the note that hayagriva's renderer also prints as an annotation.
fn follows(variable: Variable, entry: &Entry, kept: &Entry) -> bool {
    let is_same = |other| kept.has(other) && kept.get(other) == entry.get(variable);
    match variable {
        Variable::PageFirst => {
            let first = entry.str(variable).unwrap_or_default();
            kept.str(Variable::Page)
                .and_then(|page| page.strip_prefix(first))
                .is_some_and(|rest| !first.is_empty() && !rest.starts_with(char::is_alphanumeric))
        }
        Variable::Event => is_same(Variable::EventTitle),
        Variable::EventTitle => is_same(Variable::Event),
        Variable::Annote => is_same(Variable::Note),
        _ => false,
    }
}

/// True if two values are the same for every style: styles print both apostrophes as one, a hyphen
/// between pages as a dash, and a line break as a space.
fn are_alike(variable: Variable, old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Text(old), Value::Text(new)) => {
            let compared = |text: &Text| match variable.kind() {
                VariableKind::Number => folded(&with_bare_hyphens(text.as_str())),
                _ => comparable(text),
            };
            let (old, new) = (compared(old), compared(new));
            match variable {
                Variable::Page | Variable::Issue | Variable::Volume => {
                    old.replace('–', "-") == new.replace('–', "-")
                }
                Variable::Edition => {
                    old == new || english_ordinal(&old).is_some_and(|it| it.to_string() == new)
                }
                Variable::Keyword => keywords(&old).eq(keywords(&new)),
                Variable::Language => old == new || is_same_language(&old, &new),
                _ => old == new,
            }
        }
        (Value::Names(old), Value::Names(new)) => {
            old.iter().map(comparable_name).eq(new.iter().map(comparable_name))
        }
        (old, new) => old == new,
    }
}

/// A number without the marks of hyphens that belong to it, where it is no range without them.
fn with_bare_hyphens(number: &str) -> String {
    let bare = number.replace("\\-", "-");
    if is_range(&bare) { number.to_owned() } else { bare }
}

/// The keywords of a list, which formats divide with different signs.
fn keywords(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';']).map(str::trim).filter(|word| !word.is_empty())
}

/// True if one is the name of a language, and the other its tag.
fn is_same_language(old: &str, new: &str) -> bool {
    let tag = |text: &str| terms::language(text);
    tag(old).is_some_and(|old| tag(new).as_ref() == Some(&old))
}

/// A text as it is compared. Letter case that is protected already needs no second protection.
fn comparable(text: &Text) -> String {
    let mut protected = 0;
    let is_needed = |mark: &&Mark| {
        let is_nested = mark.kind == MarkKind::NoCase && mark.end <= protected;
        if mark.kind == MarkKind::NoCase {
            protected = protected.max(mark.end);
        }
        !is_nested
    };
    let mut marks: Vec<Mark> = text.marks().iter().filter(is_needed).copied().collect();
    // Of two marks of the same text, either may be the outer one.
    marks.sort_by_key(|mark| (mark.start, Reverse(mark.end), mark.kind));
    folded(&Text::with_marks(text.as_str(), marks).to_csl_markup())
}

fn comparable_name(name: &Name) -> Name {
    match name {
        Name::Literal(text) => Name::Literal(folded(text).into()),
        // A name of one part is printed alike whether it is a person's or a body's.
        Name::Person(person) if *person == only_family(person) => {
            Name::Literal(folded(&person.family).into())
        }
        Name::Person(person) => Name::Person(Person {
            family: folded(&person.family).into(),
            given: folded(&person.given).into(),
            dropping_particle: folded(&person.dropping_particle).into(),
            non_dropping_particle: folded(&person.non_dropping_particle).into(),
            suffix: folded(&person.suffix).into(),
            ..person.clone()
        }),
        Name::Others => Name::Others,
    }
}

fn only_family(person: &Person) -> Person {
    Person { family: person.family.clone(), ..Person::default() }
}

fn folded(text: &str) -> String {
    text.replace('’', "'").split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn difference(old: &Value, new: &Value) -> Reason {
    match (old, new) {
        (Value::Text(old), Value::Text(new)) if folded(old.as_str()) == folded(new.as_str()) => {
            Reason::Markup
        }
        (Value::Names(_), new) if shown(old) == shown(new) => Reason::Parts,
        (_, new) => Reason::Becomes(shown(new)),
    }
}

fn type_name(kind: EntryType) -> String {
    match kind {
        EntryType::Unknown => "none".to_owned(),
        kind => kind.to_string(),
    }
}

/// A value as text.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_csl_markup(),
        Value::Names(names) => names.iter().map(Name::display).collect::<Vec<_>>().join("; "),
        Value::Date(Date::Literal(words)) => words.clone(),
        Value::Date(date) => date.to_edtf().unwrap_or_default(),
    }
}
