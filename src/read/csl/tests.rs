use crate::diagnostic::Sink;
use crate::model::{Entry, EntryType, Name, Person, Variable};
use crate::read::csl::{read_json, read_yaml};
use crate::source::{Source, SourceId};

/// The entries of a text, and what is said of it.
fn read_all(text: &str) -> (Vec<Entry>, Vec<String>) {
    let source = Source::new("test.json", text);
    let mut sink = Sink::new();
    let (library, origins) = read_json(&source, SourceId(0), &mut sink);
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
    let (library, _) = read_yaml(&source, SourceId(0), &mut Sink::new());
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
    assert_eq!((entry.extra("titel"), entry.extra("custom")), (Some("X"), Some("a: 1; 2")));
    let (entries, said) = read_all(r#"[{"id": "a", "type": "journal-article"}]"#);
    assert_eq!(said, ["unknown-type: `journal-article` is not a CSL type @ journal-article"]);
    assert_eq!(entries[0].kind, EntryType::Document);
    let (entry, said) = item(r#""author": "Mett, Ida""#);
    assert_eq!(
        said,
        [r#"schema-violation: `author` is text, where a list of names is meant @ "Mett, Ida""#]
    );
    assert_eq!(entry.names(Variable::Author), [Name::literal("Mett, Ida")]);
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
        (r#"{"date-parts": [[1921, 14]]}"#, "1921-22"),
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
    assert_eq!(entry.str(Variable::Note), Some("see  also"));
    let (entry, _) = item(r#""note": "type: report\nDOI: 10.1/x""#);
    assert_eq!((entry.kind, entry.str(Variable::Doi)), (EntryType::Report, Some("10.1/x")));
}
