//! Why a style cannot be used.

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

/// What is wrong with a style that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StyleErrorKind {
    /// Not XML.
    #[error("{0}")]
    NotXml(String),
    /// XML, but not a style.
    #[error("the outermost element of a style is `style`, not `{0}`")]
    NotAStyle(String),
    /// A dependent style whose parent was not to be had.
    #[error("the style depends on `{0}`, which was not found")]
    NoParent(String),
    /// XML, but not a locale.
    #[error("the outermost element of a locale is `locale`, not `{0}`")]
    NotALocale(String),
    /// The resources have a locale neither for this language nor for `en-US`.
    #[error(
        "no locale was found for `{0}` or `en-US`, so terms and dates cannot be printed; \
         `Resources` must provide the text of one"
    )]
    NoLocale(String),
    /// A locale that cannot be read.
    #[error("its locale `{tag}` cannot be used, at line {line}, column {column}: {fault}")]
    Locale {
        /// The locale's tag.
        tag: String,
        /// The line of the fault in the locale's text, from 1.
        line: u32,
        /// The column of the fault in the locale's text, from 1.
        column: u32,
        /// What is wrong with the locale.
        fault: Box<StyleErrorKind>,
    },
    /// No `cs:citation`.
    #[error("the style has no `citation`")]
    NoCitation,
    /// A `cs:citation` or `cs:bibliography` without `cs:layout`.
    #[error("`{0}` has no `layout`")]
    NoLayout(String),
    /// A dependent style whose parent cannot be used.
    #[error("its parent `{id}` cannot be used, at line {line}, column {column}: {fault}")]
    Parent {
        /// The parent's identifier.
        id: String,
        /// The line of the fault in the parent's text, from 1.
        line: u32,
        /// The column of the fault in the parent's text, from 1.
        column: u32,
        /// What is wrong with the parent.
        fault: Box<StyleErrorKind>,
    },
    /// A macro that calls itself, perhaps through others.
    #[error("the macro `{0}` calls itself")]
    RecursiveMacro(String),
    /// Macros call each other, and elements nest, deeper than the engine goes.
    #[error("elements and macros nest deeper than {0}")]
    TooDeep(usize),
    /// So many strings, or macros that multiply so, that rendering would not end in time.
    #[error("the style is too large to run")]
    TooLarge,
}
