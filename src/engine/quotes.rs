//! Quotation marks and apostrophes in users' text: which ones open, which close, and which are
//! apostrophes.
//!
//! *Source*: the output of citeproc-js, where that is well nested.

use crate::model::{Mark, MarkKind};
use crate::style::ir::Program;
use crate::style::locale::Locale;
use crate::style::terms::{self, TermForm, TermId};

/// A quotation mark with its partner, or an apostrophe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The first byte of the opening mark, or of the apostrophe.
    pub(crate) start: usize,
    /// The length of the mark in bytes.
    pub(crate) width: usize,
    /// The first byte of the closing mark and its length; `None` for an apostrophe.
    pub(crate) close: Option<(usize, usize)>,
    /// Which of the locale's marks it gets.
    pub(crate) depth: QuoteDepth,
}

/// The depth of a quotation within a text, which decides its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct QuoteDepth {
    /// Whether it is inside an odd number of other quotations of the text: its marks are of the
    /// other kind than those around them.
    pub(crate) nested: bool,
    /// Whether it has the locale's inner marks in a text that the style does not quote.
    pub(crate) inner: bool,
}

/// The quotation marks of a locale: opening and closing, outer and inner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LocaleMarks<'t> {
    pub(crate) outer: (&'t str, &'t str),
    pub(crate) inner: (&'t str, &'t str),
}

/// The maximum nesting of quotations; deeper marks are not changed.
pub(crate) const MAX_DEPTH: usize = 32;

/// True if a text may contain quotation marks.
pub(crate) fn may_have_any(text: &str) -> bool {
    // All bytes are compared, several at once. The non-ASCII marks of all locales begin with one of
    // the three bytes; no locale has ASCII marks on both sides.
    text.bytes()
        .fold(false, |found, byte| found | matches!(byte, b'"' | b'\'' | 0xC2 | 0xE2 | 0xE3))
}

/// True if the only bytes for which [`may_have_any`] is true are those of dashes, as between pages.
pub(crate) fn has_only_dashes(text: &str) -> bool {
    let is_mark = |at: usize, byte: u8| match byte {
        0xE2 => !matches!(text.as_bytes().get(at + 1..at + 3), Some([0x80, 0x93 | 0x94])),
        byte => matches!(byte, b'"' | b'\'' | 0xC2 | 0xE3),
    };
    !text.bytes().enumerate().any(|(at, byte)| is_mark(at, byte))
}

/// Finds the properly nested pairs of quotation marks, and the apostrophes, ordered by start.
pub(crate) fn find(text: &str, marks: LocaleMarks<'_>) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    // Open marks: the index in `quotes`, and the kind that would close it.
    let mut open: Vec<(usize, Kind)> = Vec::new();
    // The number of open marks of each kind.
    let mut opened = [0_usize; 4];
    let mut behind = 0;
    for (start, character) in text.char_indices() {
        if start < behind || character.is_ascii_alphanumeric() || character == ' ' {
            continue;
        }
        let rest = &text[start..];
        let before = text[..start].chars().next_back();
        let close = marks.closed_at(rest).filter(|&(kind, width)| {
            opened[kind as usize] > 0
                && kind.can_close(&rest[..width], before, rest[width..].chars().next())
        });
        if let Some((kind, width)) = close {
            while let Some((partner, closed)) = open.pop() {
                opened[closed as usize] -= 1;
                if closed == kind {
                    quotes[partner].close = Some((start, width));
                    break;
                }
            }
            behind = start + width;
            continue;
        }
        let Some((kind, width)) = marks.opened_at(rest) else { continue };
        let after_open = open
            .last()
            .is_some_and(|(index, _)| quotes[*index].start + quotes[*index].width == start);
        let (mark, after) = (&rest[..width], rest[width..].chars().next());
        let opens =
            open.len() < MAX_DEPTH && kind.can_open(mark, before.filter(|_| !after_open), after);
        if opens {
            open.push((quotes.len(), kind));
            opened[kind as usize] += 1;
        }
        if opens || kind == Kind::StraightSingle {
            quotes.push(Quote { start, width, close: None, depth: QuoteDepth::default() });
            behind = start + width;
        }
    }
    // A single mark without its partner is an apostrophe; others are not changed.
    quotes.retain(|quote| quote.close.is_some() || text[quote.start..].starts_with('\''));
    set_depths(&mut quotes, text, marks);
    quotes
}

