//! A document with everything that it includes, and its bibliographies.

use crate::document::{CiteCommands, Document, Labels};
use crate::source::{Location, SourceId};

/// A document with the documents that it includes, and the bibliographies in which its keys are
/// looked up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscript {
    /// The document itself, followed by the documents that it includes, in order.
    pub parts: Vec<Document>,
    /// The documents that include this one, without their citations: it may cite the keys that they
    /// define, and it uses their style and language if it names none.
    pub context: Vec<Document>,
    /// Its bibliographies, in order; empty if it names none that can be read.
    pub bibliographies: Vec<SourceId>,
    /// The files that it names and that could not be read.
    pub missing: Vec<Missing>,
    /// How its parts are read.
    pub conventions: Conventions,
    /// Whether `@name` without brackets is a citation only if an entry has that key, as in the
    /// texts around a program, where it may be anyone's name.
    pub is_casual: bool,
}

/// Conventions for reading documents, in addition to their syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// The labels of locators.
    pub labels: Labels,
    /// LaTeX citation commands in addition to those of packages.
    pub commands: CiteCommands,
}

impl Default for Conventions {
    fn default() -> Self {
        Conventions { labels: Labels::english(), commands: CiteCommands::new() }
    }
}

/// A file that a document names and that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The name that the document uses.
    pub name: String,
    /// Where it is named.
    pub location: Location,
    /// What kind of file was expected.
    pub role: Role,
    /// Why it could not be read, as a text that follows its name.
    pub reason: String,
}

/// The role of a file that a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// A bibliography.
    Bibliography,
    /// A bibliography that the document itself writes when it is run: `knitr::write_bib(…)`.
    Written,
    /// A part of the document.
    Part,
    /// A CSL style.
    Style,
}

impl Manuscript {
    /// The number of cites in its parts; a note that is typed by hand counts as one, and
    /// so does a citation by author and year.
    pub fn cites(&self) -> usize {
        let citations = self.parts.iter().flat_map(|part| &part.citations);
        let typed = self.parts.iter().filter_map(|part| part.apparatus.as_ref());
        let typed = typed.filter(|apparatus| !apparatus.is_keyed);
        let notes: usize = typed.map(|it| it.notes.len() + it.cites_by_year().count()).sum();
        citations.map(|citation| citation.cites.len()).sum::<usize>() + notes
    }

    /// True if a part says that all entries of the bibliographies are listed.
    pub fn lists_all(&self) -> bool {
        self.parts.iter().any(|part| !part.all_listed.is_empty())
    }

    /// True if a part takes in the documentation of a program, of which it is not known what it
    /// cites.
    pub(crate) fn takes_in_programs(&self) -> bool {
        self.parts.iter().any(|part| !part.programs.is_empty())
    }
}
