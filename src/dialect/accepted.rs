//! What is accepted in place of a required field.

use crate::dialect::any::Dialect;
use crate::model::{EntryType, Variable};

/// The fields and values that are accepted in place of a field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accepted {
    pub(crate) variables: &'static [Variable],
    pub(crate) fields: &'static [&'static str],
}

/// What is accepted in place of a field: an organization for an author, a `pubstate` for a date.
pub(crate) fn accepted(field: &str, dialect: Dialect, kind: EntryType) -> Accepted {
    use Variable as V;
    let (variables, fields): (&[Variable], &[&str]) = match field {
        "author" | "editor" => (
            &[
                V::Author,
                V::Editor,
                V::Translator,
                V::Compiler,
                V::CollectionEditor,
                V::ContainerAuthor,
                V::Composer,
                V::Director,
                V::Performer,
                V::EditorTranslator,
            ],
            &[
                "organization",
                "institution",
                "holder",
                "label",
                "shorthand",
                "key",
                "editora",
                "commentator",
                "annotator",
                "introduction",
            ],
        ),
        // The title of a book is not the title of its part.
        "title" if matches!(dialect, Dialect::Bib(_)) => {
            (&[V::Title, V::TitleShort, V::PartTitle, V::ReviewedTitle], &["maintitle"])
        }
        "title" | "TI" => (
            &[
                V::Title,
                V::TitleShort,
                V::EventTitle,
                V::PartTitle,
                V::VolumeTitle,
                V::ReviewedTitle,
            ],
            &[],
        ),
        "container-title" | "journal" | "journaltitle" => (
            &[V::ContainerTitle, V::ContainerTitleShort, V::CollectionTitle, V::EventTitle],
            &["journal", "journaltitle", "shortjournal", "eprint"],
        ),
        "booktitle" => (
            &[V::ContainerTitle, V::VolumeTitle, V::EventTitle],
            &["maintitle", "eventtitle", "crossref", "xref"],
        ),
        // A web page may be dated by the time of access; everything else needs a date of its own.
        "year" | "date" | "issued" if is_online(kind) => {
            (&[V::Issued], &["year", "date", "pubstate", "eventdate", "urldate"])
        }
        // Beyond BibTeX, an article may also be a page of the web.
        "date" | "issued" if !matches!(dialect, Dialect::Bib(_)) => {
            (&[V::Issued, V::Status, V::EventDate, V::OriginalDate, V::Submitted, V::Accessed], &[])
        }
        "year" | "date" => (&[V::Issued, V::Status], &["year", "date", "pubstate", "eventdate"]),
        "publisher" => {
            (&[V::Publisher], &["organization", "institution", "school", "howpublished"])
        }
        "school" | "institution" => {
            (&[V::Publisher], &["school", "institution", "publisher", "organization"])
        }
        "chapter" | "pages" => {
            (&[V::ChapterNumber, V::Page, V::ContainerTitle], &["number", "volume", "part"])
        }
        "number" => (&[V::Number], &[]),
        "type" => (&[V::Genre], &[]),
        "url" | "doi" | "eprint" => (&[V::Url, V::Doi], &["howpublished"]),
        "note" => (&[V::Note, V::Issued, V::Url], &["howpublished", "year", "date", "url"]),
        _ => (&[], &[]),
    };
    Accepted { variables, fields }
}

/// True for works that may be dated by the time of access only.
fn is_online(kind: EntryType) -> bool {
    use EntryType as T;
    matches!(kind, T::Webpage | T::Software | T::Dataset | T::Document | T::Post | T::PostWeblog)
}
