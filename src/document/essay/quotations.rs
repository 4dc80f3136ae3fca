//! The quotations of a text, and the markers for their sources.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::essay::layout::Paragraph;
use crate::document::essay::words::is_ideograph;

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The quoted text, without quotation marks.
    pub(super) range: Range<usize>,
    /// The position after the closing mark.
    pub(super) end: usize,
    /// The number of words.
    pub(super) words: usize,
    /// Whether it is a block quotation.
    pub(super) is_block: bool,
    /// The marker directly after it, and the marker for its source.
    pub(super) attached: Option<usize>,
    pub(super) marker: Option<usize>,
}

impl Found {
    /// Where its last character begins: a full stop inside the marks also ends a sentence.
    fn last(&self, text: &str) -> usize {
        let last = text[self.range.clone()].chars().next_back();
        self.range.end - last.map_or(0, char::len_utf8)
    }
}

/// The quotations of a paragraph. `markers` are the spans of its markers with their indexes, in
/// order.
pub(super) fn quotations(
    text: &str,
    paragraph: &Paragraph,
    markers: &[(Range<usize>, usize)],
) -> Vec<Found> {
    let range = paragraph.range.clone();
    if paragraph.is_quote {
        let end = markers.first().map_or(range.end, |(place, _)| place.start);
        let last = markers.last().map(|(_, number)| *number);
        let found = found(text, range.start..end, range.end);
        return vec![Found { is_block: true, attached: last, marker: last, ..found }];
    }
    let mut all = in_marks(text, range.clone());
    for quotation in &mut all {
        let next = markers.partition_point(|(place, _)| place.start < quotation.end);
        if let Some((place, number)) = markers.get(next) {
            let between = &text[quotation.end..place.start];
            let is_close = between.len() <= 4
                && between.chars().all(|c| c.is_ascii_punctuation() || c == '…' || c == ' ')
                // A number in brackets may come after a space and a full stop.
                && !between.contains('(');
            quotation.attached = is_close.then_some(*number);
        }
    }
    give_sources(text, &mut all, markers, range.end);
    all
}

/// A marker directly after a quotation belongs to the quotations of its sentence. A marker after
/// other words belongs to all quotations since the last marker, and one before a quotation, in the
/// same sentence, to that quotation.
fn give_sources(text: &str, all: &mut [Found], markers: &[(Range<usize>, usize)], end: usize) {
    let attached: BTreeMap<usize, usize> =
        all.iter().filter_map(|it| Some((it.attached?, it.range.start))).collect();
    for quotation in all.iter_mut() {
        if quotation.attached.is_some() {
            quotation.marker = quotation.attached;
            continue;
        }
        let next = markers.partition_point(|(place, _)| place.start < quotation.end);
        let behind = markers.get(next).filter(|(place, _)| place.start < end);
        let serves = behind.filter(|(place, number)| {
            let of_other = attached.get(number).is_some_and(|start| *start > quotation.range.start);
            !of_other || !ends_sentence(&text[quotation.last(text)..place.start])
        });
        let before =
            next.checked_sub(1).and_then(|at| markers.get(at)).filter(|(place, number)| {
                let of_other = attached.contains_key(number);
                place.end <= quotation.range.start
                    && !of_other
                    && !ends_sentence(&text[place.end..quotation.range.start])
            });
        quotation.marker = serves.or(before).map(|(_, number)| *number);
    }
}

/// True if a sentence ends in a piece of text.
fn ends_sentence(text: &str) -> bool {
    text.len() > LONGEST
        || text.char_indices().any(|(at, c)| {
            let rest = &text[at + c.len_utf8()..];
            let next = rest.trim_start_matches(['’', '”', '"', '\'', ')', '»', '“', '‘']);
            matches!(c, '.' | '!' | '?')
                && next.starts_with(char::is_whitespace)
                && next.trim_start().starts_with(|c: char| !c.is_lowercase())
        })
}

fn found(text: &str, range: Range<usize>, end: usize) -> Found {
    let words = word_count(&text[range.clone()]);
    Found { range, end, words, is_block: false, attached: None, marker: None }
}

/// The number of words of a text; in Chinese and Japanese, which have no spaces, two characters
/// count as one word.
fn word_count(text: &str) -> usize {
    let ideographs = text.chars().filter(|c| is_ideograph(*c)).count();
    let others = text.split_whitespace().filter(|word| !word.starts_with(is_ideograph)).count();
    others + ideographs.div_ceil(2)
}

