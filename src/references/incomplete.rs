//! What was printed and is not all that was asked for.

use std::fmt;

use crate::style::StyleWarning;

/// Something that was printed, though not all of it: an error, so that nobody overlooks it.
///
/// [`Incomplete::into_printed`] gives what there is all the same. As a text it says what is
/// missing, a line each, by `{}` and by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct Incomplete<T>(Box<(T, Vec<Problem>)>);

/// Why something is missing from what was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A citation is of a key that no entry has. It prints as `(key?)`.
    UnknownKey {
        /// The citation as it was written.
        citation: String,
        /// The key.
        key: String,
        /// The key that may be meant.
        nearest: Option<String>,
    },
    /// A text is no citation, or one whose form is wrong.
    Malformed {
        /// The citation as it was written.
        citation: String,
        /// What is wrong with it.
        message: String,
    },
    /// The style prints nothing for a cite or an entry of this key.
    Unprinted {
        /// The key.
        key: String,
    },
    /// The style has citations only.
    NoBibliography {
        /// The style's title.
        style: String,
    },
    /// The style asks for something that it does not define, or that cannot be done, and prints
    /// nothing in its place.
    Style {
        /// The style's title.
        style: String,
        /// What it asks for, and where in its text.
        warning: StyleWarning,
    },
    /// There is no entry to print.
    NoEntries,
    /// Something in the files could not be read.
    Unread {
        /// The file, the line and the column: `refs.bib:3:1`.
        place: String,
        /// What is wrong there.
        message: String,
    },
}

impl<T> Incomplete<T> {
    /// What was printed if nothing is missing from it, or else both.
    pub(super) fn unless_complete(printed: T, problems: Vec<Problem>) -> Result<T, Self> {
        if problems.is_empty() {
            Ok(printed)
        } else {
            Err(Incomplete(Box::new((printed, problems))))
        }
    }

    /// What is missing, and why; at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.0.1
    }

    /// What was printed.
    pub fn printed(&self) -> &T {
        &self.0.0
    }

    /// What was printed, without what is missing.
    pub fn into_printed(self) -> T {
        self.0.0
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::UnknownKey { citation, key, nearest } => {
                write!(f, "`{citation}`: no entry has the key `{key}`")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
                    None => Ok(()),
                }
            }
            Problem::Malformed { citation, message } if message.contains(&**citation) => {
                f.write_str(message)
            }
            Problem::Malformed { citation, message } => write!(f, "`{citation}`: {message}"),
            Problem::Unprinted { key } => write!(f, "the style prints nothing for `{key}`"),
            Problem::NoBibliography { style } => {
                write!(f, "the style `{style}` has citations only, and no bibliography")
            }
            Problem::Style { style, warning } => write!(f, "the style `{style}`: {warning}"),
            Problem::NoEntries => f.write_str("there is no entry to print"),
            Problem::Unread { place, message } => write!(f, "{place}: {message}"),
        }
    }
}

impl<T> fmt::Display for Incomplete<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems().iter().enumerate() {
            let line_feed = if number == 0 { "" } else { "\n" };
            write!(f, "{line_feed}{problem}")?;
        }
        Ok(())
    }
}

impl<T> fmt::Debug for Incomplete<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not all could be printed:\n{self}")
    }
}

impl<T> std::error::Error for Incomplete<T> {}
