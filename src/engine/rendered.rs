//! What rendering gives.

use crate::markup::{Bibliography, Markup};
use crate::style::StyleWarning;

/// What is printed for a citation of which nothing is left to print, as citeproc-js has it.
pub(crate) const NO_NAMES: &str = "[NO_PRINTED_FORM]";

/// What is printed for a cite or an entry of which the style prints nothing, as citeproc-js has it.
pub(crate) const NO_PRINTED_FORM: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// What came of rendering.
#[must_use = "cites of unknown keys were left out, and the style may have warnings"]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rendered {
    /// One for each citation, in the same order.
    pub citations: Vec<Markup>,
    /// The bibliography; `None` where the style has none.
    pub bibliography: Option<Bibliography>,
    /// Cites of keys that the library does not have, which were left out.
    pub unknown: Vec<UnknownKey>,
    /// What the style asks for that is not printed ([`Style::warnings`](crate::style::Style::warnings)).
    pub warnings: Vec<StyleWarning>,
}

/// A cite of a key that the library does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownKey {
    /// Which citation, from 0.
    pub citation: usize,
    /// Which of its cites, from 0.
    pub cite: usize,
    /// The key.
    pub key: String,
}
