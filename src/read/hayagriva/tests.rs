//! Findings about entries that hayagriva would not read, and how they are read.

use crate::diagnostic::{Severity, Sink};
use crate::model::{Entry, EntryOrigin, EntryType, Variable};
use crate::read::hayagriva::read;
use crate::source::{Source, SourceId};

/// The first entry, its origin, and each finding as `rule: message @ text of the span`.
fn read_one(text: &str) -> (Option<Entry>, Option<EntryOrigin>, Vec<String>) {
    let source = Source::new("test.yaml", text);
    let mut sink = Sink::new();
    let (library, origins) = read(&source, SourceId(0), &mut sink);
    assert_eq!(library.len(), origins.entries.len());
    let said = sink.into_sorted().into_iter().map(|d| {
        let help = d
            .help
            .filter(|help| help.contains("mean") || help.contains("has `"))
            .unwrap_or_default();
        let under = source.slice(d.primary.location.span);
        let said = format!("{}: {} @ {under} {help}", d.rule.name, d.message);
        said.trim_end().to_owned()
    });
    let said = said.collect();
    (library.into_iter().next(), origins.entries.into_iter().next(), said)
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    assert_eq!(read_one(text).2, expected, "{text}");
}

#[test]
fn persons_in_one_item_are_read_and_reported() {
    let text = "a:\n  type: book\n  author: Smith, John and Doe, Jane\n";
    let source = crate::source::Source::new("a.yaml", text);
    let mut sink = crate::diagnostic::Sink::new();
    let (library, _) = super::read(&source, crate::source::SourceId(0), &mut sink);
    let names = library.entries()[0].names(crate::model::Variable::Author);
    let shown: Vec<String> = names.iter().map(|name| name.display()).collect();
    assert_eq!(shown, ["John Smith", "Jane Doe"]);
    let said: Vec<String> = sink.into_sorted().into_iter().map(|it| it.message).collect();
    assert_eq!(said, ["`Smith, John and Doe, Jane` names 2 persons in one item"]);
}

#[test]
fn misspelt_words_are_named_under_their_letters() {
    says(
        "k:\n  type: book\n  titel: X\n",
        &["unknown-field: `titel` is not a hayagriva field @ titel did you mean `title`?"],
    );
    says(
        "k: {type: boook}",
        &["unknown-type: `boook` is not a hayagriva type @ boook did you mean `book`?"],
    );
    says(
        "k: {type: article, parent: {volum: 3}}",
        &["unknown-field: `parent.volum` is not a hayagriva field @ volum did you mean `volume`?"],
    );
    says(
        "k: {type: book, author: {name: X, givenname: Y}}",
        &[
            "unknown-field: `author.givenname` is not a hayagriva field @ givenname did you mean `given-name`?",
        ],
    );
    says(
        "k: {type: book, serial-number: {DOI: 10.1000/1}}",
        &["unknown-field: `serial-number.DOI` is not a hayagriva field @ DOI did you mean `doi`?"],
    );
    says("k: {type: book, serial-number: {jstor: 1}}", &[]);
    says(
        "k: {type: book, affiliated: {role: directer, names: X}}",
        &[
            "schema-violation: `directer` is not a hayagriva role @ directer did you mean `director`?",
        ],
    );
    let (entry, ..) = read_one("k: {type: boook, titel: X}");
    let entry = entry.unwrap();
    assert_eq!(
        (entry.kind, entry.extra("type"), entry.extra("titel")),
        (EntryType::Document, Some("boook"), Some("X"))
    );
}

#[test]
fn words_of_other_formats_lead_to_hayagrivas() {
    for (word, help) in [
        ("pages", "did you mean `page-range`?"),
        ("year", "did you mean `date`?"),
        ("institution", "did you mean `organization`?"),
        ("journal", "hayagriva has `parent: {type: periodical, title: …}` for it"),
        ("booktitle", "hayagriva has `parent: {title: …}` for it"),
        ("DOI", "hayagriva has `serial-number: {doi: …}` for it"),
        ("publisher-place", "hayagriva has `publisher: {name: …, location: …}` for it"),
    ] {
        let said = format!("unknown-field: `{word}` is not a hayagriva field @ {word} {help}");
        says(&format!("k: {{type: book, {word}: x}}"), &[&said]);
    }
    let said = "unknown-field: `parent.journal` is not a hayagriva field @ journal \
                hayagriva has `parent: {type: periodical, title: …}` for it";
    says("k: {type: article, parent: {journal: x}}", &[said]);
    says(
        "k: {type: book, publisher: {address: x}}",
        &["unknown-field: `publisher.address` is not a hayagriva field @ address"],
    );
}

