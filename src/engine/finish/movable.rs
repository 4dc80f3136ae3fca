//! The formatting that may still move with the end of the text.

use crate::markup::{Formatting, Mark};

/// The marks that are open, or end so close to the end of the text that inserting or removing a
/// character there moves them. All others are left alone, so that the cost of a character does not
/// grow with the text.
#[derive(Default)]
pub(super) struct Movable(Vec<MovableMark>);

/// A mark that may still move.
#[derive(Debug, Clone, Copy)]
struct MovableMark {
    /// Its index among all marks.
    index: usize,
    is_open: bool,
    /// Whether it is markup of the user's text.
    is_inline: bool,
}

impl Movable {
    /// Reserves space for marks.
    pub(super) fn reserve(&mut self, count: usize) {
        self.0.reserve(count);
    }

    /// Records that the mark with this index has opened.
    pub(super) fn opened(&mut self, index: usize, is_inline: bool) {
        self.0.push(MovableMark { index, is_open: true, is_inline });
    }

    /// Records that it ends at the end of the text; it is added again if it was forgotten.
    pub(super) fn ended(&mut self, index: usize) {
        match self.0.iter_mut().rfind(|mark| mark.index == index) {
            Some(mark) => mark.is_open = false,
            None => self.0.push(MovableMark { index, is_open: false, is_inline: false }),
        }
    }

    /// Forgets marks that closed before a position which punctuation can no longer reach.
    pub(super) fn forget_before(&mut self, place: usize, marks: &[Mark]) {
        self.0.retain(|mark| mark.is_open || marks[mark.index].end as usize >= place);
    }

    /// Moves everything at or after the end of the text, which changes from one position to
    /// another.
    pub(super) fn shift(&self, from: usize, to: usize, marks: &mut [Mark]) {
        let moved = |offset: u32| (offset as usize + to - from) as u32;
        for MovableMark { index, is_inline, .. } in &self.0 {
            let mark = &mut marks[*index];
            // Neither a link nor the user's markup includes punctuation that moves to its end.
            let keeps = to > from && (*is_inline || matches!(mark.format, Formatting::Link(_)));
            if mark.end as usize > from || (mark.end as usize == from && !keeps) {
                mark.end = moved(mark.end);
            }
            if mark.start as usize >= from {
                mark.start = moved(mark.start);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Movable;
    use crate::markup::{Formatting, Mark};

    #[test]
    fn a_character_does_not_look_at_all_marks_before_it() {
        let (mut movable, mut marks) = (Movable::default(), Vec::new());
        // A mark around all others stays open to the end.
        let format = Formatting::Italic;
        let open = |movable: &mut Movable, marks: &mut Vec<Mark>, at: u32| {
            marks.push(Mark { start: at, end: at, format });
            movable.opened(marks.len() - 1, false);
        };
        open(&mut movable, &mut marks, 0);
        for number in 1..10_000 {
            let end = number * 10;
            open(&mut movable, &mut marks, end - 5);
            marks[number as usize].end = end;
            movable.ended(number as usize);
            movable.forget_before(end as usize - 8, &marks);
            assert!(movable.0.len() <= 2, "{} marks after {number}", movable.0.len());
            movable.shift(end as usize, end as usize + 1, &mut marks);
            assert_eq!(marks[number as usize].end, end + 1);
        }
        movable.ended(0);
        movable.forget_before(100, &marks);
        assert_eq!(movable.0.len(), 1, "the one around them is forgotten once it has closed");
    }
}
