//! Rendered bibliographies: their entries, and the layout that the style asks for.

use crate::markup::{Formatting, Markup};

/// A rendered bibliography.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bibliography {
    /// The entries, in order.
    pub entries: Vec<BibliographyEntry>,
    /// Whether all lines of an entry except the first are indented.
    pub hanging_indent: bool,
    /// Whether, and how, the first field of each entry is set apart.
    pub second_field_align: Option<SecondFieldAlign>,
    /// The distance between lines, in lines.
    pub line_spacing: u32,
    /// The distance between entries, in lines.
    pub entry_spacing: u32,
    /// The length of the longest first field, in characters, if it is set apart.
    pub max_offset: usize,
}

/// An entry of a rendered bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BibliographyEntry {
    /// The key of the entry in the library.
    pub key: String,
    /// The text.
    pub markup: Markup,
}

impl BibliographyEntry {
    /// The identifier of the entry with this key in a document, to which links lead: `ref-` and the
    /// key, as in pandoc's pages. It contains no spaces.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::markup::BibliographyEntry;
    ///
    /// assert_eq!(BibliographyEntry::id_of("mett 1967"), "ref-mett_1967");
    /// ```
    pub fn id_of(key: &str) -> String {
        format!("ref-{}", key.replace(char::is_whitespace, "_"))
    }

    /// The characters of the entry, without the number or label in its margin.
    pub fn without_margin(&self) -> &str {
        let margin = self.markup.marks().iter().find(|mark| mark.format == Formatting::LeftMargin);
        let end = margin.map_or(0, |margin| margin.end as usize);
        self.markup.as_str().get(end..).unwrap_or_default()
    }
}

/// How the first field of an entry is set apart from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecondFieldAlign {
    /// The lines of the rest are aligned; the first field begins at the margin.
    Flush,
    /// The first field is in the margin.
    Margin,
}
