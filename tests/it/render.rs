//! What the engine adds to plain output when asked: links, and where each run came from.

use std::num::NonZeroUsize;

use ibid::engine::{Options, Rendered, Session, Uncited, render};
use ibid::markup::{Formatting as Kind, Markup};
use ibid::model::{
    Abbreviations, Citation, CitationMode, Cite, Date, DatePoint, Entry, EntryType, Library,
    LocatorLabel, Name, Text, Variable,
};
use ibid::output::Format;
use ibid::read::{Format as InputFormat, read};
use ibid::source::{Source, SourceId};
use ibid::style::{Style, archive};

const LIBRARY: &str = r"
@article{doe, author = {Doe, Jane and Roe, Richard}, title = {A Title: With a {DOI}},
  journal = {Journal of Things}, volume = 3, pages = {10--20}, year = 2001,
  doi = {10.1000/182}, url = {https://example.org/x}}
@book{roe, author = {Roe, Richard}, title = {Plain Book}, publisher = {Press},
  address = {London}, year = 1990}
@book{poe, author = {Poe, Edgar}, title = {Only {``Quoted''} Words}, publisher = {Press},
  year = 1845, doi = {10.1000/poe}}
@online{web, author = {{The Group}}, title = {A Page}, year = 2020, url = {javascript:alert(1)}}
";

pub(crate) fn library(text: &str) -> Library {
    let source = Source::new("test.bib", text);
    read(&source, SourceId(0), Some(InputFormat::Bibtex)).unwrap().library
}

pub(crate) fn style(name: &str) -> Style {
    let embedded = archive::style(name).unwrap();
    Style::compile(embedded.xml, None, &archive::Embedded).unwrap()
}

fn rendered(style: &Style, options: &Options) -> Rendered {
    let library = library(LIBRARY);
    let citations: Vec<Citation> = library
        .keys()
        .enumerate()
        .map(|(index, key)| Citation {
            cites: vec![Cite::new(key).at(LocatorLabel::Page, "12")],
            note: style.info().is_note.then_some(index as u32 + 1),
            ..Citation::default()
        })
        .collect();
    render(style, &library, &citations, options)
}

/// The texts of the links, with their addresses.
fn links(markup: &Markup) -> Vec<(&str, &str)> {
    let marks = markup.marks().iter();
    let links = marks.filter_map(|mark| match mark.format {
        Kind::Link(number) => {
            let text = &markup.as_str()[mark.start as usize..mark.end as usize];
            Some((text, markup.link(number)))
        }
        _ => None,
    });
    links.collect()
}

fn entry<'r>(rendered: &'r Rendered, key: &str) -> &'r Markup {
    let entries = &rendered.bibliography.as_ref().unwrap().entries;
    &entries.iter().find(|entry| entry.key == key).unwrap().markup
}

#[test]
fn identifiers_are_links_with_the_address_before_them() {
    let options = Options { links: true, ..Options::default() };
    let apa = rendered(&style("apa"), &options);
    assert_eq!(
        links(entry(&apa, "doe")),
        [("https://doi.org/10.1000/182", "https://doi.org/10.1000/182")]
    );
    assert_eq!(links(entry(&apa, "roe")), []);
    // An address that is none of the web's is no link.
    assert_eq!(links(entry(&apa, "web")), []);
}

#[test]
fn a_title_is_the_link_of_an_entry_that_prints_no_identifier() {
    let options = Options { links: true, ..Options::default() };
    let text = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title/><id/><updated>2020-01-01T00:00:00Z</updated></info>
      <citation><layout><text variable="title"/></layout></citation>
      <bibliography><layout suffix="."><text variable="publisher" suffix=", "/>
        <text variable="title" quotes="true"/></layout></bibliography></style>"#;
    let style = Style::compile(text, None, &archive::Embedded).unwrap();
    let rendered = rendered(&style, &options);
    let title = "Only ‘Quoted’ Words";
    assert_eq!(links(entry(&rendered, "poe")), [(title, "https://doi.org/10.1000/poe")]);
    assert_eq!(links(entry(&rendered, "roe")), []);
    assert!(links(&rendered.citations[0]).is_empty());
}

#[test]
fn links_and_provenance_change_no_character() {
    let all = Options { links: true, provenance: true, ..Options::default() };
    for embedded in archive::styles() {
        let style = style(embedded.name);
        let (plain, asked) = (rendered(&style, &Options::default()), rendered(&style, &all));
        let texts = |rendered: &Rendered| -> Vec<String> {
            let entries = rendered.bibliography.iter().flat_map(|list| &list.entries);
            let entries = entries.map(|entry| entry.markup.as_str().to_owned());
            rendered.citations.iter().map(|c| c.as_str().to_owned()).chain(entries).collect()
        };
        assert_eq!(texts(&plain), texts(&asked), "{}", embedded.name);
    }
}

