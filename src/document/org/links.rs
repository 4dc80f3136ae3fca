//! The citations of org-ref, which are links, and those in LaTeX commands.

use std::ops::Range;

use crate::document::latex;
use crate::document::locator::read_suffix;
use crate::document::notes::Placed;
use crate::document::org::cites::{Walker, words};
use crate::document::{Named, WrittenCite, WrittenMode};
use crate::model::Cite;
use crate::source::Span;

/// The kind of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cites(WrittenMode),
    Bibliography,
    Style,
}

/// The kind of a link by its type, which is a command of natbib or biblatex.
fn kind(name: &str) -> Option<Kind> {
    match name {
        "bibliography" | "nobibliography" | "addbibresource" => Some(Kind::Bibliography),
        "bibliographystyle" => Some(Kind::Style),
        name => latex::cite_mode(name).map(Kind::Cites),
    }
}

impl Walker<'_, '_> {
    /// `[[cite:key]]`, `[[citep:see &key p. 3;&other][words]]`; returns its end.
    pub(super) fn link(&mut self, at: usize, rest: &str, note: Option<usize>) -> usize {
        let Some(end) = rest.find(']') else { return at + 2 };
        let target = at + 2..at + end;
        let close = match rest[end..].starts_with("][") {
            true => rest[end..].find("]]").map_or(end + 1, |found| end + found + 2),
            // Where the second bracket is missing, there is anything in its place.
            false => end + if rest[end..].starts_with("]]") { 2 } else { 1 },
        };
        let whole = at..(at + close).min(self.text.len());
        let inside = &self.text[target.clone()];
        if let Some((name, path)) = inside.split_once(':')
            && let Some(kind) = kind(name)
        {
            let start = target.end - path.len();
            self.target(kind, start..target.end, whole.clone(), note);
        }
        whole.end
    }

    /// `cite:key,other`, `citep:&key` without brackets; returns where to continue.
    pub(super) fn plain_link(
        &mut self,
        colon: usize,
        range: Range<usize>,
        note: Option<usize>,
    ) -> usize {
        let before = &self.text[range.start..colon];
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let start = colon - (before.len() - before.trim_end_matches(is_letter).len());
        let Some(kind) = kind(&self.text[start..colon]) else { return colon + 1 };
        let outside = self.text[range.start..start].chars().next_back();
        if outside.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '\\')) {
            return colon + 1;
        }
        let rest = &self.text[colon + 1..range.end];
        let is_file = matches!(kind, Kind::Bibliography | Kind::Style);
        let is_path = |c: char| {
            c.is_alphanumeric() || "-_:./+&,;".contains(c) || is_file && matches!(c, '~' | '*')
        };
        let length = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
        // Punctuation after a link belongs to the sentence.
        let path = rest[..length].trim_end_matches(['.', ',', ';', ':', '/', '-']);
        let end = colon + 1 + path.len();
        if !path.is_empty() {
            self.target(kind, colon + 1..end, start..end, note);
        }
        end.max(colon + 1)
    }

    fn target(&mut self, kind: Kind, path: Range<usize>, whole: Range<usize>, note: Option<usize>) {
        match kind {
            Kind::Cites(mode) => self.keys(path, whole, mode, note),
            Kind::Bibliography => {
                let mut start = path.start;
                for file in self.text[path].split(',') {
                    let at = start + file.len() - file.trim_start().len();
                    let span = Span::new(at, at + file.trim().len());
                    start += file.len() + 1;
                    let mut name = file.trim().to_owned();
                    if !name.is_empty() {
                        let has_extension =
                            name.rsplit('/').next().is_some_and(|it| it.contains('.'));
                        name.push_str(if has_extension { "" } else { ".bib" });
                        self.found.bibliographies.push(Named { name, span });
                    }
                }
            }
            // BibTeX styles are not CSL.
            Kind::Style => {}
        }
    }

    /// `key,other`, or `see &key p. 3;&other`, where parts without a key apply to the whole.
    fn keys(
        &mut self,
        path: Range<usize>,
        whole: Range<usize>,
        mode: WrittenMode,
        note: Option<usize>,
    ) {
        let text = &self.text[path.clone()];
        let has_marks = text.contains('&');
        let (mut cites, mut places) = (Vec::new(), Vec::new());
        let mut start = path.start;
        for part in text.split(if has_marks { ';' } else { ',' }) {
            let at = start;
            start += part.len() + 1;
            let mark = if has_marks { part.find('&').map(|mark| mark + 1) } else { Some(0) };
            let Some(mark) = mark else { continue };
            let written = &part[mark..];
            let written = if has_marks { written } else { written.trim_start() };
            let key_at = at + part.len() - written.len();
            let length = match has_marks {
                true => written.find(char::is_whitespace).unwrap_or(written.len()),
                false => written.trim_end().len(),
            };
            let key = key_at..key_at + length;
            if key.is_empty() {
                self.fault(Span::new(whole.start, whole.end), "a key is missing here");
                continue;
            }
            let name = &self.text[key.clone()];
            if name == "*" && mode == WrittenMode::Nocite {
                self.found.all_listed.push(Span::new(key.start, key.end));
                continue;
            }
            let mut cite = Cite::new(name);
            let prefix = at..(at + mark).saturating_sub(1).max(at);
            let suffix = key.end..at + part.len();
            if has_marks {
                cite.prefix = words(&self.text[prefix.clone()]);
                read_suffix(&self.text[suffix.clone()], self.labels, &mut cite);
            }
            let prefix = Span::new(prefix.start, prefix.end);
            let suffix = Span::new(suffix.start, suffix.end);
            places.push(WrittenCite { key: Span::new(key.start, key.end), prefix, suffix });
            cites.push(cite);
        }
        if !cites.is_empty() {
            self.push(cites, places, mode, whole, note);
        }
    }

    /// A LaTeX command: `\parencite[12]{key}`; returns its end.
    pub(super) fn latex(&mut self, at: usize, end: usize, note: Option<usize>) -> usize {
        match latex::command_at(&self.text[..end], at, self.source, self.labels) {
            Some((document, end)) => {
                self.found.all_listed.extend(document.all_listed);
                self.found.bibliographies.extend(document.bibliographies);
                let citations = document.citations.into_iter();
                self.found.citations.extend(citations.map(|citation| Placed { citation, note }));
                self.sink.extend(document.diagnostics);
                end
            }
            None => at + 1,
        }
    }
}
