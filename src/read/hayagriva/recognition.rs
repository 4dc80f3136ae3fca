//! Which YAML files are hayagriva bibliographies.

use crate::diagnostic::{Sink, nearest};
use crate::dialect::hayagriva::FIELDS;
use crate::dialect::hayagriva::Kind;
use crate::source::SourceId;
use crate::syntax::data::{Node, beginning};
use crate::syntax::{ris, yaml};

/// True if a text is likely to be YAML other than CSL's: some line begins with a key.
pub(crate) fn is_likely(text: &str) -> bool {
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty());
    let is_key = |line: &str| {
        line.starts_with(|c: char| c.is_alphanumeric() || c == '"') && line.contains(':')
    };
    first.is_some_and(|first| !first.starts_with(['[', '{', '@']))
        && !text.lines().any(|line| line.starts_with("references:"))
        && text.lines().any(is_key)
        && !ris::is_likely(text)
        && ![ris::Tags::Medline, ris::Tags::Refer].iter().any(|it| ris::is_likely_plain(text, *it))
}

/// True if one of the outermost keys has an entry: a type of hayagriva, and a field that a work
/// has, perhaps with a slip in one of the two. A `type` alone may be anything's.
pub(crate) fn holds_references(text: &str) -> bool {
    if !text.contains("type") {
        return false;
    }
    let tree = yaml::parse(beginning(text), SourceId(0), &mut Sink::new());
    let pairs = tree.root.as_ref().and_then(Node::pairs).unwrap_or_default();
    pairs.iter().any(|pair| is_entry(&pair.value))
}

/// Words that any settings may have say nothing.
const OF_WORKS: [&str; 9] = [
    "title",
    "author",
    "editor",
    "page-range",
    "parent",
    "publisher",
    "serial-number",
    "date",
    "page-total",
];

/// True if a value has anything of an entry, perhaps with a slip: a type, or a field of a work.
pub(super) fn may_be_entry(node: &Node<'_>) -> bool {
    let names = node.pairs().unwrap_or_default().iter().filter_map(|pair| pair.key.text());
    let mut names = names.filter(|name| name.len() > 2);
    names.any(|name| {
        name.eq_ignore_ascii_case("type")
            || OF_WORKS.contains(&name)
            || name.len() > 3 && nearest(name, OF_WORKS).is_some()
    })
}

fn is_entry(node: &Node<'_>) -> bool {
    let Some(kind) = node.get("type").and_then(Node::text) else { return false };
    let names = || node.pairs().unwrap_or_default().iter().filter_map(|pair| pair.key.text());
    let has_field = names().any(|name| OF_WORKS.contains(&name));
    let has_slip = || {
        let unknown = names().filter(|name| !FIELDS.contains(name));
        unknown.filter(|name| name.len() > 3).any(|name| nearest(name, OF_WORKS).is_some())
    };
    match Kind::from_name(kind) {
        Some(_) => has_field || has_slip(),
        None => has_field && nearest(kind, Kind::NAMES.iter().copied()).is_some(),
    }
}
