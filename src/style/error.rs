//! Errors that make a style unusable.

use crate::source::Span;

/// Why a style cannot be used, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
#[non_exhaustive]
pub struct StyleError {
    /// The smallest span that proves it.
    pub span: Span,
    /// What is wrong.
    pub kind: StyleErrorKind,
}

/// Errors that make a style unusable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StyleErrorKind {
    /// The text is not XML.
    #[error("{0}")]
    NotXml(String),
    /// The XML is not a style.
    #[error("the outermost element of a style is `style`, not `{0}`")]
    NotAStyle(String),
    /// The parent of a dependent style was not found.
    #[error("the style depends on `{0}`, which was not found")]
    NoParent(String),
    /// The XML is not a locale.
    #[error("the outermost element of a locale is `locale`, not `{0}`")]
    NotALocale(String),
    /// The resources have a locale neither for this language nor for `en-US`.
    #[error(
        "no locale was found for `{0}` or `en-US`, so terms and dates cannot be printed; \
         `Resources` must provide the text of one"
    )]
    NoLocale(String),
    /// A locale cannot be read.
    #[error("its locale `{tag}` cannot be used, at line {line}, column {column}: {fault}")]
    Locale {
        /// The locale's tag.
        tag: String,
        /// The line of the error in the locale's text, from 1.
        line: u32,
        /// The column of the error in the locale's text, from 1.
        column: u32,
        /// What is wrong with the locale.
        fault: Box<StyleErrorKind>,
    },
    /// There is no `cs:citation`.
    #[error("the style has no `citation`")]
    NoCitation,
    /// A `cs:citation` or `cs:bibliography` has no `cs:layout`.
    #[error("`{0}` has no `layout`")]
    NoLayout(String),
    /// The parent of a dependent style cannot be used.
    #[error("its parent `{id}` cannot be used, at line {line}, column {column}: {fault}")]
    Parent {
        /// The parent's identifier.
        id: String,
        /// The line of the error in the parent's text, from 1.
        line: u32,
        /// The column of the error in the parent's text, from 1.
        column: u32,
        /// What is wrong with the parent.
        fault: Box<StyleErrorKind>,
    },
    /// A macro calls itself, directly or through other macros.
    #[error("the macro `{0}` calls itself")]
    RecursiveMacro(String),
    /// Macro calls and elements are nested more deeply than the engine supports.
    #[error("elements and macros nest deeper than {0}")]
    TooDeep(usize),
    /// There are too many strings, or macros multiply in such a way that rendering would not finish
    /// in time.
    #[error("the style is too large to run")]
    TooLarge,
}