/// Computes the depth of each quotation. If the style does not quote, outermost quotations keep the
/// marks with which they are written. Straight marks become outer ones, but if both kinds of
/// straight marks are used, the second kind becomes inner ones.
fn set_depths(quotes: &mut [Quote], text: &str, marks: LocaleMarks<'_>) {
    let mut ends: Vec<usize> = Vec::new();
    let mut outermost_inner = false;
    let mut first_straight = None;
    for quote in quotes.iter_mut() {
        let Some((close, _)) = quote.close else { continue };
        while ends.pop_if(|end| *end < quote.start).is_some() {}
        if ends.is_empty() {
            outermost_inner = match text[quote.start..].chars().next() {
                Some(straight @ ('"' | '\'')) => {
                    *first_straight.get_or_insert(straight) != straight
                }
                _ => {
                    marks.inner != marks.outer
                        && text[quote.start..].starts_with(marks.inner.0)
                        && text[close..].starts_with(marks.inner.1)
                }
            };
        }
        let nested = ends.len() % 2 == 1;
        quote.depth = QuoteDepth { nested, inner: nested != outermost_inner };
        ends.push(close);
    }
}

impl<'t> LocaleMarks<'t> {
    pub(crate) fn of(locale: &Locale, program: &'t Program) -> Self {
        let mark = |term: TermId, default| {
            locale.term(term, TermForm::Long, false).map_or(default, |text| program.str(text))
        };
        LocaleMarks {
            outer: (mark(terms::OPEN_QUOTE, "“"), mark(terms::CLOSE_QUOTE, "”")),
            inner: (mark(terms::OPEN_INNER_QUOTE, "‘"), mark(terms::CLOSE_INNER_QUOTE, "’")),
        }
    }

    /// The mark that may open a quotation at the start of a text, and its length.
    fn opened_at(&self, text: &str) -> Option<(Kind, usize)> {
        self.at(text, |(open, _)| open)
    }

    /// The mark that may close a quotation at the start of a text, and its length.
    fn closed_at(&self, text: &str) -> Option<(Kind, usize)> {
        self.at(text, |(_, close)| close)
    }

