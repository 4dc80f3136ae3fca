//! BibTeX and BibLaTeX to the model.
//!
//! In comes the tree that `syntax::bibtex` makes; out come entries under CSL's variables, and the
//! table of where each field was written. The way there, a file each:
//!
//! 1. `strings` puts macros in their places (`standard_macros` has those of BibTeX's styles), `tex` decodes what TeX means in a value.
//! 2. `fields` and `types` know the names of BibTeX and BibLaTeX, `bookkeeping` those of others,
//!    and `slips` what was meant by a name that nobody knows.
//! 3. `links` follows `crossref` and `xdata`; `inheritance` says what comes along them, and
//!    `granular` finds what a value refers to.
//! 4. `entry` brings each field to its variable; `names`, `dates` and `terms` read its value.
//!
//! `@xdata`, `@set` and settings such as `@control` are no works: they are the library's records.
//!
//! An inherited field's origin bears the name it has in the entry that inherits (`booktitle`), and
//! the place where it was written (the collection's `title`).

mod bookkeeping;
mod dates;
mod entry;
mod fields;
mod file;
mod granular;
mod inheritance;
mod links;
mod names;
mod slips;
mod standard_macros;
mod strings;
mod terms;
mod tex;
mod types;

pub(crate) use fields::is_known as is_known_field;
pub(crate) use slips::{meant_field, switched_off};

pub(in crate::read) use dates::parse_loose as parse_loose_date;

use crate::diagnostic::Sink;
use crate::model::{Library, Origins};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::file::File;
use crate::read::bibtex::strings::Strings;
use crate::source::{Source, SourceId};
use crate::syntax::bibtex::parse;

/// Reads a text of this format.
pub(crate) fn read(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    let tree = parse(&source.text, id, sink);
    let strings = Strings::read(&tree, id, sink);
    let file = File::new(&tree, &strings, id);
    let inheritance = links::follow(&file, sink);
    let mut library = Library::new();
    let mut origins = Origins::default();
    origins.entries.reserve(file.entries.len());
    let mut reader = EntryReader::new(&file, &inheritance, sink);
    for number in 0..file.entries.len() {
        let (entry, origin) = reader.read(number);
        if file.kind(number).is_work() {
            library.push(entry);
            origins.entries.push(origin);
        } else {
            library.push_record(entry);
            origins.records.push(origin);
        }
    }
    (library, origins)
}
