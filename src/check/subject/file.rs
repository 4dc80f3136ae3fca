//! The bibliographies of a run, by file and by document.

use std::sync::OnceLock;

use crate::check::subject::entry::Subject;
use crate::check::subject::facts::{Alike, Facts};
use crate::dialect::{BibDialect, Dialect};
use crate::model::{Entry, EntryOrigin};
use crate::read::Reading;
use crate::source::{Source, Sources};

/// A bibliography: a file, or one that is embedded in a document.
pub(crate) struct File<'a> {
    pub(crate) reading: &'a Reading,
    /// The text from which it was read.
    pub(crate) source: Option<&'a Source>,
    /// In file order.
    pub(crate) entries: Vec<Subject<'a>>,
    /// Entries that are not works: data containers, sets, settings.
    pub(crate) records: Vec<Subject<'a>>,
}

/// What reads a bibliography, as the documents that cite it show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum ReadBy {
    Bibtex,
    /// biblatex, pandoc or Typst.
    Other,
}

/// The files that form one document.
#[derive(Default)]
pub(crate) struct Bibliography<'r> {
    pub(crate) files: Vec<&'r File<'r>>,
    /// The entries, and which of them are for the same work, computed when first needed.
    pub(in crate::check::subject) alike: OnceLock<AlikeEntries<'r>>,
}

/// Entries, and the pairs of indexes of those for the same work.
type AlikeEntries<'r> = (Vec<&'r Subject<'r>>, Vec<(usize, usize, Alike)>);

impl<'a> File<'a> {
    /// `facts`: room for what will be known of its entries, see [`Facts::room`].
    ///
    /// `read_by`: for which program the documents are that cite it, if there are any.
    pub(in crate::check) fn new(
        reading: &'a Reading,
        facts: &'a [Facts],
        sources: &'a Sources,
        read_by: Option<ReadBy>,
    ) -> Self {
        let (dialect, is_clear) = reading.format.dialect(&reading.origins);
        let is_clearly_bibtex = match read_by {
            Some(ReadBy::Bibtex) => dialect == Dialect::Bib(BibDialect::Bibtex),
            Some(ReadBy::Other) => false,
            None => is_clear,
        };
        let subject = |((entry, origin), facts): ((&'a Entry, &'a EntryOrigin), _)| Subject {
            entry,
            origin,
            format: reading.format,
            dialect,
            is_clearly_bibtex,
            sources,
            facts,
            details: OnceLock::new(),
        };
        let (library, origins) = (&reading.library, &reading.origins);
        let entries = library.iter().zip(&origins.entries);
        let records = library.records().iter().zip(&origins.records);
        let (of_entries, of_records) = facts.split_at(library.len());
        File {
            reading,
            source: sources.get(reading.source),
            entries: entries.zip(of_entries).map(subject).collect(),
            records: records.zip(of_records).map(subject).collect(),
        }
    }
}

impl<'r> Bibliography<'r> {
    /// The entries, in the order of the files, and within each in file order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &'r Subject<'r>> + use<'_, 'r> {
        self.files.iter().flat_map(|file| &file.entries)
    }

    /// The entries of the files that are not works.
    pub(crate) fn records(&self) -> impl Iterator<Item = &'r Subject<'r>> + use<'_, 'r> {
        self.files.iter().flat_map(|file| &file.records)
    }
}