    fn at(
        &self,
        text: &str,
        mark_of: impl Fn((&'t str, &'t str)) -> &'t str,
    ) -> Option<(Kind, usize)> {
        match text.as_bytes().first()? {
            b'"' => return Some((Kind::StraightDouble, 1)),
            b'\'' => return Some((Kind::StraightSingle, 1)),
            _ => {}
        }
        let pairs = [(Kind::Outer, self.outer), (Kind::Inner, self.inner)];
        pairs.into_iter().find_map(|(kind, pair)| {
            let mark = mark_of(pair);
            // A pair of identical marks does not show where a quotation begins.
            let is_mark = pair.0 != pair.1 && !mark.is_empty() && text.starts_with(mark);
            is_mark.then_some((kind, mark.len()))
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    StraightDouble,
    StraightSingle,
    Outer,
    Inner,
}

impl Kind {
    fn is_straight(self) -> bool {
        matches!(self, Kind::StraightDouble | Kind::StraightSingle)
    }

    /// True if a mark may open a quotation, judging by the adjacent characters.
    fn can_open(self, mark: &str, before: Option<char>, after: Option<char>) -> bool {
        // The opening comma of Lithuanian is usually just a comma, as straight marks may be
        // anything.
        if !self.is_straight() && !mark.is_ascii() {
            return true;
        }
        let opens_after = before.is_none_or(|before| {
            before.is_whitespace()
                || matches!(before, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '„')
        });
        opens_after && after.is_some_and(|after| !after.is_whitespace())
    }

    /// True if a mark may close a quotation, judging by the adjacent characters.
    fn can_close(self, mark: &str, before: Option<char>, after: Option<char>) -> bool {
        let behind_text = before.is_some_and(|before| !before.is_whitespace());
        let before_word = after.is_some_and(char::is_alphanumeric);
        match mark {
            "\"" => behind_text,
            // They are apostrophes too.
            "'" | "’" | "‘" => behind_text && !before_word,
            // A mark that closes in one language opens in others.
            _ => behind_text || !before_word,
        }
    }
}

/// One step of the traversal of a text: an opening mark, a closing mark, or an apostrophe.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) start: usize,
    pub(crate) width: usize,
    /// For an opening mark: where its closing mark begins.
    pub(crate) end: Option<usize>,
    pub(crate) depth: QuoteDepth,
    /// The replacement for an apostrophe; `None` for a closing mark.
    pub(crate) replacement: Option<&'static str>,
}

impl Edge {
    /// True if this opening mark is outside a mark of the text that starts at the same position.
    pub(crate) fn encloses(&self, mark: &Mark) -> bool {
        self.start < mark.start as usize || self.end.is_none_or(|end| end >= mark.end as usize)
    }
}

/// Those marks of a text with a visible effect; those that only protect letter case are left out.
pub(crate) fn visible(marks: &[Mark]) -> impl Iterator<Item = &Mark> {
    marks.iter().filter(|mark| mark.kind != MarkKind::NoCase)
}

/// The steps for quotes that do not partly overlap the text's markup, ordered by start.
pub(crate) fn edges(marks: &[Mark], quotes: &[Quote]) -> Vec<Edge> {
    let crossing = crossing(marks, quotes);
    let crosses = |start: usize| crossing.binary_search(&start).is_ok();
    let mut edges = Vec::with_capacity(quotes.len() * 2);
    for quote in quotes {
        match quote.close {
            Some(_) if crosses(quote.start) => {}
            Some((close, width)) => {
                edges.push(Edge {
                    start: quote.start,
                    width: quote.width,
                    end: Some(close),
                    depth: quote.depth,
                    replacement: None,
                });
                edges.push(Edge {
                    start: close,
                    width,
                    end: None,
                    depth: quote.depth,
                    replacement: None,
                });
            }
            None => edges.push(Edge {
                start: quote.start,
                width: quote.width,
                end: None,
                depth: quote.depth,
                replacement: Some("’"),
            }),
        }
    }
    edges.sort_by_key(|edge| edge.start);
    edges
}

/// The starts, in order, of quotations that partly overlap the text's markup: they end outside the
/// innermost mark in which they begin, or begin outside the innermost mark in which they end.
fn crossing(marks: &[Mark], quotes: &[Quote]) -> Vec<usize> {
    let marks: Vec<&Mark> = visible(marks).collect();
    let mut found = Vec::new();
    if marks.is_empty() {
        return found;
    }
    let mut pairs: Vec<(usize, usize)> = quotes
        .iter()
        .filter_map(|quote| quote.close.map(|(close, _)| (quote.start, close)))
        .collect();
    let mut around = Innermost::of(&marks);
    found.extend(pairs.iter().filter_map(|&(start, close)| {
        let mark = around.mark_at(start + 1, start)?;
        ((mark.end as usize) < close).then_some(start)
    }));
    pairs.sort_by_key(|(_, close)| *close);
    let mut around = Innermost::of(&marks);
    found.extend(pairs.iter().filter_map(|&(start, close)| {
        let mark = around.mark_at(close, close)?;
        (mark.start as usize > start).then_some(start)
    }));
    found.sort_unstable();
    found
}

/// The innermost marks around positions of a text, which must be requested in order.
struct Innermost<'m> {
    rest: &'m [&'m Mark],
    open: Vec<&'m Mark>,
}

