//! The fields that an entry must have, and what is accepted instead.

use crate::check::dialect::Dialect;
use crate::check::subject::entry::Subject;
use crate::diagnostic::nearest;
use crate::model::{AnyOf, EntryType, FieldOrigin, Variable};
use crate::read::Format;

impl Subject<'_> {
    /// The requirements for the entry, each of which several fields can satisfy.
    pub(crate) fn required(&self) -> &'static [AnyOf] {
        match self.dialect {
            Dialect::Bib(dialect) => dialect.required(&self.origin.source_kind),
            Dialect::Hayagriva if self.is_kind(&HAYAGRIVA_PARTS) => HAYAGRIVA_OF_PARTS,
            Dialect::Hayagriva => HAYAGRIVA,
            Dialect::Csl => csl(self.entry.kind),
        }
    }

    /// True if the entry has one of the fields, its own or inherited, or an accepted substitute. A
    /// field that is empty or broken counts, since it is the task of another rule.
    pub(crate) fn has_any_of(&self, fields: AnyOf) -> bool {
        self.has_any_of_beside(fields, None)
    }

    /// The same, ignoring one field.
    pub(crate) fn has_any_of_beside(&self, fields: AnyOf, beside: Option<&FieldOrigin>) -> bool {
        has_any_of_beside(fields, self, beside)
    }

    /// True if the entry refers to a parent that does not exist: the broken reference is the fault,
    /// and what it would have brought is not missing too.
    pub(crate) fn inherits_in_vain(&self) -> bool {
        ["crossref", "xdata"].iter().any(|name| self.writes(name))
            && self.origin.fields.iter().all(|field| field.inherited_from.is_none())
    }

    /// True if a field of the entry is a misspelling of one of these, which the reader reports, so
    /// that it is one finding and not two.
    pub(crate) fn is_misspelt(&self, fields: AnyOf) -> bool {
        let meant = self.written_fields().filter_map(|field| match self.dialect {
            Dialect::Bib(_) => self.meant(field),
            Dialect::Hayagriva | Dialect::Csl => {
                let unknown = field.variables.is_empty();
                let candidates = || fields.iter().copied().filter(|name| **name != *field.name);
                if unknown { nearest(&field.name, candidates()) } else { None }
            }
        });
        let mut meant = meant;
        meant.any(|field| fields.contains(&field))
    }
}

/// The fields that hayagriva's format requires of every entry.
const HAYAGRIVA: &[AnyOf] = &[&["title"]];

/// Types of hayagriva whose works are parts of another, which has a title, too. An article may
/// also be one of its own, with an address or number.
const HAYAGRIVA_PARTS: [&str; 3] = ["chapter", "anthos", "article"];
const HAYAGRIVA_OF_PARTS: &[AnyOf] = &[&["title"], &["parent"]];

/// What CSL's processors cannot do without, for all types but those below.
const CSL: &[AnyOf] = &[&["title"]];

/// CSL types whose works are part of something that has a title too.
const CSL_OF_PARTS: &[AnyOf] = &[&["title"], &["container-title"]];
const CSL_PARTS: [EntryType; 6] = [
    EntryType::ArticleJournal,
    EntryType::ArticleMagazine,
    EntryType::ArticleNewspaper,
    EntryType::Chapter,
    EntryType::EntryDictionary,
    EntryType::EntryEncyclopedia,
];

/// CSL types whose works may have no title of their own, and are described by other fields.
const CSL_UNTITLED: [EntryType; 16] = [
    EntryType::PersonalCommunication,
    EntryType::Interview,
    EntryType::Post,
    EntryType::PostWeblog,
    EntryType::Review,
    EntryType::ReviewBook,
    EntryType::Manuscript,
    EntryType::Document,
    EntryType::Unknown,
    EntryType::Graphic,
    EntryType::Hearing,
    EntryType::Event,
    EntryType::Regulation,
    EntryType::Legislation,
    EntryType::Bill,
    EntryType::Patent,
];

fn csl(kind: EntryType) -> &'static [AnyOf] {
    match (CSL_UNTITLED.contains(&kind), CSL_PARTS.contains(&kind)) {
        (true, _) => &[],
        (_, true) => CSL_OF_PARTS,
        _ => CSL,
    }
}

fn has_any_of_beside(fields: AnyOf, entry: &Subject<'_>, beside: Option<&FieldOrigin>) -> bool {
    let counts = |field: &&FieldOrigin| {
        beside.is_none_or(|beside| beside.name_location != field.name_location)
    };
    let own = || entry.written_fields().filter(counts);
    let is_there = |name: &str| own().any(|field| field.name.eq_ignore_ascii_case(name));
    // In hayagriva, a part without a title of its own is identified by its parent.
    let title_of_parent = fields == ["title"]
        && entry.format == Format::Hayagriva
        && own().any(|f| f.name.starts_with("parent") && f.name.ends_with(".title"));
    // Without an exception the value counts, wherever it comes from.
    let has = |variable: Variable| {
        let mut others = entry.origin.fields.iter().filter(counts);
        entry.entry.has(variable)
            && (beside.is_none() || others.any(|field| field.variables.contains(&variable)))
    };
    // `parent` is written as its parts: `parent.title`.
    let is_of_parent = fields == ["parent"]
        && (own().any(|field| field.name.starts_with("parent"))
            || ["url", "doi", "serial-number", "publisher", "organization"]
                .iter()
                .any(|name| own().any(|field| field.name.starts_with(name))));
    title_of_parent
        || is_of_parent
        || fields.iter().any(|field| {
            let serves = serves(field, entry);
            // A paper in a book has none, where only a journal is named.
            let is_misnamed = *field == "booktitle"
                && entry.format == Format::Bibtex
                && entry.is_kind(&["inproceedings", "conference", "incollection"])
                && ["journal", "journaltitle"].iter().any(|name| is_there(name))
                && !["booktitle", "maintitle", "eventtitle", "crossref", "xref", "series"]
                    .iter()
                    .any(|name| is_there(name));
            if is_misnamed {
                return false;
            }
            is_there(field)
                || serves.variables.iter().any(|&variable| has(variable))
                || serves.fields.iter().any(|field| is_there(field))
        })
}

/// The fields to name if all are missing: without other names of the first one.
pub(crate) fn named(fields: AnyOf) -> impl Iterator<Item = &'static str> {
    const SAME: [[&str; 2]; 3] =
        [["journal", "journaltitle"], ["school", "institution"], ["year", "date"]];
    let first = fields.first().copied().unwrap_or_default();
    let other_name = move |field: &&str| {
        *field != first && SAME.iter().any(|names| names.contains(field) && names.contains(&first))
    };
    fields.iter().copied().filter(move |field| !other_name(field))
}

fn is_online(entry: &Subject<'_>) -> bool {
    use EntryType as T;
    matches!(
        entry.entry.kind,
        T::Webpage | T::Software | T::Dataset | T::Document | T::Post | T::PostWeblog
    )
}

/// The fields and values that are accepted in place of a field.
#[derive(Debug, Clone, Copy)]
struct Serves {
    variables: &'static [Variable],
    fields: &'static [&'static str],
}

/// What is accepted in place of a field: an organization for an author, a `pubstate` for a date.
fn serves(field: &str, entry: &Subject<'_>) -> Serves {
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
        "title" if entry.format == Format::Bibtex => {
            (&[V::Title, V::TitleShort, V::PartTitle, V::ReviewedTitle], &["maintitle"])
        }
        "title" => (
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
        "year" | "date" if is_online(entry) => {
            (&[V::Issued], &["year", "date", "pubstate", "eventdate", "urldate"])
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
    Serves { variables, fields }
}
