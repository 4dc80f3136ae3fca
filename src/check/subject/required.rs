//! Which fields an entry must have, and what a careful reader takes instead.

use crate::check::dialect::Dialect;
use crate::check::subject::entry::Subject;
use crate::diagnostic::nearest;
use crate::model::{AnyOf, EntryType, FieldOrigin, Variable};
use crate::read::Format;

impl Subject<'_> {
    /// What the entry must have, each in one of several fields.
    pub(crate) fn required(&self) -> &'static [AnyOf] {
        match self.dialect {
            Dialect::Bib(dialect) => dialect.required(&self.origin.source_kind),
            Dialect::Hayagriva => HAYAGRIVA,
            Dialect::Csl => csl(self.entry.kind),
        }
    }

    /// Whether the entry has one of the fields, its own or inherited, or what serves instead. A
    /// field that is there but empty or broken is another rule's.
    pub(crate) fn has_any_of(&self, fields: AnyOf) -> bool {
        self.has_any_of_beside(fields, None)
    }

    /// The same, of the fields beside one.
    pub(crate) fn has_any_of_beside(&self, fields: AnyOf, beside: Option<&FieldOrigin>) -> bool {
        has_any_of_beside(fields, self, beside)
    }

    /// Whether the entry refers to a parent that gave it nothing: the broken link is the fault,
    /// and what it would have brought is not missing too.
    pub(crate) fn inherits_in_vain(&self) -> bool {
        ["crossref", "xdata"].iter().any(|name| self.writes(name))
            && self.origin.fields.iter().all(|field| field.inherited_from.is_none())
    }

    /// Whether a field of the entry is one of these, misspelt: the reader says so, and it is one
    /// fault and not two.
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

/// What hayagriva's format demands of every entry.
const HAYAGRIVA: &[AnyOf] = &[&["title"]];

/// What CSL's processors cannot do without, for all types but those below.
const CSL: &[AnyOf] = &[&["title"]];

/// Types of CSL whose works are part of something that has a title, too.
const CSL_OF_PARTS: &[AnyOf] = &[&["title"], &["container-title"]];
const CSL_PARTS: [EntryType; 6] = [
    EntryType::ArticleJournal,
    EntryType::ArticleMagazine,
    EntryType::ArticleNewspaper,
    EntryType::Chapter,
    EntryType::EntryDictionary,
    EntryType::EntryEncyclopedia,
];

/// Types of CSL whose works may have no title of their own and are described by other words.
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
    // What has no title of its own in hayagriva is named by what it is a part of.
    let title_of_parent = fields == ["title"]
        && entry.format == Format::Hayagriva
        && own().any(|f| f.name.starts_with("parent") && f.name.ends_with(".title"));
    // Without an exception the value counts, wherever it came from.
    let has = |variable: Variable| {
        let mut others = entry.origin.fields.iter().filter(counts);
        entry.entry.has(variable)
            && (beside.is_none() || others.any(|field| field.variables.contains(&variable)))
    };
    title_of_parent
        || fields.iter().any(|field| {
            let serves = serves(field, entry);
            is_there(field)
                || serves.variables.iter().any(|&variable| has(variable))
                || serves.fields.iter().any(|field| is_there(field))
        })
}

/// The fields to name where none is there: without those that are other names of the first.
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

/// What holds the same as a field, whatever it is called.
#[derive(Debug, Clone, Copy)]
struct Serves {
    variables: &'static [Variable],
    fields: &'static [&'static str],
}

/// What serves instead of a field: an organisation for an author, a `pubstate` for a date.
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
        // The title of the book that a part is in is not the title of the part.
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
        // A page is as of when somebody looked at it; all else has a date of its own.
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
