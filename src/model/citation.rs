//! Citations: groups of cites, each with its locator, prefix and suffix.

use std::fmt;

use crate::model::{Library, Text};

/// A citation in a document: one or more cites that are printed together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The cites, in the order in which the author wrote them.
    pub cites: Vec<Cite>,
    /// The number of the footnote or endnote that contains the citation, from 1; `None` in the
    /// running text. Several citations may share a note. A number lower than the one before starts
    /// the notes again, as in a new chapter.
    pub note: Option<u32>,
    /// The parts that are printed.
    pub mode: CitationMode,
    /// Keeps the cites in the order in which they are written, even if the style would sort them,
    /// because the prefix of the first one applies to all of them.
    pub unsorted: bool,
}

/// The parts of a citation that are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CitationMode {
    /// Everything: `(Goldman 1923)`.
    #[default]
    Normal,
    /// Only the names of the first cite: `Goldman`.
    AuthorOnly,
    /// Everything except the names of the first cite: `(1923)`.
    SuppressAuthor,
    /// The names in the running text, followed by the rest: `Goldman (1923)`.
    Composite {
        /// Text between the two: `’s early work`.
        infix: Option<Text>,
    },
}

/// One cited work in a citation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cite {
    /// The key of the cited entry.
    pub key: String,
    /// The place in the work.
    pub locator: Option<Locator>,
    /// Text printed before it: `see `.
    pub prefix: Option<Text>,
    /// Text printed after it: ` and passim`.
    pub suffix: Option<Text>,
    /// Omits its names.
    pub suppress_author: bool,
    /// Prints only its names.
    pub author_only: bool,
    /// A position that overrides the one that follows from the order of citations.
    pub position: Option<PositionOverride>,
}

impl Cite {
    /// Creates a cite of an entry, without locator, prefix or suffix.
    pub fn new(key: impl Into<String>) -> Self {
        Cite { key: key.into(), ..Cite::default() }
    }

    /// Adds a locator.
    #[must_use]
    pub fn at(mut self, label: LocatorLabel, value: impl Into<Text>) -> Self {
        self.locator = Some(Locator { label, value: value.into() });
        self
    }
}

impl Citation {
    /// Removes the cites with keys that a library does not have, and returns these keys in order.
    /// Without its first cite, a citation names nobody in the running text.
    pub fn remove_unknown(&mut self, library: &Library) -> Vec<String> {
        let is_known = |cite: &Cite| library.get(&cite.key).is_some();
        if self.cites.first().is_some_and(|cite| !is_known(cite)) {
            self.mode = CitationMode::Normal;
        }
        let cites = std::mem::take(&mut self.cites);
        let (known, unknown): (Vec<Cite>, Vec<Cite>) = cites.into_iter().partition(is_known);
        self.cites = known;
        unknown.into_iter().map(|cite| cite.key).collect()
    }
}

impl From<Cite> for Citation {
    fn from(cite: Cite) -> Self {
        Citation { cites: vec![cite], ..Citation::default() }
    }
}

/// A position that the caller sets, instead of the one that follows from the order of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the specification's")]
#[non_exhaustive]
pub enum PositionOverride {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
}

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// What the locator counts.
    pub label: LocatorLabel,
    /// The number or numbers: `35`, `12–15`, `iv`.
    pub value: Text,
}

macro_rules! locator_labels {
    ($($id:ident = $name:literal),* $(,)?) => {
        /// What a locator counts.
        ///
        /// *Source*: CSL 1.0.2 specification, "Locators".
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the names are the specification's")]
        #[non_exhaustive]
        pub enum LocatorLabel { $($id),* }

        impl LocatorLabel {
            /// All labels.
            pub const ALL: &'static [LocatorLabel] = &[$(LocatorLabel::$id),*];

            /// The label's name in CSL: `sub-verbo`.
            pub const fn name(self) -> &'static str {
                match self { $(LocatorLabel::$id => $name),* }
            }

            /// The label with this name; `sub verbo` is accepted for `sub-verbo`.
            pub fn from_name(name: &str) -> Option<LocatorLabel> {
                match name {
                    $($name => Some(LocatorLabel::$id),)*
                    "sub verbo" => Some(LocatorLabel::SubVerbo),
                    _ => None,
                }
            }
        }
    };
}

locator_labels! {
    Act = "act",
    Appendix = "appendix",
    ArticleLocator = "article-locator",
    Book = "book",
    Canon = "canon",
    Chapter = "chapter",
    Column = "column",
    Elocation = "elocation",
    Equation = "equation",
    Figure = "figure",
    Folio = "folio",
    Issue = "issue",
    Line = "line",
    Note = "note",
    Opus = "opus",
    Page = "page",
    Paragraph = "paragraph",
    Part = "part",
    Rule = "rule",
    Scene = "scene",
    Section = "section",
    SubVerbo = "sub-verbo",
    Supplement = "supplement",
    Table = "table",
    Timestamp = "timestamp",
    TitleLocator = "title-locator",
    Verse = "verse",
    Version = "version",
    Volume = "volume",
}

impl fmt::Display for LocatorLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
