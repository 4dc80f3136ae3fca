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
    /// How the value is written.
    pub form: Form,
    /// Whether it is a list of names in which there is nothing that readers or rules look for: see
    /// `read/bibtex/names/usual.rs`.
    pub(crate) has_usual_names: bool,
    /// All spans of a field are in one text.
    source: SourceId,
    spans: Spans,
    /// The first of its variables, and how many they are; see [`Several::variables`].
    few: [Variable; Variables::FEW],
    count: u8,
    rare: Rare,
}

/// The spans of a field's name and value, and how far the whole reaches around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spans {
    name: u32,
    value: Span,
    name_len: u16,
    /// From the start of the whole to that of the name.
    before: u8,
    /// From the end of the value to that of the whole.
    after: u8,
}

impl Spans {
    /// In `before`: the whole is an empty span.
    const NO_WHOLE: u8 = u8::MAX;
    /// In `after`: the spans do not fit, so that they are with what is known of few fields.
    const ELSEWHERE: u8 = u8::MAX;

    /// The spans of a name, a value and the whole, if they fit.
    fn of([name, value, whole]: [Span; 3]) -> Option<Spans> {
        let small = |length: Option<u32>| {
            let length = u8::try_from(length?).ok()?;
            (length < u8::MAX).then_some(length)
        };
        let (before, after) = match whole.is_empty() {
            true => (Spans::NO_WHOLE, 0),
            false => (
                small(name.start.checked_sub(whole.start))?,
                small(whole.end.checked_sub(value.end))?,
            ),
        };
        let name_len = u16::try_from(name.end - name.start).ok()?;
        Some(Spans { name: name.start, value, name_len, before, after })
    }
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
    /// All of them, if they are more than fit into the origin.
    variables: Box<[Variable]>,
    /// Of the name, the value and the whole.
    spans: Option<[Span; 3]>,
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
    pub(crate) fn new(name: Arc<str>, source: SourceId, spans: [Span; 3]) -> Self {
        let fitting = Spans::of(spans);
        let mut origin = FieldOrigin {
            name,
            form: Form::default(),
            has_usual_names: false,
            source,
            spans: fitting.unwrap_or(Spans {
                name: spans[0].start,
                value: spans[1],
                name_len: 0,
                before: 0,
                after: Spans::ELSEWHERE,
            }),
            few: [Variable::Abstract; Variables::FEW],
            count: 0,
            rare: Rare::Nothing,
        };
        if fitting.is_none() {
            origin.rare.change(|several| several.spans = Some(spans));
        }
        origin
    }

    /// The variables to which the field's value was assigned.
    pub fn variables(&self) -> &[Variable] {
        let several = self.rare.several().map(|several| &*several.variables).unwrap_or_default();
        if several.is_empty() { &self.few[..usize::from(self.count)] } else { several }
    }

    /// Adds a variable behind those of the field.
    pub(crate) fn push_variable(&mut self, variable: Variable) {
        let mut all: Variables = self.variables().iter().copied().collect();
        all.push(variable);
        self.set_variables(&all);
    }

    /// Removes a variable, wherever it is among those of the field.
    pub(crate) fn remove_variable(&mut self, variable: Variable) {
        let mut all: Variables = self.variables().iter().copied().collect();
        all.remove(variable);
        self.set_variables(&all);
    }

    pub(crate) fn set_variables(&mut self, variables: &[Variable]) {
        let few = variables.len() <= Variables::FEW;
        if let Some(places) = self.few.get_mut(..variables.len()) {
            places.copy_from_slice(variables);
            // Not more than there are places.
            self.count = variables.len() as u8;
        }
        if !few || self.rare.several().is_some_and(|several| !several.variables.is_empty()) {
            let all = if few { Box::default() } else { variables.into() };
            self.rare.change(|several| several.variables = all);
        }
    }

    /// The spans of the name, the value and the whole.
    fn all_spans(&self) -> [Span; 3] {
        let Spans { name, value, name_len, before, after } = self.spans;
        let known = self.rare.several().and_then(|several| several.spans);
        known.unwrap_or_else(|| {
            let whole = match before {
                Spans::NO_WHOLE => Span { start: name, end: name },
                _ => Span { start: name - u32::from(before), end: value.end + u32::from(after) },
            };
            [Span { start: name, end: name + u32::from(name_len) }, value, whole]
        })
    }

