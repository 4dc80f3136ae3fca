//! A document with all that is read as part of it, and the bibliographies that go with it.

use crate::document::{CiteCommands, Document, Labels};
use crate::source::{Location, SourceId};

/// A document with the documents that it includes, and the bibliographies that its keys are
/// looked for in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscript {
    /// The document itself, then what it includes, in order.
    pub parts: Vec<Document>,
    /// What it is a part of, without the citations there: what these define, its keys may name, and
    /// the style and language that they name are its own where it names none.
    pub context: Vec<Document>,
    /// The bibliographies, in order; none where it names none that could be read.
    pub bibliographies: Vec<SourceId>,
    /// The files that it names and that could not be read.
    pub missing: Vec<Missing>,
    /// How its parts are read.
    pub conventions: Conventions,
    /// Whether `@name` without brackets may be anybody's name, as in the texts around a program: it
    /// is a citation only if there is such an entry.
    pub is_casual: bool,
}

/// How documents are read, beside their syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// The words before locators.
    pub labels: Labels,
    /// Commands of LaTeX that cite beside those of packages.
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
    /// What it is named as.
    pub name: String,
    /// Where it is named.
    pub location: Location,
    /// What it was to be.
    pub role: Role,
    /// Why it could not be read, in words that follow its name.
    pub reason: String,
}

/// What a file is to a document that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// A bibliography.
    Bibliography,
    /// A part of the document.
    Part,
}

impl Manuscript {
    /// How many works its parts cite or list, each time they do; of notes that are typed by hand,
    /// each counts once.
    pub fn cites(&self) -> usize {
        let citations = self.parts.iter().flat_map(|part| &part.citations);
        let typed = self.parts.iter().filter_map(|part| part.apparatus.as_ref());
        let typed = typed.filter(|apparatus| !apparatus.is_keyed);
        let notes: usize = typed.map(|apparatus| apparatus.notes.len()).sum();
        citations.map(|citation| citation.cites.len()).sum::<usize>() + notes
    }

    /// Whether a part says that all entries of the bibliographies are listed.
    pub fn lists_all(&self) -> bool {
        self.parts.iter().any(|part| part.all_listed.is_some())
    }
}
