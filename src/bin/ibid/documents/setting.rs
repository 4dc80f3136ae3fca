//! What is said of a document elsewhere.

use std::path::PathBuf;

use ibid::document::Document;

/// What else than a document says which bibliographies it has, and the folders that paths in it
/// begin at.
pub(super) struct Setting {
    pub(super) document: Document,
    pub(super) folders: Vec<PathBuf>,
    /// Whether it is for documents that are not all meant to cite.
    pub(super) is_casual: bool,
    /// Whether lists of bibliographies in it go on in those of the documents, as in Quarto.
    pub(super) is_merged: bool,
}

impl Setting {
    /// A setting for documents that cite, which name all their bibliographies where they name some.
    pub(super) fn of(document: Document, folders: Vec<PathBuf>) -> Setting {
        Setting { document, folders, is_casual: false, is_merged: false }
    }
}

/// A document of which only what it names and defines counts.
pub(super) fn silent(mut document: Document) -> Document {
    document.citations.clear();
    document.diagnostics.clear();
    document
}
