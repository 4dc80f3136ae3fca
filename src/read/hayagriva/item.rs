//! An entry or one of its parents, divided into leaves: single values, each with its origin.

use std::cell::Cell;

use crate::dialect::hayagriva::Kind;
use crate::model::{Date, Name, Text, Variable};

/// An entry, or one of its parents.
pub(super) struct Item {
    pub(super) kind: Kind,
    /// In source order.
    pub(super) leaves: Vec<Leaf>,
    pub(super) parents: Vec<Item>,
}

/// A single value.
pub(super) struct Leaf {
    pub(super) field: Field,
    /// Taken when it is assigned to a variable; see [`Leaf::taken_by`].
    pub(super) value: Cell<Value>,
    /// The variable that took the value, and now contains it.
    pub(super) taken_by: Cell<Option<Variable>>,
    /// The index among the origins of the entry's fields.
    pub(super) origin: usize,
    /// The role of affiliated persons.
    pub(super) role: Option<String>,
}

/// The value of a leaf.
#[derive(Debug)]
pub(super) enum Value {
    /// A formattable string.
    Text(Text),
    /// A number, an identifier or a URL: text without markup.
    Plain(String),
    Names(Vec<Name>),
    Date(Date),
}

/// The meaning of a leaf: hayagriva's fields; a field with parts has one for each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Abstract,
    Affiliated(Role),
    Archive,
    ArchiveLocation,
    Author,
    CallNumber,
    Chapter,
    Date,
    Edition,
    Editor,
    Genre,
    Issue,
    Language,
    Location,
    Note,
    Organization,
    PageRange,
    PageTotal,
    PublisherName,
    PublisherLocation,
    Runtime,
    Serial(Serial),
    TimeRange,
    Title,
    TitleShort,
    Url,
    UrlDate,
    Volume,
    VolumeTotal,
    /// A value without a CSL variable: a short form of anything but a title, a person's alias, an
    /// unknown field.
    Other,
}

/// The serial numbers that hayagriva's renderer uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Serial {
    Arxiv,
    Doi,
    Isbn,
    Issn,
    Pmcid,
    Pmid,
    /// One without a scheme.
    Plain,
    Printing,
    Version,
    Other,
}

impl Serial {
    pub(super) fn from_key(key: &str) -> Serial {
        match key {
            "arxiv" => Serial::Arxiv,
            "doi" => Serial::Doi,
            "isbn" => Serial::Isbn,
            "issn" => Serial::Issn,
            "pmcid" => Serial::Pmcid,
            "pmid" => Serial::Pmid,
            "printing" => Serial::Printing,
            "serial" => Serial::Plain,
            "version" => Serial::Version,
            _ => Serial::Other,
        }
    }
}

macro_rules! roles {
    ($($id:ident = $name:literal),* $(,)?) => {
        /// The role of a person.
        ///
        /// *Source*: hayagriva 0.10, file format, "List of persons with role".
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Role {
            $($id,)*
            /// A role that hayagriva does not have.
            Unknown,
        }

        impl Role {
            /// The names of all roles.
            pub(super) const NAMES: &'static [&'static str] = &[$($name),*];

            /// The role with this name, in `kebab-case` or `CamelCase`.
            pub(super) fn from_name(name: &str) -> Option<Role> {
                let squeezed = name.replace(['-', '_', ' '], "");
                $(if squeezed.eq_ignore_ascii_case(&$name.replace('-', "")) {
                    return Some(Role::$id);
                })*
                None
            }
        }
    };
}

roles! {
    Afterword = "afterword",
    Annotator = "annotator",
    CastMember = "cast-member",
    Cinematography = "cinematography",
    Collaborator = "collaborator",
    Commentator = "commentator",
    Compiler = "compiler",
    Composer = "composer",
    Director = "director",
    ExecutiveProducer = "executive-producer",
    Foreword = "foreword",
    Founder = "founder",
    Holder = "holder",
    Illustrator = "illustrator",
    Introduction = "introduction",
    Narrator = "narrator",
    Organizer = "organizer",
    Producer = "producer",
    Translator = "translator",
    Writer = "writer",
}

impl Default for Value {
    fn default() -> Self {
        Value::Plain(String::new())
    }
}

