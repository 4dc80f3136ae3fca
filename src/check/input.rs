//! The input of a check.

use crate::document::Manuscript;
use crate::read::Reading;
use crate::source::{SourceId, Sources};

/// The input of a check.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The texts from which the readings were read.
    pub sources: &'a Sources,
    /// The bibliographies. They are checked together, since a key of one may clash with another's.
    pub readings: &'a [Reading],
    /// The texts that are CSL styles or locales.
    pub styles: &'a [SourceId],
    /// The documents, each with its bibliographies, which are among the readings.
    pub manuscripts: &'a [Manuscript],
}

/// Returns whether a file exists; a relative path starts at the current folder, like the names of
/// sources.
pub(super) type FileExists = fn(&std::path::Path) -> bool;
