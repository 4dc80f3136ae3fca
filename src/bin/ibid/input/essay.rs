//! Texts that are essays.

use ibid::document::{Labels, Syntax, read};
use ibid::files::recognize;
use ibid::read::ForeignFormat;
use ibid::source::{Source, SourceId};

/// Whether a text is an essay with notes that are typed by hand, and no bibliography.
pub(super) fn is_essay(source: &Source) -> bool {
    let is_foreign =
        ForeignFormat::of_text(&source.text).is_some_and(ForeignFormat::is_bibliographic);
    let is_bibliography = is_foreign || recognize(&source.name, &source.text).is_some();
    let document = || read(source, SourceId(0), Syntax::Plain, &Labels::english());
    !is_bibliography && document().apparatus.is_some()
}
