//! The text as it is written, and what is known of its end: enough to settle the punctuation
//! that comes next, to move it into a quotation that has just closed, or to take a mark back.

use crate::engine::finish::collision::{Outcome, Rule, settle};
use crate::engine::finish::places;
use crate::markup::{Format, Mark, Markup, Run};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Of a node that has formatting of its own, or not.
    Prefix {
        decorated: bool,
    },
    Content {
        decorated: bool,
    },
    /// A later piece of a text whose punctuation is left alone.
    Inner,
    /// Words of the document's author, which stand as they are.
    User,
    Suffix,
    Delimiter,
    /// Between two cites.
    CiteDelimiter,
    /// Before the last of several names; it meets nothing.
    LastDelimiter,
}

pub(super) struct Writer {
    markup: Markup,
    /// Whether to keep where each run of the text came from.
    keeps_places: bool,
    punctuation_in_quote: bool,
    /// How much of the end of the text goes if anything follows in the same group.
    repeated: usize,
    /// The marks that are markup of the user's texts, by number.
    inline: Vec<usize>,
    /// The mark of what stands beside the margin.
    second_field: Option<usize>,
    tail: Tail,
}

/// What is known of the end of the text.
#[derive(Debug, Clone, Copy)]
struct Tail {
    /// What was written last.
    kind: TailKind,
    /// Where the last character ends, before any closing quotation mark.
    end: usize,
    /// Whether a quotation has closed since.
    quoted: bool,
    /// Where the characters of a quotation end that has closed right before the mark written last;
    /// 0 where none has.
    quote_end: usize,
    /// Where a quotation within the text ends that was written last, with its closing mark; 0 where
    /// the text does not end in one.
    inner_close: usize,
    /// The mark that the suffix of a group has put into that quotation.
    group_mark: Option<char>,
    /// The suffix of a text in quotation marks that gave way to the last mark of the text.
    dropped: Option<char>,
    /// Whether the text that ended last has quotation marks, apostrophes or markup inside; marks
    /// behind it keep their order.
    composed: bool,
    /// Whether the node that held the last characters has formatting.
    decorated: bool,
    /// Whether the node that has closed last is a number, or has formatting or quotes.
    set_off: bool,
    /// Whether that node has formatting.
    formatted: bool,
    /// Whether it is the number of a cited entry.
    citation_number: bool,
    /// How many groups have closed since.
    groups: u8,
    /// Whether that group, or one around it, has formatting.
    group_decorated: bool,
    /// Whether formatting has opened since.
    opened: bool,
    /// Whether a group has opened since.
    group_opened: bool,
    /// Whether a block has closed since.
    block_closed: bool,
    /// Whether the mark written last is a group's suffix, rather than a text's.
    of_group: bool,
    /// Whether it is the suffix of a number, or of a text in formatting or quotes.
    of_decorated: bool,
    /// Whether it is that of what has formatting.
    of_formatted: bool,
    /// Whether it is that of an entry's number.
    of_citation_number: bool,
    /// Whether a group's suffix was the same mark again, which takes the next mark with it.
    doubled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TailKind {
    Nothing,
    Prefix,
    Content,
    User,
    Suffix,
    Delimiter,
    CiteDelimiter,
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
            inline: Vec::new(),
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
        let at = self.markup.text.len() as u32;
        self.markup.marks.push(Mark { start: at, end: at, format });
        self.tail.opened = true;
        self.markup.marks.len() - 1
    }

    /// Notes that something has opened that asks for formatting, even where it has it already.
    pub(super) fn opened(&mut self) {
        self.tail.opened = true;
    }

    /// Opens markup of the user's text, which takes up no punctuation behind it.
    pub(super) fn open_inline(&mut self, format: Format) -> usize {
        let mark = self.open(format);
        self.inline.push(mark);
        mark
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
        let at = self.markup.text.len() as u32;
        self.markup.marks.push(Mark { start: at, end: at, format: Format::Link(number) });
        self.markup.marks.len() - 1
    }

    /// Opens what stands beside the margin. It changes nothing of how punctuation is settled.
    pub(super) fn open_second_field(&mut self) -> usize {
        let at = self.markup.text.len() as u32;
        self.markup.marks.push(Mark { start: at, end: at, format: Format::RightInline });
        let mark = self.markup.marks.len() - 1;
        self.second_field = Some(mark);
        mark
    }

    /// Whether nothing was written yet beside a margin that has text.
    fn begins_second_field(&self) -> bool {
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
    }

