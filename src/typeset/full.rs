//! Whole entries in the text or in a note: `\fullcite`, `form: "full"`.

use crate::engine::{self, render};
use crate::markup::Markup;
use crate::model::{Citation, CitationMode, LocatorLabel, Text};
use crate::typeset::order::{Known, Placement};
use crate::typeset::pieces::Maker;

impl Maker<'_, '_> {
    /// The whole entries as the bibliography has them; in a style for notes, as the first note has
    /// them.
    pub(super) fn full(&self, known: &Known<'_>) -> Option<Markup> {
        let mut markup = match self.style.info().is_note {
            true => self.first_note(known)?,
            false => self.listed(known)?,
        };
        if known.setting == Placement::Note {
            markup.end_sentence();
            return Some(markup);
        }
        Some(markup.without_stop())
    }

    /// What the style prints where works are first cited.
    fn first_note(&self, known: &Known<'_>) -> Option<Markup> {
        let mode = CitationMode::Normal;
        let citation = Citation { note: Some(1), mode, ..known.citation.clone() };
        let options = engine::Options {
            links: self.options.links,
            abbreviations: self.options.abbreviations.clone(),
            ..engine::Options::default()
        };
        render(self.style, self.library, &[citation], &options).citations.pop()
    }

    /// The entries of the bibliography, with the words around each.
    fn listed(&self, known: &Known<'_>) -> Option<Markup> {
        let entries = &self.bibliography?.entries;
        let words = |text: &Option<Text>| {
            text.as_ref().map_or_else(Markup::default, |it| Markup::plain(it.as_str()))
        };
        let mut out = Markup::default();
        for cite in &known.citation.cites {
            let entry = self.library.get(&cite.key)?;
            let printed = entries.iter().find(|printed| printed.key == entry.key)?;
            let text = printed.without_margin();
            let start = printed.markup.as_str().len() - text.trim_start().len();
            let whole = printed.markup.slice(start..printed.markup.as_str().trim_end().len());
            if !out.is_empty() {
                out.push_text("; ");
            }
            out.append(words(&cite.prefix));
            out.append(whole.without_stop());
            if let Some(locator) = &cite.locator {
                let value = locator.value.as_str();
                let label = match locator.label {
                    LocatorLabel::Page if value.contains(['–', '-', ',']) => "pp. ",
                    LocatorLabel::Page => "p. ",
                    _ => "",
                };
                out.push_text(&format!(", {label}{value}"));
            }
            out.append(words(&cite.suffix));
        }
        Some(out)
    }
}
