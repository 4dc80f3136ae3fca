//! The result of rendering.

use crate::markup::{Bibliography, Markup};
use crate::style::StyleWarning;

/// The text for a citation of which nothing is left, as in citeproc-js.
pub(crate) const NO_NAMES: &str = "[NO_PRINTED_FORM]";

/// The text for a cite or entry for which the style prints nothing, as in citeproc-js.
pub(crate) const NO_PRINTED_FORM: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// The result of rendering.
#[must_use = "cites of unknown keys were left out, and the style may have warnings"]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rendered {
    /// The text of each citation, in the same order.
    pub citations: Vec<Markup>,
    /// The bibliography; `None` if the style has none.
    pub bibliography: Option<Bibliography>,
    /// Cites with keys that the library does not have, which were left out.
    pub unknown: Vec<UnknownKey>,
    /// The parts of the style that are not printed
    /// ([`Style::warnings`](crate::style::Style::warnings)).
    pub warnings: Vec<StyleWarning>,
}

/// A cite with a key that the library does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownKey {
    /// The index of the citation.
    pub citation: usize,
    /// The index of the cite in the citation.
    pub cite: usize,
    /// The key.
    pub key: String,
}
