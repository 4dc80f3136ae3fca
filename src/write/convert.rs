//! Conversion that says what it loses: the text is read again, and the entries are compared.

use std::cmp::Reverse;
use std::fmt;

use crate::dialect::bib::Field;
use crate::model::{
    Date, Entry, EntryType, Library, Mark, MarkKind, Name, Person, Text, Value, Variable,
};
use crate::read::{Format, read};
use crate::source::{Source, SourceId};
use crate::write::bib::{biblatex, bibtex, is_inheritance};
use crate::write::csl_json::csl_json;
use crate::write::error::WriteError;

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// BibLaTeX, for biber.
    Biblatex,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON.
    CslJson,
    /// CSL-YAML, as pandoc reads it.
    #[cfg(feature = "yaml")]
    CslYaml,
}

/// A library in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted {
    /// The text in that format.
    pub text: String,
    /// What a reader of the text does not get, in the order of the entries.
    pub losses: Vec<Loss>,
}

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
    /// Only its markup is lost or changed.
    Markup,
    /// It is read from the converted text as another value.
    Becomes(String),
    /// It is not in the library, but a reader of the converted text gets this value.
    Added(String),
    /// It names an entry from which this one inherits; what it inherits is written in the entry
    /// itself.
    Inherited,
    /// The entry is not a work but a data container, a set or settings, and is not written.
    NotAWork,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NoField => f.write_str("the format has no free field for it"),
            Reason::Markup => f.write_str("its markup changes"),
            Reason::Becomes(other) => write!(f, "it becomes `{other}`"),
            Reason::Added(value) => write!(f, "the format implies `{value}`"),
            Reason::Inherited => f.write_str("what is inherited from there is in the entry itself"),
            Reason::NotAWork => f.write_str("it is not a work, and is not written"),
        }
    }
}

/// Writes a library in another format, and lists what the format cannot express.
///
/// The list is not an estimate: the text is read again, and the entries are compared with those of
/// the library.
///
/// # Errors
///
/// If an entry cannot be written at all: a name has no part, or a key has a character that no key
/// can have in the format.
///
/// # Example
///
/// ```
/// use ibid::model::{Entry, EntryType, Library, Variable};
/// use ibid::write::{Target, convert};
///
/// let mut map = Entry::new("map", EntryType::Map).with_title("Paris");
/// map.set(Variable::Scale, "1 : 5000")?;
/// let converted = convert(&Library::from_iter([map]), Target::Biblatex)?;
/// let loss = &converted.losses[0];
/// assert_eq!((&*loss.field, &*loss.value), ("scale", "1 : 5000"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn convert(library: &Library, to: Target) -> Result<Converted, WriteError> {
    let (text, format) = match to {
        Target::Biblatex => (biblatex(library)?, Format::Bibtex),
        Target::Bibtex => (bibtex(library)?, Format::Bibtex),
        Target::CslJson => (csl_json(library)?, Format::CslJson),
        #[cfg(feature = "yaml")]
        Target::CslYaml => (crate::write::csl_yaml::csl_yaml(library)?, Format::CslYaml),
    };
    let source = Source::new("converted", text);
    let reading = read(&source, SourceId(0), Some(format)).map_err(|_| WriteError::Unreadable)?;
    let again = reading.library.entries();
    if again.len() != library.len() {
        return Err(WriteError::Unreadable);
    }
    let mut losses: Vec<Loss> = Vec::new();
    for (before, after) in library.iter().zip(again) {
        compare(before, after, &mut losses);
    }
    losses.extend(library.records().iter().map(|record| Loss {
        key: record.key.clone(),
        field: "entry".to_owned(),
        value: record.kind.to_string(),
        reason: Reason::NotAWork,
    }));
    Ok(Converted { text: source.text.to_string(), losses })
}

fn compare(before: &Entry, after: &Entry, losses: &mut Vec<Loss>) {
    let mut lose = |field: &str, value: String, reason: Reason| {
        let (key, field) = (before.key.clone(), field.to_owned());
        losses.push(Loss { key, field, value, reason });
    };
    if before.key != after.key {
        lose("key", before.key.clone(), Reason::Becomes(after.key.clone()));
    }
    if before.kind != after.kind {
        lose("type", type_name(before.kind), Reason::Becomes(type_name(after.kind)));
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
            (Some(_), None) if is_key => {}
            (Some(old), None) => lose(variable.name(), shown(old), Reason::NoField),
            (None, Some(new)) => lose(variable.name(), String::new(), Reason::Added(shown(new))),
            (Some(old), Some(new)) if are_alike(variable, old, new) => {}
            (Some(old), Some(new)) => lose(variable.name(), shown(old), difference(old, new)),
        }
    }
    let mut rest: Vec<_> = after.extra.iter().collect();
    for extra in &before.extra {
        match rest.iter().position(|other| other.name == extra.name) {
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

/// True if two values are the same for every style: styles print both apostrophes as one, a hyphen
/// between pages as a dash, and a line break as a space.
fn are_alike(variable: Variable, old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Text(old), Value::Text(new)) => {
            let (old, new) = (comparable(old), comparable(new));
            match variable {
                Variable::Page => old.replace('–', "-") == new.replace('–', "-"),
                _ => old == new,
            }
        }
        (Value::Names(old), Value::Names(new)) => {
            old.iter().map(comparable_name).eq(new.iter().map(comparable_name))
        }
        (old, new) => old == new,
    }
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
        Name::Literal(text) => Name::Literal(folded(text)),
        Name::Person(person) => Name::Person(Person {
            family: folded(&person.family),
            given: folded(&person.given),
            dropping_particle: folded(&person.dropping_particle),
            non_dropping_particle: folded(&person.non_dropping_particle),
            suffix: folded(&person.suffix),
            ..person.clone()
        }),
        Name::Others => Name::Others,
    }
}

fn folded(text: &str) -> String {
    text.replace('’', "'").split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn difference(old: &Value, new: &Value) -> Reason {
    match (old, new) {
        (Value::Text(old), Value::Text(new)) if folded(old.as_str()) == folded(new.as_str()) => {
            Reason::Markup
        }
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
