//! Conversion of entries of the crate `hayagriva`.
//!
//! Variables are set to the values that hayagriva's own renderer would use, through its public
//! getters and selectors, with the exceptions in COMPATIBILITY.md. Fields that its renderer does
//! not use are kept in [`Entry::extra`] under their paths.

mod facts;
mod kind;
mod person;

use ::hayagriva::types::{
    EntryType as Kind, FormatString, MaybeTyped, Numeric, PersonRole as Role, Publisher,
};
use ::hayagriva::{Entry as Theirs, select};

use crate::model::hayagriva::facts::{Facts, date, numeric, pages, text, texts};
use crate::model::hayagriva::kind::csl_kind;
use crate::model::hayagriva::person::names;
use crate::model::preprint::fill_arxiv;
use crate::model::{Doi, Entry, EntryType, Variable};

impl From<&Theirs> for Entry {
    /// Sets CSL's variables to the values that hayagriva's renderer uses.
    ///
    /// Short forms are set if there are any. The first page, the citation key and the label are
    /// left to the renderer.
    fn from(theirs: &Theirs) -> Self {
        let entry = Entry::new(theirs.key(), csl_kind(theirs));
        let mut facts = Facts::new(entry);
        facts.titles(theirs);
        facts.numbers(theirs);
        facts.serials(theirs);
        facts.publication(theirs);
        facts.dates(theirs);
        facts.names(theirs);
        facts.preprint(theirs);
        facts.finish(theirs)
    }
}

impl Facts {
    fn titles(&mut self, theirs: &Theirs) {
        use Variable as V;
        self.text(V::Title, Some(V::TitleShort), theirs.title());
        let collection = collection(theirs).and_then(Theirs::title);
        self.text(V::CollectionTitle, Some(V::CollectionTitleShort), collection);
        // A parent's title is printed once: it is the container's, or else the volume's.
        let volume = volume_titled(theirs);
        let container = self.container(theirs);
        let title = container.and_then(Theirs::title);
        self.text(V::ContainerTitle, Some(V::ContainerTitleShort), title);
        let volume = volume.filter(|it| !container.is_some_and(|other| std::ptr::eq(*it, other)));
        let volume = volume.and_then(Theirs::title);
        self.text(V::VolumeTitle, Some(V::VolumeTitleShort), volume);
        self.text(V::OriginalTitle, None, original(theirs).and_then(Theirs::title));
        let repository = theirs.bound_select(&select!(* > ("p":Repository)), "p");
        self.text(V::Source, None, repository.and_then(Theirs::title));
        let event = event(theirs);
        self.text(V::Event, None, event.and_then(Theirs::title));
        self.text(V::EventTitle, None, event.and_then(Theirs::title));
        let takes_place =
            matches!(theirs.entry_type(), Kind::Conference | Kind::Exhibition | Kind::Performance);
        let event = event.or(Some(theirs).filter(|_| takes_place));
        self.text(V::EventPlace, None, event.and_then(Theirs::location));
    }

