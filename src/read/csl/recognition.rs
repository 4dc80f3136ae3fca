//! Which JSON and YAML files are CSL's.

use crate::diagnostic::{Sink, nearest};
use crate::model::EntryType;
use crate::read::csl::{LISTS, unwrapped};
use crate::source::SourceId;
use crate::syntax::data::{Node, beginning};
use crate::syntax::{json, yaml};

/// True if a text is likely to be JSON.
pub(crate) fn is_likely_json(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}

/// True if a text has a list of references, as pandoc's metadata have it.
pub(crate) fn is_likely_yaml(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("references:"))
}

/// True if a JSON text has an item of CSL in a list.
pub(crate) fn json_holds_references(text: &str) -> bool {
    let is_possible = text.contains("\"id\"") && text.contains("\"type\"");
    is_possible && {
        let tree = json::parse(beginning(text), SourceId(0), &mut Sink::new());
        tree.root.is_some_and(|root| has_item(&root))
    }
}

/// True if a YAML text has an item of CSL in a list.
pub(crate) fn yaml_holds_references(text: &str) -> bool {
    text.contains("id:") && {
        let tree = yaml::parse(beginning(text), SourceId(0), &mut Sink::new());
        tree.root.is_some_and(|root| has_item(&root))
    }
}

fn has_item(root: &Node<'_>) -> bool {
    let root = unwrapped(root);
    let list = root.items().or_else(|| LISTS.iter().find_map(|name| root.get(name)?.items()));
    match list {
        Some(items) => items.iter().any(is_item),
        // An item alone, as DOI's services give it.
        None => is_item(root) && is_in_form(root),
    }
}

/// True if a node has an `id` and a type of CSL, perhaps with a slip in it where the rest is a work
/// in CSL's form: `"author": [{"family": …}]`.
fn is_item(node: &Node<'_>) -> bool {
    let Some(kind) = node.get("type").and_then(Node::text) else { return false };
    if node.get("id").is_none() {
        return false;
    }
    let types = || EntryType::ALL.iter().map(|kind| kind.name());
    EntryType::from_name(kind).is_some()
        || is_in_form(node)
        || node.get("title").is_some() && nearest(kind, types()).is_some()
}

/// True if the people or the date of an item are in CSL's form.
fn is_in_form(node: &Node<'_>) -> bool {
    let people = ["author", "editor"].into_iter().filter_map(|name| node.get(name)?.items());
    let is_person = |node: &Node<'_>| node.get("family").or_else(|| node.get("literal")).is_some();
    let has_date = || node.get("issued").is_some_and(|date| date.get("date-parts").is_some());
    people.flatten().any(is_person) || has_date()
}
