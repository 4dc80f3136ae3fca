//! Lists of names that do not name all (`and others`): a style prints its own term for the rest,
//! once, and counts them as one more name.

use ibid::engine::{Options, Session, render};
use ibid::model::{Citation, Cite, Library, Name, Variable};
use ibid::output::Format;
use ibid::read::{Format as InputFormat, read};
use ibid::source::{Source, SourceId};
use ibid::style::{Style, archive};

use crate::render::{library, style};

/// A style of a few elements: names as `names` writes them, then the year.
fn custom(citation: &str, bibliography: &str, options: &str) -> Style {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
        <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
        <citation {options}><layout delimiter="; ">{citation}</layout></citation>
        <bibliography {options}><layout>{bibliography}</layout></bibliography></style>"#
    );
    Style::compile(&xml, None, &archive::Embedded).unwrap()
}

/// Each key cited by itself, then the entries.
fn print(style: &Style, library: &Library, keys: &[&str]) -> (Vec<String>, Vec<String>) {
    let citations: Vec<Citation> = keys.iter().map(|key| Citation::from(Cite::new(*key))).collect();
    let rendered = render(style, library, &citations, &Options::default());
    let plain = |markup: &ibid::markup::Markup| Format::Plain.write(markup);
    let entries = rendered.bibliography.iter().flat_map(|it| &it.entries);
    (
        rendered.citations.iter().map(plain).collect(),
        entries.map(|entry| plain(&entry.markup)).collect(),
    )
}

const NAMES: &str = r#"<names variable="author"><name and="text"/></names>"#;

