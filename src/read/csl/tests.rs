use crate::diagnostic::Sink;
use crate::model::{Entry, EntryType, Name, Person, Variable};
use crate::read::Identifiers;
use crate::read::csl::{read_json, read_yaml};
use crate::source::{Source, SourceId};

/// The entries of a text, and the findings.
fn read_all(text: &str) -> (Vec<Entry>, Vec<String>) {
    let source = Source::new("test.json", text);
    let mut sink = Sink::new();
    let (library, origins) = read_json(&source, SourceId(0), Identifiers::Cleaned, &mut sink);
    assert_eq!(library.len(), origins.entries.len());
    let said = sink.into_sorted().into_iter().map(|d| {
        let under = source.slice(d.primary.location.span);
        format!("{}: {} @ {under}", d.rule.name, d.message)
    });
    let said = said.collect();
    (library.into_iter().collect(), said)
}

fn item(fields: &str) -> (Entry, Vec<String>) {
    let (mut entries, said) =
        read_all(&format!("[{{\"id\": \"k\", \"type\": \"book\", {fields}}}]"));
    (entries.remove(0), said)
}

fn date(value: &str) -> (String, Vec<String>) {
    let (entry, said) = item(&format!("\"issued\": {value}"));
    let date = entry.date(Variable::Issued);
    let shown = date.map(|date| date.to_edtf().unwrap_or_else(|| format!("{date:?}")));
    (shown.unwrap_or_default(), said)
}

fn parts(family: &str, given: &str) -> String {
    let person = Person { family: family.into(), given: given.into(), ..Person::default() };
    let Person { family, given, dropping_particle, non_dropping_particle, suffix, .. } =
        super::person_of(person);
    [given, dropping_particle, non_dropping_particle, family, suffix].join("|")
}

#[test]
fn names_in_the_wrong_place_are_read_and_reported() {
    let names = |value: &str| {
        let (entry, said) = item(&format!("\"author\": {value}"));
        let names = entry.names(Variable::Author);
        let shown: Vec<String> = names.iter().map(|name| name.display()).collect();
        (
            shown.join("; "),
            said.iter().map(|it| it.split(" @ ").next().unwrap().to_owned()).collect::<Vec<_>>(),
        )
    };
    for (value, shown, finding) in [
        (
            r#"[{"family": "Adams", "given": null}]"#,
            "Adams",
            "schema-violation: `given` in `author` is nothing, but text is expected",
        ),
        (
            r#"["Gow, Jim"]"#,
            "Jim Gow",
            "schema-violation: `author` is text, but a name with its parts is expected",
        ),
        (
            r#"[{"family": "Eels, John"}]"#,
            "John Eels",
            "malformed-name: `Eels, John` is a family and a given name in one `family`",
        ),
        (
            r#"[{"literal": "Doe, Jane and Roe, Jo"}]"#,
            "Jane Doe; Jo Roe",
            "malformed-name: `Doe, Jane and Roe, Jo` names 2 persons in one `literal`",
        ),
    ] {
        assert_eq!(names(value), (shown.to_owned(), vec![finding.to_owned()]), "{value}");
    }
    for value in [
        r#"[{"literal": "Ministry of Health, Labour and Welfare"}]"#,
        r#"[{"family": "Apple, Inc."}]"#,
        r#"[{"literal": "Smith, John"}]"#,
        r#"[{"family": "Oak", "given": "Ann", "comma-suffix": true, "suffix": "Jr."}]"#,
    ] {
        assert_eq!(names(value).1, [""; 0], "{value}");
    }
}

