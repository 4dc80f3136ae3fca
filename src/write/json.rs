//! JSON values that are built before they are written.

use crate::read::{Structure, push_string};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    /// A number as it was written elsewhere.
    Digits(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(super) fn string(text: impl Into<String>) -> Self {
        Json::String(text.into())
    }

    /// The list or mapping that a text is the compact JSON of.
    pub(super) fn structure(text: &str) -> Option<Json> {
        let begins = text.starts_with(['[', '{']);
        Structure::from_compact(text).filter(|_| begins).map(Json::from)
    }

    /// Writes the value over several lines; lists of numbers on one line.
    pub(super) fn write(&self, depth: usize, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Digits(digits) => out.push_str(digits),
            Json::Number(value) => out.push_str(&value.to_string()),
            Json::String(text) => push_string(text, out),
            Json::Array(items) if items.iter().all(Json::is_numeric) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    item.write(depth, out);
                }
                out.push(']');
            }
            Json::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                push_lines(('[', ']'), items, depth, out);
            }
            Json::Object(members) => {
                let items = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                push_lines(('{', '}'), items, depth, out);
            }
        }
    }

    /// True for a number or a list of numbers.
    fn is_numeric(&self) -> bool {
        match self {
            Json::Number(_) | Json::Digits(_) => true,
            Json::Array(items) => items.iter().all(Json::is_numeric),
            _ => false,
        }
    }
}

impl From<Structure> for Json {
    fn from(structure: Structure) -> Json {
        match structure {
            Structure::Null => Json::Null,
            Structure::Bool(says) => Json::Bool(says),
            Structure::Number(digits) => Json::Digits(digits),
            Structure::Text(text) => Json::String(text),
            Structure::List(items) => Json::Array(items.into_iter().map(Json::from).collect()),
            Structure::Members(members) => {
                let members = members.into_iter().map(|(name, value)| (name, value.into()));
                Json::Object(members.collect())
            }
        }
    }
}

fn push_lines<'j>(
    (open, close): (char, char),
    items: impl Iterator<Item = (Option<&'j str>, &'j Json)>,
    depth: usize,
    out: &mut String,
) {
    let indent = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    out.push(open);
    let mut is_empty = true;
    for (name, value) in items {
        out.push_str(if is_empty { "" } else { "," });
        is_empty = false;
        indent(out, depth + 1);
        if let Some(name) = name {
            push_string(name, out);
            out.push_str(": ");
        }
        value.write(depth + 1, out);
    }
    if !is_empty {
        indent(out, depth);
    }
    out.push(close);
}
