//! The fields that an entry must have, and what is accepted instead.

use crate::check::subject::entry::Subject;
use crate::diagnostic::nearest;
use crate::dialect::{AnyOf, BibDialect, Dialect, accepted};
use crate::model::{FieldOrigin, Variable};
use crate::read::Format;

impl Subject<'_> {
    /// The requirements for the entry, each of which several fields can satisfy.
    pub(crate) fn required(&self) -> &'static [AnyOf] {
        self.dialect.required(&self.origin.source_kind, self.entry.kind)
    }

    /// True if the entry has one of the fields, its own or inherited, or an accepted substitute. A
    /// field that is empty or broken counts, since it is the task of another rule.
    pub(crate) fn has_any_of(&self, fields: AnyOf) -> bool {
        self.has_any_of_beside(fields, None)
    }

    /// The same, ignoring one field.
    pub(crate) fn has_any_of_beside(&self, fields: AnyOf, beside: Option<&FieldOrigin>) -> bool {
        has_any_of_beside(fields, self, beside)
    }

    /// True if the entry refers to a parent that does not exist: the broken reference is the fault,
    /// and what it would have brought is not missing too.
    pub(crate) fn inherits_in_vain(&self) -> bool {
        ["crossref", "xdata"].iter().any(|name| self.writes(name))
            && self.origin.fields.iter().all(|field| field.is_own())
    }

    /// True if a field of the entry is a misspelling of one of these, which the reader reports, so
    /// that it is one finding and not two.
    pub(crate) fn is_misspelt(&self, fields: AnyOf) -> bool {
        let meant = self.written_fields().filter_map(|field| match self.dialect {
            Dialect::Bib(_) => self.meant(field),
            Dialect::Cff | Dialect::Hayagriva | Dialect::Csl | Dialect::Ris => {
                let unknown = field.variables().is_empty();
                let candidates = || fields.iter().copied().filter(|name| **name != *field.name);
                if unknown { nearest(&field.name, candidates()) } else { None }
            }
        });
        let mut meant = meant;
        meant.any(|field| fields.contains(&field))
    }
}

fn has_any_of_beside(fields: AnyOf, entry: &Subject<'_>, beside: Option<&FieldOrigin>) -> bool {
    let counts = |field: &&FieldOrigin| {
        beside.is_none_or(|beside| beside.name_location() != field.name_location())
    };
    let own = || entry.written_fields().filter(counts);
    let is_there = |name: &str| own().any(|field| field.name.eq_ignore_ascii_case(name));
    // In hayagriva, a part without a title of its own is identified by its parent.
    let title_of_parent = fields == ["title"]
        && entry.format == Format::Hayagriva
        && own().any(|f| f.name.starts_with("parent") && f.name.ends_with(".title"));
    // Without an exception the value counts, wherever it comes from.
    let has = |variable: Variable| {
        let mut others = entry.origin.fields.iter().filter(counts);
        entry.entry.has(variable)
            && (beside.is_none() || others.any(|field| field.variables().contains(&variable)))
    };
    // `parent` is written as its parts: `parent.title`.
    let is_of_parent = fields == ["parent"]
        && (own().any(|field| field.name.starts_with("parent"))
            || ["url", "doi", "serial-number", "publisher", "organization"]
                .iter()
                .any(|name| own().any(|field| field.name.starts_with(name))));
    title_of_parent
        || is_of_parent
        || fields.iter().any(|field| {
            let accepted = accepted(field, entry.dialect, entry.entry.kind);
            // A paper in a book has none, where only a journal is named.
            let is_misnamed = *field == "booktitle"
                && entry.format == Format::Bibtex
                && entry.is_kind(&["inproceedings", "conference", "incollection"])
                && ["journal", "journaltitle"].iter().any(|name| is_there(name))
                && !["booktitle", "maintitle", "eventtitle", "crossref", "xref", "series"]
                    .iter()
                    .any(|name| is_there(name));
            if is_misnamed {
                return false;
            }
            is_there(field)
                || accepted.variables.iter().any(|&variable| has(variable))
                || accepted.fields.iter().any(|field| is_there(field))
        })
}

/// The fields to name if all are missing: without other names of the first one.
pub(crate) fn named(fields: AnyOf) -> impl Iterator<Item = &'static str> {
    let first = fields.first().copied().unwrap_or_default();
    let other_name = move |field: &&str| *field != first && BibDialect::is_same_field(field, first);
    fields.iter().copied().filter(move |field| !other_name(field))
}
