//! The citation commands of LaTeX, and what each prints.
//!
//! *Source*: the manuals of biblatex, "Citation Commands", and natbib; apacite, REVTeX and the ACM's
//! classes for theirs.

use crate::document::WrittenMode;

/// The commands that name bibliographies: those of LaTeX, bibentry, biblatex, bibunits and
/// multibibliography.
pub(super) const BIBLIOGRAPHIES: [&str; 7] = [
    "bibliography",
    "nobibliography",
    "addbibresource",
    "addglobalbib",
    "addsectionbib",
    "defaultbibliography",
    "multibibliography",
];

/// The commands whose argument is a note, at the foot of the page, in the margin or at the end.
pub(super) const NOTES: [&str; 9] = [
    "footnote",
    "footnotetext",
    "endnote",
    "thanks",
    "sidenote",
    "sidenotetext",
    "marginnote",
    "marginpar",
    "tablefootnote",
];

/// A citation command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cite {
    pub(super) mode: WrittenMode,
    pub(super) shape: Shape,
    /// Whether it prints a note of its own.
    pub(super) makes_note: bool,
}

/// The arguments of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `[before][after]{keys}`
    One,
    /// `(before)(after)[before][after]{keys}[before][after]{keys}…`
    Many,
    /// `[before]{volume}[pages]{key}`
    Volume,
    /// `(before)(after)[before]{volume}[pages]{key}…`
    Volumes,
}

/// What `\cite` prints by the package that is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainCite {
    /// The names in the text, as `\citet` does: natbib's author-year mode.
    Textual,
    /// Everything without parentheses: biblatex.
    Bare,
}

/// The command with this name, without its backslash and star; `None` if it is not a citation
/// command.
pub(super) fn cite(name: &str, star: bool) -> Option<Cite> {
    if let Some(cite) = special(name) {
        return Some(cite);
    }
    let mut letters = name.chars();
    let first = letters.next()?.to_ascii_lowercase();
    let lower: String = std::iter::once(first).chain(letters).collect();
    let (stem, shape) = shape(&lower);
    let mode = match mode(stem)? {
        WrittenMode::Normal if star && takes_star(stem) => WrittenMode::SuppressAuthor,
        mode => mode,
    };
    let makes_note = matches!(
        stem,
        "footcite" | "footcitetext" | "footfullcite" | "mfootcite" | "fvolcite" | "ftvolcite"
    );
    Some(Cite { mode, shape, makes_note })
}

/// A name without the `s` of commands that take several lists of keys, and its arguments.
fn shape(name: &str) -> (&str, Shape) {
    const MANY: [&str; 10] = [
        "cites",
        "parencites",
        "footcites",
        "footcitetexts",
        "smartcites",
        "textcites",
        "supercites",
        "autocites",
        "citeauthors",
        "fullcites",
    ];
    const VOLUME: [&str; 8] = [
        "volcite",
        "pvolcite",
        "fvolcite",
        "ftvolcite",
        "svolcite",
        "tvolcite",
        "avolcite",
        "notevolcite",
    ];
    if MANY.contains(&name) {
        return (&name[..name.len() - 1], Shape::Many);
    }
    match name.strip_suffix('s').filter(|stem| VOLUME.contains(stem)) {
        Some(stem) => (stem, Shape::Volumes),
        None if VOLUME.contains(&name) => (name, Shape::Volume),
        None => (name, Shape::One),
    }
}

/// True if a star suppresses the names; in natbib it prints all of them.
fn takes_star(stem: &str) -> bool {
    matches!(stem, "cite" | "parencite" | "autocite" | "smartcite")
}

