//! Plain text, which has no citations but may have an apparatus that is typed by hand. Markdown may
//! have one too.

use crate::document::blanks::with_blanks;
use crate::document::essay::{Apparatus, find};
use crate::document::{Document, Syntax, WrittenMode};
use crate::source::{Source, SourceId};

/// Finds the apparatus of a plain text.
pub(super) fn read(source: &Source, id: SourceId) -> Document {
    let text = without_comments(&source.text);
    let apparatus = find(&text, 0);
    let apparatus = Some(apparatus).filter(|it| !it.is_empty());
    Document { apparatus, ..Document::new(id, Syntax::Plain) }
}

/// Adds the apparatus that a Markdown document has in addition to its citations. If it cites by
/// key, only its footnotes are an apparatus.
pub(super) fn with_apparatus(document: Document, source: &Source) -> Document {
    let text = without_comments(&source.text);
    let start = metadata_length(&text);
    if !may_have_notes(&text[start..]) {
        return document;
    }
    let text = without_code(text);
    let apparatus = find(&text, start);
    let is_keyed = document.citations.iter().any(|it| it.mode != WrittenMode::Nocite);
    let has_footnotes = text.contains("]:") && text.contains("[^");
    let apparatus = match is_keyed {
        true if !has_footnotes => None,
        true => Some(Apparatus {
            lists: Vec::new(),
            quotations: Vec::new(),
            by_year: Vec::new(),
            is_keyed: true,
            ..apparatus
        }),
        false => Some(apparatus),
    };
    let apparatus = apparatus.filter(|it| !it.notes.is_empty() || !it.by_year.is_empty());
    Document { apparatus, ..document }
}

/// True if a text contains anything that notes or their markers consist of.
fn may_have_notes(text: &str) -> bool {
    const SIGNS: [char; 8] = ['^', '¹', '²', '³', '†', '‡', '§', '¶'];
    text.contains(|c: char| c.is_ascii_digit() || SIGNS.contains(&c))
        || text.contains("[^")
        || text.contains("\\*")
}

/// Blanks out the comments of a text, byte for byte.
fn without_comments(text: &str) -> String {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|found| at + found) {
        at = text[start..].find("-->").map_or(text.len(), |found| start + found + 3);
        ranges.push(start..at);
    }
    with_blanks(text.to_owned(), ranges)
}

/// The length of the metadata at the beginning of a Markdown document.
fn metadata_length(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return 0 };
    let mut length = first.len();
    for line in lines {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return length;
        }
    }
    0
}

/// Blanks out code blocks and code spans.
fn without_code(text: String) -> String {
    let mut ranges = Vec::new();
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => {
                fence = Some(mark);
                ranges.push(start..start + line.len());
            }
            (Some(open), mark) => {
                ranges.push(start..start + line.len());
                if mark == Some(open) {
                    fence = None;
                }
            }
            (None, None) => {
                let ticks: Vec<usize> = line.match_indices('`').map(|(at, _)| start + at).collect();
                ranges.extend(ticks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1));
            }
        }
        start += line.len();
    }
    with_blanks(text, ranges)
}
