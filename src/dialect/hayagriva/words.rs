//! hayagriva's names for the fields of other formats.

use Meant::{Field, Inside};

/// The replacement for a field of another format. The name of a hayagriva field can be written
/// directly.
pub(crate) fn meant(name: &str) -> Option<Meant> {
    let word = name.to_ascii_lowercase().replace('_', "-");
    let at = WORDS.binary_search_by(|(known, _)| (*known).cmp(&*word)).ok()?;
    Some(WORDS[at].1)
}

/// The hayagriva equivalent of a field of another format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// A field.
    Field(&'static str),
    /// A field inside another: `publisher: {location: …}`.
    Inside(&'static str),
}

/// Fields of BibTeX, BibLaTeX, CSL-JSON, RIS and Zotero, sorted.
#[rustfmt::skip]
const WORDS: [(&str, Meant); 57] = [
    ("accessed", Inside("url: {value: …, date: …}")), ("address", Inside("publisher: {name: …, location: …}")),
    ("annotation", Field("note")), ("annote", Field("note")),
    ("archiveprefix", Inside("serial-number: {arxiv: …}")), ("arxiv", Inside("serial-number: {arxiv: …}")),
    ("authors", Field("author")), ("booktitle", Inside("parent: {title: …}")),
    ("city", Inside("publisher: {name: …, location: …}")), ("collection-title", Inside("parent: {title: …}")),
    ("conference", Inside("parent: {type: conference, title: …}")), ("container-title", Inside("parent: {title: …}")),
    ("day", Inside("date: YYYY-MM-DD")), ("doi", Inside("serial-number: {doi: …}")),
    ("editors", Field("editor")), ("eprint", Inside("serial-number: {arxiv: …}")),
    ("eprinttype", Inside("serial-number: {arxiv: …}")), ("event", Inside("parent: {type: conference, title: …}")),
    ("event-title", Inside("parent: {type: conference, title: …}")), ("eventtitle", Inside("parent: {type: conference, title: …}")),
    ("howpublished", Field("note")), ("institution", Field("organization")),
    ("isbn", Inside("serial-number: {isbn: …}")), ("issn", Inside("serial-number: {issn: …}")),
    ("issued", Field("date")), ("journal", Inside("parent: {type: periodical, title: …}")),
    ("journal-title", Inside("parent: {type: periodical, title: …}")),
    ("journaltitle", Inside("parent: {type: periodical, title: …}")), ("lang", Field("language")),
    ("langid", Field("language")), ("link", Field("url")), ("month", Inside("date: YYYY-MM")),
    ("number", Field("issue")), ("number-of-pages", Field("page-total")),
    ("number-of-volumes", Field("volume-total")), ("page", Field("page-range")),
    ("pages", Field("page-range")), ("pagetotal", Field("page-total")),
    ("place", Inside("publisher: {name: …, location: …}")), ("pmcid", Inside("serial-number: {pmcid: …}")),
    ("pmid", Inside("serial-number: {pmid: …}")), ("publication-title", Inside("parent: {title: …}")),
    ("publisher-place", Inside("publisher: {name: …, location: …}")), ("school", Field("organization")),
    ("series", Inside("parent: {title: …}")), ("short-title", Inside("title: {value: …, short: …}")),
    ("shorttitle", Inside("title: {value: …, short: …}")), ("title-short", Inside("title: {value: …, short: …}")),
    ("translator", Inside("affiliated: {role: translator, names: …}")),
    ("translators", Inside("affiliated: {role: translator, names: …}")),
    ("university", Field("organization")), ("urldate", Inside("url: {value: …, date: …}")),
    ("venue", Field("location")), ("volumes", Field("volume-total")),
    ("website", Field("url")), ("websitetitle", Inside("parent: {title: …}")), ("year", Field("date")),
];

#[cfg(test)]
mod tests {
    use super::{Meant, WORDS, meant};
    use crate::dialect::hayagriva::fields::FIELDS;

    #[test]
    fn words_are_ordered_and_lead_to_fields() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        for (word, meant) in WORDS {
            assert!(!FIELDS.contains(&word), "{word}");
            let field = match meant {
                Meant::Field(field) => field,
                Meant::Inside(form) => form.split(':').next().unwrap(),
            };
            assert!(FIELDS.contains(&field), "{field}");
        }
        assert_eq!(meant("Pages"), Some(Meant::Field("page-range")));
        assert_eq!(meant("publisher_place"), meant("publisher-place"));
        assert_eq!(meant("titel"), None);
    }
}
