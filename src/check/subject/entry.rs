//! An entry together with its origin in the source.

use std::ops::Range;
use std::sync::OnceLock;

use crate::check::subject::characters::Characters;
use crate::check::subject::facts::{Details, Facts, Spelled};
use crate::dialect::Dialect;
use crate::dialect::bib::{ValueKind, kind_of_value};
use crate::model::{Entry, EntryOrigin, FieldOrigin, Form};
use crate::read::Format;
use crate::read::bibtex::list_items;
use crate::source::{Location, Sources, with_own_lines};

/// An entry together with its origin in the source.
pub(crate) struct Subject<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) origin: &'a EntryOrigin,
    pub(crate) format: Format,
    /// The requirements for the entries of its file.
    pub(crate) dialect: Dialect,
    /// Whether its file uses more that only BibTeX has than that only BibLaTeX has.
    pub(crate) is_clearly_bibtex: bool,
    pub(crate) sources: &'a Sources,
    pub(in crate::check::subject) facts: &'a Facts,
    pub(in crate::check::subject) details: OnceLock<Box<Details>>,
}

impl<'a> Subject<'a> {
    /// The same entry without the details that are known of it.
    pub(in crate::check) fn afresh(&self) -> Subject<'a> {
        Subject { details: OnceLock::new(), ..*self }
    }

    pub(in crate::check::subject) fn details(&self) -> &Details {
        self.details.get_or_init(Box::default)
    }

    /// A description for messages: the type and key of the entry, as far as it has them.
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

    /// The fields that the entry itself contains, in source order, including empty ones and
    /// placeholders. Inherited fields are left out, since their faults are reported at the parent.
    pub(crate) fn written_fields(&self) -> impl Iterator<Item = &'a FieldOrigin> + use<'a> {
        self.origin.fields.iter().filter(|field| field.is_own())
    }

    /// True if a field is inside the entry, and does not come from a YAML alias.
    pub(crate) fn is_here(&self, field: &FieldOrigin) -> bool {
        let Location { source, span } = self.origin.location;
        let name = field.name_location();
        field.form != Form::Alias && name.source == source && span.contains(name.span)
    }

    /// The index of a field among all fields of the entry.
    pub(in crate::check::subject) fn number_of(&self, field: &FieldOrigin) -> Option<usize> {
        let fields = &self.origin.fields;
        let start = fields.as_ptr() as usize;
        let bytes = (std::ptr::from_ref(field) as usize).checked_sub(start)?;
        let number = bytes / size_of::<FieldOrigin>();
        fields.get(number).filter(|own| std::ptr::eq(*own, field)).map(|_| number)
    }

    /// True if the source gives it one of these types, in any letter case.
    pub(crate) fn is_kind(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| kind.eq_ignore_ascii_case(&self.origin.source_kind))
    }

    /// True if the entry itself contains a field with this name, in any letter case.
    pub(crate) fn writes(&self, name: &str) -> bool {
        self.written_fields().any(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// True if the entry has a field that refers to a parent, and inherits what it lacks from it.
    pub(crate) fn refers_to_parent(&self) -> bool {
        ["crossref", "xdata"].iter().any(|name| self.own_field(name).is_some())
    }

    /// The entry with its lines, if they contain nothing else, so that it can be deleted.
    pub(crate) fn whole(&self) -> Location {
        let Location { source, span } = self.origin.location;
        let text = self.sources.get(source).map_or("", |source| &*source.text);
        with_own_lines(text, span).in_source(source)
    }

    /// The value of a field as the source spells it, without delimiters.
    pub(crate) fn spelled(&self, field: &FieldOrigin) -> &'a str {
        self.sources.slice(field.value_location())
    }

    /// The characters of a field's value as its source spells it.
    pub(crate) fn characters(&self, field: &FieldOrigin) -> Characters {
        let all = &self.all_characters().of_fields;
        let known = self.number_of(field).and_then(|number| all.get(number).copied());
        known.unwrap_or_else(|| Characters::of(self.spelled(field)))
    }

    /// The characters of all values as their source spells them.
    fn all_characters(&self) -> &Spelled {
        self.details().characters.get_or_init(|| {
            let of = |field: &FieldOrigin| Characters::of(self.spelled(field));
            let of_fields: Box<[Characters]> = self.origin.fields.iter().map(of).collect();
            let of_any = of_fields.iter().fold(Characters::default(), |all, it| all.and(*it));
            Spelled { of_fields, of_any }
        })
    }

    /// Whether any value of the entry as its source spells it may have one of these characters.
    pub(in crate::check::subject) fn any_spells(&self, of: Characters) -> bool {
        self.all_characters().of_any.has_any(of)
    }

    /// Whether a field's value as its source spells it may have one of these characters.
    pub(crate) fn spells_any(&self, field: &FieldOrigin, of: Characters) -> bool {
        self.characters(field).has_any(of)
    }

    /// True if the value of a field is a single text that is written there: not a macro, several
    /// pieces or a list.
    pub(crate) fn is_literal(&self, field: &FieldOrigin) -> bool {
        !matches!(field.form, Form::Joined | Form::Alias)
    }

    /// The parts of a field's value that are written here as they are, each with its location: the
    /// value, or its pieces that are no macros. None of an alias.
    pub(crate) fn literal_parts(
        &self,
        field: &FieldOrigin,
    ) -> impl Iterator<Item = (&'a str, Location)> {
        let pieces = field.pieces().iter().filter(|piece| piece.expansion.is_none());
        let whole = self.is_literal(field).then_some(field.value_location());
        let places = whole.into_iter().chain(pieces.map(|piece| piece.location));
        places.map(|place| (self.sources.slice(place), place))
    }

    /// The items of a field, each where it is written: the names in a list of names, the bodies or
    /// places that BibTeX separates by `and`, keys and keywords; the whole value if it is no list.
    /// Macros of BibTeX have none.
    pub(crate) fn items(&self, field: &FieldOrigin) -> Vec<Location> {
        if field.names().len() > 0 {
            return field.names().collect();
        }
        if self.format != Format::Bibtex {
            return vec![field.value_location()];
        }
        let kind = kind_of_value(&field.name).unwrap_or(ValueKind::Text);
        let parts = self.literal_parts(field);
        let items = parts.flat_map(|(text, place)| {
            list_items(text, kind).into_iter().map(move |item| place.part(&item))
        });
        items.collect()
    }

    /// True if the value of a field is in double quotes.
    pub(crate) fn is_in_quotes(&self, field: &FieldOrigin) -> bool {
        matches!(field.form, Form::Quoted | Form::DoubleQuoted)
    }

    /// The white space before a field whose name begins its line; `None` if it does not.
    pub(crate) fn indent_of(&self, field: &FieldOrigin) -> Option<&'a str> {
        let Location { source, span } = field.name_location();
        let text = self.sources.get(source)?.text.get(..span.start as usize)?;
        let before = text.trim_end_matches([' ', '\t']);
        let begins_line = before.is_empty() || before.ends_with('\n');
        begins_line.then(|| &text[before.len()..])
    }

    /// The whole field with its comma and, if it is alone on it, its line, so that it can be
    /// deleted; `None` if its end is uncertain.
    pub(crate) fn whole_field(&self, field: &FieldOrigin) -> Option<Location> {
        let Location { source, span } = field.whole();
        let text = &self.sources.get(source).filter(|_| !span.is_empty())?.text;
        Some(with_own_lines(text, span).in_source(source))
    }

    /// The location of a range of the text returned by [`Subject::spelled`].
    pub(crate) fn part_of(&self, field: &FieldOrigin, range: Range<usize>) -> Location {
        field.value_location().part(&range)
    }
}
