//! The metadata of an essay that is written with keys: its bibliographies, its language, and the
//! works that are only listed.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Sink;
use crate::document::essay::cite_text::written;
use crate::document::essay::resolved::NoteCite;
use crate::document::essay::writer::{Edit, Writer};
use crate::document::markdown::named_files;
use crate::document::{Named, Syntax};
use crate::source::SourceId;
use crate::syntax::data::{Node, Value};
use crate::syntax::yaml;

impl Writer<'_, '_> {
    /// The metadata, which names the bibliographies and the works that are only listed. Where the
    /// essay has such a setting, the new value has the old one in it.
    pub(super) fn metadata(
        &self,
        bibliographies: &[String],
        cited_by_year: BTreeSet<usize>,
    ) -> Vec<Edit> {
        let front = self.front_matter();
        let old = |key: &str| front.clone().and_then(|front| setting(self.text, front, key));
        let mut edits = Vec::new();
        let mut lines = String::new();
        let mut set = |key: &str, value: Option<String>, old: Option<&Setting>| match (value, old) {
            (Some(value), Some(old)) => edits.push((old.lines.clone(), format!("{key}:{value}\n"))),
            (Some(value), None) => lines.push_str(&format!("{key}:{value}\n")),
            (None, _) => {}
        };
        let own = old("bibliography");
        let mut names = own.as_ref().map(|own| own.names.clone()).unwrap_or_default();
        let count = names.len();
        for name in bibliographies {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        set("bibliography", (names.len() > count).then(|| listed(&names)), own.as_ref());
        let has_language = self.syntax == Syntax::Markdown && self.text.contains("\nlang:");
        let language = self.language.filter(|_| !has_language);
        set("lang", language.map(|it| format!(" {}", it.code)), None);
        let own = old("nocite");
        let mut works = self.only_listed(cited_by_year);
        if let (false, Some(own)) = (works.is_empty(), &own) {
            works.splice(0..0, own.names.iter().cloned());
        }
        let works = (!works.is_empty()).then(|| format!(" |\n  {}", works.join(", ")));
        set("nocite", works, own.as_ref());
        if !lines.is_empty() {
            edits.push(match front {
                Some(front) => (front.start..front.start, lines),
                None => (0..0, format!("---\n{lines}---\n\n")),
            });
        }
        edits
    }

    /// The lines between those that begin and end the metadata at the beginning of the essay.
    fn front_matter(&self) -> Option<Range<usize>> {
        let has_metadata = self.syntax == Syntax::Markdown && self.text.starts_with("---");
        let start = self.behind_line(0);
        let mut end = start;
        for line in self.text[start..].split_inclusive('\n').filter(|_| has_metadata) {
            if matches!(line.trim_end(), "---" | "...") {
                return Some(start..end);
            }
            end += line.len();
        }
        None
    }

    /// The works that are in the lists only, as keys.
    fn only_listed(&self, cited_by_year: BTreeSet<usize>) -> Vec<String> {
        let mut seen = cited_by_year;
        seen.extend(self.resolved.notes.iter().flatten().filter_map(NoteCite::work));
        let listed = self.resolved.lists.iter().flatten().filter_map(NoteCite::work);
        let only_listed = listed.filter(|work| seen.insert(*work));
        only_listed.map(|work| written(self.catalogue.key(work))).collect()
    }
}

/// A setting of the metadata.
struct Setting {
    /// The lines that it takes.
    lines: Range<usize>,
    /// The texts of its value.
    names: Vec<String>,
}

fn setting(text: &str, front: Range<usize>, key: &str) -> Option<Setting> {
    let mut sink = Sink::new();
    let tree = yaml::parse(&text[front.clone()], SourceId::default(), &mut sink);
    let pairs = tree.root.as_ref().and_then(Node::pairs)?;
    let pair = pairs.iter().find(|pair| pair.key.text() == Some(key))?;
    let mut names: Vec<Named> = Vec::new();
    if !matches!(pair.value.value, Value::Mapping(_)) {
        named_files(&pair.value, &mut names);
    }
    let start = front.start + pair.key.span.start as usize;
    let mut end = start;
    for line in text[start..front.end].split_inclusive('\n') {
        let is_more = line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
        if end > start && !is_more {
            break;
        }
        end += line.len();
    }
    Some(Setting { lines: start..end, names: names.into_iter().map(|it| it.name).collect() })
}

/// One name, or several, as the value of a setting.
fn listed(names: &[String]) -> String {
    match names {
        [one] => format!(" {}", quoted(one)),
        several => several.iter().map(|name| format!("\n  - {}", quoted(name))).collect(),
    }
}

/// A name as YAML writes it.
fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_'));
    let begins = name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_'));
    match is_plain && begins {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', "''")),
    }
}
