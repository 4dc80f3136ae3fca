//! Settings for a document that are outside the document.

use std::path::PathBuf;

use ibid::document::Document;

/// Settings for a document from elsewhere, and the folders that paths in them are relative to.
pub(super) struct Setting {
    pub(super) document: Document,
    pub(super) folders: Vec<PathBuf>,
    /// Whether it is for documents in which a bare key may not be a citation.
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

/// A document of which only its names and definitions count.
pub(super) fn silent(mut document: Document) -> Document {
    document.citations.clear();
    document.diagnostics.clear();
    document
}
