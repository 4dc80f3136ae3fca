//! Converts items to entries: which CSL variable is read from which field of which parent.
//!
//! The choices are those of hayagriva's own renderer, so that a style prints the same for an entry
//! in both. Four are left to the renderer: the first page, the citation key and label, and the long
//! form if a short one is missing.

use crate::dialect::hayagriva::Kind;
use crate::model::preprint::fill_arxiv;
use crate::model::{self, Entry, EntryType, Extra, FieldOrigin, Variable};
use crate::read::hayagriva::item::{Field, Item, Leaf, Role, Serial, Value};
use crate::read::identifier;

/// Fills an entry from an item, and records in the origins to which variables each field was
/// assigned. All other fields become the entry's extra fields.
pub(super) fn resolve(item: &Item, entry: &mut Entry, origins: &mut [FieldOrigin]) {
    let mut target = Target { entry, origins };
    target.titles(item);
    target.numbers(item);
    target.identifiers(item);
    target.publication(item);
    target.dates(item);
    target.names(item);
    target.preprint(item);
    target.leftovers(item);
}

struct Target<'t> {
    entry: &'t mut Entry,
    origins: &'t mut [FieldOrigin],
}

impl Target<'_> {
    fn set(&mut self, variable: Variable, leaf: Option<&Leaf>) {
        let Some(leaf) = leaf else { return };
        if let Some(first) = leaf.taken_by.get() {
            match self.entry.get(first).cloned() {
                Some(model::Value::Text(text)) => drop(self.entry.set_text(variable, text)),
                Some(model::Value::Date(date)) => drop(self.entry.set_date(variable, date)),
                Some(model::Value::Names(names)) => drop(self.entry.set_names(variable, names)),
                None => {}
            }
        } else {
            match leaf.value.take() {
                Value::Text(text) => drop(self.entry.set_text(variable, text)),
                Value::Plain(text) => drop(self.entry.set_text(variable, text)),
                Value::Date(date) => drop(self.entry.set_date(variable, date)),
                Value::Names(names) => drop(self.entry.set_names(variable, names)),
            }
            leaf.taken_by.set(Some(variable));
        }
        self.note(variable, leaf);
    }

    fn note(&mut self, variable: Variable, leaf: &Leaf) {
        if let Some(origin) = self.origins.get_mut(leaf.origin) {
            origin.push_variable(variable);
        }
    }

    /// The title of an item, and its short form.
    fn title(&mut self, variable: Variable, short: Option<Variable>, item: Option<&Item>) {
        let Some(item) = item else { return };
        self.set(variable, item.get(Field::Title));
        if let Some(short) = short {
            self.set(short, item.get(Field::TitleShort));
        }
    }

    fn titles(&mut self, item: &Item) {
        use Variable as V;
        self.title(V::Title, Some(V::TitleShort), Some(item));
        // A parent's title is printed once: it is the container's, or else the volume's.
        let volume = volume_titled(item);
        let container = self.container(item);
        self.title(V::ContainerTitle, Some(V::ContainerTitleShort), container);
        self.title(V::CollectionTitle, Some(V::CollectionTitleShort), item.collection());
        let volume = volume.filter(|volume| !container.is_some_and(|it| std::ptr::eq(*volume, it)));
        self.title(V::VolumeTitle, Some(V::VolumeTitleShort), volume);
        self.title(V::OriginalTitle, None, item.original());
        self.title(V::Source, None, item.parent(&[Kind::Repository]));
        let event = event(item);
        self.title(V::Event, None, event);
        self.title(V::EventTitle, None, event);
        let event = event.or(Some(item).filter(|item| item.is_event()));
        self.set(V::EventPlace, event.and_then(|event| event.get(Field::Location)));
    }

    /// The container, which for an entry of a dictionary is the dictionary.
    fn container<'i>(&self, item: &'i Item) -> Option<&'i Item> {
        let is_lookup = matches!(self.entry.kind, EntryType::Entry | EntryType::EntryEncyclopedia);
        item.container().or_else(|| volume_titled(item).filter(|_| is_lookup))
    }

    fn numbers(&mut self, item: &Item) {
        use Variable as V;
        let own_volume = item.get(Field::Volume);
        let volume = self.container(item).and_then(|item| item.get(Field::Volume));
        // A volume is printed once: it is the work's own if the container has none.
        let part = own_volume.filter(|_| volume.is_some());
        let counts_chapters = match item.kind {
            Kind::Anthos if item.parent(&[Kind::Anthology]).is_some() => true,
            Kind::Article if item.parent(&[Kind::Proceedings]).is_some() => true,
            _ => item.parent(&[Kind::Reference, Kind::Book]).is_some(),
        };
        let chapter = item.get(Field::Chapter);
        self.set(V::ChapterNumber, chapter.or(part.filter(|_| counts_chapters)));
        let collection = item.collection();
        self.set(V::CollectionNumber, collection.and_then(|item| item.get(Field::Volume)));
        self.set(V::Edition, item.own_or_parents(Field::Edition));
        self.set(V::Issue, item.own_or_parents(Field::Issue));
        let serial = item.get(Field::Serial(Serial::Plain));
        self.set(V::Number, serial.or(chapter.filter(|_| item.kind == Kind::Chapter)));
        self.set(V::NumberOfPages, item.get(Field::PageTotal));
        self.set(V::NumberOfVolumes, item.get(Field::VolumeTotal));
        self.set(V::Page, item.get(Field::PageRange));
        let part_of = [Kind::Article, Kind::Blog, Kind::Book, Kind::Legislation];
        self.set(V::PartNumber, part.filter(|_| item.parent(&part_of).is_some()));
        let numbered = item
            .nearest(|item| item.leaves.iter().any(|leaf| matches!(leaf.field, Field::Serial(_))));
        let printing = Field::Serial(Serial::Printing);
        self.set(V::PrintingNumber, numbered.and_then(|item| item.get(printing)));
        let version = item.get(Field::Serial(Serial::Version));
        self.set(V::Version, version.filter(|_| item.kind == Kind::Repository));
        self.set(V::Volume, volume.or(own_volume));
        self.set(V::Dimensions, item.get(Field::Runtime));
    }

    fn identifiers(&mut self, item: &Item) {
        use Variable as V;
        for (variable, serial) in [
            (Variable::Doi, Serial::Doi),
            (Variable::Isbn, Serial::Isbn),
            (Variable::Issn, Serial::Issn),
            (Variable::Pmcid, Serial::Pmcid),
            (Variable::Pmid, Serial::Pmid),
        ] {
            self.set(variable, item.get(Field::Serial(serial)));
        }
        for variable in [V::Doi, V::Isbn, V::Issn, V::Pmcid, V::Pmid] {
            let Some(text) = self.entry.str(variable) else { continue };
            let clean = identifier::clean(variable, text).into_owned();
            self.entry.set_text(variable, clean);
        }
        self.set(Variable::Url, item.own_or_parents(Field::Url));
        self.set(Variable::CallNumber, item.get(Field::CallNumber));
    }

    fn publication(&mut self, item: &Item) {
        use Variable as V;
        let publisher = item.nearest(Item::has_publisher);
        // Most styles print an `authority` only for laws, cases and patents.
        let organization = item.get(Field::Organization).filter(|_| !item.has_authority());
        let named = publisher.and_then(|item| item.get(Field::PublisherName));
        self.set(V::Publisher, named.or(organization));
        let place = publisher.and_then(|item| item.get(Field::PublisherLocation));
        let is_located =
            |item: &Item| item.is_located_where_published() && item.get(Field::Location).is_some();
        let located = item.nearest(is_located).and_then(|item| item.get(Field::Location));
        self.set(V::PublisherPlace, place.or(located));
        let original = item.original();
        self.set(V::OriginalPublisher, original.and_then(|item| item.get(Field::PublisherName)));
        let place = original.and_then(|item| item.get(Field::PublisherLocation));
        self.set(V::OriginalPublisherPlace, place);
        self.set(V::Abstract, item.own_or_parents(Field::Abstract));
        self.set(V::Annote, item.own_or_parents(Field::Note));
        self.set(V::Note, item.get(Field::Note));
        self.set(V::Archive, item.own_or_parents(Field::Archive));
        self.set(V::ArchiveLocation, item.get(Field::ArchiveLocation));
        self.set(V::Authority, item.get(Field::Organization));
        self.set(V::Genre, item.own_or_parents(Field::Genre));
        self.set(V::Language, item.own_or_parents(Field::Language));
    }

    fn dates(&mut self, item: &Item) {
        self.set(Variable::Issued, item.own_or_parents(Field::Date));
        self.set(Variable::EventDate, event(item).and_then(|event| event.get(Field::Date)));
        let original = item.original();
        self.set(Variable::OriginalDate, original.and_then(|item| item.get(Field::Date)));
        let addressed = item.nearest(|item| item.get(Field::Url).is_some());
        self.set(Variable::Accessed, addressed.and_then(|item| item.get(Field::UrlDate)));
    }

    fn names(&mut self, item: &Item) {
        use Variable as V;
        let container = item.container();
        self.set(V::Author, item.get(Field::Author));
        self.set(V::ContainerAuthor, container.and_then(|item| item.get(Field::Author)));
        let own = item.get(Field::Editor);
        self.set(V::Editor, own.or_else(|| container?.get(Field::Editor)));
        self.set(V::CollectionEditor, item.collection().and_then(|item| item.get(Field::Editor)));
        self.set(V::OriginalAuthor, item.original().and_then(|item| item.get(Field::Author)));
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
            self.affiliated(variable, Some(item), role);
        }
        self.editors_who_translate(item);
        let conference = item.parent(&[Kind::Proceedings, Kind::Conference]);
        self.affiliated(V::Chair, conference, Role::Director);
        self.affiliated(V::Curator, item.parent(&[Kind::Exhibition]), Role::Organizer);
        let own = Some(item).filter(|item| matches!(item.kind, Kind::Audio | Kind::Video));
        let recording = item.parent(&[Kind::Audio, Kind::Video]).or(own);
        self.affiliated(V::Director, recording, Role::Director);
        self.affiliated(V::SeriesCreator, recording, Role::Founder);
    }

    fn affiliated(&mut self, variable: Variable, item: Option<&Item>, role: Role) {
        let Some(item) = item else { return };
        let mut all = Vec::new();
        for leaf in item.all(Field::Affiliated(role)) {
            if let Value::Names(mut names) = leaf.value.take() {
                all.append(&mut names);
                self.note(variable, leaf);
            }
        }
        if !all.is_empty() {
            self.entry.set_names(variable, all);
        }
    }

    fn editors_who_translate(&mut self, item: &Item) {
        if item.get(Field::Editor).is_none() {
            return;
        }
        let translators = self.entry.names(Variable::Translator);
        let editors = self.entry.names(Variable::Editor).iter();
        let both = editors.filter(|editor| translators.contains(editor)).cloned().collect();
        self.entry.set_names(Variable::EditorTranslator, both);
    }

    /// The arXiv number of a work. A work that was not published elsewhere is a preprint, which
    /// arXiv publishes under that number; for all other works it provides a URL.
    fn preprint(&mut self, item: &Item) {
        let Some(leaf) = item.get(Field::Serial(Serial::Arxiv)) else { return };
        let value = leaf.value.take();
        if let Value::Plain(id) = &value {
            let is_elsewhere = |parent: &Item| parent.kind != Kind::Repository;
            let is_alone = matches!(item.kind, Kind::Article | Kind::Misc)
                && !item.parents.iter().any(is_elsewhere);
            for variable in fill_arxiv(self.entry, id, is_alone) {
                self.note(variable, leaf);
            }
        }
        leaf.value.set(value);
    }

    /// The values that were not assigned to a variable, in source order.
    fn leftovers(&mut self, item: &Item) {
        let mut left: Vec<&Leaf> = Vec::new();
        collect(item, &mut left);
        left.retain(|leaf| {
            self.origins.get(leaf.origin).is_some_and(|origin| origin.variables().is_empty())
        });
        left.sort_by_key(|leaf| leaf.origin);
        for leaf in left {
            let mut name = self.origins[leaf.origin].name.to_string();
            if let (Some(role), Some(at)) = (&leaf.role, name.rfind("affiliated")) {
                name.truncate(at + "affiliated".len());
                name = format!("{name}.{role}");
            }
            self.entry.extra.push(Extra { name, value: leaf.value.take().into_text() });
        }
    }
}

fn collect<'i>(item: &'i Item, leaves: &mut Vec<&'i Leaf>) {
    leaves.extend(&item.leaves);
    item.parents.iter().for_each(|parent| collect(parent, leaves));
}

/// The event at which a work was presented.
fn event(item: &Item) -> Option<&Item> {
    item.parent(&[Kind::Exhibition, Kind::Conference, Kind::Misc])
}

/// The parent whose title is that of the volume.
fn volume_titled(item: &Item) -> Option<&Item> {
    let anthology = item.parent(&[Kind::Anthology]).filter(|_| item.kind == Kind::Anthos);
    let first = item.parents.first().filter(|_| item.kind == Kind::Entry);
    let proceedings = item.parent(&[Kind::Proceedings]).filter(|_| item.kind == Kind::Article);
    anthology.or(first).or_else(|| item.parent(&[Kind::Reference])).or(proceedings)
}
