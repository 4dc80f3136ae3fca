//! Comments, and which of them are addressed to ibid.

use crate::model::Comment;
use crate::source::{SourceId, Span};

/// True if a comment may be addressed to ibid: if it contains the name, in any letter case.
pub(crate) fn mentions_us(comment: &str) -> bool {
    ["ibid", "IBID", "Ibid"].iter().any(|name| comment.contains(name))
}

/// The comments of a tree of YAML or JSON.
pub(super) fn comments(id: SourceId, spans: &[Span]) -> impl Iterator<Item = Comment> {
    spans.iter().map(move |span| Comment::new(span.in_source(id)))
}
