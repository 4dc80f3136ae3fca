//! Texts in TeX: markup as commands, protected letter case in braces, special characters escaped.
//! Characters beyond ASCII are written as they are.

use std::ops::Range;

use crate::model::{Mark, MarkKind, Text};
use crate::write::marked::write_marked;

/// What braces mean where a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Braces {
    /// They protect letter case, as in titles.
    Protect,
    /// They mean nothing.
    Idle,
}

/// A text with its markup.
pub(super) fn write(text: &Text, braces: Braces) -> String {
    let delimiters = |index: usize, mark: &Mark| match mark.kind {
        MarkKind::NoCase if braces == Braces::Protect => protection(text, index, mark),
        kind => command(kind),
    };
    write_marked(text, delimiters, |range, out| push_escaped(text.as_str(), range, out))
}

/// Characters without markup.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(text, 0..text.len(), &mut out);
    out
}

/// The braces around protected text. A group that begins with a command is not protected, so an
/// empty group comes first.
fn protection(text: &Text, index: usize, mark: &Mark) -> (&'static str, &'static str) {
    let marked = text.as_str().get(mark.start as usize..mark.end as usize).unwrap_or_default();
    let next = text.marks().get(index + 1);
    let begins_with_mark = next.is_some_and(|next| next.start == mark.start);
    let begins_with_command = marked.starts_with(|c: char| is_escaped(c));
    if begins_with_mark || begins_with_command { ("{{}", "}") } else { ("{", "}") }
}

fn command(kind: MarkKind) -> (&'static str, &'static str) {
    match kind {
        MarkKind::Italic => ("\\textit{", "}"),
        MarkKind::Bold => ("\\textbf{", "}"),
        MarkKind::Superscript => ("\\textsuperscript{", "}"),
        MarkKind::Subscript => ("\\textsubscript{", "}"),
        MarkKind::SmallCaps => ("\\textsc{", "}"),
        MarkKind::NoCase | MarkKind::NoDecor => ("", ""),
    }
}

/// True if a character is written as a command.
fn is_escaped(c: char) -> bool {
    matches!(c, '\\' | '{' | '}' | '$' | '&' | '%' | '#' | '_' | '~' | '^' | '`' | '‘')
}

/// Escapes what has a meaning in TeX.
fn push_escaped(content: &str, range: Range<usize>, out: &mut String) {
    let Some(text) = content.get(range.clone()) else { return };
    for (at, c) in text.char_indices() {
        let before = content[..range.start + at].chars().next_back();
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '\u{a0}' => out.push('~'),
            // Two of these signs would be read as another.
            '-' | '<' | '>' | ',' if before == Some(c) => {
                out.push_str("{}");
                out.push(c);
            }
            '\'' if before == Some('\'') => out.push_str("{}'"),
            c => out.push(c),
        }
    }
}
