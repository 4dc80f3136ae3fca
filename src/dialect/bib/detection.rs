//! Tells whether a file is written for BibTeX or BibLaTeX.

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::dialect::bib::{BibDialect, Kind};
use crate::model::Origins;

impl BibDialect {
    /// Detects the dialect of a file from its types and fields: the dialect to which more of them
    /// belong exclusively, or BibTeX if neither has more. A type counts twice, because BibTeX
    /// prints an entry of an unknown type as `@misc`.
    pub fn of(origins: &Origins) -> BibDialect {
        BibDialect::with_clearness(origins).0
    }

    /// The same, and how much says so.
    pub(crate) fn with_clearness(origins: &Origins) -> (BibDialect, Clearness) {
        Evidence::of(origins).dialect()
    }

    /// The same, from the names of all types and fields of a file.
    pub(crate) fn of_names<'a>(
        types: impl Iterator<Item = &'a str>,
        fields: impl Iterator<Item = &'a str>,
    ) -> (BibDialect, Clearness) {
        let mut evidence = Evidence::default();
        evidence.add(types.map(|name| (name, name)), type_weight);
        evidence.add(fields.map(|name| (name, name)), field_weight);
        evidence.dialect()
    }
}

/// How much says that a file is for a dialect. BibLaTeX reads nearly all of BibTeX's names, and many
/// files for it use them, whereas BibTeX ignores those of BibLaTeX's. A `year` alone is in files for
/// both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clearness {
    /// Nothing, or little more than its years.
    Assumed,
    /// More of its names than of the other dialect's.
    Mostly,
    /// Hardly any of the other dialect's names.
    Clearly,
}

/// How much in a file belongs to one dialect alone.
#[derive(Default)]
struct Evidence {
    bibtex: i64,
    biblatex: i64,
    /// Uses of `year`, which BibTeX requires and BibLaTeX accepts.
    years: i64,
}

impl Evidence {
    fn of(origins: &Origins) -> Evidence {
        let entries = || origins.entries.iter().chain(&origins.records);
        let own_fields = entries().flat_map(|entry| &entry.fields).filter(|it| it.is_own());
        let mut evidence = Evidence::default();
        // Names are shared between all who have them: those at one place are the same.
        let shared = |name: &'_ Arc<str>| name.as_ptr();
        let types = entries().map(|entry| (shared(&entry.source_kind), &*entry.source_kind));
        evidence.add(types, type_weight);
        evidence.add(own_fields.map(|field| (shared(&field.name), &*field.name)), field_weight);
        evidence
    }

    /// Adds names, each with what it shares with all that are the same. A file has few different
    /// ones, each used many times, so each is looked up once.
    fn add<'a, K: Eq + Hash>(
        &mut self,
        names: impl Iterator<Item = (K, &'a str)>,
        weight: fn(&str) -> i64,
    ) {
        let mut uses: FxHashMap<K, (&str, i64)> = FxHashMap::default();
        for (same, name) in names {
            uses.entry(same).or_insert((name, 0)).1 += 1;
        }
        for (name, count) in uses.into_values() {
            match count * weight(name) {
                _ if name.eq_ignore_ascii_case("year") => self.years += count,
                uses @ 0.. => self.biblatex += uses,
                uses => self.bibtex -= uses,
            }
        }
    }

    /// The dialect to which more belongs, and how clear that is.
    fn dialect(&self) -> (BibDialect, Clearness) {
        const CLEARLY: i64 = 3;
        if self.biblatex > self.bibtex + self.years {
            return (BibDialect::Biblatex, Clearness::Clearly);
        }
        let clearness = match self.bibtex {
            bibtex if bibtex > CLEARLY * self.biblatex => Clearness::Clearly,
            bibtex if bibtex > self.biblatex => Clearness::Mostly,
            _ => Clearness::Assumed,
        };
        (BibDialect::Bibtex, clearness)
    }
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
        let origin =
            |name: &&str| FieldOrigin::new((*name).into(), Default::default(), Default::default());
        let fields = fields.iter().map(origin);
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
