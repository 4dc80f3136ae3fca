//! Texts as Markdown, as pandoc reads it in CSL-YAML.
//!
//! *Source*: Pandoc User's Guide, "Pandoc's Markdown", inline formatting and backslash escapes.

use std::ops::Range;

use crate::model::{Mark, MarkKind, Text};
use crate::write::marked::write_marked;

/// A text with its markup.
pub(super) fn write(text: &Text) -> String {
    let push = |range: Range<usize>, out: &mut String| {
        push_escaped(text.as_str().get(range).unwrap_or_default(), out);
    };
    write_marked(text, |index, mark| delimiters(text, index, mark), push)
}

/// Writes a text without markup, escaping everything that would be read as markup.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(text, &mut out);
    out
}

/// What is written around marked text. Asterisks are used only for text that begins and ends with a
/// letter or digit and has no other markup at its ends; tags can be used for any text.
fn delimiters(text: &Text, index: usize, mark: &Mark) -> (&'static str, &'static str) {
    let marked = text.as_str().get(mark.start as usize..mark.end as usize).unwrap_or_default();
    let is_alone = text.marks().iter().enumerate().all(|(other, it)| {
        other == index
            || it.end < mark.start
            || it.start > mark.end
            || (it.start > mark.start && it.end < mark.end)
    });
    let has_inner = text.marks().iter().skip(index + 1).any(|it| it.end <= mark.end);
    let is_script = !has_inner && is_script(marked);
    let is_word =
        marked.starts_with(char::is_alphanumeric) && marked.ends_with(char::is_alphanumeric);
    let before = text.as_str().get(..mark.start as usize).unwrap_or_default();
    let is_free = is_alone && is_word && !before.ends_with(char::is_alphanumeric);
    match mark.kind {
        MarkKind::Italic if is_free => ("*", "*"),
        MarkKind::Bold if is_free => ("**", "**"),
        MarkKind::Superscript if is_script => ("^", "^"),
        MarkKind::Subscript if is_script => ("~", "~"),
        MarkKind::SmallCaps => ("[", "]{.smallcaps}"),
        MarkKind::NoCase => ("[", "]{.nocase}"),
        MarkKind::NoDecor => ("[", "]{.nodecor}"),
        kind => kind.tags(),
    }
}

/// True if single marks may be used to raise or lower a text.
fn is_script(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, '^' | '~'))
}

/// Puts a backslash before each character that has a meaning in Markdown.
fn push_escaped(text: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let is_special = match c {
            '\\' | '*' | '_' | '~' | '^' | '[' | ']' | '`' | '<' | '>' | '!' | '&' | '"' | '\''
            | '$' | '@' | '#' | '|' | '{' | '}' => true,
            // `--` is a dash, `...` an ellipsis, and `- ` at the beginning is a list item.
            '-' => rest.starts_with('-') || out.is_empty() || out.ends_with("\\-"),
            '+' => out.is_empty(),
            '.' => rest.starts_with('.') || is_number(out),
            ')' => is_number(out),
            _ => false,
        };
        if is_special {
            out.push('\\');
        }
        out.push(c);
    }
}

/// True if a full stop after this text would make it an item of a numbered list.
fn is_number(text: &str) -> bool {
    text.chars().count() <= 9 && text.chars().all(|c| c.is_ascii_alphanumeric())
}
