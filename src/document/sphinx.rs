//! The roles of sphinxcontrib-bibtex, which documents of Sphinx cite with: `` {cite:p}`key` `` in
//! MyST, `` :cite:p:`key` `` in reStructuredText.
//!
//! *Source*: the documentation of sphinxcontrib-bibtex, "Roles and Directives"; that of MyST,
//! "Citations".

use std::ops::Range;

use crate::document::locator::read_suffix;
use crate::document::pandoc::Parsed;
use crate::document::{Labels, WrittenMode};
use crate::model::markdown;
use crate::source::Span;

/// What the role of this name prints; `None` if it cites nothing.
pub(super) fn mode(role: &str) -> Option<WrittenMode> {
    let (kind, variant) = role.split_once(':').unwrap_or((role, ""));
    if !matches!(kind, "cite" | "footcite") {
        return None;
    }
    // An `s` at the end lists all authors; a capital begins a sentence.
    Some(match variant.to_ascii_lowercase().trim_end_matches('s') {
        "" | "p" | "np" | "label" | "labelpar" => WrittenMode::Normal,
        "t" | "ct" => WrittenMode::InText,
        "alp" | "alt" => WrittenMode::Bare,
        "author" | "authorpar" | "cauthor" => WrittenMode::AuthorOnly,
        "year" => WrittenMode::YearOnly,
        "yearpar" => WrittenMode::SuppressAuthor,
        "empty" => WrittenMode::Nocite,
        _ => return None,
    })
}

/// The cites in a part of a text, which is the content of a role: `first,{see}second{p. 3}`.
pub(super) fn cites(text: &str, content: Range<usize>, labels: &Labels) -> Parsed {
    let mut parsed = Parsed::default();
    let mut from = content.start;
    for item in text[content].split([',', ';']) {
        cite(text, from..from + item.len(), labels, &mut parsed);
        from += item.len() + 1;
    }
    parsed
}

/// One of the keys of a role, with the words around it: `{see}key{p. 3}`.
fn cite(text: &str, range: Range<usize>, labels: &Labels, parsed: &mut Parsed) {
    let item = &text[range.clone()];
    let mut start = range.start + item.len() - item.trim_start().len();
    let mut end = start + item.trim().len();
    let prefix = item.trim().strip_prefix('{').and_then(|rest| rest.find('}'));
    let prefix = prefix.map(|length| Span::new(start + 1, start + 1 + length));
    if let Some(prefix) = prefix {
        start = prefix.end as usize + 1;
    }
    let suffix = text[start..end].strip_suffix('}').and_then(|rest| rest.rfind('{'));
    let suffix = suffix.map(|length| Span::new(start + length + 1, end - 1));
    if let Some(suffix) = suffix {
        end = suffix.start as usize - 1;
    }
    let key = &text[start..end];
    if key.is_empty() || key.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}')) {
        return;
    }
    parsed.push(key, Span::new(start, end));
    let (Some(cite), Some(place)) = (parsed.cites.last_mut(), parsed.places.last_mut()) else {
        return;
    };
    if let Some(prefix) = prefix {
        cite.prefix = Some(markdown::read(&format!("{} ", text[prefix.range()].trim())));
        place.prefix = prefix;
    }
    if let Some(suffix) = suffix {
        read_suffix(&text[suffix.range()], labels, cite);
        // The words follow the key without a comma of their own.
        if let Some(words) = cite.suffix.take() {
            let words = words.to_csl_markup();
            cite.suffix = Some(markdown::read(&format!(", {}", words.trim_start())));
        }
        place.suffix = suffix;
    }
}
