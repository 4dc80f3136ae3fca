//! Notes that are numbered through: one more or one less, and those behind it count on.

use crate::engine::session::{Changes, Session, Stored};
use crate::model::Citation;

impl Session {
    /// Inserts a citation in a new note of its own; the notes behind it count one more, up to where
    /// the notes are numbered anew. Inside of a note it becomes a part of that.
    ///
    /// *Shape*: the citation's own number does not matter; it gets that of the note before, and one.
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

    /// Takes a citation out with its note; the notes behind it count one less, up to where the notes
    /// are numbered anew. A note that holds other citations stays.
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

    /// Counts the notes from a citation on anew, up to one below the number before it.
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
