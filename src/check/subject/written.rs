//! A field's value as a rule judges it and points into it.

use std::ops::Range;

use crate::check::subject::entry::Subject;
use crate::model::{FieldOrigin, Variable};
use crate::source::{Location, Span};

impl<'a> Subject<'a> {
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