    /// Says that the text that was written last has quotation marks, apostrophes or markup inside.
    pub(super) fn composed(&mut self) {
        self.tail = Tail { composed: true, decorated: false, group_decorated: false, ..self.tail };
    }

    /// Notes that a node has closed.
    pub(super) fn closed(&mut self, group: bool, decorated: bool) {
        if group {
            self.tail.doubled = false;
            self.tail.groups = self.tail.groups.saturating_add(1);
            self.tail.group_decorated |= decorated;
        } else {
            self.tail.decorated |= decorated;
        }
        self.tail.set_off = decorated;
        self.tail.formatted = decorated;
        self.tail.citation_number = false;
    }

    /// Says that the node that has just closed is set off without formatting: as a quotation or a
    /// number, which may be that of a cited entry.
    pub(super) fn closed_set_off(&mut self, citation_number: bool) {
        self.tail.set_off = true;
        self.tail.citation_number = citation_number;
    }

    /// Says that the suffix just written is a group's, which is settled as any other mark.
    pub(super) fn suffixed_group(&mut self) {
        self.tail.of_group = self.tail.kind == TailKind::Suffix;
        if self.tail.group_mark.is_none() {
            self.tail.quote_end = 0;
        }
    }

    pub(super) fn open_quote(&mut self, mark: &str, place: u32) {
        self.write(mark, place);
        self.tail = Tail::new(TailKind::Prefix, self.markup.text.len());
    }

    pub(super) fn close_quote(&mut self, mark: &str, place: u32) {
        if !self.punctuation_in_quote && !self.tail.quoted {
            self.move_out(mark, place);
            return;
        }
        self.write(mark, place);
        self.tail.quoted = true;
    }

    /// Notes that the quotation that has just closed is one within a text.
    pub(super) fn closed_inner_quote(&mut self) {
        self.tail.inner_close = self.markup.text.len();
    }

    /// Closes a quotation whose last comma, colon or semicolon belongs behind it.
    fn move_out(&mut self, mark: &str, place: u32) {
        let last = self.markup.text[..self.tail.end].chars().next_back();
        match last {
            Some(moved @ (',' | ';' | ':')) if self.tail.kind == TailKind::Content => {
                let moved_from = self.last_place();
                self.take_back();
                self.write(mark, place);
                self.write(moved.encode_utf8(&mut [0; 4]), moved_from);
                self.tail = Tail { quoted: false, ..self.tail };
                self.tail.end = self.markup.text.len();
            }
            _ => {
                self.write(mark, place);
                self.tail.quoted = true;
            }
        }
    }

    /// Writes a piece of text, its first mark settled with the last one written.
    pub(super) fn push(&mut self, text: &str, piece: Piece, place: u32) {
        let Some(first) = text.chars().next() else { return };
        let mut rest = text;
        let repeated = std::mem::take(&mut self.repeated);
        if repeated > 0 && self.tail.groups == 0 && piece != Piece::Delimiter {
            let end = self.markup.text.len() - repeated;
            self.markup.text.truncate(end);
            self.tail.end = end;
        }
        let last = self.markup.text[..self.tail.end].chars().next_back();
        if let Some(last) =
            last.filter(|_| !matches!(piece, Piece::Inner | Piece::User | Piece::LastDelimiter))
        {
            rest = self.meet(last, first, text, piece, place);
        }
        if rest.is_empty() {
            let same = self.tail.kind == TailKind::Suffix && last == Some(first);
            self.tail.doubled = same && piece == Piece::Suffix && is_punctuation(first);
            // A delimiter that is not written parts the two all the same.
            self.tail.of_decorated &= piece != Piece::Delimiter;
            return;
        }
        self.write(rest, place);
        let kind = match piece {
            Piece::Prefix { .. } => TailKind::Prefix,
            Piece::Inner if self.tail.kind == TailKind::User => TailKind::User,
            Piece::Content { .. } | Piece::Inner => TailKind::Content,
            Piece::User => TailKind::User,
            Piece::Suffix => TailKind::Suffix,
            Piece::Delimiter => TailKind::Delimiter,
            Piece::CiteDelimiter | Piece::LastDelimiter => TailKind::CiteDelimiter,
        };
        let of_decorated = piece == Piece::Suffix && self.tail.set_off;
        let of_formatted = piece == Piece::Suffix && self.tail.formatted;
        let of_citation_number = of_decorated && self.tail.citation_number;
        let behind_quote = self.tail.quoted && piece == Piece::Suffix;
        let quote_end = if behind_quote { self.tail.end } else { 0 };
        let composed = self.tail.composed && piece == Piece::Suffix;
        let tail = Tail::new(kind, self.markup.text.len());
        self.tail =
            Tail { of_decorated, of_formatted, of_citation_number, quote_end, composed, ..tail };
    }

