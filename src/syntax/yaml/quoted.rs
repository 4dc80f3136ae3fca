//! Scalars in quotes: their ends, folded lines and escapes.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::data::{Node, Scalar, Style, Value};
use crate::syntax::yaml::parser::{Parser, line_len};
use crate::syntax::yaml::plain::fold;

impl<'a> Parser<'a> {
    /// The position after the closing quote of a string whose content begins at `at`, if it is on
    /// the same line.
    pub(super) fn quote_end_on_line(&self, mut at: usize, quote: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at)? {
                b'\n' | b'\r' => return None,
                b'\\' if quote == b'"' => at += 2,
                b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
                &byte if byte == quote => return Some(at + 1),
                _ => at += 1,
            }
        }
    }

    /// A quoted string that is known to end on its line.
    pub(super) fn quoted_on_line(&mut self) -> Node<'a> {
        self.quoted(isize::MAX)
    }

    /// Reads a quoted string inside the node in column `parent`.
    pub(super) fn quoted(&mut self, parent: isize) -> Node<'a> {
        let start = self.at;
        let quote = self.text.as_bytes()[start];
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        let (end, simple) = match self.find_quote(start + 1, quote, parent) {
            Some(found) => found,
            None => return self.never_closed(start, style),
        };
        let content = Span::new(start + 1, end);
        let raw = &self.text[start + 1..end];
        let text = if simple {
            Cow::Borrowed(raw)
        } else if quote == b'\'' {
            Cow::Owned(fold_lines(
                raw,
                |line, out| out.push_str(&line.replace("''", "'")),
                |_| false,
            ))
        } else {
            Cow::Owned(self.unescape(raw, start + 1))
        };
        if let Some(newline) = raw.rfind(['\n', '\r']) {
            self.line_start = start + newline + 2;
        }
        self.at = end + 1;
        let span = Span::new(start, end + 1);
        Node { span, value: Value::Scalar(Scalar { text, content, style }), tag: "" }
    }

    /// The position of the closing quote, and whether the content is the same as in the source.
    fn find_quote(&mut self, start: usize, quote: u8, parent: isize) -> Option<(usize, bool)> {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut simple = true;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' if quote == b'"' => {
                    simple = false;
                    // Not over a line end, which the loop must see.
                    at += if matches!(bytes.get(at + 1), Some(b'"' | b'\\')) { 2 } else { 1 };
                }
                b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => {
                    simple = false;
                    at += 2;
                }
                byte if byte == quote => return Some((at, simple)),
                b'\n' | b'\r' => {
                    simple = false;
                    at += 1;
                    if self.outer_key_at(at, parent) && !self.quote_closes_well(at, quote) {
                        return None;
                    }
                }
                _ => at += 1,
            }
        }
        None
    }

    /// True if the line at `line` begins with a key in the column of an outer key.
    pub(super) fn outer_key_at(&self, line: usize, parent: isize) -> bool {
        let rest = &self.text[line..];
        let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if indent as isize > parent {
            return false;
        }
        let first = line + indent;
        let dash = self.text[first..].starts_with('-') && self.blank_at(first + 1);
        dash || self.colon_ahead_at(first).is_some()
    }

    /// True if the next quote of this kind ends the text on its line, as a closing quote does, and
    /// does not open a value.
    fn quote_closes_well(&self, from: usize, quote: u8) -> bool {
        let Some(len) = self.text[from..].find(char::from(quote)) else { return false };
        let rest = &self.text[from + len + 1..];
        let after = rest[..line_len(rest)].trim_start_matches([' ', '\t']);
        after.is_empty() || after.starts_with('#')
    }

    /// An unclosed string is read up to the end of its line.
    fn never_closed(&mut self, start: usize, style: Style) -> Node<'a> {
        let rest = &self.text[start..];
        let line = rest[..line_len(rest)].trim_end();
        let end = start + line.len();
        let quote = Span::new(start, start + 1);
        self.fault(quote, format!("the quote `{}` is never closed", &rest[..1]), None);
        let content = Span::new(start + 1, end);
        let raw = &self.text[content.range()];
        let text = match style {
            Style::DoubleQuoted if raw.contains('\\') => Cow::Owned(self.unescape(raw, start + 1)),
            _ => Cow::Borrowed(raw),
        };
        self.at = end;
        let span = Span::new(start, end);
        Node { span, value: Value::Scalar(Scalar { text, content, style }), tag: "" }
    }

    fn unescape(&mut self, raw: &str, base: usize) -> String {
        let mut wrong = Vec::new();
        let decode = |line: &str, out: &mut String| {
            let offset = line.as_ptr() as usize - raw.as_ptr() as usize;
            let mut at = 0;
            while let Some(found) = line[at..].find('\\') {
                out.push_str(&line[at..at + found]);
                let rest = &line[at + found + 1..];
                let (decoded, len) = escape(rest);
                match decoded {
                    Some(c) => out.push(c),
                    // An escaped line break joins the lines.
                    None if rest.is_empty() => {}
                    None => {
                        out.push('\\');
                        let shown = len.max(rest.chars().next().map_or(0, char::len_utf8));
                        wrong.push((offset + at + found, shown + 1));
                    }
                }
                at += found + 1 + if decoded.is_some() { len } else { 0 };
            }
            out.push_str(&line[at..]);
        };
        let text = fold_lines(raw, decode, ends_escaped);
        for (at, len) in wrong {
            let span = Span::new(base + at, base + at + len);
            let message = format!("`{}` is not an escape", &raw[at..at + len]);
            self.fault(span, message, Some("write a backslash as `\\\\`, or use single quotes"));
        }
        text
    }
}

