//! Comments that say something to this program.

use crate::source::{Location, Source, SourceId, Span};

/// Whether a comment may be to this program: whether it has its name, in small letters or not.
pub(crate) fn mentions_us(comment: &str) -> bool {
    ["ibid", "IBID", "Ibid"].iter().any(|name| comment.contains(name))
}

/// The comments among these that are to this program.
pub(super) fn remarks(
    source: &Source,
    id: SourceId,
    comments: &[Span],
) -> impl Iterator<Item = Location> {
    let to_us = comments.iter().filter(|span| mentions_us(source.slice(**span)));
    to_us.map(move |span| span.in_source(id))
}