#[test]
fn every_run_knows_the_element_that_printed_it() {
    let options = Options { provenance: true, uncited: Uncited::All, ..Options::default() };
    for embedded in archive::styles() {
        let style = style(embedded.name);
        let rendered = rendered(&style, &options);
        let entries = rendered.bibliography.iter().flat_map(|list| &list.entries);
        for markup in rendered.citations.iter().chain(entries.map(|entry| &entry.markup)) {
            let text = markup.as_str();
            assert_eq!(markup.runs().first().map(|run| run.start), Some(0), "{text}");
            assert!(markup.runs().is_sorted_by_key(|run| run.start));
            for run in markup.runs() {
                assert!(text.is_char_boundary(run.start as usize), "{text}");
                assert!((run.start as usize) < text.len(), "{text}");
                let span = style.info().place(run.place);
                assert!(span.is_some(), "{}: {} in {text}", embedded.name, run.place);
            }
        }
    }
}

#[test]
fn punctuation_that_moves_keeps_its_place() {
    let text = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title/><id/><updated>2020-01-01T00:00:00Z</updated></info>
      <locale><style-options punctuation-in-quote="true"/></locale>
      <citation><layout suffix=".">
        <group delimiter=", ">
          <text variable="title" quotes="true"/>
          <text variable="publisher" prefix="[" suffix="]"/>
        </group>
      </layout></citation></style>"#;
    let style = Style::compile(text, None, &archive::Embedded).unwrap();
    let options = Options { provenance: true, ..Options::default() };
    let cite = Citation { cites: vec![Cite::new("roe")], ..Citation::default() };
    let rendered = render(&style, &library(LIBRARY), &[cite], &options);
    let element = |place| {
        let span = style.info().place(place).unwrap();
        text[span.start as usize..].split([' ', '>']).next().unwrap()
    };
    let pieces = rendered.citations[0].pieces();
    let printed: Vec<(&str, &str)> = pieces.map(|(text, place)| (text, element(place))).collect();
    assert_eq!(
        printed,
        [
            ("“Plain Book", "<text"),
            (",", "<group"),
            ("”", "<text"),
            (" ", "<group"),
            ("[Press]", "<text"),
            (".", "<layout"),
        ]
    );
}

#[test]
fn a_bibliography_is_written_in_every_format() {
    let options = Options { links: true, ..Options::default() };
    for name in ["apa", "ieee"] {
        let bibliography = rendered(&style(name), &options).bibliography.unwrap();
        for format in Format::all() {
            let written = bibliography.write(*format);
            assert!(written.contains("Plain"), "{written}");
            assert!(written.contains("10.1000/182"), "{written}");
        }
        assert_eq!(bibliography.max_offset, if name == "ieee" { 3 } else { 0 });
    }
}

#[test]
fn listed_abbreviations_are_short_forms() {
    let text = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title/><id/><updated>2020-01-01T00:00:00Z</updated></info>
      <citation><layout><group delimiter=" | ">
        <text variable="container-title" form="short"/><text variable="container-title"/>
        <text variable="publisher" form="short"/><number variable="volume" form="ordinal"/>
      </group></layout></citation></style>"#;
    let style = Style::compile(text, None, &archive::Embedded).unwrap();
    let mut abbreviations = Abbreviations::new();
    abbreviations.insert("container-title", "Journal of Things", "J. <i>Things</i>");
    abbreviations.insert("institution-part", "Press", "Pr.");
    abbreviations.insert("number", "3", "III");
    let options = Options { abbreviations, ..Options::default() };
    let rendered = rendered(&style, &options);
    let html = |index: usize| Format::Html.write(&rendered.citations[index]);
    assert_eq!(html(0), "J. <i>Things</i> | Journal of Things | III");
    assert_eq!(html(1), "Pr.");
}

#[test]
fn any_number_of_threads_prints_the_same() {
    let names = ["Doe", "Roe", "Poe", "Öz"];
    let entry = |index: usize| {
        let mut entry = Entry::new(format!("key{index}"), EntryType::Book);
        let author = |at: usize| {
            let (family, given) = (names[at % 4].to_owned(), format!("Jo{} A.", at % 3));
            Name::person(family, given)
        };
        entry
            .set(
                Variable::Author,
                (0..index % 3 + 1).map(|at| author(index + at)).collect::<Vec<_>>(),
            )
            .unwrap();
        entry.set(Variable::Title, Text::plain(format!("Title {}", index % 50))).unwrap();
        entry
            .set(Variable::Issued, Date::Point(DatePoint::year(1990 + (index % 9) as i32)))
            .unwrap();
        entry
    };
    let library: Library = (0..600).map(entry).collect();
    let citation = |(index, key): (usize, &str)| Citation {
        cites: vec![Cite::new(key), Cite::new(format!("key{}", index / 2))],
        note: Some(index as u32 + 1),
        ..Citation::default()
    };
    let citations: Vec<Citation> = library.keys().enumerate().map(citation).collect();
    for name in ["apa", "chicago-notes", "ieee", "modern-language-association"] {
        let style = style(name);
        let printed = [1, 2, 7].map(|threads| {
            let threads = NonZeroUsize::new(threads);
            render(&style, &library, &citations, &Options { threads, ..Options::default() })
        });
        assert!(printed[0] == printed[1] && printed[0] == printed[2], "{name}");
        let session = Session::new(&style, library.clone(), citations.clone(), Options::default());
        assert_eq!(session.bibliography(), printed[0].bibliography, "{name}");
        let texts: Vec<Markup> =
            (0..citations.len()).map(|at| session.text(at).unwrap().clone()).collect();
        assert!(texts == printed[0].citations, "{name}");
    }
}