/// Tests what an entry prints from: its type, and these variables.
#[track_caller]
fn holds(text: &str, kind: EntryType, values: &[(Variable, Option<&str>)]) {
    let (entry, _, said) = read_one(text);
    let entry = entry.unwrap();
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(entry.kind, kind, "{text}");
    for (variable, value) in values {
        assert_eq!(entry.str(*variable), *value, "{variable} of {text}");
    }
}

#[test]
fn places_are_where_a_work_was_published() {
    use Variable::{EventPlace, Publisher, PublisherPlace};
    let at = |kind, location: &str| format!("k: {{type: {kind}, organization: O, {location}}}");
    let vienna = [(Publisher, Some("O")), (PublisherPlace, Some("Vienna"))];
    for (name, kind) in [
        ("thesis", EntryType::Thesis),
        ("report", EntryType::Report),
        ("manuscript", EntryType::Manuscript),
        ("book", EntryType::Book),
    ] {
        holds(&at(name, "location: Vienna"), kind, &vienna);
    }
    let both = at("report", "location: Graz, publisher: {name: P, location: Vienna}");
    holds(&both, EntryType::Report, &[(Publisher, Some("P")), (PublisherPlace, Some("Vienna"))]);
    let chapter =
        "k: {type: chapter, title: A, parent: {type: book, publisher: P, location: Bonn}}";
    holds(chapter, EntryType::Chapter, &[(PublisherPlace, Some("Bonn"))]);
    let talk = "k: {type: article, title: A, parent: {type: conference, location: Bonn}}";
    holds(talk, EntryType::Article, &[(EventPlace, Some("Bonn")), (PublisherPlace, None)]);
    let show = "k: {type: performance, title: A, location: Bonn}";
    holds(show, EntryType::Performance, &[(EventPlace, Some("Bonn")), (PublisherPlace, None)]);
}

#[test]
fn a_number_of_arxiv_is_a_preprints_or_an_address() {
    use Variable::{Number, Publisher, Url};
    let serial = "serial-number: {arxiv: \"2101.00004\"}";
    let address = Some("https://arxiv.org/abs/2101.00004");
    let preprint = [(Publisher, Some("arXiv")), (Number, Some("arXiv:2101.00004")), (Url, address)];
    for kind in ["article", "misc"] {
        holds(&format!("k: {{type: {kind}, {serial}}}"), EntryType::Article, &preprint);
    }
    let repository =
        format!("k: {{type: article, {serial}, parent: {{type: repository, title: arXiv}}}}");
    holds(&repository, EntryType::Article, &preprint);
    let doi = "k: {type: article, serial-number: {arxiv: hep-th/9901001v2, doi: 10.1000/182}}";
    holds(doi, EntryType::Article, &[(Number, Some("arXiv:hep-th/9901001v2")), (Url, None)]);
    let published = format!("k: {{type: article, {serial}, parent: {{title: Journal}}}}");
    let values = [(Publisher, None), (Number, None), (Url, address)];
    holds(&published, EntryType::ArticleJournal, &values);
}

#[test]
fn a_volume_is_printed_once() {
    use Variable::{ChapterNumber, PartNumber, Volume};
    let once = [(Volume, Some("2")), (PartNumber, None), (ChapterNumber, None)];
    let series = "k: {type: book, volume: 2, parent: {type: book, title: A Series}}";
    holds(series, EntryType::Book, &once);
    let chapter = "k: {type: chapter, volume: 2, parent: {type: book, title: A Book}}";
    holds(chapter, EntryType::Chapter, &once);
    let both = "k: {type: chapter, volume: 2, parent: {type: book, title: A Book, volume: 5}}";
    let values = [(Volume, Some("5")), (PartNumber, Some("2")), (ChapterNumber, Some("2"))];
    holds(both, EntryType::Chapter, &values);
}

