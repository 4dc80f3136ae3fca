//! The entry types of CSL 1.0.2.
//!
//! *Source*: CSL 1.0.2 specification, appendix III.

use std::fmt;

macro_rules! entry_types {
    ($($id:ident = $name:literal),* $(,)?) => {
        /// The type of a work.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the names are the specification's, appendix III")]
        #[non_exhaustive]
        pub enum EntryType {
            $($id,)*
            /// None of CSL's types: the data have no type, or one that CSL does not have. No type
            /// condition of a style matches it.
            Unknown,
        }

        impl EntryType {
            /// All types of CSL, in the order of their indexes.
            pub const ALL: &'static [EntryType] = &[$(EntryType::$id),*];

            /// The type's name in CSL: `article-journal`; empty for [`EntryType::Unknown`].
            pub const fn name(self) -> &'static str {
                match self { $(EntryType::$id => $name,)* EntryType::Unknown => "" }
            }

            /// The type with this CSL name.
            pub fn from_name(name: &str) -> Option<EntryType> {
                match name { $($name => Some(EntryType::$id),)* _ => None }
            }
        }
    };
}

entry_types! {
    Article = "article",
    ArticleJournal = "article-journal",
    ArticleMagazine = "article-magazine",
    ArticleNewspaper = "article-newspaper",
    Bill = "bill",
    Book = "book",
    Broadcast = "broadcast",
    Chapter = "chapter",
    Classic = "classic",
    Collection = "collection",
    Dataset = "dataset",
    Document = "document",
    Entry = "entry",
    EntryDictionary = "entry-dictionary",
    EntryEncyclopedia = "entry-encyclopedia",
    Event = "event",
    Figure = "figure",
    Graphic = "graphic",
    Hearing = "hearing",
    Interview = "interview",
    LegalCase = "legal_case",
    Legislation = "legislation",
    Manuscript = "manuscript",
    Map = "map",
    MotionPicture = "motion_picture",
    MusicalScore = "musical_score",
    Pamphlet = "pamphlet",
    PaperConference = "paper-conference",
    Patent = "patent",
    Performance = "performance",
    Periodical = "periodical",
    PersonalCommunication = "personal_communication",
    Post = "post",
    PostWeblog = "post-weblog",
    Regulation = "regulation",
    Report = "report",
    Review = "review",
    ReviewBook = "review-book",
    Software = "software",
    Song = "song",
    Speech = "speech",
    Standard = "standard",
    Thesis = "thesis",
    Treaty = "treaty",
    Webpage = "webpage",
}

impl EntryType {
    /// The number of types in CSL.
    pub const COUNT: usize = EntryType::ALL.len();
}

impl fmt::Display for EntryType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::EntryType;

    #[test]
    fn there_are_forty_five_and_their_names_lead_back() {
        assert_eq!(EntryType::COUNT, 45);
        for &kind in EntryType::ALL {
            assert_eq!(EntryType::from_name(kind.name()), Some(kind));
        }
    }
}
