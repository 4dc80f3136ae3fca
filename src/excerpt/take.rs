//! Divides the text of a bibliography into items, in any format.

use crate::diagnostic::{Severity, Sink};
use crate::excerpt::items::Excerpt;
use crate::excerpt::{bibtex, data, ris};
use crate::read::Format;
use crate::source::SourceId;

/// Divides the text of a bibliography into items; `source` is used for the locations of errors.
///
/// # Example
///
/// ```
/// use ibid::excerpt::items;
/// use ibid::read::Format;
/// use ibid::source::SourceId;
///
/// let text = "@book{whole, title = {A}}\n@inbook{part, crossref = {whole}}\n";
/// let found = items(text, SourceId(0), Format::Bibtex);
/// assert_eq!(found.items[1].keys[0].key, "part");
/// assert_eq!(found.items[1].references[0].key, "whole");
/// ```
pub fn items(text: &str, source: SourceId, format: Format) -> Excerpt {
    let mut sink = Sink::new();
    let excerpt = match format {
        Format::Bibtex => bibtex::items(text, source, &mut sink),
        Format::Cff => data::cff(text, source, &mut sink),
        Format::Hayagriva => data::hayagriva(text, source, &mut sink),
        Format::CslJson => data::json(text, source, &mut sink),
        Format::CslYaml => data::yaml(text, source, &mut sink),
        Format::Ris | Format::Medline | Format::Refer => {
            ris::items(text, source, format, &mut sink)
        }
    };
    let mut errors = sink.into_sorted();
    errors.retain(|found| found.severity == Severity::Error);
    Excerpt { errors, ..excerpt }
}
