//! The common tree of YAML and JSON: scalars, sequences and mappings, each with its exact span.
//!
//! JSON is represented in the same way: its numbers and words are plain scalars, and its strings
//! are quoted ones. So code that reads one syntax can read the other.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::source::Span;

/// A parsed text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tree<'a> {
    /// The outermost node; `None` if the text contains only blanks and comments.
    pub root: Option<Node<'a>>,
    /// The comments, with their `#` or `//`, in source order.
    pub comments: Vec<Span>,
}

/// A value and its span.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node<'a> {
    /// The value with its quotes or brackets; empty if nothing is written.
    pub span: Span,
    /// The value.
    pub value: Value<'a>,
    /// The tag as written, with its `!`; empty if there is none.
    pub tag: &'a str,
}

/// The content of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// One piece of text.
    Scalar(Scalar<'a>),
    /// Values in order.
    Sequence(Vec<Node<'a>>),
    /// Keys and their values in source order, including repeated keys.
    Mapping(Vec<Pair<'a>>),
}

/// One key of a mapping and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair<'a> {
    /// The key.
    pub key: Node<'a>,
    /// The value; an empty plain scalar if nothing is written.
    pub value: Node<'a>,
    /// The comma after it; empty if there is none, as in a YAML block.
    pub comma: Span,
    /// The span to remove in order to delete the pair, such that the rest parses as before; empty
    /// if that is uncertain.
    pub whole: Span,
}

/// The beginning of a text, which may be long: enough to tell what it contains. It ends with a line
/// if the lines are not too long for that.
pub(crate) fn beginning(text: &str) -> &str {
    const ENOUGH: usize = 256 << 10;
    if text.len() <= ENOUGH {
        return text;
    }
    let head = &text[..text.floor_char_boundary(ENOUGH)];
    head.rfind('\n').map_or(head, |end| &head[..=end])
}

impl<'a> Pair<'a> {
    /// Creates a pair without a comma.
    pub(super) fn new(key: Node<'a>, value: Node<'a>) -> Self {
        Pair { key, value, comma: Span::default(), whole: Span::default() }
    }

    /// True if the value comes from an alias, whose anchor is before the key.
    pub fn is_alias(&self) -> bool {
        self.value.span.start < self.key.span.start
    }
}

/// Finds the span to remove in order to delete a pair of a mapping in braces: the pair with the
/// comma after it, or else with the comma before it.
pub(super) fn close_braced(pairs: &mut [Pair<'_>]) {
    let is_several = pairs.len() > 1;
    let mut before = Span::default();
    // Without its only pair, a mapping has a different meaning.
    for pair in pairs.iter_mut().filter(|_| is_several) {
        let (start, end) = (pair.key.span.start, pair.value.span.end.max(pair.key.span.end));
        pair.whole = match (pair.is_alias(), pair.comma.is_empty(), before.is_empty()) {
            (true, ..) => Span::default(),
            (_, false, _) => Span { start, end: pair.comma.end.max(end) },
            (_, true, true) => Span { start, end },
            (_, true, false) => Span { start: before.start.min(start), end },
        };
        before = pair.comma;
    }
}

/// The same for a mapping of lines: a pair is removed with its lines if it begins a line and has no
/// anchor.
pub(super) fn close_lines(text: &str, pairs: &mut [Pair<'_>]) {
    if pairs.len() > 1 {
        close_lines_among_others(text, pairs);
    }
}

/// The same for some of several pairs.
pub(super) fn close_lines_among_others(text: &str, pairs: &mut [Pair<'_>]) {
    for pair in pairs {
        let (start, end) = (pair.key.span.start, pair.value.span.end.max(pair.key.span.end));
        let before = text.get(..start as usize).unwrap_or_default().trim_end_matches(' ');
        let begins_line = before.is_empty() || before.ends_with(['\n', '\r']);
        let between = text.get(pair.key.span.end as usize..pair.value.span.start as usize);
        let has_anchor = between.is_none_or(|between| between.contains('&'));
        if begins_line && !has_anchor && !pair.is_alias() {
            pair.whole = Span { start, end };
        }
    }
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scalar<'a> {
    /// The characters, with escapes resolved and lines folded. Borrowed if they are the same bytes
    /// as in the source.
    pub text: Cow<'a, str>,
    /// The span of the characters, without quotes.
    pub content: Span,
    /// How it is written.
    pub style: Style,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// Bare: a number, a word, or text that needs no quotes.
    Plain,
    /// In single quotes.
    SingleQuoted,
    /// In double quotes.
    DoubleQuoted,
    /// After `|` or `>`.
    Block,
}

/// What a scalar means, according to the core schema.
///
/// *Source*: YAML 1.2.2, section 10.3.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// Null: an empty plain scalar, `~`, `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or an exponent, or one that is too large for an integer.
    Float(f64),
    /// Text.
    Text,
}

impl<'a> Node<'a> {
    /// Creates a node for a missing value.
    pub fn empty(offset: usize) -> Self {
        let span = Span::at(offset);
        let scalar = Scalar { text: Cow::Borrowed(""), content: span, style: Style::Plain };
        Node { span, value: Value::Scalar(scalar), tag: "" }
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar<'a>> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The pairs of a mapping.
    pub fn pairs(&self) -> Option<&[Pair<'a>]> {
        match &self.value {
            Value::Mapping(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// The items of a sequence.
    pub fn items(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The first value with this key, if this is a mapping.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.pairs()?.iter().find(|pair| pair.key.text() == Some(key)).map(|pair| &pair.value)
    }

    /// The characters of a scalar, whatever its meaning.
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|scalar| scalar.text.as_ref())
    }

    /// The span of the value, without quotes.
    pub fn content_span(&self) -> Span {
        self.scalar().map_or(self.span, |scalar| scalar.content)
    }

    /// The meaning of a scalar; `None` for a sequence or a mapping.
    pub fn kind(&self) -> Option<Kind> {
        let scalar = self.scalar()?;
        Some(match (scalar.style, self.tag) {
            (Style::Plain, "") => scalar.plain_kind(),
            (Style::Plain, tag) if !matches!(tag, "!" | "!!str") => scalar.plain_kind(),
            _ => Kind::Text,
        })
    }

    /// True if nothing is written, or a word for null.
    pub fn is_null(&self) -> bool {
        self.kind() == Some(Kind::Null)
    }

    /// A description for messages: `a number`, `a list`.
    pub fn described(&self) -> &'static str {
        match &self.value {
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
            Value::Scalar(_) => match self.kind() {
                Some(Kind::Null) => "nothing",
                Some(Kind::Bool(_)) => "a truth value",
                Some(Kind::Integer(_) | Kind::Float(_)) => "a number",
                _ => "text",
            },
        }
    }
}

impl Scalar<'_> {
    /// The span of the bytes `start..end` of `text`; the whole content if the text does not have
    /// the same bytes as the source.
    pub fn span_of(&self, start: usize, end: usize) -> Span {
        let base = self.content.start as usize;
        match self.text {
            Cow::Borrowed(text) if start <= end && end <= text.len() => {
                Span::new(base + start, base + end)
            }
            _ => self.content,
        }
    }

    fn plain_kind(&self) -> Kind {
        let text = self.text.as_ref();
        // Nearly every scalar is a word, which its first letter shows.
        if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.~nNtTfF".contains(c))
            && !text.is_empty()
        {
            return Kind::Text;
        }
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
            "true" | "True" | "TRUE" => Kind::Bool(true),
            "false" | "False" | "FALSE" => Kind::Bool(false),
            ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Kind::Float(f64::INFINITY),
            "-.inf" | "-.Inf" | "-.INF" => Kind::Float(f64::NEG_INFINITY),
            ".nan" | ".NaN" | ".NAN" => Kind::Float(f64::NAN),
            text => number(text),
        }
    }
}

/// A decimal number, or an integer after `0x`, `0o` or `0b`. A number with leading zeros is text,
/// since the zeros have a meaning there.
fn number(text: &str) -> Kind {
    let (negative, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Kind::Text;
    }
    let bases = [("0x", 16), ("0o", 8), ("0b", 2)];
    for (prefix, base) in bases {
        if let Some(rest) = digits.strip_prefix(prefix) {
            let whole = rest.bytes().all(|byte| byte.is_ascii_hexdigit());
            let parsed = whole.then(|| i64::from_str_radix(rest, base).ok()).flatten();
            return parsed.map_or(Kind::Text, |n| Kind::Integer(if negative { -n } else { n }));
        }
    }
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits && digits.len() > 1 && digits.starts_with('0') {
        return Kind::Text;
    }
    if all_digits && let Ok(integer) = text.parse() {
        return Kind::Integer(integer);
    }
    let numeric = |byte: u8| byte.is_ascii_digit() || b".eE+-".contains(&byte);
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() && digits.bytes().all(numeric) => Kind::Float(float),
        _ => Kind::Text,
    }
}

/// The repeated keys of a mapping, each with the first pair that has the key.
pub fn repeated_keys<'m, 'a>(pairs: &'m [Pair<'a>]) -> Vec<(&'m Pair<'a>, &'m Pair<'a>)> {
    let mut repeated = Vec::new();
    if pairs.len() <= 24 {
        for (index, pair) in pairs.iter().enumerate().skip(1) {
            let Some(key) = pair.key.text() else { continue };
            let earlier = pairs[..index].iter().find(|earlier| earlier.key.text() == Some(key));
            repeated.extend(earlier.map(|first| (first, pair)));
        }
        return repeated;
    }
    let mut seen: HashMap<&str, &Pair<'a>> = HashMap::with_capacity(pairs.len());
    for pair in pairs {
        let Some(key) = pair.key.text() else { continue };
        match seen.get(key) {
            Some(first) => repeated.push((*first, pair)),
            None => {
                seen.insert(key, pair);
            }
        }
    }
    repeated
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Kind, Node, Scalar, Style, Value};
    use crate::source::Span;

    fn kind(text: &str) -> Kind {
        let content = Span::new(0, text.len());
        let scalar = Scalar { text: Cow::Borrowed(text), content, style: Style::Plain };
        Node { span: content, value: Value::Scalar(scalar), tag: "" }.kind().unwrap()
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for text in ["", "~", "null", "NULL"] {
            assert_eq!(kind(text), Kind::Null);
        }
        assert_eq!(kind("true"), Kind::Bool(true));
        assert_eq!(kind("1984"), Kind::Integer(1984));
        assert_eq!(kind("-44"), Kind::Integer(-44));
        assert_eq!(kind("0x10"), Kind::Integer(16));
        assert_eq!(kind("2003.13722"), Kind::Float(2003.13722));
        assert_eq!(kind("1e3"), Kind::Float(1000.0));
        for text in
            ["007", "1-4", "nan", "infinity", "tea", "1_000", "0x", "-", "2020-01", "1e", "."]
        {
            assert_eq!(kind(text), Kind::Text, "{text}");
        }
    }
}