    /// The container, which for an entry of a dictionary is the dictionary.
    fn container<'e>(&self, theirs: &'e Theirs) -> Option<&'e Theirs> {
        let is_lookup = matches!(self.entry.kind, EntryType::Entry | EntryType::EntryEncyclopedia);
        container(theirs).or_else(|| volume_titled(theirs).filter(|_| is_lookup))
    }

    fn numbers(&mut self, theirs: &Theirs) {
        use Variable as V;
        let counts_chapters = select!(
            (Anthos > Anthology) | (* > Reference) | (Article > Proceedings) | (* > Book)
        );
        let chapter = theirs.chapter();
        let volume = theirs.volume();
        let of_container = self.container(theirs).and_then(Theirs::volume);
        // A volume is printed once: it is the work's own if the container has none.
        let part = volume.filter(|_| of_container.is_some());
        let as_chapter = part.filter(|_| counts_chapters.matches(theirs));
        self.number(V::ChapterNumber, chapter.or(as_chapter));
        self.number(V::CollectionNumber, collection(theirs).and_then(Theirs::volume));
        self.number(V::Edition, theirs.map(Theirs::edition));
        self.number(V::Issue, theirs.map(Theirs::issue));
        let serial = theirs.serial_number().and_then(|serials| serials.0.get("serial"));
        match serial {
            Some(serial) => self.plain(V::Number, serial, serial.clone()),
            None if *theirs.entry_type() == Kind::Chapter => self.number(V::Number, chapter),
            None => {}
        }
        if let Some(total) = theirs.page_total() {
            self.plain(V::NumberOfPages, total, numeric(total));
        }
        if let Some(total) = theirs.volume_total() {
            self.plain(V::NumberOfVolumes, total, numeric(total));
        }
        if let Some(range) = theirs.page_range() {
            self.plain(V::Page, range, pages(range));
        }
        let part_of = select!(* > (Article | Blog | Book | Legislation));
        self.number(V::PartNumber, part.filter(|_| part_of.matches(theirs)));
        self.number(V::Volume, of_container.or(volume));
        if let Some(runtime) = theirs.runtime() {
            self.plain(V::Dimensions, runtime, runtime.to_string());
        }
    }

    fn serials(&mut self, theirs: &Theirs) {
        let own = theirs.serial_number();
        for (variable, key) in [
            (Variable::Doi, "doi"),
            (Variable::Isbn, "isbn"),
            (Variable::Issn, "issn"),
            (Variable::Pmcid, "pmcid"),
            (Variable::Pmid, "pmid"),
        ] {
            if let Some(serial) = own.and_then(|serials| serials.0.get(key)) {
                let doi = Doi::find(serial).filter(|_| variable == Variable::Doi);
                let value = doi.map_or_else(|| serial.clone(), |doi| doi.as_str().to_owned());
                self.plain(variable, serial, value);
            }
        }
        let nearest = theirs.map(Theirs::serial_number);
        if let Some(printing) = nearest.and_then(|serials| serials.0.get("printing")) {
            self.plain(Variable::PrintingNumber, printing, printing.clone());
        }
        let software = *theirs.entry_type() == Kind::Repository;
        let version = own.and_then(|serials| serials.0.get("version"));
        if let Some(version) = version.filter(|_| software) {
            self.plain(Variable::Version, version, version.clone());
        }
    }

    fn publication(&mut self, theirs: &Theirs) {
        use Variable as V;
        let publisher = theirs.map(Theirs::publisher);
        // Most styles print an `authority` only for laws, cases and patents.
        let has_authority =
            matches!(theirs.entry_type(), Kind::Case | Kind::Legislation | Kind::Patent);
        let organization = theirs.organization().filter(|_| !has_authority);
        let named = publisher.and_then(Publisher::name);
        self.text(V::Publisher, None, named.or(organization));
        let place = publisher.and_then(Publisher::location).or_else(|| located(theirs));
        self.text(V::PublisherPlace, None, place);
        let first = original(theirs).and_then(Theirs::publisher);
        self.text(V::OriginalPublisher, None, first.and_then(Publisher::name));
        self.text(V::OriginalPublisherPlace, None, first.and_then(Publisher::location));
        self.text(V::Abstract, None, theirs.map(Theirs::abstract_));
        self.text(V::Annote, None, theirs.map(Theirs::note));
        self.text(V::Note, None, theirs.note());
        self.text(V::Archive, None, theirs.map(Theirs::archive));
        self.text(V::ArchiveLocation, None, theirs.archive_location());
        self.text(V::Authority, None, theirs.organization());
        self.text(V::CallNumber, None, theirs.call_number());
        self.text(V::Genre, None, theirs.map(Theirs::genre));
        if let Some(language) = theirs.map(Theirs::language) {
            self.plain(V::Language, language, language.to_string());
        }
    }

    fn dates(&mut self, theirs: &Theirs) {
        self.date(Variable::Issued, theirs.date_any());
        self.date(Variable::EventDate, event(theirs).and_then(Theirs::date));
        self.date(Variable::OriginalDate, original(theirs).and_then(Theirs::date));
        if let Some(url) = theirs.url_any() {
            self.plain(Variable::Url, &url.value, url.value.to_string());
            self.date(Variable::Accessed, url.visit_date.as_ref());
        }
    }

    fn names(&mut self, theirs: &Theirs) {
        use Variable as V;
        let container = container(theirs);
        self.persons(V::Author, theirs.authors());
        self.persons(V::ContainerAuthor, container.and_then(Theirs::authors));
        let editors = theirs.editors().or_else(|| container?.editors());
        self.persons(V::Editor, editors);
        self.persons(V::CollectionEditor, collection(theirs).and_then(Theirs::editors));
        self.persons(V::OriginalAuthor, original(theirs).and_then(Theirs::authors));
        for (variable, role) in [
            (V::Compiler, Role::Compiler),
            (V::Composer, Role::Composer),
            (V::Contributor, Role::Collaborator),
            (V::ExecutiveProducer, Role::ExecutiveProducer),
            (V::Illustrator, Role::Illustrator),
            (V::Narrator, Role::Narrator),
            (V::Organizer, Role::Organizer),
            (V::Performer, Role::CastMember),
            (V::Producer, Role::Producer),
            (V::ScriptWriter, Role::Writer),
            (V::Translator, Role::Translator),
        ] {
            self.role(variable, Some(theirs), role);
        }
        let chaired = theirs.bound_select(&select!(* > ("p":(Proceedings | Conference))), "p");
        self.role(V::Chair, chaired, Role::Director);
        let exhibition = theirs.bound_select(&select!(* > ("p":Exhibition)), "p");
        self.role(V::Curator, exhibition, Role::Organizer);
        let recording =
            theirs.bound_select(&select!((* > ("p":(Audio | Video))) | ("p":(Audio | Video))), "p");
        self.role(V::Director, recording, Role::Director);
        self.role(V::SeriesCreator, recording, Role::Founder);
        let translators = affiliated(theirs, &Role::Translator);
        let both: Vec<_> = theirs.editors().unwrap_or_default().to_vec();
        let both: Vec<_> = both.into_iter().filter(|it| translators.contains(it)).collect();
        self.entry.set_names(V::EditorTranslator, names(&both));
    }

    fn preprint(&mut self, theirs: &Theirs) {
        let serials = theirs.serial_number();
        let Some(number) = serials.and_then(|serials| serials.0.get("arxiv")) else { return };
        let is_elsewhere = |parent: &Theirs| *parent.entry_type() != Kind::Repository;
        let is_alone = matches!(theirs.entry_type(), Kind::Article | Kind::Misc)
            && !theirs.parents().iter().any(is_elsewhere);
        if !fill_arxiv(&mut self.entry, number, is_alone).is_empty() {
            self.used(number);
        }
    }

    fn text(&mut self, variable: Variable, short: Option<Variable>, value: Option<&FormatString>) {
        let Some(value) = value else { return };
        self.used(value);
        self.entry.set_text(variable, text(&value.value));
        if let (Some(variable), Some(short)) = (short, value.short.as_deref()) {
            self.used(short);
            self.entry.set_text(variable, text(short));
        }
    }

    fn number(&mut self, variable: Variable, value: Option<&MaybeTyped<Numeric>>) {
        if let Some(value) = value {
            self.plain(variable, value, texts(value));
        }
    }

    fn plain<T: ?Sized>(&mut self, variable: Variable, fact: &T, value: String) {
        self.used(fact);
        self.entry.set_text(variable, value);
    }

    fn date(&mut self, variable: Variable, value: Option<&::hayagriva::types::Date>) {
        if let Some(value) = value {
            self.used(value);
            self.entry.set_date(variable, date(value));
        }
    }

    fn persons(&mut self, variable: Variable, value: Option<&[::hayagriva::types::Person]>) {
        if let Some(value) = value {
            self.used(value);
            self.entry.set_names(variable, names(value));
        }
    }

    fn role(&mut self, variable: Variable, theirs: Option<&Theirs>, role: Role) {
        let Some(theirs) = theirs else { return };
        for group in theirs.affiliated().unwrap_or_default() {
            if group.role == role {
                self.used(group.names.as_slice());
            }
        }
        self.entry.set_names(variable, names(&affiliated(theirs, &role)));
    }
}

