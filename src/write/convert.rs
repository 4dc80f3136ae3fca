//! Conversion that says what it loses: the text is read again, and the entries are compared.

use crate::model::{Entry, Library, TypeFamily};
use crate::read::{Format, read};
use crate::source::{Source, SourceId};
use crate::write::bib::{biblatex, bibtex, check_key};
use crate::write::csl_json::csl_json;
use crate::write::error::{WriteError, complete};
use crate::write::losses::{Loss, Reason, compare};
use crate::write::ris::ris;

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// BibLaTeX, for biber.
    Biblatex,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON.
    CslJson,
    /// CSL-YAML, as pandoc reads it.
    #[cfg(feature = "yaml")]
    CslYaml,
    /// hayagriva YAML, as Typst reads it.
    #[cfg(feature = "yaml")]
    Hayagriva,
    /// RIS, as reference managers import it.
    Ris,
}

/// A library in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted {
    /// The text in that format.
    pub text: String,
    /// What a reader of the text does not get, in the order of the entries.
    pub losses: Vec<Loss>,
}

/// Writes a library in another format, and lists what the format cannot express.
///
/// The list is not an estimate: the text is read again, and the entries are compared with those of
/// the library.
///
/// # Errors
///
/// If the text that was written cannot be read again. An entry that cannot be written, because a
/// name has no part or a key has a character that no key can have in the format, is a loss
/// ([`Reason::Refused`]) and does not keep the others from being written.
///
/// # Example
///
/// ```
/// use ibid::model::{Entry, EntryType, Library, Variable};
/// use ibid::write::{Target, convert};
///
/// let mut map = Entry::new("map", EntryType::Map).with_title("Paris");
/// map.set(Variable::Scale, "1 : 5000")?;
/// let converted = convert(&Library::from_iter([map]), Target::Biblatex)?;
/// let loss = &converted.losses[0];
/// assert_eq!((&*loss.field, &*loss.value), ("scale", "1 : 5000"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn convert(library: &Library, to: Target) -> Result<Converted, WriteError> {
    let mut losses: Vec<Loss> = Vec::new();
    let written: Library = (library.iter())
        .filter(|entry| match complete(entry).and_then(|()| key_of(entry, to)) {
            Ok(()) => true,
            Err(error) => {
                losses.push(Loss::of_entry(entry, Reason::Refused(error)));
                false
            }
        })
        .cloned()
        .collect();
    let (text, format) = text_of(&written, to)?;
    let source = Source::new("converted", text);
    let reading = read(&source, SourceId(0), Some(format)).map_err(|_| WriteError::Unreadable)?;
    let again = reading.library.entries();
    if again.len() != written.len() {
        return Err(WriteError::Unreadable);
    }
    let words = reading.origins.entries.iter().map(|origin| &*origin.source_kind);
    for ((before, after), word) in written.iter().zip(again).zip(words) {
        compare(before, after, (family(to), word), &mut losses);
    }
    let records = library.records().iter();
    losses.extend(records.map(|record| Loss::of_entry(record, Reason::NotAWork)));
    Ok(Converted { text: source.text.to_string(), losses })
}

/// An error if the key of an entry cannot be written in a format.
fn key_of(entry: &Entry, to: Target) -> Result<(), WriteError> {
    match to {
        Target::Biblatex | Target::Bibtex => check_key(entry),
        _ => Ok(()),
    }
}

/// The formats that have the same types; `None` for CSL's own.
fn family(to: Target) -> Option<TypeFamily> {
    match to {
        Target::Biblatex | Target::Bibtex => Some(TypeFamily::Bib),
        #[cfg(feature = "yaml")]
        Target::Hayagriva => Some(TypeFamily::Hayagriva),
        Target::Ris => Some(TypeFamily::Ris),
        _ => None,
    }
}

fn text_of(library: &Library, to: Target) -> Result<(String, Format), WriteError> {
    Ok(match to {
        Target::Biblatex => (biblatex(library)?, Format::Bibtex),
        Target::Bibtex => (bibtex(library)?, Format::Bibtex),
        Target::CslJson => (csl_json(library)?, Format::CslJson),
        Target::Ris => (ris(library)?, Format::Ris),
        #[cfg(feature = "yaml")]
        Target::CslYaml => (crate::write::csl_yaml::csl_yaml(library)?, Format::CslYaml),
        #[cfg(feature = "yaml")]
        Target::Hayagriva => (crate::write::hayagriva::hayagriva(library)?, Format::Hayagriva),
    })
}
