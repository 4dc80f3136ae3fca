//! Finds what may be citations by author and year.

use std::ops::Range;

use crate::document::essay::apparatus::{YearCitation, YearCite, YearForm};
use crate::document::essay::by_year::authors::{self, Authors};
use crate::document::essay::by_year::years::Year;
use crate::source::Span;

/// The maximum length of the text in parentheses, in bytes.
const MOST_BYTES: usize = 600;

/// The candidates in a paragraph, in order.
pub(in crate::document::essay) fn citations(
    text: &str,
    paragraph: Range<usize>,
    out: &mut Vec<YearCitation>,
) {
    let first = out.len();
    let mut closes = Closes::default();
    let is_open = |c: char| matches!(c, '(' | '[' | '（');
    for (at, open) in text[paragraph.clone()].match_indices(is_open) {
        let open_at = paragraph.start + at;
        let inside = open_at + open.len();
        if !closes.any(text, inside..paragraph.end, open) {
            continue;
        }
        let Some(close) = closing(text, inside..paragraph.end, open) else { continue };
        let begins = close.start - text[inside..close.start].trim_start_matches([' ', '[']).len();
        let found = match Year::at(text, begins) {
            Some(year) => in_text(text, paragraph.start, (open_at, year, close.clone())),
            None => in_parentheses(text, open_at, inside..close.start, close.end),
        };
        let is_apart = |it: &YearCitation| {
            out.last().is_none_or(|last: &YearCitation| last.span.end <= it.span.start)
        };
        out.extend(found.filter(is_apart));
    }
    bare(text, paragraph, out, first);
    out[first..].sort_by_key(|it| it.span.start);
}

/// The next closing mark of each kind, so that no part of a text is searched twice.
#[derive(Default)]
struct Closes {
    next: [Option<usize>; 3],
}

impl Closes {
    /// Whether a mark is closed at all. The parts of one text must be asked for in order.
    fn any(&mut self, text: &str, part: Range<usize>, open: &str) -> bool {
        let close = close_of(open);
        let next = &mut self.next[match close {
            ')' => 0,
            ']' => 1,
            _ => 2,
        }];
        let known = next.filter(|next| *next >= part.start);
        let found = known.or_else(|| text[part.clone()].find(close).map(|at| part.start + at));
        // None in this part means none in later ones.
        *next = Some(found.unwrap_or(usize::MAX));
        found.is_some_and(|at| at < part.end)
    }
}

fn close_of(open: &str) -> char {
    match open {
        "(" => ')',
        "[" => ']',
        _ => '）',
    }
}

/// The closing mark of a parenthesis.
fn closing(text: &str, part: Range<usize>, open: &str) -> Option<Range<usize>> {
    let end = text.floor_char_boundary(part.end.min(part.start + MOST_BYTES));
    let close = close_of(open);
    let mut depth = 0;
    for (at, c) in text[part.start..end].char_indices() {
        if open.starts_with(c) {
            depth += 1;
        } else if c == close && depth == 0 {
            let at = part.start + at;
            return Some(at..at + c.len_utf8());
        } else if c == close {
            depth -= 1;
        }
    }
    None
}

/// `Mett (1967, 12)`, `Ostrom (1990; 2005)`.
fn in_text(
    text: &str,
    floor: usize,
    (open, year, close): (usize, Year, Range<usize>),
) -> Option<YearCitation> {
    let authors = authors::before(text, open, floor)?;
    let start = authors.range.start;
    let mut cites = Vec::new();
    let mut floor = year.range.end;
    let (years, close_at) = (Year::all(text, floor..close.start), close.start);
    let mut cite = cite_of(&authors, &year, start..close_at, Span::at(start));
    // Another work in the same parentheses: `Mett (1967; cf. Avrich 1970)`.
    for year in years {
        let piece = text[floor..year.range.start].rfind(';').map(|at| floor + at + 1);
        let Some(piece) = piece else { continue };
        let own = authors::before(text, year.range.start, piece);
        let is_bare = text[piece..year.range.start].trim().is_empty();
        let Some(next) = own.or(is_bare.then(|| authors.clone())) else { continue };
        let begins = piece + (text[piece..].len() - text[piece..].trim_start().len());
        cite.end_at(piece - 1);
        cites.push(cite);
        let lead = Span::new(begins, next.range.start.max(begins));
        cite = cite_of(&next, &year, begins..close_at, lead);
        floor = year.range.end;
    }
    cites.push(cite);
    let span = Span::new(start, close.end);
    Some(YearCitation { span, form: YearForm::InText, cites })
}

