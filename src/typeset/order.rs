//! The citations of a document in reading order, with the numbers of their notes.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::document::{EMPTY_KEY, Syntax, WrittenCitation, WrittenMode};
use crate::model::{Citation, CitationMode, Library};
use crate::source::Span;
use crate::typeset::options::{Malformed, Part, Unknown};
#[cfg(feature = "typst")]
use crate::typeset::supplements;

/// A citation that is printed or listed.
#[derive(Debug, Clone)]
pub(super) struct Known<'a> {
    /// The number of its part.
    pub(super) part: usize,
    pub(super) written: &'a WrittenCitation,
    /// The position in the running text that it belongs to: its own, or that of its note.
    pub(super) anchor: u32,
    /// The citation for the engine, with the number of its note and the cites that have entries.
    pub(super) citation: Citation,
    /// The keys of the other cites.
    pub(super) unknown: Vec<String>,
    pub(super) setting: Placement,
    /// The bytes that it replaces.
    pub(super) span: Span,
    /// What separates it from the citation before it, if the text names several authors.
    pub(super) joint: Joint,
    /// The `refsection` that contains it, as its part and its number there.
    pub(super) division: Option<(usize, usize)>,
}

/// What precedes one of several works that are named in the text, as by `\\textcite{a,b}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joint {
    /// Nothing: it is the first.
    #[default]
    None,
    /// A comma.
    Comma,
    /// The word "and": it is the last.
    And,
}

/// Where the printed citation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Placement {
    /// In the text.
    Text,
    /// In a note that is made for it.
    Note,
    /// In the text of a note whose mark is elsewhere: `\footcitetext`.
    NoteText,
    /// In one of the author's notes, of which it is a part.
    OwnNote,
}

/// The citations in order, the keys without an entry, and the malformed citations. Malformed
/// citations, and those inside other citations, are left out of the first list.
pub(super) fn in_order<'a>(
    parts: &[Part<'a>],
    library: &Library,
    is_note: bool,
) -> (Vec<Known<'a>>, Vec<Unknown>, Vec<Malformed>) {
    let mut walk = Walk {
        parts,
        library,
        is_note,
        visited: vec![false; parts.len()],
        own: 0,
        made: 0,
        known: Vec::new(),
        unknown: Vec::new(),
        malformed: Vec::new(),
    };
    for part in 0..parts.len() {
        walk.part(part, None);
    }
    (walk.known, walk.unknown, walk.malformed)
}

struct Walk<'w, 'a> {
    parts: &'w [Part<'a>],
    library: &'w Library,
    is_note: bool,
    visited: Vec<bool>,
    /// The number of the author's notes before the current position, except those of the current
    /// part.
    own: u32,
    /// The number of notes made for citations so far.
    made: u32,
    known: Vec<Known<'a>>,
    unknown: Vec<Unknown>,
    malformed: Vec<Malformed>,
}

