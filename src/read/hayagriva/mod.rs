//! hayagriva YAML: a mapping of keys to entries, with parents for the works that contain them.
//!
//! The input is trees of [`crate::syntax::yaml`]; the output is a library with CSL's variables. An
//! entry is first divided into an [`Item`](item::Item) of single values ([`entry`], [`values`] and
//! the functions that they call), and everything that is wrong with it is reported; then
//! [`resolve`] chooses the variables as hayagriva's own renderer does.
//!
//! *Source*: hayagriva 0.10, file format; where that is silent, the behaviour of hayagriva 0.10.1.

mod csl_kind;
mod date;
mod entry;
mod formatted;
mod item;
mod numeric;
mod person;
mod recognition;
mod resolve;
mod timestamp;
mod values;

#[cfg(feature = "yaml")]
pub(crate) use numeric::is_numeric;
pub(crate) use person::name_as_written;
#[cfg(feature = "yaml")]
pub(crate) use person::{name_of_parts, person_of_text};
pub(crate) use recognition::{holds_references, is_likely};
#[cfg(feature = "yaml")]
pub(crate) use timestamp::is_timestamp;
#[cfg(feature = "yaml")]
pub(crate) use values::is_language;

use crate::diagnostic::rules::MISSING_KEY;
use crate::diagnostic::{Diagnostic, Sink};
use crate::dialect::hayagriva::unusual;
use crate::model::{Entry, EntryOrigin, Library, NativeType, Origins, TypeFamily};
use crate::parallel::in_ranges;
use crate::read::comments::comments;
use crate::read::in_parts::read_yaml_parts;
use crate::read::violation::violation;
use crate::source::{Source, SourceId, Span};
use crate::syntax::data::{Node, Pair, Value};
use crate::syntax::yaml::{self, Holds};

/// Reads a text in hayagriva's format.
pub(crate) fn read(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    let mut library = Library::new();
    let mut origins = Origins::default();
    let mut add = |part: Part, origins: &mut Origins, sink: &mut Sink| {
        sink.append(part.found);
        for (entry, origin) in part.entries {
            library.push(entry);
            origins.entries.push(origin);
        }
    };
    let is_mapping = |holds: Holds<'_>| holds == Holds::Pairs;
    let read = |value: &Value<'_>| match value {
        Value::Mapping(pairs) => {
            let is_bibliography = pairs.iter().any(|it| recognition::may_be_entry(&it.value));
            (is_bibliography, read_entries(pairs, source, id))
        }
        _ => (false, Part::default()),
    };
    if let Some((parts, spans)) = read_yaml_parts(&source.text, id, is_mapping, read)
        && parts.iter().any(|(is_bibliography, _)| *is_bibliography)
    {
        origins.comments.extend(comments(id, &spans));
        parts.into_iter().for_each(|(_, part)| add(part, &mut origins, sink));
        return (library, origins);
    }
    for tree in yaml::parse_all(&source.text, id, sink) {
        origins.comments.extend(comments(id, &tree.comments));
        let Some(root) = tree.root else { continue };
        let what = root.described();
        let Value::Mapping(pairs) = root.value else {
            let message = format!("the file is {what}, not a mapping of keys to entries");
            let help = "begin each entry with its key and a `:`, and indent its fields below";
            sink.push(violation(id, root.span, message).help(help));
            continue;
        };
        if let Some(finding) = others(&pairs, root.span, id) {
            sink.push(finding);
            continue;
        }
        // By value, so that the trees of some entries are freed before the next are read.
        let mut pairs = pairs.into_iter();
        loop {
            let some: Vec<Pair<'_>> = pairs.by_ref().take(ENTRIES_AT_ONCE).collect();
            if some.is_empty() {
                break;
            }
            let parts =
                in_ranges(some.len(), None, |range| vec![read_entries(&some[range], source, id)]);
            parts.into_iter().for_each(|part| add(part, &mut origins, sink));
        }
    }
    (library, origins)
}

/// What was read of some entries.
#[derive(Default)]
struct Part {
    entries: Vec<(Entry, EntryOrigin)>,
    found: Sink,
}

