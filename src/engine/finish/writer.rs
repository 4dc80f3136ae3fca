//! The output text with its formatting, and the state of its end.

use crate::engine::finish::movable::Movable;
use crate::engine::finish::places;
use crate::engine::finish::tail::{NodeLook, Owner, Quotation, SetOff, Tail, TailKind};
use crate::markup::{Formatting, Mark, Markup, Run};

/// The number of marks for which space is reserved when the first one is opened.
const MARKS: usize = 8;

pub(super) struct Writer {
    pub(super) markup: Markup,
    /// Whether to record the origin of each run of the text.
    keeps_places: bool,
    pub(super) punctuation_in_quote: bool,
    /// The number of bytes at the end of the text that are dropped if anything follows in the same
    /// group.
    pub(super) repeated: usize,
    /// The marks that may still move.
    movable: Movable,
    /// The mark of the text beside the margin.
    pub(super) second_field: Option<usize>,
    pub(super) tail: Tail,
}

impl Writer {
    pub(super) fn new(capacity: usize, punctuation_in_quote: bool, keeps_places: bool) -> Self {
        let markup = Markup { text: String::with_capacity(capacity), ..Markup::default() };
        let tail = Tail::new(TailKind::Nothing, 0);
        Writer {
            markup,
            keeps_places,
            punctuation_in_quote,
            repeated: 0,
            movable: Movable::default(),
            second_field: None,
            tail,
        }
    }

    pub(super) fn into_markup(self) -> Markup {
        let mut markup = self.markup;
        markup.marks.retain(|mark| mark.start < mark.end);
        if self.keeps_places {
            places::tidy(&mut markup.runs, markup.text.len());
        }
        markup
    }

    /// Opens formatting, and returns its index.
    pub(super) fn open(&mut self, format: Formatting) -> usize {
        self.tail.opened = true;
        self.push_mark(format, false)
    }

    fn push_mark(&mut self, format: Formatting, is_inline: bool) -> usize {
        let (at, index) = (self.markup.text.len() as u32, self.markup.marks.len());
        if index == 0 {
            // Most entries with any marks have more than four, with which a vector begins.
            self.markup.marks.reserve(MARKS);
            self.movable.reserve(MARKS);
        }
        self.markup.marks.push(Mark { start: at, end: at, format });
        self.movable.opened(index, is_inline);
        index
    }

    /// Records that something has opened that asks for formatting, even if it already applies.
    pub(super) fn opened(&mut self) {
        self.tail.opened = true;
    }

    /// Opens markup of the user's text, which does not include punctuation after it.
    pub(super) fn open_inline(&mut self, format: Formatting) -> usize {
        self.tail.opened = true;
        self.push_mark(format, true)
    }

    /// Records that a group without formatting opens.
    pub(super) fn opened_group(&mut self) {
        self.tail.group_opened = true;
    }

    /// True if such a group has opened since the last piece.
    pub(super) fn begins_group(&self) -> bool {
        self.tail.group_opened
    }

    /// Opens a link. Unlike formatting, it does not affect what is printed.
    pub(super) fn open_link(&mut self, number: u32) -> usize {
        self.push_mark(Formatting::Link(number), false)
    }

    /// Opens the text beside the margin. It does not affect how punctuation is resolved.
    pub(super) fn open_second_field(&mut self) -> usize {
        let mark = self.push_mark(Formatting::RightInline, false);
        self.second_field = Some(mark);
        mark
    }

    /// True if nothing has been written yet beside a margin that has text.
    pub(super) fn begins_second_field(&self) -> bool {
        let mark = self.second_field.map(|mark| &self.markup.marks[mark]);
        mark.is_some_and(|mark| mark.start > 0 && mark.start as usize == self.markup.text.len())
    }

    /// Closes a block; the next punctuation goes into it.
    pub(super) fn close_block(&mut self, mark: usize) {
        self.close(mark);
        self.tail.block_closed = true;
    }

    pub(super) fn close(&mut self, mark: usize) {
        self.markup.marks[mark].end = self.markup.text.len() as u32;
        self.movable.ended(mark);
    }

    /// Records that the text written last contains quotation marks, apostrophes or markup.
    pub(super) fn composed(&mut self) {
        self.tail.composed = true;
        self.tail.closed.forget_formatting();
    }

