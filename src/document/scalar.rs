//! Values of YAML inside a document that are running text: titles, abstracts, captions of figures.

use crate::source::Span;

/// A value of YAML that is running text with citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scalar {
    /// Its characters, without quotes.
    pub span: Span,
    /// How it is quoted.
    pub quoting: Quoting,
}

/// How a value of YAML is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quoting {
    /// Not at all.
    None,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// In lines after `|` or `>`.
    Block,
}

impl Quoting {
    /// A text as it is written in such a value.
    pub(crate) fn escaped(self, text: &str) -> String {
        let text = text.replace('\n', " ");
        match self {
            Quoting::None | Quoting::Block => text,
            Quoting::Single => text.replace('\'', "''"),
            Quoting::Double => text.replace('\\', "\\\\").replace('"', "\\\""),
        }
    }
}
