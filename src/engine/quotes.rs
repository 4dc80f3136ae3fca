//! Quotation marks and apostrophes in users' text: which ones open, which close, and which are
//! apostrophes.

use crate::model::{Mark, Text};

/// A quotation mark and its partner, or an apostrophe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The first byte of the opening mark, or of the apostrophe.
    pub(crate) start: usize,
    /// How many bytes the mark has.
    pub(crate) width: usize,
    /// The first byte of the closing mark and its width; `None` for an apostrophe.
    pub(crate) close: Option<(usize, usize)>,
    /// Whether it is of the other kind, single or double, than the first one in the text.
    pub(crate) inner: bool,
    /// Whether it is a curly mark of the locale's inner kind that stands in no other quotation,
    /// and stays what it is where the style does not quote.
    pub(crate) kept: bool,
}

/// The curly marks that a locale quotes with; others are characters as any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Curly {
    pub(crate) double: bool,
    pub(crate) single: bool,
    /// Whether the inner quotes are the single ones.
    pub(crate) inner_single: bool,
}

/// Whether a text may have quotation marks at all.
pub(crate) fn may_have_any(text: &str) -> bool {
    // All bytes are looked at, which takes several at once.
    text.bytes().fold(false, |found, byte| found | matches!(byte, b'"' | b'\'' | 0xE2))
}

/// Finds the pairs of quotation marks, properly nested, and the apostrophes, ordered by start.
pub(crate) fn find(text: &str, curly: Curly) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    // Open marks: the index in `quotes`, and the character that would close it.
    let mut open: Vec<(usize, Kind)> = Vec::new();
    for (start, character) in text.char_indices() {
        let Some(kind) = Kind::of(character, curly) else { continue };
        let width = character.len_utf8();
        let before = text[..start].chars().next_back();
        let after = text[start + width..].chars().next();
        let closes =
            kind.can_close(before, after) && open.iter().any(|(_, opened)| opened.closed_by(kind));
        if closes {
            let index = open.iter().rposition(|(_, opened)| opened.closed_by(kind));
            if let Some(index) = index {
                let partner = open[index].0;
                quotes[partner].close = Some((start, width));
                open.truncate(index);
                continue;
            }
        }
        let after_open = open
            .last()
            .is_some_and(|(index, _)| quotes[*index].start + quotes[*index].width == start);
        if kind.can_open(before.filter(|_| !after_open), after) {
            open.push((quotes.len(), kind));
            quotes.push(Quote { start, width, close: None, inner: false, kept: false });
        } else if matches!(kind, Kind::StraightSingle) {
            quotes.push(Quote { start, width, close: None, inner: false, kept: false });
        }
    }
    // The kind that comes first is the outer one.
    let is_single = |quote: &Quote| text[quote.start..].starts_with(['\'', '‘', '’']);
    // An apostrophe before it counts for one that closes, and leaves the kinds as they are.
    let first = quotes.iter().find(|quote| quote.close.is_some());
    let first_single =
        first.is_some_and(|first| is_single(first) && !text[..first.start].contains('’'));
    let mut outermost_ends = 0;
    for quote in &mut quotes {
        quote.inner = is_single(quote) != first_single;
        let Some((close, _)) = quote.close else { continue };
        if quote.start >= outermost_ends {
            outermost_ends = close;
            let is_curly = text[quote.start..].starts_with(['“', '‘']);
            quote.kept = is_curly && is_single(quote) == curly.inner_single;
            quote.inner &= !quote.kept;
        }
    }
    // A single mark without its partner is an apostrophe; others stay what they are.
    quotes.retain(|quote| quote.close.is_some() || text[quote.start..].starts_with('\''));
    quotes
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    StraightDouble,
    StraightSingle,
    OpenDouble,
    CloseDouble,
    OpenSingle,
    CloseSingle,
}

impl Kind {
    fn of(character: char, curly: Curly) -> Option<Kind> {
        Some(match character {
            '"' => Kind::StraightDouble,
            '\'' => Kind::StraightSingle,
            '“' if curly.double => Kind::OpenDouble,
            '”' if curly.double => Kind::CloseDouble,
            '‘' if curly.single => Kind::OpenSingle,
            '’' if curly.single => Kind::CloseSingle,
            _ => return None,
        })
    }

