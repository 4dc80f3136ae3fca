//! The metadata of a document.

use serde_json::{Map, Value, json};

use crate::model::{Variable, VariableKind};
use crate::typeset::filter::inlines::{is, plain, text};
use crate::typeset::settings::Settings;

/// What the metadata of a document names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The bibliographies.
    pub bibliographies: Vec<String>,
    /// The style.
    pub style: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// Entries in the metadata, as CSL-JSON.
    pub references: Option<String>,
}

pub(super) fn metadata(meta: &Value) -> Metadata {
    let text = |name: &str| meta.get(name).map(plain).filter(|text| !text.trim().is_empty());
    let mut bibliographies = Vec::new();
    if let Some(value) = meta.get("bibliography") {
        push_texts(value, &mut bibliographies);
    }
    let references = meta.get("references").map(csl);
    Metadata {
        bibliographies,
        style: text("csl").or_else(|| text("citation-style")),
        language: text("lang"),
        references: references.map(|references| references.to_string()),
    }
}

pub(super) fn settings(meta: &Value) -> Settings {
    let truth = |name: &str| match meta.get(name)? {
        value if is(value, "MetaBool") => value["c"].as_bool(),
        value => match plain(value).as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        },
    };
    let topics = meta.get("bibliography").filter(|value| is(value, "MetaMap"));
    let topics = topics.and_then(|value| value["c"].as_object()).into_iter().flatten();
    let topic = |(name, value): (&String, &Value)| {
        let mut files = Vec::new();
        push_texts(value, &mut files);
        (name.clone(), files)
    };
    Settings {
        link_citations: truth("link-citations"),
        without_bibliography: truth("suppress-bibliography") == Some(true),
        notes_after_punctuation: truth("notes-after-punctuation"),
        topics: topics.map(topic).collect(),
        ..Settings::default()
    }
}

/// The metadata that may cite: everything but the settings for citations.
pub(super) fn texts(meta: &Value) -> impl Iterator<Item = &Value> {
    let members = meta.as_object().into_iter().flatten();
    members.filter(|(name, _)| is_text(name)).map(|(_, value)| value)
}

/// The same values, in the same order.
pub(super) fn texts_mut(meta: &mut Value) -> impl Iterator<Item = &mut Value> {
    let members = meta.as_object_mut().into_iter().flatten();
    members.filter(|(name, _)| is_text(name)).map(|(_, value)| value)
}

fn is_text(name: &str) -> bool {
    !matches!(
        name,
        "nocite"
            | "references"
            | "bibliography"
            | "csl"
            | "citation-style"
            | "citation-abbreviations"
    )
}

/// The keys that are listed although nothing cites them; `*` for all.
pub(super) fn listed(meta: &Value) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(value) = meta.get("nocite") {
        push_keys(value, &mut keys);
    }
    keys
}

fn push_keys(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| push_keys(item, keys)),
        Value::Object(members) => {
            keys.extend(members.get("citationId").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| push_keys(member, keys));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The texts of a value: a single one, those of a list, or those of each topic.
fn push_texts(value: &Value, out: &mut Vec<String>) {
    match value["c"] {
        Value::Array(ref items) if is(value, "MetaList") => {
            items.iter().for_each(|item| push_texts(item, out));
        }
        Value::Object(ref members) => members.values().for_each(|item| push_texts(item, out)),
        _ => out.push(plain(value)),
    }
}

/// A metadata value as CSL-JSON.
fn csl(value: &Value) -> Value {
    match &value["c"] {
        Value::Array(items) if is(value, "MetaList") => {
            Value::Array(items.iter().map(csl).collect())
        }
        Value::Object(members) => {
            let member = |(field, value): (&String, &Value)| {
                let read = csl(value);
                // A date may be a text: `2020-01-02`.
                let is_date = matches!(
                    field.as_str(),
                    "issued" | "accessed" | "event-date" | "original-date" | "submitted"
                );
                let read = match read {
                    Value::String(date) if is_date => {
                        Value::Object(Map::from_iter([("raw".to_owned(), Value::String(date))]))
                    }
                    // Pandoc accepts a single name in place of a list.
                    Value::Object(name) if is_names(field) => json!([name]),
                    read => read,
                };
                (field.clone(), read)
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Bool(truth) => Value::Bool(*truth),
        _ => Value::String(text(value).to_csl_markup()),
    }
}

fn is_names(field: &str) -> bool {
    Variable::from_name(field).is_some_and(|it| it.kind() == VariableKind::Name)
}