#[test]
fn the_title_of_a_parent_is_printed_once() {
    use Variable::{CollectionTitle, ContainerTitle, VolumeTitle};
    for (kind, parent) in [("article", "proceedings"), ("anthos", "anthology"), ("chapter", "book")]
    {
        let text = format!("k: {{type: {kind}, title: A, parent: {{type: {parent}, title: B}}}}");
        let (entry, ..) = read_one(&text);
        let entry = entry.unwrap();
        let titles = [ContainerTitle, VolumeTitle, CollectionTitle];
        let times = titles.iter().filter(|title| entry.str(**title) == Some("B")).count();
        assert_eq!(times, 1, "{text}");
    }
}

#[test]
fn a_paper_in_published_proceedings_is_a_chapter() {
    let paper = |more: &str, parent: &str| {
        let parent = format!("parent: [{{type: proceedings, title: Q, {parent}}}{more}]");
        format!("k: {{type: article, title: A, {parent}}}")
    };
    let (book, paper_kind) = (EntryType::Chapter, EntryType::PaperConference);
    holds(&paper("", "publisher: P"), book, &[(Variable::ContainerTitle, Some("Q"))]);
    holds(&paper("", "volume: 3"), paper_kind, &[(Variable::ContainerTitle, Some("Q"))]);
    holds(&paper("", "publisher: P, issue: 3"), paper_kind, &[]);
    holds(&paper(", {type: conference, title: C}", "publisher: P"), paper_kind, &[]);
    let titles = [(Variable::VolumeTitle, None), (Variable::ContainerTitle, Some("Q"))];
    holds(&paper("", "publisher: P"), book, &titles);
}

#[test]
fn organizations_publish_but_those_of_laws_do_not() {
    use Variable::{Authority, Publisher};
    for (name, kind) in [("web", EntryType::Webpage), ("misc", EntryType::Document)] {
        let text = format!("k: {{type: {name}, organization: O}}");
        holds(&text, kind, &[(Publisher, Some("O")), (Authority, Some("O"))]);
    }
    for (name, kind) in [
        ("case", EntryType::LegalCase),
        ("patent", EntryType::Patent),
        ("legislation", EntryType::Bill),
    ] {
        let text = format!("k: {{type: {name}, organization: O}}");
        holds(&text, kind, &[(Publisher, None), (Authority, Some("O"))]);
    }
}

#[test]
fn values_of_the_wrong_kind_are_kept_where_they_can_be() {
    says(
        "k: {type: book, title: 1984}",
        &["schema-violation: `title` is a number, but text is expected @ 1984"],
    );
    says(
        "k: {type: book, volume: 1.5}",
        &["schema-violation: `volume` is a number, but a whole number or text is expected @ 1.5"],
    );
    says(
        "k: {type: book, page-total: many}",
        &["schema-violation: `page-total` is `many`, but a number is expected @ many"],
    );
    says(
        "k: {type: book, publisher: [x]}",
        &["schema-violation: `publisher` is a list, but text is expected @ [x]"],
    );
    says(
        "k: {type: book, url: example.org}",
        &[
            "schema-violation: `example.org` is not an address: relative URL without a base @ example.org",
        ],
    );
    says(
        "k: {type: book, language: German!}",
        &["schema-violation: `German!` is not a language tag @ German!"],
    );
    says(
        "k: {type: book, runtime: \"01:78:00\"}",
        &["schema-violation: `01:78:00` is not a timestamp @ 01:78:00"],
    );
    says(
        "k: {type: book, title: {short: X}}",
        &["schema-violation: `title` has no `value` @ title"],
    );
    says(
        "k: {type: book, parent: x}",
        &["schema-violation: `parent` is text, but a mapping is expected @ x"],
    );
    says("k: {type: book, title: \"a } b\"}", &["schema-violation: this `}` closes nothing @ }"]);
    says("k: {title: X}", &["schema-violation: the entry `k` has no `type` @"]);
    says("k: text", &["schema-violation: the entry `k` is text, not a mapping of fields @ text"]);
    says("- k", &["schema-violation: the file is a list, not a mapping of keys to entries @ - k"]);
    says(
        "k: {type: book, title: X, title: Y}",
        &["duplicate-field: duplicate field `title` @ title"],
    );
    let (entry, ..) = read_one("k: {type: book, title: 1984, volume: 1.5, page-total: many}");
    let entry = entry.unwrap();
    let values =
        [Variable::Title, Variable::Volume, Variable::NumberOfPages].map(|it| entry.str(it));
    assert_eq!(values, [Some("1984"), Some("1.5"), Some("many")]);
}

