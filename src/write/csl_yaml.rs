//! CSL-YAML: the items of CSL-JSON in YAML, under `references`, as pandoc reads them from files and
//! from the metadata of documents. Running text is Markdown.
//!
//! serde_yaml writes the YAML: it decides which text needs quotation marks, and how line breaks are
//! written.

use serde_yaml::{Mapping, Value};

use crate::model::{Entry, Library, Variable, VariableKind};
use crate::read::{is_verbatim, protected};
use crate::write::csl_json::{is_name_part, item_of_protected};
use crate::write::error::{WriteError, complete};
use crate::write::json::Json;
use crate::write::markdown;

/// Writes the entries of a library as CSL-YAML.
///
/// It contains the same as [`csl_json`](crate::write::csl_json()), and reading it returns the same
/// library.
///
/// # Errors
///
/// If a name has no part.
///
/// # Example
///
/// ```
/// use ibid::model::{Entry, EntryType, Library};
///
/// let mett = Entry::new("mett", EntryType::Book).with_title("Kronstadt: 1921");
/// let text = ibid::write::csl_yaml(&Library::from_iter([mett]))?;
/// assert_eq!(text, "references:\n- id: mett\n  type: book\n  title: 'Kronstadt: 1921'\n");
/// # Ok::<(), ibid::write::WriteError>(())
/// ```
#[allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a value whose keys are strings is YAML"
)]
pub fn csl_yaml(library: &Library) -> Result<String, WriteError> {
    library.iter().try_for_each(complete)?;
    let references = library.iter().map(reference).collect();
    let references = (Value::from("references"), Value::Sequence(references));
    Ok(serde_yaml::to_string(&Mapping::from_iter([references])).expect("YAML can hold it"))
}

fn reference(entry: &Entry) -> Value {
    let entry = &*protected(entry);
    let Json::Object(members) = item_of_protected(entry) else { return Value::Null };
    let members = members.into_iter().map(|(name, member)| {
        let variable = Variable::from_name(&name).filter(|variable| entry.has(*variable));
        let value = match variable {
            Some(variable) => of_variable(entry, variable, member),
            None => value(member),
        };
        (name.into(), value)
    });
    Value::Mapping(members.collect())
}

/// The value of a variable: text and names are Markdown, numbers and identifiers are not.
fn of_variable(entry: &Entry, variable: Variable, member: Json) -> Value {
    match (variable.kind(), member) {
        (VariableKind::Name, Json::Array(names)) => {
            Value::Sequence(names.into_iter().map(name).collect())
        }
        (VariableKind::Standard, Json::String(_)) if !is_verbatim(variable) => {
            entry.text(variable).map(markdown::write).unwrap_or_default().into()
        }
        (VariableKind::Date, member) => value(member),
        (_, Json::String(text)) => backslashed(&text).into(),
        (_, member) => value(member),
    }
}

fn name(name: Json) -> Value {
    let Json::Object(parts) = name else { return value(name) };
    let parts = parts.into_iter().map(|(name, part)| match part {
        Json::String(text) if is_name_part(&name) => (name.into(), markdown::escape(&text).into()),
        part => (name.into(), value(part)),
    });
    Value::Mapping(parts.collect())
}

/// A number or an identifier, in which only a backslash before punctuation has a meaning.
fn backslashed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn value(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => value.into(),
        Json::Digits(digits) => serde_yaml::from_str(&digits).unwrap_or(Value::String(digits)),
        Json::Number(value) => value.into(),
        Json::String(text) => text.into(),
        Json::Array(items) => Value::Sequence(items.into_iter().map(value).collect()),
        Json::Object(members) => {
            let members = members.into_iter().map(|(name, member)| (name.into(), value(member)));
            Value::Mapping(members.collect())
        }
    }
}
