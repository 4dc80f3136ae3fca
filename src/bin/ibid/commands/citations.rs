//! The citations for `ibid cite`, and what is printed for arguments that are not citations.

use std::collections::BTreeSet;

use ibid::diagnostic::{Diagnostic, Sink};
use ibid::document::{Labels, WrittenCitation, pandoc};
use ibid::markup::Markup;
use ibid::model::{Citation, Library};
use ibid::source::{Source, Sources};

use crate::commands::{report_findings, unknown_key};
use crate::exit::Exit;
use crate::output;

/// Citations in the given order.
#[derive(Default)]
pub(super) struct Citations {
    /// Those that can be printed, without cites of unknown keys.
    pub(super) known: Vec<Citation>,
    /// The meaning of each argument.
    given: Vec<Given>,
    /// Keys of entries in the text after a cite, and the key of the cite.
    in_suffixes: Vec<(String, String)>,
}

enum Given {
    /// The next of the citations that can be printed, with the unknown keys that are left out.
    Known(Vec<String>),
    /// Only cites of unknown keys.
    Unknown(Vec<String>),
    /// Not a citation; it is printed as it is written.
    Text(String),
}

impl Citations {
    /// Parses the citations, prints what is wrong with them, and returns the exit status so far.
    pub(super) fn parse(texts: &[String], labels: &Labels, library: &Library) -> (Self, Exit) {
        let mut sources = Sources::new();
        let mut sink = Sink::new();
        let mut citations = Citations::default();
        for (text, number) in texts.iter().zip(1..) {
            let text = text.trim();
            let id = sources.push(Source::new(format!("<citation {number}>"), text));
            let given = match pandoc::parse(text, id, labels, &mut sink) {
                Some(parsed) => {
                    citations.note_keys_in_suffixes(text, &parsed, library);
                    citations.add(parsed.citation, library)
                }
                None => Given::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            };
            citations.given.push(given);
        }
        let diagnostics: Vec<Diagnostic> = sink.into_sorted();
        report_findings(&sources, &diagnostics);
        for (key, cited) in &citations.in_suffixes {
            output::note(&format!(
                "error: `@{key}` is printed as text after `{cited}`; write `;` before it to cite it too"
            ));
        }
        let is_clean = diagnostics.is_empty() && citations.in_suffixes.is_empty();
        (citations, if is_clean { Exit::Clean } else { Exit::Findings })
    }

    /// Records keys of entries in the text after a cite, since printing them unchanged is hardly
    /// what was meant.
    fn note_keys_in_suffixes(&mut self, text: &str, parsed: &WrittenCitation, library: &Library) {
        for (cite, place) in parsed.citation.cites.iter().zip(&parsed.cites) {
            let keys = pandoc::keys_in(&text[place.suffix.range()]);
            let keys = keys.filter(|key| library.get(key).is_some());
            self.in_suffixes.extend(keys.map(|key| (key.to_owned(), cite.key.clone())));
        }
    }

    fn add(&mut self, mut citation: Citation, library: &Library) -> Given {
        let unknown = citation.remove_unknown(library);
        if citation.cites.is_empty() {
            return Given::Unknown(unknown);
        }
        self.known.push(citation);
        Given::Known(unknown)
    }

    /// The keys without an entry.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        let keys = self.given.iter().map(|given| match given {
            Given::Known(keys) | Given::Unknown(keys) => &keys[..],
            Given::Text(_) => &[],
        });
        keys.flatten().map(String::as_str)
    }

    /// Prints which keys have no entry.
    pub(super) fn report_unknown(&self, library: &Library) -> Exit {
        let mut exit = Exit::Clean;
        let mut said: BTreeSet<&str> = BTreeSet::new();
        for key in self.unknown().filter(|key| said.insert(key)) {
            unknown_key(key, library.keys());
            exit = Exit::Findings;
        }
        exit
    }

    /// The output for each argument, in order: `(key?)` for a citation of unknown keys, as in
    /// pandoc.
    pub(super) fn complete(&self, rendered: &[Markup]) -> Vec<Markup> {
        let mut rendered = rendered.iter();
        let printed = self.given.iter().map(|given| match given {
            Given::Known(_) => rendered.next().cloned().unwrap_or_default(),
            Given::Unknown(keys) => Markup::plain(format!("({}?)", keys.join("?; "))),
            Given::Text(text) => Markup::plain(text.as_str()),
        });
        printed.collect()
    }
}
