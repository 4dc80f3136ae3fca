//! The short way for the usual jobs: open, check and format a bibliography in one line each.
//!
//! [`open`] reads a file of any format, [`Style::named`](crate::style::Style::named) finds a style,
//! and what they print comes back as a `Result` that says what is missing from it. Whatever needs
//! more than this goes through the modules that this one is made of: [`files`](crate::files),
//! [`check`](crate::check), [`engine`](crate::engine), [`output`](crate::output).

mod findings;
mod incomplete;
mod place;
mod print;

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
use crate::write::csl_json;

/// Reads a bibliography: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON or CSL-YAML.
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
/// When the file cannot be read, or holds no bibliography. What is wrong inside it is for
/// [`References::check`] to say, and printing an entry that could not be read is an error.
pub fn open(path: impl AsRef<Path>) -> Result<References, Error> {
    Files::open(path).map(References::from)
}

/// Reads a bibliography from a text; its name stands in messages, and tells the format where the
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
/// When the text is no bibliography, or 4 GiB long or longer.
pub fn parse(name: &str, text: &str) -> Result<References, Error> {
    let mut files = Files::new();
    files.add_source(Source::new(name, text), None)?;
    Ok(files.into())
}

/// A bibliography, with its texts where it was read from any.
///
/// It is a [`Library`] with what is wrong in it. One that a program builds,
/// `References::from_iter(entries)`, has no texts; it is checked as the CSL-JSON that it would be.
#[derive(Debug, Default)]
pub struct References {
    files: Files,
    library: Library,
    /// What the default rules find, once somebody has asked.
    found: OnceLock<Findings>,
}

impl References {
    /// Reads several files as the bibliographies of one document: macros and entries of one are
    /// known to the others, and a key means the same in all.
    ///
    /// # Errors
    ///
    /// As [`open`], at the first file that cannot be read.
    pub fn open_all<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        Files::open_document(paths).map(References::from)
    }

    /// The first entry with that key, or else with that alias.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.library.get(key)
    }

    /// The entries, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.library.iter()
    }

    /// How many entries there are, those with a repeated key too.
    pub fn len(&self) -> usize {
        self.library.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.library.is_empty()
    }

    /// The entries, as the engine takes them.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The texts, and what was read from each, with its places.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// What the rules find that are on by default.
    pub fn findings(&self) -> &Findings {
        self.found.get_or_init(|| self.findings_with(&Config::default()))
    }

    /// What the rules find that a configuration lets run.
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

    /// An error if there is anything to report: errors and warnings, as `ibid check` counts them.
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
    /// The findings, if one of them is an error or a warning. They are shown as `ibid check` shows
    /// them, also by `{:?}`, so that a test which returns them fails with a text to read.
    pub fn check(&self) -> Result<(), Findings> {
        let findings = self.findings();
        if findings.fail() { Err(findings.clone()) } else { Ok(()) }
    }

    /// As [`References::check`], with a configuration.
    ///
    /// # Errors
    ///
    /// As [`References::check`].
    pub fn check_with(&self, config: &Config) -> Result<(), Findings> {
        let findings = self.findings_with(config);
        if findings.fail() { Err(findings) } else { Ok(()) }
    }

    /// What could not be read of the files, of all entries or of those with these keys.
    fn unread(&self, keys: Option<&[&str]>) -> impl Iterator<Item = Problem> {
        self.files.errors(keys).into_iter().map(|found| Problem::Unread {
            place: place(&self.files.sources, found.primary.location),
            message: found.message.clone(),
        })
    }
}

/// A library that has no text, with the text that it would have.
fn written(library: &Library) -> Files {
    let mut files = Files::new();
    let id = files.sources.push(Source::new("<references>", csl_json(library)));
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