#[test]
fn a_dependent_style_names_the_style_that_its_places_are_in() {
    let child = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
      <info><title>Child</title><id>http://example.org/child</id>
        <link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>
        <updated>2020-01-01T00:00:00Z</updated></info></style>"#;
    let child = Style::compile(child, None, &archive::Embedded).unwrap();
    assert_eq!(child.info().parent.as_deref(), Some("http://www.zotero.org/styles/apa"));
    assert_eq!(style("apa").info().parent, None);
    let options = Options { provenance: true, ..Options::default() };
    let (own, parents) = (rendered(&child, &options), rendered(&style("apa"), &options));
    let places = |rendered: &Rendered, style: &Style| -> Vec<_> {
        let pieces = rendered.citations[0].pieces();
        pieces.map(|(text, place)| (text.to_owned(), style.info().place(place))).collect()
    };
    assert_eq!(places(&own, &child), places(&parents, &style("apa")));
}

#[test]
fn a_repeated_key_is_listed_once_and_its_first_entry_is_printed() {
    let library = library(
        "@book{a, title = {First}, author = {Ash, A.}, year = 2001}\n\
         @book{b, title = {Other}, author = {Bell, B.}, year = 2002}\n\
         @book{a, title = {Second}, author = {Ash, A.}, year = 2001}\n",
    );
    assert_eq!(library.len(), 3, "the model keeps both, so that they can be checked");
    let options = Options { uncited: Uncited::All, ..Options::default() };
    let rendered = render(&style("apa"), &library, &[], &options);
    let bibliography = rendered.bibliography.expect("APA has a bibliography");
    assert_eq!(
        bibliography.write(Format::Plain),
        "Ash, A. (2001). First.\nBell, B. (2002). Other.\n"
    );
    let session = Session::new(&style("apa"), library, Vec::new(), options);
    assert_eq!(session.bibliography().map(|it| it.entries.len()), Some(2));
}

#[test]
fn every_entry_without_a_key_is_listed() {
    let library = library("@book{, title = {A}, year = 2001}\n@book{, title = {B}, year = 2002}\n");
    let options = Options { uncited: Uncited::All, ..Options::default() };
    let rendered = render(&style("apa"), &library, &[], &options);
    assert_eq!(rendered.bibliography.map(|it| it.entries.len()), Some(2));
}

/// Links to entries change nothing of what citations print, in any style.
#[test]
fn cites_link_to_their_entries() {
    let library = library(LIBRARY);
    let mut cite = Cite::new("roe");
    cite.prefix = Some(Text::plain("see "));
    let both = Citation {
        cites: vec![Cite::new("doe"), cite.at(LocatorLabel::Page, "3")],
        ..Citation::default()
    };
    let in_text = Citation { mode: CitationMode::Composite { infix: None }, ..both.clone() };
    let citations = [both.clone(), in_text, both];
    let linked = Options { links: true, cite_links: true, ..Options::default() };
    for style in archive::styles() {
        let style = Style::compile(style.xml, None, &archive::Embedded).unwrap();
        let plain = render(&style, &library, &citations, &Options::default());
        let rendered = render(&style, &library, &citations, &linked);
        for (plain, linked) in plain.citations.iter().zip(&rendered.citations) {
            assert_eq!(plain.as_str(), linked.as_str());
            let html = Format::Html.write(linked);
            assert!(html.contains("<a href=\"#ref-doe\">"), "{html}");
            assert!(!html.contains("href=\"http"), "{html}");
        }
    }
    let apa = render(&style("apa"), &library, &citations, &linked);
    let markup = &apa.citations[0];
    insta::assert_snapshot!(
        [Format::Html, Format::Markdown, Format::Latex, Format::Typst]
            .map(|format| format.write(markup))
            .join("\n")
    );
}

#[test]
fn every_cite_is_a_link_however_many_there_are() {
    const COUNT: usize = (1 << 16) + 2;
    let text = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>t</title><id>t</id></info>
      <citation><layout delimiter=","><text value="x"/></layout></citation></style>"#;
    let style = Style::compile(text, None, &archive::Embedded).unwrap();
    let mut cites = vec![Cite::new("doe"); COUNT - 1];
    cites.push(Cite::new("roe"));
    let citation = Citation { cites, ..Citation::default() };
    let options = Options { cite_links: true, ..Options::default() };
    let rendered = render(&style, &library(LIBRARY), &[citation], &options);
    let links = links(&rendered.citations[0]);
    assert_eq!(links.len(), COUNT);
    assert!(links[..COUNT - 1].iter().all(|link| *link == ("x", "#ref-doe")), "{:?}", links[0]);
    assert_eq!(links[COUNT - 1], ("x", "#ref-roe"));
}
