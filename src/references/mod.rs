//! Convenient functions for the usual tasks: open, check and format a bibliography in one line
//! each.
//!
//! [`open`] reads a file in any format, and [`Style::named`](crate::style::Style::named) finds a
//! style. Formatting returns a `Result` whose error says what is missing from the output. For
//! everything else, use the modules that this one is built on: [`files`](crate::files),
//! [`check`](crate::check), [`engine`](crate::engine), [`output`](crate::output).

mod adapt;
mod documents;
mod findings;
mod incomplete;
mod place;
mod print;
mod volume_titles;

pub use findings::Findings;
pub use incomplete::{Incomplete, Problem};
pub use print::Cited;

use std::path::Path;
use std::sync::OnceLock;

use crate::check::Config;
use crate::error::Error;
use crate::files::Files;
use crate::model::{Entry, Library};
use crate::read::{Format, Sharing};
use crate::references::place::place;
use crate::source::Source;
use crate::write::text_of;

/// Reads a bibliography in any format of [`Format`]: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON,
/// CSL-YAML, RIS and others.
///
/// # Example
///
/// ```no_run
/// let refs = ibid::open("refs.bib")?;
/// refs.check()?;
/// println!("{} entries, and nothing to report", refs.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If the file cannot be read, or is not a bibliography. Errors inside the file are reported by
/// [`References::check`]; printing an entry that could not be read is an error too.
pub fn open(path: impl AsRef<Path>) -> Result<References, Error> {
    Files::open(path).map(References::from)
}

/// Reads a bibliography from a text. Its name appears in messages, and determines the format if the
/// content does not.
///
/// # Example
///
/// ```
/// let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, title = {The Commune}}")?;
/// assert_eq!(refs.get("mett").and_then(|mett| mett.str(ibid::model::Variable::Title)), Some("The Commune"));
/// # Ok::<(), ibid::Error>(())
/// ```
///
/// # Errors
///
/// If the text is not a bibliography, or is 4 GiB long or longer.
pub fn parse(name: &str, text: &str) -> Result<References, Error> {
    let mut files = Files::new();
    files.add_source(Source::new(name, text), None)?;
    Ok(files.into())
}

/// A bibliography, together with the texts that it was read from.
///
/// It contains a [`Library`] and can check it. A bibliography that a program builds
/// (`References::from_iter(entries)`) has no text; it is checked as if it had been written as
/// CSL-JSON.
#[derive(Debug, Default)]
pub struct References {
    files: Files,
    library: Library,
    /// The findings of the default rules, computed when they are first needed.
    found: OnceLock<Findings>,
}

impl References {
    /// Reads several files as one bibliography: macros and entries of each are available to the
    /// others, and keys are shared.
    ///
    /// # Errors
    ///
    /// Like [`open`], for the first file that cannot be read.
    pub fn open_all<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        Files::open_document(paths).map(References::from)
    }

    /// The first entry with this key, or else with this alias.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.library.get(key)
    }

    /// The entries, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.library.iter()
    }

    /// The number of entries, including those whose key is repeated.
    pub fn len(&self) -> usize {
        self.library.len()
    }

    /// True if there are no entries.
    pub fn is_empty(&self) -> bool {
        self.library.is_empty()
    }

    /// The entries, in the form that the engine needs.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The texts, and what was read from each of them, with spans.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The findings of the rules that are on by default.
    pub fn findings(&self) -> &Findings {
        self.found.get_or_init(|| self.findings_with(&Config::default()))
    }

    /// The findings of the rules that a configuration enables.
    pub fn findings_with(&self, config: &Config) -> Findings {
        let built;
        let files = match self.files.readings.is_empty() && !self.library.is_empty() {
            true => {
                built = written(&self.library);
                &built
            }
            false => &self.files,
        };
        Findings::new(files.check(config), files.sources.clone(), self.library.len())
    }

    /// Returns an error if there are errors or warnings, counted as by `ibid check`.
    ///
    /// # Example
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, pages = {27--10}}")?;
    /// let findings = refs.check().unwrap_err();
    /// assert!(findings.iter().any(|finding| finding.rule.name == "reversed-pages"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The findings, if at least one of them is an error or a warning. Both `{}` and `{:?}` print
    /// them as `ibid check` does, so a test that returns them fails with a readable report.
    pub fn check(&self) -> Result<(), Findings> {
        let findings = self.findings();
        if findings.fail() { Err(findings.clone()) } else { Ok(()) }
    }

    /// Like [`References::check`], with a configuration.
    ///
    /// # Errors
    ///
    /// Like [`References::check`].
    pub fn check_with(&self, config: &Config) -> Result<(), Findings> {
        let findings = self.findings_with(config);
        if findings.fail() { Err(findings) } else { Ok(()) }
    }

    /// What could not be read, for all entries or only for those with these keys.
    fn unread(&self, keys: Option<&[&str]>) -> impl Iterator<Item = Problem> {
        self.files.errors(keys).into_iter().map(|found| Problem::Unread {
            place: place(&self.files.sources, found.primary.location),
            message: found.message.clone(),
        })
    }
}

/// Writes a library that has no text as CSL-JSON, and reads it again.
fn written(library: &Library) -> Files {
    let mut files = Files::new();
    let id = files.sources.push(Source::new("<references>", text_of(library)));
    files.read_together(&[(id, Some(Format::CslJson))], Sharing::Document);
    files
}

impl From<Files> for References {
    fn from(files: Files) -> Self {
        References { library: files.library(), files, found: OnceLock::new() }
    }
}

impl From<Library> for References {
    fn from(library: Library) -> Self {
        References { library, ..References::default() }
    }
}

impl FromIterator<Entry> for References {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        Library::from_iter(entries).into()
    }
}

impl From<Entry> for References {
    fn from(entry: Entry) -> Self {
        References::from_iter([entry])
    }
}

impl<'a> IntoIterator for &'a References {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
