//! The types and fields of the Citation File Format.
//!
//! *Source*: "Guide to the Citation File Format schema", version 1.2.0.

use crate::dialect::bib::AnyOf;
use crate::model::EntryType;

/// The type of CSL for a type of a work.
pub(crate) fn kind_of(word: &str) -> Option<EntryType> {
    TYPES.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
}

/// The names of the types.
pub(crate) fn types() -> impl Iterator<Item = &'static str> {
    TYPES.iter().map(|(name, _)| *name)
}

/// The fields that a work requires.
pub(crate) const fn required() -> &'static [AnyOf] {
    &[&["title"], &["authors"]]
}

#[rustfmt::skip]
const TYPES: [(&str, EntryType); 50] = {
    use EntryType as T;
    [
        ("art", T::Graphic), ("article", T::ArticleJournal), ("audiovisual", T::MotionPicture),
        ("bill", T::Bill), ("blog", T::PostWeblog), ("book", T::Book), ("catalogue", T::Book),
        ("conference", T::Event), ("conference-paper", T::PaperConference), ("data", T::Dataset),
        ("database", T::Dataset), ("dataset", T::Dataset), ("dictionary", T::Book),
        ("edited-work", T::Book), ("encyclopedia", T::Book), ("film-broadcast", T::MotionPicture),
        ("generic", T::Document), ("government-document", T::Report), ("grant", T::Document),
        ("hearing", T::Hearing), ("historical-work", T::Book), ("legal-case", T::LegalCase),
        ("legal-rule", T::Regulation), ("magazine-article", T::ArticleMagazine),
        ("manual", T::Book), ("map", T::Map), ("multimedia", T::MotionPicture),
        ("music", T::MusicalScore), ("newspaper-article", T::ArticleNewspaper),
        ("pamphlet", T::Pamphlet), ("patent", T::Patent),
        ("personal-communication", T::PersonalCommunication), ("proceedings", T::Book),
        ("report", T::Report), ("serial", T::Periodical), ("slides", T::Speech),
        ("software", T::Software), ("software-code", T::Software),
        ("software-container", T::Software), ("software-executable", T::Software),
        ("software-virtual-machine", T::Software), ("sound-recording", T::Song),
        ("standard", T::Standard), ("statute", T::Legislation), ("thesis", T::Thesis),
        ("unpublished", T::Manuscript), ("video", T::MotionPicture), ("website", T::Webpage),
        // Written by people, though the schema has other names for them.
        ("paper", T::Article), ("preprint", T::Article),
    ]
};

/// The fields of a file and of a reference in it.
#[rustfmt::skip]
pub(crate) const FIELDS: [&str; 86] = [
    "abbreviation", "abstract", "authors", "cff-version", "collection-doi", "collection-title",
    "collection-type", "commit", "conference", "contact", "copyright", "data-type", "database",
    "database-provider", "date-accessed", "date-downloaded", "date-published", "date-released",
    "department", "doi", "edition", "editors", "editors-series", "end", "entry", "filename",
    "format", "identifiers", "institution", "isbn", "issn", "issue", "issue-date", "issue-title",
    "journal", "keywords", "languages", "license", "license-url", "loc-end", "loc-start",
    "location", "medium", "message", "month", "nihmsid", "notes", "number", "number-volumes",
    "pages", "patent-states", "pmcid", "preferred-citation", "publisher", "recipients",
    "references", "repository", "repository-artifact", "repository-code", "scope", "section",
    "senders", "start", "status", "term", "thesis-type", "title", "translators", "type", "url",
    "version", "volume", "volume-title", "year", "year-original",
    // The parts of persons and bodies, which findings name as well.
    "address", "affiliation", "alias", "email", "family-names", "given-names", "name",
    "name-particle", "name-suffix", "orcid", "website",
];
