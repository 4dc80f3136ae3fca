//! BibLaTeX and BibTeX. Types and fields are those from which `read::bibtex` reads each variable,
//! so that reading the result returns the same entries, as far as the format has a field for each
//! value.
//!
//! *Source*: the BibLaTeX manual (3.18), sections 2 and 3; "BibTeXing", section 3.

mod dates;
mod fields;
mod kinds;
mod names;
mod people;
mod tex;

pub(super) use fields::is_inheritance;

use crate::dialect::BibDialect;
use crate::model::{Entry, Library};
use crate::write::bib::fields::Fields;
use crate::write::error::{WriteError, complete};

/// Writes the entries of a library for BibLaTeX and biber.
///
/// Fields without a CSL variable are written under their own names. Values for which the format has
/// no field are left out; [`convert`](crate::write::convert) lists them.
///
/// # Errors
///
/// If a name has no part, or a key has a character that no key can have.
///
/// # Example
///
/// ```
/// use ibid::model::{Date, Entry, EntryType, Library, Name};
///
/// let mett = Entry::new("mett", EntryType::Book)
///     .with_title("The Kronstadt Uprising")
///     .with_author(Name::person("Mett", "Ida"))
///     .with_issued(Date::year(1967));
/// assert_eq!(
///     ibid::write::biblatex(&Library::from_iter([mett]))?,
///     "@book{mett,\n  author = {Mett, Ida},\n  title = {The Kronstadt Uprising},\n  \
///      date = {1967},\n}\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn biblatex(library: &Library) -> Result<String, WriteError> {
    write(library, BibDialect::Biblatex)
}

/// Writes the entries of a library for BibTeX: like [`biblatex`], but with BibTeX's types, its
/// names of fields (`journal`, `address`), and `year` and `month`.
///
/// # Errors
///
/// Like [`biblatex`].
pub fn bibtex(library: &Library) -> Result<String, WriteError> {
    write(library, BibDialect::Bibtex)
}

fn write(library: &Library, dialect: BibDialect) -> Result<String, WriteError> {
    let mut out = String::new();
    for entry in library {
        complete(entry)?;
        check_key(entry)?;
        if !out.is_empty() {
            out.push('\n');
        }
        write_entry(entry, dialect, &mut out);
    }
    Ok(out)
}

fn write_entry(entry: &Entry, dialect: BibDialect, out: &mut String) {
    let fields = Fields::of(entry, dialect);
    out.push_str(&format!("@{}{{{},\n", fields.word, entry.key));
    for (name, value) in &fields.all {
        out.push_str(&format!("  {name} = {value},\n"));
    }
    out.push_str("}\n");
}

/// An error if the key of an entry, or one of its aliases, cannot be written.
pub(super) fn check_key(entry: &Entry) -> Result<(), WriteError> {
    let is_bad = |c: char| c.is_whitespace() || "{}(),\"#%~\\=".contains(c);
    let keys = [&entry.key].into_iter().chain(&entry.aliases);
    match keys.into_iter().find_map(|key| key.chars().find(|&c| is_bad(c))) {
        Some(character) => Err(WriteError::BadKey { key: entry.key.clone(), character }),
        None => Ok(()),
    }
}
