//! Output that is incomplete, with the reasons.

use std::fmt;

use crate::style::StyleWarning;

/// Output from which something is missing. It is returned as an error, so that nobody overlooks it.
///
/// [`Incomplete::into_printed`] returns the output in spite of that. Both `{}` and `{:?}` print
/// what is missing, one problem per line.
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct Incomplete<T>(Box<(T, Vec<Problem>)>);

/// Why something is missing from the output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A citation refers to a key that no entry has. It is printed as `(key?)`.
    UnknownKey {
        /// The citation as it was written.
        citation: String,
        /// The key.
        key: String,
        /// A similar key that may have been meant.
        nearest: Option<String>,
    },
    /// A text is not a citation, or is malformed.
    Malformed {
        /// The citation as it was written.
        citation: String,
        /// What is wrong with it.
        message: String,
    },
    /// The style prints nothing for a cite or an entry with this key.
    Unprinted {
        /// The key.
        key: String,
    },
    /// The style has no bibliography, only citations.
    NoBibliography {
        /// The style's title.
        style: String,
    },
    /// The style uses something that it does not define or that ibid does not support, and prints
    /// nothing for it.
    Style {
        /// The style's title.
        style: String,
        /// What the style uses, and where in its text.
        warning: StyleWarning,
    },
    /// There are no entries to print.
    NoEntries,
    /// A part of the files could not be read.
    Unread {
        /// The file, line and column: `refs.bib:3:1`.
        place: String,
        /// What is wrong there.
        message: String,
    },
}

impl<T> Incomplete<T> {
    /// Returns the output if there are no problems, and otherwise both as an error.
    pub(super) fn unless_complete(printed: T, problems: Vec<Problem>) -> Result<T, Self> {
        if problems.is_empty() {
            Ok(printed)
        } else {
            Err(Incomplete(Box::new((printed, problems))))
        }
    }

    /// What is missing, and why. There is at least one problem.
    pub fn problems(&self) -> &[Problem] {
        &self.0.1
    }

    /// The output, without the missing parts.
    pub fn printed(&self) -> &T {
        &self.0.0
    }

    /// The output, without the missing parts.
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
