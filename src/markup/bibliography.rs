//! A whole bibliography: its entries, and how they are set.

use crate::markup::{Format, Markup};

/// A rendered bibliography.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bibliography {
    /// Its entries, in its order.
    pub entries: Vec<BibliographyEntry>,
    /// Whether each entry's lines but the first are indented.
    pub hanging_indent: bool,
    /// Whether and how the first field of each entry stands apart.
    pub second_field_align: Option<SecondFieldAlign>,
    /// The distance between lines, in lines.
    pub line_spacing: u32,
    /// The distance between entries, in lines.
    pub entry_spacing: u32,
    /// The length of the longest first field, in characters, where it stands apart.
    pub max_offset: usize,
}

/// An entry of a rendered bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BibliographyEntry {
    /// The key of the library's entry.
    pub key: String,
    /// What is printed.
    pub markup: Markup,
}

impl BibliographyEntry {
    /// The name that the entry of this key has in a document, for links to it: `ref-` and the key,
    /// as in Pandoc's pages. A name has no spaces.
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
    pub fn behind_margin(&self) -> &str {
        let margin = self.markup.marks().iter().find(|mark| mark.format == Format::LeftMargin);
        let end = margin.map_or(0, |margin| margin.end as usize);
        self.markup.as_str().get(end..).unwrap_or_default()
    }
}

/// How the first field of an entry stands apart from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecondFieldAlign {
    /// The lines of the rest are aligned; the first field is at the margin.
    Flush,
    /// The first field is in the margin.
    Margin,
}
