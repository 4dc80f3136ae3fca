//! A CSL style or locale, as rules check it.

use crate::diagnostic::Sink;
use crate::source::{Source, SourceId, Sources};
use crate::style::validate::validate;
use crate::syntax::xml;

/// A CSL style or locale.
pub(crate) struct StyleText<'a> {
    pub(crate) id: SourceId,
    pub(crate) source: &'a Source,
    /// The findings of its parser and of the validator.
    pub(crate) found: Sink,
}

impl<'a> StyleText<'a> {
    pub(in crate::check) fn new(id: SourceId, sources: &'a Sources) -> Option<Self> {
        let source = sources.get(id)?;
        let mut found = Sink::new();
        if let Some(root) = xml::parse(&source.text, id, &mut found) {
            validate(&root, id, &mut found);
        }
        Some(StyleText { id, source, found })
    }
}
