//! The settings for citations in the metadata of a document.
//!
//! *Source*: Pandoc User's Guide, "Citation rendering", for the names of the settings.

use crate::diagnostic::Sink;
use crate::syntax::data::{Node, Value};
use crate::syntax::yaml;
use crate::typeset::options::Part;

/// The settings in the metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// `link-citations`: whether citations are links to their entries.
    pub link_citations: Option<bool>,
    /// `reference-section-title`: the heading of the bibliography.
    pub heading: Option<String>,
    /// `suppress-bibliography`: whether no bibliography is printed.
    pub without_bibliography: bool,
    /// `notes-after-punctuation`: whether notes come after the punctuation that follows a citation.
    pub notes_after_punctuation: Option<bool>,
    /// `bibliography`, if it names files by topic: `{main: a.bib, software: b.bib}`.
    pub topics: Vec<(String, Vec<String>)>,
    /// `title`, `subtitle`, `author`, `date`, `abstract`: each with its texts, in this order.
    pub front: Vec<(&'static str, Vec<String>)>,
}

/// The front matter of a page.
const FRONT: [&str; 5] = ["title", "subtitle", "author", "date", "abstract"];

impl Settings {
    /// Reads the settings of a document; earlier blocks of metadata take precedence over later
    /// ones.
    pub fn of(parts: &[Part<'_>]) -> Settings {
        let mut settings = Settings::default();
        for part in parts {
            for span in &part.document.metadata {
                let text = part.source.slice(*span);
                let tree = yaml::parse(text, part.document.source, &mut Sink::new());
                for pair in tree.root.iter().filter_map(Node::pairs).flatten() {
                    if let Some(name) = pair.key.text() {
                        settings.set(name, &pair.value);
                    }
                }
            }
        }
        settings.front.sort_by_key(|(name, _)| FRONT.iter().position(|known| known == name));
        settings
    }

    fn set(&mut self, name: &str, value: &Node<'_>) {
        match name {
            "link-citations" => self.link_citations = self.link_citations.or(truth(value)),
            "suppress-bibliography" => self.without_bibliography |= truth(value) == Some(true),
            "notes-after-punctuation" => {
                self.notes_after_punctuation = self.notes_after_punctuation.or(truth(value));
            }
            "reference-section-title" => {
                self.heading = self.heading.take().or_else(|| text(value));
            }
            "bibliography" => self.topics.extend(topics(value)),
            _ => {
                let known =
                    FRONT.into_iter().find(|known| *known == name || is_plural(known, name));
                let is_new = |known: &str| self.front.iter().all(|(name, _)| *name != known);
                if let Some(known) = known.filter(|known| is_new(known)) {
                    let mut texts = Vec::new();
                    push_texts(value, &mut texts);
                    if !texts.is_empty() {
                        self.front.push((known, texts));
                    }
                }
            }
        }
    }

    /// The texts of a part of the front matter.
    pub fn texts(&self, name: &str) -> &[String] {
        let found = self.front.iter().find(|(known, _)| *known == name);
        found.map_or(&[], |(_, texts)| texts)
    }
}

/// Some journals use `authors`.
fn is_plural(name: &str, given: &str) -> bool {
    name == "author" && given == "authors"
}

fn truth(value: &Node<'_>) -> Option<bool> {
    match value.text()?.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn text(value: &Node<'_>) -> Option<String> {
    let text = value.text()?.trim();
    (!text.is_empty() && !value.is_null()).then(|| text.to_owned())
}

/// Files by topic.
fn topics(value: &Node<'_>) -> Vec<(String, Vec<String>)> {
    let pairs = value.pairs().unwrap_or_default().iter();
    let topic = |pair: &crate::syntax::data::Pair<'_>| {
        let mut files = Vec::new();
        push_texts(&pair.value, &mut files);
        Some((pair.key.text()?.to_owned(), files))
    };
    pairs.filter_map(topic).collect()
}

/// The texts in a value: the value itself, its items, or the names of people.
fn push_texts(value: &Node<'_>, out: &mut Vec<String>) {
    match &value.value {
        Value::Scalar(_) => out.extend(text(value)),
        Value::Sequence(items) => items.iter().for_each(|item| push_texts(item, out)),
        Value::Mapping(_) => {
            let name = value.get("name").or_else(|| value.get("literal"));
            match name {
                Some(name) => out.extend(text(name)),
                None => {
                    let part = |key| value.get(key).and_then(text);
                    let parts = ["given", "given-names", "family", "surname"].map(part);
                    let whole: Vec<String> = parts.into_iter().flatten().collect();
                    out.extend((!whole.is_empty()).then(|| whole.join(" ")));
                }
            }
        }
    }
}