fn affiliated(theirs: &Theirs, role: &Role) -> Vec<::hayagriva::types::Person> {
    let groups = theirs.affiliated().unwrap_or_default().iter();
    groups.filter(|group| group.role == *role).flat_map(|group| group.names.clone()).collect()
}

/// The `location` of the work, or of its first parent that has one, if it is the place of
/// publication and not the place of an event or an archive.
fn located(theirs: &Theirs) -> Option<&FormatString> {
    use Kind as K;
    let place = |it: &'_ &Theirs| {
        matches!(
            it.entry_type(),
            K::Anthology | K::Book | K::Manuscript | K::Misc | K::Reference | K::Report | K::Thesis
        ) && it.location().is_some()
    };
    std::iter::once(theirs).chain(theirs.parents()).find(place)?.location()
}

fn event(theirs: &Theirs) -> Option<&Theirs> {
    theirs.bound_select(&select!(* > ("p":(Exhibition | Conference | Misc))), "p")
}

/// The first parent that has the first of these types that any parent has.
fn parent_of<'e>(theirs: &'e Theirs, kinds: &[Kind]) -> Option<&'e Theirs> {
    let of = |kind: &Kind| theirs.parents().iter().find(|parent| parent.entry_type() == kind);
    kinds.iter().find_map(of)
}

