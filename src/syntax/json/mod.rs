//! Parses JSON, however broken, into a [`Tree`] with spans.
//!
//! Mistakes that people commonly make are reported and read as they were meant: comments, missing
//! or extra commas, unclosed brackets, keys without quotes. A missing bracket is assumed where the
//! text can only continue outside of it, so that one broken entry does not affect its neighbours.
//!
//! *Source*: RFC 8259.

mod array;
mod parts;
mod string;

use std::borrow::Cow;

use crate::diagnostic::rules::{PARSE_ERROR, SKIPPED_CONTENT};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{SourceId, Span};
use crate::syntax::data::{Node, Pair, Scalar, Style, Tree, Value, close_braced};

pub(crate) use parts::Parts;

/// The maximum nesting of arrays and objects; deeper ones are reported and skipped.
pub const MAX_DEPTH: usize = 128;

/// Parses a text; errors are pushed into the sink.
pub fn parse<'a>(text: &'a str, id: SourceId, sink: &mut Sink) -> Tree<'a> {
    let mut parser = Parser::new(text, id, sink);
    parser.begin();
    if parser.at == text.len() {
        let message = "there is no JSON value here";
        parser.fault(Span::at(parser.at), message);
        return Tree { root: None, comments: parser.comments };
    }
    let root = parser.value();
    parser.rest();
    Tree { root: Some(root), comments: parser.comments }
}

struct Parser<'a, 's> {
    text: &'a str,
    /// The next byte; always on a character boundary.
    at: usize,
    id: SourceId,
    sink: &'s mut Sink,
    comments: Vec<Span>,
    /// The brackets open at this position, the innermost last.
    open: Vec<u8>,
}

impl<'a, 's> Parser<'a, 's> {
    fn new(text: &'a str, id: SourceId, sink: &'s mut Sink) -> Self {
        Parser { text, at: 0, id, sink, comments: Vec::new(), open: Vec::new() }
    }

    /// Skips what may be before the value.
    fn begin(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        self.blanks();
    }

    fn fault(&mut self, span: Span, message: impl Into<String>) {
        self.push(span, message, None);
    }

    fn push(&mut self, span: Span, message: impl Into<String>, help: Option<&str>) {
        let mut diagnostic = Diagnostic::new(&PARSE_ERROR, span.in_source(self.id), message);
        diagnostic.help = help.map(str::to_owned);
        self.sink.push(diagnostic);
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips blanks, and comments too, although JSON has none.
    fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                // Most blanks indent a line.
                b' ' | b'\t' | b'\n' | b'\r' => {
                    let rest = &self.text.as_bytes()[self.at + 1..];
                    self.at += 1 + rest.iter().take_while(|byte| **byte == b' ').count();
                }
                b'/' if self.comment() => {}
                // A no-break space or another invisible space that an editor inserted.
                0x80.. => match self.text[self.at..].chars().next() {
                    Some(c) if c.is_whitespace() => self.at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
    }

    fn comment(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let len = if rest.starts_with("//") {
            rest.find(['\n', '\r']).unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            return false;
        };
        let span = Span::new(self.at, self.at + len);
        if self.comments.is_empty() {
            self.push(span, "JSON has no comments", Some("put the remark in a `note` or `custom`"));
        }
        self.comments.push(span);
        self.at += len;
        true
    }

    /// Reports text after the value.
    fn rest(&mut self) {
        self.blanks();
        if self.at < self.text.len() {
            let end = self.text.trim_end().len().max(self.at);
            let span = Span::new(self.at, end).in_source(self.id);
            let message = "text after the end of the JSON value is not read";
            self.sink.push(Diagnostic::new(&SKIPPED_CONTENT, span, message));
        }
    }

    fn value(&mut self) -> Node<'a> {
        match self.peek() {
            Some(b'{' | b'[') if self.open.len() >= MAX_DEPTH => self.too_deep(),
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(quote @ (b'"' | b'\'')) => self.string(quote),
            Some(_) => self.word(),
            None => Node::empty(self.at),
        }
    }

