//! Comments addressed to ibid.

use crate::source::{Location, Source, SourceId, Span};

/// True if a comment may be addressed to ibid: if it contains the name, in any letter case.
pub(crate) fn mentions_us(comment: &str) -> bool {
    ["ibid", "IBID", "Ibid"].iter().any(|name| comment.contains(name))
}

/// The comments that are addressed to ibid.
pub(super) fn directives(
    source: &Source,
    id: SourceId,
    comments: &[Span],
) -> impl Iterator<Item = Location> {
    let to_us = comments.iter().filter(|span| mentions_us(source.slice(**span)));
    to_us.map(move |span| span.in_source(id))
}