#[test]
fn dates_and_names_are_named_where_they_fail() {
    says("k: {type: book, date: 2020-13-01}", &["invalid-date: there is no month 13 @ 13"]);
    says(
        "k: {type: book, date: \"~2023-02-29\"}",
        &["invalid-date: month 2 of 2023 has no day 29 @ 29"],
    );
    says(
        "k: {type: book, url: {value: \"x://y\", date: May 2020}}",
        &["invalid-date: `May 2020` is not a date in the form `YYYY-MM-DD` @ May 2020"],
    );
    says(
        "k: {type: book, date: {year: 2020, month: 13}}",
        &["invalid-date: there is no month 13 where months count from 0 @ 13"],
    );
    says(
        "k: {type: book, author: [\"A, B\", \"a, b, c, d\"]}",
        &["malformed-name: `a, b, c, d` has more than two commas @ a, b, c, d"],
    );
    says("k: {type: book, author: [\"A, B\", ]}", &[]);
    says(
        "k: {type: book, author: {given-name: X}}",
        &["malformed-name: the person in `author` has no `name` @ {given-name: X}"],
    );
    let (entry, ..) = read_one("k: {type: book, date: 1921-03-11/1921-03-18}");
    let date = entry.unwrap().date(Variable::Issued).and_then(|date| date.to_edtf());
    assert_eq!(date.as_deref(), Some("1921-03-11/1921-03-18"));
}

#[test]
fn what_hayagriva_reads_in_spite_of_it_is_a_warning() {
    let source = Source::new("test.yaml", "k: {type: BOOK, runtime: x, title: 'a {b'}");
    let mut sink = Sink::new();
    read(&source, SourceId(0), &mut sink);
    assert!(sink.as_slice().iter().all(|d| d.severity == Severity::Warning));
    assert_eq!(sink.as_slice().len(), 3);
}

#[test]
fn origins_carry_paths_places_and_variables() {
    let text = "k:\n  type: Article\n  title: X\n  parent:\n    - {title: \"Y Z\", volume: 3}\n    - {type: web, title: W}\n";
    let (_, origin, said) = read_one(text);
    assert!(said.is_empty(), "{said:?}");
    let origin = origin.unwrap();
    let slice = |location: crate::source::Location| &text[location.span.range()];
    assert_eq!(
        (slice(origin.key), slice(origin.kind), &*origin.source_kind),
        ("k", "Article", "Article")
    );
    let container = origin.field_of(Variable::ContainerTitle).unwrap();
    assert_eq!(&*container.name, "parent[0].title");
    assert_eq!(
        (slice(container.name_location()), slice(container.value_location())),
        ("title", "Y Z")
    );
    assert!(origin.field("parent[1].title").unwrap().variables().is_empty());
    assert_eq!(slice(origin.location), text.trim_end());
}

#[test]
fn a_broken_entry_leaves_its_neighbours_whole() {
    let text = "a:\n  type: book\n  title: \"X\n  date: 2020\nb:\n  type: book\n  title: Y\n";
    let source = Source::new("test.yaml", text);
    let mut sink = Sink::new();
    let (library, _) = read(&source, SourceId(0), &mut sink);
    assert_eq!(library.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(library.get("b").and_then(|b| b.str(Variable::Title)), Some("Y"));
    assert!(library.get("a").is_some_and(|a| a.has(Variable::Issued)));
    assert_eq!(sink.as_slice().len(), 1);
}

#[test]
fn an_article_in_an_anthology_is_a_chapter_of_it() {
    holds(
        "k: {type: article, title: A, author: D, parent: {type: anthology, title: The Whole}}",
        EntryType::Chapter,
        &[(Variable::ContainerTitle, Some("The Whole"))],
    );
}
