//! Which fields an entry of a type must have, in each dialect.
//!
//! BibTeX's and BibLaTeX's sets are those of their manuals, with what a careful reader takes
//! instead: an organisation for an author, a `pubstate` for a date. hayagriva and CSL-JSON ask
//! for nothing; what stands here for them is what no reader can do without.

use crate::model::{EntryType, Variable};
use crate::read::Format;

/// What an entry's type means, and so which fields it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Bibtex,
    Biblatex,
    Hayagriva,
    Csl,
}

/// One thing that an entry must have, in one of several fields.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// The fields to name where it is missing, the most usual first.
    pub(super) fields: &'static [&'static str],
    /// Variables that hold it, whatever field they came from.
    pub(super) variables: &'static [Variable],
    /// Other fields that serve instead.
    pub(super) instead: &'static [&'static str],
}

impl Dialect {
    /// The dialect of a file, told by its format and, for `.bib`, by whether it has a type or
    /// field that only BibLaTeX knows.
    pub(super) fn of<'a>(
        format: Format,
        mut types_and_fields: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Dialect {
        match format {
            Format::Hayagriva => Dialect::Hayagriva,
            Format::CslJson | Format::CslYaml => Dialect::Csl,
            Format::Bibtex => {
                let is_in =
                    |list: &[&str], word: &str| list.iter().any(|w| w.eq_ignore_ascii_case(word));
                let biblatex = types_and_fields.any(|(kind, field)| {
                    is_in(&BIBLATEX_TYPES, kind) || is_in(&BIBLATEX_FIELDS, field)
                });
                if biblatex { Dialect::Biblatex } else { Dialect::Bibtex }
            }
        }
    }
}

const BIBLATEX_TYPES: [&str; 16] = [
    "mvbook",
    "bookinbook",
    "suppbook",
    "collection",
    "mvcollection",
    "suppcollection",
    "dataset",
    "online",
    "periodical",
    "mvproceedings",
    "reference",
    "inreference",
    "report",
    "software",
    "thesis",
    "xdata",
];

const BIBLATEX_FIELDS: [&str; 16] = [
    "journaltitle",
    "date",
    "location",
    "urldate",
    "origdate",
    "eventdate",
    "eventtitle",
    "subtitle",
    "booksubtitle",
    "maintitle",
    "langid",
    "eprinttype",
    "pubstate",
    "editortype",
    "shorttitle",
    "entrysubtype",
];

macro_rules! needs {
    ($($id:ident: $($field:literal)|+ in $($variable:ident)|* $(or $($instead:literal)|+)?;)*) => {
        $(const $id: Need = Need {
            fields: &[$($field),+],
            variables: &[$(Variable::$variable),*],
            instead: &[$($($instead),+)?],
        };)*
    };
}

needs! {
    TITLE: "title" in Title or "maintitle" | "eventtitle" | "booktitle" | "issuetitle";
    AUTHOR: "author" in Author | Editor | Translator | Compiler | CollectionEditor | ContainerAuthor
        or "editor" | "organization" | "institution" | "holder" | "label" | "shorthand" | "key";
    CREATOR: "author" | "editor" in Author | Editor | Translator | Compiler | CollectionEditor
        | ContainerAuthor | Composer | Director | Performer | EditorTranslator
        or "editora" | "organization" | "institution" | "publisher" | "holder" | "label"
        | "shorthand" | "key" | "commentator" | "annotator" | "introduction";
    JOURNAL: "journal" in ContainerTitle or "journaltitle" | "shortjournal" | "eprint";
    JOURNALTITLE: "journaltitle" in ContainerTitle or "journal" | "shortjournal" | "eprint";
    BOOKTITLE: "booktitle" in ContainerTitle | VolumeTitle | EventTitle
        or "maintitle" | "eventtitle" | "crossref" | "xref";
    YEAR: "year" in Issued or "date" | "pubstate" | "eventdate";
    DATE: "date" | "year" in Issued or "pubstate" | "eventdate";
    DATE_SEEN: "date" | "year" in Issued | Accessed or "pubstate" | "urldate" | "eventdate";
    PUBLISHER: "publisher" in Publisher or "organization" | "institution" | "school" | "howpublished";
    SCHOOL: "school" in Publisher or "institution" | "publisher";
    INSTITUTION: "institution" in Publisher or "school" | "publisher" | "organization";
    PART: "chapter" | "pages" in ChapterNumber | Page or "title" | "number" | "volume";
    NUMBER: "number" in Number;
    KIND: "type" in Genre;
    ADDRESS: "url" | "doi" | "eprint" in Url | Doi;
    WHENCE: "note" in Note | Issued | Url or "howpublished" | "year" | "date" | "url";
    HAYAGRIVA_TITLE: "title" in Title | TitleShort | ContainerTitle | EventTitle | CollectionTitle
        or "parent.title" | "parent" | "url" | "note";
    CSL_TITLE: "title" in Title | TitleShort | PartTitle | VolumeTitle | ReviewedTitle;
    CSL_CONTAINER: "container-title" in ContainerTitle | ContainerTitleShort | CollectionTitle
        | EventTitle | Event;
}