impl<'a> Walk<'_, 'a> {
    /// Adds the citations of a part, and those of the parts that it includes, where it includes
    /// them.
    fn part(&mut self, part: usize, outer: Option<(usize, usize)>) {
        if std::mem::replace(&mut self.visited[part], true) {
            return;
        }
        let Part { document, .. } = self.parts[part];
        let outermost = outermost(self.parts[part]);
        let mut includes = document.includes.iter().peekable();
        for written in &document.citations {
            let anchor = self.anchor(part, written);
            while let Some(include) = includes.next_if(|it| it.span.start < anchor) {
                self.include(part, &include.name, include.span.start, outer);
            }
            self.citation(part, written, &outermost, outer);
        }
        for include in includes {
            self.include(part, &include.name, include.span.start, outer);
        }
        self.own += count(document.notes.len());
    }

    fn include(&mut self, by: usize, name: &str, at: u32, outer: Option<(usize, usize)>) {
        let Some(part) = included(self.parts, &self.visited, name) else { return };
        // The notes of the including part, as far as they come before this one.
        let notes = &self.parts[by].document.notes;
        let before = count(notes.partition_point(|note| note.start < at));
        let division = self.division(by, at).or(outer);
        self.own += before;
        self.part(part, division);
        self.own -= before;
    }

    /// The innermost `refsection` around a position.
    fn division(&self, part: usize, at: u32) -> Option<(usize, usize)> {
        let divisions = &self.parts[part].document.divisions;
        let mut around = divisions.iter().enumerate().filter(|(_, division)| {
            division.is_section && division.span.start <= at && at < division.span.end
        });
        around.next_back().map(|(number, _)| (part, number))
    }

    fn anchor(&self, part: usize, written: &WrittenCitation) -> u32 {
        let notes = &self.parts[part].document.notes;
        let note = written.citation.note.and_then(|note| notes.get(note as usize - 1));
        note.map_or(written.span.start, |note| note.start)
    }

    fn citation(
        &mut self,
        part: usize,
        written: &'a WrittenCitation,
        outermost: &BTreeSet<u32>,
        outer: Option<(usize, usize)>,
    ) {
        let unknown = written.keys().filter(|(key, _)| self.library.get(key).is_none());
        let unknown: Vec<Unknown> =
            unknown.map(|(key, span)| Unknown { part, key: key.to_owned(), span }).collect();
        self.unknown.extend(unknown);
        let is_listed = written.mode == WrittenMode::Nocite;
        if !is_listed && !outermost.contains(&written.span.start) {
            return;
        }
        let document = self.parts[part].document;
        // They are ordered by position.
        let place = |fault: &Diagnostic| fault.primary.location.span;
        let faults = &document.diagnostics;
        let next = faults.partition_point(|fault| place(fault).start < written.span.start);
        let mut own = faults[next..].iter().take_while(|it| written.span.contains(place(it)));
        if let Some(fault) = own.find(|fault| fault.message != EMPTY_KEY) {
            let message = fault.message.clone();
            self.malformed.push(Malformed { part, span: written.span, message });
            return;
        }
        let anchor = self.anchor(part, written);
        let setting = self.setting(part, written);
        let mut citation = for_engine(written);
        #[cfg(feature = "typst")]
        if document.syntax == Syntax::Typst {
            supplements::keep(&mut citation, written, self.parts[part].source);
        }
        let unknown = citation.remove_unknown(self.library);
        let before = count(document.notes.partition_point(|note| note.start < written.span.start));
        let division = self.division(part, anchor).or(outer);
        let span = written.span;
        let joint = Joint::None;
        let whole =
            Known { part, written, anchor, citation, unknown, setting, span, joint, division };
        let is_latex = document.syntax == Syntax::Latex;
        let is_apart = is_latex && matches!(setting, Placement::Text | Placement::Note);
        for mut known in if is_apart { each_in_text(whole) } else { vec![whole] } {
            known.citation.note = match (setting, written.citation.note) {
                (Placement::Note, Some(own)) => Some(self.own + own + self.made),
                (Placement::Note, None) if !is_listed => {
                    self.made += 1;
                    Some(self.own + before + self.made)
                }
                (_, Some(own)) => Some(self.own + own + self.made),
                _ => None,
            };
            self.known.push(known);
        }
    }

    /// True if a citation is a whole note, as `\\footcite` is.
    fn begins_note(&self, part: usize, note: u32, written: &WrittenCitation) -> bool {
        let Part { document, .. } = self.parts[part];
        let notes = document.notes.get(note as usize - 1);
        document.syntax == Syntax::Latex
            && notes.is_some_and(|note| note.start == written.span.start)
    }

    /// Where the printed citation goes.
    fn setting(&self, part: usize, written: &WrittenCitation) -> Placement {
        let Part { source, document } = self.parts[part];
        let command = source.slice(written.span);
        let is_latex = document.syntax == Syntax::Latex;
        let is_note_text = is_latex && command.to_ascii_lowercase().starts_with("\\footcitetext");
        match written.citation.note {
            Some(_) if is_note_text => Placement::NoteText,
            Some(note) if self.begins_note(part, note, written) => Placement::Note,
            Some(_) => Placement::OwnNote,
            // A title has no notes.
            None if self.is_note
                && document.scalars.iter().any(|it| it.span.contains(written.span)) =>
            {
                Placement::OwnNote
            }
            None if self.is_note && !is_inline(written.mode) => Placement::Note,
            None => Placement::Text,
        }
    }
}

/// True if the mode prints a part of the sentence: names, a year or a title alone.
pub(super) fn is_inline(mode: WrittenMode) -> bool {
    matches!(
        mode,
        WrittenMode::AuthorOnly | WrittenMode::YearOnly | WrittenMode::PartOnly | WrittenMode::Full
    )
}

/// Splits a citation of several works whose authors are named in the text into one for each work.
fn each_in_text(whole: Known<'_>) -> Vec<Known<'_>> {
    let count = whole.citation.cites.len();
    if whole.written.mode != WrittenMode::InText || count < 2 {
        return vec![whole];
    }
    let cites = whole.citation.cites.iter().enumerate().map(|(index, cite)| {
        let mut one = Known { unknown: Vec::new(), ..whole.clone() };
        one.citation.cites = vec![cite.clone()];
        one.citation.mode = whole.written.mode.citation_mode();
        one.joint = match index {
            0 => Joint::None,
            index if index + 1 == count => Joint::And,
            _ => Joint::Comma,
        };
        if index > 0 {
            one.span = Span::at(whole.span.end as usize);
        }
        if index + 1 == count {
            one.unknown.clone_from(&whole.unknown);
        }
        one
    });
    cites.collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The part that a document includes under a name, if it has not been visited yet.
pub(super) fn included(parts: &[Part<'_>], visited: &[bool], name: &str) -> Option<usize> {
    let name = name.trim_start_matches("./").replace('\\', "/");
    let is_it = |index: usize| {
        let source = parts[index].source.name.replace('\\', "/");
        !visited[index] && (source == name || source.ends_with(&format!("/{name}")))
    };
    (0..parts.len()).find(|index| is_it(*index))
}

/// Where the citations begin that are not inside other citations.
fn outermost(part: Part<'_>) -> BTreeSet<u32> {
    let mut by_place: Vec<&WrittenCitation> = part.document.citations.iter().collect();
    by_place.sort_by_key(|citation| citation.span);
    let mut outermost = BTreeSet::new();
    let mut end = 0;
    for citation in by_place.into_iter().filter(|it| it.mode != WrittenMode::Nocite) {
        if citation.span.start >= end {
            outermost.insert(citation.span.start);
            end = citation.span.end;
        }
    }
    outermost
}

/// The citation in the form that the engine needs.
fn for_engine(written: &WrittenCitation) -> Citation {
    let mut citation = written.citation.clone();
    if let (CitationMode::SuppressAuthor, Some(first)) =
        (&citation.mode, citation.cites.first_mut())
    {
        // The first cite as written, whichever is printed first.
        first.suppress_author = true;
        citation.mode = CitationMode::Normal;
    }
    citation
}
