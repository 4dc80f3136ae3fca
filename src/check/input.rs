//! What a run checks.

use crate::document::Manuscript;
use crate::read::Reading;
use crate::source::{SourceId, Sources};

/// What is checked in one run.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The texts that the readings were read from.
    pub sources: &'a Sources,
    /// The bibliographies. They are checked together: a key of one may clash with another's.
    pub readings: &'a [Reading],
    /// Which of the texts are CSL styles or locales.
    pub styles: &'a [SourceId],
    /// The documents, each with its bibliographies, which are among the readings.
    pub manuscripts: &'a [Manuscript],
}

/// Whether there is a file of that name; a name that is no path from the root is one from the
/// current folder, as the names of sources are.
pub(super) type FileExists = fn(&std::path::Path) -> bool;
