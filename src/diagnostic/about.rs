//! What a finding is about, and how certain it is.

use std::fmt;

/// What a finding is about, besides its location.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum About {
    /// The entry with this key.
    Entry(String),
    /// The document with this name.
    Document(String),
}

/// How certain it is that a finding is a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Confidence {
    /// It may well be intended.
    Low,
    /// Usually it is a fault.
    Medium,
    /// It is a fault, or is one by definition.
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
