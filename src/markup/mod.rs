//! What the engine prints, in no output format: text, the formatting on it, and where each run
//! came from.

/// Formatted text.
///
/// *Shape*: `text` holds the characters; each [`Mark`] formats a range of them. Marks are ordered
/// by start, an outer one before those inside it, and never overlap by halves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) links: Vec<String>,
    pub(crate) runs: Vec<Run>,
}

/// Formatting on a range of a text.
///
/// *Units*: bytes of the markup's text, 0-based, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The first byte covered.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it does.
    pub format: Format,
}

/// What a mark does to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are CSL's attribute values")]
pub enum Format {
    Italic,
    Oblique,
    /// Upright, inside italic.
    UprightStyle,
    SmallCaps,
    /// No small capitals, inside them.
    NormalVariant,
    Bold,
    Light,
    /// Neither bold nor light, inside them.
    NormalWeight,
    Underline,
    /// No underline, inside it.
    NoDecoration,
    Superscript,
    Subscript,
    /// On the line, inside super- or subscript.
    Baseline,
    /// `display="block"`.
    Block,
    /// `display="left-margin"`.
    LeftMargin,
    /// `display="right-inline"`.
    RightInline,
    /// `display="indent"`.
    Indent,
    /// To an address, by its number in [`Markup::link`].
    Link(u16),
}

/// Where a run of text came from: it starts at a byte and lasts until the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run {
    /// The first byte.
    pub start: u32,
    /// The number of the style's element that printed it
    /// ([`StyleInfo::place`](crate::style::StyleInfo::place)).
    pub place: u32,
}

impl Markup {
    /// A text without formatting.
    pub fn plain(text: impl Into<String>) -> Self {
        Markup { text: text.into(), ..Markup::default() }
    }

    /// Writes characters behind all others, unformatted.
    pub(crate) fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes other markup behind this.
    pub(crate) fn append(&mut self, other: Markup) {
        let (by, links) = (self.text.len() as u32, self.links.len() as u16);
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark {
            start: mark.start + by,
            end: mark.end + by,
            format: match mark.format {
                Format::Link(number) => Format::Link(number + links),
                format => format,
            },
        }));
        self.links.extend(other.links);
        self.runs.extend(other.runs.into_iter().map(|run| Run { start: run.start + by, ..run }));
    }

    /// The characters, without formatting.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The formatting, ordered by start, outer before inner.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The address of a link.
    pub fn link(&self, number: u16) -> &str {
        self.links.get(usize::from(number)).map_or("", String::as_str)
    }

    /// Where each run of the text came from, ordered by start; empty where it was not asked for.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
