//! Two marks meet: which of them stay, and where.
//!
//! *Source*: what citeproc-js prints for every mark behind every other, from affixes, delimiters and
//! texts, in groups and formatting.

use crate::engine::finish::collision::{Outcome, Rule, is_punctuation, settle};
use crate::engine::finish::tail::{Piece, Tail, TailKind};
use crate::engine::finish::writer::Writer;
use crate::markup::Format;

/// A piece of text at the end of what is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Junction<'t> {
    /// The last character that is written, before any closing quotation mark.
    pub(super) last: char,
    /// The first one of the piece.
    pub(super) first: char,
    pub(super) text: &'t str,
    pub(super) piece: Piece,
    /// The style's element that the piece comes from.
    pub(super) place: u32,
}

impl<'t> Junction<'t> {
    /// The piece without its first character.
    pub(super) fn behind(&self) -> &'t str {
        &self.text[self.first.len_utf8()..]
    }
}

impl Writer {
    /// Writes a piece of text, its first mark settled with the last one written.
    pub(super) fn push(&mut self, text: &str, piece: Piece, place: u32) {
        let Some(first) = text.chars().next() else { return };
        let mut rest = text;
        let repeated = std::mem::take(&mut self.repeated);
        if repeated > 0 && self.tail.groups == 0 && piece != Piece::Delimiter {
            let end = self.markup.text.len() - repeated;
            self.markup.text.truncate(end);
            while self.markup.seams.pop_if(|seam| *seam as usize >= end).is_some() {}
            self.tail.end = end;
        }
        let last = self.markup.text[..self.tail.end].chars().next_back();
        if let Some(last) =
            last.filter(|_| !matches!(piece, Piece::Inner | Piece::User | Piece::LastDelimiter))
        {
            rest = self.collide(Junction { last, first, text, piece, place });
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
    pub(super) fn collide<'t>(&mut self, junction: Junction<'t>) -> &'t str {
        let Junction { last, first, text, piece, place } = junction;
        let behind = junction.behind();
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
            return self.collide_with_quote(junction);
        }
        if self.begins_second_field() && !self.tail.opened {
            self.append_to_margin(last, first, place);
            return behind;
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
        let behind_quote = self.tail.quote_end > 0 && last != ' ';
        if behind_quote && self.punctuation_in_quote && self.closes_group(piece) {
            return self.enter_quote(junction);
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
            return self.collide_with_suffix(junction);
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
    fn collide_with_suffix<'t>(&mut self, junction: Junction<'t>) -> &'t str {
        let Junction { last, first, text, place, .. } = junction;
        let behind = junction.behind();
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
}
