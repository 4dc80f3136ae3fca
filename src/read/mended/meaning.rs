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

impl Mended {
    pub(super) fn person(family: &str, suffix: &str, given: &str) -> Self {
        let [family, suffix, given] = [family, suffix, given].map(str::to_owned);
        Mended::Person { family, suffix, given }
    }
}
