//! The settings for citations in the YAML metadata of a document.

use std::ops::Range;

use crate::diagnostic::{Severity, Sink};
use crate::document::pandoc::{Key, Parsed, Parser, is_free};
use crate::document::{Document, Embedded, Labels, Named, Quoting, Scalar, WrittenMode};
use crate::source::Span;
use crate::syntax::data::{Node, Pair, Style, Value};
use crate::syntax::yaml;

/// Adds the settings of a metadata block to the document, and the first error in the block.
pub(in crate::document) fn read(text: &str, range: Range<usize>, document: &mut Document) {
    let mut sink = Sink::new();
    let tree = yaml::parse_within(text, range.clone(), document.source, &mut sink);
    if begins_text(&text[..range.start]) && !is_template(&text[range.clone()]) {
        let errors = sink.into_sorted().into_iter();
        // Later errors often follow from the first.
        document.diagnostics.extend(errors.filter(|it| it.severity == Severity::Error).take(1));
    }
    let Some(root) = &tree.root else { return };
    for pair in root.pairs().unwrap_or_default() {
        setting(text, pair, document);
        if pair.key.text().is_some_and(|key| PROSE.contains(&key)) {
            prose(&pair.value, &mut document.scalars);
        }
    }
}

/// The keys whose values are running text.
const PROSE: [&str; 9] = [
    "title",
    "subtitle",
    "abstract",
    "description",
    "summary",
    "thanks",
    "acknowledgements",
    "acknowledgments",
    "epigraph",
];

/// Adds the running text of a value that has an `@`.
fn prose(node: &Node<'_>, out: &mut Vec<Scalar>) {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.contains('@') => {
            let quoting = match scalar.style {
                Style::Plain => Quoting::None,
                Style::SingleQuoted => Quoting::Single,
                Style::DoubleQuoted => Quoting::Double,
                Style::Block => Quoting::Block,
            };
            out.push(Scalar { span: scalar.content, quoting });
        }
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| prose(item, out)),
        Value::Mapping(pairs) => pairs.iter().for_each(|pair| prose(&pair.value, out)),
    }
}

/// Adds the setting of one metadata key to the document.
pub(in crate::document) fn setting(text: &str, pair: &Pair<'_>, document: &mut Document) {
    match pair.key.text() {
        Some("bibliography") => files(&pair.value, &mut document.bibliographies),
        Some("csl" | "citation-style") => document.style = named(&pair.value),
        Some("lang") => document.language = named(&pair.value),
        Some("references") if !pair.value.is_null() => {
            let span = pair.key.content_span();
            let name = "references".to_owned();
            let content = pair.key.span.to(pair.value.span);
            document.embedded.push(Embedded { file: Named { name, span }, content });
        }
        Some("nocite") => listed(text, &pair.value, document),
        _ => {}
    }
}

/// True if a block is the first thing in a text; later blocks may not be metadata.
fn begins_text(before: &str) -> bool {
    let before = before.trim_start_matches('\u{FEFF}').trim_start().trim_start_matches('-');
    before.trim_start().is_empty()
}

/// True if the block is a template, from which a program makes YAML.
fn is_template(yaml: &str) -> bool {
    ["{{", "{%", "<%"].iter().any(|mark| yaml.contains(mark))
}

fn named(node: &Node<'_>) -> Option<Named> {
    let name = node.text().filter(|name| !name.trim().is_empty())?;
    Some(Named { name: name.trim().to_owned(), span: node.content_span() })
}

/// The files that a value names: one, a list, or one or a list for each topic.
pub(in crate::document) fn files(node: &Node<'_>, out: &mut Vec<Named>) {
    match &node.value {
        Value::Scalar(_) => out.extend(named(node)),
        Value::Sequence(items) => items.iter().for_each(|item| files(item, out)),
        Value::Mapping(pairs) => pairs.iter().for_each(|pair| files(&pair.value, out)),
    }
}

/// The works that are listed although nothing cites them: `nocite: "@a, @b"`, or `@*` for all.
fn listed(text: &str, node: &Node<'_>, document: &mut Document) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| listed(text, item, document)),
        Value::Mapping(_) => {}
        Value::Scalar(_) => {
            let range = node.content_span().range();
            let mut at = range.start;
            while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find('@')) {
                let place = at + found;
                at = place + 1;
                if let Some((key, end)) = key_at(text, place, range.end, document) {
                    at = end;
                    list(key, document);
                }
            }
        }
    }
}

fn key_at(text: &str, at: usize, end: usize, document: &Document) -> Option<(Key, usize)> {
    if !is_free(text, at) {
        return None;
    }
    let (labels, mut sink) = (Labels::english(), Sink::new());
    let text = &text[..end];
    let source = document.source;
    let mut parser = Parser { text, masked: text, at, source, labels: &labels, sink: &mut sink };
    parser.key().map(|key| (key, parser.at))
}

fn list(key: Key, document: &mut Document) {
    if key.name == "*" {
        document.all_listed.push(key.span);
        return;
    }
    let span = Span::new(key.span.start as usize, key.span.end as usize);
    let mut parsed = Parsed::default();
    key.in_text(&mut parsed);
    parsed.mode = WrittenMode::Nocite;
    document.citations.push(parsed.into_citation(span));
}
