//! The CSL type of a hayagriva entry.

use ::hayagriva::types::EntryType as Kind;
use ::hayagriva::{Entry as Theirs, Selector, select};

use crate::model::EntryType as T;

/// The first CSL type as which hayagriva's renderer accepts the entry, or else the one that
/// corresponds to the entry's own type.
pub(super) fn csl_kind(theirs: &Theirs) -> T {
    let is = |selector: Selector| selector.matches(theirs);
    let alone = theirs.parents().is_empty();
    let score = select!(Audio > (Book | Periodical | Reference | Misc | Blog | Web));
    let published = theirs.publisher().is_some();
    let choices = [
        (is(select!((* > Report) | Report)), T::Report),
        (is(select!((* > Thesis) | Thesis)), T::Thesis),
        (is(select!(Manuscript)), T::Manuscript),
        (is(select!(Patent)), T::Patent),
        (is(select!(Case)), T::LegalCase),
        (is(select!(Repository)), T::Software),
        (is(select!(Exhibition)), T::Event),
        (is(select!(Legislation)) && published, T::Legislation),
        (is(select!(Legislation)), T::Bill),
        (is(select!(Artwork > Article)), T::Figure),
        (is(select!(Artwork)), T::Graphic),
        (is(select!(Book > Periodical)), T::Periodical),
        (is(select!(Book | Proceedings)), T::Book),
        // CSL's `collection` means an archival collection.
        (is(select!(Anthology)), T::Book),
        (is(select!(Article > Periodical)), T::ArticleJournal),
        (is(select!(Article > Newspaper)), T::ArticleNewspaper),
        (is(select!(Article > Proceedings)) && is_chapter_of_proceedings(theirs), T::Chapter),
        (is(select!(Article > Proceedings)), T::PaperConference),
        (
            is(select!((Anthos > Anthology) | (Chapter > (Book | Anthology | Proceedings)))),
            T::Chapter,
        ),
        (is(score), T::MusicalScore),
        (is(select!(Video)) && alone, T::MotionPicture),
        (is(select!(Audio)) && alone, T::Song),
        (is(select!(Audio | Video)), T::Broadcast),
    ];
    let own = |kind: Kind| *theirs.entry_type() == kind;
    let means = [
        (own(Kind::Newspaper) || own(Kind::Periodical), T::Periodical),
        (own(Kind::Conference), T::Event),
        (own(Kind::Performance), T::Performance),
        (is(select!(* > Reference)), T::EntryEncyclopedia),
        (is(select!(* > Blog)), T::PostWeblog),
        (is(select!(Post | (* > Thread))), T::Post),
        (is(select!((Misc["url"]) | (* > (Web | Blog)) | Web | Blog | Thread)), T::Webpage),
        (own(Kind::Article), T::Article),
        (own(Kind::Entry), T::Entry),
        (own(Kind::Anthos) || own(Kind::Chapter), T::Chapter),
        (own(Kind::Reference), T::Book),
        (own(Kind::Scene), T::MotionPicture),
    ];
    let mut all = choices.into_iter().chain(means);
    all.find(|(holds, _)| *holds).map_or(T::Document, |(_, kind)| kind)
}

/// True if a paper is a chapter of proceedings that were published as a book, and not a paper given
/// at a named conference or published in a serial.
fn is_chapter_of_proceedings(theirs: &Theirs) -> bool {
    let parent = |kind: Kind| theirs.parents().iter().find(|it| *it.entry_type() == kind);
    let in_serial = |it: &Theirs| it.volume().is_some() || it.issue().is_some();
    let published = |it: &Theirs| it.publisher().is_some_and(|it| it.name().is_some());
    parent(Kind::Conference).is_none()
        && !in_serial(theirs)
        && parent(Kind::Proceedings).is_some_and(|it| published(it) && !in_serial(it))
}