    /// Settles two marks, and gives what is left to write of the text.
    fn meet<'t>(
        &mut self,
        last: char,
        first: char,
        text: &'t str,
        piece: Piece,
        place: u32,
    ) -> &'t str {
        let behind = &text[first.len_utf8()..];
        if matches!(first, ' ' | '\u{A0}') {
            return if last == first && !self.tail.quoted && self.squeezes(piece) {
                behind
            } else {
                text
            };
        }
        if !is_punctuation(first) {
            return text;
        }
        if self.tail.quoted {
            return self.meet_quote(last, first, text, piece, place);
        }
        let closes_block = match piece {
            Piece::Suffix => self.has_only_blocks(),
            Piece::Prefix { .. } => true,
            _ => false,
        };
        if self.tail.block_closed && closes_block {
            if settle(last, first, Rule::Table) != Outcome::DropRight {
                self.append_to(Format::is_block, first, place);
            }
            return behind;
        }
        if self.begins_second_field() && !self.tail.opened {
            self.append_to_margin(last, first, place);
            return behind;
        }
        let behind_quote = self.tail.quote_end > 0 && last != ' ';
        if behind_quote && self.punctuation_in_quote && self.closes_group(piece) {
            return self.enter_quote(last, first, text, place);
        }
        if !is_punctuation(last) {
            return text;
        }
        if self.tail.doubled && matches!(piece, Piece::Prefix { .. } | Piece::Delimiter) {
            return behind;
        }
        let is_mark = text.trim_end().chars().all(is_punctuation);
        if let Some(dropped) = self.tail.dropped {
            // It is the suffix that has given way that this mark is settled with.
            let rule =
                if piece == Piece::Suffix { Rule::Table } else { self.rule(piece, first, is_mark) };
            let drops = last == first || settle(dropped, first, rule) == Outcome::DropRight;
            return if drops { behind } else { text };
        }
        let repeats = self.tail.kind == TailKind::Suffix && last == first;
        if repeats && piece == Piece::Suffix && self.tail.groups == 1 {
            // The suffix of a group that begins as that of its last child is not written at all,
            // where anything follows in the same group.
            self.repeated = behind.len();
            return behind;
        }
        let sibling = matches!(
            piece,
            Piece::Delimiter
                | Piece::Prefix { decorated: false }
                | Piece::Content { decorated: false }
        );
        let closed = self.tail.grouped() && !self.tail.group_decorated;
        let nested = piece == Piece::Suffix || (sibling && closed);
        let own = self.tail.kind == TailKind::Suffix && !self.tail.of_group;
        if nested && own && !self.tail.composed {
            return self.meet_suffix(last, first, text, place);
        }
        let rule = self.rule(piece, first, is_mark);
        match settle(last, first, rule) {
            Outcome::Both => text,
            Outcome::DropRight => {
                if piece == Piece::Suffix && self.tail.kind == TailKind::Content && last != first {
                    self.tail.kind = TailKind::Suffix;
                    self.tail.dropped = Some(first);
                }
                behind
            }
            Outcome::DropLeft => {
                self.take_back();
                text
            }
        }
    }

    /// Whether all of the text is in blocks, one behind the other.
    fn has_only_blocks(&self) -> bool {
        let blocks = self.markup.marks.iter().filter(|mark| mark.format.is_block());
        let end = blocks.fold(0, |end, block| if block.start == end { block.end } else { end });
        end as usize == self.markup.text.len()
    }

    /// The suffix of a group meets that of its last child: what the table would settle in favour
    /// of the left mark is settled as if the two stood the other way round.
    fn meet_suffix<'t>(&mut self, last: char, first: char, text: &'t str, place: u32) -> &'t str {
        let behind = &text[first.len_utf8()..];
        if settle(last, first, Rule::Table) == Outcome::Both {
            return text;
        }
        match settle(first, last, Rule::Table) {
            Outcome::DropRight => {
                self.take_back();
                text
            }
            Outcome::DropLeft => behind,
            Outcome::Both => {
                // The two change places; the rest of the text follows both.
                let last_from = self.last_place();
                self.take_back();
                self.insert(first, place);
                self.insert(last, last_from);
                behind
            }
        }
    }

    fn meet_quote<'t>(
        &mut self,
        last: char,
        first: char,
        text: &'t str,
        piece: Piece,
        place: u32,
    ) -> &'t str {
        let behind = &text[first.len_utf8()..];
        let own_format = match piece {
            Piece::Prefix { decorated } | Piece::Content { decorated } => decorated,
            _ => false,
        };
        let sibling = matches!(piece, Piece::Prefix { .. } | Piece::Content { .. });
        let apart = self.tail.decorated && !self.tail.grouped();
        let blocked =
            own_format || (sibling && (apart || self.tail.group_decorated || self.tail.opened));
        if blocked {
            return text;
        }
        let content = matches!(piece, Piece::Content { .. });
        if piece == Piece::CiteDelimiter {
            return text;
        }
        if matches!(first, ':' | ';') && self.tail.inner_close > 0 && self.tail.composed {
            if settle(last, first, Rule::Table) == Outcome::DropRight {
                return behind;
            }
            // It goes right behind the quotation within the text, inside of what is around that.
            self.tail.end = self.tail.inner_close;
            self.insert(first, place);
            self.tail = Tail::new(TailKind::Suffix, self.markup.text.len());
            return behind;
        }
        if self.tail.kind == TailKind::Delimiter {
            // What comes behind a delimiter that has moved is not settled with it.
            return if last == first { behind } else { text };
        }
        let behind_suffix = self.tail.kind == TailKind::Suffix;
        let moves = match first {
            '.' | '!' | '?' => true,
            ',' => !content,
            ':' | ';' if self.tail.composed => false,
            ':' | ';' => self.tail.grouped() && (!behind_suffix || self.closes_group(piece)),
            _ => false,
        };
        if !self.punctuation_in_quote || !moves {
            let settles = match self.tail.composed {
                true => !content,
                false => {
                    !self.punctuation_in_quote && self.tail.grouped() && self.closes_group(piece)
                }
            };
            return match settle(last, first, if settles { Rule::Table } else { Rule::Repeats }) {
                Outcome::Both => text,
                Outcome::DropRight => behind,
                Outcome::DropLeft => {
                    self.settle_in(first, place);
                    behind
                }
            };
        }
        if behind_suffix && self.closes_group(piece) {
            return self.meet_quoted_suffix(last, first, text, piece, place);
        }
        let written = self.settle_in(first, place);
        // A suffix that the text ends with already is as good as none.
        if piece == Piece::Suffix && (written || last != first) {
            self.tail.kind = TailKind::Suffix;
            self.tail.dropped = (!written).then_some(first);
        } else if piece == Piece::Delimiter {
            self.tail.kind = TailKind::Delimiter;
        }
        behind
    }

    /// Whether a mark at the start of this piece is settled with what the last group ends with: it is
    /// the group's own suffix, or stands right behind the group.
    fn closes_group(&self, piece: Piece) -> bool {
        let behind = matches!(piece, Piece::Delimiter | Piece::Prefix { decorated: false });
        !self.tail.composed && (piece == Piece::Suffix || (behind && self.tail.grouped()))
    }

    /// Puts a mark behind the last character, or leaves it away, or takes that back for it, as the
    /// two are settled; `true` where the mark was written.
    fn settle_in(&mut self, mark: char, place: u32) -> bool {
        let last = self.markup.text[..self.tail.end].chars().next_back();
        match last.map_or(Outcome::Both, |last| settle(last, mark, Rule::Table)) {
            Outcome::DropRight => return false,
            Outcome::DropLeft => self.take_back(),
            Outcome::Both => {}
        }
        self.insert(mark, place);
        true
    }

    /// The suffix of a group meets what stands behind a quotation at the group's end: it goes into the
    /// quotation, and takes that along where the two are the same.
    fn enter_quote<'t>(&mut self, last: char, first: char, text: &'t str, place: u32) -> &'t str {
        let behind = &text[first.len_utf8()..];
        if let Some(mark) = self.tail.group_mark {
            let settled = settle(mark, first, Rule::Table) == Outcome::DropRight;
            return if settled || first == last { behind } else { text };
        }
        let inner_end = self.tail.quote_end;
        if last == first {
            let inner = self.markup.text[..inner_end].chars().next_back();
            let gives_way = |inner| settle(inner, first, Rule::Table) == Outcome::DropRight;
            if inner.is_some_and(gives_way) {
                return behind;
            }
            self.take_back();
        }
        self.tail.end = inner_end;
        self.settle_in(first, place);
        if last == first {
            self.tail.quoted = true;
            self.tail.quote_end = 0;
        } else {
            self.tail.end = self.markup.text.len();
        }
        self.tail.group_mark = Some(first);
        behind
    }

    /// The suffix of a group meets a suffix inside quotation marks: that of a text in the group, before
    /// which it goes, or that of another group.
    fn meet_quoted_suffix<'t>(
        &mut self,
        last: char,
        first: char,
        text: &'t str,
        piece: Piece,
        place: u32,
    ) -> &'t str {
        let behind = &text[first.len_utf8()..];
        if self.tail.of_group && piece == Piece::Delimiter {
            match (last, first) {
                _ if last == first || self.tail.group_mark == Some(first) => {}
                (',', '.') => self.insert(first, place),
                (';' | ':' | '?' | '!', '.') => {}
                _ => return text,
            }
            return behind;
        }
        if self.tail.of_group {
            let mark = self.tail.group_mark.unwrap_or(last);
            match settle(mark, first, Rule::Table) {
                _ if settle(last, first, Rule::Table) == Outcome::DropRight => {}
                Outcome::DropRight => {}
                Outcome::DropLeft => {
                    self.take_back();
                    self.insert(first, place);
                }
                Outcome::Both if (mark, first) == (',', '.') => self.insert(first, place),
                Outcome::Both => return text,
            }
            return behind;
        }
        let (own, own_from) = match self.tail.dropped.take() {
            Some(own) => (own, place),
            None => {
                let from = self.last_place();
                self.take_back();
                (last, from)
            }
        };
        let outcome = settle(first, own, Rule::Table);
        if outcome != Outcome::DropLeft {
            self.settle_in(first, place);
            self.tail.group_mark = Some(first);
        }
        if outcome != Outcome::DropRight {
            self.settle_in(own, own_from);
        }
        behind
    }

    /// How a piece that begins with this mark, or is nothing but marks, meets what is before it.
    fn rule(&self, piece: Piece, first: char, is_mark: bool) -> Rule {
        let tail = &self.tail;
        match (piece, tail.kind) {
            (_, TailKind::Nothing | TailKind::CiteDelimiter) => Rule::Keep,
            (Piece::Suffix, TailKind::User) => Rule::Table,
            (Piece::Suffix | Piece::Delimiter | Piece::CiteDelimiter, TailKind::Content) => {
                if tail.decorated && !tail.grouped() { Rule::Repeats } else { Rule::Table }
            }
            (Piece::Suffix, TailKind::Suffix) if tail.of_group || tail.composed => Rule::Table,
            (Piece::Delimiter, TailKind::Suffix) if tail.of_group && tail.grouped() => Rule::Table,
            (Piece::Suffix | Piece::Delimiter | Piece::CiteDelimiter, _) => Rule::Repeats,
            (Piece::Inner | Piece::User | Piece::LastDelimiter, _) => Rule::Keep,
            (Piece::Prefix { decorated: true }, TailKind::Suffix)
                if !tail.of_decorated && !tail.grouped() =>
            {
                Rule::Repeats
            }
            (Piece::Prefix { decorated: true } | Piece::Content { decorated: true }, _)
            | (_, TailKind::Prefix) => Rule::Keep,
            (Piece::Content { .. }, _) if first == ',' || is_mark => Rule::Keep,
            (_, TailKind::Delimiter) => Rule::Repeats,
            (_, TailKind::Suffix) if tail.of_formatted && !tail.grouped() => Rule::Keep,
            (_, TailKind::Suffix) if !tail.opened && !tail.is_inside_formatted() => Rule::Table,
            _ if (tail.decorated && !tail.grouped()) || tail.group_decorated || tail.opened => {
                Rule::Keep
            }
            _ => Rule::Table,
        }
    }

    /// Whether a space at the start of this piece goes behind one at the end of the text.
    fn squeezes(&self, piece: Piece) -> bool {
        let tail = &self.tail;
        let keeps = match tail.kind {
            TailKind::Nothing | TailKind::CiteDelimiter => true,
            TailKind::Suffix => {
                // The margin is a group that does not count behind the entry's own number.
                let margin = tail.of_citation_number && tail.groups == 1;
                let grouped = tail.grouped() && !(margin && self.begins_second_field());
                matches!(piece, Piece::Prefix { .. }) && tail.of_decorated && !grouped
            }
            TailKind::Content => true,
            _ if tail.opened => matches!(piece, Piece::Prefix { .. }),
            TailKind::User => matches!(piece, Piece::Prefix { .. }),
            TailKind::Prefix | TailKind::Delimiter => false,
        };
        !keeps && !matches!(piece, Piece::Content { .. } | Piece::Inner | Piece::User)
    }

    /// Puts characters at the end of the text.
    fn write(&mut self, text: &str, place: u32) {
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
    fn last_place(&self) -> u32 {
        let before = |run: &&Run| (run.start as usize) < self.tail.end;
        self.markup.runs.iter().rev().find(before).map_or(0, |run| run.place)
    }

    /// Takes the last character back, wherever formatting has closed behind it.
    fn take_back(&mut self) {
        let end = self.tail.end;
        let Some(last) = self.markup.text[..end].chars().next_back() else { return };
        let start = end - last.len_utf8();
        self.markup.text.replace_range(start..end, "");
        places::remove(&mut self.markup.runs, start, end);
        self.shift(end, start);
    }

    /// Puts a character behind the last one, inside what has closed behind it.
    fn insert(&mut self, character: char, place: u32) {
        let end = self.tail.end;
        self.markup.text.insert(end, character);
        if self.keeps_places {
            places::insert(&mut self.markup.runs, end, character.len_utf8(), place);
        }
        self.shift(end, end + character.len_utf8());
    }

    /// Puts a character at the end of the last block of a kind, behind its formatting.
    fn append_to(&mut self, kind: impl Fn(Format) -> bool, character: char, place: u32) {
        self.write(character.encode_utf8(&mut [0; 4]), place);
        let end = self.markup.text.len();
        if let Some(block) = self.markup.marks.iter_mut().rfind(|mark| kind(mark.format)) {
            block.end = end as u32;
        }
        self.tail.end = end;
    }

    /// Puts a mark that begins the second field at the end of the margin.
    fn append_to_margin(&mut self, last: char, first: char, place: u32) {
        let Some(field) = self.second_field.take() else { return };
        match settle(last, first, Rule::Table) {
            Outcome::DropRight => return,
            Outcome::DropLeft => self.take_back(),
            Outcome::Both => {}
        }
        self.append_to(|format| format == Format::LeftMargin, first, place);
        self.markup.marks[field].start = self.markup.text.len() as u32;
    }

    /// Moves the end of the text and of all formatting that ends at it or behind it.
    fn shift(&mut self, from: usize, to: usize) {
        let moved = |offset: u32| (offset as usize + to - from) as u32;
        let seams = self.markup.seams.iter_mut().filter(|seam| **seam as usize >= from);
        seams.for_each(|seam| *seam = moved(*seam));
        for (number, mark) in self.markup.marks.iter_mut().enumerate().rev() {
            if (mark.end as usize) < from && (mark.start as usize) < from {
                // Formatting may still be open around an earlier mark, so all are looked at.
                continue;
            }
            // Neither a link nor the user's markup takes up punctuation that moves to its end.
            let stays = matches!(mark.format, Format::Link(_)) || self.inline.contains(&number);
            let keeps = to > from && stays;
            if mark.end as usize > from || (mark.end as usize == from && !keeps) {
                mark.end = moved(mark.end);
            }
            if mark.start as usize >= from {
                mark.start = moved(mark.start);
            }
        }
        if self.tail.inner_close >= from {
            self.tail.inner_close = moved(self.tail.inner_close as u32) as usize;
        }
        self.tail.end = to;
    }
}

impl Tail {
    /// Whether a group has closed since.
    fn grouped(&self) -> bool {
        self.groups > 0
    }

    /// Whether the suffix that was written last is inside of a group that has formatting.
    fn is_inside_formatted(&self) -> bool {
        self.group_decorated && self.groups == 1
    }

    fn new(kind: TailKind, end: usize) -> Self {
        Tail {
            kind,
            end,
            quoted: false,
            quote_end: 0,
            inner_close: 0,
            group_mark: None,
            dropped: None,
            composed: false,
            decorated: false,
            set_off: false,
            formatted: false,
            citation_number: false,
            groups: 0,
            group_decorated: false,
            opened: false,
            group_opened: false,
            block_closed: false,
            of_group: false,
            of_decorated: false,
            of_formatted: false,
            of_citation_number: false,
            doubled: false,
        }
    }
}

fn is_punctuation(character: char) -> bool {
    matches!(character, ':' | '.' | ';' | '!' | '?' | ',')
}
