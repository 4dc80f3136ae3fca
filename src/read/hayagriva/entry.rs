//! Reads the mapping of an entry or a parent into an [`Item`]: its type, its fields, its parents.

use std::borrow::Cow;

use crate::diagnostic::rules::{DUPLICATE_FIELD, UNKNOWN_FIELD, UNKNOWN_TYPE};
use crate::diagnostic::{Diagnostic, Fix, Severity, nearest};
use crate::dialect::hayagriva::{FIELDS, Kind, Meant, meant};
use crate::model::Extra;
use crate::read::form::origin_of;
use crate::read::hayagriva::Reader;
use crate::read::hayagriva::item::{Field, Item, Leaf, Value};
use crate::read::violation::violation;
use crate::source::Span;
use crate::syntax::data::{Node, Pair, repeated_keys};

/// The result of reading an entry's mapping.
pub(super) struct Read {
    pub(super) item: Item,
    /// The span of its type, if it has one.
    pub(super) kind_span: Option<Span>,
    /// The type as spelled.
    pub(super) source_kind: String,
    /// A type that hayagriva does not have, which is kept.
    pub(super) unknown_kind: Option<Extra>,
}

impl Reader<'_> {
    /// Reads the mapping of an entry.
    pub(super) fn entry(&mut self, node: &Node<'_>) -> Read {
        let kind_node = node.get("type").filter(|kind| !kind.is_null());
        if kind_node.is_none() {
            let message = format!("the entry `{}` has no `type`", self.key);
            let place = Span::at(node.span.start as usize);
            let help = "add one, such as `type: book`; hayagriva rejects a file without it";
            self.report("type", violation(self.id, place, message).help(help));
        }
        let source_kind = kind_node.and_then(Node::text).unwrap_or_default().to_owned();
        let item = self.item(node, "", Kind::Misc);
        let unknown = kind_node.is_some() && Kind::from_name(&source_kind).is_none();
        Read {
            item,
            kind_span: kind_node.map(Node::content_span),
            unknown_kind: unknown
                .then(|| Extra { name: "type".to_owned(), value: source_kind.clone() }),
            source_kind,
        }
    }

    /// Reads a mapping whose field names begin with `path`; without a type it has the type
    /// `default`.
    fn item(&mut self, node: &Node<'_>, path: &str, default: Kind) -> Item {
        let pairs = node.pairs().unwrap_or_default();
        self.repeated(pairs, path);
        let kind = node.get("type").and_then(|kind| self.kind(kind, path)).unwrap_or(default);
        let mut item = Item { kind, leaves: Vec::new(), parents: Vec::new() };
        for pair in pairs {
            let Some(name) = pair.key.text() else {
                let message = format!("a field's name is {}, not text", pair.key.described());
                self.report(path, violation(self.id, pair.key.span, message));
                continue;
            };
            match name {
                "type" => {}
                "parent" => self.parents(pair, path, &mut item),
                _ => self.field(name, pair, path, &mut item.leaves),
            }
        }
        item
    }

    fn kind(&mut self, node: &Node<'_>, path: &str) -> Option<Kind> {
        let field = format!("{path}type");
        let Some(word) = node.text().filter(|_| !node.is_null()) else {
            if !node.is_null() {
                self.wrong_kind(&field, node, "the word for a type");
            }
            return None;
        };
        let kind = Kind::from_name(word);
        if kind.is_some() {
            // Both `Book` and `book` are read, whatever the documentation says about letter case.
            let rest = word.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(word);
            self.lower_case(&field, word, !rest.contains(char::is_uppercase), node);
        } else {
            let place = node.content_span().in_source(self.id);
            let message = format!("`{word}` is not a hayagriva type");
            let mut diagnostic = Diagnostic::new(&UNKNOWN_TYPE, place, message);
            if let Some(meant) = nearest(word, Kind::NAMES.iter().copied()) {
                let fix = Fix::needs_review(format!("rename to `{meant}`"), place, meant);
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?")).fix(fix);
            } else {
                let known = Kind::NAMES.join("`, `");
                diagnostic = diagnostic.help(format!("the types are `{known}`"));
            }
            self.report(&field, diagnostic);
        }
        kind
    }

    /// Reports a word that hayagriva's documentation allows but hayagriva does not.
    pub(super) fn lower_case(&mut self, field: &str, word: &str, read: bool, node: &Node<'_>) {
        if !read {
            let message = format!("hayagriva reads `{word}` in lower case only");
            let place = node.content_span();
            self.report(field, violation(self.id, place, message).severity(Severity::Warning));
        }
    }

    fn parents(&mut self, pair: &Pair<'_>, path: &str, item: &mut Item) {
        let parents = match pair.value.items() {
            Some(items) => items,
            None => std::slice::from_ref(&pair.value),
        };
        for (index, parent) in parents.iter().enumerate() {
            let name = match parents.len() {
                1 => format!("{path}parent"),
                _ => format!("{path}parent[{index}]"),
            };
            if parent.pairs().is_none() {
                self.wrong_kind(&name, parent, "a mapping");
                continue;
            }
            let read = self.item(parent, &format!("{name}."), item.kind.of_parent());
            item.parents.push(read);
        }
    }

    fn field(&mut self, name: &str, pair: &Pair<'_>, path: &str, leaves: &mut Vec<Leaf>) {
        let known = FIELDS.contains(&name);
        let name = match path {
            "" => Cow::Borrowed(name),
            path => Cow::Owned(format!("{path}{name}")),
        };
        let name = name.as_ref();
        if !known {
            self.unknown(name, pair, &FIELDS, leaves);
            return;
        }
        if pair.value.is_null() {
            self.origin(name, pair);
            return;
        }
        match &name[path.len()..] {
            "title" => self.formatted(Field::Title, name, pair, leaves),
            "location" => self.formatted(Field::Location, name, pair, leaves),
            "organization" => self.formatted(Field::Organization, name, pair, leaves),
            "archive" => self.formatted(Field::Archive, name, pair, leaves),
            "archive-location" => self.formatted(Field::ArchiveLocation, name, pair, leaves),
            "call-number" => self.formatted(Field::CallNumber, name, pair, leaves),
            "note" => self.formatted(Field::Note, name, pair, leaves),
            "abstract" => self.formatted(Field::Abstract, name, pair, leaves),
            "genre" => self.formatted(Field::Genre, name, pair, leaves),
            "author" => self.persons(Field::Author, name, pair, leaves),
            "editor" => self.persons(Field::Editor, name, pair, leaves),
            "affiliated" => self.affiliated(name, pair, leaves),
            "date" => self.date(Field::Date, name, pair, leaves),
            "publisher" => self.publisher(name, pair, leaves),
            "issue" => self.number(Field::Issue, name, pair, leaves),
            "chapter" => self.number(Field::Chapter, name, pair, leaves),
            "volume" => self.number(Field::Volume, name, pair, leaves),
            "edition" => self.number(Field::Edition, name, pair, leaves),
            "page-range" => self.number(Field::PageRange, name, pair, leaves),
            "volume-total" => self.total(Field::VolumeTotal, name, pair, leaves),
            "page-total" => self.total(Field::PageTotal, name, pair, leaves),
            "time-range" => self.timestamp(Field::TimeRange, name, pair, leaves),
            "runtime" => self.timestamp(Field::Runtime, name, pair, leaves),
            "url" => self.url(name, pair, leaves),
            "serial" | "serial-number" => self.serial(name, pair, leaves),
            "language" => self.language(name, pair, leaves),
            _ => {}
        }
    }

    /// Records where a field is written; returns its index.
    pub(super) fn origin(&mut self, name: &str, pair: &Pair<'_>) -> usize {
        self.origins.push(origin_of(pair, name.into(), self.id));
        self.origins.len() - 1
    }

    /// A field, or part of a field, that hayagriva does not have: it is reported and kept.
    pub(super) fn unknown(
        &mut self,
        name: &str,
        pair: &Pair<'_>,
        known: &[&str],
        leaves: &mut Vec<Leaf>,
    ) {
        let place = pair.key.content_span().in_source(self.id);
        let word = pair.key.text().unwrap_or_default();
        let message = format!("`{name}` is not a hayagriva field");
        let diagnostic = Diagnostic::new(&UNKNOWN_FIELD, place, message);
        // Names from other formats are for fields of entries, not for the parts of a field.
        let of_other_format = if *known == FIELDS { meant(word) } else { None };
        let meant = match of_other_format {
            Some(Meant::Inside(form)) => Err(form),
            Some(Meant::Field(field)) => Ok(Some(field)),
            None => Ok(nearest(word, known.iter().copied())),
        };
        let diagnostic = match meant {
            Err(form) => diagnostic.help(format!("hayagriva has `{form}` for it")),
            Ok(None) => diagnostic,
            Ok(Some(meant)) => {
                let fix = Fix::needs_review(format!("rename to `{meant}`"), place, meant);
                diagnostic.help(format!("did you mean `{meant}`?")).fix(fix)
            }
        };
        self.report(name, diagnostic);
        let origin = self.origin(name, pair);
        let value = match pair.value.text() {
            Some(text) => text.to_owned(),
            None => self.text.get(pair.value.span.range()).unwrap_or_default().to_owned(),
        };
        if !pair.value.is_null() {
            leaves.push(Leaf::new(Field::Other, Value::Plain(value), origin));
        }
    }

    /// Reports repeated keys in a mapping.
    pub(super) fn repeated(&mut self, pairs: &[Pair<'_>], path: &str) {
        for (first, again) in repeated_keys(pairs) {
            let name = format!("{path}{}", again.key.text().unwrap_or_default());
            let place = again.key.content_span().in_source(self.id);
            let message = format!("duplicate field `{name}`");
            let first = first.key.content_span().in_source(self.id);
            let diagnostic = Diagnostic::new(&DUPLICATE_FIELD, place, message)
                .also(first, "first here")
                .help("keep one of them; hayagriva rejects a file with both");
            self.report(&name, diagnostic);
        }
    }
}
