//! Inserts printed text into pandoc's blocks.

use std::collections::VecDeque;

use serde_json::{Value, json};

use crate::document::Listing;
use crate::markup::{Bibliography, BibliographyEntry, Markup, SecondFieldAlign};
use crate::model::Library;
use crate::output::pandoc_inlines;
use crate::source::Span;
use crate::typeset::filter::cited::{Cited, is_citation};
use crate::typeset::filter::inlines::is;
use crate::typeset::listing::Selection;
use crate::typeset::options::Options;
use crate::typeset::settings::Settings;
use crate::typeset::unknown;

/// Inserts citations.
pub(super) struct Put {
    pub(super) is_note: bool,
    /// Whether full stops and commas come before a closing quotation mark.
    pub(super) stops_in_quotes: bool,
    /// Whether notes come after the punctuation that follows a citation.
    pub(super) moves_punctuation: bool,
    /// In the order of the document.
    pub(super) printed: Vec<(Cited, Markup)>,
    /// How many have been inserted.
    pub(super) next: usize,
}

/// What an inline has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The same as before, or a citation in the text.
    Text,
    /// A citation that is a superscript number.
    Raised,
    /// A citation that is a note.
    Note,
    /// A citation that is names and a note.
    NamesAndNote,
}

/// References to parts of the document in a citation of their own, which other filters resolve.
fn references(all: &[Value]) -> Option<Value> {
    let keys = all.iter().map(|it| format!("@{}", it["citationId"].as_str().unwrap_or_default()));
    let text = format!("[{}]", keys.collect::<Vec<String>>().join("; "));
    (!all.is_empty()).then(|| json!({"t": "Cite", "c": [all, [{"t": "Str", "c": text}]]}))
}

/// The text of a citation behind such references.
fn behind(references: Option<Value>, text: Value, with_space: bool) -> Value {
    let Some(references) = references else { return text };
    let space = with_space.then(|| json!({"t": "Space"}));
    let text = text.as_array().cloned().unwrap_or_default();
    std::iter::once(references).chain(space).chain(text).collect()
}

