//! Where the values of a library are written: a separate table, filled by the reader.

use std::sync::Arc;

use crate::model::{Variable, Variables};
use crate::source::{Location, SourceId, Span};

/// Where each entry of a library is written, in the library's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origins {
    /// One for each entry of the library, with the same index.
    pub entries: Vec<EntryOrigin>,
    /// One for each of the library's records, with the same index.
    pub records: Vec<EntryOrigin>,
    /// The comments, in source order.
    pub comments: Vec<Comment>,
}

/// A comment of a bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comment {
    /// Its span, with the sign that begins it.
    pub location: Location,
    /// Where it is written.
    pub form: CommentForm,
}

/// Where a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CommentForm {
    /// Above what it is about, or after it on its line: a comment of the format.
    Comment,
    /// In the item that it is about, as a text under `ibid` in `custom`, since JSON has no comments.
    Member,
}

impl Comment {
    /// A comment of the format.
    pub(crate) fn new(location: Location) -> Comment {
        Comment { location, form: CommentForm::Comment }
    }

    /// A text that takes the place of a comment in an item.
    pub(crate) fn member(location: Location) -> Comment {
        Comment { location, form: CommentForm::Member }
    }
}

/// Where an entry is written, and how its source spells its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryOrigin {
    /// The whole entry.
    pub location: Location,
    /// Its key; if it has none, the empty span where it would be.
    pub key: Location,
    /// The word for its type; if it has none, the empty span where it would be.
    pub kind: Location,
    /// Its type as the source spells it: `inbook`, `Article`, `article-journal`.
    pub source_kind: Arc<str>,
    /// Its fields in source order, including repeated ones.
    pub fields: Vec<FieldOrigin>,
}

/// Where a field is written.
///
/// There is one for each field of a library, so it is small: common values, such as field names, are
/// shared, and what few fields have is kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldOrigin {
    /// The field's name as the source spells it, with its path: `journaltitle`, `parent.title`.
    pub name: Arc<str>,
    /// The variables to which the field's value was assigned.
    pub variables: Variables,
    /// How the value is written.
    pub form: Form,
    /// Whether it is a list of names in which there is nothing that readers or rules look for: see
    /// `read/bibtex/names/usual.rs`.
    pub(crate) has_usual_names: bool,
    /// All spans of a field are in one text.
    source: SourceId,
    name_span: Span,
    value_span: Span,
    whole: Span,
    rare: Rare,
}

/// What is known of few fields. Nearly all of those have one list of it, and no other.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rare {
    Nothing,
    Names(Box<[Span]>),
    Pieces(Box<[Piece]>),
    Several(Box<Several>),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Several {
    names: Box<[Span]>,
    others: Option<Span>,
    pieces: Box<[Piece]>,
    inherited_from: Option<Arc<str>>,
}

impl Rare {
    fn names(&self) -> &[Span] {
        match self {
            Rare::Names(names) => names,
            Rare::Several(several) => &several.names,
            Rare::Nothing | Rare::Pieces(_) => &[],
        }
    }

    fn several(&self) -> Option<&Several> {
        match self {
            Rare::Several(several) => Some(several),
            _ => None,
        }
    }

    /// Changes something, with room for everything.
    fn change(&mut self, change: impl FnOnce(&mut Several)) {
        let mut several = match std::mem::replace(self, Rare::Nothing) {
            Rare::Nothing => Box::default(),
            Rare::Names(names) => Box::new(Several { names, ..Several::default() }),
            Rare::Pieces(pieces) => Box::new(Several { pieces, ..Several::default() }),
            Rare::Several(several) => several,
        };
        change(&mut several);
        *self = Rare::Several(several);
    }
}

impl FieldOrigin {
    /// The origin of a field, from its name and the spans of its name, its value and the whole.
    pub(crate) fn new(name: Arc<str>, source: SourceId, [at, value, whole]: [Span; 3]) -> Self {
        FieldOrigin {
            name,
            variables: Variables::new(),
            form: Form::default(),
            has_usual_names: false,
            source,
            name_span: at,
            value_span: value,
            whole,
            rare: Rare::Nothing,
        }
    }

    /// The span of the name.
    pub fn name_location(&self) -> Location {
        self.name_span.in_source(self.source)
    }

    /// The span of the value, without its delimiters.
    pub fn value_location(&self) -> Location {
        self.value_span.in_source(self.source)
    }

    /// The span to remove in order to delete the field, including its comma; empty if that is
    /// uncertain.
    pub fn whole(&self) -> Location {
        self.whole.in_source(self.source)
    }

