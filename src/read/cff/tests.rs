use crate::model::{EntryType, Variable as V};
use crate::read::{Format, Reading, read};
use crate::source::{Source, SourceId};

fn reading(text: &str) -> Reading {
    let read = read(&Source::new("CITATION.cff", text), SourceId(0), None).unwrap();
    assert_eq!(read.format, Format::Cff);
    read
}

fn messages(text: &str) -> Vec<String> {
    reading(text).diagnostics.into_iter().map(|found| found.message).collect()
}

const FILE: &str = include_str!("../../../tests/fixtures/cff/works.cff");

#[test]
fn a_file_is_the_software_what_is_cited_in_its_place_and_its_references() {
    let read = reading(FILE);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let entries: Vec<_> = read.library.iter().collect();
    let keys: Vec<&str> = entries.iter().map(|entry| &*entry.key).collect();
    assert_eq!(keys, ["mett2021commune", "terhoeven2021commune", "broué2019on"]);

    let [software, article, paper] = entries[..] else { panic!("three works") };
    assert_eq!(software.kind, EntryType::Software);
    assert_eq!(software.str(V::Doi), Some("10.5281/zenodo.1"));
    assert_eq!(software.str(V::Url), Some("https://example.org/commune"));
    assert_eq!(software.str(V::Keyword), Some("history, archives"));
    assert_eq!(software.str(V::Version), Some("1.4.0"));
    assert_eq!(software.str(V::License), Some("MIT"));
    assert!(software.extra("identifiers").is_some_and(|text| text.contains("swh:1:rev:1")));
    assert_eq!(
        software.extra("author+an:ORCID"),
        Some("1=\"https://orcid.org/0000-0002-1825-0097\"")
    );
    assert_eq!(software.date(V::Issued).unwrap().to_edtf().as_deref(), Some("2021-03-18"));

    let names: Vec<_> = article.names(V::Author).iter().map(|name| name.display()).collect();
    assert_eq!(names, ["Ewout ter Hoeven Jr."]);
    for (variable, value) in
        [(V::ContainerTitle, "Annals"), (V::Page, "7-19"), (V::Volume, "10"), (V::Issue, "2")]
    {
        assert_eq!(article.str(variable), Some(value), "{variable}");
    }
    assert_eq!(article.date(V::Issued).unwrap().to_edtf().as_deref(), Some("2021-05"));

    for (variable, value) in [
        (V::ContainerTitle, "Proceedings of the Second Meeting"),
        (V::EventTitle, "Second Meeting"),
        (V::EventPlace, "Paris, FR"),
        (V::Publisher, "Editions de Minuit"),
        (V::PublisherPlace, "Paris"),
    ] {
        assert_eq!(paper.str(variable), Some(value), "{variable}");
    }
    let held = paper.date(V::EventDate).unwrap().to_edtf();
    assert_eq!(held.as_deref(), Some("2019-07-01/2019-07-03"));
}

#[test]
fn every_field_has_its_place() {
    let read = reading(FILE);
    for (number, title) in [(0, "Commune"), (1, "The Commune, counted"), (2, "On the ice")] {
        let fields = &read.origins.entries[number].fields;
        let field = fields.iter().find(|field| &*field.name == "title").unwrap();
        assert_eq!(&FILE[field.value_location().span.range()], title);
    }
}

#[test]
fn what_is_wrong_is_reported() {
    assert_eq!(
        messages(
            "cff-version: 1.2.0\ntitle: A\nauthors:\n- Ida Mett\n- {}\ndate-released: May 2001\n\
             titel: B\ntype: artcle\n"
        ),
        [
            "`authors` is text, but a mapping with `family-names` and `given-names` is expected",
            "this person in `authors` has no name",
            "`May 2001` is not a date in the form `YYYY-MM-DD`",
            "`titel` is not a CFF field",
            "`artcle` is not a CFF type",
        ]
    );
    assert_eq!(messages("cff-version: 1.2.0\nreferences:\n- A book\n").len(), 1);
}
