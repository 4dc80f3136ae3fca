//! JSON strings: their ends and their escapes.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::data::{Node, Scalar, Style, Value};
use crate::syntax::json::Parser;

/// The bytes that end a string, escape something in it, or cannot be in it.
static MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        table[at] = true;
        at += 1;
    }
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

impl<'a> Parser<'a, '_> {
    /// Reads a string that begins here with this quote.
    pub(super) fn string(&mut self, quote: u8) -> Node<'a> {
        let start = self.at;
        self.at += 1;
        let content_start = self.at;
        let (content_end, escaped) = self.find_end(start, quote);
        let raw = &self.text[content_start..content_end];
        let content = Span::new(content_start, content_end);
        let text = if escaped {
            Cow::Owned(self.unescape(raw, content_start))
        } else {
            Cow::Borrowed(raw)
        };
        let span = Span::new(start, self.at);
        if quote == b'\'' {
            let help = Some("put it in double quotes");
            self.push(span, "a string is in single quotes", help);
        }
        let style = Style::DoubleQuoted;
        Node { span, value: Value::Scalar(Scalar { text, content, style }), tag: "" }
    }

    /// Moves to the end of the string; returns the end of its content, and whether it contains a
    /// `\`.
    fn find_end(&mut self, start: usize, quote: u8) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        let mut control = None;
        loop {
            // Nearly all of a text is in strings, and nearly all of a string means nothing here.
            let rest = bytes.get(self.at..).unwrap_or_default();
            let Some(found) = rest.iter().position(|byte| MAY_END[usize::from(*byte)]) else {
                break;
            };
            self.at += found;
            let byte = rest[found];
            match byte {
                b'\\' => {
                    escaped = true;
                    // The next byte is part of the escape, or of a character.
                    self.at += if bytes.get(self.at + 1).is_some_and(u8::is_ascii) { 2 } else { 1 };
                }
                byte if byte == quote => {
                    let end = self.at;
                    self.at += 1;
                    if let Some(at) = control {
                        self.control_character(at);
                    }
                    return (end, escaped);
                }
                b'\n' | b'\r' if next_line_goes_on(&self.text[self.at + 1..]) => {
                    self.fault(Span::new(start, self.at), "the string is never closed");
                    return (self.at, escaped);
                }
                0..0x20 => {
                    control.get_or_insert(self.at);
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.text.len();
        self.fault(Span::new(start, self.at), "the string is never closed");
        (self.at, escaped)
    }

    fn control_character(&mut self, at: usize) {
        let (name, help) = match self.text.as_bytes().get(at) {
            Some(b'\n' | b'\r') => ("a line break", "write it as `\\n`"),
            Some(b'\t') => ("a tab", "write it as `\\t`"),
            _ => ("a control character", "take it away"),
        };
        self.push(Span::new(at, at + 1), format!("{name} is inside a string"), Some(help));
    }

    fn unescape(&mut self, raw: &str, base: usize) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut at = 0;
        while let Some(found) = raw[at..].find('\\') {
            out.push_str(&raw[at..at + found]);
            let escape = at + found;
            let rest = &raw[escape + 1..];
            let (decoded, len) = match rest.chars().next() {
                Some('"') => (Some('"'), 1),
                Some('\\') => (Some('\\'), 1),
                Some('/') => (Some('/'), 1),
                Some('b') => (Some('\u{8}'), 1),
                Some('f') => (Some('\u{c}'), 1),
                Some('n') => (Some('\n'), 1),
                Some('r') => (Some('\r'), 1),
                Some('t') => (Some('\t'), 1),
                Some('u') => unicode_escape(rest),
                _ => (None, 0),
            };
            match decoded {
                Some(c) => out.push(c),
                None => {
                    let shown = len.max(rest.chars().next().map_or(0, char::len_utf8));
                    let span = Span::new(base + escape, base + escape + 1 + shown);
                    let message = format!("`\\{}` is not an escape", &rest[..shown]);
                    self.push(span, message, Some("write a backslash as `\\\\`"));
                    out.push_str(if len > 0 { "\u{fffd}" } else { "\\" });
                }
            }
            at = escape + 1 + len;
        }
        out.push_str(&raw[at..]);
        out
    }
}

/// True if the line after an unclosed string looks as if the string had ended: it begins with a
/// key, or contains only closing brackets.
fn next_line_goes_on(rest: &str) -> bool {
    let line = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    if let Some(inside) = line.strip_prefix('"') {
        return inside.find('"').is_some_and(|end| inside[end + 1..].trim_start().starts_with(':'));
    }
    !line.is_empty() && line.bytes().all(|byte| b"{}[], ".contains(&byte))
}

/// The character of `uXXXX`, or of a pair of surrogates, and the length in bytes; a surrogate
/// without its partner is not a character.
fn unicode_escape(rest: &str) -> (Option<char>, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at + 1..at + 5)?;
        let hex = rest[at..].starts_with('u') && digits.bytes().all(|b| b.is_ascii_hexdigit());
        hex.then(|| u32::from_str_radix(digits, 16).ok())?
    };
    let Some(high) = unit(0) else { return (None, 0) };
    if let Some(c) = char::from_u32(high) {
        return (Some(c), 5);
    }
    let low = rest.get(5..6).filter(|&c| c == "\\").and_then(|_| unit(6));
    match low {
        Some(low @ 0xDC00..=0xDFFF) if high < 0xDC00 => {
            (char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 11)
        }
        _ => (None, 5),
    }
}
