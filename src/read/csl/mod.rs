//! CSL-JSON, and CSL-YAML, which has the same structure in another syntax, with Markdown in its
//! texts.
//!
//! The input is a tree of [`crate::syntax::json`] or [`crate::syntax::yaml`]; the output is a
//! library. A text is a list of items, a single item, or a mapping with the list under `references`
//! or `items`, as written by pandoc and Zotero.
//!
//! *Source*: CSL 1.0.2, `csl-data.json`; where real files go beyond it, what citeproc-js reads.

mod date;
mod dialect;
mod item;
mod name;
mod note;
mod parts;
mod recognition;
mod structure;

pub(crate) use name::person_of;
pub(crate) use note::protected;
pub(crate) use recognition::{
    is_likely_json, is_likely_yaml, json_holds_references, yaml_holds_references,
};
pub(crate) use structure::{Structure, push_string};

use crate::diagnostic::rules::MISSING_KEY;
use crate::diagnostic::{Diagnostic, Sink};
use crate::dialect::csl;
use crate::model::{Comment, Entry, EntryOrigin, Library, Origins};
use crate::parallel::in_ranges;
use crate::read::comments::comments;
use crate::read::csl::dialect::Dialect;
use crate::read::csl::item::Reader;
use crate::read::identifier::Identifiers;
use crate::read::in_parts::{read_json_items, read_yaml_parts};
use crate::read::interned::Names;
use crate::read::violation::violation;
use crate::source::{Source, SourceId, Span};
use crate::syntax::data::{Node, Tree, Value};
use crate::syntax::yaml::Holds;
use crate::syntax::{json, yaml};

/// The names under which a mapping may contain its items.
const LISTS: [&str; 2] = ["references", "items"];

/// Reads CSL-JSON.
pub(crate) fn read_json(
    source: &Source,
    id: SourceId,
    identifiers: Identifiers,
    sink: &mut Sink,
) -> (Library, Origins) {
    let mut target = Target::new(identifiers);
    let read = |items: &[Node<'_>]| read_items(items, (Dialect::Json, identifiers), id);
    if let Some((parts, spans)) = read_json_items(&source.text, id, sink, read) {
        target.origins.comments.extend(comments(id, &spans));
        parts.into_iter().for_each(|part| target.add(part, sink));
    } else {
        let tree = json::parse(&source.text, id, sink);
        target.origins.comments.extend(comments(id, &tree.comments));
        target.read(&tree, Dialect::Json, id, sink);
    }
    (target.library, target.origins)
}

/// Reads CSL-YAML.
pub(crate) fn read_yaml(
    source: &Source,
    id: SourceId,
    identifiers: Identifiers,
    sink: &mut Sink,
) -> (Library, Origins) {
    let mut target = Target::new(identifiers);
    let is_list = |holds: Holds<'_>| match holds {
        Holds::Items => true,
        Holds::ItemsUnder(key) => LISTS.contains(&key),
        Holds::Pairs => false,
    };
    let read = |value: &Value<'_>| match value {
        Value::Sequence(items) => read_items(items, (Dialect::Yaml, identifiers), id),
        _ => Part::default(),
    };
    if let Some((parts, spans)) = read_yaml_parts(&source.text, id, is_list, read) {
        target.origins.comments.extend(comments(id, &spans));
        parts.into_iter().for_each(|part| target.add(part, sink));
        return (target.library, target.origins);
    }
    for tree in yaml::parse_all(&source.text, id, sink) {
        target.origins.comments.extend(comments(id, &tree.comments));
        target.read(&tree, Dialect::Yaml, id, sink);
    }
    (target.library, target.origins)
}

struct Target {
    identifiers: Identifiers,
    library: Library,
    origins: Origins,
}

impl Target {
    fn new(identifiers: Identifiers) -> Self {
        Target { identifiers, library: Library::new(), origins: Origins::default() }
    }

    fn read(&mut self, tree: &Tree<'_>, dialect: Dialect, id: SourceId, sink: &mut Sink) {
        let Some(root) = &tree.root else { return };
        let items = items(root, id, sink);
        // Each item is read by itself, on all cores.
        let parts = in_ranges(items.len(), None, |range| {
            let items = items[range].iter().copied();
            vec![read_items(items, (dialect, self.identifiers), id)]
        });
        parts.into_iter().for_each(|part| self.add(part, sink));
    }

    fn add(&mut self, part: Part, sink: &mut Sink) {
        sink.append(part.found);
        for (entry, origin) in part.entries {
            self.library.push(entry);
            self.origins.entries.push(origin);
        }
        self.origins.comments.extend(part.members);
    }
}

/// What was read of some items.
#[derive(Default)]
struct Part {
    entries: Vec<(Entry, EntryOrigin)>,
    members: Vec<Comment>,
    found: Sink,
}

