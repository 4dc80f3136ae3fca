//! The CSL type of a hayagriva entry.

use crate::dialect::hayagriva::Kind;
use crate::model::EntryType;
use crate::read::hayagriva::item::{Field, Item};

impl Item {
    /// The CSL type of an entry, from its own type and those of its parents.
    ///
    /// If hayagriva's renderer accepts an entry as a CSL type, it is one of those types. Types that
    /// it does not accept as anything, such as a periodical, a reference work or a conference,
    /// become the corresponding CSL type.
    pub(super) fn csl_kind(&self) -> EntryType {
        use Kind as K;
        let under = |kinds: &[Kind]| self.parent(kinds).is_some();
        if under(&[K::Report]) {
            return EntryType::Report;
        }
        if under(&[K::Thesis]) {
            return EntryType::Thesis;
        }
        match self.kind {
            K::Report => EntryType::Report,
            K::Thesis => EntryType::Thesis,
            K::Manuscript => EntryType::Manuscript,
            K::Patent => EntryType::Patent,
            K::Case => EntryType::LegalCase,
            K::Repository => EntryType::Software,
            K::Exhibition | K::Conference => EntryType::Event,
            K::Performance => EntryType::Performance,
            K::Newspaper | K::Periodical => EntryType::Periodical,
            K::Legislation if self.has_publisher() => EntryType::Legislation,
            K::Legislation => EntryType::Bill,
            K::Artwork if under(&[K::Article]) => EntryType::Figure,
            K::Artwork => EntryType::Graphic,
            K::Book if under(&[K::Periodical]) => EntryType::Periodical,
            K::Book | K::Proceedings => EntryType::Book,
            // CSL's `collection` means an archival collection.
            K::Anthology => EntryType::Book,
            K::Article if under(&[K::Periodical]) => EntryType::ArticleJournal,
            K::Article if under(&[K::Newspaper]) => EntryType::ArticleNewspaper,
            K::Article if self.is_chapter_of_proceedings() => EntryType::Chapter,
            K::Article if under(&[K::Proceedings]) => EntryType::PaperConference,
            K::Article if under(&[K::Anthology]) => EntryType::Chapter,
            K::Chapter if under(&[K::Book, K::Anthology, K::Proceedings]) => EntryType::Chapter,
            K::Anthos if under(&[K::Anthology]) => EntryType::Chapter,
            K::Audio | K::Video => self.csl_kind_of_recording(),
            _ if under(&[K::Reference]) => EntryType::EntryEncyclopedia,
            _ if under(&[K::Blog]) => EntryType::PostWeblog,
            K::Post => EntryType::Post,
            _ if under(&[K::Thread]) => EntryType::Post,
            K::Web | K::Blog | K::Thread => EntryType::Webpage,
            _ if under(&[K::Web]) => EntryType::Webpage,
            K::Misc if self.get(Field::Url).is_some() => EntryType::Webpage,
            K::Article => EntryType::Article,
            K::Entry => EntryType::Entry,
            K::Anthos | K::Chapter => EntryType::Chapter,
            K::Reference => EntryType::Book,
            K::Scene => EntryType::MotionPicture,
            K::Misc | K::Original => EntryType::Document,
        }
    }

    /// True if a paper is a chapter of proceedings that were published as a book, and not a paper
    /// given at a named conference or published in a serial.
    fn is_chapter_of_proceedings(&self) -> bool {
        let published = |item: &Item| item.get(Field::PublisherName).is_some();
        let in_serial =
            |item: &Item| item.get(Field::Volume).is_some() || item.get(Field::Issue).is_some();
        self.parent(&[Kind::Conference]).is_none()
            && !in_serial(self)
            && self.parent(&[Kind::Proceedings]).is_some_and(|it| published(it) && !in_serial(it))
    }

    fn csl_kind_of_recording(&self) -> EntryType {
        use Kind as K;
        let score = [K::Book, K::Periodical, K::Reference, K::Misc, K::Blog, K::Web];
        match (self.kind, self.parents.is_empty()) {
            (K::Video, true) => EntryType::MotionPicture,
            (K::Audio, true) => EntryType::Song,
            (K::Audio, false) if self.parent(&score).is_some() => EntryType::MusicalScore,
            _ => EntryType::Broadcast,
        }
    }
}
