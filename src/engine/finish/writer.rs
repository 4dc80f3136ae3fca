//! The text as it is written, with its formatting, and what is known of its end.

use crate::engine::finish::movable::Movable;
use crate::engine::finish::places;
use crate::engine::finish::tail::{NodeLook, Owner, Quotation, Tail, TailKind};
use crate::markup::{Format, Mark, Markup, Run};

pub(super) struct Writer {
    pub(super) markup: Markup,
    /// Whether to keep where each run of the text came from.
    keeps_places: bool,
    pub(super) punctuation_in_quote: bool,
    /// How much of the end of the text goes if anything follows in the same group.
    pub(super) repeated: usize,
    /// The marks that may still move.
    movable: Movable,
    /// The mark of what stands beside the margin.
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

    /// Opens formatting and gives its number.
    pub(super) fn open(&mut self, format: Format) -> usize {
        self.tail.opened = true;
        self.push_mark(format, false)
    }

    fn push_mark(&mut self, format: Format, is_inline: bool) -> usize {
        let (at, index) = (self.markup.text.len() as u32, self.markup.marks.len());
        self.markup.marks.push(Mark { start: at, end: at, format });
        self.movable.opened(index, is_inline);
        index
    }

    /// Notes that something has opened that asks for formatting, even where it has it already.
    pub(super) fn opened(&mut self) {
        self.tail.opened = true;
    }

    /// Opens markup of the user's text, which takes up no punctuation behind it.
    pub(super) fn open_inline(&mut self, format: Format) -> usize {
        self.tail.opened = true;
        self.push_mark(format, true)
    }

    /// Notes that a group without formatting opens.
    pub(super) fn opened_group(&mut self) {
        self.tail.group_opened = true;
    }

    /// Whether such a group has opened since the last piece.
    pub(super) fn begins_group(&self) -> bool {
        self.tail.group_opened
    }

    /// Opens a link. Unlike formatting, it changes nothing of what is printed.
    pub(super) fn open_link(&mut self, number: u16) -> usize {
        self.push_mark(Format::Link(number), false)
    }

    /// Opens what stands beside the margin. It changes nothing of how punctuation is settled.
    pub(super) fn open_second_field(&mut self) -> usize {
        let mark = self.push_mark(Format::RightInline, false);
        self.second_field = Some(mark);
        mark
    }

    /// Whether nothing was written yet beside a margin that has text.
    pub(super) fn begins_second_field(&self) -> bool {
        let mark = self.second_field.map(|mark| &self.markup.marks[mark]);
        mark.is_some_and(|mark| mark.start > 0 && mark.start as usize == self.markup.text.len())
    }

    /// Closes a block of its own; the punctuation that comes next goes into it.
    pub(super) fn close_block(&mut self, mark: usize) {
        self.close(mark);
        self.tail.block_closed = true;
    }

    pub(super) fn close(&mut self, mark: usize) {
        self.markup.marks[mark].end = self.markup.text.len() as u32;
        self.movable.ended(mark);
    }

    /// Says that the text that was written last has quotation marks, apostrophes or markup inside.
    pub(super) fn composed(&mut self) {
        self.tail.composed = true;
        self.tail.closed.forget_formatting();
    }

    /// Notes that a node has closed.
    pub(super) fn closed(&mut self, group: bool, decorated: bool) {
        if group {
            self.tail.doubled = false;
            self.tail.closed.add_group(decorated);
        } else {
            self.tail.closed.add_text(decorated);
        }
        self.tail.node = if decorated { NodeLook::Formatted } else { NodeLook::Plain };
    }

    /// Says that the last group was the layout's, which does not count before the author's words.
    pub(super) fn left_layout(&mut self) {
        self.tail.closed.reopen_group();
    }

    /// Says that the node that has just closed is set off without formatting: as a quotation or a
    /// number, which may be that of a cited entry.
    pub(super) fn closed_set_off(&mut self, citation_number: bool) {
        self.tail.node = self.tail.node.set_off(citation_number);
    }

    /// Says that the suffix just written is a group's, which is settled as any other mark.
    pub(super) fn suffixed_group(&mut self) {
        if self.tail.is_suffix() {
            self.tail.kind = TailKind::Suffix(Owner::Group);
        }
        if self.tail.group_mark.is_none() && !self.tail.is_quoted() {
            self.tail.quotation = Quotation::None;
        }
    }

    /// Puts characters at the end of the text.
    pub(super) fn write(&mut self, text: &str, place: u32) {
        let start = self.markup.text.len() as u32;
        if self.keeps_places && self.markup.runs.last().is_none_or(|run| run.place != place) {
            self.markup.runs.push(Run { start, place });
        }
        if text.starts_with(' ') && self.markup.text.ends_with(' ') {
            self.markup.seams.push(start);
        }
        self.markup.text.push_str(text);
    }

    /// Where the last character came from.
    pub(super) fn last_place(&self) -> u32 {
        let before = |run: &&Run| (run.start as usize) < self.tail.end;
        self.markup.runs.iter().rev().find(before).map_or(0, |run| run.place)
    }

    /// Takes the last character back, wherever formatting has closed behind it.
    pub(super) fn take_back(&mut self) {
        let end = self.tail.end;
        let Some(last) = self.markup.text[..end].chars().next_back() else { return };
        let start = end - last.len_utf8();
        self.markup.text.replace_range(start..end, "");
        places::remove(&mut self.markup.runs, start, end);
        self.shift(end, start);
    }

    /// Puts a character behind the last one, inside what has closed behind it.
    pub(super) fn insert(&mut self, character: char, place: u32) {
        let end = self.tail.end;
        self.markup.text.insert(end, character);
        if self.keeps_places {
            places::insert(&mut self.markup.runs, end, character.len_utf8(), place);
        }
        self.shift(end, end + character.len_utf8());
    }

    /// Puts a character at the end of the last block of a kind, behind its formatting.
    pub(super) fn append_to(&mut self, kind: impl Fn(Format) -> bool, character: char, place: u32) {
        self.write(character.encode_utf8(&mut [0; 4]), place);
        let end = self.markup.text.len();
        if let Some(block) = self.markup.marks.iter().rposition(|mark| kind(mark.format)) {
            self.close(block);
        }
        self.tail.end = end;
    }

    /// Moves the end of the text, and of all formatting that ends at it or behind it.
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

    /// How far back marks can still move: to the last character, to those before a quotation that has
    /// closed, and to the marks that are taken back before them.
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
