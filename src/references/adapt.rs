//! Adapts entries to a style that would leave out what their format can say and CSL hardly can.

use std::borrow::Cow;

use crate::files::Files;
use crate::model::Library;
use crate::references::documents::with_printed_documents;
use crate::references::volume_titles::with_volume_titles;
use crate::style::Style;

impl Style {
    /// The library as this style can print it whole: the title of a volume follows that of the whole
    /// work, unless the style itself prints `volume-title`; and a `@misc` or `misc` that the style
    /// would leave out of its bibliography becomes a work of no type. Only entries that `files` read
    /// as BibTeX or hayagriva YAML are changed; items of CSL are printed as they are.
    ///
    /// [`Style::bibliography`] and [`Style::cite_all`] do this by themselves; it is for programs that
    /// call [`render`](crate::engine::render) with what they have read.
    ///
    /// # Example
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use ibid::model::Variable;
    ///
    /// let refs = ibid::parse(
    ///     "refs.bib",
    ///     "@book{v2, maintitle = {The Bolshevik Revolution}, volume = {2}, title = {The Economic Order}}",
    /// )?;
    /// let ieee = ibid::Style::named("ieee")?;
    /// let library = ieee.adapt(refs.library(), refs.files());
    /// let printed = library.get("v2").and_then(|entry| entry.str(Variable::Title));
    /// assert_eq!(printed, Some("The Bolshevik Revolution. The Economic Order"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn adapt<'l>(&self, library: &'l Library, files: &Files) -> Cow<'l, Library> {
        let mut adapted = Cow::Borrowed(library);
        for step in [with_printed_documents, with_volume_titles] {
            if let Some(changed) = step(self, &adapted, files) {
                adapted = Cow::Owned(changed);
            }
        }
        adapted
    }
}
