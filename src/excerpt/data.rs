//! The entries of YAML and JSON bibliographies.

use crate::diagnostic::rules::SCHEMA_VIOLATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::excerpt::items::{Excerpt, Item, ItemKind, Written};
use crate::read::{Format, unwrapped};
use crate::source::{SourceId, Span};
use crate::syntax::data::{Node, Value};
use crate::syntax::{json, yaml};

/// CFF: its works have no keys by which one could be asked for.
pub(super) fn cff(text: &str, source: SourceId, sink: &mut Sink) -> Excerpt {
    let tree = yaml::parse(text, source, sink);
    let start = tree.root.map_or(0, |root| root.span.start as usize);
    let message = "the works in a file in CFF have no keys: none can be cut out, renamed or added";
    let found = Diagnostic::new(&SCHEMA_VIOLATION, Span::at(start).in_source(source), message);
    sink.push(found.help("convert the file first: `ibid convert CITATION.cff --to biblatex`"));
    Excerpt::default()
}

/// hayagriva YAML: a mapping of keys to entries.
pub(super) fn hayagriva(text: &str, source: SourceId, sink: &mut Sink) -> Excerpt {
    let tree = yaml::parse(text, source, sink);
    let pairs = tree.root.as_ref().and_then(Node::pairs).unwrap_or_default();
    let entries = pairs.iter().map(|pair| (pair.key.span, vec![key(&pair.key)], &pair.value));
    in_lines(text, entries.collect())
}

/// CSL-YAML: a list of items, which may be under `references`.
pub(super) fn yaml(text: &str, source: SourceId, sink: &mut Sink) -> Excerpt {
    let tree = yaml::parse(text, source, sink);
    let Some(root) = &tree.root else { return Excerpt::default() };
    let list = root.get("references").unwrap_or(root);
    let items = list.items().unwrap_or_default();
    let entries = items.iter().map(|node| (dash(text, node.span), keys(node), node));
    in_lines(text, entries.collect())
}

/// CSL-JSON: an array of items, which may be under `items` or `references`.
pub(super) fn json(text: &str, source: SourceId, sink: &mut Sink) -> Excerpt {
    let tree = json::parse(text, source, sink);
    let Some(root) = &tree.root else { return Excerpt::default() };
    let root = unwrapped(root);
    let list = root.get("items").or_else(|| root.get("references")).unwrap_or(root);
    let nodes = list.items().unwrap_or_default();
    let items: Vec<Item> = nodes.iter().map(|node| item(node.span, keys(node))).collect();
    let start = items.first().map_or(list.span.end, |first| first.span.start);
    let end = items.last().map_or(list.span.end, |last| last.span.end);
    // With the same separator as between the first two.
    let between = items.first().zip(items.get(1));
    let between = between.map(|(a, b)| &text[a.span.end as usize..b.span.start as usize]);
    let separator = between.filter(|it| it.trim() == ",").unwrap_or(",\n").to_owned();
    Excerpt {
        head: Span { start: 0, end: start },
        tail: Span::new(end as usize, text.len()),
        separator,
        items,
        errors: Vec::new(),
    }
}

/// The position of the dash with which a list item begins.
fn dash(text: &str, span: Span) -> Span {
    let before = &text[..span.start as usize];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let at = before[line..].rfind('-').map_or(span.start as usize, |at| line + at);
    Span::new(at, span.end as usize)
}

/// Entries that begin on lines of their own: each extends to the next, with its comments.
fn in_lines(text: &str, entries: Vec<(Span, Vec<Written>, &Node<'_>)>) -> Excerpt {
    let line = |at: u32| text[..at as usize].rfind('\n').map_or(0, |at| at + 1);
    let mut starts: Vec<usize> = Vec::new();
    for (begin, _, _) in &entries {
        let mut start = line(begin.start);
        // Comments directly above it belong to it.
        while start > starts.last().copied().unwrap_or_default() {
            let before = &text[..start - 1];
            let above = before.rfind('\n').map_or(0, |at| at + 1);
            if !text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        starts.push(start);
    }
    // The last entry extends to the end of the list.
    let last = entries.last().map(|(_, _, node)| node.span.end as usize);
    let end =
        last.map_or(text.len(), |at| text[at..].find('\n').map_or(text.len(), |len| at + len + 1));
    let mut items = Vec::new();
    for (number, (_, keys, node)) in entries.into_iter().enumerate() {
        let span = Span::new(starts[number], starts.get(number + 1).copied().unwrap_or(end));
        let mut item = item(span, keys);
        anchors(&text[span.range()], &mut item);
        parents(node, &mut item);
        items.push(item);
    }
    let head = starts.first().copied().unwrap_or_default();
    let tail = if items.is_empty() { text.len() } else { end };
    Excerpt {
        head: Span::new(0, head),
        tail: Span::new(tail, text.len()),
        separator: String::new(),
        items,
        errors: Vec::new(),
    }
}

fn item(span: Span, keys: Vec<Written>) -> Item {
    let (references, uses, defines) = (Vec::new(), Vec::new(), Vec::new());
    Item { span, kind: ItemKind::Entry, keys, references, uses, defines }
}

/// The `id` of an item, and its citation key.
fn keys(node: &Node<'_>) -> Vec<Written> {
    ["id", "citation-key"].iter().filter_map(|name| node.get(name)).map(key).collect()
}

fn key(node: &Node<'_>) -> Written {
    let span = node.content_span();
    let text = node.text().map(str::to_owned);
    Written { key: text.unwrap_or_default(), span }
}

/// The YAML anchors that an entry defines, and those that it uses.
fn anchors(text: &str, item: &mut Item) {
    for (at, mark) in text.match_indices(['&', '*']) {
        let before = text[..at].chars().next_back();
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | '['));
        let name = &rest[..end.unwrap_or(rest.len())];
        if name.is_empty()
            || !before.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '{' | ','))
        {
            continue;
        }
        match mark {
            "&" => item.defines.push(format!("&{name}")),
            _ => item.uses.push(format!("&{name}")),
        }
    }
}

/// The parents that an entry refers to by key.
fn parents(node: &Node<'_>, item: &mut Item) {
    let Some(parent) = node.get("parent") else { return };
    let named: Vec<&Node<'_>> = match &parent.value {
        Value::Scalar(_) => vec![parent],
        Value::Sequence(nodes) => nodes.iter().filter(|node| node.scalar().is_some()).collect(),
        Value::Mapping(_) => Vec::new(),
    };
    item.references.extend(named.into_iter().filter(|node| node.text().is_some()).map(key));
}

/// A key in YAML, in quotation marks if necessary.
pub(super) fn yaml_key(key: &str) -> String {
    let is_plain = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+' | ':'))
        && key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !key.ends_with(':')
        && !matches!(key, "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    match is_plain {
        true => key.to_owned(),
        false => format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// A key in the place of another, which may be in quotation marks; JSON has no others.
pub(super) fn in_place(text: &str, span: Span, key: &str, format: Format) -> (Span, String) {
    let before = text[..span.start as usize].chars().next_back();
    let behind = text[span.end as usize..].chars().next();
    let in_double = || key.replace('\\', "\\\\").replace('"', "\\\"");
    match (before, behind) {
        (Some('"'), Some('"')) => (span, in_double()),
        (Some('\''), Some('\'')) => (span, key.replace('\'', "''")),
        _ if format == Format::CslJson => (span, format!("\"{}\"", in_double())),
        _ => (span, yaml_key(key)),
    }
}
