//! Long texts on all cores: each is cut into parts, which are parsed beside each other.
//!
//! What is read from the tree of a part of JSON or YAML is read before the next part is parsed, since
//! their trees take several times the memory of the text.

use crate::diagnostic::Sink;
use crate::parallel::{in_ranges, in_ranges_of};
use crate::source::{SourceId, Span};
use crate::syntax::data::{Node, Value};
use crate::syntax::yaml::Holds;
use crate::syntax::{bibtex, json, yaml};

/// A part that is worth a thread, in bytes.
const PART: usize = 1 << 17;

fn is_long(text: &str) -> bool {
    text.len() >= 2 * PART
}

/// What `parse` makes of each part of a text, by its number.
fn each_part<T: Send>(text: &str, count: usize, parse: impl Fn(usize) -> T + Sync) -> Vec<T> {
    in_ranges_of(text.len(), count, None, |range| range.map(&parse).collect())
}

/// Parses BibTeX.
pub(super) fn parse_bibtex<'t>(text: &'t str, id: SourceId, sink: &mut Sink) -> bibtex::Tree<'t> {
    if !is_long(text) {
        return bibtex::parse(text, id, sink);
    }
    let parts = bibtex::Parts::of(text, id, PART);
    let parsed = each_part(text, parts.count(), |number| parts.parse(number));
    parts.join(parsed, sink)
}

/// Reads the items of a long list in JSON; returns what `read` makes of some after the others, and
/// the comments. `None` if the text is short or something else.
pub(super) fn read_json_items<T: Send>(
    text: &str,
    id: SourceId,
    sink: &mut Sink,
    read: impl Fn(&[Node<'_>]) -> T + Sync,
) -> Option<(Vec<T>, Vec<Span>)> {
    let parts = is_long(text).then(|| json::Parts::of(text, id, PART))??;
    let parsed = each_part(text, parts.count(), |number| {
        let mut part = parts.parse(number);
        let of_part = read(&part.take_items());
        (part, of_part)
    });
    let (parsed, of_parts): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    let joined = parts.join(parsed, sink);
    let mut all = Vec::with_capacity(of_parts.len());
    for (of_part, again) in of_parts.into_iter().zip(joined.again) {
        match again {
            None => all.push(of_part),
            Some(items) => {
                all.extend(in_ranges(items.len(), None, |range| vec![read(&items[range])]));
            }
        }
    }
    Some((all, joined.comments))
}

/// Reads the items or pairs of a long text in YAML; returns what `read` makes of some after the
/// others, and the comments. `None` if the text is short or has to be parsed as a whole, or does not
/// hold what is wanted.
pub(super) fn read_yaml_parts<T: Send>(
    text: &str,
    id: SourceId,
    is_wanted: impl Fn(Holds<'_>) -> bool,
    read: impl Fn(&Value<'_>) -> T + Sync,
) -> Option<(Vec<T>, Vec<Span>)> {
    let parts = is_long(text).then(|| yaml::Parts::of(text, id, PART))??;
    if !is_wanted(parts.holds()) {
        return None;
    }
    let read_part = |number| parts.parse(number).map(|part| (read(&part.value), part.comments));
    let of_parts = each_part(text, parts.count(), read_part);
    let of_parts: Vec<_> = of_parts.into_iter().collect::<Option<_>>()?;
    let (all, comments): (Vec<T>, Vec<Vec<Span>>) = of_parts.into_iter().unzip();
    Some((all, [parts.into_comments(), comments.concat()].concat()))
}
