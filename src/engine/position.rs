//! The position of each cite relative to earlier cites.
//!
//! *Source*: CSL 1.0.2 specification, "Choose" (`position`); if several citations share a note, or
//! a number is repeated, the output of citeproc-js.

use crate::engine::decisions::{Placed, Position};
use crate::engine::ids::ItemId;
use crate::engine::run::{Run, RunCitation};
use crate::model::{Cite, Locator, PositionOverride};

/// Finds the position of each cite.
pub(crate) fn place_cites(run: &mut Run<'_>) {
    let distance = run.program.citation.near_note_distance;
    // citeproc-js gives the first note only to styles that test positions.
    let tells_first = run.program.citation.tests_position;
    let mut positions = Positions::new(run.items.len());
    for citation in &mut run.citations {
        positions.place(citation, distance);
        if !tells_first {
            citation.cites.iter_mut().for_each(|cite| cite.placed.first_note = None);
        }
    }
}

/// Finds positions for citations in document order.
#[derive(Debug, Clone, Default)]
struct Positions<'a> {
    /// For each item, where it was first and last cited, in the text and in notes, which are
    /// independent.
    seen: [Vec<Option<Seen>>; 2],
    /// The previous citation, in the text and in notes.
    previous: [Option<Previous<'a>>; 2],
    last_note: u32,
    /// How often the notes have started again.
    restarts: u32,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    first_note: u32,
    last_note: u32,
    /// How often the notes had started again; citations before that do not count any more.
    restarts: u32,
}

/// What the previous citation cited.
#[derive(Debug, Clone)]
struct Previous<'a> {
    note: u32,
    /// The item to which "ibid." would refer: its last one.
    item: Option<ItemId>,
    /// Whether its note cites nothing else, so that "ibid." is clear in the next note.
    alone: bool,
    /// The locator to which "ibid." would refer: that of its first cite, as in citeproc-js.
    locator: Option<&'a Locator>,
}

impl<'a> Positions<'a> {
    fn new(items: usize) -> Self {
        Positions { seen: [vec![None; items], vec![None; items]], ..Positions::default() }
    }

    /// Places a citation's cites, in the order in which they are printed.
    fn place(&mut self, citation: &mut RunCitation<'a>, near_note_distance: u32) {
        let note = citation.citation.note.unwrap_or(0);
        if note > 0 && note < self.last_note {
            // The notes start again, as in a new chapter.
            self.restarts += 1;
            self.previous[1] = None;
        }
        if note > 0 {
            self.last_note = note;
        }
        let lane = usize::from(note > 0);
        let previous = self.previous[lane].take();
        let mut before = previous.as_ref().and_then(|previous| {
            // After a note that cites several works, "ibid." would be ambiguous.
            let is_clear = note == previous.note || (note == previous.note + 1 && previous.alone);
            Some((previous.item?, previous.locator)).filter(|_| is_clear)
        });
        for cite in &mut citation.cites {
            cite.placed = self.place_cite(cite.item, cite.cite, note, before, near_note_distance);
            before = Some((cite.item, cite.cite.locator.as_ref()));
        }
        let shares_note = previous.is_some_and(|previous| note > 0 && previous.note == note);
        let cites = &citation.cites;
        self.previous[lane] = Some(Previous {
            note,
            alone: cites.len() == 1 && !shares_note,
            item: cites.last().map(|last| last.item),
            locator: cites.first().and_then(|cite| cite.cite.locator.as_ref()),
        });
    }

    fn place_cite(
        &mut self,
        item: ItemId,
        cite: &Cite,
        note: u32,
        before: Option<(ItemId, Option<&Locator>)>,
        near_note_distance: u32,
    ) -> Placed {
        let restarts = if note > 0 { self.restarts } else { 0 };
        let last = &mut self.seen[usize::from(note > 0)][item];
        let Some(seen) = last.filter(|seen| seen.restarts == restarts) else {
            *last = Some(Seen { first_note: note, last_note: note, restarts });
            return overridden(Placed::default(), cite);
        };
        *last = Some(Seen { last_note: note, ..seen });
        let position = match before {
            Some((previous, locator)) if previous == item => match (locator, &cite.locator) {
                (None, None) => Position::Ibid,
                (Some(before), Some(now)) if before == now => Position::Ibid,
                (_, Some(_)) => Position::IbidWithLocator,
                (Some(_), None) => Position::Subsequent,
            },
            _ => Position::Subsequent,
        };
        // In the running text, all cites are near each other.
        let near_note = match note {
            0 => cite.position.is_none(),
            _ => note.saturating_sub(seen.last_note) <= near_note_distance,
        };
        let first_note = (seen.first_note != note).then_some(seen.first_note);
        overridden(Placed { position, near_note, first_note }, cite)
    }
}

/// The position that the caller sets.
fn overridden(placed: Placed, cite: &Cite) -> Placed {
    let Some(position) = cite.position else { return placed };
    let position = match position {
        PositionOverride::First => Position::First,
        PositionOverride::Subsequent => Position::Subsequent,
        PositionOverride::Ibid => Position::Ibid,
        PositionOverride::IbidWithLocator => Position::IbidWithLocator,
    };
    Placed { position, ..placed }
}