/// `(see Mett 1967, 12; Avrich 1970)`.
fn in_parentheses(
    text: &str,
    open: usize,
    inside: Range<usize>,
    end: usize,
) -> Option<YearCitation> {
    let mut cites: Vec<YearCite> = Vec::new();
    let mut start = inside.start;
    let mut last: Option<Authors> = None;
    for piece in text[inside].split([';', '；']) {
        let range = start..start + piece.len();
        let blank = piece.len() - piece.trim_start().len();
        piece_of(text, range.start + blank..range.end, &mut last, &mut cites);
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
    }
    let span = Span::new(open, end);
    (!cites.is_empty()).then_some(YearCitation { span, form: YearForm::InParentheses, cites })
}

/// The cites in what semicolons divide: one, or several that are joined by commas or words.
fn piece_of(
    text: &str,
    piece: Range<usize>,
    last: &mut Option<Authors>,
    cites: &mut Vec<YearCite>,
) {
    let mut floor = piece.start;
    let own = cites.len();
    for year in Year::all(text, piece.clone()) {
        let inherited = last.clone().filter(|_| year.range.start == piece.start);
        let found = authors::before(text, year.range.start, floor);
        let is_direct = |it: &Authors| {
            let gap = text[it.range.end..year.range.start].trim_matches([' ', '\n', '\r']);
            matches!(gap, "" | "," | "，" | "[" | ", [" | ":")
        };
        let Some(authors) = found.filter(is_direct).or(inherited) else { continue };
        let begins = if cites.len() > own { authors.range.start } else { piece.start };
        if let Some(before) = cites[own..].last_mut() {
            before.end_at(begins);
        }
        let lead = Span::new(begins, authors.range.start.max(begins));
        cites.push(cite_of(&authors, &year, begins..piece.end, lead));
        floor = year.range.end;
        *last = Some(authors);
    }
    let is_one = |cite: &YearCite| is_rest(&text[cite.rest.range()]);
    if !cites[own..].iter().all(is_one) {
        cites.truncate(own);
    }
}

/// True if a text may follow the year of a citation: nothing, or a locator and other words after a
/// mark.
fn is_rest(rest: &str) -> bool {
    const LABELS: [&str; 10] = ["p.", "pp.", "p ", "S.", "ch.", "chap.", "vol.", "§", "s.", "and "];
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with([',', ':', '/', ']', '[', '，', '：', '–', '='])
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || LABELS.iter().any(|label| rest.starts_with(label))
}

fn cite_of(authors: &Authors, year: &Year, span: Range<usize>, lead: Span) -> YearCite {
    YearCite {
        span: Span::new(span.start, span.end),
        lead,
        authors: Span::new(authors.range.start, authors.range.end),
        names: authors.names.iter().map(|it| Span::new(it.start, it.end)).collect(),
        has_others: authors.has_others,
        year: Span::new(year.range.start, year.range.end),
        number: year.value,
        letter: year.letter,
        rest: Span::new(year.range.end, span.end),
    }
}

impl YearCite {
    /// Ends it at a position.
    fn end_at(&mut self, at: usize) {
        let end = Span::at(at).start;
        self.span.end = end;
        self.rest.end = end.max(self.rest.start);
    }
}

/// Names and years without parentheses: `see Mett 1967`, `in Mett’s 1967 book`.
fn bare(text: &str, paragraph: Range<usize>, out: &mut Vec<YearCitation>, first: usize) {
    let mut floor = paragraph.start;
    // Those in parentheses are in order and apart from each other.
    let known = first..out.len();
    for year in Year::all(text, paragraph) {
        let at = year.range.start;
        let before = out[known.clone()].partition_point(|it| it.span.start as usize <= at);
        let last = out[known.clone()][..before].last();
        let start = floor;
        floor = year.range.end;
        if year.value.is_none() || last.is_some_and(|it| it.span.range().contains(&at)) {
            continue;
        }
        let authors = authors::before(text, year.range.start, start);
        let is_direct = |it: &Authors| {
            let gap = &text[it.range.end..year.range.start];
            gap.trim_matches(['’', '\'', 's']).trim().is_empty()
        };
        let Some(authors) = authors.filter(is_direct) else { continue };
        let begins = authors.range.start;
        let span = begins..year.range.end;
        let cites = vec![cite_of(&authors, &year, span.clone(), Span::at(begins))];
        let span = Span::new(span.start, span.end);
        out.push(YearCitation { span, form: YearForm::Bare, cites });
    }
}
