//! The fields of an entry and of its parents, in the order in which they are written.

use serde_yaml::{Mapping, Value};

use crate::dialect::bib::Field;
use crate::dialect::hayagriva::{FIELDS, Kind, Shape, has_address, has_readable_container};
use crate::model::{ArxivId, Entry, EntryType, Extra, Variable};
use crate::read::bibtex::terms;
use crate::read::hayagriva::{is_language, is_numeric, is_timestamp};
use crate::write::bib::is_inheritance;
use crate::write::hayagriva::strings::{date, formattable, names, numeric};

/// The mapping of an entry.
pub(super) fn item(entry: &Entry) -> Mapping {
    Writer::new(entry).item()
}

struct Writer<'e> {
    entry: &'e Entry,
    shape: Shape,
    /// The number of a preprint that arXiv publishes.
    arxiv: Option<String>,
}

impl Writer<'_> {
    fn new(entry: &Entry) -> Writer<'_> {
        Writer { entry, shape: Shape::of(entry), arxiv: arxiv(entry) }
    }

    fn item(&self) -> Mapping {
        use Variable as V;
        let mut out = Mapping::new();
        out.insert("type".into(), self.shape.kind.name().into());
        self.titled(&mut out, V::Title, Some(V::TitleShort));
        self.names(&mut out, "author", V::Author);
        if !self.is_edited_whole() {
            self.names(&mut out, "editor", V::Editor);
        }
        let mut roles = affiliated(self.entry, ROLES);
        if self.is_recording_itself() {
            roles.extend(affiliated(self.entry, RECORDING_ROLES));
        }
        add_groups(&mut out, roles);
        self.date(&mut out, "date", V::Issued);
        for (name, variable) in NUMBERS {
            self.number(&mut out, name, *variable);
        }
        if !self.has_container_volume() {
            self.number(&mut out, "volume", V::Volume);
        }
        self.totals(&mut out);
        if !self.is_published_whole() {
            self.publisher(&mut out, V::Publisher, V::PublisherPlace);
        }
        self.text(&mut out, "organization", V::Authority);
        if self.is_event() {
            self.text(&mut out, "location", V::EventPlace);
        }
        for (name, variable) in TEXTS {
            self.text(&mut out, name, *variable);
        }
        self.language(&mut out);
        self.serials(&mut out);
        self.url(&mut out);
        self.extras(&mut out);
        for variable in UNKNOWN {
            if let Some(text) =
                self.entry.text(*variable).filter(|_| !out.contains_key(variable.name()))
            {
                out.insert(variable.name().into(), text.as_str().into());
            }
        }
        let mut parents = self.parents();
        match parents.len() {
            0 => {}
            1 => out.extend(parents.pop().map(|only| (Value::from("parent"), only))),
            _ => drop(out.insert("parent".into(), parents.into())),
        }
        out
    }

    fn titled(&self, out: &mut Mapping, title: Variable, short: Option<Variable>) {
        let Some(title) = self.entry.text(title) else { return };
        let title = Value::from(formattable(title));
        let value = match short.and_then(|short| self.entry.text(short)) {
            Some(short) => {
                let short = (Value::from("short"), formattable(short).into());
                Mapping::from_iter([(Value::from("value"), title), short]).into()
            }
            None => title,
        };
        out.insert("title".into(), value);
    }

    fn text(&self, out: &mut Mapping, name: &str, variable: Variable) {
        if let Some(text) = self.entry.text(variable) {
            out.insert(name.into(), formattable(text).into());
        }
    }

    fn number(&self, out: &mut Mapping, name: &str, variable: Variable) {
        if let Some(text) = self.entry.str(variable) {
            out.insert(name.into(), numeric(text));
        }
    }

    fn names(&self, out: &mut Mapping, name: &str, variable: Variable) {
        let all = self.entry.names(variable);
        if !all.is_empty() {
            out.insert(name.into(), names(all));
        }
    }

    fn date(&self, out: &mut Mapping, name: &str, variable: Variable) {
        if let Some(written) = self.entry.date(variable).and_then(date) {
            out.insert(name.into(), written);
        }
    }

    /// Totals must be numbers: hayagriva reads no file in which one is not.
    fn totals(&self, out: &mut Mapping) {
        let totals =
            [("page-total", Variable::NumberOfPages), ("volume-total", Variable::NumberOfVolumes)];
        for (name, variable) in totals {
            if let Some(text) = self.entry.str(variable).filter(|text| is_numeric(text)) {
                out.insert(name.into(), numeric(text));
            }
        }
        if let Some(runtime) = self.entry.str(Variable::Dimensions).filter(|it| is_timestamp(it)) {
            out.insert("runtime".into(), runtime.into());
        }
    }

    fn publisher(&self, out: &mut Mapping, name: Variable, place: Variable) {
        let is_arxiv = name == Variable::Publisher && self.arxiv.is_some();
        let name = self.entry.text(name).filter(|_| !is_arxiv).map(formattable);
        let value = match (name, self.entry.text(place).map(formattable)) {
            (None, None) => return,
            (Some(name), None) => name.into(),
            (name, place) => {
                let parts = [("name", name), ("location", place)].into_iter();
                let parts = parts.filter_map(|(part, text)| Some((part.into(), text?.into())));
                Value::Mapping(parts.collect())
            }
        };
        out.insert("publisher".into(), value);
    }

    fn language(&self, out: &mut Mapping) {
        let Some(language) = self.entry.str(Variable::Language) else { return };
        let tag = terms::language(language).map(|tag| tag.as_str().to_owned());
        if let Some(tag) = tag.filter(|tag| is_language(tag)) {
            out.insert("language".into(), tag.into());
        }
    }

    fn serials(&self, out: &mut Mapping) {
        let mut all = Mapping::new();
        for (name, variable) in SERIALS {
            let text =
                self.entry.str(*variable).filter(|_| *name != "serial" || self.arxiv.is_none());
            if let Some(text) = text {
                all.insert((*name).into(), text.replace("\\-", "-").into());
            }
        }
        if let Some(number) = &self.arxiv {
            all.insert("arxiv".into(), number.as_str().into());
        }
        for Extra { name, value } in &self.entry.extra {
            let scheme = name.strip_prefix("serial-number.").filter(|it| !it.contains('.'));
            if let Some(scheme) = scheme.filter(|it| !all.contains_key(*it)) {
                all.insert(scheme.into(), value.as_str().into());
            }
        }
        if !all.is_empty() {
            out.insert("serial-number".into(), all.into());
        }
    }

    fn url(&self, out: &mut Mapping) {
        let url = self.entry.str(Variable::Url).filter(|_| has_address(self.entry));
        let Some(url) = url else { return };
        let value = match self.entry.date(Variable::Accessed).and_then(date) {
            Some(date) => {
                let date = (Value::from("date"), date);
                Mapping::from_iter([(Value::from("value"), url.into()), date]).into()
            }
            None => url.into(),
        };
        out.insert("url".into(), value);
    }

    /// The fields without a variable, under their own names: hayagriva skips them.
    fn extras(&self, out: &mut Mapping) {
        for Extra { name, value } in &self.entry.extra {
            if Field::from_name(name).is_some_and(is_inheritance) {
                continue;
            }
            let is_known = FIELDS.contains(&name.as_str()) || name == "type";
            let is_part = FIELDS.iter().any(|field| {
                name.strip_prefix(field).is_some_and(|rest| rest.starts_with(['.', '[']))
            });
            if !is_known && !is_part && !out.contains_key(name.as_str()) {
                out.insert(name.as_str().into(), value.as_str().into());
            }
        }
    }

    fn parents(&self) -> Vec<Value> {
        let mut parents = self.containers();
        parents.extend(self.event());
        parents.extend(self.original());
        parents.into_iter().map(Value::Mapping).collect()
    }

    fn containers(&self) -> Vec<Mapping> {
        use Variable as V;
        if self.shape.kind.is_collectable() {
            return self.series().into_iter().collect();
        }
        let mut parent = Mapping::new();
        let has_volume_title = self.has_volume_title();
        let kind = if has_volume_title { Kind::Book } else { self.shape.container };
        if has_readable_container(self.shape.kind) {
            self.titled(&mut parent, V::ContainerTitle, Some(V::ContainerTitleShort));
        }
        if self.has_container() {
            self.names(&mut parent, "author", V::ContainerAuthor);
            if self.is_edited_whole() {
                self.names(&mut parent, "editor", V::Editor);
            }
        }
        if self.has_chair() {
            add_groups(&mut parent, affiliated(self.entry, &[(V::Chair, "director")]));
        }
        if matches!(kind, Kind::Audio | Kind::Video) && !self.is_recording_itself() {
            add_groups(&mut parent, affiliated(self.entry, RECORDING_ROLES));
        }
        if self.has_container_volume() {
            self.number(&mut parent, "volume", V::Volume);
        }
        if self.is_published_whole() {
            self.publisher(&mut parent, V::Publisher, V::PublisherPlace);
        }
        let mut parents = Vec::new();
        let series = self.series().map(|it| Mapping::from_iter([("parent".into(), it.into())]));
        if kind.is_collectable() {
            parent.extend(series.unwrap_or_default());
        } else if self.shape.kind != Kind::Article {
            // The series of a work that is in no book is that of an untitled one.
            parents.extend(series.map(|series| typed(Kind::Book, series)));
        }
        if !parent.is_empty() || self.shape.is_needed {
            parents.insert(0, typed(kind, parent));
        }
        if has_volume_title {
            let mut volume = Mapping::new();
            self.titled(&mut volume, V::VolumeTitle, Some(V::VolumeTitleShort));
            parents.push(typed(self.shape.container, volume));
        }
        parents
    }

    /// The series that contains the work or its container.
    fn series(&self) -> Option<Mapping> {
        use Variable as V;
        let mut series = Mapping::new();
        self.titled(&mut series, V::CollectionTitle, Some(V::CollectionTitleShort));
        self.names(&mut series, "editor", V::CollectionEditor);
        self.number(&mut series, "volume", V::CollectionNumber);
        (!series.is_empty()).then(|| typed(Kind::Anthology, series))
    }

    fn event(&self) -> Option<Mapping> {
        use Variable as V;
        let mut event = Mapping::new();
        let title = if self.entry.has(V::EventTitle) { V::EventTitle } else { V::Event };
        self.titled(&mut event, title, None);
        self.date(&mut event, "date", V::EventDate);
        if !self.is_event() {
            self.text(&mut event, "location", V::EventPlace);
        }
        // A conference would be the container of an article that is not in proceedings.
        let is_paper = self.entry.kind == EntryType::PaperConference;
        let kind = match self.shape.kind {
            Kind::Article if !is_paper => Kind::Misc,
            _ => Kind::Conference,
        };
        (!event.is_empty()).then(|| typed(kind, event))
    }

    fn original(&self) -> Option<Mapping> {
        use Variable as V;
        let mut original = Mapping::new();
        self.titled(&mut original, V::OriginalTitle, None);
        self.names(&mut original, "author", V::OriginalAuthor);
        self.date(&mut original, "date", V::OriginalDate);
        self.publisher(&mut original, V::OriginalPublisher, V::OriginalPublisherPlace);
        (!original.is_empty()).then(|| typed(Kind::Original, original))
    }

    fn is_event(&self) -> bool {
        matches!(self.shape.kind, Kind::Conference | Kind::Exhibition | Kind::Performance)
    }

    fn is_part(&self) -> bool {
        matches!(self.shape.kind, Kind::Article | Kind::Anthos | Kind::Chapter)
    }

    /// True if the work has a container of which something is known.
    fn has_container(&self) -> bool {
        has_readable_container(self.shape.kind) && self.entry.has(Variable::ContainerTitle)
    }

    /// True if the title of the volume is another parent beside the container.
    fn has_volume_title(&self) -> bool {
        let is_read = matches!(
            (self.shape.kind, self.shape.container),
            (Kind::Anthos, Kind::Anthology) | (Kind::Article, Kind::Proceedings)
        );
        is_read && self.has_container() && self.entry.has(Variable::VolumeTitle)
    }

    /// True if the editors are those of the container.
    fn is_edited_whole(&self) -> bool {
        self.is_part() && self.has_container() && !self.entry.has(Variable::EditorTranslator)
    }

    /// True if the volume is that of the container.
    fn has_container_volume(&self) -> bool {
        let is_entry = self.shape.kind == Kind::Entry;
        (self.is_part() || is_entry) && (self.has_container() || self.shape.is_needed)
    }

    /// True if the publisher is that of the container. A paper in proceedings that were published
    /// as a book is a chapter to hayagriva, unless it is the paper that has the publisher.
    fn is_published_whole(&self) -> bool {
        let entry = self.entry;
        let in_serial = entry.has(Variable::Volume);
        let at_event = entry.has(Variable::EventTitle) || entry.has(Variable::EventPlace);
        let is_paper = entry.kind == EntryType::PaperConference;
        self.is_part() && self.has_container() && (!is_paper || in_serial || at_event)
    }

    fn has_chair(&self) -> bool {
        self.shape.container == Kind::Proceedings
    }

    /// True if the people who made a recording are those of the work and not of its parent.
    fn is_recording_itself(&self) -> bool {
        let is_recording = matches!(self.shape.kind, Kind::Audio | Kind::Video);
        let has_parent = self.shape.is_needed || self.has_container();
        is_recording && !(has_parent && matches!(self.shape.container, Kind::Audio | Kind::Video))
    }
}

