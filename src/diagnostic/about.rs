//! What a finding is about, and how sure it is.

use std::fmt;

/// What a finding is about beside its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum About {
    /// The entry of that key.
    Entry(String),
    /// The document of that name.
    Document(String),
}

/// How sure it is that what a finding says is a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Confidence {
    /// It may well be meant so.
    Low,
    /// Most of the time it is.
    Medium,
    /// It is one, or it is so by definition.
    #[default]
    High,
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        })
    }
}
