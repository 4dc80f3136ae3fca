//! Abbreviation lists: the short forms of the names of journals, publishers, places and others.

use std::collections::BTreeMap;

use crate::model::{Text, Variable, VariableKind};

/// Abbreviations by list, and then by the full form.
///
/// *Shape*: a list is named after a variable (`container-title`, `publisher`), or is one of those
/// that citeproc-js and Zotero share between variables: `title`, `container-title`,
/// `collection-title`, `institution-part`, `place`, `number`. The full form must be exactly the
/// variable's value, but its formatting is ignored.
///
/// # Example
///
/// ```
/// use ibid::model::{Abbreviations, Variable};
///
/// let mut abbreviations = Abbreviations::new();
/// abbreviations.insert("container-title", "Journal of Irish Studies", "J. Ir. Stud.");
/// let short = abbreviations.get(Variable::ContainerTitle, "Journal of Irish Studies");
/// assert_eq!(short.unwrap().as_str(), "J. Ir. Stud.");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abbreviations {
    lists: BTreeMap<String, BTreeMap<String, Text>>,
}

impl Abbreviations {
    /// Creates an empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an abbreviation to a list, replacing any for the same full form.
    ///
    /// *Shape*: both forms may contain CSL-JSON's inline markup, such as `<i>`.
    pub fn insert(&mut self, list: impl Into<String>, full: &str, short: &str) {
        let full = Text::from_csl_markup(full).as_str().to_owned();
        self.lists.entry(list.into()).or_default().insert(full, Text::from_csl_markup(short));
    }

    /// The abbreviation of a variable's value, from the variable's own list or the one that it
    /// shares with other variables.
    pub fn get(&self, variable: Variable, full: &str) -> Option<&Text> {
        let find = |list: &str| self.lists.get(list)?.get(full);
        find(variable.name()).or_else(|| shared_list(variable).and_then(find))
    }

    /// True if there are no abbreviations.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }
}

/// The list from which citeproc-js takes a variable's abbreviations.
fn shared_list(variable: Variable) -> Option<&'static str> {
    match variable {
        Variable::Title
        | Variable::TitleShort
        | Variable::Genre
        | Variable::Medium
        | Variable::EventTitle => Some("title"),
        Variable::ContainerTitle | Variable::Archive => Some("container-title"),
        Variable::CollectionTitle => Some("collection-title"),
        Variable::Publisher => Some("institution-part"),
        Variable::PublisherPlace | Variable::EventPlace | Variable::ArchivePlace => Some("place"),
        _ if variable.kind() == VariableKind::Number => Some("number"),
        _ => None,
    }
}
