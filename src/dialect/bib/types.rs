//! The entry types of BibTeX and BibLaTeX, with their CSL types, and what one dialect calls those of
//! the other.
//!
//! *Source*: the BibLaTeX manual (3.18), section 2.1; "BibTeXing", section 3.1. The CSL types are
//! those of pandoc where it has one, updated to CSL 1.0.2.

use crate::diagnostic::nearest;
use crate::dialect::bib::dialect::BibDialect;
use crate::model::EntryType;

macro_rules! kinds {
    (@optional) => { None };
    (@optional $value:expr) => { Some($value) };
    ($($id:ident = $name:literal => $csl:ident $([$shows:ident])? $(biblatex $biblatex:literal)?
        $(bibtex $bibtex:literal)?),* $(,)?) => {
        /// An entry type.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Kind { $($id),* }

        impl Kind {
            const ALL: &[Kind] = &[$(Kind::$id),*];

            /// All names, for suggestions; those of BibTeX and BibLaTeX themselves come first.
            pub(crate) const NAMES: &[&str] = &[$($name),*];

            /// The type with this name, in any letter case.
            pub(crate) fn from_name(name: &str) -> Option<Kind> {
                // No name is longer, and the comparison needs no allocation.
                let mut lower = [0; 24];
                let lower = lower.get_mut(..name.len())?;
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                match std::str::from_utf8(lower).ok()? {
                    $($name => Some(Kind::$id),)*
                    _ => None,
                }
            }

            /// Its name.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Kind::$id => $name),* }
            }

            /// The dialect that a file shows by having it: the other one lacks it, or has it as an
            /// alias at most.
            pub(crate) const fn shows(self) -> Option<BibDialect> {
                match self { $(Kind::$id => kinds!(@optional $(BibDialect::$shows)?)),* }
            }

            /// The type of BibLaTeX whose alias it is.
            pub(crate) const fn alias_of(self) -> Option<&'static str> {
                match self { $(Kind::$id => kinds!(@optional $($biblatex)?)),* }
            }

            /// The type to write instead in a file for BibTeX, which does not have it.
            pub(crate) const fn in_bibtex(self) -> Option<&'static str> {
                match self { $(Kind::$id => kinds!(@optional $($bibtex)?)),* }
            }

            /// Its CSL type, unless the entry's fields refine it.
            pub(crate) const fn csl(self) -> EntryType {
                match self { $(Kind::$id => EntryType::$csl),* }
            }
        }
    };
}

kinds! {
    Article = "article" => ArticleJournal,
    Book = "book" => Book,
    Booklet = "booklet" => Pamphlet,
    Conference = "conference" => PaperConference [Bibtex] biblatex "inproceedings",
    Inbook = "inbook" => Chapter,
    Incollection = "incollection" => Chapter,
    Inproceedings = "inproceedings" => PaperConference,
    Manual = "manual" => Book,
    Mastersthesis = "mastersthesis" => Thesis [Bibtex] biblatex "thesis",
    Misc = "misc" => Document,
    Phdthesis = "phdthesis" => Thesis [Bibtex] biblatex "thesis",
    Proceedings = "proceedings" => Book,
    Techreport = "techreport" => Report [Bibtex] biblatex "report",
    Unpublished = "unpublished" => Manuscript,
    Artwork = "artwork" => Graphic,
    Audio = "audio" => Song,
    Bibnote = "bibnote" => Document,
    Bookinbook = "bookinbook" => Chapter [Biblatex],
    Collection = "collection" => Book [Biblatex] bibtex "book",
    Commentary = "commentary" => Book,
    Customa = "customa" => Document,
    Customb = "customb" => Document,
    Customc = "customc" => Document,
    Customd = "customd" => Document,
    Custome = "custome" => Document,
    Customf = "customf" => Document,
    Dataset = "dataset" => Dataset [Biblatex] bibtex "misc",
    Electronic = "electronic" => Webpage biblatex "online",
    Image = "image" => Graphic,
    Inreference = "inreference" => EntryEncyclopedia [Biblatex],
    Jurisdiction = "jurisdiction" => LegalCase [Biblatex],
    Legal = "legal" => Treaty,
    Legislation = "legislation" => Legislation,
    Letter = "letter" => PersonalCommunication,
    Movie = "movie" => MotionPicture,
    Music = "music" => Song,
    Mvbook = "mvbook" => Book [Biblatex] bibtex "book",
    Mvcollection = "mvcollection" => Book [Biblatex],
    Mvproceedings = "mvproceedings" => Book [Biblatex],
    Mvreference = "mvreference" => Book [Biblatex],
    Online = "online" => Webpage [Biblatex] bibtex "misc",
    Patent = "patent" => Patent [Biblatex] bibtex "misc",
    Performance = "performance" => Performance,
    Periodical = "periodical" => Periodical [Biblatex],
    Reference = "reference" => Book [Biblatex],
    Report = "report" => Report [Biblatex] bibtex "techreport",
    Review = "review" => Review,
    Set = "set" => Document [Biblatex],
    Software = "software" => Software [Biblatex] bibtex "misc",
    Standard = "standard" => Standard [Biblatex],
    Suppbook = "suppbook" => Chapter [Biblatex],
    Suppcollection = "suppcollection" => Chapter [Biblatex],
    Suppperiodical = "suppperiodical" => ArticleJournal [Biblatex] biblatex "article",
    Thesis = "thesis" => Thesis [Biblatex] bibtex "phdthesis",
    Video = "video" => MotionPicture,
    Www = "www" => Webpage biblatex "online",
    Xdata = "xdata" => Document [Biblatex],
    // From the package biblatex-software.
    Softwareversion = "softwareversion" => Software,
    Softwaremodule = "softwaremodule" => Software,
    Codefragment = "codefragment" => Software,
    // Settings that a style reads from an entry, which cannot be cited.
    Ieeetranbstctl = "ieeetranbstctl" => Document,
    Control = "control" => Document,
    Bibtexcontrol = "bibtex-control" => Document,
}