fn read_entries(pairs: &[Pair<'_>], source: &Source, id: SourceId) -> Part {
    let mut found = Sink::new();
    let read = pairs.iter().filter_map(|pair| read_entry(pair, source, id, &mut found));
    let entries = read.collect();
    Part { entries, found }
}

/// A finding about a file that is something else than a bibliography: settings, say. Each of its
/// keys would have several findings otherwise.
fn others(pairs: &[Pair<'_>], place: Span, id: SourceId) -> Option<Diagnostic> {
    if pairs.len() < 2 || pairs.iter().any(|pair| recognition::may_be_entry(&pair.value)) {
        return None;
    }
    let place = Span::at(place.start as usize);
    let message = "no entry in this file has a `type`, or any field of hayagriva";
    let help = "name a file in hayagriva’s format, or say what this one is with `--input-format`";
    Some(violation(id, place, message).help(help))
}

/// How many entries are read on all cores before their trees are freed.
const ENTRIES_AT_ONCE: usize = 4096;

fn read_entry(
    pair: &Pair<'_>,
    source: &Source,
    id: SourceId,
    sink: &mut Sink,
) -> Option<(Entry, EntryOrigin)> {
    let Some(key) = pair.key.text() else {
        let message = format!("a key is {}, not text", pair.key.described());
        sink.push(violation(id, pair.key.span, message));
        return None;
    };
    let key_span = pair.key.content_span();
    if key.is_empty() {
        let message = "this entry has no key";
        let help = "put a key before the `:`";
        sink.push(Diagnostic::new(&MISSING_KEY, key_span.in_source(id), message).help(help));
    }
    if pair.value.pairs().is_none() {
        let what = pair.value.described();
        let place = if pair.value.span.is_empty() { key_span } else { pair.value.span };
        let message = format!("the entry `{key}` is {what}, not a mapping of fields");
        let help = "write each field on a line of its own, as `title: …`, indented below the key";
        sink.push(violation(id, place, message).help(help).key(key));
        return None;
    }
    let mut reader = Reader { text: &source.text, id, sink, key, origins: Vec::new() };
    let read = reader.entry(&pair.value);
    let mut fields = reader.origins;
    let kind_span = read.kind_span.unwrap_or(Span::at(pair.value.span.start as usize));
    let mut entry = Entry::new(key, read.item.csl_kind());
    entry.extra.extend(read.unknown_kind);
    resolve::resolve(&read.item, &mut entry, &mut fields);
    if !entry.extra.is_empty() && entry.extra[0].name == "type" {
        entry.kind = crate::model::EntryType::Document;
    } else {
        let word = unusual(&entry, read.item.kind);
        let native = |word| NativeType::new(TypeFamily::Hayagriva, word, entry.kind);
        let native = word.map(native);
        entry.set_native_type(native);
    }
    let origin = EntryOrigin {
        location: pair.key.span.to(pair.value.span).in_source(id),
        key: key_span.in_source(id),
        kind: kind_span.in_source(id),
        source_kind: read.source_kind.into(),
        fields,
    };
    Some((entry, origin))
}

/// The state of reading one entry.
struct Reader<'r> {
    /// The whole source.
    text: &'r str,
    id: SourceId,
    sink: &'r mut Sink,
    /// The entry's key.
    key: &'r str,
    origins: Vec<crate::model::FieldOrigin>,
}

impl Reader<'_> {
    /// Reports a finding in a field of the entry.
    fn report(&mut self, field: &str, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.key(self.key).field(field));
    }

    /// Reports a value of the wrong kind.
    fn wrong_kind(&mut self, field: &str, node: &Node<'_>, wanted: &str) {
        let message = format!("`{field}` is {}, but {wanted} is expected", node.described());
        let quote = node.scalar().is_some() && !node.is_null();
        let mut diagnostic = violation(self.id, node.span, message);
        if quote && wanted != "a mapping" {
            let text = node.text().unwrap_or_default();
            diagnostic = diagnostic.help(format!("put it in quotes: `\"{text}\"`"));
        }
        self.report(field, diagnostic);
    }
}

#[cfg(test)]
mod tests;