/// The outermost texts in quotation marks.
fn in_marks(text: &str, within: Range<usize>) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = within.start;
    // How many bytes may still be read for marks that nothing closes.
    let mut patience = 64 * (within.len() + LONGEST);
    while let Some(c) = text[at..within.end].chars().next() {
        let inside = at + c.len_utf8();
        let before = text[within.start..at].chars().next_back();
        match close_of(text, c, before, inside..within.end, &mut patience) {
            Some((close, length)) if close > inside => {
                all.push(found(text, inside..close, close + length));
                at = close + length;
            }
            _ => at = inside,
        }
    }
    all
}

/// The maximum length of a quotation in bytes; beyond it, no closing mark is searched.
const LONGEST: usize = 8 << 10;

/// The beginning of a text, up to this number of bytes.
fn up_to(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of the quotation that a character opens, and the length of its closing mark. `patience`
/// is how many bytes may be read in vain.
fn close_of(
    text: &str,
    open: char,
    before: Option<char>,
    within: Range<usize>,
    patience: &mut usize,
) -> Option<(usize, usize)> {
    if *patience == 0 {
        return None;
    }
    let inside = up_to(&text[within.clone()], LONGEST);
    let at_word =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '*' | '_'));
    let first = inside.chars().next().filter(|c| !c.is_whitespace() || open == '«')?;
    let plain = |close: char| {
        let mut depth = 0_u32;
        let at = inside.char_indices().find_map(|(at, c)| {
            if c == open && c != close {
                depth += 1;
            } else if c == close {
                if depth == 0 {
                    return Some(at);
                }
                depth -= 1;
            }
            None
        })?;
        Some((within.start + at, close.len_utf8()))
    };
    let found = match open {
        '“' if at_word => plain('”'),
        '„' => plain('“').or_else(|| plain('”')),
        '‚' => plain('‘'),
        '«' if before.is_none_or(|c| !c.is_alphabetic()) => plain('»'),
        '»' if at_word => plain('«'),
        '「' => plain('」'),
        '『' => plain('』'),
        '"' if at_word => plain('"'),
        '‘' => single(inside, '’').map(|at| (within.start + at, '’'.len_utf8())),
        '\'' if at_word && first.is_alphanumeric() => {
            single(inside, '\'').map(|at| (within.start + at, 1))
        }
        _ => return None,
    };
    if found.is_none() {
        *patience = patience.saturating_sub(inside.len());
    }
    found
}

/// The end of a quotation in single marks, whose closing mark is also the apostrophe.
fn single(inside: &str, close: char) -> Option<usize> {
    let mut fallback = None;
    for (at, c) in inside.char_indices() {
        let rest = &inside[at + c.len_utf8()..];
        if c == '‘' && close == '’' {
            break;
        }
        if c != close || rest.starts_with(char::is_alphabetic) {
            continue;
        }
        let before = inside[..at].chars().next_back();
        if before.is_none_or(char::is_whitespace) {
            continue;
        }
        // `workers’ control`: a plural's apostrophe, if there is another mark further on.
        let is_plural = before == Some('s')
            && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if !is_plural {
            return Some(at);
        }
        fallback = fallback.or(Some(at));
    }
    fallback
}

#[cfg(test)]
mod tests {
    use super::quotations;
    use crate::document::essay::layout::Paragraph;

    /// The quotations of a text in which `{1}` are markers, each with the marker of its source.
    fn found(text: &str) -> Vec<(String, Option<usize>)> {
        let markers: Vec<_> = text
            .match_indices('{')
            .map(|(at, _)| (at..at + 3, text[at + 1..at + 2].parse().unwrap()))
            .collect();
        let range = 0..text.len();
        let paragraph = Paragraph { range, is_quote: false, is_heading: false };
        let all = quotations(text, &paragraph, &markers);
        all.into_iter().map(|it| (text[it.range].to_owned(), it.marker)).collect()
    }

    #[test]
    fn quotations_are_found_with_their_markers() {
        for (text, expected) in [
            (
                "It was ‘the workers’ own process’{1}, he said.",
                vec![("the workers’ own process", Some(1))],
            ),
            ("He said ‘it is theirs’. The workers’ councils.{1}", vec![("it is theirs", Some(1))]),
            (
                "“One two.” But “three four.”{2} More.",
                vec![("One two.", None), ("three four.", Some(2))],
            ),
            ("As she wrote,{1} ‘it’s over’.", vec![("it’s over", Some(1))]),
            ("Er sagte: „Es ist vorbei.“{1}", vec![("Es ist vorbei.", Some(1))]),
            ("'Don't go', the workers' leader said{3}.", vec![("Don't go", Some(3))]),
            ("\"A b c\" and the end.", vec![("A b c", None)]),
            ("Il dit : « La fin »{1}.", vec![(" La fin ", Some(1))]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(a, b)| (a.to_owned(), b)).collect();
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
