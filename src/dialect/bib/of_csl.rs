//! The entry types of BibLaTeX for those of CSL.

use crate::dialect::bib::Kind;
use crate::model::EntryType;

impl Kind {
    /// The type for one of CSL, with the `entrysubtype` that makes a narrower type of it.
    pub(crate) fn of_csl(kind: EntryType) -> (Kind, Option<&'static str>) {
        let kind = match kind {
            EntryType::ArticleJournal => Kind::Article,
            EntryType::ArticleMagazine => return (Kind::Article, Some("magazine")),
            EntryType::ArticleNewspaper => return (Kind::Article, Some("newspaper")),
            EntryType::Bill | EntryType::Legislation | EntryType::Regulation => Kind::Legislation,
            EntryType::Book | EntryType::Classic => Kind::Book,
            EntryType::Chapter => Kind::Incollection,
            EntryType::Dataset => Kind::Dataset,
            EntryType::Entry | EntryType::EntryEncyclopedia => Kind::Inreference,
            EntryType::EntryDictionary => return (Kind::Inreference, Some("dictionary")),
            EntryType::Figure | EntryType::Graphic => Kind::Image,
            EntryType::LegalCase => Kind::Jurisdiction,
            EntryType::Manuscript => Kind::Unpublished,
            EntryType::Map => return (Kind::Image, Some("map")),
            EntryType::MotionPicture => Kind::Movie,
            EntryType::MusicalScore | EntryType::Song => Kind::Music,
            EntryType::Pamphlet => Kind::Booklet,
            EntryType::PaperConference => Kind::Inproceedings,
            EntryType::Patent => Kind::Patent,
            EntryType::Performance => Kind::Performance,
            EntryType::Periodical => Kind::Periodical,
            EntryType::PersonalCommunication => Kind::Letter,
            EntryType::Report => Kind::Report,
            EntryType::Review | EntryType::ReviewBook => Kind::Review,
            EntryType::Software => Kind::Software,
            EntryType::Speech => Kind::Unpublished,
            EntryType::Standard => Kind::Standard,
            EntryType::Thesis => Kind::Thesis,
            EntryType::Treaty => Kind::Legal,
            EntryType::Article | EntryType::Post | EntryType::PostWeblog | EntryType::Webpage => {
                Kind::Online
            }
            _ => Kind::Misc,
        };
        (kind, None)
    }
}
