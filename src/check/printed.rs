//! Entries as a style prints them, for the rules that look at what comes out.

use std::collections::HashMap;

use crate::check::subject::{Libraries, Subject};
use crate::engine::{NO_NAMES, NO_PRINTED_FORM, Options, Uncited, render};
use crate::model::{Citation, Cite};
use crate::style::Style;

/// What a style prints of each entry of a run.
pub(crate) struct Printed<'a> {
    /// The title of the style.
    pub(crate) style: &'a str,
    /// The entries of each file that have keys of their own, in file order.
    pub(crate) files: Vec<Vec<PrintedEntry<'a>>>,
}

/// An entry and what a style prints of it.
pub(crate) struct PrintedEntry<'a> {
    pub(crate) subject: Subject<'a>,
    /// A citation of it alone, without formatting.
    pub(crate) citation: String,
    /// Its entry in the bibliography, without formatting; `None` where the style has none.
    pub(crate) entry: Option<String>,
}

impl<'a> Printed<'a> {
    /// Prints each file by itself: all its entries are cited, each in a citation of its own.
    pub(crate) fn of(libraries: &Libraries<'a>, style: &'a Style) -> Self {
        let files = libraries.files().map(|(reading, subjects)| {
            let library = &reading.library;
            let firsts: Vec<usize> = library.first_of_keys().collect();
            let citations: Vec<Citation> = firsts
                .iter()
                .map(|&number| Cite::new(library.entries()[number].key.clone()).into())
                .collect();
            let options = Options { uncited: Uncited::All, ..Options::default() };
            let rendered = render(style, library, &citations, &options);
            let mut entries: Option<HashMap<String, String>> = rendered.bibliography.map(|all| {
                let all = all.entries.into_iter();
                all.map(|entry| (entry.key.clone(), entry.behind_margin().to_owned())).collect()
            });
            let mut subjects: Vec<Option<Subject<'a>>> = subjects.into_iter().map(Some).collect();
            let mut printed = Vec::with_capacity(firsts.len());
            for (number, citation) in firsts.into_iter().zip(rendered.citations) {
                let Some(subject) = subjects[number].take() else { continue };
                let entry =
                    entries.as_mut().map(|all| all.remove(&subject.entry.key).unwrap_or_default());
                let citation = citation.as_str().to_owned();
                printed.push(PrintedEntry { subject, citation, entry });
            }
            printed
        });
        Printed { style: &style.info().title, files: files.collect() }
    }

    /// The entries of all files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &PrintedEntry<'a>> {
        self.files.iter().flatten()
    }
}

/// Whether nothing is printed, or only punctuation or a placeholder.
pub(crate) fn is_nothing(printed: &str) -> bool {
    printed == NO_NAMES
        || printed.contains(NO_PRINTED_FORM)
        || !printed.contains(char::is_alphanumeric)
}
