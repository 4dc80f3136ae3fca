//! The entry types of BibTeX and BibLaTeX, with their CSL types.
//!
//! *Source*: the BibLaTeX manual (3.18), section 2.1; "BibTeXing", section 3.1. The CSL types are
//! those of pandoc where it has one, updated to CSL 1.0.2.

use crate::diagnostic::nearest;
use crate::model::EntryType;

macro_rules! kinds {
    ($($id:ident = $name:literal => $csl:ident),* $(,)?) => {
        /// An entry type.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Kind { $($id),* }

        impl Kind {
            /// All names, for suggestions; those of BibTeX and BibLaTeX themselves come first.
            pub(super) const NAMES: &[&str] = &[$($name),*];

            /// The type with this name, in any letter case.
            pub(super) fn from_name(name: &str) -> Option<Kind> {
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
            pub(super) const fn name(self) -> &'static str {
                match self { $(Kind::$id => $name),* }
            }

            /// Its CSL type, unless the entry's fields refine it.
            pub(super) const fn csl(self) -> EntryType {
                match self { $(Kind::$id => EntryType::$csl),* }
            }
        }
    };
}

kinds! {
    Article = "article" => ArticleJournal,
    Book = "book" => Book,
    Booklet = "booklet" => Pamphlet,
    Conference = "conference" => PaperConference,
    Inbook = "inbook" => Chapter,
    Incollection = "incollection" => Chapter,
    Inproceedings = "inproceedings" => PaperConference,
    Manual = "manual" => Book,
    Mastersthesis = "mastersthesis" => Thesis,
    Misc = "misc" => Document,
    Phdthesis = "phdthesis" => Thesis,
    Proceedings = "proceedings" => Book,
    Techreport = "techreport" => Report,
    Unpublished = "unpublished" => Manuscript,
    Artwork = "artwork" => Graphic,
    Audio = "audio" => Song,
    Bibnote = "bibnote" => Document,
    Bookinbook = "bookinbook" => Chapter,
    Collection = "collection" => Book,
    Commentary = "commentary" => Book,
    Customa = "customa" => Document,
    Customb = "customb" => Document,
    Customc = "customc" => Document,
    Customd = "customd" => Document,
    Custome = "custome" => Document,
    Customf = "customf" => Document,
    Dataset = "dataset" => Dataset,
    Electronic = "electronic" => Webpage,
    Image = "image" => Graphic,
    Inreference = "inreference" => EntryEncyclopedia,
    Jurisdiction = "jurisdiction" => LegalCase,
    Legal = "legal" => Treaty,
    Legislation = "legislation" => Legislation,
    Letter = "letter" => PersonalCommunication,
    Movie = "movie" => MotionPicture,
    Music = "music" => Song,
    Mvbook = "mvbook" => Book,
    Mvcollection = "mvcollection" => Book,
    Mvproceedings = "mvproceedings" => Book,
    Mvreference = "mvreference" => Book,
    Online = "online" => Webpage,
    Patent = "patent" => Patent,
    Performance = "performance" => Performance,
    Periodical = "periodical" => Periodical,
    Reference = "reference" => Book,
    Report = "report" => Report,
    Review = "review" => Review,
    Set = "set" => Document,
    Software = "software" => Software,
    Standard = "standard" => Standard,
    Suppbook = "suppbook" => Chapter,
    Suppcollection = "suppcollection" => Chapter,
    Suppperiodical = "suppperiodical" => ArticleJournal,
    Thesis = "thesis" => Thesis,
    Video = "video" => MotionPicture,
    Www = "www" => Webpage,
    Xdata = "xdata" => Document,
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
const OTHER_WORDS: [(&str, Kind); 26] = [
    ("bachelorsthesis", Kind::Thesis),
    ("bachelorthesis", Kind::Thesis),
    ("blog", Kind::Online),
    ("bookchapter", Kind::Incollection),
    ("chapter", Kind::Incollection),
    ("conferencepaper", Kind::Inproceedings),
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
    /// The type that may have been meant by an unknown word.
    pub(super) fn meant(word: &str) -> Option<Kind> {
        let other = OTHER_WORDS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word));
        other
            .map(|(_, kind)| *kind)
            .or_else(|| nearest(word, Kind::NAMES.iter().copied()).and_then(Kind::from_name))
    }

    /// True if its entries are parts of a larger work with a title of its own.
    pub(super) fn is_part(self) -> bool {
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
    pub(super) fn is_work(self) -> bool {
        !matches!(
            self,
            Kind::Xdata | Kind::Set | Kind::Control | Kind::Bibtexcontrol | Kind::Ieeetranbstctl
        )
    }

    /// True if its `number` is the number in a series.
    pub(super) fn is_in_series(self) -> bool {
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
    pub(super) fn is_in_periodical(self) -> bool {
        matches!(self, Kind::Article | Kind::Periodical | Kind::Suppperiodical | Kind::Review)
    }

    pub(super) fn is_thesis(self) -> bool {
        matches!(self, Kind::Thesis | Kind::Phdthesis | Kind::Mastersthesis)
    }

    pub(super) fn is_report(self) -> bool {
        matches!(self, Kind::Report | Kind::Techreport)
    }
}
