//! A bibliography that is checked after each edit, as in an editor.

use std::sync::Arc;

use crate::check::checking::{Walked, check_again};
use crate::check::config::Config;
use crate::check::input::Input;
use crate::check::subject::Facts;
use crate::diagnostic::Diagnostic;
use crate::read::{Kept, Known, ReadError, Reading, read_again};
use crate::source::{Source, Sources};

/// A bibliography that is checked after each edit.
///
/// Its findings are those of [`check`](crate::check::check) over the whole text. In BibTeX, only the
/// entries that the edit concerns are read and looked at again, which takes a fraction of the time;
/// rules that compare entries with each other see them all. Any other format is read and checked as
/// a whole each time.
///
/// # Example
///
/// ```
/// use ibid::check::{Config, Editing};
///
/// let mut editing = Editing::new("refs.bib", Config::default());
/// let text = "@book{mett, author = {Mett, Ida}, title = {The Commune}, year = 19388, publisher = {S}}";
/// assert_eq!(editing.update(text)?[0].rule.name, "invalid-date");
/// assert!(editing.update(text.replace("19388", "1938"))?.is_empty());
/// # Ok::<(), ibid::read::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Editing {
    name: Arc<str>,
    config: Config,
    sources: Sources,
    reading: Option<Reading>,
    known: Known,
    /// For each entry, then for each record.
    facts: Vec<Facts>,
    walked: Walked,
    found: Vec<Diagnostic>,
}

impl Editing {
    /// Begins without a text. `name` is shown in findings, and shows the format.
    pub fn new(name: impl Into<Arc<str>>, config: Config) -> Self {
        Editing {
            name: name.into(),
            config,
            sources: Sources::new(),
            reading: None,
            known: Known::default(),
            facts: Vec::new(),
            walked: Walked::default(),
            found: Vec::new(),
        }
    }

    /// Checks the whole text as it is after an edit; returns its findings, ordered by location.
    ///
    /// # Errors
    ///
    /// Those of [`read`](crate::read::read). Then there are no findings, and the next text is read
    /// as a whole.
    pub fn update(&mut self, text: impl Into<Arc<str>>) -> Result<&[Diagnostic], ReadError> {
        self.sources = Sources::new();
        self.found = Vec::new();
        let source = Source::new(Arc::clone(&self.name), text);
        let id = self.sources.push(source.clone());
        let before = self.reading.take();
        let (reading, kept) = match read_again(&source, id, &mut self.known, before) {
            Ok(read) => read,
            Err(error) => {
                self.known = Known::default();
                return Err(error);
            }
        };
        let count = reading.library.len() + reading.library.records().len();
        let facts = keep_facts(std::mem::take(&mut self.facts), &kept, count);
        self.walked.keep(&kept, reading.library.len());
        let readings = [reading];
        let input =
            Input { sources: &self.sources, readings: &readings, styles: &[], manuscripts: &[] };
        let facts = [facts];
        self.found = check_again(&input, &self.config, &facts, &mut self.walked);
        [self.facts] = facts;
        let [reading] = readings;
        self.reading = Some(reading);
        Ok(&self.found)
    }

    /// The findings in the text that was last read.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The text, in which findings have their places.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What the text was read to; `None` before there is one that could be read.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }
}

/// The facts about entries that were kept, and room for those about the others.
fn keep_facts(mut facts: Vec<Facts>, kept: &Kept, count: usize) -> Vec<Facts> {
    let mut all: Vec<Facts> = Vec::with_capacity(count);
    all.extend(kept.iter().map(|was| {
        let Some((was, known)) = was.and_then(|was| Some((was, facts.get_mut(was.number)?))) else {
            return Facts::default();
        };
        let mut known = std::mem::take(known);
        if was.moved != 0 {
            known.shift(was.moved);
        }
        known
    }));
    all.resize_with(count, Facts::default);
    all
}
