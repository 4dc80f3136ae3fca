//! Edits that resolve a finding.

use crate::source::Location;

/// Whether a fix may be applied without review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// The rendered bibliography stays the same, or becomes what the standard says.
    Safe,
    /// The fix is a guess that a person has to confirm.
    Unsafe,
}

/// The edits that resolve one finding. They are applied all together or not at all.
///
/// *Shape*: there is at least one edit. Edits are ordered by position and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without review.
    pub safety: Safety,
    /// What the fix does, in the imperative: "write the pages as `120--131`".
    pub message: String,
    edits: Vec<Edit>,
}

/// The replacement of a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; an empty span inserts.
    pub location: Location,
    /// The new text.
    pub replacement: String,
}

impl Edit {
    /// Replaces a text.
    pub fn new(location: Location, replacement: impl Into<String>) -> Self {
        Edit { location, replacement: replacement.into() }
    }

    /// Deletes a text.
    pub fn delete(location: Location) -> Self {
        Edit::new(location, "")
    }
}

impl Fix {
    /// Creates a fix from several edits, in any order. Returns `None` if there are no edits, or if
    /// two of them overlap or insert at the same position, since the result would be undefined.
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

    /// Creates a fix from one edit.
    pub fn one(safety: Safety, message: impl Into<String>, edit: Edit) -> Self {
        Fix { safety, message: message.into(), edits: vec![edit] }
    }

    /// Creates a safe fix from one edit.
    pub fn safe(
        message: impl Into<String>,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        Fix::one(Safety::Safe, message, Edit::new(location, replacement))
    }

    /// Creates an unsafe fix from one edit.
    pub fn needs_review(
        message: impl Into<String>,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        Fix::one(Safety::Unsafe, message, Edit::new(location, replacement))
    }

    /// The edits, ordered by position, without overlaps.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}