    fn object(&mut self) -> Node<'a> {
        let start = self.at;
        self.open.push(b'{');
        self.at += 1;
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        let mut comma = None;
        loop {
            self.blanks();
            match self.peek() {
                Some(b'}') => {
                    self.close(comma);
                    break;
                }
                Some(b',') => self.stray_comma(),
                // A value is not possible in place of a key, so it is the next item of the outer
                // list.
                Some(b'{') if self.inside(b'[') => {
                    self.never_closed(start, comma);
                    if pairs.is_empty() {
                        // A bracket alone is no item.
                        self.open.pop();
                        return Node::empty(start);
                    }
                    break;
                }
                Some(b']') if self.inside(b'[') => {
                    self.never_closed(start, comma);
                    break;
                }
                Some(b']' | b'{' | b'[') => self.stray(),
                None => {
                    self.never_closed(start, None);
                    break;
                }
                Some(_) => {
                    if comma.is_none() {
                        self.missing_comma(pairs.last().map(|pair| pair.value.span));
                    }
                    let mut pair = self.pair();
                    comma = self.comma();
                    pair.comma = comma.map(|at| Span::new(at, at + 1)).unwrap_or_default();
                    pairs.push(pair);
                }
            }
        }
        self.open.pop();
        close_braced(&mut pairs);
        Node { span: Span::new(start, self.at), value: Value::Mapping(pairs), tag: "" }
    }

    fn pair(&mut self) -> Pair<'a> {
        let key = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.string(quote),
            _ => self.bare_key(),
        };
        self.blanks();
        let after_key = self.at;
        let colon = self.peek() == Some(b':');
        if colon {
            self.at += 1;
            self.blanks();
        } else {
            let message = format!("there is no `:` after the key `{}`", shortened(key.text()));
            self.fault(key.span, message);
        }
        let value = match self.peek() {
            None | Some(b',' | b'}' | b']') => {
                if colon {
                    let message = format!("the key `{}` has no value", shortened(key.text()));
                    self.fault(key.span, message);
                }
                Node::empty(if colon { after_key + 1 } else { after_key })
            }
            Some(b'"') if !colon && self.string_is_key() => Node::empty(after_key),
            Some(b':') => {
                self.stray();
                self.blanks();
                self.value()
            }
            Some(_) => self.value(),
        };
        Pair::new(key, value)
    }

    /// True if the string that begins here is followed by a `:`.
    fn string_is_key(&self) -> bool {
        let rest = &self.text[self.at + 1..];
        // Up to the first of the two: a line may be a whole file.
        let Some(end) = rest.find(['"', '\n']).filter(|&end| rest[end..].starts_with('"')) else {
            return false;
        };
        rest[end + 1..].trim_start_matches([' ', '\t']).starts_with(':')
    }

    fn bare_key(&mut self) -> Node<'a> {
        let start = self.at;
        let rest = &self.text[start..];
        let len = rest.find([':', ',', '}', ']', '{', '[', '"', '\n']).unwrap_or(rest.len());
        // At least one character, or the calling loop would never end.
        let len = len.max(rest.chars().next().map_or(0, char::len_utf8));
        let key = rest[..len].trim_end();
        let key = if key.is_empty() { &rest[..len] } else { key };
        self.at += key.len();
        let node = self.scalar(start, Style::Plain);
        self.fault(node.span, format!("the key `{}` has no double quotes", shortened(Some(key))));
        node
    }

    /// True if this bracket is open outside the innermost one.
    fn inside(&self, bracket: u8) -> bool {
        let outside = self.open.len().saturating_sub(1);
        self.open[..outside].last() == Some(&bracket)
    }

    /// Skips a comma, and returns its position.
    fn comma(&mut self) -> Option<usize> {
        self.blanks();
        let here = self.at;
        (self.peek() == Some(b',')).then(|| {
            self.at += 1;
            here
        })
    }

    fn close(&mut self, comma: Option<usize>) {
        if let Some(comma) = comma {
            let closing = self.text[self.at..].chars().next().unwrap_or_default();
            let message = format!("there is a comma before the closing `{closing}`");
            self.push(Span::new(comma, comma + 1), message, Some("take the comma away"));
        }
        self.at += 1;
    }

    /// Reports the bracket at `start` as unclosed, and returns its last comma to the outer list.
    fn never_closed(&mut self, start: usize, comma: Option<usize>) {
        let bracket = &self.text[start..start + 1];
        self.fault(Span::new(start, start + 1), format!("`{bracket}` is never closed"));
        self.at = comma.unwrap_or(self.at);
    }

    fn stray_comma(&mut self) {
        let span = Span::new(self.at, self.at + 1);
        self.fault(span, "there is nothing before this comma");
        self.at += 1;
    }

    fn stray(&mut self) {
        let rest = &self.text[self.at..];
        let c = rest.chars().next().unwrap_or_default();
        // A run of the same error is reported once.
        let len = rest.len() - rest.trim_start_matches(c).len();
        let span = Span::new(self.at, self.at + len);
        self.fault(span, format!("`{c}` is out of place"));
        self.at += len;
    }

    fn missing_comma(&mut self, last: Option<Span>) {
        if let Some(last) = last {
            let span = Span::at(last.end as usize);
            self.push(span, "there is no comma between these values", Some("put a `,` here"));
        }
    }

    /// A number, `true`, `false`, `null`, or a word that lacks quotes.
    fn word(&mut self) -> Node<'a> {
        let start = self.at;
        let rest = &self.text[start..];
        let ends = |byte: u8| {
            matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'"' | b'\n' | b'\r' | b':')
        };
        let len = rest.bytes().position(ends).unwrap_or(rest.len());
        let whole = rest[..len].trim_end();
        let first = whole.split_whitespace().next().unwrap_or_default();
        let word = if is_literal(first) { first } else { whole };
        let word = match word {
            "" => &rest[..rest.chars().next().map_or(0, char::len_utf8)],
            word => word,
        };
        self.at += word.len();
        let node = self.scalar(start, Style::Plain);
        if !is_literal(word) {
            let message = format!("`{}` is not a JSON value", shortened(Some(word)));
            self.push(node.span, message, Some("put it in double quotes"));
        }
        node
    }

    fn scalar(&self, start: usize, style: Style) -> Node<'a> {
        let span = Span::new(start, self.at);
        let text = Cow::Borrowed(&self.text[start..self.at]);
        Node { span, value: Value::Scalar(Scalar { text, content: span, style }), tag: "" }
    }

    /// Reports nesting that is too deep, and skips to the closing bracket.
    fn too_deep(&mut self) -> Node<'a> {
        let start = self.at;
        let span = Span::new(start, start + 1);
        self.fault(span, format!("values lie more than {MAX_DEPTH} deep in one another"));
        let mut depth = 0usize;
        let mut quoted = false;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' if quoted && bytes.get(self.at).is_some_and(u8::is_ascii) => self.at += 1,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Node { span: Span::new(start, self.at), ..Node::empty(start) }
    }
}

fn is_literal(word: &str) -> bool {
    matches!(word, "true" | "false" | "null") || is_number(word)
}

/// *Source*: RFC 8259, section 6.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
        }
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

/// The beginning of a text, short enough for a message.
fn shortened(text: Option<&str>) -> Cow<'_, str> {
    let text = text.unwrap_or_default();
    match text.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests;