impl Value {
    /// The value as text, for a field without a variable.
    pub(super) fn into_text(self) -> String {
        match self {
            Value::Text(text) => text.as_str().to_owned(),
            Value::Plain(text) | Value::Date(Date::Literal(text)) => text,
            Value::Names(names) => names.iter().map(Name::display).collect::<Vec<_>>().join("; "),
            Value::Date(date) => date.to_edtf().unwrap_or_default(),
        }
    }
}

impl Leaf {
    pub(super) fn new(field: Field, value: Value, origin: usize) -> Self {
        Leaf { field, value: Cell::new(value), taken_by: Cell::new(None), origin, role: None }
    }
}

impl Item {
    /// The first leaf for a field.
    pub(super) fn get(&self, field: Field) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.field == field)
    }

    /// All leaves for a field.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().filter(move |leaf| leaf.field == field)
    }

    /// The item itself, or the first of its parents that satisfies a condition.
    pub(super) fn nearest(&self, holds: impl Fn(&Item) -> bool) -> Option<&Item> {
        std::iter::once(self).chain(&self.parents).find(|item| holds(item))
    }

    /// The leaf of the item itself, or of the first of its parents that has one.
    pub(super) fn own_or_parents(&self, field: Field) -> Option<&Leaf> {
        self.nearest(|item| item.get(field).is_some())?.get(field)
    }

    /// The first parent that has the first of these types that any parent has.
    pub(super) fn parent(&self, kinds: &[Kind]) -> Option<&Item> {
        kinds.iter().find_map(|kind| self.parents.iter().find(|parent| parent.kind == *kind))
    }

    pub(super) fn has_publisher(&self) -> bool {
        self.get(Field::PublisherName).is_some() || self.get(Field::PublisherLocation).is_some()
    }

    /// True if an organization made the law, decided the case or granted the patent, rather than
    /// publishing the work.
    pub(super) fn has_authority(&self) -> bool {
        matches!(self.kind, Kind::Case | Kind::Legislation | Kind::Patent)
    }

    /// True if a `location` is the place of publication, rather than that of an event or archive.
    pub(super) fn is_located_where_published(&self) -> bool {
        use Kind as K;
        matches!(
            self.kind,
            K::Anthology | K::Book | K::Manuscript | K::Misc | K::Reference | K::Report | K::Thesis
        )
    }

    /// True if the item is an event.
    pub(super) fn is_event(&self) -> bool {
        matches!(self.kind, Kind::Conference | Kind::Exhibition | Kind::Performance)
    }

    /// The container in CSL's sense.
    pub(super) fn container(&self) -> Option<&Item> {
        use Kind as K;
        let kinds: &[Kind] = match self.kind {
            K::Article => &[
                K::Book,
                K::Anthology,
                K::Proceedings,
                K::Conference,
                K::Periodical,
                K::Newspaper,
                K::Blog,
                K::Reference,
                K::Web,
            ],
            K::Anthos | K::Chapter | K::Case => &[K::Book, K::Anthology, K::Reference, K::Report],
            K::Report => &[K::Book, K::Anthology],
            K::Web => &[K::Web],
            K::Scene => &[K::Audio, K::Video, K::Performance, K::Artwork],
            // hayagriva has no container for an episode or a song, so that no style would print the series.
            K::Audio | K::Video => &[K::Audio, K::Video],
            K::Post => &[K::Thread, K::Blog, K::Web],
            K::Thread => &[K::Thread, K::Web, K::Blog],
            _ => &[],
        };
        self.parent(kinds)
    }

    /// The collection in CSL's sense: the series that contains the work.
    pub(super) fn collection(&self) -> Option<&Item> {
        let is_series = |parent: &&Item| parent.kind == self.kind || parent.kind == Kind::Anthology;
        match self.kind.is_collectable() {
            true => self.parents.iter().find(is_series),
            false => self.parents.iter().find_map(Item::collection),
        }
    }

    /// The original publication of the work: the first such item, depth first.
    pub(super) fn original(&self) -> Option<&Item> {
        if self.kind == Kind::Original {
            return Some(self);
        }
        self.parents.iter().find_map(Item::original)
    }
}
