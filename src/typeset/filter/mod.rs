//! Documents in pandoc's JSON, as filters receive them, with the citations formatted.
//!
//! A filter is a program that pandoc calls with the name of the output format as its only argument.
//! It reads the document as JSON from standard input, and writes it to standard output.
//!
//! *Source*: pandoc-types 1.23, `Text.Pandoc.Definition`; Pandoc User's Guide, "Filters".

mod cited;
mod inlines;
mod metadata;
mod put;

pub use metadata::Metadata;

use serde_json::Value;

use crate::document::Labels;
use crate::engine::{self, Rendered, Uncited, render};
use crate::model::{Citation, Library};
use crate::style::Style;
use crate::typeset::options::{CrossLinks, Options};
use crate::typeset::settings::Settings;

/// A document in pandoc's JSON.
#[derive(Debug, Clone)]
pub struct Ast {
    document: Value,
}

/// Why a text is not a pandoc document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AstError {
    /// The text is not JSON.
    #[error("standard input is not pandoc's JSON")]
    NotJson(#[source] serde_json::Error),
    /// The JSON is not a pandoc document.
    #[error("this JSON is not a document of pandoc: it has no `{0}`; `pandoc -t json` writes one")]
    NotPandoc(&'static str),
}

impl Ast {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or not that of a pandoc document.
    pub fn parse(json: &str) -> Result<Ast, AstError> {
        let document: Value = serde_json::from_str(json).map_err(AstError::NotJson)?;
        for name in ["blocks", "meta"] {
            if document.get(name).is_none() {
                return Err(AstError::NotPandoc(name));
            }
        }
        Ok(Ast { document })
    }

    /// What the metadata names.
    pub fn metadata(&self) -> Metadata {
        metadata::metadata(&self.document["meta"])
    }

    /// True if nothing is cited or listed.
    pub fn cites_nothing(&self) -> bool {
        let cited = cited::collect(&self.document, false, &Labels::english());
        cited.is_empty() && metadata::listed(&self.document["meta"]).is_empty()
    }

    /// Inserts the formatted citations and the bibliography. Returns the keys without an entry,
    /// which are printed as in pandoc: `key?` in bold.
    pub fn typeset(&mut self, library: &Library, style: &Style, options: &Options) -> Vec<String> {
        let meta = &self.document["meta"];
        let settings = metadata::settings(meta);
        let labels = Labels::english_and(style.locator_words());
        let mut cited = cited::collect(&self.document, style.info().is_note, &labels);
        let listed = metadata::listed(meta);
        let mut unknown = Vec::new();
        for citation in &mut cited {
            citation.remove_unknown(library, &mut unknown);
        }
        unknown
            .extend(listed.iter().filter(|key| *key != "*" && library.get(key).is_none()).cloned());
        let citations: Vec<Citation> = cited.iter().map(|it| it.citation.clone()).collect();
        let uncited = match listed.iter().any(|key| key == "*") {
            true => Uncited::All,
            false => Uncited::Keys(listed),
        };
        let cross_links = match settings.link_citations {
            Some(true) => options.cross_links.max(CrossLinks::Entries),
            _ => options.cross_links,
        };
        let engine_options = engine::Options {
            uncited,
            links: options.links,
            cite_links: cross_links != CrossLinks::None,
            leave_out_unprinted: true,
            abbreviations: options.abbreviations.clone(),
            ..engine::Options::default()
        };
        let Rendered { citations: markups, bibliography, .. } =
            render(style, library, &citations, &engine_options);
        let printed = cited.into_iter().zip(markups).collect();
        let stops_in_quotes =
            style.program().locales.first().is_some_and(|it| it.punctuation_in_quote);
        let mut put = put::Put {
            is_note: style.info().is_note,
            stops_in_quotes,
            moves_punctuation: settings.notes_after_punctuation.unwrap_or(true),
            printed,
            next: 0,
        };
        for value in metadata::texts_mut(&mut self.document["meta"]) {
            put.blocks(value);
        }
        put.blocks(&mut self.document["blocks"]);
        let bibliography = bibliography.filter(|it| !it.entries.is_empty());
        if let Some(bibliography) = bibliography.filter(|_| !settings.without_bibliography) {
            self.list(&bibliography, library, &settings, options);
        }
        unknown.sort();
        unknown.dedup();
        unknown
    }

    fn list(
        &mut self,
        bibliography: &crate::markup::Bibliography,
        library: &Library,
        settings: &Settings,
        options: &Options,
    ) {
        let title = self.document["meta"].get("reference-section-title").cloned();
        let blocks = &mut self.document["blocks"];
        put::listings(blocks, bibliography, library, (settings, options), title.as_ref());
    }

    /// Writes the document as JSON.
    pub fn to_json(&self) -> String {
        self.document.to_string()
    }
}