/// A parent with its type first.
fn typed(kind: Kind, fields: Mapping) -> Mapping {
    let mut out = Mapping::from_iter([(Value::from("type"), kind.name().into())]);
    out.extend(fields);
    out
}

/// Adds groups of people, which are a list even if there is only one.
fn add_groups(out: &mut Mapping, groups: Vec<Value>) {
    if !groups.is_empty() {
        out.insert("affiliated".into(), groups.into());
    }
}

/// The people with each of some roles.
fn affiliated(entry: &Entry, roles: &[(Variable, &str)]) -> Vec<Value> {
    let groups = roles.iter().filter(|(variable, _)| !entry.names(*variable).is_empty());
    groups
        .map(|(variable, role)| {
            let names = (Value::from("names"), names(entry.names(*variable)));
            Mapping::from_iter([(Value::from("role"), (*role).into()), names]).into()
        })
        .collect()
}

/// The number of a preprint whose publisher and number follow from it.
fn arxiv(entry: &Entry) -> Option<String> {
    let number = entry.str(Variable::Number)?.strip_prefix("arXiv:")?;
    let is_preprint = entry.kind == EntryType::Article
        && entry.str(Variable::Publisher) == Some("arXiv")
        && (entry.has(Variable::Url) || entry.has(Variable::Doi))
        && !entry.has(Variable::ContainerTitle)
        && !entry.has(Variable::EventTitle)
        && !entry.has(Variable::OriginalDate);
    ArxivId::parse(number).ok().map(|id| id.to_string()).filter(|id| is_preprint && id == number)
}

