//! The entries of BibTeX and BibLaTeX files.

use crate::diagnostic::Sink;
use crate::dialect::bib::{ValueKind, kind_of_value};
use crate::excerpt::commands::cited_in_text;
use crate::excerpt::items::{Excerpt, Item, ItemKind, Written};
use crate::read::bibtex::list_items;
use crate::source::{SourceId, Span};
use crate::syntax::bibtex::{Block, BlockKind, Field, PieceKind, Tree, parse};

/// How a field that refers to other entries does it; `None` if it refers to none.
fn reference(name: &str) -> Option<ValueKind> {
    match kind_of_value(name) {
        Some(kind @ (ValueKind::Key | ValueKind::Keys)) => Some(kind),
        // Names from older versions of BibLaTeX.
        _ => matches!(name, "set" | "pubrelated").then_some(ValueKind::Keys),
    }
}

pub(super) fn items(text: &str, source: SourceId, sink: &mut Sink) -> Excerpt {
    let tree = parse(text, source, sink);
    let mut items = Vec::new();
    let mut comment: Option<Span> = None;
    for block in &tree.blocks {
        let kind = match block.kind {
            BlockKind::Between => {
                comment = remark_above(text, block.span);
                continue;
            }
            BlockKind::Comment => {
                comment = None;
                continue;
            }
            BlockKind::Preamble => ItemKind::Kept,
            BlockKind::String => ItemKind::Macro,
            BlockKind::Entry => ItemKind::Entry,
        };
        let mut item = item(&tree, block, kind);
        if let Some(comment) = comment.take() {
            item.span = comment.to(item.span);
        }
        items.push(item);
    }
    Excerpt { items, separator: "\n\n".to_owned(), ..Excerpt::default() }
}

/// The comment lines directly above an entry, which belong to it.
fn remark_above(text: &str, between: Span) -> Option<Span> {
    let inside = &text[between.range()];
    let mut start = inside.len();
    for line in inside.split_inclusive('\n').rev() {
        let is_first = start == line.len();
        let begins_line =
            !is_first || between.start == 0 || text[..between.start as usize].ends_with('\n');
        if !(line.trim_start().starts_with('%') && begins_line && line.ends_with('\n')) {
            break;
        }
        start -= line.len();
    }
    (start < inside.len()).then(|| Span::new(between.start as usize + start, between.end as usize))
}

fn item(tree: &Tree<'_>, block: &Block, kind: ItemKind) -> Item {
    let mut item = Item {
        span: block.span,
        kind,
        keys: Vec::new(),
        references: Vec::new(),
        uses: Vec::new(),
        defines: Vec::new(),
    };
    let key = tree.slice(block.key).trim();
    if kind == ItemKind::Entry && !key.is_empty() {
        item.keys.push(Written { key: key.to_owned(), span: trimmed(tree, block.key) });
    }
    for field in tree.fields(block) {
        let name = tree.slice(field.name).to_ascii_lowercase();
        if kind == ItemKind::Macro {
            item.defines.push(name.clone());
        }
        for piece in &*tree.pieces(field) {
            match piece.kind {
                PieceKind::Macro => item.uses.push(tree.slice(piece.inner).to_ascii_lowercase()),
                _ if kind == ItemKind::Entry => {
                    granular(tree, piece.inner, &mut item.references);
                    cited_in_text(tree.slice(piece.inner), piece.inner, &mut item.references);
                }
                _ => {}
            }
        }
        if kind != ItemKind::Entry {
            continue;
        }
        if name == "ids" {
            names(tree, field, ValueKind::OwnKeys, &mut item.keys);
        } else if let Some(kind) = reference(&name) {
            names(tree, field, kind, &mut item.references);
        }
    }
    item
}

fn trimmed(tree: &Tree<'_>, span: Span) -> Span {
    let text = tree.slice(span);
    let start = span.start as usize + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// The keys in the value of a field.
fn names(tree: &Tree<'_>, field: &Field, kind: ValueKind, out: &mut Vec<Written>) {
    for piece in tree.pieces(field).iter().filter(|piece| piece.kind != PieceKind::Macro) {
        let text = tree.slice(piece.inner);
        let base = piece.inner.start as usize;
        out.extend(list_items(text, kind).into_iter().map(|key| Written {
            key: text[key.clone()].to_owned(),
            span: Span::new(base + key.start, base + key.end),
        }));
    }
}

/// The keys in `author = {xdata=key-author}`. Since the key itself may contain hyphens, every
/// possible beginning is returned.
fn granular(tree: &Tree<'_>, inner: Span, out: &mut Vec<Written>) {
    let text = tree.slice(inner);
    for (at, mark) in text.match_indices("xdata=") {
        let start = at + mark.len();
        let rest = &text[start..];
        let rest = rest.trim_start_matches('{');
        let start = text.len() - rest.len();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | '"'));
        let name = &rest[..end.unwrap_or(rest.len())];
        let base = inner.start as usize + start;
        for (hyphen, _) in name.match_indices('-') {
            let key = &name[..hyphen];
            out.push(Written { key: key.to_owned(), span: Span::new(base, base + key.len()) });
        }
    }
}
