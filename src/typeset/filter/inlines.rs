//! Converts pandoc's inlines to text.

use serde_json::Value;

use crate::model::{Mark as TextMark, MarkKind as TextMarkKind, Text};

/// True if an inline or block is of this kind.
pub(super) fn is(value: &Value, kind: &str) -> bool {
    value.get("t").and_then(Value::as_str) == Some(kind)
}

/// The characters of inlines, with the formatting that texts can have.
pub(super) fn text(inlines: &Value) -> Text {
    let mut builder = Builder::default();
    builder.all(inlines);
    Text::with_marks(builder.text, builder.marks)
}

/// The characters of inlines, or of a metadata value.
pub(super) fn plain(value: &Value) -> String {
    text(value).into_string()
}

#[derive(Default)]
struct Builder {
    text: String,
    marks: Vec<TextMark>,
}

impl Builder {
    fn all(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.all(item)),
            Value::Object(_) => self.one(value),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn one(&mut self, inline: &Value) {
        let content = &inline["c"];
        let kind = match inline["t"].as_str().unwrap_or_default() {
            "Str" | "MetaString" => return self.push(content),
            "Space" | "SoftBreak" | "LineBreak" => return self.text.push(' '),
            "Code" | "Math" | "RawInline" => return self.push(&content[1]),
            "Quoted" => {
                let (open, close) = match content[0]["t"].as_str() {
                    Some("SingleQuote") => ('‘', '’'),
                    _ => ('“', '”'),
                };
                self.text.push(open);
                self.all(&content[1]);
                return self.text.push(close);
            }
            "Cite" | "Span" | "Link" | "Image" => return self.all(&content[1]),
            "Emph" => TextMarkKind::Italic,
            "Strong" => TextMarkKind::Bold,
            "Superscript" => TextMarkKind::Superscript,
            "Subscript" => TextMarkKind::Subscript,
            "SmallCaps" => TextMarkKind::SmallCaps,
            "Note" => return,
            _ => return self.all(content),
        };
        let (index, start) = (self.marks.len(), self.text.len() as u32);
        self.marks.push(TextMark { start, end: start, kind });
        self.all(content);
        self.marks[index].end = self.text.len() as u32;
    }

    fn push(&mut self, text: &Value) {
        self.text.push_str(text.as_str().unwrap_or_default());
    }
}