impl<'m> Innermost<'m> {
    fn of(marks: &'m [&'m Mark]) -> Self {
        Innermost { rest: marks, open: Vec::new() }
    }

    /// The mark that begins before a position and ends after another.
    fn mark_at(&mut self, before: usize, behind: usize) -> Option<&'m Mark> {
        while let Some((mark, rest)) = self.rest.split_first()
            && (mark.start as usize) < before
        {
            while self.open.pop_if(|open| open.end <= mark.start).is_some() {}
            self.open.push(mark);
            self.rest = rest;
        }
        while self.open.pop_if(|open| open.end as usize <= behind).is_some() {}
        self.open.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{LocaleMarks, edges, find};
    use crate::model::Text;

    const ENGLISH: LocaleMarks<'_> = LocaleMarks { outer: ("“", "”"), inner: ("‘", "’") };
    const GERMAN: LocaleMarks<'_> = LocaleMarks { outer: ("„", "“"), inner: ("‚", "‘") };
    const FRENCH: LocaleMarks<'_> =
        LocaleMarks { outer: ("«\u{a0}", "\u{a0}»"), inner: ("“", "”") };
    const JAPANESE: LocaleMarks<'_> = LocaleMarks { outer: ("「", "」"), inner: ("『", "』") };
    const LITHUANIAN: LocaleMarks<'_> = LocaleMarks { outer: ("„", "“"), inner: (",", "‘") };
    const FINNISH: LocaleMarks<'_> = LocaleMarks { outer: ("”", "”"), inner: ("’", "’") };

    fn shown(text: &str) -> String {
        shown_in(ENGLISH, text)
    }

    /// The text with angle brackets for its quotations, and carets for its apostrophes.
    fn shown_in(marks: LocaleMarks<'_>, text: &str) -> String {
        let mut replaced = Vec::new();
        for quote in find(text, marks) {
            match quote.close {
                Some((close, width)) => {
                    replaced.push((quote.start, quote.width, "<"));
                    replaced.push((close, width, ">"));
                }
                None => replaced.push((quote.start, quote.width, "^")),
            }
        }
        replaced.sort_unstable();
        let mut out = text.to_owned();
        for (start, width, mark) in replaced.into_iter().rev() {
            out.replace_range(start..start + width, mark);
        }
        out
    }

    #[test]
    fn pairs_and_apostrophes() {
        assert_eq!(shown("c \"d\" e 'f' \"g 'h' i\""), "c <d> e <f> <g <h> i>");
        assert_eq!(shown("don't the '90s"), "don^t the ^90s");
        assert_eq!(shown("“a ‘b’ c” d’e"), "<a <b> c> d’e");
        assert_eq!(shown("6\" of the dogs' tails"), "6\" of the dogs^ tails");
    }

    #[test]
    fn marks_of_the_locale() {
        assert_eq!(
            shown_in(GERMAN, "ein „Zitat ‚im‘ Zitat“ 5“ lang"),
            "ein <Zitat <im> Zitat> 5“ lang"
        );
        assert_eq!(shown_in(GERMAN, "„Zitat “im” Zitat“"), "<Zitat “im” Zitat>");
        assert_eq!(shown_in(FRENCH, "un «\u{a0}mot “dit”\u{a0}» là"), "un <mot <dit>> là");
        assert_eq!(shown_in(JAPANESE, "夏目「こ『こ』ろ」論"), "夏目<こ<こ>ろ>論");
        assert_eq!(shown_in(LITHUANIAN, "a, b ,c‘ ir d, e"), "a, b <c> ir d, e");
        assert_eq!(shown_in(FINNISH, "”a” b’n \"c\""), "”a” b’n <c>");
    }

    #[test]
    fn kinds_by_depth() {
        let inner = |text: &str| -> Vec<(bool, bool)> {
            let found = find(text, ENGLISH);
            found.iter().map(|quote| (quote.depth.nested, quote.depth.inner)).collect()
        };
        assert_eq!(inner("\"a\" and 'b'"), [(false, false), (false, true)]);
        assert_eq!(inner("'a' and \"b\""), [(false, false), (false, true)]);
        assert_eq!(inner("“a” and 'b'"), [(false, false), (false, false)]);
        assert_eq!(inner("‘a “b” c’"), [(false, true), (true, false)]);
        assert_eq!(inner("“a “b ‘c’””"), [(false, false), (true, true), (false, false)]);
    }

    #[test]
    fn quotations_that_markup_cuts_through_are_none() {
        let quoted = |text: &str| {
            let text = Text::from_csl_markup(text);
            let quotes = find(text.as_str(), ENGLISH);
            let edges = edges(text.marks(), &quotes).into_iter();
            let inside = edges.filter_map(|edge| Some(edge.start + edge.width..edge.end?));
            inside.map(|range| text.as_str()[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(quoted("<i>a “b</i> c” “d”"), ["d"]);
        assert_eq!(quoted("“a <i>b” c</i> “d”"), ["d"]);
        assert_eq!(quoted("“<i>a</i>” <i>“b”</i> <i>a “c” b</i>"), ["a", "b", "c"]);
        assert_eq!(quoted("<i>a <b>“c</b> d” e</i> “f <i>g</i>”"), ["f g"]);
    }

    #[test]
    fn many_marks_cost_no_more_than_their_number() {
        let opening = "\"a ".repeat(100_000);
        assert_eq!(find(&opening, ENGLISH), []);
        let nested = format!("{}x{}", "“".repeat(9_000), "”".repeat(9_000));
        assert_eq!(find(&nested, ENGLISH).len(), super::MAX_DEPTH);
        let beside = Text::from_csl_markup(&"<i>a “b”</i> ".repeat(50_000));
        let quotes = find(beside.as_str(), ENGLISH);
        assert_eq!(edges(beside.marks(), &quotes).len(), 100_000);
    }
}
