//! The identifiers in fields that are not for them: the DOI in an address, the number of arXiv in a
//! note or in the name of a journal.

use crate::check::subject::facts::Identifier;
use crate::check::subject::{Characters, Subject};
use crate::model::{ArxivId, Doi, FieldOrigin, Pmid, Variable};

/// A field that holds another identifier than the field for it.
pub(super) struct Other<'a> {
    pub(super) field: &'a FieldOrigin,
    /// As it is said in a message: `the DOI of`.
    pub(super) what: &'static str,
    /// The identifier that the field holds, and the one in its own field.
    pub(super) held: String,
    pub(super) own: String,
    pub(super) own_field: &'a FieldOrigin,
}

/// The fields of an entry that hold an identifier of the kind of one of its own, and another one.
pub(super) fn others<'a>(entry: &Subject<'a>) -> Vec<Other<'a>> {
    if !entry.may_have_any(&FREE_FIELDS, &FREE_VARIABLES) {
        return Vec::new();
    }
    let candidates: Vec<_> =
        entry.own_fields().filter(|field| is_candidate(entry, field)).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let known: Vec<_> = entry
        .identifiers()
        .filter(|(_, field, _)| !candidates.iter().any(|it| std::ptr::eq(*it, *field)))
        .map(|(identifier, field, _)| (identifier.clone(), field))
        .collect();
    let found = candidates.into_iter().filter_map(|field| {
        let written = entry.written(field);
        let held = identified(written.text.trim())?;
        let same_kind =
            |own: &Identifier| std::mem::discriminant(own) == std::mem::discriminant(&held);
        let mut own = known.iter().filter(|(own, _)| same_kind(own)).peekable();
        let &&(ref first, own_field) = own.peek()?;
        if own.any(|(own, _)| may_be_one(own, &held)) {
            return None;
        }
        let (what, held) = named(&held)?;
        Some(Other { field, what, held, own: named(first)?.1, own_field })
    });
    found.collect()
}

/// What may hold any identifier.
const FREE_VARIABLES: [Variable; 3] = [Variable::Url, Variable::Note, Variable::ContainerTitle];
const FREE_FIELDS: [&str; 2] = ["howpublished", "note"];

/// Whether a field may hold an identifier that is not its own, by its name and its characters.
fn is_candidate(entry: &Subject<'_>, field: &FieldOrigin) -> bool {
    let is_free = field.variables().first().is_some_and(|it| FREE_VARIABLES.contains(it))
        || FREE_FIELDS.iter().any(|name| field.name.eq_ignore_ascii_case(name));
    // What a parent in hayagriva's form says is said of the parent.
    is_free
        && !field.name.contains('.')
        && (!entry.is_literal(field) || entry.characters(field).has_any(Characters::DIGITS))
}

/// The identifier that a text consists of, or that an address leads to.
fn identified(text: &str) -> Option<Identifier> {
    let lower = text.to_ascii_lowercase();
    let is_address = lower.starts_with("http://") || lower.starts_with("https://");
    if text.contains(char::is_whitespace) && is_address {
        return None;
    }
    let plain = lower.strip_prefix("arxiv preprint ").unwrap_or(&lower);
    if plain.starts_with("arxiv:") || is_address && plain.contains("//arxiv.org/") {
        let words = plain.split([' ', ',', ';', '[']).next().unwrap_or_default();
        let words = if words == "arxiv:" { plain } else { words };
        return ArxivId::parse(words).ok().map(|id| Identifier::Arxiv(id.id().to_lowercase()));
    }
    if is_address && lower.contains("pubmed") {
        let number = lower.trim_end_matches('/').rsplit('/').next()?;
        return Pmid::parse(number).ok().map(|_| Identifier::Pmid(number.to_owned()));
    }
    let start = ["doi:", "doi ", "https://doi.org/", "http://dx.doi.org/"];
    let is_doi = start.iter().any(|start| lower.starts_with(start));
    let doi = if is_doi || is_address {
        let at = lower.find("10.")?;
        let before = lower[..at].chars().last()?;
        matches!(before, '/' | ':' | ' ').then(|| &lower[at..])?
    } else {
        return None;
    };
    let doi = doi.split(['?', '#', ' ', ',', ';']).next()?.trim_end_matches(['/', '.']);
    // Publishers write `%28` in their addresses, and programs a backslash before the `%`.
    let doi = Doi::find(&doi.replace("\\%", "%"))?.normalized();
    match doi.strip_prefix("10.48550/arxiv.") {
        Some(number) => {
            ArxivId::parse(number).ok().map(|id| Identifier::Arxiv(id.id().to_lowercase()))
        }
        None => Some(Identifier::Doi(doi)),
    }
}

