//! An entry or one of its parents, taken apart into leaves: single facts, each with its origin.

use std::cell::Cell;

use crate::model::{Date, Name, Text, Variable};
use crate::read::hayagriva::kind::Kind;

/// An entry, or one of the things it is part of.
pub(super) struct Item {
    pub(super) kind: Kind,
    /// In source order.
    pub(super) leaves: Vec<Leaf>,
    pub(super) parents: Vec<Item>,
}

/// One fact.
pub(super) struct Leaf {
    pub(super) field: Field,
    /// Taken when a variable is read from it; see [`Leaf::taken_by`].
    pub(super) value: Cell<Value>,
    /// The variable that took the value, which is where to look for it after.
    pub(super) taken_by: Cell<Option<Variable>>,
    /// The index among the origins of the entry's fields.
    pub(super) origin: usize,
    /// The word for what the persons did, where they are affiliated.
    pub(super) role: Option<String>,
}

/// What a leaf says.
#[derive(Debug)]
pub(super) enum Value {
    /// A formattable string.
    Text(Text),
    /// A number, an identifier, an address: text without markup.
    Plain(String),
    Names(Vec<Name>),
    Date(Date),
}

/// What a leaf is about: hayagriva's fields, those with parts one for each part.
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
    /// Nothing that a variable of CSL is read from: a short form of something other than a
    /// title, a person's alias, a field that hayagriva does not know.
    Other,
}

/// The kinds of serial numbers that mean something to hayagriva's renderer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Serial {
    Arxiv,
    Doi,
    Isbn,
    Issn,
    Pmcid,
    Pmid,
    /// The one that is of no scheme.
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
        /// What a person did for a work.
        ///
        /// *Source*: hayagriva 0.10, file format, "List of persons with role".
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Role {
            $($id,)*
            /// A role that hayagriva does not know.
            Unknown,
        }

        impl Role {
            /// All roles' names.
            pub(super) const NAMES: &'static [&'static str] = &[$($name),*];

            /// The role of that name, in `kebab-case` or `CamelCase`.
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
    /// The value as text, for a field that no variable takes.
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
    /// The first leaf about something.
    pub(super) fn get(&self, field: Field) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.field == field)
    }

    /// All leaves about something.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().filter(move |leaf| leaf.field == field)
    }

    /// The item itself or the first of its parents of which something holds.
    pub(super) fn nearest(&self, holds: impl Fn(&Item) -> bool) -> Option<&Item> {
        std::iter::once(self).chain(&self.parents).find(|item| holds(item))
    }

    /// The leaf of the item itself or of the first of its parents that has one.
    pub(super) fn own_or_parents(&self, field: Field) -> Option<&Leaf> {
        self.nearest(|item| item.get(field).is_some())?.get(field)
    }

    /// The first parent of the first kind that a parent is of.
    pub(super) fn parent(&self, kinds: &[Kind]) -> Option<&Item> {
        kinds.iter().find_map(|kind| self.parents.iter().find(|parent| parent.kind == *kind))
    }

    pub(super) fn has_publisher(&self) -> bool {
        self.get(Field::PublisherName).is_some() || self.get(Field::PublisherLocation).is_some()
    }

    /// Whether an organization is the body that made the law, decided the case or granted the
    /// patent, rather than one that published the work.
    pub(super) fn has_authority(&self) -> bool {
        matches!(self.kind, Kind::Case | Kind::Legislation | Kind::Patent)
    }

    /// Whether a `location` is the place where the work was published, rather than where something
    /// took place or is kept.
    pub(super) fn is_located_where_published(&self) -> bool {
        use Kind as K;
        matches!(
            self.kind,
            K::Anthology | K::Book | K::Manuscript | K::Misc | K::Reference | K::Report | K::Thesis
        )
    }

    /// Whether the item is something that takes place.
    pub(super) fn is_event(&self) -> bool {
        matches!(self.kind, Kind::Conference | Kind::Exhibition | Kind::Performance)
    }

    /// What CSL calls the container.
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

    /// What CSL calls the collection: the series that a work is in.
    pub(super) fn collection(&self) -> Option<&Item> {
        use Kind as K;
        match self.kind {
            K::Anthology
            | K::Newspaper
            | K::Performance
            | K::Periodical
            | K::Proceedings
            | K::Book
            | K::Reference
            | K::Exhibition => self
                .parents
                .iter()
                .find(|parent| parent.kind == self.kind || parent.kind == K::Anthology),
            _ => self.parents.iter().find_map(Item::collection),
        }
    }

    /// What the work was first published as: the first such item, depth first.
    pub(super) fn original(&self) -> Option<&Item> {
        if self.kind == Kind::Original {
            return Some(self);
        }
        self.parents.iter().find_map(Item::original)
    }
}
