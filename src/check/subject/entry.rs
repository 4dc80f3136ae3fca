//! An entry beside where and how its source writes it.

use std::ops::Range;

use crate::check::dialect::Dialect;
use crate::check::subject::characters::Characters;
use crate::check::subject::facts::Facts;
use crate::model::{Entry, EntryOrigin, FieldOrigin, Form};
use crate::read::Format;
use crate::source::{Location, Sources, Span, with_own_lines};

/// An entry beside where and how its source writes it.
pub(crate) struct Subject<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) origin: &'a EntryOrigin,
    pub(crate) format: Format,
    /// What the entries of its file are held to.
    pub(crate) dialect: Dialect,
    /// Whether more in its file is BibTeX's alone than BibLaTeX's.
    pub(crate) is_clearly_bibtex: bool,
    pub(crate) sources: &'a Sources,
    pub(in crate::check::subject) facts: Facts,
}

impl<'a> Subject<'a> {
    /// What to call the entry in a message: its type and its key, as far as it has them.
    pub(crate) fn described(&self) -> String {
        let is_bibtex = self.format == Format::Bibtex;
        let kind = &self.origin.source_kind;
        match (kind.is_empty(), self.entry.key.as_str()) {
            (true, key) => format!("`{key}`"),
            (false, "") if is_bibtex => format!("the @{kind}"),
            (false, "") => format!("the `{kind}`"),
            (false, key) if is_bibtex => format!("@{kind} `{key}`"),
            (false, key) => format!("the `{kind}` `{key}`"),
        }
    }

    /// The fields that the entry writes itself, in source order, with those that say nothing: none
    /// that it inherits, since a fault in those is the parent's and reported there.
    pub(crate) fn written_fields(&self) -> impl Iterator<Item = &'a FieldOrigin> + use<'a> {
        self.origin.fields.iter().filter(|field| field.inherited_from.is_none())
    }

    /// Whether a field stands inside the entry, and is not brought by an alias of YAML.
    pub(crate) fn is_here(&self, field: &FieldOrigin) -> bool {
        let Location { source, span } = self.origin.location;
        let name = field.name_location;
        field.form != Form::Alias && name.source == source && span.contains(name.span)
    }

    /// The number of a field among all of the entry's.
    pub(in crate::check::subject) fn number_of(&self, field: &FieldOrigin) -> Option<usize> {
        let fields = &self.origin.fields;
        let start = fields.as_ptr() as usize;
        let bytes = (std::ptr::from_ref(field) as usize).checked_sub(start)?;
        let number = bytes / size_of::<FieldOrigin>();
        fields.get(number).filter(|own| std::ptr::eq(*own, field)).map(|_| number)
    }

    /// Whether its source calls it by one of these types, in any letter case.
    pub(crate) fn is_kind(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| kind.eq_ignore_ascii_case(&self.origin.source_kind))
    }

    /// Whether the entry writes a field of that name, in any letter case.
    pub(crate) fn writes(&self, name: &str) -> bool {
        self.written_fields().any(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Whether the entry refers to another one by a field of its own, and takes from it what it
    /// lacks.
    pub(crate) fn refers_to_parent(&self) -> bool {
        ["crossref", "xdata"].iter().any(|name| self.own_field(name).is_some())
    }

    /// The entry with its lines, where nothing else is on them, so that it can be deleted.
    pub(crate) fn whole(&self) -> Location {
        let Location { source, span } = self.origin.location;
        let text = self.sources.get(source).map_or("", |source| &*source.text);
        with_own_lines(text, span).in_source(source)
    }

    /// A field's value as its source spells it, without delimiters.
    pub(crate) fn spelled(&self, field: &FieldOrigin) -> &'a str {
        self.sources.slice(field.value_location)
    }

    /// The characters of a field's value as its source spells it.
    pub(crate) fn characters(&self, field: &FieldOrigin) -> Characters {
        let of = |field: &FieldOrigin| Characters::of(self.spelled(field));
        let all = self.facts.characters.get_or_init(|| self.origin.fields.iter().map(of).collect());
        let known = self.number_of(field).and_then(|number| all.get(number).copied());
        known.unwrap_or_else(|| of(field))
    }

    /// Whether a field's value as its source spells it may have one of these characters.
    pub(crate) fn spells_any(&self, field: &FieldOrigin, of: Characters) -> bool {
        self.characters(field).has_any(of)
    }

    /// Whether a field's value is one text that is written out where it is: no macro, no pieces, no
    /// list.
    pub(crate) fn is_literal(&self, field: &FieldOrigin) -> bool {
        !matches!(field.form, Form::Joined(_) | Form::Alias)
    }

    /// Whether a field's value stands between double quotes.
    pub(crate) fn is_in_quotes(&self, field: &FieldOrigin) -> bool {
        matches!(field.form, Form::Quoted | Form::DoubleQuoted)
    }

    /// The white space before a field whose name begins its line; `None` where it does not.
    pub(crate) fn indent_of(&self, field: &FieldOrigin) -> Option<&'a str> {
        let Location { source, span } = field.name_location;
        let text = self.sources.get(source)?.text.get(..span.start as usize)?;
        let before = text.trim_end_matches([' ', '\t']);
        let begins_line = before.is_empty() || before.ends_with('\n');
        begins_line.then(|| &text[before.len()..])
    }

    /// The whole of a field with its comma and, where it has one for itself, its line, so that it
    /// can be deleted; `None` where its end is not certain.
    pub(crate) fn whole_field(&self, field: &FieldOrigin) -> Option<Location> {
        let Location { source, span } = field.whole;
        let text = &self.sources.get(source).filter(|_| !span.is_empty())?.text;
        Some(with_own_lines(text, span).in_source(source))
    }

    /// The place of a range of the text that [`Subject::spelled`] gave.
    pub(crate) fn part_of(&self, field: &FieldOrigin, range: Range<usize>) -> Location {
        let Location { source, span } = field.value_location;
        let base = span.start as usize;
        Span::new(base + range.start, base + range.end).in_source(source)
    }
}
