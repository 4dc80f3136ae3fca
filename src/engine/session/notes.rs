//! Renumbers notes when a note is inserted or removed.

use crate::engine::session::{Changes, Session, Stored};
use crate::model::Citation;

impl Session {
    /// Inserts a citation in a new note of its own. The following notes are renumbered, up to where
    /// the numbers start again. Inside a note, the citation becomes a part of that note.
    ///
    /// *Shape*: the citation's own note number is ignored; it gets the next number after the note
    /// before it.
    pub fn insert_note(&mut self, at: usize, citation: Citation) -> Changes {
        let citations = &self.document.citations;
        let at = at.min(citations.len());
        let before = citations[..at].iter().rev().find_map(|stored| stored.citation.note);
        let behind = citations[at..].iter().find_map(|stored| stored.citation.note);
        let number = match before {
            Some(note) if before == behind => note,
            Some(note) => note.saturating_add(1),
            None => 1,
        };
        if before.is_none() || before != behind {
            self.shift_notes(at, before.unwrap_or(0), |note| note.saturating_add(1));
        }
        self.insert(at, Citation { note: Some(number), ..citation })
    }

    /// Removes a citation with its note. The following notes are renumbered, up to where the
    /// numbers start again. A note that contains other citations is kept.
    pub fn remove_note(&mut self, at: usize) -> Changes {
        let citations = &mut self.document.citations;
        if at >= citations.len() {
            return Changes::default();
        }
        let note = citations.remove(at).citation.note;
        let shares = |stored: Option<&Stored>| stored.is_some_and(|it| it.citation.note == note);
        let beside = [at.checked_sub(1).and_then(|at| citations.get(at)), citations.get(at)];
        if let Some(note) = note
            && !beside.into_iter().any(shares)
        {
            self.shift_notes(at, note, |note| note.saturating_sub(1));
        }
        self.update()
    }

    /// Renumbers the notes from a citation on, up to a number that is lower than the one before it.
    fn shift_notes(&mut self, from: usize, mut last: u32, shifted: impl Fn(u32) -> u32) {
        for stored in &mut self.document.citations[from..] {
            let Some(note) = &mut stored.citation.note else { continue };
            if *note < last {
                break;
            }
            last = *note;
            *note = shifted(*note);
        }
    }
}