    fn closed_by(self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Kind::StraightDouble, Kind::StraightDouble)
                | (Kind::StraightSingle, Kind::StraightSingle)
                | (Kind::OpenDouble, Kind::CloseDouble)
                | (Kind::OpenSingle, Kind::CloseSingle)
        )
    }

    fn can_open(self, before: Option<char>, after: Option<char>) -> bool {
        match self {
            Kind::CloseDouble | Kind::CloseSingle => false,
            Kind::OpenDouble | Kind::OpenSingle => true,
            Kind::StraightDouble | Kind::StraightSingle => {
                let opens_after = before.is_none_or(|before| {
                    before.is_whitespace()
                        || matches!(before, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘')
                });
                opens_after && after.is_some_and(|after| !after.is_whitespace())
            }
        }
    }

    fn can_close(self, before: Option<char>, after: Option<char>) -> bool {
        match self {
            Kind::OpenDouble | Kind::OpenSingle => false,
            Kind::CloseDouble | Kind::StraightDouble => {
                self != Kind::StraightDouble || before.is_some_and(|before| !before.is_whitespace())
            }
            Kind::CloseSingle | Kind::StraightSingle => {
                before.is_some_and(|before| !before.is_whitespace())
                    && after.is_none_or(|after| !after.is_alphanumeric())
            }
        }
    }
}

/// One edge of the walk through a text: an opening mark, a closing mark, or an apostrophe.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) start: usize,
    pub(crate) width: usize,
    /// Of an opening mark: where its closing mark begins.
    pub(crate) end: Option<usize>,
    /// Of an opening mark: whether it is of the inner kind, and whether it stays that.
    pub(crate) inner: bool,
    pub(crate) kept: bool,
    /// What an apostrophe becomes, or nothing for a closing mark.
    pub(crate) replacement: Option<&'static str>,
}

impl Edge {
    /// Whether this opening mark stands outside a mark of the text that starts at the same place.
    pub(crate) fn encloses(&self, mark: &Mark) -> bool {
        self.start < mark.start as usize || self.end.is_none_or(|end| end >= mark.end as usize)
    }
}

/// The edges of quotes that do not overlap the text's markup by halves, ordered by start.
pub(crate) fn edges(text: &Text, quotes: &[Quote]) -> Vec<Edge> {
    let crosses = |start: usize, end: usize| {
        text.marks().iter().any(|mark| {
            let (from, to) = (mark.start as usize, mark.end as usize);
            (start < from && from < end && end < to) || (from <= start && start < to && to < end)
        })
    };
    let mut edges = Vec::with_capacity(quotes.len() * 2);
    for quote in quotes {
        match quote.close {
            Some((close, _)) if crosses(quote.start, close) => {}
            Some((close, width)) => {
                edges.push(Edge {
                    start: quote.start,
                    width: quote.width,
                    end: Some(close),
                    inner: quote.inner,
                    kept: quote.kept,
                    replacement: None,
                });
                edges.push(Edge {
                    start: close,
                    width,
                    end: None,
                    inner: quote.inner,
                    kept: quote.kept,
                    replacement: None,
                });
            }
            None => edges.push(Edge {
                start: quote.start,
                width: quote.width,
                end: None,
                inner: false,
                kept: false,
                replacement: Some("’"),
            }),
        }
    }
    edges.sort_by_key(|edge| edge.start);
    edges
}

#[cfg(test)]
mod tests {
    use super::{Curly, find};

    fn shown(text: &str) -> String {
        let mut out: Vec<String> = text.chars().map(String::from).collect();
        let index = |byte: usize| text[..byte].chars().count();
        for quote in find(text, Curly { double: true, single: true, inner_single: true }) {
            match quote.close {
                Some((close, _)) => {
                    out[index(quote.start)] = "<".into();
                    out[index(close)] = ">".into();
                }
                None => out[index(quote.start)] = "^".into(),
            }
        }
        out.concat()
    }

    #[test]
    fn pairs_and_apostrophes() {
        assert_eq!(shown("c \"d\" e 'f' \"g 'h' i\""), "c <d> e <f> <g <h> i>");
        assert_eq!(shown("don't the '90s"), "don^t the ^90s");
        assert_eq!(shown("“a ‘b’ c” d’e"), "<a <b> c> d’e");
        assert_eq!(shown("6\" of the dogs' tails"), "6\" of the dogs^ tails");
    }
}