    /// Records that a node has closed.
    pub(super) fn closed(&mut self, group: bool, decorated: bool) {
        if group {
            self.tail.doubled = false;
            self.tail.closed.add_group(decorated);
        } else {
            self.tail.closed.add_text(decorated);
        }
        self.tail.node = if decorated { NodeLook::Formatted } else { NodeLook::Plain };
    }

    /// Records that the last group was the layout's, which does not count before a suffix of the
    /// cite.
    pub(super) fn left_layout(&mut self) {
        self.tail.closed.reopen_group();
    }

    /// Records that the node that has just closed is set apart without formatting: as a quotation
    /// or a number, which may be that of a cited entry.
    pub(super) fn closed_set_off(&mut self, by: SetOff) {
        self.tail.node = self.tail.node.set_off(by);
    }

    /// Records that the suffix just written is a group's, which is resolved like any other mark.
    pub(super) fn suffixed_group(&mut self) {
        if self.tail.is_suffix() {
            self.tail.kind = TailKind::Suffix(Owner::Group);
        }
        if self.tail.group_mark.is_none() && !self.tail.is_quoted() {
            self.tail.quotation = Quotation::None;
        }
    }

    /// Writes characters at the end of the text.
    pub(super) fn write(&mut self, text: &str, place: u32) {
        let start = self.markup.text.len() as u32;
        if self.keeps_places && self.markup.runs.last().is_none_or(|run| run.place != place) {
            self.markup.runs.push(Run { start, place });
        }
        // As bytes, since this is asked of each piece.
        let is_space = |byte: Option<&u8>| byte.is_some_and(|byte| *byte == b' ');
        if is_space(text.as_bytes().first()) && is_space(self.markup.text.as_bytes().last()) {
            self.markup.seams.push(start);
        }
        self.markup.text.push_str(text);
    }

    /// The origin of the last character.
    pub(super) fn last_place(&self) -> u32 {
        let before = |run: &&Run| (run.start as usize) < self.tail.end;
        self.markup.runs.iter().rev().find(before).map_or(0, |run| run.place)
    }

    /// Removes the last character, even if formatting has closed after it.
    pub(super) fn take_back(&mut self) {
        let end = self.tail.end;
        let Some(last) = self.markup.text[..end].chars().next_back() else { return };
        let start = end - last.len_utf8();
        self.markup.text.replace_range(start..end, "");
        places::remove(&mut self.markup.runs, start, end);
        self.shift(end, start);
    }

    /// Inserts a character after the last one, inside everything that has closed after it.
    pub(super) fn insert(&mut self, character: char, place: u32) {
        let end = self.tail.end;
        self.markup.text.insert(end, character);
        if self.keeps_places {
            places::insert(&mut self.markup.runs, end, character.len_utf8(), place);
        }
        self.shift(end, end + character.len_utf8());
    }

    /// Adds a character at the end of the last block of a kind, after its formatting.
    pub(super) fn append_to(
        &mut self,
        kind: impl Fn(Formatting) -> bool,
        character: char,
        place: u32,
    ) {
        self.write(character.encode_utf8(&mut [0; 4]), place);
        let end = self.markup.text.len();
        if let Some(block) = self.markup.marks.iter().rposition(|mark| kind(mark.format)) {
            self.close(block);
        }
        self.tail.end = end;
    }

    /// Moves the end of the text, and of all formatting that ends at or after it.
    fn shift(&mut self, from: usize, to: usize) {
        let moved = |offset: usize| offset + to - from;
        let seams = self.markup.seams.iter_mut().rev();
        for seam in seams.take_while(|seam| **seam as usize >= from) {
            *seam = moved(*seam as usize) as u32;
        }
        self.movable.forget_before(self.reach(), &self.markup.marks);
        self.movable.shift(from, to, &mut self.markup.marks);
        if self.tail.inner_close >= from {
            self.tail.inner_close = moved(self.tail.inner_close);
        }
        self.tail.end = to;
    }

    /// How far back marks can still move: to the last character, to those before a closed
    /// quotation, and to the marks that are removed before them.
    fn reach(&self) -> usize {
        const TAKEN_BACK: usize = 8;
        let Tail { end, quotation, inner_close, .. } = self.tail;
        let first = match quotation {
            Quotation::BeforeSuffix { end: quotation } => end.min(quotation),
            _ => end,
        };
        let first = if inner_close > 0 { first.min(inner_close) } else { first };
        first.saturating_sub(self.repeated + TAKEN_BACK)
    }
}
