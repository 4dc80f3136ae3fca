//! Takes the text of a bibliography apart, whatever its format.

use crate::excerpt::items::Excerpt;
use crate::excerpt::{bibtex, data};
use crate::read::Format;

/// Takes the text of a bibliography apart.
///
/// # Example
///
/// ```
/// use ibid::excerpt::items;
/// use ibid::read::Format;
///
/// let text = "@book{whole, title = {A}}\n@inbook{part, crossref = {whole}}\n";
/// let found = items(text, Format::Bibtex);
/// assert_eq!(found.items[1].keys[0].key, "part");
/// assert_eq!(found.items[1].references[0].key, "whole");
/// ```
pub fn items(text: &str, format: Format) -> Excerpt {
    match format {
        Format::Bibtex => bibtex::items(text),
        Format::Hayagriva => data::hayagriva(text),
        Format::CslJson => data::json(text),
        Format::CslYaml => data::yaml(text),
    }
}
