//! Replaces printed text with marks while Markdown is parsed.

use std::borrow::Cow;
use std::ops::Range;

use crate::markup::Markup;
use crate::typeset::page::numerals::Numbering;
use crate::typeset::pieces::PrintedListing;
use crate::typeset::targets::{Around, Target};

/// What a mark stands for.
#[derive(Debug, Clone)]
pub(super) enum Insert {
    /// A citation in the text, with its number if entries link back to it.
    Citation(Markup, Option<usize>),
    /// A citation that is a note.
    Note(Markup, Option<usize>),
    /// A bibliography.
    Listing(Box<PrintedListing>),
    /// The beginning of a div or span, with its attributes.
    Open(Container, Attributes),
    /// The end of a div or span.
    Close(Container),
    /// Text in a certain format, which is written unchanged if that is the format of the page.
    Raw(String, String),
    /// A formula of several lines, which might look like lists or headings.
    Formula(String),
    /// A formula that is an environment of TeX: `\\begin{align} … \\end{align}`.
    Environment(String),
    /// The following text of the paragraph is the caption of a table.
    Caption,
    /// The list whose first item begins here is numbered like this.
    Numbering(Numbering),
    /// The image in whose description this is has this size.
    Size(Size),
}

/// The size of an image, as it is written: `50%`, `3cm`, `300`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: Option<Length>,
    pub(super) height: Option<Length>,
}

/// A length: a number and a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Length {
    pub(super) number: f64,
    /// `%`, `cm`, `mm`, `in`, `pt`, `em`; `px` for a number alone.
    pub(super) unit: String,
}

impl Eq for Length {}

impl Length {
    /// Reads `50%`, `3cm` or `300`.
    fn read(text: &str) -> Option<Length> {
        const UNITS: [&str; 7] = ["%", "cm", "mm", "in", "pt", "em", "px"];
        let text = text.trim_matches(['"', '\'']).trim();
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        let unit = match text[digits.len()..].to_ascii_lowercase() {
            unit if unit.is_empty() => "px".to_owned(),
            unit => unit,
        };
        let number = digits.trim().parse().ok().filter(|it: &f64| it.is_finite() && *it > 0.0)?;
        UNITS.contains(&&*unit).then_some(Length { number, unit })
    }

    /// The length in a unit that TeX and Typst know; pixels are 1/96 inch. `None` for a percentage.
    pub(super) fn absolute(&self) -> Option<String> {
        match &*self.unit {
            "%" => None,
            "px" => Some(format!("{}in", (self.number / 96.0 * 1000.0).round() / 1000.0)),
            unit => Some(format!("{}{unit}", self.number)),
        }
    }
}

impl Size {
    /// The size in the attributes `{width=50% height=3cm}`.
    pub(super) fn of(attributes: &str) -> Option<Size> {
        let words = attribute_words(attributes.trim_matches(['{', '}']));
        let value = |name: &str| {
            let value = words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
            value.and_then(Length::read)
        };
        let size = Size { width: value("width"), height: value("height") };
        (size != Size::default()).then_some(size)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Div,
    Span,
    /// `x^2^`
    Superscript,
    /// `H~2~O`
    Subscript,
}

impl Container {
    /// The mark that Markdown writes on both sides.
    fn sign(self) -> &'static str {
        match self {
            Container::Superscript => "^",
            Container::Subscript => "~",
            Container::Div | Container::Span => "",
        }
    }
}

/// An identifier and classes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
}

/// The attributes of a div or span, `{#id .class}` or a single word.
pub(super) fn attributes_of(text: &str) -> Attributes {
    let Some(inside) = text.strip_prefix('{') else {
        return Attributes { id: None, classes: vec![text.to_owned()] };
    };
    let words = attribute_words(inside.trim_end_matches('}'));
    let mut attributes = Attributes::default();
    for word in words {
        if let Some(id) = word.strip_prefix('#') {
            attributes.id = Some(id.to_owned());
        } else if let Some(class) = word.strip_prefix('.') {
            attributes.classes.push(class.to_owned());
        }
    }
    attributes
}

/// The words of attributes; a value in quotes may contain spaces: `key="two words"`.
pub(super) fn attribute_words(inside: &str) -> Vec<&str> {
    let mut quote = None;
    let words = inside.split(|c: char| {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c.is_whitespace()
    });
    words.filter(|word| !word.is_empty()).collect()
}

impl Insert {
    /// True if it is a block, and not part of a paragraph.
    pub(super) fn is_block(&self) -> bool {
        match self {
            Insert::Listing(_) => true,
            Insert::Open(container, _) | Insert::Close(container) => *container == Container::Div,
            Insert::Citation(..)
            | Insert::Note(..)
            | Insert::Raw(..)
            | Insert::Formula(_)
            | Insert::Environment(_)
            | Insert::Caption
            | Insert::Numbering(_)
            | Insert::Size(_) => false,
        }
    }
}

