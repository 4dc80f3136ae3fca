//! Characters that nobody sees: control characters, those without a width, those that change the
//! order of the text, and those that stand for lost ones.

use crate::check::context::Context;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::source::{Source, SourceId, Span};

/// The maximum number of lines of which each has a finding of its own. What has more of such
/// characters is hardly text, and one finding says so.
const MOST_LINES: usize = 50;

/// The maximum number of characters of one kind whose positions are kept.
const MOST_PLACES: usize = 10_000;

/// The characters of one kind in a text.
#[derive(Default)]
struct Unseen {
    /// The first of them, with their positions.
    places: Vec<(usize, char)>,
    count: usize,
}

/// Reports them: a finding for each line with some of one kind, or for the whole text if these are
/// many lines.
pub(super) fn report(cx: &Context<'_>, source: &Source, id: SourceId) {
    let text = &*source.text;
    let mut found: [Unseen; Kind::ALL.len()] = Default::default();
    for (at, c) in unusual_characters(text) {
        let Some(kind) = Kind::of(c) else { continue };
        let of_kind = &mut found[kind as usize];
        of_kind.count += 1;
        if of_kind.places.len() < MOST_PLACES {
            of_kind.places.push((at, c));
        }
    }
    for (kind, Unseen { places, count }) in Kind::ALL.into_iter().zip(found) {
        let on_one_line = |a: &(usize, char), b: &(usize, char)| !text[a.0..b.0].contains('\n');
        let is_whole =
            count > places.len() || places.chunk_by(on_one_line).nth(MOST_LINES).is_some();
        if is_whole {
            cx.report_all(finding(cx, kind, (&places, count), id, "in this text"));
            continue;
        }
        for line in places.chunk_by(on_one_line) {
            cx.report_all(finding(cx, kind, (line, line.len()), id, "on this line"));
        }
    }
}

/// A finding about several characters of a kind, of which the positions of the first are known.
fn finding(
    cx: &Context<'_>,
    kind: Kind,
    (places, count): (&[(usize, char)], usize),
    id: SourceId,
    within: &str,
) -> Option<Diagnostic> {
    let place = |&(at, c): &(usize, char)| Span::new(at, at + c.len_utf8()).in_source(id);
    let first = places.first()?;
    let code = format!("U+{:04X}", u32::from(first.1));
    let message = match (kind, count) {
        (Kind::Lost, 1) => format!("a character was lost and replaced by {code}"),
        (Kind::Lost, _) => format!("{count} characters {within} were lost and replaced by {code}"),
        (Kind::Control, 1) => format!("control character {code}"),
        (Kind::Control, _) => format!("{count} control characters {within}, the first is {code}"),
        (Kind::ZeroWidth, 1) => format!("invisible character {code}"),
        (Kind::ZeroWidth, _) => {
            format!("{count} invisible characters {within}, the first is {code}")
        }
        (Kind::Order, 1) => format!("{code} reverses the order of the characters after it"),
        (Kind::Order, _) => {
            format!("{count} characters {within} change the order of the text, the first is {code}")
        }
    };
    let help = match kind {
        Kind::Lost if count == 1 => "write the character that an earlier program could not decode",
        Kind::Lost => "write the characters that an earlier program could not decode",
        Kind::Order if count == 1 => "delete it, or mark the language of the entry instead",
        Kind::Order => "delete them, or mark the languages of the entries instead",
        Kind::Control if count > places.len() => "check whether this is the file that you meant",
        Kind::Control | Kind::ZeroWidth if count == 1 => "delete it",
        Kind::Control | Kind::ZeroWidth => "delete them",
    };
    let safety = match kind {
        Kind::ZeroWidth => Some(Safety::Safe),
        Kind::Control | Kind::Order => Some(Safety::Unsafe),
        Kind::Lost => None,
    };
    let what =
        if count == 1 { format!("delete {code}") } else { format!("delete {count} of them") };
    // A fix that deletes only some of them would look as if it deleted all.
    let fix = safety
        .filter(|_| count == places.len())
        .and_then(|safety| Fix::of(safety, what, places.iter().map(|it| Edit::delete(place(it)))));
    Some(cx.finding(place(first), message).help(help).fix(fix))
}

/// Non-ASCII and control characters with their positions. Most text contains neither, and is
/// skipped in blocks that a processor compares at once.
fn unusual_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    const BLOCK: usize = 64;
    let is_usual = |byte: &u8| (b' '..0x7f).contains(byte);
    let is_of_lines = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r');
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let block = bytes.get(at..(at + BLOCK).min(bytes.len()))?;
            let all = |all, byte: &u8| all & (is_usual(byte) | is_of_lines(byte));
            if block.is_empty() {
                return None;
            }
            if block.iter().fold(true, all) {
                at += block.len();
                continue;
            }
            at += block.iter().position(|byte| !is_usual(byte) && !is_of_lines(byte))?;
            let c = text.get(at..)?.chars().next()?;
            let found = (at, c);
            at += c.len_utf8();
            return Some(found);
        }
    })
}

#[derive(Clone, Copy)]
enum Kind {
    Lost,
    Control,
    ZeroWidth,
    Order,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Lost, Kind::Control, Kind::ZeroWidth, Kind::Order];

    /// Joiners (U+200C, U+200D) and direction marks (U+200E, U+200F) are legitimate in many
    /// scripts.
    fn of(c: char) -> Option<Kind> {
        match c {
            '\u{FFFD}' => Some(Kind::Lost),
            '\t' | '\n' | '\r' | '\u{85}' => None,
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => Some(Kind::ZeroWidth),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(Kind::Order),
            c if c.is_control() => Some(Kind::Control),
            _ => None,
        }
    }
}
