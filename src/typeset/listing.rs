//! What a document says about a bibliography that it asks for: which entries it has, its heading.
//!
//! *Source*: the manual of biblatex, "The Bibliography"; Typst's reference, "Bibliography"; for
//! Markdown, `keyword=` and `type=` of a div mean what they mean to biblatex.

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
    /// None.
    #[default]
    None,
    /// The one that the language has for it.
    Usual,
    /// These words, in the syntax of the document.
    Words(String),
}

/// Which entries a listing has.
pub(super) struct Selection {
    filter: Filter,
    /// The keys of the entries of the files that it names.
    keys: Option<BTreeSet<String>>,
    /// Any of these types, where there are some: the names that documents have for one.
    types: Vec<EntryType>,
    excluded_types: Vec<EntryType>,
}

impl Selection {
    /// What a listing asks for. `is_only` is whether the document has no other listing, so that all
    /// entries go there whichever files it names.
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

    /// Whether an entry is in it.
    pub(super) fn admits(&self, key: &str, library: &Library) -> bool {
        let Some(entry) = library.get(key) else { return false };
        self.filter.admits(entry)
            && self.keys.as_ref().is_none_or(|keys| keys.contains(key))
            && (self.types.is_empty() || self.types.contains(&entry.kind))
            && !self.excluded_types.contains(&entry.kind)
    }
}

/// The keys of the entries in the files of a listing; `None` where it names none that are known.
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

/// The types of CSL that a name is for: one of CSL's own, or biblatex's.
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

/// The heading that a listing asks for; `usual` is whether one without a word about it has one.
pub(super) fn title(listing: &Listing, usual: bool) -> Title {
    let heading = listing.option("heading");
    let title = listing.option("title");
    match (heading, title) {
        (Some("none"), _) | (_, Some("none")) => Title::None,
        (_, None | Some("auto")) if usual => Title::Usual,
        (_, Some(words)) if words != "auto" => Title::Words(words.to_owned()),
        _ => Title::None,
    }
}
