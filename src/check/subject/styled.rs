//! Entries as a style prints them, for rules that check the output.

use std::collections::HashMap;

use crate::check::subject::entry::Subject;
use crate::check::subject::file::File;
use crate::engine::{NO_NAMES, NO_PRINTED_FORM, Options, Uncited, render};
use crate::model::{Citation, Cite};
use crate::style::Style;

/// What a style prints for each entry of a run.
pub(crate) struct Printed<'a> {
    /// The title of the style.
    style: &'a str,
    /// The entries of each file with unique keys, in file order.
    files: Vec<Vec<PrintedEntry>>,
}

struct PrintedEntry {
    /// Its index in the file.
    number: usize,
    citation: String,
    entry: Option<String>,
    /// The index of the first entry in the file whose citation is equal.
    first_alike: usize,
}

/// An entry, and what a style prints for it.
pub(crate) struct Styled<'r> {
    pub(crate) subject: &'r Subject<'r>,
    /// The title of the style.
    pub(crate) style: &'r str,
    /// A citation of it alone, without formatting.
    pub(crate) citation: &'r str,
    /// Its entry in the bibliography, without formatting; `None` if the style has none.
    pub(crate) entry: Option<&'r str>,
    /// The first entry of its file with an equal citation, if that is another entry.
    pub(crate) cited_alike: Option<&'r Subject<'r>>,
}

impl<'a> Printed<'a> {
    /// Formats each file separately: all its entries are cited, each in a citation of its own.
    pub(in crate::check) fn of(files: &[File<'_>], style: &'a Style) -> Self {
        let files = files.iter().map(|file| {
            let library = &file.reading.library;
            let firsts: Vec<usize> = library.first_of_keys().collect();
            let citations: Vec<Citation> = firsts
                .iter()
                .map(|&number| Cite::new(library.entries()[number].key.clone()).into())
                .collect();
            let options = Options { uncited: Uncited::All, ..Options::default() };
            let rendered = render(style, library, &citations, &options);
            let mut entries: Option<HashMap<String, String>> = rendered.bibliography.map(|all| {
                let all = all.entries.into_iter();
                all.map(|entry| (entry.key.clone(), entry.without_margin().to_owned())).collect()
            });
            let mut first_with: HashMap<String, usize> = HashMap::new();
            let mut printed = Vec::with_capacity(firsts.len());
            for (number, citation) in firsts.into_iter().zip(rendered.citations) {
                let key = &library.entries()[number].key;
                let entry = entries.as_mut().map(|all| all.remove(key).unwrap_or_default());
                let citation = citation.as_str().to_owned();
                let first_alike = *first_with.entry(citation.clone()).or_insert(number);
                printed.push(PrintedEntry { number, citation, entry, first_alike });
            }
            printed
        });
        Printed { style: &style.info().title, files: files.collect() }
    }

    /// The entries of all files that were printed.
    pub(in crate::check) fn entries<'r>(&'r self, files: &'r [File<'r>]) -> Vec<Styled<'r>> {
        let pairs = files.iter().zip(&self.files);
        let styled = pairs.flat_map(|(file, printed)| {
            printed.iter().filter_map(|it| {
                let alike = Some(it.first_alike).filter(|first| *first != it.number);
                Some(Styled {
                    subject: file.entries.get(it.number)?,
                    style: self.style,
                    citation: &it.citation,
                    entry: it.entry.as_deref(),
                    cited_alike: alike.and_then(|first| file.entries.get(first)),
                })
            })
        });
        styled.collect()
    }
}

/// True if nothing is printed, or only punctuation or a placeholder.
pub(crate) fn is_nothing(printed: &str) -> bool {
    printed == NO_NAMES
        || printed.contains(NO_PRINTED_FORM)
        || !printed.contains(char::is_alphanumeric)
}
