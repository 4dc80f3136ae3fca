//! hayagriva's types for those of CSL: the type of a work, and the type of the parent that has its
//! container.

use crate::dialect::hayagriva::Kind;
#[cfg(feature = "yaml")]
use crate::dialect::native::word;
#[cfg(feature = "yaml")]
use crate::model::TypeFamily;
use crate::model::{Entry, EntryType, Variable};

/// How a work and its container are written.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "yaml"), expect(dead_code, reason = "only the writer needs all"))]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    /// The type of the parent for the container.
    pub(crate) container: Kind,
    /// True if the parent decides the type, so that it is written even if nothing is known of it.
    pub(crate) is_needed: bool,
}

#[cfg(feature = "yaml")]
impl Shape {
    /// The types from which [`read::hayagriva`](crate::read) reads the type of an entry: its own
    /// one if it was read from hayagriva, or from a type that hayagriva has too.
    pub(crate) fn of(entry: &Entry) -> Shape {
        let native = entry.native_type().and_then(|it| word(it, TypeFamily::Hayagriva));
        let native = native.and_then(Kind::from_name);
        native.and_then(|kind| Shape::of_kind(entry, kind)).unwrap_or_else(|| usual(entry))
    }

    /// The types for an entry whose own type is known; `None` if it would be read as something else.
    fn of_kind(entry: &Entry, kind: Kind) -> Option<Shape> {
        use EntryType as T;
        use Kind as K;
        let (container, is_needed) = match (entry.kind, kind) {
            (T::Book, K::Book | K::Anthology | K::Proceedings | K::Reference) => {
                (K::Anthology, false)
            }
            (T::Periodical, K::Newspaper | K::Periodical) => (K::Periodical, false),
            (T::Event, K::Conference | K::Exhibition) => (K::Anthology, false),
            (T::Chapter, K::Article) => (K::Anthology, true),
            (T::Chapter, K::Anthos) => (K::Anthology, false),
            (T::Chapter, K::Chapter) => (K::Book, false),
            (T::MotionPicture, K::Scene) => (K::Video, entry.has(Variable::ContainerTitle)),
            (T::Broadcast, K::Audio) => (K::Audio, true),
            (T::EntryEncyclopedia, _) => (K::Reference, true),
            (T::PostWeblog, _) => (K::Blog, true),
            (T::Post, K::Post) => (K::Web, false),
            (T::Post, _) => (K::Thread, true),
            (T::Webpage, K::Web | K::Blog | K::Thread) => (K::Web, false),
            (T::Webpage, K::Misc) if has_address(entry) => (K::Book, false),
            (T::Webpage, _) => (K::Web, true),
            _ => return None,
        };
        Some(Shape { kind, container, is_needed })
    }
}

/// The word for the type of an entry that was read from hayagriva, if CSL's type does not say as much:
/// the writer would write another one, or other formats have types for chapters that CSL has not.
pub(crate) fn unusual(entry: &Entry, kind: Kind) -> Option<&'static str> {
    let is_chapter = entry.kind == EntryType::Chapter;
    (is_chapter || usual(entry).kind != kind).then(|| kind.name())
}

/// The types that are written if nothing more is known of the type than CSL's.
fn usual(entry: &Entry) -> Shape {
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
pub(crate) fn has_address(entry: &Entry) -> bool {
    entry.str(Variable::Url).is_some_and(|url| url::Url::parse(url).is_ok())
}

/// True if a parent of a work of this type is read as its container.
#[cfg(feature = "yaml")]
pub(crate) fn has_readable_container(kind: Kind) -> bool {
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
