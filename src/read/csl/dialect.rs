//! What CSL-JSON and CSL-YAML have in common, and how they differ.

/// The differences between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Json,
    /// Texts contain Markdown, and the names of variables may be in lower case, as in pandoc.
    Yaml,
}
