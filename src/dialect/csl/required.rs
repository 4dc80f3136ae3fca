//! The fields that items of CSL data require.

use crate::dialect::bib::AnyOf;
use crate::model::EntryType;

/// The fields that an item of a type requires.
pub(crate) fn required(kind: EntryType) -> &'static [AnyOf] {
    match kind {
        _ if UNTITLED.contains(&kind) => &[],
        _ if ARTICLES.contains(&kind) => &[&["title"], &["container-title"], &["issued"]],
        _ if PARTS.contains(&kind) => &[&["title"], &["container-title"]],
        EntryType::Thesis => &[&["title"], &["issued"]],
        // What CSL's processors cannot do without.
        _ => &[&["title"]],
    }
}

/// CSL types whose works are part of something that has a title too.
const PARTS: [EntryType; 3] =
    [EntryType::Chapter, EntryType::EntryDictionary, EntryType::EntryEncyclopedia];

/// CSL types whose works are in an issue of a periodical, which has a title and a date.
const ARTICLES: [EntryType; 3] =
    [EntryType::ArticleJournal, EntryType::ArticleMagazine, EntryType::ArticleNewspaper];

/// CSL types whose works may have no title of their own, and are described by other fields.
const UNTITLED: [EntryType; 16] = [
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
