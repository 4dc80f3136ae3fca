//! Finds what some keys need from bibliographies: their entries, and everything that these refer
//! to.

use std::collections::{BTreeSet, HashMap};

use crate::excerpt::items::{Excerpt, Item, ItemKind};
use crate::source::{Span, with_line_endings_of};

/// The items that some keys need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Subset {
    /// The number of a bibliography and of an item in it, in order.
    pub items: BTreeSet<(usize, usize)>,
    /// The keys that no bibliography has.
    pub missing: Vec<String>,
    /// The number of entries among the items.
    pub entries: usize,
}

/// Finds the entries with these keys in bibliographies that belong together, and everything that
/// they refer to: parents, data containers, members of sets, related entries, macros.
pub fn subset<'k>(excerpts: &[Excerpt], keys: impl IntoIterator<Item = &'k str>) -> Subset {
    let index = Index::of(excerpts);
    let mut found = Subset::default();
    let mut open = Vec::new();
    let mut said = BTreeSet::new();
    for key in keys {
        match index.entry(key) {
            Some(place) => open.push(place),
            None if said.insert(key) => found.missing.push(key.to_owned()),
            None => {}
        }
    }
    for (number, excerpt) in excerpts.iter().enumerate() {
        let kept = excerpt.items.iter().enumerate().filter(|(_, it)| it.kind == ItemKind::Kept);
        open.extend(kept.map(|(at, _)| (number, at)));
    }
    while let Some(place) = open.pop() {
        if !found.items.insert(place) {
            continue;
        }
        let item = &excerpts[place.0].items[place.1];
        found.entries += usize::from(item.kind == ItemKind::Entry);
        open.extend(item.references.iter().filter_map(|reference| index.entry(&reference.key)));
        for used in &item.uses {
            open.extend(index.defined.get(used.as_str()).into_iter().flatten().copied());
        }
    }
    // A bibliography without cited entries needs no preamble.
    if found.entries == 0 {
        found.items.clear();
    }
    found
}

/// Writes the selected items of one bibliography, with their original bytes.
pub fn write_subset(text: &str, excerpt: &Excerpt, number: usize, subset: &Subset) -> String {
    let kept = subset.items.iter().filter(|(bibliography, _)| *bibliography == number);
    let kept: Vec<&Item> = kept.filter_map(|(_, at)| excerpt.items.get(*at)).collect();
    if kept.is_empty() {
        return String::new();
    }
    let slice = |span: Span| text.get(span.range()).unwrap_or_default();
    let mut out = slice(excerpt.head).to_owned();
    let pieces: Vec<&str> = kept.iter().map(|item| slice(item.span)).collect();
    match excerpt.separator.as_str() {
        "" => {
            for piece in pieces {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push_str(&with_line_endings_of(text, "\n".to_owned()));
                }
                out.push_str(piece);
            }
        }
        separator => {
            let separator = with_line_endings_of(text, separator.to_owned());
            out.push_str(&pieces.join(&separator));
        }
    }
    let tail = slice(excerpt.tail);
    let line_end = with_line_endings_of(text, "\n".to_owned());
    if excerpt.separator.is_empty() && !tail.is_empty() && !out.ends_with('\n') {
        out.push_str(&line_end);
    }
    out.push_str(tail);
    if !out.ends_with('\n') {
        out.push_str(&line_end);
    }
    out
}

/// Where keys, macros and anchors are defined.
struct Index<'e> {
    keys: HashMap<&'e str, (usize, usize)>,
    /// Keys in lower case, since BibTeX does not distinguish letter case.
    folded: HashMap<String, (usize, usize)>,
    /// The definitions of a macro. It may be redefined, and then each definition is needed where it
    /// is used.
    defined: HashMap<&'e str, Vec<(usize, usize)>>,
}

impl<'e> Index<'e> {
    fn of(excerpts: &'e [Excerpt]) -> Self {
        let mut index =
            Index { keys: HashMap::new(), folded: HashMap::new(), defined: HashMap::new() };
        for (number, excerpt) in excerpts.iter().enumerate() {
            for (at, item) in excerpt.items.iter().enumerate() {
                for written in &item.keys {
                    index.keys.entry(&written.key).or_insert((number, at));
                    index.folded.entry(written.key.to_lowercase()).or_insert((number, at));
                }
                for name in &item.defines {
                    index.defined.entry(name).or_default().push((number, at));
                }
            }
        }
        index
    }

    fn entry(&self, key: &str) -> Option<(usize, usize)> {
        let exact = self.keys.get(key).copied();
        exact.or_else(|| self.folded.get(&key.to_lowercase()).copied())
    }
}