impl Put {
    pub(super) fn blocks(&mut self, value: &mut Value) {
        match value {
            Value::Array(items) => self.list(items),
            Value::Object(members) => members.values_mut().for_each(|it| self.blocks(it)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn list(&mut self, items: &mut Vec<Value>) {
        let mut kinds = Vec::with_capacity(items.len());
        let count = items.len();
        for (index, item) in items.iter_mut().enumerate() {
            kinds.push(match is_citation(item) {
                true => self.cite(item, index == 0, index + 1 == count),
                false => {
                    self.blocks(item);
                    Kind::Text
                }
            });
        }
        if kinds.iter().any(|kind| *kind != Kind::Text) {
            let all = std::mem::take(items).into_iter().zip(kinds).collect();
            *items = self.settled(all);
        }
    }

    /// Replaces the content of a citation; `begins` and `ends` say whether it begins and ends its
    /// paragraph.
    fn cite(&mut self, cite: &mut Value, begins: bool, ends: bool) -> Kind {
        let Some((cited, markup)) = self.printed.get(self.next).cloned() else {
            return Kind::Text;
        };
        self.next += 1;
        let mut markup = match &cited.unknown[..] {
            [] => markup,
            keys if cited.citation.cites.is_empty() => unknown::alone(keys, self.is_note),
            keys => unknown::beside(markup, keys),
        };
        let names = markup.take_in_text();
        let shown = &mut cite["c"][1];
        let references = references(&cited.references);
        if !self.is_note {
            let kind = if markup.is_raised() { Kind::Raised } else { Kind::Text };
            *shown = behind(references, inlines(&markup), kind != Kind::Raised);
            return kind;
        }
        if cited.in_note {
            let in_parentheses = !begins && names.is_none();
            if !ends || in_parentheses {
                markup = markup.without_stop();
            }
            let own = inlines(&match names {
                Some(mut names) => {
                    names.push_text(", ");
                    names.append(markup);
                    names
                }
                None if in_parentheses => markup.in_parentheses(),
                None => markup,
            });
            *shown = behind(references, own, true);
            return Kind::Text;
        }
        if cited.citation.cites.first().is_some_and(|cite| cite.prefix.is_some()) {
            markup.capitalize_first();
        }
        let note = json!({"t": "Note", "c": [{"t": "Para", "c": inlines(&markup)}]});
        let Some(names) = names else {
            let is_alone = references.is_none();
            *shown = behind(references, json!([note]), false);
            return if is_alone { Kind::Note } else { Kind::NamesAndNote };
        };
        let mut all = behind(references, inlines(&names), true);
        if let Value::Array(all) = &mut all {
            all.push(note);
        }
        *shown = all;
        Kind::NamesAndNote
    }

    /// Removes the spaces before notes, and moves the punctuation after them before them.
    fn settled(&self, mut items: VecDeque<(Value, Kind)>) -> Vec<Value> {
        let mut out: Vec<Value> = Vec::with_capacity(items.len());
        while let Some((mut item, kind)) = items.pop_front() {
            if kind == Kind::Text {
                out.push(item);
                continue;
            }
            let is_behind_word = out.iter().rev().nth(1).is_some_and(|it| !is(it, "Cite"));
            let is_behind_note = kind == Kind::Note && !is_behind_word && out.len() > 1;
            if (kind != Kind::NamesAndNote && is_behind_word) || is_behind_note {
                out.pop_if(|last| is_space(last));
            }
            if kind == Kind::Raised {
                out.push(item);
                continue;
            }
            let mut others = Vec::new();
            while let Some(next) = next_note(&mut items) {
                others.push(next);
            }
            let mut marks = if self.moves_punctuation { marks(&mut items) } else { String::new() };
            let last = match kind {
                // The note follows the names.
                Kind::NamesAndNote => {
                    item["c"][1].as_array().and_then(|all| all.iter().nth_back(1))
                }
                _ => out.last(),
            };
            let ending = last.and_then(ending);
            let is_doubled = marks.starts_with(['.', ',', ';']) && ending == marks.chars().next();
            if is_doubled {
                marks.remove(0);
            }
            if !marks.is_empty() {
                if kind == Kind::NamesAndNote {
                    if let Some(all) = item["c"][1].as_array_mut() {
                        let at = all.len().saturating_sub(1);
                        all.insert(at, json!({"t": "Str", "c": marks}));
                    }
                } else {
                    self.push_marks(&mut out, marks);
                }
            }
            out.push(item);
            out.extend(others);
        }
        out
    }

    /// Adds punctuation to the text so far; full stops and commas go inside a quotation if the
    /// language requires that.
    fn push_marks(&self, out: &mut Vec<Value>, mut marks: String) {
        let quoted = out.last_mut().filter(|last| is(last, "Quoted"));
        if let Some(Value::Array(inside)) = quoted.map(|quoted| &mut quoted["c"][1])
            && self.stops_in_quotes
            && marks.starts_with(['.', ','])
        {
            let mark = marks.remove(0);
            let ending = inside.last().and_then(ending);
            if !ending.is_some_and(|it| matches!(it, '.' | ',' | '!' | '?' | ';' | ':')) {
                inside.push(json!({"t": "Str", "c": mark.to_string()}));
            }
        }
        if !marks.is_empty() {
            out.push(json!({"t": "Str", "c": marks}));
        }
    }
}

/// The next inline, if it is a note too, with at most a space before it.
fn next_note(items: &mut VecDeque<(Value, Kind)>) -> Option<Value> {
    let is_note = |at: usize, items: &VecDeque<(Value, Kind)>| {
        items.get(at).is_some_and(|(_, kind)| *kind == Kind::Note)
    };
    if items.front().is_some_and(|(item, _)| is_space(item)) && is_note(1, items) {
        items.pop_front();
    }
    if is_note(0, items) { items.pop_front().map(|(item, _)| item) } else { None }
}

/// Takes the punctuation that comes next.
fn marks(items: &mut VecDeque<(Value, Kind)>) -> String {
    // TeX commands such as index entries are invisible.
    let at = items.iter().position(|(next, _)| !is(next, "RawInline")).unwrap_or_default();
    let Some((next, _)) = items.get_mut(at).filter(|(next, _)| is(next, "Str")) else {
        return String::new();
    };
    let text = next["c"].as_str().unwrap_or_default();
    let is_mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '…');
    let length = text.find(|c| !is_mark(c)).unwrap_or(text.len());
    let (marks, rest) = (text[..length].to_owned(), text[length..].to_owned());
    if rest.is_empty() {
        items.remove(at);
    } else {
        next["c"] = Value::String(rest);
    }
    marks
}

fn is_space(inline: &Value) -> bool {
    is(inline, "Space") || is(inline, "SoftBreak")
}

/// The last character of an inline.
fn ending(inline: &Value) -> Option<char> {
    match &inline["c"] {
        Value::String(text) => text.chars().next_back(),
        Value::Array(items) if is(inline, "Emph") || is(inline, "Strong") => {
            items.last().and_then(ending)
        }
        _ => None,
    }
}

fn inlines(markup: &Markup) -> Value {
    // Our own output is JSON.
    serde_json::from_str(&pandoc_inlines(markup)).unwrap_or_else(|_| json!([]))
}

/// Inserts the entries into the divs for them, or else at the end.
pub(super) fn listings(
    blocks: &mut Value,
    bibliography: &Bibliography,
    library: &Library,
    (settings, options): (&Settings, &Options),
    title: Option<&Value>,
) {
    let count = count(blocks);
    let mut fill = |div: &mut Value| {
        let listing = Listing { span: Span::at(0), options: attributes(&div["c"][0]) };
        let selection = Selection::of(&listing, settings, options, count < 2);
        let mut chosen = bibliography.clone();
        chosen.entries.retain(|entry| selection.admits(&entry.key, library));
        fill_div(div, &chosen);
    };
    if count > 0 {
        return each_div(blocks, &mut fill);
    }
    let mut div = json!({"t": "Div", "c": [["refs", [], []], []]});
    fill_div(&mut div, bibliography);
    let Value::Array(blocks) = blocks else { return };
    if let Some(title) = title {
        let words = match title["c"].as_str() {
            Some(text) => inlines(&Markup::plain(text)),
            None => title["c"].clone(),
        };
        blocks.push(json!({"t": "Header", "c": [1, ["bibliography", ["unnumbered"], []], words]}));
    }
    blocks.push(div);
}

fn is_listing(value: &Value) -> bool {
    let id = value["c"][0][0].as_str().unwrap_or_default();
    is(value, "Div") && (id == "refs" || id.starts_with("refs-") || id.starts_with("refs_"))
}

fn count(blocks: &Value) -> usize {
    match blocks {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(_) if is_listing(blocks) => 1,
        Value::Object(members) => members.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn each_div(blocks: &mut Value, fill: &mut impl FnMut(&mut Value)) {
    match blocks {
        Value::Object(_) if is_listing(blocks) => fill(blocks),
        Value::Array(items) => items.iter_mut().for_each(|item| each_div(item, fill)),
        Value::Object(members) => members.values_mut().for_each(|item| each_div(item, fill)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The attributes of a div as the options of a bibliography.
fn attributes(attributes: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut options = vec![("id".to_owned(), text(&attributes[0]))];
    let pairs = attributes[2].as_array().into_iter().flatten();
    options.extend(pairs.map(|pair| (text(&pair[0]), text(&pair[1]))));
    options
}

/// Adds entries after the content of a div, with the classes that pandoc's writers know.
fn fill_div(div: &mut Value, bibliography: &Bibliography) {
    let Value::Array(parts) = &mut div["c"] else { return };
    let [attributes, content] = &mut parts[..] else { return };
    if let Value::Array(classes) = &mut attributes[1] {
        classes.extend([json!("references"), json!("csl-bib-body")]);
        if bibliography.hanging_indent {
            classes.push(json!("hanging-indent"));
        }
    }
    if let Value::Array(pairs) = &mut attributes[2] {
        pairs.push(json!(["entry-spacing", bibliography.entry_spacing.to_string()]));
        if bibliography.line_spacing > 1 {
            pairs.push(json!(["line-spacing", bibliography.line_spacing.to_string()]));
        }
        if bibliography.second_field_align == Some(SecondFieldAlign::Margin) {
            pairs.push(json!(["second-field-align", "margin"]));
        }
    }
    let Value::Array(content) = content else { return };
    content.extend(bibliography.entries.iter().map(|entry| {
        let id = BibliographyEntry::id_of(&entry.key);
        let words = inlines(&entry.markup);
        json!({"t": "Div", "c": [[id, ["csl-entry"], []], [{"t": "Para", "c": words}]]})
    }));
}
