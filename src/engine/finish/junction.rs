//! The junction of two marks: which of them are kept, and where.
//!
//! *Source*: the output of citeproc-js for every mark after every other, from affixes, delimiters
//! and texts, in groups and formatting.

use crate::engine::finish::collision::{Outcome, Rule, is_punctuation, settle};
use crate::engine::finish::tail::{NodeLook, Owner, Piece, Quotation, Tail, TailKind};
use crate::engine::finish::writer::Writer;
use crate::markup::Formatting;

/// A piece of text that is added to the output.
#[derive(Debug, Clone, Copy)]
pub(super) struct Junction<'t> {
    /// The last character of the output, before any closing quotation mark.
    pub(super) last: char,
    /// The first character of the piece.
    pub(super) first: char,
    pub(super) text: &'t str,
    pub(super) piece: Piece,
    /// The style's element from which the piece comes.
    pub(super) place: u32,
}

/// True if a text that begins with this byte may begin with a mark or a space, which are joined to
/// what was written before; all other texts, which most are, are written as they are.
fn may_join(first: u8) -> bool {
    // 0xC2 is the first byte of a no-break space.
    matches!(first, b' ' | b':' | b'.' | b';' | b'!' | b'?' | b',' | 0xC2)
}

impl<'t> Junction<'t> {
    /// The piece without its first character.
    pub(super) fn behind(&self) -> &'t str {
        &self.text[self.first.len_utf8()..]
    }
}

impl Writer {
    /// Writes a piece of text, and resolves its first mark with the last one written.
    pub(super) fn push(&mut self, text: &str, piece: Piece, place: u32) {
        let Some(&first) = text.as_bytes().first() else { return };
        let rest = match self.repeated == 0 && !may_join(first) {
            true => text,
            false => self.joined(text, piece, place),
        };
        if rest.is_empty() {
            return;
        }
        self.write(rest, place);
        let kind = match piece {
            Piece::Prefix { .. } => TailKind::Prefix,
            Piece::Inner if self.tail.kind == TailKind::User => TailKind::User,
            Piece::Content { .. } | Piece::Inner => TailKind::Content,
            Piece::User => TailKind::User,
            Piece::Suffix => TailKind::Suffix(Owner::Text),
            Piece::Delimiter => TailKind::Delimiter,
            Piece::CiteDelimiter | Piece::LastDelimiter => TailKind::CiteDelimiter,
        };
        let written = Tail::new(kind, self.markup.text.len());
        self.tail = match piece {
            Piece::Suffix => written.after_suffix(&self.tail),
            _ => written,
        };
    }

