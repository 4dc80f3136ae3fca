//! Which fields an entry of each type may have, as BibTeX and BibLaTeX define them.
//!
//! The data are in `fields_of_types.txt`. hayagriva and CSL have no such lists: any field may be in
//! an entry of any type there.

use std::sync::LazyLock;

use crate::dialect::bib::dialect::BibDialect;
use crate::dialect::bib::types::Kind;

const DATA: &str = include_str!("fields_of_types.txt");

/// The types of one dialect, each with the fields that it has.
struct Types(Vec<(Vec<&'static str>, Vec<&'static str>)>);

static BIBLATEX: LazyLock<Types> = LazyLock::new(|| Types::of("[biblatex]"));
static BIBTEX: LazyLock<Types> = LazyLock::new(|| Types::of("[bibtex]"));

impl Types {
    fn of(section: &str) -> Types {
        let mut all: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
        let lines = DATA.lines().skip_while(|line| *line != section).skip(1);
        for line in lines.take_while(|line| !line.starts_with('[')) {
            match line.strip_suffix(" =") {
                Some(types) => all.push((types.split(' ').collect(), Vec::new())),
                None => {
                    let fields = all.last_mut().map(|(_, fields)| fields);
                    fields.into_iter().for_each(|it| it.extend(line.split_whitespace()));
                }
            }
        }
        Types(all)
    }

    fn fields_of(&self, kind: &str) -> impl Iterator<Item = &'static str> {
        let of_kind = self.0.iter().filter(move |(types, _)| types.contains(&kind));
        of_kind.flat_map(|(_, fields)| fields.iter().copied())
    }
}

impl BibDialect {
    fn types(self) -> &'static Types {
        match self {
            BibDialect::Bibtex => &BIBTEX,
            BibDialect::Biblatex => &BIBLATEX,
        }
    }

    /// The name of a type in this dialect.
    fn type_name(self, name: &str) -> String {
        let alias = Kind::from_name(name).and_then(Kind::alias_of);
        let alias = alias.filter(|_| self == BibDialect::Biblatex);
        alias.map_or_else(|| name.to_ascii_lowercase(), str::to_owned)
    }

    /// The types that have a field, if an entry of this type has not; `None` where it has, where the
    /// dialect does not define the type, and where no type has such a field.
    pub(crate) fn other_types_with(self, field: &str, kind: &str) -> Option<Vec<&'static str>> {
        let (lower, kind) = (field.to_ascii_lowercase(), self.type_name(kind));
        let field = match self {
            BibDialect::Biblatex => self.field_name(&lower),
            BibDialect::Bibtex => &lower,
        };
        let types = self.types();
        types.fields_of(&kind).next()?;
        let mut own = types.fields_of(&kind).chain(types.fields_of("*"));
        if own.any(|it| it == field) {
            return None;
        }
        let with = types.0.iter().filter(|(_, fields)| fields.contains(&field));
        let with: Vec<&str> = with.flat_map(|(types, _)| types.iter().copied()).collect();
        (!with.is_empty()).then_some(with)
    }
}

#[cfg(test)]
mod tests {
    use super::{BIBLATEX, BIBTEX};
    use crate::dialect::BibDialect as D;

    #[test]
    fn the_data_are_read_as_they_are_written() {
        assert_eq!(BIBTEX.0.len(), 12 + 1);
        assert_eq!(
            BIBTEX.fields_of("conference").count(),
            BIBTEX.fields_of("inproceedings").count()
        );
        assert!(BIBLATEX.fields_of("*").any(|field| field == "urldate"));
        let words = BIBLATEX
            .0
            .iter()
            .chain(&BIBTEX.0)
            .flat_map(|(types, fields)| types.iter().chain(fields));
        for word in words {
            assert!(*word == "*" || word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn fields_of_other_types() {
        for (dialect, field, kind, first) in [
            (D::Bibtex, "publisher", "article", Some("book")),
            (D::Bibtex, "JOURNAL", "Book", Some("article")),
            (D::Bibtex, "journal", "article", None),
            (D::Bibtex, "doi", "article", None),
            (D::Bibtex, "publisher", "video", None),
            (D::Biblatex, "publisher", "article", Some("book")),
            (D::Biblatex, "address", "phdthesis", None),
            (D::Biblatex, "school", "thesis", None),
            (D::Biblatex, "urldate", "book", None),
            (D::Biblatex, "issn", "book", Some("article")),
        ] {
            let found = dialect.other_types_with(field, kind);
            assert_eq!(found.and_then(|types| types.first().copied()), first, "{field} {kind}");
        }
    }
}
