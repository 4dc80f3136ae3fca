//! Documents that have been found but not read yet.

use std::path::PathBuf;

use ibid::document::Syntax;
use ibid::source::SourceId;

/// A document that is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) id: SourceId,
    pub(crate) path: PathBuf,
    pub(crate) syntax: Syntax,
    /// Whether it was named explicitly, and not found in a folder.
    pub(crate) is_named: bool,
}
