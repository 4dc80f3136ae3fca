//! Collects the citations of a document, in order, with the numbers of their notes.

use serde_json::Value;

use crate::document::{Labels, is_cross_reference, split_locator};
use crate::model::{Citation, CitationMode, Cite, Library, Mark as TextMark, Text};
use crate::typeset::filter::inlines::is;
use crate::typeset::filter::{inlines, metadata};

/// A citation and its position.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    pub(super) citation: Citation,
    /// Whether it is in one of the author's notes.
    pub(super) in_note: bool,
    /// The keys without an entry.
    pub(super) unknown: Vec<String>,
    /// The references to figures or sections of the document in the same brackets, as pandoc has
    /// them.
    pub(super) references: Vec<Value>,
}

impl Cited {
    /// Removes the cites of keys without an entry.
    pub(super) fn remove_unknown(&mut self, library: &Library, all: &mut Vec<String>) {
        self.unknown = self.citation.remove_unknown(library);
        all.extend(self.unknown.iter().cloned());
    }
}

/// The citations in the metadata and the blocks of a document, in the order in which pandoc formats
/// them.
pub(super) fn collect(document: &Value, is_note: bool, labels: &Labels) -> Vec<Cited> {
    let mut collector = Collector { is_note, labels, note: 0, in_note: false, cited: Vec::new() };
    metadata::texts(&document["meta"]).for_each(|value| collector.walk(value));
    collector.walk(&document["blocks"]);
    collector.cited
}

struct Collector<'l> {
    is_note: bool,
    labels: &'l Labels,
    /// The number of the last note.
    note: u32,
    in_note: bool,
    cited: Vec<Cited>,
}

impl Collector<'_> {
    fn walk(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Object(_) if is_citation(value) => self.cite(&value["c"][0]),
            Value::Object(_) if is(value, "Note") => {
                self.note += 1;
                let outer = std::mem::replace(&mut self.in_note, true);
                self.walk(&value["c"]);
                self.in_note = outer;
            }
            Value::Object(members) => members.values().for_each(|member| self.walk(member)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn cite(&mut self, citations: &Value) {
        let mut mode = CitationMode::Normal;
        let mut cites = Vec::new();
        let (references, citations): (Vec<&Value>, Vec<&Value>) =
            citations.as_array().into_iter().flatten().partition(|it| is_reference(it));
        for citation in citations {
            let mut cite = Cite::new(citation["citationId"].as_str().unwrap_or_default());
            let in_text = is(&citation["citationMode"], "AuthorInText");
            cite.suppress_author = is(&citation["citationMode"], "SuppressAuthor");
            if in_text && cites.is_empty() {
                mode = CitationMode::Composite { infix: None };
            }
            let prefix = inlines::text(&citation["citationPrefix"]);
            let is_empty = prefix.as_str().trim().is_empty();
            cite.prefix = (!is_empty).then(|| with_space(prefix));
            self.suffix(&inlines::text(&citation["citationSuffix"]), in_text, &mut cite);
            cites.push(cite);
        }
        if self.is_note && !self.in_note {
            self.note += 1;
        }
        let note = (self.is_note || self.in_note).then_some(self.note);
        let citation = Citation { cites, note, mode, ..Citation::default() };
        let references = references.into_iter().cloned().collect();
        let in_note = self.in_note;
        self.cited.push(Cited { citation, in_note, unknown: Vec::new(), references });
    }

    /// The locator, and the rest of the text after a key.
    fn suffix(&self, text: &Text, in_text: bool, cite: &mut Cite) {
        let (locator, rest) = split_locator(text.as_str(), self.labels);
        cite.locator = locator;
        let start = text.as_str().len() - rest.len();
        let rest = rest.trim_end();
        if rest.is_empty() {
            return;
        }
        let end = start + rest.len();
        // `@ash [and more]` is `Ash (2001, and more)`.
        let begins_word = rest.trim_start().starts_with(char::is_alphanumeric);
        let joint = if in_text && cite.locator.is_none() && begins_word { ", " } else { "" };
        let start = if joint.is_empty() { start } else { end - rest.trim_start().len() };
        let marks = text.marks().iter().filter(|mark| mark.start as usize >= start);
        let moved = |at: u32| (at as usize).min(end) - start + joint.len();
        let marks = marks.filter(|mark| (mark.start as usize) < end).map(|mark| TextMark {
            start: moved(mark.start) as u32,
            end: moved(mark.end) as u32,
            kind: mark.kind,
        });
        let content = format!("{joint}{}", &text.as_str()[start..end]);
        cite.suffix = Some(Text::with_marks(content, marks.collect()));
    }
}

/// Whether a value is a citation of works. Those that only refer to figures or sections of the
/// document stay as they are.
pub(super) fn is_citation(value: &Value) -> bool {
    let is_reference_alone = |all: &Vec<Value>| !all.is_empty() && all.iter().all(is_reference);
    is(value, "Cite") && !value["c"][0].as_array().is_some_and(is_reference_alone)
}

fn is_reference(citation: &Value) -> bool {
    citation["citationId"].as_str().is_some_and(is_cross_reference)
}

/// A prefix with the space after it, which pandoc removes.
fn with_space(prefix: Text) -> Text {
    let content = format!("{} ", prefix.as_str());
    let marks = prefix.marks().to_vec();
    Text::with_marks(content, marks)
}