    /// The span of the name.
    pub fn name_location(&self) -> Location {
        let [name, _, _] = self.all_spans();
        name.in_source(self.source)
    }

    /// The span of the value, without its delimiters.
    pub fn value_location(&self) -> Location {
        self.spans.value.in_source(self.source)
    }

    /// The span to remove in order to delete the field, including its comma; empty if that is
    /// uncertain.
    pub fn whole(&self) -> Location {
        let [_, _, whole] = self.all_spans();
        whole.in_source(self.source)
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

    /// Moves it so many bytes further on.
    fn shift(&mut self, by: i64) {
        self.spans.name = Span::at(self.spans.name as usize).moved(by).start;
        self.spans.value = self.spans.value.moved(by);
        match &mut self.rare {
            Rare::Nothing => {}
            Rare::Names(names) => names.iter_mut().for_each(|span| *span = span.moved(by)),
            Rare::Pieces(pieces) => pieces.iter_mut().for_each(|piece| piece.shift(by)),
            Rare::Several(several) => {
                several.names.iter_mut().for_each(|span| *span = span.moved(by));
                several.pieces.iter_mut().for_each(|piece| piece.shift(by));
                several.others = several.others.map(|span| span.moved(by));
                several.spans = several.spans.map(|spans| spans.map(|span| span.moved(by)));
            }
        }
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

impl Piece {
    fn shift(&mut self, by: i64) {
        self.location = self.location.moved(by);
    }
}

impl EntryOrigin {
    /// Moves it so many bytes further on, with all that it has; nothing of it may be inherited.
    pub(crate) fn shift(&mut self, by: i64) {
        for place in [&mut self.location, &mut self.key, &mut self.kind] {
            *place = place.moved(by);
        }
        self.fields.iter_mut().for_each(|field| field.shift(by));
    }

    /// The origin of an entry of which only the whole is known: its key and its type would be where
    /// it begins.
    pub(crate) fn at(location: Location) -> Self {
        let start = Span::at(location.span.start as usize).in_source(location.source);
        EntryOrigin { location, key: start, kind: start, ..EntryOrigin::default() }
    }

    /// Where the value of a variable is written.
    pub fn field_of(&self, variable: Variable) -> Option<&FieldOrigin> {
        self.fields.iter().find(|field| field.variables().contains(&variable))
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
    use crate::model::{Variable, Variables};
    use crate::source::{SourceId, Span};

    #[test]
    fn origins_of_fields_are_small() {
        assert_eq!(size_of::<FieldOrigin>(), 72);
    }

    #[test]
    fn spans_that_do_not_fit_are_kept() {
        let (far, long) = (Span::new(5_000_000, 5_000_070), Span::new(20, 200_000));
        let spans = [
            [Span::new(10, 15), Span::new(18, 22), Span::new(8, 24)],
            [Span::new(10, 15), Span::new(18, 22), Span::new(10, 10)],
            [Span::new(10, 15), far, Span::new(8, 24)],
            [long, Span::new(200_002, 200_009), Span::new(0, 200_010)],
            [Span::new(400, 404), Span::new(406, 410), Span::new(3, 411)],
            [Span::new(400, 404), Span::new(406, 410), Span::new(400, 9_000)],
        ];
        for [name, value, whole] in spans {
            let origin = FieldOrigin::new("title".into(), SourceId(2), [name, value, whole]);
            assert_eq!(origin.name_location(), name.in_source(SourceId(2)));
            assert_eq!(origin.value_location(), value.in_source(SourceId(2)));
            assert_eq!(origin.whole(), whole.in_source(SourceId(2)));
        }
    }

    #[test]
    fn a_field_has_any_number_of_variables() {
        let all = &Variable::ALL[..Variables::FEW + 2];
        let spans = [Span::new(0, 1), Span::new(2, 3), Span::new(0, 4)];
        let mut origin = FieldOrigin::new("title".into(), SourceId(0), spans);
        for (count, variable) in all.iter().enumerate() {
            assert_eq!(*origin.variables(), all[..count]);
            origin.push_variable(*variable);
        }
        assert_eq!(origin.variables(), all);
        for variable in &all[1..] {
            origin.remove_variable(*variable);
        }
        assert_eq!(*origin.variables(), all[..1]);
    }
}
