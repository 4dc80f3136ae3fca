//! RIS, and the older formats of tagged records, whose tags are read as those of RIS: MEDLINE and
//! refer.
//!
//! The input is a tree of [`crate::syntax::ris`]; the output is a library. What a tag means depends
//! on the type of its record (`tags`); a tag without a CSL variable is kept in `Entry::extra`.
//!
//! *Source*: "RIS Format Specifications" (2001 and 2011); where the two differ, what Zotero, EndNote
//! and JabRef read.

mod date;
mod entry;
mod key;
mod medline;
mod refer;
mod tags;

pub(crate) use entry::is_identifier;
pub(crate) use key::keys;
pub(crate) use tags::Kind;

pub(crate) use crate::syntax::ris::is_likely;

use crate::diagnostic::Sink;
use crate::model::{Comment, Library, Origins};
use crate::read::interned::Names;
use crate::read::ris::entry::Reader;
use crate::source::{Source, SourceId};
use crate::syntax::ris;
use crate::syntax::ris::{Tags, Tree, is_likely_plain, parse_plain};

/// Reads RIS.
pub(crate) fn read(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    let tree = ris::parse(&source.text, id, sink);
    records(tree, id, sink)
}

/// Reads MEDLINE.
pub(crate) fn read_medline(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    records(tree_of_medline(&source.text, id, sink), id, sink)
}

/// Reads refer.
pub(crate) fn read_refer(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    records(tree_of_refer(&source.text, id, sink), id, sink)
}

/// The records of MEDLINE, with what their tags mean in RIS.
pub(crate) fn tree_of_medline<'t>(text: &'t str, id: SourceId, sink: &mut Sink) -> Tree<'t> {
    let mut tree = parse_plain(text, Tags::Medline, id, sink);
    tree.records = tree.records.into_iter().map(medline::translate).collect();
    tree
}

/// The records of refer, with what their tags mean in RIS.
pub(crate) fn tree_of_refer<'t>(text: &'t str, id: SourceId, sink: &mut Sink) -> Tree<'t> {
    let mut tree = parse_plain(text, Tags::Refer, id, sink);
    tree.records = tree.records.into_iter().map(refer::translate).collect();
    tree
}

fn records(tree: Tree<'_>, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    let mut library = Library::new();
    let mut origins = Origins::default();
    origins.comments.extend(tree.outside.iter().map(|span| Comment::new(span.in_source(id))));
    let mut names = Names::default();
    let keys = keys(&tree);
    // By value, so that a record is freed once it is read.
    for (record, (key, place)) in tree.records.into_iter().zip(keys) {
        let mut reader = Reader::new(id, &record, key, sink, &mut names);
        reader.origin.key = place.in_source(id);
        let (entry, origin) = reader.read();
        library.push(entry);
        origins.entries.push(origin);
    }
    (library, origins)
}

/// True if a text is likely to be MEDLINE.
pub(crate) fn is_likely_medline(text: &str) -> bool {
    is_likely_plain(text, Tags::Medline)
}

/// True if a text is likely to be refer.
pub(crate) fn is_likely_refer(text: &str) -> bool {
    is_likely_plain(text, Tags::Refer)
}

#[cfg(test)]
mod tests;
