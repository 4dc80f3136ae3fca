//! Where the values of a library were written: a table beside it, made by a reader.

use std::sync::Arc;

use crate::model::{Variable, Variables};
use crate::source::Location;

/// Where each entry of a library was written, in the library's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origins {
    /// One for each entry of the library, at the same index.
    pub entries: Vec<EntryOrigin>,
    /// One for each of the library's records, at the same index.
    pub records: Vec<EntryOrigin>,
    /// The comments that say something to this program (`ibid: …`), in source order.
    pub remarks: Vec<Location>,
}

/// Where one entry was written, and what its source calls its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryOrigin {
    /// The whole entry.
    pub location: Location,
    /// Its key; where it has none, the empty span where one would stand.
    pub key: Location,
    /// The word for its type; where it has none, the empty span where one would stand.
    pub kind: Location,
    /// Its type as the source spells it: `inbook`, `Article`, `article-journal`.
    pub source_kind: Arc<str>,
    /// Its fields in source order, a repeated one each time.
    pub fields: Vec<FieldOrigin>,
}

/// Where one field was written.
///
/// There is one for each field of a library, so that what many of them have in common, such as
/// their names, is shared between them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldOrigin {
    /// The field's name as the source spells it, with its path: `journaltitle`, `parent.title`.
    pub name: Arc<str>,
    /// Where the name stands.
    pub name_location: Location,
    /// Where the value stands, without its delimiters.
    pub value_location: Location,
    /// How the value is written.
    pub form: Form,
    /// What has to go where the field is deleted, its comma among it; empty where that is not
    /// certain.
    pub whole: Location,
    /// Where each name of a list of names stands, in the list's order; the whole value where a
    /// name's own place is not known, and none where the value is no such list.
    pub names: Box<[Location]>,
    /// Where a list of BibTeX has words for "and others", be they its own (`and others`) or not.
    pub others: Option<Location>,
    /// The variables that the field's value went into.
    pub variables: Variables,
    /// The key of the entry it was inherited from, where it is not the entry's own.
    pub inherited_from: Option<Arc<str>>,
}

impl FieldOrigin {
    /// Its name without the path: `title` of `parent.title`.
    pub(crate) fn last_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Form {
    /// As it is, without delimiters: a number of BibTeX, a plain scalar of YAML, a number of JSON.
    #[default]
    Bare,
    /// Between the braces of BibTeX.
    Braced,
    /// Between the double quotes of BibTeX.
    Quoted,
    /// BibTeX's macros, and pieces that `#` joins.
    Joined(Box<[Piece]>),
    /// Between the single quotes of YAML.
    SingleQuoted,
    /// Between the double quotes of YAML and JSON.
    DoubleQuoted,
    /// Lines after the `|` or `>` of YAML.
    Block,
    /// A list or a mapping.
    Nested,
    /// What an alias of YAML repeats: it is written elsewhere.
    Alias,
}

/// A piece of a BibTeX value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// Where it stands, without delimiters.
    pub location: Location,
    /// What it stands for, where it is a macro; one that nobody knows stands for its name.
    pub expansion: Option<Arc<str>>,
}

impl EntryOrigin {
    /// Where the value of a variable was written.
    pub fn field_of(&self, variable: Variable) -> Option<&FieldOrigin> {
        self.fields.iter().find(|field| field.variables.contains(&variable))
    }

    /// The field of that name as the source spells it; the first where it is repeated.
    pub fn field(&self, name: &str) -> Option<&FieldOrigin> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The smallest place to point at for a variable: its value, or else the entry's key.
    pub fn location_of(&self, variable: Variable) -> Location {
        self.field_of(variable).map_or(self.key, |field| field.value_location)
    }
}
