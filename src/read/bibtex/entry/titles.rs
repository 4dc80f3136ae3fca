//! Titles: of the work, its container, the series, the event.

use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::model::{EntryType, Text, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::entry::foreign::{in_its_case, is_foreign, may_be_foreign};
use crate::read::bibtex::terms;
use crate::read::bibtex::tex::Mode;
use crate::read::full_stop::without_final_full_stop;

type Parts = [(&'static str, Field); 3];

const TITLE: Parts = [("", Field::Title), (": ", Field::Subtitle), (". ", Field::Titleaddon)];
const MAIN: Parts =
    [("", Field::Maintitle), (": ", Field::Mainsubtitle), (". ", Field::Maintitleaddon)];
const BOOK: Parts =
    [("", Field::Booktitle), (": ", Field::Booksubtitle), (". ", Field::Booktitleaddon)];
const JOURNAL: Parts =
    [("", Field::Journaltitle), (": ", Field::Journalsubtitle), (". ", Field::Journaltitleaddon)];
const ISSUE: Parts =
    [("", Field::Issuetitle), (": ", Field::Issuesubtitle), (". ", Field::Issuetitleaddon)];

impl EntryReader<'_, '_> {
    pub(super) fn titles(&mut self) {
        if self.kind == Kind::Review && self.plain(Field::Title).is_some_and(|it| names_review(&it))
        {
            // Styles print `Review of` before the title of a review.
            self.entry.kind = EntryType::ArticleJournal;
        }
        let is_part = self.kind.is_part();
        let in_volumes = self.has(Field::Maintitle);
        if self.kind == Kind::Periodical && self.has(Field::Issuetitle) {
            self.title(&ISSUE, Variable::Title);
            self.title(&TITLE, Variable::ContainerTitle);
        } else if in_volumes && !is_part {
            // A volume is cited under the title of the whole work, as in pandoc.
            self.title(&MAIN, Variable::Title);
            self.title(&TITLE, Variable::VolumeTitle);
        } else {
            self.title(&TITLE, Variable::Title);
            self.title(&ISSUE, Variable::VolumeTitle);
        }
        if is_part && in_volumes {
            self.title(&MAIN, Variable::ContainerTitle);
            self.title(&BOOK, Variable::VolumeTitle);
        } else if is_part && self.has(Field::Booktitle) && self.has(Field::Journaltitle) {
            self.title(&BOOK, Variable::ContainerTitle);
            self.journal_of_the_book();
        } else if self.has(Field::Journaltitle) {
            self.title(&JOURNAL, Variable::ContainerTitle);
        } else if !self.entry.has(Variable::ContainerTitle) && !self.is_whole() {
            self.title(&BOOK, Variable::ContainerTitle);
        }
        self.short_title(in_volumes && !is_part);
        self.series();
        self.set(Field::Shortjournal, Variable::ContainerTitleShort, Mode::Title);
        self.set(Field::Shortseries, Variable::CollectionTitleShort, Mode::Title);
        self.set(Field::Origtitle, Variable::OriginalTitle, Mode::Title);
        let event = [("", Field::Eventtitle), (". ", Field::Eventtitleaddon)];
        self.set_joined(&event, Variable::EventTitle, Mode::Title);
        without_final_full_stop(&mut self.entry);
        self.containers_of_a_foreign_work();
    }

    /// What contains a work whose title is evidently not in English keeps its letter case too,
    /// unless it has words that only English has: `Vestnik drevnei istorii`.
    fn containers_of_a_foreign_work(&mut self) {
        let has_language = self.has(Field::Langid) || self.has(Field::Language);
        if has_language || !self.entry.str(Variable::Title).is_some_and(is_foreign) {
            return;
        }
        for variable in [Variable::ContainerTitle, Variable::CollectionTitle, Variable::VolumeTitle]
        {
            if let Some(text) = self.entry.text(variable).filter(|it| may_be_foreign(it.as_str())) {
                let text = in_its_case(text.clone());
                self.entry.set_text(variable, text);
            }
        }
    }

    /// Of a paper in a book that came out as a volume of a journal, the journal is what a series is of
    /// other books. INSPIRE exports proceedings so.
    fn journal_of_the_book(&mut self) {
        let is_numbered = self.has(Field::Volume) || self.has(Field::Number);
        let is_the_book = self.plain(Field::Journaltitle) == self.plain(Field::Booktitle);
        if is_numbered && !is_the_book && !self.has(Field::Series) {
            self.title(&JOURNAL, Variable::CollectionTitle);
        }
    }

    /// True if the entry is itself the book that a `booktitle` would name.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::Book | Kind::Collection | Kind::Proceedings | Kind::Reference)
    }

    fn title(&mut self, parts: &Parts, variable: Variable) {
        self.set_joined(parts, variable, Mode::Title);
    }

    fn short_title(&mut self, in_volumes: bool) {
        if self.set(Field::Shorttitle, Variable::TitleShort, Mode::Title) {
            return;
        }
        if !self.has(Field::Subtitle) || in_volumes || self.kind == Kind::Periodical {
            return;
        }
        if let Some(title) = self.decode(Field::Title, Mode::Title) {
            self.entry.set_text(Variable::TitleShort, title);
            self.note(&[Field::Title], Variable::TitleShort);
        }
    }

    fn series(&mut self) {
        let Some(text) = self.decode(Field::Series, Mode::Title) else { return };
        let named = match terms::series(text.as_str()) {
            None if self.kind.is_in_periodical() => terms::numbered_series(text.as_str()),
            named => named.map(str::to_owned),
        };
        let text = named.map_or(text, Text::plain);
        self.entry.set_text(Variable::CollectionTitle, text);
        self.note(&[Field::Series], Variable::CollectionTitle);
    }
}

/// Whether a title begins with the words that call the work a review: `Review of The Making`.
fn names_review(title: &str) -> bool {
    const WORDS: [&str; 12] = [
        "review of",
        "review:",
        "book review",
        "review essay",
        "rezension",
        "besprechung",
        "buchbesprechung",
        "compte rendu",
        "compte-rendu",
        "reseña",
        "recensione",
        "recensie",
    ];
    let lower = title.trim_start_matches(['[', '(', '"', '“', '«', ' ']).to_lowercase();
    WORDS.iter().any(|word| lower.starts_with(word))
}
