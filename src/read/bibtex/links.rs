//! Links between entries (`crossref`, `xdata`, `xref`, `related`, `entryset`), and inheritance
//! along them.
//!
//! *Source*: the BibLaTeX manual (3.18), sections 2.4.1, 3.13.6, 3.13.7 and appendix B.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::rules::BROKEN_LINK;
use crate::diagnostic::{Diagnostic, Sink, nearest};
use crate::dialect::bib::Field;
use crate::read::bibtex::bibliography::{Bibliography, may_refer};
use crate::read::bibtex::inherited::Inheritance;
use crate::read::bibtex::lists::items;
use crate::read::bibtex::{granular, inheritance};
use crate::source::Span;

/// A link along which fields are inherited.
#[derive(Debug, Clone, Copy)]
struct Link {
    kind: Field,
    parent: usize,
    span: Span,
}

/// Follows the links of a file, and reports those that lead nowhere or in a circle.
pub(super) fn follow(bib: &Bibliography<'_>, sink: &mut Sink) -> Inheritance {
    let mut links: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    let mut suggestions = MOST_SUGGESTIONS;
    for &(entry, field) in &bib.links {
        let Some(kind) = bib.meaning(field) else { continue };
        for target in targets(bib, entry, field, kind, &mut suggestions, sink) {
            if matches!(kind, Field::Crossref | Field::Xdata) {
                links.entry(entry).or_default().push(target);
            }
        }
    }
    report_references(bib, sink);
    // Data containers come before the crossref, as in biber.
    let mut resolved = Inheritance::new();
    if links.is_empty() {
        return resolved;
    }
    for links in links.values_mut() {
        links.sort_by_key(|link| link.kind != Field::Xdata);
    }
    for entry in parents_first(bib, &mut links, sink) {
        for link in links.get(&entry).into_iter().flatten() {
            let inherited = inheritance::inherit(bib, entry, link.parent, link.kind, &resolved);
            resolved.entry(entry).or_default().extend(inherited);
        }
    }
    resolved
}

/// Reports the values that refer to a field which does not exist.
fn report_references(bib: &Bibliography<'_>, sink: &mut Sink) {
    if !bib.may_refer {
        return;
    }
    for entry in 0..bib.entries.len() {
        for field in bib.fields(entry) {
            let value = bib.written(field);
            let resolved = match may_refer(&value.raw) {
                true => granular::resolve(bib, &value.raw, value.span.start),
                false => None,
            };
            for unresolved in resolved.into_iter().flat_map(|(_, unresolved)| unresolved) {
                let span = value.locate(unresolved.range.start, unresolved.range.end);
                let problem = Diagnostic::new(&BROKEN_LINK, bib.place(span), unresolved.message)
                    .help("write the value itself, or the key and a field of an `@xdata` entry")
                    .key(bib.key(entry))
                    .field(bib.name(field));
                sink.push(problem);
            }
        }
    }
}

/// The maximum number of broken links for which a suggestion is computed.
const MOST_SUGGESTIONS: usize = 50;

/// The entries that a link field names; those that do not exist are reported.
fn targets(
    bib: &Bibliography<'_>,
    entry: usize,
    field: usize,
    kind: Field,
    suggestions: &mut usize,
    sink: &mut Sink,
) -> Vec<Link> {
    let value = bib.value(field);
    let raw: &str = &value.raw;
    let name = bib.name(field);
    let keys = items(raw, kind.kind()).into_iter().map(|key| &raw[key]);
    let mut found = Vec::new();
    for key in keys {
        let span = value.locate_slice(key);
        let mut report = |message: String, help: Option<String>| {
            let mut problem = Diagnostic::new(&BROKEN_LINK, bib.place(span), message)
                .key(bib.key(entry))
                .field(name);
            problem.help = help;
            sink.push(problem);
        };
        match bib.find(key, span.start) {
            Some(parent) if parent == entry => {
                let message = format!("`{name}` of `{key}` refers to the entry itself");
                report(message, Some(format!("remove the `{name}`")));
            }
            Some(parent) => found.push(Link { kind, parent, span }),
            None => {
                let mut meant = None;
                if *suggestions > 0 {
                    *suggestions -= 1;
                    meant = nearest(key, bib.keys_beside(entry));
                }
                let help = Some(match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => {
                        "add the entry, or name the file that has it before this one".to_owned()
                    }
                });
                report(format!("`{name}` refers to `{key}`, but no entry has that key"), help);
            }
        }
    }
    found
}

/// The entries that inherit, each after those from which it inherits; a link that closes a circle
/// is reported and removed.
fn parents_first(
    bib: &Bibliography<'_>,
    links: &mut BTreeMap<usize, Vec<Link>>,
    sink: &mut Sink,
) -> Vec<usize> {
    let mut starts: Vec<usize> = links.keys().copied().collect();
    starts.sort_unstable();
    let mut order = Vec::new();
    let mut done = HashSet::new();
    for start in starts {
        // The path from the start to here: each entry, with the index of its next link.
        let mut way = vec![(start, 0_usize)];
        let mut on_way = HashSet::from([start]);
        if done.contains(&start) {
            continue;
        }
        while let Some((entry, next)) = way.last_mut() {
            let (entry, index) = (*entry, *next);
            let Some(link) = links.get(&entry).and_then(|links| links.get(index)).copied() else {
                way.pop();
                on_way.remove(&entry);
                done.insert(entry);
                order.push(entry);
                continue;
            };
            if on_way.contains(&link.parent) {
                sink.push(circle(bib, &way, entry, link));
                if let Some(links) = links.get_mut(&entry) {
                    links.remove(index);
                }
                continue;
            }
            *next += 1;
            if links.contains_key(&link.parent) && !done.contains(&link.parent) {
                on_way.insert(link.parent);
                way.push((link.parent, 0));
            }
        }
    }
    order
}

fn circle(bib: &Bibliography<'_>, way: &[(usize, usize)], entry: usize, link: Link) -> Diagnostic {
    const MOST: usize = 6;
    let start = way.iter().position(|(entry, _)| *entry == link.parent).unwrap_or(0);
    let keys = way[start..].iter().map(|(entry, _)| bib.key(*entry));
    let mut shown: Vec<&str> = keys.take(MOST).collect();
    if way.len() - start > MOST {
        shown.push("…");
    }
    shown.push(bib.key(link.parent));
    let name = link.kind.name();
    let message = format!("`{name}` is circular: {}", shown.join(" → "));
    let parent = bib.place(bib.entries[link.parent].key);
    Diagnostic::new(&BROKEN_LINK, bib.place(link.span), message)
        .also(parent, "back to here")
        .help(format!("remove one `{name}` from the cycle; this one is ignored"))
        .key(bib.key(entry))
        .field(name)
}
