//! RIS.
//!
//! The input is a tree of [`crate::syntax::ris`]; the output is a library. What a tag means depends
//! on the type of its record (`tags`); a tag without a CSL variable is kept in `Entry::extra`.
//!
//! *Source*: "RIS Format Specifications" (2001 and 2011); where the two differ, what Zotero, EndNote
//! and JabRef read.

mod date;
mod entry;
mod key;
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

/// Reads RIS.
pub(crate) fn read(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    let tree = ris::parse(&source.text, id, sink);
    let mut library = Library::new();
    let mut origins = Origins::default();
    origins.comments.extend(tree.outside.iter().map(|span| Comment::new(span.in_source(id))));
    let mut names = Names::default();
    for (record, (key, place)) in tree.records.iter().zip(keys(&tree)) {
        let mut reader = Reader::new(id, record, key, sink, &mut names);
        reader.origin.key = place.in_source(id);
        let (entry, origin) = reader.read();
        library.push(entry);
        origins.entries.push(origin);
    }
    (library, origins)
}

#[cfg(test)]
mod tests;
