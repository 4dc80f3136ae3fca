//! Positions as messages write them.

use crate::source::{Location, Sources};

/// A position as messages write it: `refs.bib:3:1`.
pub(super) fn place(sources: &Sources, location: Location) -> String {
    sources.get(location.source).map_or(String::new(), |source| {
        let at = source.line_column(location.span.start);
        format!("{}:{}:{}", source.name, at.line, at.column)
    })
}