/// Whether two identifiers may be of one work: the same, one with a part or a version behind it, or
/// those of two houses that both have it.
fn may_be_one(one: &Identifier, other: &Identifier) -> bool {
    let (Identifier::Doi(one), Identifier::Doi(other)) = (one, other) else { return one == other };
    // Archives, which have a number for each version, and the houses that register works that
    // another has registered already.
    const SEVERAL: [&str; 16] = [
        "10.48550/",
        "10.1101/",
        "10.5281/",
        "10.6084/",
        "10.17632/",
        "10.5061/",
        "10.2139/",
        "10.21203/",
        "10.20944/",
        "10.26434/",
        "10.31234/",
        "10.31219/",
        "10.2307/",
        "10.7910/",
        "10.17605/",
        "10.22541/",
    ];
    let is_of_archive = |doi: &str| SEVERAL.iter().any(|start| doi.starts_with(start));
    let house = |doi: &str| doi.split_once('/').map(|(house, _)| house.to_owned());
    // The conferences that ACM and IEEE hold together.
    let both = |doi: &str| doi.starts_with("10.1145/") || doi.starts_with("10.1109/");
    one.starts_with(&**other)
        || other.starts_with(&**one)
        || is_of_archive(one)
        || is_of_archive(other)
        || both(one) && both(other) && house(one) != house(other)
}

fn named(identifier: &Identifier) -> Option<(&'static str, String)> {
    match identifier {
        Identifier::Doi(doi) => Some(("DOI", doi.clone())),
        Identifier::Arxiv(number) => Some(("arXiv number", number.clone())),
        Identifier::Pmid(number) => Some(("PubMed number", number.clone())),
        Identifier::Isbn(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Identifier, identified, may_be_one};

    fn doi(text: &str) -> Identifier {
        Identifier::Doi(text.to_owned())
    }

    #[test]
    fn identifiers_in_addresses_and_notes() {
        for text in [
            "https://doi.org/10.1000/ABC",
            "http://dx.doi.org/10.1000/abc",
            "doi:10.1000/abc",
            "DOI 10.1000/abc",
            "https://link.springer.com/article/10.1000/abc",
            "https://dl.acm.org/doi/10.1000/abc?download=true",
        ] {
            assert!(identified(text) == Some(doi("10.1000/abc")), "{text}");
        }
        for text in [
            "arXiv:1801.00003",
            "arXiv preprint arXiv:1801.00003",
            "https://arxiv.org/abs/1801.00003v2",
            "https://doi.org/10.48550/arXiv.1801.00003",
        ] {
            assert!(identified(text) == Some(Identifier::Arxiv("1801.00003".into())), "{text}");
        }
        for text in [
            "Erratum: doi:10.1000/abc",
            "https://example.org/v10.1000/abc",
            "Physical Review 10",
            "https://example.org",
        ] {
            assert!(identified(text).is_none(), "{text}");
        }
    }

    #[test]
    fn identifiers_that_may_be_of_one_work() {
        assert!(may_be_one(&doi("10.1000/abc"), &doi("10.1000/abc.s1")));
        assert!(may_be_one(&doi("10.1145/1"), &doi("10.1109/2")));
        assert!(may_be_one(&doi("10.5281/zenodo.1"), &doi("10.5281/zenodo.2")));
        assert!(!may_be_one(&doi("10.1000/abc"), &doi("10.1000/xyz")));
        assert!(!may_be_one(&doi("10.1145/1"), &doi("10.1145/2")));
    }
}