/// True if a line ends with a backslash that is not itself escaped.
fn ends_escaped(line: &str) -> bool {
    (line.len() - line.trim_end_matches('\\').len()) % 2 == 1
}

/// Folds the lines of a quoted string: blanks around a line break are removed, one break becomes a
/// space, several become one fewer, and an `escaped` break disappears.
fn fold_lines(
    raw: &str,
    mut decode: impl FnMut(&str, &mut String),
    escaped: impl Fn(&str) -> bool,
) -> String {
    let blanks = [' ', '\t'];
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut breaks = 0;
    let mut joins = false;
    let mut first = true;
    loop {
        let len = line_len(rest);
        let last = len == rest.len();
        let mut line = &rest[..len];
        if !first {
            line = line.trim_start_matches(blanks);
        }
        let joins_next = !last && escaped(line);
        if !(last || joins_next) {
            line = line.trim_end_matches(blanks);
        }
        if first || last || !line.is_empty() {
            if breaks > 0 {
                match joins {
                    true => out.extend(std::iter::repeat_n('\n', breaks - 1)),
                    false => fold(&mut out, breaks),
                }
            }
            breaks = 0;
            joins = joins_next;
            decode(line, &mut out);
        }
        if last {
            return out;
        }
        breaks += 1;
        first = false;
        let end = if rest[len..].starts_with("\r\n") { len + 2 } else { len + 1 };
        rest = &rest[end..];
    }
}

/// The character of an escape, without its backslash, and the length in bytes.
///
/// *Source*: YAML 1.2.2, section 5.7.
pub(in crate::syntax) fn escape(rest: &str) -> (Option<char>, usize) {
    let Some(first) = rest.chars().next() else { return (None, 0) };
    let simple = match first {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => first,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return hex(rest, 2),
        'u' => return hex(rest, 4),
        'U' => return hex(rest, 8),
        _ => return (None, 0),
    };
    (Some(simple), 1)
}

fn hex(rest: &str, count: usize) -> (Option<char>, usize) {
    let digits = rest.get(1..=count).filter(|d| d.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let Some(unit) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
        return (None, 0);
    };
    // Two surrogates are one character, as in JSON.
    let low = rest
        .get(count + 1..)
        .and_then(|rest| rest.strip_prefix("\\u"))
        .and_then(|rest| rest.get(..4));
    if let (0xD800..0xDC00, 4, Some(low)) = (unit, count, low)
        && let Ok(low @ 0xDC00..=0xDFFF) = u32::from_str_radix(low, 16)
    {
        return (char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), 11);
    }
    (char::from_u32(unit), count + 1)
}
