//! Tests that `NOTICE` names every author of an embedded style or locale.
#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use crate::diagnostic::Sink;
use crate::source::SourceId;
use crate::style::archive::{locale, locales, styles};
use crate::syntax::xml::{self, Element};

const HEAD: &str = "\
ibid
====

ibid itself is licensed under either of MIT and Apache-2.0, see LICENSE-MIT and LICENSE-APACHE.

With the feature `archive` it embeds the CSL styles and locales listed below. They are not part of
that licence: where no other one is named, each is licensed under the Creative Commons
Attribution-ShareAlike 3.0 Unported licence, https://creativecommons.org/licenses/by-sa/3.0/, by
the people named here.

They come from the Citation Style Language project, https://citationstyles.org, its repositories
https://github.com/citation-style-language/styles and
https://github.com/citation-style-language/locales, by way of the archive of hayagriva,
https://github.com/typst/hayagriva, whose authors wrote the style `alphanumeric`.

Changed against the originals: comments are left out, elements and attributes may stand in another
order, values that are the default may be left out or written out, and white space differs.
";

#[test]
fn the_notice_names_every_author() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("NOTICE");
    let expected = notice();
    if env::var_os("IBID_UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let actual = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "NOTICE is out of date: run `IBID_UPDATE=1 cargo test the_notice` and look at the changes"
    );
}

fn notice() -> String {
    let mut notice = HEAD.to_owned();
    heading(&mut notice, "Styles");
    for style in styles() {
        let root = parse(style.xml);
        let info = root.child("info").unwrap();
        writeln!(notice, "{}\n  {}\n  {}", style.name, style.title, style.id).unwrap();
        licence(&mut notice, info);
        people(&mut notice, "authors", info, "author");
        people(&mut notice, "contributors", info, "contributor");
        notice.push('\n');
    }
    heading(&mut notice, "Locales");
    for tag in locales() {
        let root = parse(locale(tag).unwrap());
        let info = root.child("info").unwrap();
        writeln!(notice, "{tag}").unwrap();
        licence(&mut notice, info);
        people(&mut notice, "translators", info, "translator");
        notice.push('\n');
    }
    notice.truncate(notice.trim_end().len() + 1);
    notice
}

fn heading(notice: &mut String, heading: &str) {
    writeln!(notice, "\n{heading}\n{}\n", "-".repeat(heading.len())).unwrap();
}

fn people(notice: &mut String, role: &str, info: &Element<'_>, element: &str) {
    let names = info.children_named(element).filter_map(|person| person.child("name"));
    let mut names: Vec<_> = names.map(|name| name.text.trim()).collect();
    names.dedup();
    if !names.is_empty() {
        writeln!(notice, "  {role}: {}", names.join("; ")).unwrap();
    }
}

fn licence(notice: &mut String, info: &Element<'_>) {
    let rights = info.child("rights").unwrap();
    let usual = "http://creativecommons.org/licenses/by-sa/3.0/";
    if rights.attribute("license") != Some(usual) {
        writeln!(notice, "  licence: {}", rights.text.trim()).unwrap();
    }
}

fn parse(text: &str) -> Element<'_> {
    xml::parse(text, SourceId(0), &mut Sink::new()).unwrap()
}
