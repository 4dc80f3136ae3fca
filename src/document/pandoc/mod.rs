//! A single citation in pandoc's Markdown: `[see @brinton, p. 12; @broue]`, `@brinton [p. 3]`.
//!
//! The result is a [`Citation`](crate::model::Citation) with the span of each key; errors are pushed
//! into the sink. Finding citations in a document is a task of other modules.
//!
//! *Source*: Pandoc User's Guide, "Citation syntax".

mod keys;
mod marked;
mod parsed;
mod parser;
#[cfg(test)]
mod tests;

use crate::diagnostic::Sink;
pub use crate::document::pandoc::keys::keys_in;
pub(super) use crate::document::pandoc::keys::{
    Key, braces_length, is_free, key_end, key_start, simple_key_length,
};
pub(super) use crate::document::pandoc::parsed::Parsed;
pub(super) use crate::document::pandoc::parser::{Leading, Parser};
use crate::document::{Labels, WrittenCitation};
use crate::source::{SourceId, Span};

/// Parses a text that is a single citation, with at most white space around it.
///
/// *Shape*: `[prefix @key, p. 3 suffix; -@key]`, `@key`, `-@key`, `@key [p. 3; @key]`. A key that
/// contains other characters than letters, digits and single `:.#$%&-+?<>~/` between them is
/// written in braces: `@{https://example.org/}`. A `-` before the `@` suppresses the author. A
/// backslash escapes the next character.
///
/// # Example
///
/// ```
/// use ibid::diagnostic::Sink;
/// use ibid::document::{Labels, pandoc};
/// use ibid::source::SourceId;
///
/// let text = "[see @brinton, p. 12; @broue]";
/// let parsed = pandoc::parse(text, SourceId(0), &Labels::english(), &mut Sink::new()).unwrap();
/// let [first, second] = &parsed.citation.cites[..] else { panic!("two cites") };
/// assert_eq!(first.locator.as_ref().unwrap().value.as_str(), "12");
/// assert_eq!(second.key, "broue");
/// ```
pub fn parse(
    text: &str,
    source: SourceId,
    labels: &Labels,
    sink: &mut Sink,
) -> Option<WrittenCitation> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    let text = &text[..end];
    let mut parser = Parser { text, masked: text, at: start, source, labels, sink };
    let mut parsed = Parsed::default();
    let ok = match parser.rest().chars().next() {
        Some('[') => parser.bracketed(&mut parsed, Leading::None),
        _ => parser.in_text(&mut parsed),
    };
    if !ok || parsed.cites.is_empty() {
        return None;
    }
    if parser.at < end {
        parser.fault(Span::new(parser.at, end), "this text is after the end of the citation");
    }
    Some(parsed.into_citation(Span::new(start, end)))
}