/// Texts for which hayagriva has no field, and which it skips under the names of CSL.
const UNKNOWN: &[Variable] = &[
    Variable::Keyword,
    Variable::Annote,
    Variable::License,
    Variable::CitationLabel,
    Variable::Source,
    Variable::Status,
    Variable::Scale,
    Variable::Medium,
];

/// Texts that the work has itself.
const TEXTS: &[(&str, Variable)] = &[
    ("genre", Variable::Genre),
    ("archive", Variable::Archive),
    ("archive-location", Variable::ArchiveLocation),
    ("call-number", Variable::CallNumber),
    ("note", Variable::Note),
    ("abstract", Variable::Abstract),
];

/// Numbers that the work has itself.
const NUMBERS: &[(&str, Variable)] = &[
    ("edition", Variable::Edition),
    ("issue", Variable::Issue),
    ("chapter", Variable::ChapterNumber),
    ("page-range", Variable::Page),
];

const SERIALS: &[(&str, Variable)] = &[
    ("doi", Variable::Doi),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
    ("pmid", Variable::Pmid),
    ("pmcid", Variable::Pmcid),
    ("serial", Variable::Number),
    ("version", Variable::Version),
    ("printing", Variable::PrintingNumber),
];

/// The roles of people at the work itself.
const ROLES: &[(Variable, &str)] = &[
    (Variable::Translator, "translator"),
    (Variable::Compiler, "compiler"),
    (Variable::Composer, "composer"),
    (Variable::Contributor, "collaborator"),
    (Variable::ExecutiveProducer, "executive-producer"),
    (Variable::Illustrator, "illustrator"),
    (Variable::Narrator, "narrator"),
    (Variable::Organizer, "organizer"),
    (Variable::Performer, "cast-member"),
    (Variable::Producer, "producer"),
    (Variable::ScriptWriter, "writer"),
];

/// The roles of people at a film, a broadcast or a recording.
const RECORDING_ROLES: &[(Variable, &str)] =
    &[(Variable::Director, "director"), (Variable::SeriesCreator, "founder")];
