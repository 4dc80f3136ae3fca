//! Tells whether a file is written for BibTeX or BibLaTeX.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::dialect::bib::{BibDialect, Kind};
use crate::model::Origins;

impl BibDialect {
    /// Detects the dialect of a file from its types and fields: the dialect to which more of them
    /// belong exclusively, or BibTeX if neither has more. A type counts twice, because BibTeX
    /// prints an entry of an unknown type as `@misc`.
    pub fn of(origins: &Origins) -> BibDialect {
        BibDialect::of_balance(BibDialect::balance(origins))
    }

    /// The same, and true if more of them belong to that dialect alone; false if it is assumed
    /// because neither has more.
    pub(crate) fn with_clearness(origins: &Origins) -> (BibDialect, bool) {
        let balance = BibDialect::balance(origins);
        (BibDialect::of_balance(balance), balance != 0)
    }

    fn balance(origins: &Origins) -> i64 {
        let entries = || origins.entries.iter().chain(&origins.records);
        let own_fields =
            entries().flat_map(|entry| &entry.fields).filter(|it| it.inherited_from.is_none());
        weights_of_shared(entries().map(|entry| &entry.source_kind), type_weight)
            + weights_of_shared(own_fields.map(|field| &field.name), field_weight)
    }

    /// Detects the dialect from all types and fields of a file.
    pub(crate) fn of_names<'a>(
        types: impl Iterator<Item = &'a str>,
        fields: impl Iterator<Item = &'a str>,
    ) -> BibDialect {
        BibDialect::of_balance(weights(types, type_weight) + weights(fields, field_weight))
    }

    fn of_balance(balance: i64) -> BibDialect {
        if balance > 0 { BibDialect::Biblatex } else { BibDialect::Bibtex }
    }
}

/// The sum of the weights of names. A file has few different names, each used many times, so each
/// is looked up once.
fn weights<'a>(names: impl Iterator<Item = &'a str>, weight: fn(&str) -> i64) -> i64 {
    let mut known: FxHashMap<&str, i64> = FxHashMap::default();
    names.map(|name| *known.entry(name).or_insert_with(|| weight(name))).sum()
}

/// The same of names that are shared between all who have them: those at one place are the same.
fn weights_of_shared<'a>(
    names: impl Iterator<Item = &'a Arc<str>>,
    weight: fn(&str) -> i64,
) -> i64 {
    let mut uses: FxHashMap<*const u8, (&str, i64)> = FxHashMap::default();
    for name in names {
        uses.entry(name.as_ptr()).or_insert((name, 0)).1 += 1;
    }
    uses.into_values().map(|(name, count)| count * weight(name)).sum()
}

fn type_weight(name: &str) -> i64 {
    2 * weight(Kind::from_name(name).and_then(Kind::shows))
}

fn field_weight(name: &str) -> i64 {
    weight(BibDialect::shown_by_field(name))
}

fn weight(shows: Option<BibDialect>) -> i64 {
    match shows {
        Some(BibDialect::Biblatex) => 1,
        Some(BibDialect::Bibtex) => -1,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::dialect::BibDialect;
    use crate::model::{EntryOrigin, FieldOrigin, Origins};

    fn origins(kind: &str, fields: &[&str]) -> Origins {
        let fields = fields.iter().map(|name| FieldOrigin {
            name: (*name).into(),
            name_location: Default::default(),
            value_location: Default::default(),
            form: Default::default(),
            whole: Default::default(),
            names: Box::default(),
            others: None,
            variables: Default::default(),
            inherited_from: None,
        });
        let entry = EntryOrigin {
            source_kind: kind.into(),
            fields: fields.collect(),
            ..EntryOrigin::default()
        };
        Origins { entries: vec![entry], ..Origins::default() }
    }

    #[test]
    fn the_dialect_shows_in_types_and_fields() {
        use BibDialect::{Biblatex, Bibtex};
        for (kind, fields, dialect) in [
            ("article", &["author", "journal", "year"][..], Bibtex),
            ("Article", &["author", "JournalTitle", "date"], Biblatex),
            ("online", &["url", "year", "address"], Bibtex),
            ("online", &["url", "year", "month"], Biblatex),
            ("online", &["url", "date"], Biblatex),
            ("book", &["author", "title"], Bibtex),
        ] {
            assert_eq!(BibDialect::of(&origins(kind, fields)), dialect, "{kind} {fields:?}");
        }
    }
}