/// The marks in a text, and what they stand for.
pub(super) struct Marks {
    /// The characters around the number of a mark.
    brackets: (char, char),
    inserts: Vec<Insert>,
}

/// Brackets that Markdown treats as punctuation, like the brackets of a citation.
const BRACKETS: [(char, char); 5] = [('⸨', '⸩'), ('⦅', '⦆'), ('⟬', '⟭'), ('⦗', '⦘'), ('⧼', '⧽')];

impl Marks {
    /// Chooses marks with characters that do not occur in any of the texts.
    pub(super) fn for_texts<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        let is_free = |(open, close): &(char, char)| {
            texts.clone().all(|text| !text.contains([*open, *close]))
        };
        let brackets = BRACKETS.into_iter().find(is_free).unwrap_or(BRACKETS[0]);
        Marks { brackets, inserts: Vec::new() }
    }

    /// Creates a mark for something.
    pub(super) fn put(&mut self, insert: Insert) -> String {
        let (open, close) = self.brackets;
        self.inserts.push(insert);
        format!("{open}{}{close}", self.inserts.len() - 1)
    }

    /// Creates a mark that is as wide as the text that it replaces, if that is possible, so that the
    /// columns of tables stay where they are.
    fn put_in_place(&mut self, insert: Insert, around: &Around<'_>) -> String {
        let width = around.inside().chars().count().saturating_sub(2);
        let (open, close) = self.brackets;
        self.inserts.push(insert);
        format!("{open}{:0width$}{close}", self.inserts.len() - 1)
    }

    /// Creates a mark that is a paragraph of its own.
    pub(super) fn put_block(&mut self, insert: Insert) -> String {
        format!("\n\n{}\n\n", self.put(insert))
    }

    /// The text in pieces: its own characters, and what its marks stand for.
    pub(super) fn pieces<'m, 't>(&'m self, text: &'t str) -> Vec<MarkedPiece<'m, 't>> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, insert, behind)) = self.next(rest) {
            if !before.is_empty() {
                pieces.push(MarkedPiece::Text(before));
            }
            pieces.push(MarkedPiece::Insert(insert));
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(MarkedPiece::Text(rest));
        }
        pieces
    }

    /// Replaces the marks in text that is not Markdown, such as code or a formula, with the
    /// original source.
    pub(super) fn plain<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(self.brackets.0) {
            return Cow::Borrowed(text);
        }
        let words = self.pieces(text).into_iter().map(|piece| match piece {
            MarkedPiece::Text(text) => Cow::Borrowed(text),
            MarkedPiece::Insert(
                Insert::Raw(_, raw) | Insert::Formula(raw) | Insert::Environment(raw),
            ) => Cow::Borrowed(raw.as_str()),
            MarkedPiece::Insert(Insert::Citation(markup, _)) => Cow::Borrowed(markup.as_str()),
            MarkedPiece::Insert(Insert::Note(markup, _)) => {
                Cow::Owned(format!("({})", markup.as_str()))
            }
            MarkedPiece::Insert(Insert::Open(container, _) | Insert::Close(container)) => {
                Cow::Borrowed(container.sign())
            }
            MarkedPiece::Insert(
                Insert::Listing(_) | Insert::Caption | Insert::Numbering(_) | Insert::Size(_),
            ) => Cow::Borrowed(""),
        });
        Cow::Owned(words.collect())
    }

    fn next<'m, 't>(&'m self, text: &'t str) -> Option<(&'t str, &'m Insert, &'t str)> {
        let (open, close) = self.brackets;
        let at = text.find(open)?;
        let inside = &text[at + open.len_utf8()..];
        let (number, behind) = inside.split_once(close)?;
        let insert = self.inserts.get(number.parse::<usize>().ok()?)?;
        Some((&text[..at], insert, behind))
    }
}

/// A piece of a text.
pub(super) enum MarkedPiece<'m, 't> {
    Text(&'t str),
    Insert(&'m Insert),
}

impl Target for Marks {
    fn citation(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String {
        self.put_in_place(Insert::Citation(markup.clone(), id), &around)
    }

    fn note(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String {
        self.put_in_place(Insert::Note(markup.clone(), id), &around)
    }

    fn note_text(&mut self, markup: &Markup, id: Option<usize>) -> String {
        self.put(Insert::Citation(markup.clone(), id))
    }

    fn listing(&mut self, listing: &PrintedListing, around: Around<'_>) -> (Range<usize>, String) {
        let own = around.own().to_owned();
        let mark = self.put_block(Insert::Listing(Box::new(listing.clone())));
        let range = match listing.is_end {
            true => around.end().0,
            false => around.range,
        };
        (range, own + &mark)
    }
}