#[test]
fn dates_that_are_slips_are_read_and_reported() {
    for (value, shown, rule) in [
        (r#"{"date-parts": [[2001, 13]]}"#, "2001-21", "invalid-date"),
        (r#"{"date-parts": [["2001", "13"]]}"#, "2001-21", "invalid-date"),
        (r#"{"date-parts": [2001, 3]}"#, "2001-03", "schema-violation"),
        (r#"{"date-parts": [[20001]]}"#, "Y20001", "invalid-date"),
        (r#"{"year": "2001"}"#, "2001", "schema-violation"),
    ] {
        let (date, said) = date(value);
        assert_eq!(date, shown, "{value}");
        assert_eq!(said.len(), 1, "{value}: {said:?}");
        assert!(said[0].starts_with(rule), "{said:?}");
    }
    for value in [r#"{"date-parts": [["2001", "3"]]}"#, r#"{"date-parts": [[2001, 21]]}"#] {
        assert_eq!(date(value).1, [""; 0], "{value}");
    }
}

#[test]
fn lists_wherever_they_are() {
    for text in [
        r#"[{"id": "a", "type": "book"}]"#,
        r#"{"id": "a", "type": "book"}"#,
        r#"{"references": [{"id": "a", "type": "book"}]}"#,
        r#"{"items": [{"id": "a", "type": "book"}]}"#,
    ] {
        let (entries, said) = read_all(text);
        assert_eq!((entries.len(), said.len()), (1, 0), "{text}: {said:?}");
    }
    let source = Source::new("x.yaml", "references:\n- id: 12\n  type: book\n  volume: 3\n");
    let (library, _) = read_yaml(&source, SourceId(0), Identifiers::Cleaned, &mut Sink::new());
    let entry = &library.entries()[0];
    assert_eq!((entry.key.as_str(), entry.str(Variable::Volume)), ("12", Some("3")));
    assert_eq!(
        read_all("7").1,
        ["schema-violation: the file is a number, not a list of items @ 7"]
    );
}

#[test]
fn what_is_not_known_is_said_and_kept() {
    let (entry, said) = item(r#""titel": "X", "custom": {"a": [1, 2]}"#);
    assert_eq!(said, ["unknown-field: `titel` is not a CSL variable @ titel"]);
    assert_eq!((entry.extra("titel"), entry.extra("custom.a")), (Some("X"), Some("[1,2]")));
    let (entries, said) = read_all(r#"[{"id": "a", "type": "journal-paper"}]"#);
    assert_eq!(said, ["unknown-type: `journal-paper` is not a CSL type @ journal-paper"]);
    assert_eq!(entries[0].kind, EntryType::Unknown);
    let (entries, said) = read_all(r#"[{"id": "a", "type": ""}]"#);
    assert_eq!(said, ["unknown-type: the type is empty @ "]);
    assert_eq!(entries[0].kind, EntryType::Unknown);
    let (entry, said) = item(r#""author": "Mett, Ida""#);
    assert_eq!(
        said,
        [r#"schema-violation: `author` is text, but a list of names is expected @ "Mett, Ida""#]
    );
    assert_eq!(entry.names(Variable::Author), [Name::person("Mett", "Ida")]);
}

#[test]
fn dates_in_all_their_forms() {
    for (value, edtf) in [
        (r#"{"date-parts": [[1921, 3, 11]]}"#, "1921-03-11"),
        (r#"{"date-parts": [["1921", "3"]]}"#, "1921-03"),
        (r#"{"date-parts": [[1921], [1923]]}"#, "1921/1923"),
        (r#"{"date-parts": [[1921], [0]]}"#, "1921/.."),
        (r#"{"date-parts": [[-100]]}"#, "-0099"),
        (r#"{"date-parts": [[1921]], "circa": true}"#, "1921~"),
        (r#"{"date-parts": [[1921]], "season": 2}"#, "1921-22"),
        (r#"{"date-parts": [[1921, 22]]}"#, "1921-22"),
        (r#"{"date-parts": [[1921]], "season": "Winter"}"#, "1921-24"),
        (r#"{"date-parts": [[1921]], "season": "autumn"}"#, "1921-23"),
        (r#"{"raw": "44 BC"}"#, "-0043"),
        (r#"{"raw": "44 B.C.E."}"#, "-0043"),
        (r#"{"raw": "AD 98"}"#, "0098"),
        (r#"{"raw": "March 11, 1921"}"#, "1921-03-11"),
        (r#"{"raw": "Spring 1999 - Summer 2001"}"#, "1999-21/2001-22"),
        (r#"{"raw": "[1988?]"}"#, "1988?"),
        (r#"{"raw": "circa 1988"}"#, "1988~"),
        (r#""2005-11/2006""#, "2005-11/2006"),
    ] {
        let (shown, said) = date(value);
        assert_eq!(shown, edtf, "{value}");
        assert!(said.is_empty(), "{value}: {said:?}");
    }
    let (shown, said) = date(r#"{"date-parts": [[1921]], "season": "Trinity"}"#);
    assert_eq!(shown, "1921");
    assert_eq!(said, [r#"invalid-date: `Trinity` is not a season @ "Trinity""#]);
    for text in [
        r#"{"raw": "2001-13"}"#,
        r#"{"literal": "2001-02-30"}"#,
        r#""2020-13""#,
        r#"{"raw": "31 February 2020"}"#,
        r#"{"literal": "Feb. 30, 2020"}"#,
    ] {
        assert_eq!(date(text).1.len(), 1, "{text}");
    }
    for text in [
        r#"{"raw": "1999-00"}"#,
        r#"{"literal": "1999-03"}"#,
        r#"{"raw": "2001-2"}"#,
        r#"{"raw": "29 February 2020"}"#,
    ] {
        assert!(date(text).1.is_empty(), "{text}");
    }
    assert_eq!(date(r#"{"raw": "Ming dynasty"}"#).0, "Literal(\"Ming dynasty\")");
    let (shown, said) = date(r#"{"date-parts": [[2023, 2, 29]]}"#);
    assert_eq!(shown, "2023-02");
    assert_eq!(said, ["invalid-date: there is no date `2023-2-29` @ [2023, 2, 29]"]);
}

#[test]
fn particles_in_family_and_given() {
    for (family, given, expected) in [
        ("van der Berg", "Jan", "Jan||van der|Berg|"),
        ("Berg", "Jan van der", "Jan|van der||Berg|"),
        ("d'Aubignac", "F", "F||d'|Aubignac|"),
        ("al-One", "Alan", "Alan||al-|One|"),
        ("in 't Horvath", "A", "A||in 't|Horvath|"),
        ("’s-Gravesande", "W", "W||’s-|Gravesande|"),
        ("Du Bois", "W", "W|||Du Bois|"),
        ("von und zu Berg", "A", "A||von und zu|Berg|"),
        ("de", "X", "X|||de|"),
        ("O’Neil", "Eu", "Eu|||O’Neil|"),
        ("\"van Happel\"", "E", "E|||van Happel|"),
        ("King", "Martin Luther, Jr.", "Martin Luther|||King|Jr."),
        ("Santos dos Reis", "P", "P|||Santos dos Reis|"),
    ] {
        assert_eq!(parts(family, given), expected, "{family}, {given}");
    }
}

#[test]
fn variables_in_the_note() {
    let note = r#""note": "genre: Peer commentary\nreviewed-author: Hall || W. C.\nmy note""#;
    let (entry, _) = item(note);
    assert_eq!(entry.str(Variable::Genre), Some("Peer commentary"));
    assert_eq!(entry.names(Variable::ReviewedAuthor), [Name::person("Hall", "W. C.")]);
    assert_eq!(entry.str(Variable::Note), Some("my note"));
    let (entry, _) = item(r#""note": "see {:original-date: 1920} also", "title": "T""#);
    assert_eq!(
        entry.date(Variable::OriginalDate).and_then(|d| d.to_edtf()).as_deref(),
        Some("1920")
    );
    assert_eq!(entry.str(Variable::Note), Some("see \n\n also"));
    let (entry, _) = item(r#""note": "DOI: doi:10.1000/x""#);
    assert_eq!(entry.str(Variable::Doi), Some("10.1000/x"));
    let (entry, _) = item(r#""note": "type: report\nDOI: 10.1/x""#);
    assert_eq!((entry.kind, entry.str(Variable::Doi)), (EntryType::Report, Some("10.1/x")));
}

#[test]
fn what_of_a_note_is_a_field_and_what_is_kept_of_it() {
    for (written, note, extra) in [
        // An address on a line of its own reads as a field, as in citeproc-js.
        ("Accepted.\\nhttp://x.y/z", Some("Accepted."), "http=//x.y/z"),
        ("foo: a\\n\\nBAR: b", None, "foo=a BAR=b"),
        ("first\\nfoo: a\\nsecond\\nbar: b", Some("first\n\nsecond\nbar: b"), "foo=a"),
        ("foo: a\\nfoo: b", Some("foo: b"), "foo=a"),
        ("volume: 3\\nvolume: 4", Some("volume: 4"), ""),
        ("title: X", Some("title: X"), ""),
        ("type: odd", None, "type=odd"),
        ("a {:foo: x} b {:bar: y} c", Some("a \n\n b {:bar: y} c"), "foo=x"),
        ("a {:Foo: x} b", Some("a {:Foo: x} b"), ""),
        ("See: this", Some("See: this"), ""),
        ("foo : x", Some("foo : x"), ""),
        (" foo: x", Some(" foo: x"), ""),
        ("foo:", Some("foo:"), ""),
        ("see http://x.y", Some("see http://x.y"), ""),
    ] {
        let (entry, _) = item(&format!(r#""title": "T", "note": "{written}""#));
        assert_eq!(entry.str(Variable::Note), note, "{written}");
        let kept = entry.extra.iter().map(|extra| format!("{}={}", extra.name, extra.value));
        assert_eq!(kept.collect::<Vec<_>>().join(" "), extra, "{written}");
    }
}

/// The entries of CSL-YAML, and the findings.
fn read_references(items: &str) -> (crate::model::Library, Vec<String>) {
    let source = Source::new("test.yaml", format!("references:\n{items}"));
    let mut sink = Sink::new();
    let (library, _) = read_yaml(&source, SourceId(0), Identifiers::Cleaned, &mut sink);
    let said = sink.into_sorted().into_iter().map(|d| {
        let under = source.slice(d.primary.location.span);
        format!("{}: {} @ {under}: {}", d.rule.name, d.message, d.help.unwrap_or_default())
    });
    (library, said.collect())
}

#[test]
fn dates_as_pandoc_once_wrote_them() {
    for (value, edtf) in [
        ("2004", "2004"),
        ("\"2004-05\"", "2004-05"),
        ("2004-05-03/2005", "2004-05-03/2005"),
        ("{year: 2004}", "2004"),
        ("{year: '2004', month: '5', day: '3'}", "2004-05-03"),
        ("{year: 2004, month: May}", "2004-05"),
        ("{year: 2004, season: 2}", "2004-22"),
        ("{year: 2004, circa: true}", "2004~"),
        ("[{year: 2004}]", "2004"),
        ("[{year: 2004, month: 5}, {year: 2005}]", "2004-05/2005"),
        ("[2004, 5]", "2004-05"),
        ("{date-parts: [['2004', '05']]}", "2004-05"),
        ("{edtf: 2004-05~}", "2004-05~"),
    ] {
        let (library, said) =
            read_references(&format!("- {{id: a, type: book, issued: {value}}}\n"));
        let date = library.entries()[0].date(Variable::Issued);
        assert_eq!(date.and_then(|date| date.to_edtf()).as_deref(), Some(edtf), "{value}");
        assert_eq!(said, [""; 0], "{value}");
    }
    let (shown, said) = date(r#"{"year": 2004, "month": 5}"#);
    assert_eq!((shown.as_str(), said.len()), ("2004-05", 1));
    assert_eq!(
        date(r#"{"month": 5}"#).1[0],
        "invalid-date: this date has no year @ {\"month\": 5}"
    );
    assert_eq!(date(r#"[{"year": 1}, {"year": 2}, {"year": 3}]"#).1.len(), 2);
}

#[test]
fn unknown_parts_of_names_and_dates_are_reported() {
    let (library, said) = read_references(
        "- id: a\n  type: book\n  author:\n  - family: Bell\n    given: [B., C.]\n    \
         non-droping-particle: van\n  issued: {year: 2004, seasons: 2}\n",
    );
    assert_eq!(library.entries()[0].names(Variable::Author), [Name::person("Bell", "B. C.")]);
    assert_eq!(
        said,
        [
            "unknown-field: a name in `author` has no part `non-droping-particle` @ \
             non-droping-particle: did you mean `non-dropping-particle`?",
            "unknown-field: a date in `issued` has no part `seasons` @ seasons: did you mean \
             `season`?",
        ]
    );
    let (_, said) = date(r#"{"date-part": [[2004]]}"#);
    assert_eq!(said, ["unknown-field: a date in `issued` has no part `date-part` @ date-part"]);
}

#[test]
fn markdown_is_read_in_yaml_only() {
    let (library, said) = read_references(
        "- id: a\n  type: book\n  title: 'On *Rana* in H~2~O'\n  doi: 10.1000/a\\_b\n  \
         volume: A\\_1\n  author: [{literal: 'A \\& B'}]\n",
    );
    let entry = &library.entries()[0];
    let title = entry.text(Variable::Title).unwrap().to_csl_markup();
    assert_eq!(title, "On <i>Rana</i> in H<sub>2</sub>O");
    assert_eq!(entry.str(Variable::Doi), Some("10.1000/a_b"));
    assert_eq!(entry.str(Variable::Volume), Some("A_1"));
    assert_eq!(entry.names(Variable::Author), [Name::literal("A & B")]);
    assert_eq!(said, [""; 0]);
    let (entry, _) = item(r#""title": "On *Rana* in H~2~O""#);
    assert_eq!(entry.str(Variable::Title), Some("On *Rana* in H~2~O"));
}

#[test]
fn identifiers_are_cleaned() {
    let (entry, said) = item(
        r#""DOI": "https://doi.org/10.1000/Abc", "PMID": "PMID: 123", "ISBN": "ISBN 0-306-40615-2""#,
    );
    assert_eq!(entry.str(Variable::Doi), Some("10.1000/Abc"));
    assert_eq!(entry.str(Variable::Pmid), Some("123"));
    assert_eq!(entry.str(Variable::Isbn), Some("0-306-40615-2"));
    assert_eq!(said, [""; 0]);
    let (entry, _) = item(r#""DOI": "https://example.org/paper""#);
    assert_eq!(entry.str(Variable::Url), Some("https://example.org/paper"));
}

#[test]
fn what_crossref_returns_is_read_as_meant() {
    let text = r#"[{"id": "x", "type": "journal-article", "title": ["A title"], "ISSN": ["0305-1048", "1362-4962"],
        "author": [{"given": "Jo", "family": "Roe", "sequence": "first", "affiliation": []},
            {"name": "The Consortium", "sequence": "additional"}]}]"#;
    let source = Source::new("test.json", text);
    let mut sink = Sink::new();
    let (library, _) = read_json(&source, SourceId(0), Identifiers::Cleaned, &mut sink);
    let entry = &library.entries()[0];
    assert_eq!(entry.kind, EntryType::ArticleJournal);
    assert_eq!(entry.str(Variable::Title), Some("A title"));
    assert_eq!(entry.str(Variable::Issn), Some("0305-1048, 1362-4962"));
    assert_eq!(entry.names(Variable::Author)[1], Name::literal("The Consortium"));
    let said: Vec<&str> = sink.as_slice().iter().map(|it| it.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
}

#[test]
fn an_item_is_found_by_its_citation_key_too() {
    let text = r#"[{"id": "http://zotero.org/users/1/items/A", "citation-key": "bell", "type": "book"},
        {"id": "b", "citekey": "bolt", "type": "book"}, {"citationKey": "c", "type": "book"},
        {"id": "e", "type": "book", "note": "Citation Key: elm"}]"#;
    let source = Source::new("test.json", text);
    let mut sink = Sink::new();
    let (library, _) = read_json(&source, SourceId(0), Identifiers::Cleaned, &mut sink);
    for (key, index) in [
        ("http://zotero.org/users/1/items/A", 0),
        ("bell", 0),
        ("b", 1),
        ("bolt", 1),
        ("c", 2),
        ("elm", 3),
    ] {
        assert_eq!(library.position(key), Some(index), "{key}");
    }
    assert!(sink.is_empty());
}

#[test]
fn identifiers_stay_as_written_where_that_is_asked_for() {
    let json = r#"[{"id": "k", "type": "book", "DOI": "https://doi.org/10.1000/x", "ISBN": "ISBN 1"},
        {"id": "l", "type": "book", "DOI": "https://example.org/x"}]"#;
    let yaml = "- id: k\n  type: book\n  DOI: https://doi.org/10.1000/x\n  ISBN: ISBN 1\n\
                - id: l\n  type: book\n  DOI: https://example.org/x\n";
    let read = |identifiers| {
        let of = |text: &str| Source::new("test", text);
        let mut sink = Sink::new();
        let (json, _) = read_json(&of(json), SourceId(0), identifiers, &mut sink);
        let (yaml, _) = read_yaml(&of(yaml), SourceId(0), identifiers, &mut sink);
        [json, yaml]
    };
    for library in read(Identifiers::AsWritten) {
        let [first, second] = library.entries() else { panic!("two entries") };
        assert_eq!(first.str(Variable::Doi), Some("https://doi.org/10.1000/x"));
        assert_eq!(first.str(Variable::Isbn), Some("ISBN 1"));
        assert_eq!(second.str(Variable::Doi), Some("https://example.org/x"));
        assert_eq!(second.str(Variable::Url), None);
    }
    for library in read(Identifiers::Cleaned) {
        let [first, second] = library.entries() else { panic!("two entries") };
        assert_eq!(first.str(Variable::Doi), Some("10.1000/x"));
        assert_eq!(first.str(Variable::Isbn), Some("1"));
        assert_eq!(second.str(Variable::Url), Some("https://example.org/x"));
    }
}

#[test]
fn items_in_wrappers_are_read() {
    let item = r#"{"id": "a", "type": "book", "title": "T"}"#;
    for text in [
        format!(r#"{{"status": "ok", "message": {{"items": [{item}]}}}}"#),
        format!(r#"{{"status": "ok", "message": {item}}}"#),
        format!(r#"{{"data": [{item}]}}"#),
        format!(r#"{{"references": [{item}]}}"#),
        format!(r#"{{"a": {item}}}"#),
        item.to_owned(),
    ] {
        let (entries, said) = read_all(&text);
        assert_eq!((entries.len(), said), (1, vec![]), "{text}");
        assert_eq!(entries[0].key, "a");
    }
    assert_eq!(read_all(r#"{"a": 1}"#).1.len(), 1);
}