    /// Resolves the first mark of a piece with the last one written, and returns the part of the text
    /// that is left to write.
    #[inline(never)]
    fn joined<'t>(&mut self, text: &'t str, piece: Piece, place: u32) -> &'t str {
        let Some(first) = text.chars().next() else { return text };
        let mut rest = text;
        let repeated = std::mem::take(&mut self.repeated);
        if repeated > 0 && !self.tail.is_grouped() && piece != Piece::Delimiter {
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
            let same = self.tail.is_suffix() && last == Some(first);
            self.tail.doubled = same && piece == Piece::Suffix && is_punctuation(first);
            // A delimiter that is not written still separates the two.
            if piece == Piece::Delimiter {
                self.tail.suffix_of = self.tail.suffix_of.parted();
            }
        }
        rest
    }

    /// A text without its first mark, if that gives way to the last one written.
    pub(super) fn behind_last_mark<'t>(&self, text: &'t str) -> &'t str {
        let mut behind = text.chars();
        let last = self.markup.text[..self.tail.end].chars().next_back();
        match last.zip(behind.next()).map(|(last, first)| settle(last, first, Rule::Table)) {
            Some(Outcome::DropRight) => behind.as_str(),
            _ => text,
        }
    }

    /// Resolves two marks, and returns the part of the text that is left to write.
    pub(super) fn collide<'t>(&mut self, junction: Junction<'t>) -> &'t str {
        let Junction { last, first, text, piece, place } = junction;
        let behind = junction.behind();
        if matches!(first, ' ' | '\u{A0}') {
            return if last == first && !self.tail.is_quoted() && self.squeezes(piece) {
                behind
            } else {
                text
            };
        }
        if !is_punctuation(first) {
            return text;
        }
        if self.tail.is_quoted() {
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
                self.append_to(Formatting::is_block, first, place);
            }
            return behind;
        }
        if let Some(end) = self.quotation_to_enter(last, piece) {
            return self.enter_quote(junction, end);
        }
        if !is_punctuation(last) {
            return text;
        }
        if self.tail.doubled && matches!(piece, Piece::Prefix { .. } | Piece::Delimiter) {
            return behind;
        }
        let is_mark = text.trim_end().chars().all(is_punctuation);
        if let Some(dropped) = self.tail.dropped {
            // A dropped suffix still counts: compare this mark with it.
            let rule =
                if piece == Piece::Suffix { Rule::Table } else { self.rule(piece, first, is_mark) };
            let drops = last == first || settle(dropped, first, rule) == Outcome::DropRight;
            return if drops { behind } else { text };
        }
        let repeats = self.tail.is_suffix() && last == first;
        if repeats && piece == Piece::Suffix && self.tail.closed.groups() == 1 {
            // If the suffix of a group begins like that of its last child, it is not written at all
            // if anything follows in the same group.
            self.repeated = behind.len();
            return behind;
        }
        let sibling = matches!(
            piece,
            Piece::Delimiter
                | Piece::Prefix { decorated: false }
                | Piece::Content { decorated: false }
        );
        let closed = self.tail.is_grouped() && !self.tail.closed.has_formatted_group();
        let nested = piece == Piece::Suffix || (sibling && closed);
        let own = self.tail.kind == TailKind::Suffix(Owner::Text) && !self.tail.composed;
        let of_number = self.tail.suffix_of == NodeLook::Number;
        let rule = match nested && own {
            true if of_number && (piece != Piece::Suffix || last != first) => Rule::Repeats,
            true => return self.collide_with_suffix(junction),
            false => self.rule(piece, first, is_mark),
        };
        match settle(last, first, rule) {
            Outcome::Both => text,
            Outcome::DropRight => {
                if piece == Piece::Suffix && self.tail.kind == TailKind::Content && last != first {
                    self.tail.kind = TailKind::Suffix(Owner::Text);
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

    /// The end of the characters of the quotation that the suffix of a group enters.
    fn quotation_to_enter(&self, last: char, piece: Piece) -> Option<usize> {
        match self.tail.quotation {
            Quotation::BeforeSuffix { end } if last != ' ' && self.punctuation_in_quote => {
                self.closes_group(piece).then_some(end)
            }
            _ => None,
        }
    }

    /// True if all of the text is in consecutive blocks.
    fn has_only_blocks(&self) -> bool {
        let blocks = self.markup.marks.iter().filter(|mark| mark.format.is_block());
        let end = blocks.fold(0, |end, block| if block.start == end { block.end } else { end });
        end as usize == self.markup.text.len()
    }

    /// The suffix of a group follows that of its last child: what the table would resolve in favour
    /// of the left mark is resolved as if the two were in the opposite order.
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
                // The two are exchanged; the rest of the text follows both.
                let last_from = self.last_place();
                self.take_back();
                if !self.markup.text[..self.tail.end].ends_with(first) {
                    self.insert(first, place);
                }
                self.insert(last, last_from);
                behind
            }
        }
    }

    /// How a piece that begins with this mark, or consists only of marks, is joined to the text
    /// before it.
    fn rule(&self, piece: Piece, first: char, is_mark: bool) -> Rule {
        let tail = &self.tail;
        match (piece, tail.kind) {
            (_, TailKind::Nothing | TailKind::CiteDelimiter) => Rule::Keep,
            (Piece::Suffix, TailKind::User) => Rule::Table,
            (Piece::Suffix | Piece::Delimiter | Piece::CiteDelimiter, TailKind::Content) => {
                if tail.closed.is_formatted_text() { Rule::Repeats } else { Rule::Table }
            }
            (Piece::Suffix, TailKind::Suffix(Owner::Group)) => Rule::Table,
            (Piece::Suffix, TailKind::Suffix(_)) if tail.composed => Rule::Table,
            (Piece::Delimiter, TailKind::Suffix(Owner::Group)) if tail.is_grouped() => Rule::Table,
            (Piece::Suffix | Piece::Delimiter | Piece::CiteDelimiter, _) => Rule::Repeats,
            (Piece::Inner | Piece::User | Piece::LastDelimiter, _) => Rule::Keep,
            (Piece::Prefix { decorated: true }, TailKind::Suffix(_))
                if !tail.suffix_of.is_set_off() && !tail.is_grouped() =>
            {
                Rule::Repeats
            }
            (Piece::Prefix { decorated: true } | Piece::Content { decorated: true }, _)
            | (_, TailKind::Prefix) => Rule::Keep,
            (Piece::Content { .. }, _) if first == ',' || is_mark => Rule::Keep,
            (_, TailKind::Delimiter) => Rule::Repeats,
            (_, TailKind::Suffix(_)) if tail.suffix_of.is_formatted() && !tail.is_grouped() => {
                Rule::Keep
            }
            (_, TailKind::Suffix(_)) if !tail.opened && !tail.is_inside_formatted() => Rule::Table,
            _ if tail.closed.is_formatted() || tail.opened => Rule::Keep,
            _ => Rule::Table,
        }
    }

    /// True if a space at the start of this piece is dropped after one at the end of the text.
    fn squeezes(&self, piece: Piece) -> bool {
        let tail = &self.tail;
        let keeps = match tail.kind {
            TailKind::Nothing | TailKind::CiteDelimiter => true,
            TailKind::Suffix(_) => {
                // The margin is a group that does not count after the entry's own number.
                let margin = tail.suffix_of.is_citation_number() && tail.closed.groups() == 1;
                let grouped = tail.is_grouped() && !(margin && self.begins_second_field());
                matches!(piece, Piece::Prefix { .. }) && tail.suffix_of.is_set_off() && !grouped
            }
            TailKind::Content => true,
            _ if tail.opened => matches!(piece, Piece::Prefix { .. }),
            TailKind::User => matches!(piece, Piece::Prefix { .. }),
            TailKind::Prefix | TailKind::Delimiter => false,
        };
        !keeps && !matches!(piece, Piece::Content { .. } | Piece::Inner | Piece::User)
    }

    /// Moves a mark that begins the second field to the end of the margin.
    fn append_to_margin(&mut self, last: char, first: char, place: u32) {
        let Some(field) = self.second_field.take() else { return };
        match settle(last, first, Rule::Table) {
            Outcome::DropRight => return,
            Outcome::DropLeft => self.take_back(),
            Outcome::Both => {}
        }
        self.append_to(|format| format == Formatting::LeftMargin, first, place);
        self.markup.marks[field].start = self.markup.text.len() as u32;
    }
}