fn read_items<'n, 'a: 'n>(
    items: impl IntoIterator<Item = &'n Node<'a>>,
    of: (Dialect, Identifiers),
    id: SourceId,
) -> Part {
    let (mut part, mut names) = (Part::default(), Names::default());
    for node in items {
        part.entries.extend(read_item(node, of, id, &mut part.found, &mut names));
        part.members.extend(members(node, id));
    }
    part
}

/// Reads one item; `None` where it is none.
fn read_item(
    node: &Node<'_>,
    (dialect, identifiers): (Dialect, Identifiers),
    id: SourceId,
    sink: &mut Sink,
    names: &mut Names,
) -> Option<(Entry, EntryOrigin)> {
    let Some(pairs) = node.pairs() else {
        let message = format!("an item is {}, not a mapping of variables", node.described());
        sink.push(violation(id, node.span, message));
        return None;
    };
    let given = |name: &str| node.get(name).filter(|key| !key.is_null());
    let named = || csl::KEYS.iter().find_map(|name| given(name));
    let key_node = given("id").or_else(named);
    let key = match key_node {
        Some(key) => key.text().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    if let Some(key) = key_node.filter(|key| key.text().is_none()) {
        let message = format!("`id` is {}, but text is expected", key.described());
        sink.push(violation(id, key.span, message).field("id"));
    } else if key.is_empty() {
        let place = key_node.map_or(Span::at(node.span.start as usize), |key| key.span);
        let help = "give it an `id` that citations can name";
        let message = "this item has no `id`";
        sink.push(Diagnostic::new(&MISSING_KEY, place.in_source(id), message).help(help));
    }
    let mut reader = Reader::new(id, dialect, (sink, names), key, node);
    reader.identifiers = identifiers;
    if let Some(key) = key_node {
        reader.origin.key = key.content_span().in_source(id);
    }
    reader.pairs(pairs);
    Some(reader.finish())
}

/// The texts under `ibid` in the `custom` of an item, which take the place of comments.
fn members(item: &Node<'_>, id: SourceId) -> Vec<Comment> {
    let Some(node) = item.get("custom").and_then(|custom| custom.get("ibid")) else {
        return Vec::new();
    };
    let texts = node.items().unwrap_or(std::slice::from_ref(node));
    let texts = texts.iter().filter(|node| node.text().is_some());
    texts.map(|node| Comment::member(node.content_span().in_source(id))).collect()
}

/// The nodes of the items, wherever they are in the text.
fn items<'n, 'a>(root: &'n Node<'a>, id: SourceId, sink: &mut Sink) -> Vec<&'n Node<'a>> {
    let root = unwrapped(root);
    if let Some(items) = root.items() {
        return items.iter().collect();
    }
    if let Some(list) = LISTS.iter().find_map(|name| root.get(name)) {
        if let Some(items) = list.items() {
            return items.iter().collect();
        }
        if list.pairs().is_none() {
            let message = format!("the list of items is {}", list.described());
            sink.push(violation(id, list.span, message));
            return Vec::new();
        }
    }
    if root.pairs().is_some() && (root.get("id").is_some() || root.get("type").is_some()) {
        return vec![root];
    }
    if let Some(items) = by_key(root) {
        return items;
    }
    let message = format!("the file is {}, not a list of items", root.described());
    let help = "CSL data are a list: `[{\"id\": \"mett\", \"type\": \"book\", ...}]`";
    sink.push(violation(id, root.span, message).help(help));
    Vec::new()
}

/// What is inside the wrappers of services: `{"status": "ok", "message": {"items": […]}}` of
/// Crossref, `{"data": […]}`.
pub(crate) fn unwrapped<'n, 'a>(root: &'n Node<'a>) -> &'n Node<'a> {
    const WRAPPERS: [&str; 3] = ["message", "data", "result"];
    const DEEPEST: usize = 3;
    let mut node = root;
    for _ in 0..DEEPEST {
        if node.get("type").is_some() || LISTS.iter().any(|name| node.get(name).is_some()) {
            break;
        }
        let inside = WRAPPERS.iter().find_map(|name| node.get(name));
        let holds = |inner: &&Node<'_>| inner.items().is_some() || inner.pairs().is_some();
        match inside.filter(holds) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

/// The items of a mapping from keys to items: `{"mett": {"id": "mett", "type": "book", …}}`.
fn by_key<'n, 'a>(root: &'n Node<'a>) -> Option<Vec<&'n Node<'a>>> {
    let items: Vec<&Node<'_>> = root.pairs()?.iter().map(|pair| &pair.value).collect();
    let is_item = |node: &&Node<'_>| node.get("id").is_some() && node.get("type").is_some();
    (!items.is_empty() && items.iter().all(is_item)).then_some(items)
}

#[cfg(test)]
mod tests;
