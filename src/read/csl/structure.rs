//! Values with a structure for which CSL has no variable, as compact JSON: what a conversion keeps
//! of Crossref's `license` or of an item's `custom`.

use crate::diagnostic::Sink;
use crate::source::SourceId;
use crate::syntax::data::{Kind, Node, Style, Value};
use crate::syntax::json;

/// A value of any structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Structure {
    Null,
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    Text(String),
    List(Vec<Structure>),
    Members(Vec<(String, Structure)>),
}

impl Structure {
    pub(crate) fn of(node: &Node<'_>) -> Structure {
        match &node.value {
            Value::Sequence(items) => Structure::List(items.iter().map(Structure::of).collect()),
            Value::Mapping(pairs) => {
                let member = |key: &Node<'_>| key.text().unwrap_or_default().to_owned();
                let members = pairs.iter().map(|it| (member(&it.key), Structure::of(&it.value)));
                Structure::Members(members.collect())
            }
            Value::Scalar(scalar) => {
                let text = scalar.text.to_string();
                match node.kind().filter(|_| scalar.style == Style::Plain) {
                    Some(Kind::Null) => Structure::Null,
                    Some(Kind::Bool(says)) => Structure::Bool(says),
                    Some(Kind::Integer(_) | Kind::Float(_)) if is_json_number(&text) => {
                        Structure::Number(text)
                    }
                    _ => Structure::Text(text),
                }
            }
        }
    }

    /// The value that a text is the compact JSON of; `None` if it is not exactly that.
    pub(crate) fn from_compact(text: &str) -> Option<Structure> {
        let mut sink = Sink::new();
        let tree = json::parse(text, SourceId(0), &mut sink);
        let structure = Structure::of(&tree.root?);
        (sink.into_found().is_empty() && structure.compact() == text).then_some(structure)
    }

    /// The value as JSON in one line.
    pub(crate) fn compact(&self) -> String {
        let mut out = String::new();
        self.push_compact(&mut out);
        out
    }

    fn push_compact(&self, out: &mut String) {
        match self {
            Structure::Null => out.push_str("null"),
            Structure::Bool(says) => out.push_str(if *says { "true" } else { "false" }),
            Structure::Number(text) => out.push_str(text),
            Structure::Text(text) => push_string(text, out),
            Structure::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.push_compact(out);
                }
                out.push(']');
            }
            Structure::Members(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    push_string(name, out);
                    out.push(':');
                    value.push_compact(out);
                }
                out.push('}');
            }
        }
    }

    /// True if it says nothing: a missing value, an empty text or list.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Structure::Null => true,
            Structure::Bool(_) | Structure::Number(_) => false,
            Structure::Text(text) => text.is_empty(),
            Structure::List(items) => items.is_empty(),
            Structure::Members(members) => members.is_empty(),
        }
    }
}

/// The text of a value for which CSL has no variable: the text itself, or the compact JSON of
/// anything that has a structure.
pub(super) fn kept(node: &Node<'_>) -> String {
    match node.scalar() {
        Some(scalar) => scalar.text.to_string(),
        None => Structure::of(node).compact(),
    }
}

/// Writes a text in quotation marks, as JSON.
pub(crate) fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// *Source*: RFC 8259, section 6.
fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let has_zero = whole.len() > 1 && whole.starts_with('0');
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    digits(whole) && !has_zero && digits(fraction) && digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::{Structure, is_json_number};

    #[test]
    fn only_compact_json_has_a_structure() {
        for text in [r#"[{"URL":"http://a","b":[1,-2.5e3,true,null]}]"#, "[]", r#"{"a":"\"\n"}"#] {
            assert_eq!(Structure::from_compact(text).unwrap().compact(), text);
        }
        for text in ["[1, 2]", "[a]", "{", "[01]", "[1,]"] {
            assert_eq!(Structure::from_compact(text), None, "{text}");
        }
        assert!(is_json_number("0") && !is_json_number("1.") && !is_json_number("0x1"));
    }
}
