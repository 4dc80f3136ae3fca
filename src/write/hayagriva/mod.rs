//! hayagriva YAML: a mapping of keys to entries, with parents for what contains them. Fields are
//! those from which `read::hayagriva` reads each variable, and values that would make hayagriva
//! reject the file are left out.
//!
//! serde_yaml writes the YAML: it decides which text needs quotation marks, and how line breaks are
//! written. hayagriva reads its files with the same library.
//!
//! *Source*: hayagriva 0.10, file format.

mod item;
mod strings;

use std::collections::HashSet;

use serde_yaml::Mapping;

use crate::model::Library;
use crate::write::error::{WriteError, complete};
use crate::write::hayagriva::item::item;

/// Writes the entries of a library in hayagriva's format, as Typst reads it.
///
/// Containers, series, events and original publications are parents. Fields without a CSL variable
/// are written under their own names, which hayagriva skips. Values for which the format has no
/// field are left out; [`convert`](crate::write::convert) lists them. If a key is repeated, which
/// hayagriva does not allow, a number is added to it.
///
/// # Errors
///
/// If a name has no part.
///
/// # Example
///
/// ```
/// use ibid::model::{Date, Entry, EntryType, Library, Name};
///
/// let mett = Entry::new("mett", EntryType::Book)
///     .with_title("Kronstadt: 1921")
///     .with_author(Name::person("Mett", "Ida"))
///     .with_issued(Date::year(1967));
/// assert_eq!(
///     ibid::write::hayagriva(&Library::from_iter([mett]))?,
///     "mett:\n  type: book\n  title: 'Kronstadt: 1921'\n  author: Mett, Ida\n  date: 1967\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a value whose keys are strings is YAML"
)]
pub fn hayagriva(library: &Library) -> Result<String, WriteError> {
    library.iter().try_for_each(complete)?;
    if library.is_empty() {
        return Ok("{}\n".to_owned());
    }
    let mut text = String::new();
    let taken: HashSet<&str> = library.keys().collect();
    let mut written: HashSet<String> = HashSet::new();
    for entry in library {
        let key = free(&entry.key, &taken, &written);
        let one = Mapping::from_iter([(key.as_str().into(), item(entry).into())]);
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&serde_yaml::to_string(&one).expect("YAML can hold it"));
        written.insert(key);
    }
    Ok(text)
}

/// A key that no entry was written with.
fn free(key: &str, taken: &HashSet<&str>, written: &HashSet<String>) -> String {
    if !written.contains(key) {
        return key.to_owned();
    }
    let numbered = (2..).map(|number: u32| format!("{key}-{number}"));
    let mut free = numbered.filter(|it| !taken.contains(it.as_str()) && !written.contains(it));
    free.next().unwrap_or_default()
}