/// What an entry must have.
///
/// `kind` is its type as the source spells it, `csl_type` as it was read. A type that the dialect
/// does not know asks for nothing.
pub(super) fn needs(dialect: Dialect, kind: &str, csl_type: EntryType) -> &'static [Need] {
    match dialect {
        Dialect::Bibtex => match bibtex(&kind.to_ascii_lowercase()) {
            Some(needs) => needs,
            None => biblatex(&kind.to_ascii_lowercase()),
        },
        Dialect::Biblatex => biblatex(&kind.to_ascii_lowercase()),
        Dialect::Hayagriva => &[HAYAGRIVA_TITLE],
        Dialect::Csl => csl(csl_type),
    }
}

/// *Source*: BibTeXing (btxdoc), section 3.1, required fields.
fn bibtex(kind: &str) -> Option<&'static [Need]> {
    Some(match kind {
        "article" => &[AUTHOR, TITLE, JOURNAL, YEAR],
        "book" => &[CREATOR, TITLE, PUBLISHER, YEAR],
        "booklet" | "manual" => &[TITLE],
        "inbook" => &[CREATOR, TITLE, PART, PUBLISHER, YEAR],
        "incollection" => &[AUTHOR, TITLE, BOOKTITLE, PUBLISHER, YEAR],
        "inproceedings" | "conference" => &[AUTHOR, TITLE, BOOKTITLE, YEAR],
        "mastersthesis" | "phdthesis" => &[AUTHOR, TITLE, SCHOOL, YEAR],
        "proceedings" => &[TITLE, YEAR],
        "techreport" => &[AUTHOR, TITLE, INSTITUTION, YEAR],
        "unpublished" => &[AUTHOR, TITLE, WHENCE],
        "misc" => &[],
        _ => return None,
    })
}

/// *Source*: The biblatex Package, section "Entry Types", required fields.
fn biblatex(kind: &str) -> &'static [Need] {
    match kind {
        "article" | "suppperiodical" => &[AUTHOR, TITLE, JOURNALTITLE, DATE],
        "book" | "mvbook" | "booklet" | "manual" | "misc" | "software" | "dataset"
        | "collection" | "mvcollection" | "reference" | "mvreference" => &[CREATOR, TITLE, DATE],
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" => {
            &[CREATOR, TITLE, BOOKTITLE, DATE]
        }
        "inreference" => &[TITLE, BOOKTITLE, DATE],
        "inproceedings" | "conference" => &[AUTHOR, TITLE, BOOKTITLE, DATE],
        "proceedings" | "mvproceedings" | "periodical" => &[TITLE, DATE],
        "online" | "electronic" | "www" => &[CREATOR, TITLE, DATE_SEEN, ADDRESS],
        "patent" => &[AUTHOR, TITLE, NUMBER, DATE],
        "report" => &[AUTHOR, TITLE, KIND, INSTITUTION, DATE],
        "techreport" => &[AUTHOR, TITLE, INSTITUTION, DATE],
        "thesis" => &[AUTHOR, TITLE, KIND, INSTITUTION, DATE],
        "mastersthesis" | "phdthesis" => &[AUTHOR, TITLE, INSTITUTION, DATE],
        "unpublished" => &[AUTHOR, TITLE, DATE],
        _ => &[],
    }
}

fn csl(kind: EntryType) -> &'static [Need] {
    match kind {
        // What has no title of its own is described by other words.
        EntryType::PersonalCommunication
        | EntryType::Interview
        | EntryType::Post
        | EntryType::PostWeblog
        | EntryType::Review
        | EntryType::ReviewBook
        | EntryType::Manuscript
        | EntryType::Document
        | EntryType::Graphic
        | EntryType::Hearing
        | EntryType::Event
        | EntryType::Regulation
        | EntryType::Legislation
        | EntryType::Bill
        | EntryType::Patent => &[],
        EntryType::ArticleJournal
        | EntryType::ArticleMagazine
        | EntryType::ArticleNewspaper
        | EntryType::Chapter
        | EntryType::EntryDictionary
        | EntryType::EntryEncyclopedia => &[CSL_TITLE, CSL_CONTAINER],
        _ => &[CSL_TITLE],
    }
}
