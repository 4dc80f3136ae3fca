//! hayagriva's types for those of CSL: the type of a work, and the type of the parent that has its
//! container.

use crate::dialect::hayagriva::Kind;
use crate::model::{Entry, EntryType, Variable};

/// How a work and its container are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    /// The type of the parent for the container.
    pub(super) container: Kind,
    /// True if the parent decides the type, so that it is written even if nothing is known of it.
    pub(super) is_needed: bool,
}

/// The types from which [`read::hayagriva`](crate::read) reads the type of an entry.
pub(super) fn shape(entry: &Entry) -> Shape {
    use EntryType as T;
    use Kind as K;
    let has_container = entry.has(Variable::ContainerTitle);
    let (kind, container, is_needed) = match entry.kind {
        T::Article => (K::Article, K::Book, false),
        T::ArticleJournal | T::ArticleMagazine | T::Review | T::ReviewBook => {
            (K::Article, K::Periodical, true)
        }
        T::ArticleNewspaper => (K::Article, K::Newspaper, true),
        T::PaperConference => (K::Article, K::Proceedings, true),
        // The number of a `chapter` is also its own number.
        T::Chapter if entry.has(Variable::Editor) || entry.has(Variable::ChapterNumber) => {
            (K::Anthos, K::Anthology, false)
        }
        T::Chapter if entry.has(Variable::VolumeTitle) => (K::Anthos, K::Anthology, false),
        T::Chapter => (K::Chapter, K::Book, false),
        T::EntryEncyclopedia | T::EntryDictionary => (K::Entry, K::Reference, true),
        T::Entry => (K::Entry, K::Book, false),
        T::Collection => (K::Anthology, K::Anthology, false),
        T::Book | T::Classic | T::Pamphlet => (K::Book, K::Anthology, false),
        T::Periodical => (K::Periodical, K::Periodical, false),
        T::Report | T::Standard => (K::Report, K::Book, false),
        T::Thesis => (K::Thesis, K::Book, false),
        T::Manuscript => (K::Manuscript, K::Book, false),
        T::Patent => (K::Patent, K::Book, false),
        T::LegalCase => (K::Case, K::Book, false),
        T::Legislation | T::Bill | T::Regulation | T::Treaty => {
            (K::Legislation, K::Anthology, false)
        }
        T::Software | T::Dataset => (K::Repository, K::Repository, false),
        T::Event => (K::Conference, K::Anthology, false),
        T::Performance => (K::Performance, K::Performance, false),
        T::Figure => (K::Artwork, K::Article, true),
        T::Graphic | T::Map => (K::Artwork, K::Book, false),
        T::MotionPicture if has_container => (K::Scene, K::Video, true),
        T::MotionPicture => (K::Video, K::Video, false),
        T::Broadcast => (K::Video, K::Video, true),
        T::Song => (K::Audio, K::Audio, false),
        T::MusicalScore => (K::Audio, K::Book, true),
        T::PostWeblog => (K::Article, K::Blog, true),
        T::Post => (K::Post, K::Web, false),
        T::Webpage => (K::Web, K::Web, false),
        // A work of none of these types that is in another is an article to hayagriva, and one with
        // an address a page.
        _ if has_container => (K::Article, K::Book, false),
        _ if has_address(entry) => (K::Web, K::Web, false),
        _ => (K::Misc, K::Book, false),
    };
    Shape { kind, container, is_needed }
}

/// True if the address of a work is one: hayagriva reads no file in which one is not.
pub(super) fn has_address(entry: &Entry) -> bool {
    entry.str(Variable::Url).is_some_and(|url| url::Url::parse(url).is_ok())
}

/// True if a parent of a work of this type is read as its container.
pub(super) fn has_readable_container(kind: Kind) -> bool {
    use Kind as K;
    matches!(
        kind,
        K::Article
            | K::Anthos
            | K::Audio
            | K::Case
            | K::Chapter
            | K::Entry
            | K::Post
            | K::Report
            | K::Scene
            | K::Video
            | K::Web
    )
}
