//! An entry beside where and how its source writes it.

use std::ops::Range;

use crate::check::dialect::Dialect;
use crate::check::subject::facts::Facts;
use crate::model::{Entry, EntryOrigin, FieldOrigin, Variable};
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

    /// The fields that the entry writes itself, in source order: none that it inherits, since a
    /// fault in those is the parent's and reported there.
    pub(crate) fn own_fields(&self) -> impl Iterator<Item = &'a FieldOrigin> {
        self.origin.fields.iter().filter(|field| field.inherited_from.is_none())
    }

    /// Whether its source calls it by one of these types, in any letter case.
    pub(crate) fn is_kind(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| kind.eq_ignore_ascii_case(&self.origin.source_kind))
    }

    /// The entry's own field of that name, in any letter case.
    pub(crate) fn own_field(&self, name: &str) -> Option<&'a FieldOrigin> {
        self.own_fields().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Whether the entry refers to another one by a field of its own, and which takes from it what
    /// it lacks.
    pub(crate) fn refers_to_parent(&self) -> bool {
        ["crossref", "xdata"].iter().any(|name| {
            self.own_field(name).is_some_and(|field| !self.spelled(field).trim().is_empty())
        })
    }

    /// The entry with its lines, where nothing else is on them, so that it can be deleted.
    pub(crate) fn whole(&self) -> Location {
        let Location { source, span } = self.origin.location;
        let text = self.sources.get(source).map_or("", |source| &*source.text);
        with_own_lines(text, span).in_source(source)
    }

    /// The entry's own fields that went into a variable.
    pub(crate) fn own_fields_of(
        &self,
        variable: Variable,
    ) -> impl Iterator<Item = &'a FieldOrigin> {
        self.own_fields().filter(move |field| field.variables.contains(&variable))
    }

    /// A field's value as its source spells it, without delimiters.
    pub(crate) fn spelled(&self, field: &FieldOrigin) -> &'a str {
        self.sources.slice(field.value_location)
    }

    /// Whether a field's value is written out where it is: in BibTeX, between delimiters or as a
    /// number, and not as the name of a macro.
    pub(crate) fn is_literal(&self, field: &FieldOrigin) -> bool {
        if self.format != Format::Bibtex {
            return true;
        }
        let start = field.value_location.span.start as usize;
        let source = self.sources.get(field.value_location.source);
        let before = source.and_then(|source| source.text.get(..start)).unwrap_or_default();
        let spelled = self.spelled(field);
        let number = !spelled.is_empty() && spelled.bytes().all(|byte| byte.is_ascii_digit());
        number || before.ends_with(['{', '"']) || spelled.starts_with(['{', '"'])
    }

    /// Whether a field's value stands between double quotes.
    pub(crate) fn is_in_quotes(&self, field: &FieldOrigin) -> bool {
        let start = field.value_location.span.start as usize;
        let source = self.sources.get(field.value_location.source);
        let before = source.and_then(|source| source.text.get(..start)).unwrap_or_default();
        before.ends_with('"') || self.spelled(field).starts_with('"')
    }

    /// The white space before a field whose name begins its line; `None` where it does not.
    pub(crate) fn indent_of(&self, field: &FieldOrigin) -> Option<&'a str> {
        let Location { source, span } = field.name_location;
        let text = self.sources.get(source)?.text.get(..span.start as usize)?;
        let before = text.trim_end_matches([' ', '\t']);
        let begins_line = before.is_empty() || before.ends_with('\n');
        begins_line.then(|| &text[before.len()..])
    }

    /// The whole of a BibTeX field with its comma and, where it has one for itself, its line, so
    /// that it can be deleted; `None` where its end is not certain.
    pub(crate) fn whole_field(&self, field: &FieldOrigin) -> Option<Location> {
        if self.format != Format::Bibtex {
            return None;
        }
        let source = field.name_location.source;
        let text = &*self.sources.get(source)?.text;
        let value_end = field.value_location.span.end as usize;
        let after = text.get(value_end..)?;
        // A number and a macro have no delimiters.
        let closed = match after.strip_prefix(['}', '"']).filter(|_| self.is_literal(field)) {
            Some(closed) => closed,
            None => after,
        };
        let next = closed.trim_start();
        // The last field may have no comma; the line break before the brace is not its own.
        let rest = next.strip_prefix(',').or_else(|| next.starts_with('}').then_some(closed))?;
        let mut start = field.name_location.span.start as usize;
        // On a shared line, the last field leaves no comma behind that it had not.
        let before = text[..start].trim_end_matches([' ', '\t']);
        if rest.len() == closed.len() && !closed[..closed.len() - next.len()].contains('\n') {
            start = before.strip_suffix(',').map_or(start, str::len);
        }
        let span = Span::new(start, text.len() - rest.len());
        Some(with_own_lines(text, span).in_source(source))
    }

    /// The place of a range of the text that [`Subject::spelled`] gave.
    pub(crate) fn part_of(&self, field: &FieldOrigin, range: Range<usize>) -> Location {
        let Location { source, span } = field.value_location;
        let base = span.start as usize;
        Span::new(base + range.start, base + range.end).in_source(source)
    }
}