/// Names of types in other formats, or used by people, and the type.
const OTHER_WORDS: [(&str, Kind); 27] = [
    ("bachelorsthesis", Kind::Thesis),
    ("bachelorthesis", Kind::Thesis),
    ("blog", Kind::Online),
    ("bookchapter", Kind::Incollection),
    ("chapter", Kind::Incollection),
    ("conferencepaper", Kind::Inproceedings),
    ("data", Kind::Dataset),
    ("doctoralthesis", Kind::Phdthesis),
    ("film", Kind::Movie),
    ("internet", Kind::Online),
    ("journal", Kind::Article),
    ("journalarticle", Kind::Article),
    ("law", Kind::Legislation),
    ("lecture", Kind::Unpublished),
    ("magazine", Kind::Article),
    ("mathesis", Kind::Mastersthesis),
    ("newspaper", Kind::Article),
    ("norm", Kind::Standard),
    ("paper", Kind::Article),
    ("podcast", Kind::Audio),
    ("preprint", Kind::Online),
    ("presentation", Kind::Unpublished),
    ("talk", Kind::Unpublished),
    ("url", Kind::Online),
    ("web", Kind::Online),
    ("webpage", Kind::Online),
    ("website", Kind::Online),
];

impl Kind {
    /// The types that only BibLaTeX has, with those to write instead for BibTeX.
    pub(crate) fn only_in_biblatex() -> impl Iterator<Item = (&'static str, &'static str)> {
        Kind::ALL.iter().filter_map(|kind| Some((kind.name(), kind.in_bibtex()?)))
    }

    /// The type that may have been meant by an unknown word.
    pub(crate) fn meant(word: &str) -> Option<Kind> {
        let other = OTHER_WORDS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word));
        other
            .map(|(_, kind)| *kind)
            .or_else(|| nearest(word, Kind::NAMES.iter().copied()).and_then(Kind::from_name))
            // Nobody means a container of data who writes `@data`.
            .filter(|kind| kind.is_work())
    }

    /// True if its entries are parts of a larger work with a title of its own.
    pub(crate) fn is_part(self) -> bool {
        matches!(
            self,
            Kind::Inbook
                | Kind::Bookinbook
                | Kind::Suppbook
                | Kind::Incollection
                | Kind::Suppcollection
                | Kind::Inproceedings
                | Kind::Conference
                | Kind::Inreference
        )
    }

    /// True if its entries are works, unlike data containers, sets of entries and settings.
    pub(crate) fn is_work(self) -> bool {
        !matches!(
            self,
            Kind::Xdata | Kind::Set | Kind::Control | Kind::Bibtexcontrol | Kind::Ieeetranbstctl
        )
    }

    /// True if its `number` is the number in a series.
    pub(crate) fn is_in_series(self) -> bool {
        self.is_part()
            || matches!(
                self,
                Kind::Book
                    | Kind::Collection
                    | Kind::Proceedings
                    | Kind::Reference
                    | Kind::Mvbook
                    | Kind::Mvcollection
                    | Kind::Mvproceedings
                    | Kind::Mvreference
                    | Kind::Commentary
                    | Kind::Manual
                    | Kind::Booklet
            )
    }

    /// True if its `number` is that of an issue.
    pub(crate) fn is_in_periodical(self) -> bool {
        matches!(self, Kind::Article | Kind::Periodical | Kind::Suppperiodical | Kind::Review)
    }

    pub(crate) fn is_thesis(self) -> bool {
        matches!(self, Kind::Thesis | Kind::Phdthesis | Kind::Mastersthesis)
    }

    pub(crate) fn is_report(self) -> bool {
        matches!(self, Kind::Report | Kind::Techreport)
    }
}
