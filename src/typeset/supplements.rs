//! Supplements of citations in Typst, which are content of their own: `@key[*see* #sym.section 4]`.
//!
//! The characters that mean something to Typst go through the engine as private ones, so that they
//! are not escaped when the citation is written.

use crate::document::WrittenCitation;
use crate::model::{Citation, Text};
use crate::source::Source;

/// Where the private characters begin that stand for those of ASCII.
const FIRST: u32 = 0xF_0000;

/// Keeps the markup in the words around the keys of a citation.
pub(super) fn keep(citation: &mut Citation, written: &WrittenCitation, source: &Source) {
    for (cite, place) in citation.cites.iter_mut().zip(&written.cites) {
        if !source.slice(place.suffix).contains(has_meaning) {
            continue;
        }
        if let Some(locator) = &mut cite.locator {
            locator.value = Text::plain(kept(locator.value.as_str()));
        }
        cite.suffix = cite.suffix.take().map(|words| Text::plain(kept(words.as_str())));
    }
}

/// A text that is written in Typst, with the characters of supplements as they were.
pub(super) fn restored(text: String) -> String {
    let own = |c: char| u32::from(c).checked_sub(FIRST).and_then(|c| u8::try_from(c).ok());
    if !text.contains(|c| own(c).is_some()) {
        return text;
    }
    text.chars().map(|c| own(c).map_or(c, char::from)).collect()
}

fn kept(text: &str) -> String {
    let private = |c: char| char::from_u32(FIRST + u32::from(c)).unwrap_or(c);
    text.chars().map(|c| if has_meaning(c) { private(c) } else { c }).collect()
}

/// True for the characters that Typst's markup is written with.
fn has_meaning(c: char) -> bool {
    "\\#$*_`<>@[]\"'".contains(c)
}
