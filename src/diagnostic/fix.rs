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
///
/// *Shape*: it has at least one edit; they are ordered by place, and none overlaps another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// What it does, as an order: "write the pages as `120--131`".
    pub message: String,
    edits: Vec<Edit>,
}

/// One piece of text to put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; an empty span inserts.
    pub location: Location,
    /// The text that comes.
    pub replacement: String,
}

impl Edit {
    /// Puts a text in the place of another.
    pub fn new(location: Location, replacement: impl Into<String>) -> Self {
        Edit { location, replacement: replacement.into() }
    }

    /// Takes a text out.
    pub fn delete(location: Location) -> Self {
        Edit::new(location, "")
    }
}

impl Fix {
    /// A fix of several edits, in any order; `None` where there is none, or two overlap or insert
    /// at one place, since then nobody could say what comes of them.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::diagnostic::{Edit, Fix, Safety};
    /// use ibid::source::{SourceId, Span};
    ///
    /// let at = |start, end| Span::new(start, end).in_source(SourceId(0));
    /// let swap = [Edit::new(at(4, 7), "one"), Edit::new(at(0, 3), "two")];
    /// let fix = Fix::of(Safety::Unsafe, "swap the two", swap).unwrap();
    /// assert_eq!(fix.edits()[0].replacement, "two");
    /// assert!(Fix::of(Safety::Safe, "", [Edit::delete(at(0, 3)), Edit::delete(at(2, 5))]).is_none());
    /// ```
    pub fn of(
        safety: Safety,
        message: impl Into<String>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Option<Self> {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|edit| edit.location);
        let overlap = |pair: &[Edit]| {
            let (first, second) = (pair[0].location, pair[1].location);
            first.source == second.source && (second.span.start < first.span.end || first == second)
        };
        let is_sound = !edits.is_empty() && !edits.windows(2).any(overlap);
        is_sound.then(|| Fix { safety, message: message.into(), edits })
    }

    /// A fix of one edit.
    pub fn one(safety: Safety, message: impl Into<String>, edit: Edit) -> Self {
        Fix { safety, message: message.into(), edits: vec![edit] }
    }

    /// A fix of one edit that may be applied unseen.
    pub fn safe(
        message: impl Into<String>,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        Fix::one(Safety::Safe, message, Edit::new(location, replacement))
    }

    /// A fix of one edit that a person must confirm.
    pub fn needs_review(
        message: impl Into<String>,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        Fix::one(Safety::Unsafe, message, Edit::new(location, replacement))
    }

    /// The edits, ordered by place; none overlaps another.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}