    /// The span of each name in a list of names, in order; the whole value if the span of a name is
    /// unknown, and none if the value is not a list of names.
    pub fn names(&self) -> impl ExactSizeIterator<Item = Location> {
        self.rare.names().iter().map(|name| name.in_source(self.source))
    }

    /// The words for "and others" in a BibTeX list, whether BibTeX understands them (`and others`)
    /// or not.
    pub fn others(&self) -> Option<Location> {
        Some(self.rare.several()?.others?.in_source(self.source))
    }

    /// The pieces of a BibTeX value that is [`Form::Joined`]; none of another.
    pub fn pieces(&self) -> &[Piece] {
        match &self.rare {
            Rare::Pieces(pieces) => pieces,
            Rare::Several(several) => &several.pieces,
            Rare::Nothing | Rare::Names(_) => &[],
        }
    }

    /// The key of the entry from which it was inherited, if any.
    pub fn inherited_from(&self) -> Option<&str> {
        self.rare.several()?.inherited_from.as_deref()
    }

    /// True if it is written in the entry itself, not inherited.
    pub fn is_own(&self) -> bool {
        self.inherited_from().is_none()
    }

    /// Adds the spans of names to those of its list.
    pub(crate) fn add_names(&mut self, names: impl IntoIterator<Item = Span>) {
        let names: Box<[Span]> = self.rare.names().iter().copied().chain(names).collect();
        match &mut self.rare {
            _ if names.is_empty() => {}
            Rare::Nothing | Rare::Names(_) => self.rare = Rare::Names(names),
            rare => rare.change(|several| several.names = names),
        }
    }

    pub(crate) fn set_others(&mut self, others: Option<Span>) {
        if others.is_some() {
            self.rare.change(|several| several.others = others);
        }
    }

    /// Makes it one that is written as macros or in pieces.
    pub(crate) fn set_pieces(&mut self, pieces: Box<[Piece]>) {
        self.form = Form::Joined;
        match &mut self.rare {
            Rare::Nothing => self.rare = Rare::Pieces(pieces),
            rare => rare.change(|several| several.pieces = pieces),
        }
    }

    pub(crate) fn set_inherited_from(&mut self, key: Arc<str>) {
        self.rare.change(|several| several.inherited_from = Some(key));
    }

    /// The name without its path: `title` of `parent.title`.
    pub(crate) fn last_name(&self) -> &str {
        let dot = self.name.as_bytes().iter().rposition(|byte| *byte == b'.');
        dot.map_or(&self.name, |dot| &self.name[dot + 1..])
    }
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Form {
    /// Without delimiters: a number in BibTeX, a plain scalar in YAML, a number in JSON.
    #[default]
    Bare,
    /// In the braces of BibTeX.
    Braced,
    /// In the double quotes of BibTeX.
    Quoted,
    /// Macros of BibTeX, or pieces joined by `#`: see [`FieldOrigin::pieces`].
    Joined,
    /// In the single quotes of YAML.
    SingleQuoted,
    /// In the double quotes of YAML and JSON.
    DoubleQuoted,
    /// In lines after the `|` or `>` of YAML.
    Block,
    /// A list or a mapping.
    Nested,
    /// An alias of YAML: the value is written elsewhere.
    Alias,
}

/// A piece of a BibTeX value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// Its span, without delimiters.
    pub location: Location,
    /// The text of a macro; for an undefined macro, its name.
    pub expansion: Option<Arc<str>>,
}

impl EntryOrigin {
    /// The origin of an entry of which only the whole is known: its key and its type would be where
    /// it begins.
    pub(crate) fn at(location: Location) -> Self {
        let start = Span::at(location.span.start as usize).in_source(location.source);
        EntryOrigin { location, key: start, kind: start, ..EntryOrigin::default() }
    }

    /// Where the value of a variable is written.
    pub fn field_of(&self, variable: Variable) -> Option<&FieldOrigin> {
        self.fields.iter().find(|field| field.variables.contains(&variable))
    }

    /// The field with this name as the source spells it; the first if it is repeated.
    pub fn field(&self, name: &str) -> Option<&FieldOrigin> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The smallest span to point at for a variable: its value, or else the entry's key.
    pub fn location_of(&self, variable: Variable) -> Location {
        self.field_of(variable).map_or(self.key, FieldOrigin::value_location)
    }
}

#[cfg(test)]
mod tests {
    use super::FieldOrigin;

    #[test]
    fn origins_of_fields_are_small() {
        assert_eq!(size_of::<FieldOrigin>(), 88);
    }
}
