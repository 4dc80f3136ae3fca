//! Quotation marks, and the punctuation that moves into or out of a quotation.
//!
//! *Source*: the output of citeproc-js, as in [`junction`](crate::engine::finish::junction).

use crate::engine::finish::collision::{Outcome, Rule, settle};
use crate::engine::finish::junction::Junction;
use crate::engine::finish::tail::{Owner, Piece, Quotation, Tail, TailKind};
use crate::engine::finish::writer::Writer;

impl Writer {
    pub(super) fn open_quote(&mut self, mark: &str, place: u32) {
        self.write(mark, place);
        self.tail = Tail::new(TailKind::Prefix, self.markup.text.len());
    }

    pub(super) fn close_quote(&mut self, mark: &str, place: u32) {
        if !self.punctuation_in_quote && !self.tail.is_quoted() {
            self.move_out(mark, place);
            return;
        }
        self.close_quote_around(mark, place);
    }

    /// Closes a quotation whose last mark stays inside.
    pub(super) fn close_quote_around(&mut self, mark: &str, place: u32) {
        self.write(mark, place);
        self.tail.quotation = Quotation::Closed;
    }

    /// Records that the quotation that has just closed is one within a text.
    pub(super) fn closed_inner_quote(&mut self) {
        self.tail.inner_close = self.markup.text.len();
    }

    /// Closes a quotation whose last comma, colon or semicolon belongs after it.
    fn move_out(&mut self, mark: &str, place: u32) {
        let last = self.markup.text[..self.tail.end].chars().next_back();
        match last {
            Some(moved @ (',' | ';' | ':')) if self.tail.kind == TailKind::Content => {
                let moved_from = self.last_place();
                self.take_back();
                self.write(mark, place);
                self.write(moved.encode_utf8(&mut [0; 4]), moved_from);
                self.tail.end = self.markup.text.len();
            }
            _ => {
                self.write(mark, place);
                self.tail.quotation = Quotation::Closed;
            }
        }
    }

    pub(super) fn collide_with_quote<'t>(&mut self, junction: Junction<'t>) -> &'t str {
        let Junction { last, first, text, piece, place } = junction;
        let behind = junction.behind();
        let own_format = match piece {
            Piece::Prefix { decorated } | Piece::Content { decorated } => decorated,
            _ => false,
        };
        let sibling = matches!(piece, Piece::Prefix { .. } | Piece::Content { .. });
        let apart = self.tail.closed.is_formatted_text();
        let blocked =
            own_format || (sibling && (apart || self.tail.ends_formatted() || self.tail.opened));
        if blocked {
            return text;
        }
        let content = matches!(piece, Piece::Content { .. });
        if piece == Piece::CiteDelimiter {
            return text;
        }
        if content && !self.punctuation_in_quote && self.tail.composed {
            return text;
        }
        // Marks that stay outside quotations go behind all that close there.
        let is_inside = self.punctuation_in_quote || self.tail.quotation == Quotation::None;
        if matches!(first, ':' | ';')
            && is_inside
            && self.tail.inner_close > 0
            && self.tail.composed
        {
            if settle(last, first, Rule::Table) == Outcome::DropRight {
                return behind;
            }
            // It goes directly after the quotation within the text, inside the formatting around
            // that.
            self.tail.end = self.tail.inner_close;
            self.insert(first, place);
            self.tail = Tail::new(TailKind::Suffix(Owner::Text), self.markup.text.len());
            return behind;
        }
        if self.tail.kind == TailKind::Delimiter {
            // Text after a delimiter that has moved is not resolved with it.
            return if last == first { behind } else { text };
        }
        let behind_suffix = self.tail.is_suffix();
        let moves = match first {
            '.' | '!' | '?' => true,
            ',' => !content,
            ':' | ';' if self.tail.composed => false,
            ':' | ';' => self.tail.is_grouped() && (!behind_suffix || self.closes_group(piece)),
            _ => false,
        };
        if !self.punctuation_in_quote || !moves {
            let settles = match self.tail.composed {
                true => !content,
                false => {
                    !self.punctuation_in_quote && self.tail.is_grouped() && self.closes_group(piece)
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
            return self.collide_with_quoted_suffix(junction);
        }
        let written = self.settle_in(first, place);
        // A suffix with which the text already ends is dropped.
        if piece == Piece::Suffix && (written || last != first) {
            if !behind_suffix {
                self.tail.kind = TailKind::Suffix(Owner::Text);
            }
            self.tail.dropped = (!written).then_some(first);
        } else if piece == Piece::Delimiter {
            self.tail.kind = TailKind::Delimiter;
        }
        behind
    }

    /// True if a mark at the start of this piece is resolved with the end of the last group: it is
    /// the group's own suffix, or directly follows the group.
    pub(super) fn closes_group(&self, piece: Piece) -> bool {
        let behind = matches!(piece, Piece::Delimiter | Piece::Prefix { decorated: false });
        !self.tail.composed && (piece == Piece::Suffix || (behind && self.tail.is_grouped()))
    }

    /// Writes a mark after the last character, drops it, or replaces the last character with it, as
    /// the two are resolved; `true` if the mark was written.
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

    /// Resolves the suffix of a group with the text after a quotation at the group's end. The
    /// suffix enters the quotation, whose characters end at `inner_end`, and takes that text along
    /// if the two are equal.
    pub(super) fn enter_quote<'t>(&mut self, junction: Junction<'t>, inner_end: usize) -> &'t str {
        let Junction { last, first, text, place, .. } = junction;
        let behind = junction.behind();
        if let Some(mark) = self.tail.group_mark {
            let settled = settle(mark, first, Rule::Table) == Outcome::DropRight;
            return if settled || first == last { behind } else { text };
        }
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
            self.tail.quotation = Quotation::Closed;
        } else {
            self.tail.end = self.markup.text.len();
        }
        self.tail.group_mark = Some(first);
        behind
    }

    /// Resolves the suffix of a group with a suffix inside quotation marks: that of a text in the
    /// group, before which it goes, or that of another group.
    fn collide_with_quoted_suffix<'t>(&mut self, junction: Junction<'t>) -> &'t str {
        let Junction { last, first, text, piece, place } = junction;
        let behind = junction.behind();
        let of_group = self.tail.kind == TailKind::Suffix(Owner::Group);
        if of_group && piece == Piece::Delimiter {
            match (last, first) {
                _ if last == first || self.tail.group_mark == Some(first) => {}
                (',', '.') => self.insert(first, place),
                (';' | ':' | '?' | '!', '.') => {}
                _ => return text,
            }
            return behind;
        }
        if of_group {
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
}
