//! Tests that the embedded styles and locales have the same content as the official files.
//!
//! Both trees are normalized first: without `info`, without default values, and with the children
//! of the root in a fixed order. The archive keeps neither the order nor explicit default values,
//! and none of this changes what a style prints.
#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::diagnostic::Sink;
use crate::source::SourceId;
use crate::style::archive::{locale, locales, styles};
use crate::style::shared::shared;
use crate::syntax::xml::{self, Element};

/// The default values of attributes, as far as nothing inherits them.
const DEFAULTS: &[(&str, &str, &str)] = &[
    ("bibliography", "entry-spacing", "1"),
    ("bibliography", "hanging-indent", "false"),
    ("bibliography", "line-spacing", "1"),
    ("bibliography", "subsequent-author-substitute-rule", "complete-all"),
    ("citation", "disambiguate-add-givenname", "false"),
    ("citation", "disambiguate-add-names", "false"),
    ("citation", "disambiguate-add-year-suffix", "false"),
    ("citation", "givenname-disambiguation-rule", "by-cite"),
    ("citation", "near-note-distance", "5"),
    ("date-part", "strip-periods", "false"),
    ("else-if", "match", "all"),
    ("et-al", "term", "et-al"),
    ("if", "match", "all"),
    ("key", "sort", "ascending"),
    ("label", "form", "long"),
    ("label", "plural", "contextual"),
    ("label", "strip-periods", "false"),
    ("number", "form", "numeric"),
    ("style", "demote-non-dropping-particle", "display-and-sort"),
    ("style", "initialize-with-hyphen", "true"),
    ("term", "form", "long"),
    ("text", "form", "long"),
    ("text", "plural", "false"),
    ("text", "quotes", "false"),
    ("text", "strip-periods", "false"),
];

/// A normalized element.
#[derive(Debug, PartialEq)]
struct Shape {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Shape>,
}

fn shape(element: &Element<'_>) -> Shape {
    let is_default = |name: &str, value: &str| DEFAULTS.contains(&(element.name, name, value));
    let attributes = element
        .attributes
        .iter()
        .filter(|attribute| !attribute.name.starts_with("xmlns"))
        .filter(|attribute| !is_default(attribute.name, &attribute.value))
        .map(|attribute| (attribute.name.to_owned(), value(attribute.name, &attribute.value)));
    let mut children: Vec<Shape> =
        element.children.iter().filter(|child| child.name != "info").map(shape).collect();
    if matches!(element.name, "style" | "locale") {
        children.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let text = if children.is_empty() { element.text.to_string() } else { String::new() };
    Shape { name: element.name.to_owned(), attributes: attributes.collect(), text, children }
}

fn value(name: &str, value: &str) -> String {
    match (name, value) {
        // Lists, in which white space only separates items.
        ("type" | "variable" | "locator" | "position", _) => {
            value.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        // Two names for one format until CSL 1.1.
        ("page-range-format", "chicago") => "chicago-15".to_owned(),
        _ => value.to_owned(),
    }
}

/// The first difference between the trees.
fn difference(ours: &Shape, official: &Shape) -> Option<String> {
    if ours == official {
        return None;
    }
    let same_children = ours.children.len() == official.children.len();
    let head = |shape: &Shape| format!("{} {:?} {:?}", shape.name, shape.attributes, shape.text);
    if head(ours) != head(official) || !same_children {
        let count = |shape: &Shape| shape.children.len();
        let (a, b) = (count(ours), count(official));
        return Some(format!("{} ({a})\n  instead of {} ({b})", head(ours), head(official)));
    }
    ours.children.iter().zip(&official.children).find_map(|(a, b)| difference(a, b))
}

fn parse(text: &str) -> Element<'_> {
    let mut sink = Sink::new();
    let root = xml::parse(text, SourceId(0), &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    root.unwrap()
}

fn updated<'e>(root: &'e Element<'_>) -> &'e str {
    root.child("info").and_then(|info| info.child("updated")).map_or("", |element| &element.text)
}

/// The result of comparing one text with the official one.
enum Verdict {
    Same,
    /// The archive contains another version than the official file.
    OtherVersion,
    Differs(String),
}

fn compare(ours: &str, official: &str) -> Verdict {
    let (ours, official) = (parse(ours), parse(official));
    match difference(&shape(&ours), &shape(&official)) {
        None => Verdict::Same,
        Some(_) if updated(&ours) != updated(&official) => Verdict::OtherVersion,
        Some(difference) => Verdict::Differs(difference),
    }
}

fn hold(pairs: impl Iterator<Item = (String, &'static str, PathBuf)>) -> [usize; 3] {
    let [mut same, mut other, mut absent] = [0; 3];
    for (name, ours, path) in pairs {
        let Ok(official) = fs::read_to_string(&path) else {
            eprintln!("{name}: no official file of that name");
            absent += 1;
            continue;
        };
        match compare(ours, &official) {
            Verdict::Same => same += 1,
            Verdict::OtherVersion => {
                eprintln!("{name}: the archive has another version");
                other += 1;
            }
            Verdict::Differs(difference) => panic!("{name}: {difference}"),
        }
    }
    [same, other, absent]
}

#[test]
fn styles_are_whole() {
    let Some(folder) = shared("csl-styles") else { return };
    let counts = hold(styles().map(|style| {
        let name = super::repository_name(style.id).unwrap_or(style.name);
        (name.to_owned(), style.xml, folder.join(format!("{name}.csl")))
    }));
    // Only hayagriva's own `alphanumeric` is in no repository.
    assert_eq!(counts, [77, 2, 1], "same, other version, absent");
}

#[test]
fn locales_are_whole() {
    let Some(folder) = shared("csl-locales") else { return };
    let text = |tag| locale(tag).unwrap();
    let counts = hold(
        locales().map(|tag| (tag.to_owned(), text(tag), folder.join(format!("locales-{tag}.xml")))),
    );
    assert_eq!(counts, [60, 2, 1], "same, other version, absent");
}