fn volume_titled(theirs: &Theirs) -> Option<&Theirs> {
    let titled = select!(
        (Anthos > ("p":Anthology)) | (Entry > ("p":*)) | (* > ("p":Reference))
            | (Article > ("p":Proceedings))
    );
    theirs.bound_select(&titled, "p")
}

/// hayagriva's function for choosing a container is private; this one does the same.
fn container(theirs: &Theirs) -> Option<&Theirs> {
    use Kind as K;
    match theirs.entry_type() {
        K::Article => {
            let bound = [K::Book, K::Proceedings, K::Conference, K::Periodical, K::Newspaper];
            parent_of(theirs, &bound)
                .or_else(|| parent_of(theirs, &[K::Blog, K::Reference, K::Web]))
        }
        K::Anthos | K::Chapter | K::Case => {
            parent_of(theirs, &[K::Book, K::Anthology, K::Reference, K::Report])
        }
        K::Report => parent_of(theirs, &[K::Book, K::Anthology]),
        K::Web => parent_of(theirs, &[K::Web]),
        K::Scene => parent_of(theirs, &[K::Audio, K::Video, K::Performance, K::Artwork]),
        // hayagriva has none for an episode or a song; the reader of its files has one as well.
        K::Audio | K::Video => parent_of(theirs, &[K::Audio, K::Video]),
        K::Post => parent_of(theirs, &[K::Thread, K::Blog, K::Web]),
        K::Thread => parent_of(theirs, &[K::Thread, K::Web, K::Blog]),
        _ => None,
    }
}

fn collection(theirs: &Theirs) -> Option<&Theirs> {
    let collectable = select!(
        Anthology
            | Newspaper
            | Performance
            | Periodical
            | Proceedings
            | Book
            | Reference
            | Exhibition
    );
    if !collectable.matches(theirs) {
        return theirs.parents().iter().find_map(collection);
    }
    theirs.parents().iter().find(|parent| {
        parent.entry_type() == theirs.entry_type() || *parent.entry_type() == Kind::Anthology
    })
}

fn original(theirs: &Theirs) -> Option<&Theirs> {
    match theirs.entry_type() {
        Kind::Original => Some(theirs),
        _ => theirs.parents().iter().find_map(original),
    }
}
