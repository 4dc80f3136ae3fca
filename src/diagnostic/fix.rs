//! Edits that mend what a diagnostic found.

use crate::source::Location;

/// Whether a fix may be applied without a person looking at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// The rendered bibliography stays the same or becomes what the standard says.
    Safe,
    /// A guess that a person must confirm.
    Unsafe,
}

/// The edits that mend one diagnostic, applied all together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// What it does, as an order: "write the pages as `120--131`".
    pub message: String,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One piece of text to put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; an empty span inserts.
    pub location: Location,
    /// The text that comes.
    pub replacement: String,
}

impl Fix {
    /// A fix of one edit that may be applied unseen.
    pub fn safe(
        message: impl Into<String>,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        let edits = vec![Edit { location, replacement: replacement.into() }];
        Fix { safety: Safety::Safe, message: message.into(), edits }
    }

    /// A fix of one edit that a person must confirm.
    pub fn needs_review(
        message: impl Into<String>,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        Fix { safety: Safety::Unsafe, ..Fix::safe(message, location, replacement) }
    }
}
