//! hayagriva's entry types.

macro_rules! kinds {
    ($($id:ident = $name:literal),* $(,)?) => {
        /// An entry type of hayagriva.
        ///
        /// *Source*: hayagriva 0.10, file format, "Entry Type".
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind { $($id),* }

        impl Kind {
            /// All types' names, in lower case.
            pub(crate) const NAMES: &'static [&'static str] = &[$($name),*];

            /// The type's name, in lower case.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Kind::$id => $name),* }
            }

            /// The type with this name, in any letter case.
            pub(crate) fn from_name(name: &str) -> Option<Kind> {
                match name.to_ascii_lowercase().as_str() {
                    $($name => Some(Kind::$id),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    Anthology = "anthology",
    Anthos = "anthos",
    Article = "article",
    Artwork = "artwork",
    Audio = "audio",
    Blog = "blog",
    Book = "book",
    Case = "case",
    Chapter = "chapter",
    Conference = "conference",
    Entry = "entry",
    Exhibition = "exhibition",
    Legislation = "legislation",
    Manuscript = "manuscript",
    Misc = "misc",
    Newspaper = "newspaper",
    Original = "original",
    Patent = "patent",
    Performance = "performance",
    Periodical = "periodical",
    Post = "post",
    Proceedings = "proceedings",
    Reference = "reference",
    Report = "report",
    Repository = "repository",
    Scene = "scene",
    Thesis = "thesis",
    Thread = "thread",
    Video = "video",
    Web = "web",
}

impl Kind {
    /// True if a series is the parent of the work itself, which then has no container.
    pub(crate) fn is_collectable(self) -> bool {
        matches!(
            self,
            Kind::Anthology
                | Kind::Newspaper
                | Kind::Performance
                | Kind::Periodical
                | Kind::Proceedings
                | Kind::Book
                | Kind::Reference
                | Kind::Exhibition
        )
    }

    /// The type of a parent that has no type of its own.
    pub(crate) fn of_parent(self) -> Kind {
        match self {
            Kind::Article => Kind::Periodical,
            Kind::Chapter => Kind::Book,
            Kind::Entry => Kind::Reference,
            Kind::Anthos | Kind::Legislation => Kind::Anthology,
            Kind::Scene => Kind::Video,
            Kind::Artwork => Kind::Exhibition,
            Kind::Web | Kind::Post | Kind::Video | Kind::Audio => self,
            _ => Kind::Misc,
        }
    }
}
