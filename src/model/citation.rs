//! What a document cites: a citation (a cluster) of cites, each with its locator and affixes.

use std::fmt;

use crate::model::{Library, Text};

/// One place in a document that cites: one or more cites, printed together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The cites, in the order the author wrote them.
    pub cites: Vec<Cite>,
    /// The number of the footnote or endnote it stands in, from 1; `None` in the text. Several
    /// citations may share a note; a number not above the last one starts the notes anew, as at
    /// a new chapter.
    pub note: Option<u32>,
    /// Which parts are printed.
    pub mode: CitationMode,
    /// Whether its cites are printed in the order in which they are written, where the style would
    /// sort them: words before the first are about all of them.
    pub unsorted: bool,
}

/// Which parts of a citation are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CitationMode {
    /// All: `(Goldman 1923)`.
    #[default]
    Normal,
    /// Only the names of the first cite: `Goldman`.
    AuthorOnly,
    /// All but the names of the first cite: `(1923)`.
    SuppressAuthor,
    /// The names in the running text, then the rest: `Goldman (1923)`.
    Composite {
        /// Words between the two: `’s early work`.
        infix: Option<Text>,
    },
}

/// One source in a citation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cite {
    /// The key of the entry cited.
    pub key: String,
    /// Where in the source.
    pub locator: Option<Locator>,
    /// What is printed before it: `see `.
    pub prefix: Option<Text>,
    /// What is printed after it: ` and passim`.
    pub suffix: Option<Text>,
    /// Leave its names out.
    pub suppress_author: bool,
    /// Print its names only.
    pub author_only: bool,
    /// A position the caller knows better than the order of citations tells.
    pub position: Option<PositionOverride>,
}

impl Cite {
    /// A cite of an entry and nothing else.
    pub fn new(key: impl Into<String>) -> Self {
        Cite { key: key.into(), ..Cite::default() }
    }

    /// The same with a locator.
    #[must_use]
    pub fn at(mut self, label: LocatorLabel, value: impl Into<Text>) -> Self {
        self.locator = Some(Locator { label, value: value.into() });
        self
    }
}

impl Citation {
    /// Takes out the cites of keys that a library does not have, and gives these keys, in order.
    /// Without its first cite, a citation names nobody in the running text.
    pub fn take_unknown(&mut self, library: &Library) -> Vec<String> {
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

/// A position given by the caller instead of found from the order of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the specification's")]
#[non_exhaustive]
pub enum PositionOverride {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
}

/// A place within a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// What it counts.
    pub label: LocatorLabel,
    /// Which one, or which: `35`, `12–15`, `iv`.
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

            /// The label's name as CSL spells it: `sub-verbo`.
            pub const fn name(self) -> &'static str {
                match self { $(LocatorLabel::$id => $name),* }
            }

            /// The label of that name; `sub verbo` is taken as `sub-verbo`.
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
