//! What a name means.

/// What a name means.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) enum Mended {
    /// Another text, in the form of the format: `Anna Poe`.
    Text(String),
    /// A person in parts. The family name contains its prefix.
    Person { family: String, suffix: String, given: String },
    /// Someone who is known by a title and one name: `Lord Byron`.
    Titled { title: String, name: String },
    /// A name that is not split: `Elizabeth II`.
    Whole(String),
}
