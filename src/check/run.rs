//! The facts about a whole run: its entries by file and by document, its documents, its styles.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::check::input::{FileExists, Input};
use crate::check::subject::{
    Bibliography, Cited, Everybody, Facts, File, Numbered, Printed, ReadBy, Renames, StyleText,
    Styled, Subject,
};
use crate::diagnostic::Edit;
use crate::document::{Manuscript, Syntax};
use crate::source::{SourceId, Sources};
use crate::style::Style;

/// The facts about a whole run. They are computed once, and expensive ones when first needed.
pub(crate) struct Run<'a> {
    pub(crate) sources: &'a Sources,
    /// The bibliographies, in order.
    pub(crate) files: Vec<File<'a>>,
    /// The documents, each with its bibliographies.
    pub(crate) documents: Vec<Cited<'a>>,
    pub(crate) styles: Vec<StyleText<'a>>,
    /// Returns whether a file exists, if rules may check that.
    pub(crate) exists: Option<FileExists>,
    printed: Option<Printed<'a>>,
    numbered: OnceLock<Numbered>,
    everybody: OnceLock<Everybody>,
    renames: OnceLock<Renames>,
}

/// The bibliographies that documents cite, by the program that reads them; one that documents for
/// BibTeX cite is for BibTeX, whoever else reads it.
fn read_by(manuscripts: &[Manuscript]) -> BTreeMap<SourceId, ReadBy> {
    let reader = |manuscript: &Manuscript| {
        let mut latex = manuscript.parts.iter().filter(|part| part.syntax == Syntax::Latex);
        let is_latex = latex.next().is_some();
        let uses_biblatex = manuscript.parts.iter().any(|part| part.uses_biblatex);
        if is_latex && !uses_biblatex { ReadBy::Bibtex } else { ReadBy::Other }
    };
    let mut read_by = BTreeMap::new();
    for manuscript in manuscripts {
        for &bibliography in &manuscript.bibliographies {
            let known = read_by.entry(bibliography).or_insert(ReadBy::Other);
            if reader(manuscript) == ReadBy::Bibtex {
                *known = ReadBy::Bibtex;
            }
        }
    }
    read_by
}

impl<'a> Run<'a> {
    /// `facts`: see [`Facts::room`].
    pub(in crate::check) fn new(
        input: &Input<'a>,
        facts: &'a [Vec<Facts>],
        style: Option<&'a Style>,
        exists: Option<FileExists>,
    ) -> Self {
        let sources = input.sources;
        let read_by = read_by(input.manuscripts);
        let files = input
            .readings
            .iter()
            .zip(facts)
            .map(|(reading, facts)| (reading, facts, read_by.get(&reading.source).copied()))
            .map(|(reading, facts, read_by)| File::new(reading, facts, sources, read_by));
        let styles = input.styles.iter().filter_map(|&id| StyleText::new(id, sources));
        let mut run = Run {
            sources,
            files: files.collect(),
            documents: Cited::all(input),
            styles: styles.collect(),
            exists,
            printed: None,
            numbered: OnceLock::new(),
            everybody: OnceLock::new(),
            renames: OnceLock::new(),
        };
        run.printed = style.map(|style| Printed::of(&run.files, style));
        run
    }

    /// The entries of all files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Subject<'a>> {
        self.files.iter().flat_map(|file| &file.entries)
    }

    /// For each document, its files, in the order of their first files.
    pub(crate) fn bibliographies(&self) -> Vec<Bibliography<'_>> {
        let mut by_document: BTreeMap<u32, Bibliography<'_>> = BTreeMap::new();
        for file in &self.files {
            by_document.entry(file.reading.document).or_default().files.push(file);
        }
        by_document.into_values().collect()
    }

    /// The entries as the style prints them; empty if no style is given.
    pub(crate) fn styled(&self) -> Vec<Styled<'_>> {
        self.printed.as_ref().map(|printed| printed.entries(&self.files)).unwrap_or_default()
    }

    /// Everybody who is named in the run, as numbers: what is asked first.
    pub(crate) fn numbered(&self) -> &Numbered {
        self.numbered.get_or_init(|| Numbered::of(self.entries()))
    }

    /// What rules about an entry may ask of the whole run, as a number that is the same if they would
    /// be told the same; `None` if they may ask for more.
    pub(in crate::check) fn fingerprint(&self) -> Option<u64> {
        self.exists.is_none().then(|| self.numbered().fingerprint())
    }

    /// Everyone who is named in the run.
    pub(crate) fn everybody(&self) -> &Everybody {
        self.everybody.get_or_init(|| Everybody::of(self.entries()))
    }

    /// What another key changes for an entry of the files that are one document; see
    /// [`Renames::edits`].
    pub(crate) fn renaming(&self, document: u32, old: &str, new: &str) -> Option<Vec<Edit>> {
        let renames = self.renames.get_or_init(|| Renames::of(&self.files, &self.documents));
        renames.edits(&self.documents, self.sources, document, [old, new])
    }
}
