//! The bibliographies that a document asks for: their entries and headings.
//!
//! *Source*: the manual of biblatex, "The Bibliography"; Typst's reference, "Bibliography". In
//! Markdown, `keyword=` and `type=` of a div have the same meaning as in biblatex.

use std::collections::BTreeSet;

use crate::document::Listing;
use crate::engine::{Criterion, Filter};
use crate::model::{EntryType, Library};
use crate::typeset::options::Options;
use crate::typeset::settings::Settings;

/// The heading of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Title {
    /// No heading.
    #[default]
    None,
    /// The usual heading in the language.
    Default,
    /// This text, in the syntax of the document.
    Words(String),
}

/// Which entries a bibliography contains.
pub(super) struct Selection {
    filter: Filter,
    /// The keys of the entries in the files that it names.
    keys: Option<BTreeSet<String>>,
    /// Entries of any of these types, if there are any; a document's name for a type may stand for
    /// several.
    types: Vec<EntryType>,
    excluded_types: Vec<EntryType>,
}

impl Selection {
    /// Reads what a bibliography asks for. `is_only` says whether the document has no other
    /// bibliography, so that all entries go there, whatever files it names.
    pub(super) fn of(
        listing: &Listing,
        settings: &Settings,
        options: &Options,
        is_only: bool,
    ) -> Self {
        let mut selection = Selection {
            filter: Filter::default(),
            keys: None,
            types: Vec::new(),
            excluded_types: Vec::new(),
        };
        for (name, value) in &listing.options {
            let keyword = || Criterion::Keyword(value.clone());
            match name.as_str() {
                "keyword" => selection.filter.select.push(keyword()),
                "notkeyword" | "not-keyword" => selection.filter.exclude.push(keyword()),
                "type" => selection.types.extend(types(value)),
                "nottype" | "not-type" => selection.excluded_types.extend(types(value)),
                _ => {}
            }
        }
        if !is_only {
            selection.keys = keys(listing, settings, options);
        }
        selection
    }

    /// True if an entry is part of it.
    pub(super) fn admits(&self, key: &str, library: &Library) -> bool {
        let Some(entry) = library.get(key) else { return false };
        self.filter.admits(entry)
            && self.keys.as_ref().is_none_or(|keys| keys.contains(key))
            && (self.types.is_empty() || self.types.contains(&entry.kind))
            && !self.excluded_types.contains(&entry.kind)
    }
}

/// The keys of the entries in the files of a bibliography; `None` if it names no known files.
fn keys(listing: &Listing, settings: &Settings, options: &Options) -> Option<BTreeSet<String>> {
    let mut files: Vec<&str> = Vec::new();
    for (name, value) in &listing.options {
        match name.as_str() {
            "file" => files.push(value),
            "files" => files.extend(value.split(',').map(str::trim)),
            "id" => {
                let topic = value.strip_prefix("refs").unwrap_or_default();
                let topic = topic.trim_start_matches(['-', '_']);
                let topics = settings.topics.iter().filter(|(name, _)| name == topic);
                files.extend(topics.flat_map(|(_, files)| files).map(String::as_str));
            }
            _ => {}
        }
    }
    let known = |file: &&str| {
        let of_name = options.files.get(*file);
        of_name.or_else(|| options.files.get(&format!("{file}.bib")))
    };
    let known: Vec<&Vec<String>> = files.iter().filter_map(known).collect();
    (!known.is_empty()).then(|| known.into_iter().flatten().cloned().collect())
}

/// The CSL types for a name: one of CSL's own names, or one of biblatex's.
fn types(name: &str) -> Vec<EntryType> {
    use EntryType as T;
    let name = name.to_ascii_lowercase();
    let of_biblatex = match name.as_str() {
        "article" => vec![T::ArticleJournal, T::ArticleMagazine, T::ArticleNewspaper],
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" => vec![T::Book],
        "incollection" | "inbook" => vec![T::Chapter],
        "inproceedings" | "conference" => vec![T::PaperConference],
        "online" | "www" => vec![T::Webpage, T::PostWeblog, T::Post],
        "phdthesis" | "mastersthesis" => vec![T::Thesis],
        "techreport" => vec![T::Report],
        "misc" => vec![T::Document],
        _ => Vec::new(),
    };
    let own = EntryType::from_name(&name).into_iter();
    own.chain(of_biblatex).collect()
}

/// The heading that a bibliography asks for; `usual` says whether it has the usual heading if it
/// does not ask for one.
pub(super) fn title(listing: &Listing, usual: bool) -> Title {
    let heading = listing.option("heading");
    let title = listing.option("title");
    match (heading, title) {
        (Some("none"), _) | (_, Some("none")) => Title::None,
        (_, None | Some("auto")) if usual => Title::Default,
        (_, Some(words)) if words != "auto" => Title::Words(words.to_owned()),
        _ => Title::None,
    }
}
