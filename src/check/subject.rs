//! What a rule looks at: an entry beside where and how its source writes it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::check::Input;
use crate::check::dialect::Dialect;
use crate::diagnostic::{Diagnostic, Rule};
use crate::document::Manuscript;
use crate::model::{Entry, EntryOrigin, FieldOrigin, Name, Value, Variable};
use crate::read::{Format, Reading};
use crate::source::{Location, SourceId, Sources, Span, with_own_lines};

/// All entries of a run.
pub(crate) struct Libraries<'a> {
    pub(crate) readings: &'a [Reading],
    pub(crate) manuscripts: &'a [Manuscript],
    pub(crate) sources: &'a Sources,
    dialects: HashMap<SourceId, Dialect>,
}

/// The entries of files that are one document.
#[derive(Default)]
pub(crate) struct Document<'a> {
    pub(crate) entries: Vec<Subject<'a>>,
    /// What they have beside works: data containers, sets, settings.
    pub(crate) records: Vec<Subject<'a>>,
}

/// An entry beside where and how its source writes it.
pub(crate) struct Subject<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) origin: &'a EntryOrigin,
    pub(crate) format: Format,
    pub(crate) sources: &'a Sources,
}

impl<'a> Libraries<'a> {
    pub(crate) fn new(input: &Input<'a>) -> Self {
        let dialect = |reading: &Reading| Dialect::of(reading.format, &reading.origins);
        let dialects = input.readings.iter().map(|reading| (reading.source, dialect(reading)));
        let dialects = dialects.collect();
        let Input { sources, readings, manuscripts, .. } = *input;
        Libraries { readings, manuscripts, sources, dialects }
    }

    /// What the entries of a file are held to.
    pub(crate) fn dialect(&self, reading: &Reading) -> Dialect {
        let known = self.dialects.get(&reading.source).copied();
        known.unwrap_or_else(|| Dialect::of(reading.format, &reading.origins))
    }

    /// The entries of each file, in the order of the files and within each in file order.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&'a Reading, Vec<Subject<'a>>)> {
        self.readings.iter().map(|reading| (reading, self.entries_of(reading).collect()))
    }

    /// What each document has, in the order of its files.
    pub(crate) fn documents(&self) -> impl Iterator<Item = Document<'a>> {
        let mut documents: BTreeMap<u32, Document<'a>> = BTreeMap::new();
        for reading in self.readings {
            let document = documents.entry(reading.document).or_default();
            document.entries.extend(self.entries_of(reading));
            let records = reading.library.records().iter().zip(&reading.origins.records);
            document.records.extend(self.subjects(reading, records));
        }
        documents.into_values()
    }

    fn entries_of(&self, reading: &'a Reading) -> impl Iterator<Item = Subject<'a>> + use<'a> {
        self.subjects(reading, reading.library.iter().zip(&reading.origins.entries))
    }

    fn subjects<I>(
        &self,
        reading: &'a Reading,
        pairs: I,
    ) -> impl Iterator<Item = Subject<'a>> + use<'a, I>
    where
        I: Iterator<Item = (&'a Entry, &'a EntryOrigin)>,
    {
        let (format, sources) = (reading.format, self.sources);
        pairs.map(move |(entry, origin)| Subject { entry, origin, format, sources })
    }

    /// The entries of all files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Subject<'a>> {
        self.readings.iter().flat_map(|reading| self.entries_of(reading))
    }
}

impl<'a> Subject<'a> {
    /// A finding about the entry as a whole.
    pub(crate) fn finding(
        &self,
        rule: &'static Rule,
        location: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        let finding = Diagnostic::new(rule, location, message);
        if self.entry.key.is_empty() { finding } else { finding.key(&*self.entry.key) }
    }

    /// A finding about one of the entry's fields.
    pub(crate) fn field_finding(
        &self,
        rule: &'static Rule,
        field: &FieldOrigin,
        location: Location,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.finding(rule, location, message).field(&*field.name)
    }

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

    /// The entry's own fields that went into a variable.
    pub(crate) fn own_fields_of(
        &self,
        variable: Variable,
    ) -> impl Iterator<Item = &'a FieldOrigin> {
        self.own_fields().filter(move |field| field.variables.contains(&variable))
    }

    /// The names of the entry's own lists, each with its field and its place.
    pub(crate) fn own_names(
        &self,
    ) -> impl Iterator<Item = (&'a Name, &'a FieldOrigin, Location)> + use<'a, '_> {
        let lists = self.entry.values().filter_map(|(variable, value)| match value {
            Value::Names(names) => Some((variable, names)),
            _ => None,
        });
        lists.flat_map(|(variable, names)| {
            let mut fields = self.own_fields_of(variable);
            let first = fields.next();
            // Where a list is that of several fields, a name's own place is not known.
            let known =
                first.filter(|first| first.names.len() == names.len() && fields.next().is_none());
            let place = move |at: usize, field: &FieldOrigin| {
                let own = known.and_then(|known| known.names.get(at));
                own.copied().unwrap_or(field.value_location)
            };
            let names = names.iter().enumerate();
            names.filter_map(move |(at, name)| first.map(|field| (name, field, place(at, field))))
        })
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

    /// A field's value as it can be judged and pointed into: as its source spells it, or, where
    /// that has escapes, braces, macros or several pieces, as it was read.
    pub(crate) fn written(&self, field: &FieldOrigin, variable: Variable) -> Written<'a> {
        let location = field.value_location;
        let spelled = self.spelled(field);
        let read = self.entry.str(variable);
        let plain = !spelled.contains(['\\', '{', '}', '"', '&', '~']);
        let exact = (plain && self.is_literal(field)) || read == Some(spelled);
        let text = if exact { spelled } else { read.unwrap_or(spelled) };
        Written { text, location, exact: exact || read.is_none() }
    }
}

/// Whether styles print the words of a field: it is no identifier, address, keyword or abstract.
pub(crate) fn is_printed(field: &FieldOrigin) -> bool {
    use Variable as V;
    let Some(&variable) = field.variables.first() else { return false };
    !matches!(
        variable,
        V::Doi
            | V::Url
            | V::Isbn
            | V::Issn
            | V::Pmid
            | V::Pmcid
            | V::Keyword
            | V::Abstract
            | V::Annote
            | V::CitationKey
    )
}

/// A field's value as a rule judges it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    /// The value, without delimiters.
    pub(crate) text: &'a str,
    location: Location,
    /// Whether `text` is what the source spells at `location`, byte for byte.
    exact: bool,
}

impl Written<'_> {
    /// The place of a range of `text`: exact where the source spells it so, or else the value's.
    pub(crate) fn place(&self, range: Range<usize>) -> Location {
        self.editable(range).unwrap_or(self.location)
    }

    /// The place of a range of `text` where an edit is certain.
    pub(crate) fn editable(&self, range: Range<usize>) -> Option<Location> {
        let Location { source, span } = self.location;
        let base = span.start as usize;
        let place = || Span::new(base + range.start, base + range.end).in_source(source);
        self.exact.then(place)
    }
}
