//! Decides where asterisks are read as emphasis.

use crate::markup::{Formatting, Mark, Markup};

/// The formatting of a text, indexed by where it begins and ends.
pub(super) struct Emphasis<'m> {
    text: &'m str,
    /// All marks except blocks, by their starts and by their ends.
    by_start: Vec<&'m Mark>,
    by_end: Vec<&'m Mark>,
}

impl<'m> Emphasis<'m> {
    pub(super) fn of(markup: &'m Markup) -> Self {
        let marks = markup.marks().iter().filter(|mark| !mark.format.is_block());
        let by_start: Vec<&Mark> = marks.collect();
        let mut by_end = by_start.clone();
        by_end.sort_by_key(|mark| mark.end);
        Emphasis { text: markup.as_str(), by_start, by_end }
    }

    /// The marks that begin at a position.
    fn starting(&self, place: u32) -> impl Iterator<Item = &'m Mark> {
        let first = self.by_start.partition_point(|mark| mark.start < place);
        self.by_start[first..].iter().copied().take_while(move |mark| mark.start == place)
    }

    /// The marks that end at a position.
    fn ending(&self, place: u32) -> impl Iterator<Item = &'m Mark> {
        let first = self.by_end.partition_point(|mark| mark.end < place);
        self.by_end[first..].iter().copied().take_while(move |mark| mark.end == place)
    }

    /// True if asterisks around the text of a mark would be read as its emphasis.
    ///
    /// *Source*: CommonMark 0.31.2, section 6.2, "left-flanking" and "right-flanking". Stricter
    /// than that where marks touch: asterisks are next to each other only if all of them open or
    /// all of them close.
    pub(super) fn is_read(&self, mark: &Mark) -> bool {
        let inside = &self.text[mark.start as usize..mark.end as usize];
        let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else {
            return false;
        };
        if first.is_whitespace() || last.is_whitespace() {
            return false;
        }
        let is_other = |other: &&Mark| !std::ptr::eq(*other, mark);
        let beside_start = || self.starting(mark.start).filter(is_other);
        let beside_end = || self.ending(mark.end).filter(is_other);
        // Formatting that ends where this begins, or begins where this ends.
        let mut meeting = self.ending(mark.start).chain(self.starting(mark.end)).filter(is_other);
        if meeting.next().is_some() {
            return false;
        }
        // Bold at one end of italic (or italic at one end of bold), with more of the outer text
        // after it.
        let shares = |other: &Mark| {
            matches!(other.format, Formatting::Italic | Formatting::Oblique | Formatting::Bold)
                && (other.start == mark.start) != (other.end == mark.end)
                && other.start <= mark.start
                && mark.end <= other.end
        };
        if beside_start().chain(beside_end()).any(shares) {
            return false;
        }
        let before = self.text[..mark.start as usize].chars().next_back();
        let behind = self.text[mark.end as usize..].chars().next();
        let loose = |outside: Option<char>| {
            outside.is_none_or(|outside| outside.is_whitespace() || is_punctuation(outside))
        };
        // An address may get angle brackets around it.
        let mut words = inside.split_whitespace();
        let is_address = |word: Option<&str>| word.is_some_and(|word| word.contains("://"));
        let open_tag = beside_start().next().is_some() || is_address(words.clone().next());
        let close_tag = beside_end().next().is_some() || is_address(words.next_back());
        let opens = loose(before) || (!open_tag && first.is_alphanumeric());
        let closes = loose(behind) || (!close_tag && last.is_alphanumeric());
        opens && closes
    }
}

/// Characters that are always punctuation.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(
            character,
            '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '«' | '»'
        )
}
