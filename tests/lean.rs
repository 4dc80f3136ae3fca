//! The library without its features has no locales: a style is compiled with those that the
//! program provides, and refused where there are none, never printed with holes.

use std::borrow::Cow;

#[cfg(not(feature = "encodings"))]
use ibid::check::Config;
use ibid::engine::{Options, render};
use ibid::files::Files;
use ibid::model::{Citation, Cite};
use ibid::output::Format;
use ibid::source::Source;
use ibid::style::{Resources, Style, StyleErrorKind};

const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Short</title><id>short</id></info>
  <citation><layout>
    <names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>
    <text term="in" text-case="capitalize-first" prefix=". " suffix=" "/>
    <text variable="container-title" suffix=", "/>
    <date variable="issued" form="text"/>
  </layout></citation>
</style>"#;

const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <date form="text"><date-part name="month" suffix=" "/><date-part name="year"/></date>
  <terms>
    <term name="in">in</term>
    <term name="month-05">May</term>
    <term name="editor" form="short"><single>Ed.</single><multiple>Eds.</multiple></term>
  </terms>
</locale>"#;

/// The text of one locale, under one tag.
struct One(&'static str, &'static str);

impl Resources for One {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        (tag == self.0).then_some(Cow::Borrowed(self.1))
    }

    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

fn error(locale: Option<&str>, resources: &dyn Resources) -> StyleErrorKind {
    match Style::compile(STYLE, locale, resources) {
        Ok(_) => panic!("the style compiles"),
        Err(error) => error.kind,
    }
}

#[test]
fn a_style_without_any_locale_is_refused() {
    assert_eq!(error(None, &()), StyleErrorKind::NoLocale("en-US".to_owned()));
    assert_eq!(error(Some("de"), &()), StyleErrorKind::NoLocale("de-DE".to_owned()));
    // A locale of another language fills no hole.
    assert_eq!(error(None, &One("fr-FR", LOCALE)), StyleErrorKind::NoLocale("en-US".to_owned()));
}

#[test]
fn with_a_locale_terms_and_dates_are_printed() {
    let mut files = Files::new();
    let entry = "@incollection{a, editor={Roe, Ann}, title={T}, booktitle={Songs}, date={1999-05}}";
    files.add_source(Source::new("a.bib", entry), None).unwrap();
    for locale in [None, Some("de-DE")] {
        let style = Style::compile(STYLE, locale, &One("en-US", LOCALE)).unwrap();
        let citations = [Citation::from(Cite::new("a"))];
        let rendered = render(&style, &files.library(), &citations, &Options::default());
        let printed = Format::Plain.write(&rendered.citations[0]);
        assert_eq!(printed, "Ann Roe (Ed.). In Songs, May 1999");
    }
}

#[test]
fn a_fault_in_a_locale_is_located_in_its_text() {
    let cut = "<locale>\n  <terms>\n    <term name=\"in\">in</trm>\n  </terms>\n</locale>";
    let StyleErrorKind::Locale { tag, line, column, .. } = error(None, &One("en-US", cut)) else {
        panic!("the locale is not XML");
    };
    assert_eq!((&*tag, line, column), ("en-US", 3, 5));

    let other = "\n<style/>";
    let found = error(None, &One("en-US", other)).to_string();
    assert_eq!(
        found,
        "its locale `en-US` cannot be used, at line 2, column 2: \
         the outermost element of a locale is `locale`, not `style`",
    );
}

/// Bytes of Windows-1251, and a finding that says why they are not read as such.
#[test]
#[cfg(not(feature = "encodings"))]
fn an_old_encoding_is_read_as_windows_1252_and_said_to_be() {
    let bytes = b"% Encoding: windows-1251\n@book{a, title = {\xCD\xE0\xE7\xE2\xE0\xED\xE8\xE5}}\n";
    let source = Source::from_bytes("a.bib", bytes);
    assert!(source.text.contains("Íàçâàíèå") && !source.is_encoding_declared);
    let mut files = Files::new();
    files.add_source(source, None).unwrap();
    let found = files.check(&Config::default());
    let found = found.iter().find(|it| it.rule.name == "bad-characters").expect("a finding");
    assert!(found.message.contains("are read as Windows-1252"), "{}", found.message);
    assert!(found.help.iter().any(|help| help.contains("feature `encodings`")), "{:?}", found.help);
}
