//! Keys that are cited one after the other: `#for key in (<a>, <b>) { cite(key) }`,
//! `#keys.map(key => cite(key)).join()`.

use std::collections::BTreeMap;
use std::ops::Range;

use typst_syntax::SyntaxKind;

use crate::document::typst::functions::labelled;
use crate::document::typst::place::{Place, key, positional};

/// The lists of keys that a document cites.
#[derive(Default)]
pub(super) struct Loops {
    /// Where a loop or a `map` is → the keys that it cites.
    cited: BTreeMap<usize, Loop>,
}

struct Loop {
    kind: SyntaxKind,
    body: Range<usize>,
    keys: Vec<Range<usize>>,
}

impl Loops {
    /// The loops over keys in a document.
    pub(super) fn of(root: Place<'_>, text: &str) -> Self {
        let mut found = Loops::default();
        let mut lists: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        let mut all = Vec::new();
        let mut open = vec![root];
        while let Some(place) = open.pop() {
            all.push(place);
            open.extend(place.children());
        }
        for place in all.iter().filter(|it| it.kind() == SyntaxKind::LetBinding) {
            let (name, value) = (place.child(SyntaxKind::Ident), place.child(SyntaxKind::Array));
            if let (Some(name), Some(value)) = (name, value) {
                lists.insert(&text[name.range()], keys_of(value, text));
            }
        }
        let list = |place: Place<'_>| match place.kind() {
            SyntaxKind::Array => keys_of(place, text),
            _ => lists.get(&text[place.range()]).cloned().unwrap_or_default(),
        };
        for place in all {
            let looped = match place.kind() {
                SyntaxKind::ForLoop => of_loop(place, text, list),
                SyntaxKind::FuncCall => of_map(place, text, list),
                _ => None,
            };
            if let Some((body, keys)) = looped.filter(|(_, keys)| !keys.is_empty()) {
                found.cited.insert(place.at, Loop { kind: place.kind(), body, keys });
            }
        }
        found
    }

    /// The keys that the loop at a position cites.
    pub(super) fn keys_at(&self, at: usize, kind: SyntaxKind) -> Vec<Range<usize>> {
        let here = self.cited.get(&at).filter(|it| it.kind == kind);
        here.map(|it| it.keys.clone()).unwrap_or_default()
    }

    /// True if a position is in such a loop.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.cited.values().any(|it| it.body.contains(&at))
    }
}

/// The keys in a list.
fn keys_of(array: Place<'_>, text: &str) -> Vec<Range<usize>> {
    let items = array.children().filter_map(|item| {
        let item = labelled(item, text).unwrap_or(item);
        key(item, text)
    });
    items.collect()
}

/// The body of a loop that cites its variable, and the keys.
fn of_loop(
    place: Place<'_>,
    text: &str,
    list: impl Fn(Place<'_>) -> Vec<Range<usize>>,
) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let parts: Vec<Place<'_>> = place.children().collect();
    let position = parts.iter().position(|it| it.kind() == SyntaxKind::In)?;
    let name = parts[..position].iter().find(|it| it.kind() == SyntaxKind::Ident)?;
    let mut behind = parts[position + 1..].iter().filter(|it| it.kind() != SyntaxKind::Space);
    let (values, body) = (behind.next()?, behind.next_back()?);
    let is_cited = cites(*body, &text[name.range()], text);
    is_cited.then(|| (body.range(), list(*values)))
}

/// The same of `keys.map(key => cite(key))` and `keys.map(cite)`.
fn of_map(
    place: Place<'_>,
    text: &str,
    list: impl Fn(Place<'_>) -> Vec<Range<usize>>,
) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let access = place.child(SyntaxKind::FieldAccess)?;
    let parts: Vec<Place<'_>> = access.children().collect();
    let is_each = matches!(&text[parts.last()?.range()], "map" | "each");
    let function = positional(place.child(SyntaxKind::Args)?).next().filter(|_| is_each)?;
    let is_cited = match function.kind() {
        SyntaxKind::Ident => &text[function.range()] == "cite",
        SyntaxKind::Closure => {
            let body = function.children().last()?;
            let parameters = function.child(SyntaxKind::Params)?;
            let name = positional(parameters).next();
            name.is_some_and(|name| cites(body, &text[name.range()], text))
        }
        _ => false,
    };
    let keys = list(*parts.first()?);
    is_cited.then(|| (place.range(), keys))
}

/// True if an expression cites a variable.
fn cites(body: Place<'_>, variable: &str, text: &str) -> bool {
    let mut open = vec![body];
    while let Some(place) = open.pop() {
        open.extend(place.children());
        let name = place.child(SyntaxKind::Ident).map(|it| &text[it.range()]);
        if place.kind() != SyntaxKind::FuncCall || !matches!(name, Some("cite" | "ref")) {
            continue;
        }
        let first = place.child(SyntaxKind::Args).and_then(|it| positional(it).next());
        let given = first.map(|first| labelled(first, text).unwrap_or(first));
        if given.is_some_and(|given| &text[given.range()] == variable) {
            return true;
        }
    }
    false
}