/// What a command prints, by its name in lower case.
fn mode(name: &str) -> Option<WrittenMode> {
    Some(match name {
        "cite" | "parencite" | "footcite" | "footcitetext" | "smartcite" | "supercite"
        | "autocite" | "notecite" | "pnotecite" | "fnotecite" | "citep" | "citealp" | "volcite"
        | "pvolcite" | "fvolcite" | "ftvolcite" | "svolcite" | "avolcite" | "notevolcite"
        | "mcite" | "mparencite" | "mfootcite" | "mfootcitetext" | "msupercite" | "mautocite"
        | "citenum" | "citen" | "onlinecite" | "citeonline" | "shortcite" | "maskcite"
        | "citeaffixed" => WrittenMode::Normal,
        // The last are of harvard, the ACL's styles and spphys.
        "textcite" | "citet" | "citealt" | "tvolcite" | "mtextcite" | "citeasnoun" | "newcite"
        | "possessivecite" | "citeposs" | "inlinecite" => WrittenMode::InText,
        "citeauthor" | "citefullauthor" | "citeauthoronline" | "footciteauthor" => {
            WrittenMode::AuthorOnly
        }
        "citeyear" | "citeyearpar" | "citedate" | "ycite" => WrittenMode::YearOnly,
        "citetitle" | "footcitetitle" | "citeurl" | "citename" | "citelist" | "citefield"
        | "citetalias" | "citepalias" => WrittenMode::PartOnly,
        "fullcite" | "footfullcite" | "bibentry" => WrittenMode::Full,
        "nocite" => WrittenMode::Nocite,
        _ => return None,
    })
}

/// Whether the first argument of one of csquotes' quotations that cite, a command or an environment,
/// is a language; `None` if it is no such quotation.
pub(super) fn quotation_takes_language(name: &str) -> Option<bool> {
    match name {
        "textcquote" | "blockcquote" | "displaycquote" => Some(false),
        "foreigntextcquote"
        | "hyphentextcquote"
        | "foreignblockcquote"
        | "hyphenblockcquote"
        | "hybridblockcquote"
        | "foreigndisplaycquote"
        | "hyphendisplaycquote" => Some(true),
        _ => None,
    }
}

/// Commands with capitals in the middle: those of apacite and of the ACM.
fn special(name: &str) -> Option<Cite> {
    let mode = match name {
        "citeA" | "shortciteA" | "fullciteA" | "citeN" | "shortciteN" => WrittenMode::InText,
        "citeNP" | "shortciteNP" | "fullciteNP" => WrittenMode::Normal,
        "citeauthorNP" | "shortciteauthor" | "shortciteauthorNP" | "fullciteauthor"
        | "fullciteauthorNP" => WrittenMode::AuthorOnly,
        "citeyearNP" => WrittenMode::YearOnly,
        _ => return None,
    };
    Some(Cite { mode, shape: Shape::One, makes_note: false })
}

#[cfg(test)]
mod tests {
    use super::{Shape, cite};
    use crate::document::WrittenMode;

    #[test]
    fn names_tell_what_is_printed_and_taken() {
        for (name, mode, shape) in [
            ("cite", WrittenMode::Normal, Shape::One),
            ("Cite", WrittenMode::Normal, Shape::One),
            ("citeA", WrittenMode::InText, Shape::One),
            ("Textcites", WrittenMode::InText, Shape::Many),
            ("Pvolcite", WrittenMode::Normal, Shape::Volume),
            ("tvolcites", WrittenMode::InText, Shape::Volumes),
            ("citeyearpar", WrittenMode::YearOnly, Shape::One),
            ("nocite", WrittenMode::Nocite, Shape::One),
        ] {
            let found = cite(name, false).unwrap();
            assert_eq!((found.mode, found.shape), (mode, shape), "{name}");
        }
        for name in ["citation", "citetext", "defcitealias", "cites2", "citestyle", "excite"] {
            assert!(cite(name, false).is_none(), "{name}");
        }
        assert_eq!(cite("Parencite", true).unwrap().mode, WrittenMode::SuppressAuthor);
        assert_eq!(cite("citet", true).unwrap().mode, WrittenMode::InText);
    }
}