#[test]
fn each_style_prints_its_own_term_as_it_says() {
    let library = library(
        "@article{a, author={Sind, Sam and others}, title={T}, journal={J}, year=2002}
         @article{b, author={Abb, Rolf and Bo, Cecil and others}, title={T}, journal={J}, year=2001}
         @book{c, editor={Ed, Eva and others}, title={T}, publisher={P}, year=2003}
         @book{d, author={Doe, Jane}, translator={Tra, Ina and others}, title={T}, publisher={P}, year=2004}",
    );
    let (citations, entries) = print(&style("apa"), &library, &["a", "b", "c", "d"]);
    assert_eq!(
        citations,
        ["(Sind et al., 2002)", "(Abb et al., 2001)", "(Ed et al., 2003)", "(Doe, 2004)"]
    );
    assert_eq!(
        entries,
        [
            "Abb, R., Bo, C., et al. (2001). T. J.",
            "Doe, J. (2004). T (I. Tra et al., Trans.). P.",
            "Ed, E. et al. (Eds.). (2003). T. P.",
            "Sind, S. et al. (2002). T. J.",
        ]
    );
    let (citations, _) = print(&style("nature"), &library, &["a"]);
    assert_eq!(citations, ["1"]);
    let terms = [
        ("", "Rolf Abb, Cecil Bo, et al."),
        (r#"delimiter-precedes-et-al="never""#, "Rolf Abb, Cecil Bo et al."),
        (r#"et-al-min="3" et-al-use-first="1""#, "Rolf Abb et al."),
        (r#"et-al-min="4" et-al-use-first="1""#, "Rolf Abb, Cecil Bo, et al."),
        (
            r#"et-al-min="3" et-al-use-first="2" et-al-use-last="true""#,
            "Rolf Abb, Cecil Bo, et al.",
        ),
    ];
    for (options, printed) in terms {
        let names = format!(r#"<names variable="author"><name and="text" {options}/></names>"#);
        let (citations, _) = print(&custom(&names, "", ""), &library, &["b"]);
        assert_eq!(citations, [printed], "{options}");
    }
    let term = r#"<names variable="author"><name/><et-al term="and others"/></names>"#;
    let (citations, _) = print(&custom(term, "", ""), &library, &["b"]);
    assert_eq!(citations, ["Rolf Abb, Cecil Bo, and others"]);
}

#[test]
fn labels_and_counts_take_them_for_one_more() {
    let library = library(
        "@book{a, editor={Ed, Eva and others}, year=2001}
         @book{b, editor={Ed, Eva}, year=2002}
         @book{c, editor={Ed, Eva and Fu, Fay and others}, year=2003}",
    );
    let label = r#"<names variable="editor"><name/><label form="short" prefix=" "/></names>"#;
    let (citations, _) = print(&custom(label, "", ""), &library, &["a", "b"]);
    assert_eq!(citations, ["Eva Ed et al. eds.", "Eva Ed ed."]);
    let count = r#"<names variable="editor"><name form="count" et-al-min="3" et-al-use-first="1"/></names>"#;
    let (citations, _) = print(&custom(count, "", ""), &library, &["a", "b", "c"]);
    assert_eq!(citations, ["2", "1", "1"]);
}

#[test]
fn cites_are_told_apart_and_come_together() {
    let library = library(
        "@book{a, author={Doe, Jane and others}, year=2001}
         @book{b, author={Doe, Jane and Roe, Jo}, year=2001}
         @book{c, author={Doe, Jane and Roe, Jo and others}, year=2001}
         @book{d, author={Doe, Jane}, year=2001}",
    );
    let names = r#"<group delimiter=" "><names variable="author"><name form="short" et-al-min="2" et-al-use-first="1"/></names><date variable="issued"><date-part name="year"/></date></group>"#;
    let suffixes = custom(names, NAMES, r#"disambiguate-add-year-suffix="true""#);
    let all = ["a", "b", "c", "d"];
    let (citations, entries) = print(&suffixes, &library, &all);
    assert_eq!(citations, ["Doe et al. 2001a", "Doe et al. 2001b", "Doe et al. 2001c", "Doe 2001"]);
    assert_eq!(
        entries,
        ["Jane Doe et al.", "Jane Doe and Jo Roe", "Jane Doe, Jo Roe, et al.", "Jane Doe"]
    );
    let more = custom(names, "", r#"disambiguate-add-names="true""#);
    let (citations, _) = print(&more, &library, &["a", "b"]);
    assert_eq!(citations, ["Doe et al. 2001", "Doe, Roe 2001"]);
    let substitute = custom(names, NAMES, r#"subsequent-author-substitute="---""#);
    let citations: Vec<Citation> = ["a", "a2", "d"].map(|key| Cite::new(key).into()).into();
    let library = super::render::library(
        "@book{a, author={Doe, Jane and others}, year=2001}
         @book{a2, author={Doe, Jane and others}, year=2002}
         @book{d, author={Doe, Jane}, year=2001}",
    );
    let rendered = render(&substitute, &library, &citations, &Options::default());
    let entries = rendered.bibliography.unwrap().entries;
    let entries: Vec<String> =
        entries.iter().map(|entry| Format::Plain.write(&entry.markup)).collect();
    // "et al." is no name that tells the works apart, as citeproc-js has it.
    assert_eq!(entries, ["Jane Doe et al.", "---", "---"]);
    let grouped = custom(names, "", r#"collapse="year""#);
    let both = Citation {
        cites: vec![Cite::new("a"), Cite::new("a2"), Cite::new("d")],
        ..Citation::default()
    };
    let rendered = render(&grouped, &library, &[both], &Options::default());
    assert_eq!(Format::Plain.write(&rendered.citations[0]), "Doe et al. 2001, 2002; Doe 2001");
}

#[test]
fn entries_are_sorted_by_those_who_are_named() {
    let library = library(
        "@book{c, author={Doe, Jane and Roe, Jo}, year=2001}
         @book{b, author={Doe, Jane and others}, year=2001}
         @book{a, author={Doe, Jane}, year=2002}",
    );
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography><sort><key variable="author"/><key variable="issued"/></sort>
        <layout><names variable="author"><name form="short"/></names></layout></bibliography></style>"#;
    let style = Style::compile(xml, None, &archive::Embedded).unwrap();
    let (_, entries) = print(&style, &library, &["c", "b", "a"]);
    assert_eq!(entries, ["Doe et al.", "Doe", "Doe, Roe"]);
}

#[test]
fn every_format_has_a_word_for_them() {
    let names = |text: &str, format| {
        let source = Source::new("test", text);
        let library = read(&source, SourceId(0), Some(format)).unwrap().library;
        library.iter().next().unwrap().names(Variable::Author).to_vec()
    };
    let json = |last: &str| {
        let text = format!(
            r#"[{{"id": "a", "type": "book", "author": [{{"family": "Doe", "given": "Jane"}}, {last}]}}]"#
        );
        names(&text, InputFormat::CslJson)
    };
    let goes_on = [Name::person("Doe", "Jane"), Name::Others];
    assert_eq!(json(r#"{"literal": "others"}"#), goes_on);
    assert_eq!(json(r#"{"literal": "et al."}"#), goes_on);
    assert_eq!(json(r#"{"family": "Others"}"#)[1], Name::person("Others", ""));
    let yaml = "a:\n  type: book\n  title: T\n  author: [\"Doe, Jane\", \"others\"]\n";
    assert_eq!(names(yaml, InputFormat::Hayagriva), goes_on);
    let note = r#"[{"id": "a", "type": "book", "note": "author: Doe || Jane\nauthor: others"}]"#;
    assert_eq!(names(note, InputFormat::CslJson), goes_on);
}

#[test]
fn a_session_shows_a_list_that_goes_on() {
    let library = library(
        "@book{a, author={Doe, Jane and others}, title={T}, publisher={P}, year=2001}
         @book{b, author={Doe, Jane and Roe, Jo and Fu, Fay}, title={U}, publisher={P}, year=2001}",
    );
    let apa = style("apa");
    let mut session = Session::new(&apa, library, Vec::new(), Options::default());
    session.insert(0, Cite::new("a").into());
    let text = |session: &Session| Format::Plain.write(session.text(0).unwrap());
    assert_eq!(text(&session), "(Doe et al., 2001)");
    session.insert(1, Cite::new("b").into());
    assert_eq!(text(&session), "(Doe et al., 2001)");
    assert_eq!(Format::Plain.write(session.text(1).unwrap()), "(Doe, Roe, et al., 2001)");
}
