//! The lists of notes and works of an essay that is written with keys.

use crate::document::Syntax;
use crate::document::essay::annotated::is_annotated;
use crate::document::essay::apparatus::Note;
use crate::document::essay::resolved::NoteCite;
use crate::document::essay::writer::{Edit, Writer};
use crate::source::Span;

impl Writer<'_, '_> {
    /// Removes the lists of notes, except for notes that nothing refers to.
    pub(super) fn note_lists(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for list in &self.apparatus.note_lists {
            let inside = |note: &&Note| list.contains(note.span);
            let is_left = |note: &&Note| note.markers.is_empty();
            let left: Vec<&Note> =
                self.apparatus.notes.iter().filter(inside).filter(is_left).collect();
            if left.is_empty() && (!self.apparatus.is_numbered_list || self.has_listing()) {
                let mut whole = self.with_blank_lines(*list);
                if self.apparatus.is_by_page {
                    whole.start = self.before_rule(whole.start);
                }
                edits.push((whole, String::new()));
                continue;
            }
            for note in self.apparatus.notes.iter().filter(inside).filter(|note| !is_left(note)) {
                let end = self.behind_line(note.span.end as usize);
                edits.push((note.mark.start as usize..end, String::new()));
            }
            if self.apparatus.is_numbered_list && !self.has_listing() {
                let first = self.apparatus.notes.iter().find(inside);
                let at = first.map_or(list.end, |note| note.mark.start) as usize;
                edits.push((at..at, "::: {#refs}\n:::\n\n".to_owned()));
            }
        }
        let is_footnote =
            |note: &&Note| !self.apparatus.note_lists.iter().any(|list| list.contains(note.span));
        for note in self.apparatus.notes.iter().filter(is_footnote) {
            if !note.markers.is_empty() && !self.is_of_blocks(note) {
                let whole = Span::new(note.mark.start as usize, note.span.end as usize);
                edits.push((
                    whole.start as usize..self.behind_line(whole.end as usize),
                    String::new(),
                ));
            }
        }
        edits
    }

    /// True if a list of works is replaced with the bibliography.
    fn has_listing(&self) -> bool {
        self.resolved.lists.iter().flatten().any(|cite| cite.work().is_some())
    }

    /// Puts the bibliography in place of the works that are listed. Of a list that subheadings
    /// divide, or several lists, the first has the place, since there is one bibliography.
    pub(super) fn works_lists(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut is_placed = false;
        for (list, found) in self.apparatus.lists.iter().zip(&self.resolved.lists) {
            // What is said of the works there is the author's own text.
            let is_comment = |(item, cite): (&Span, &NoteCite)| {
                let work = cite.work().and_then(|work| self.catalogue.work(work));
                is_annotated(&self.text[item.range()], work)
            };
            let known = list.items.iter().zip(found).filter(|(_, cite)| cite.work().is_some());
            let known = known.filter(|item| !is_comment(*item));
            let known: Vec<Span> = known.map(|(item, _)| *item).collect();
            let is_empty = known.len() == list.items.len() && is_placed;
            match list.heading {
                Some(heading) if is_empty => {
                    let start = self.line_start(list.span.start as usize);
                    let first = list.items.first().map_or(heading.end, |item| item.start);
                    edits.push((start..self.line_start(first as usize), String::new()));
                }
                Some(heading) if self.syntax == Syntax::Plain => {
                    let words = self.text[heading.range()].trim().trim_end_matches(':');
                    edits.push((heading.range(), format!("# {words}")));
                }
                _ => {}
            }
            let Some(first) = known.first() else { continue };
            if !is_placed {
                let start = self.line_start(first.start as usize);
                let is_apart =
                    self.text[..start].ends_with("\n\n") || self.text[..start].ends_with("\n\r\n");
                let gap = if is_apart { "" } else { "\n" };
                // The rest of the list is a paragraph of its own.
                let rest = if known.len() < list.items.len() { "\n" } else { "" };
                edits.push((start..start, format!("{gap}::: {{#refs}}\n:::\n{rest}")));
                is_placed = true;
            }
            for item in known {
                let start = self.line_start(item.start as usize);
                edits.push((start..self.behind_line(item.end as usize), String::new()));
            }
        }
        edits
    }
}
