//! Formattable strings: text in which braces protect letter case and dollar signs enclose
//! mathematics.

use std::borrow::Cow;

use crate::diagnostic::Severity;
use crate::model::{Mark, MarkKind, Text};
use crate::read::hayagriva::Reader;
use crate::read::hayagriva::item::{Field, Leaf, Value};
use crate::read::lines::one_line;
use crate::read::violation::violation;
use crate::syntax::data::{Node, Pair, Value as Tree};

impl Reader<'_> {
    /// A string, or a mapping of `value`, `short` and `verbatim`.
    pub(super) fn formatted(
        &mut self,
        field: Field,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        let Some(parts) = pair.value.pairs() else {
            let origin = self.origin(name, pair);
            if let Some(text) = self.string(name, &pair.value) {
                leaves.push(Leaf::new(field, Value::Text(text), origin));
            }
            return;
        };
        let path = format!("{name}.");
        self.repeated(parts, &path);
        if pair.value.get("value").is_none() {
            self.missing_part(name, "value", pair);
        }
        for part in parts {
            let key = part.key.text().unwrap_or_default();
            let name = &format!("{path}{key}");
            let short = if field == Field::Title { Field::TitleShort } else { Field::Other };
            let target = match key {
                "value" => field,
                "short" if part.value.is_null() => continue,
                "short" => short,
                "verbatim" => {
                    self.is_true(name, &part.value);
                    continue;
                }
                _ => {
                    self.unknown(name, part, &["value", "short", "verbatim"], leaves);
                    continue;
                }
            };
            let origin = self.origin(name, part);
            let verbatim = pair.value.get("verbatim").and_then(Node::text) == Some("true");
            if let Some(text) = self.chunked(name, &part.value, verbatim) {
                leaves.push(Leaf::new(target, Value::Text(text), origin));
            }
        }
    }

    /// A string, or a mapping of `value` and `verbatim`.
    fn chunked(&mut self, name: &str, node: &Node<'_>, verbatim: bool) -> Option<Text> {
        if let Tree::Mapping(_) = node.value {
            let verbatim = node.get("verbatim").and_then(Node::text) == Some("true");
            let value = node.get("value").filter(|value| value.scalar().is_some());
            if value.is_none() {
                self.wrong_kind(name, node, "text, or a mapping with a `value`");
            }
            return value.and_then(|value| self.chunked(name, value, verbatim));
        }
        if verbatim {
            let text = self.text_of(name, node)?;
            let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
            return Some(Text::with_marks(
                text,
                vec![Mark { start: 0, end, kind: MarkKind::NoCase }],
            ));
        }
        self.string(name, node)
    }

    fn is_true(&mut self, name: &str, node: &Node<'_>) {
        if !matches!(node.text(), Some("true" | "false")) {
            self.wrong_kind(name, node, "`true` or `false`");
        }
    }

    fn string(&mut self, name: &str, node: &Node<'_>) -> Option<Text> {
        let text = self.text_of(name, node)?;
        // The lines of a block text are not those of the value.
        let text = match name {
            "note" | "abstract" => Cow::Borrowed(text),
            _ => one_line(text),
        };
        if !text.bytes().any(|byte| matches!(byte, b'{' | b'}' | b'$' | b'\\')) {
            return Some(Text::plain(text.into_owned()));
        }
        let (read, faults) = parse(&text);
        for fault in faults {
            let place = node.scalar().map_or(node.span, |it| it.span_of(fault.at, fault.at + 1));
            let (message, help) = fault.said();
            let mut diagnostic = violation(self.id, place, message).help(help);
            if fault.sign != '}' {
                // hayagriva reads on to the end of the text.
                diagnostic = diagnostic.severity(Severity::Warning);
            }
            self.report(name, diagnostic);
        }
        Some(read)
    }
}

/// A sign without its partner, and its position in the text.
struct Fault {
    at: usize,
    sign: char,
}

impl Fault {
    fn said(&self) -> (&'static str, &'static str) {
        match self.sign {
            '}' => ("this `}` closes nothing", "write `\\}` for a brace that is printed"),
            '{' => ("this `{` is never closed", "write `\\{` for a brace that is printed"),
            _ => (
                "this `$` begins mathematics that never ends",
                "write `\\$` for a dollar that is printed",
            ),
        }
    }
}

/// Reads the signs; text in braces or between dollar signs keeps its letter case.
fn parse(input: &str) -> (Text, Vec<Fault>) {
    let mut content = String::with_capacity(input.len());
    let mut marks: Vec<Mark> = Vec::new();
    let mut faults = Vec::new();
    let mut braces: Vec<usize> = Vec::new();
    let mut math: Option<usize> = None;
    let mut chars = input.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let kept_before = !braces.is_empty() || math.is_some();
        let start = content.len();
        match c {
            '\\' if chars.peek().is_some_and(|(_, next)| "\\{}$".contains(*next)) => {
                content.extend(chars.next().map(|(_, next)| next));
            }
            '{' if math.is_none() => braces.push(at),
            '}' if math.is_none() => {
                if braces.pop().is_none() {
                    faults.push(Fault { at, sign: '}' });
                    content.push('}');
                }
            }
            '$' => {
                math = if math.is_some() { None } else { Some(at) };
                content.push('$');
            }
            c => content.push(c),
        }
        let kept = kept_before || math.is_some();
        if kept && content.len() > start {
            keep_case(&mut marks, start as u32, content.len() as u32);
        }
    }
    faults.extend(braces.first().map(|&at| Fault { at, sign: '{' }));
    faults.extend(math.map(|at| Fault { at, sign: '$' }));
    (Text::with_marks(content, marks), faults)
}

/// Marks a piece, and joins it to the piece before if they touch.
fn keep_case(marks: &mut Vec<Mark>, start: u32, end: u32) {
    match marks.last_mut() {
        Some(last) if last.end == start => last.end = end,
        _ => marks.push(Mark { start, end, kind: MarkKind::NoCase }),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn braces_and_dollars_hold_the_case() {
        let markup = |input| parse(input).0.to_csl_markup();
        let nocase = |inside: &str| format!("<span class=\"nocase\">{inside}</span>");
        assert_eq!(markup("{imagiNary} Press"), format!("{} Press", nocase("imagiNary")));
        assert_eq!(markup("a {b{c}d}{e} f"), format!("a {} f", nocase("bcde")));
        assert_eq!(markup("the $x^{2}$ law"), format!("the {} law", nocase("$x^{2}$")));
        assert_eq!(markup(r"a \{b\} \$ \\ \x"), r"a {b} $ \ \x");
        assert_eq!(parse("a } b {c").1.len(), 2);
        assert_eq!(parse("costs $5").1.len(), 1);
    }
}
