//! The fields that items of CSL data require.

use crate::dialect::bib::AnyOf;
use crate::model::EntryType;

/// The fields that an item of a type requires.
pub(crate) fn required(kind: EntryType) -> &'static [AnyOf] {
    match (UNTITLED.contains(&kind), PARTS.contains(&kind)) {
        (true, _) => &[],
        (_, true) => OF_PARTS,
        _ if DATED.contains(&kind) => OF_BOOKS,
        _ => REQUIRED,
    }
}

/// What CSL's processors cannot do without, for all types but those below.
const REQUIRED: &[AnyOf] = &[&["title"]];

/// CSL types whose works are part of something that has a title too.
const OF_PARTS: &[AnyOf] = &[&["title"], &["container-title"], &["issued"]];
const PARTS: [EntryType; 6] = [
    EntryType::ArticleJournal,
    EntryType::ArticleMagazine,
    EntryType::ArticleNewspaper,
    EntryType::Chapter,
    EntryType::EntryDictionary,
    EntryType::EntryEncyclopedia,
];

/// CSL types whose works are published by themselves, and therefore have a date, too.
const OF_BOOKS: &[AnyOf] = &[&["title"], &["issued"]];
const DATED: [EntryType; 5] = [
    EntryType::Book,
    EntryType::Collection,
    EntryType::PaperConference,
    EntryType::Report,
    EntryType::Thesis,
];

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
