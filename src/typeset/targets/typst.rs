//! Typst: notes as `#footnote`, anchors as labels of `metadata`.

use std::ops::Range;

use crate::markup::Markup;
use crate::output::Format;
use crate::typeset::listing::Title;
use crate::typeset::pieces::{PrintedListing, id_of};
use crate::typeset::supplements::restored;
use crate::typeset::targets::{Around, Target, at_end};

pub(in crate::typeset) struct Typst {
    /// The language of the document, for the heading of its bibliography.
    pub(in crate::typeset) language: String,
}

impl Target for Typst {
    fn citation(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String {
        let text = with_id(markup, id);
        if !self.is_running(&around) {
            return format!("[{text}]");
        }
        // After an expression, these characters would continue it.
        let is_expression = around.before().ends_with(|c: char| !c.is_whitespace());
        match is_expression && text.starts_with(['(', '[', '.']) {
            true => format!("\\{text}"),
            false => text,
        }
    }

    fn note(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String {
        let note = format!("#footnote[{}]", with_id(markup, id));
        if !self.is_running(&around) {
            return format!("[{note}]");
        }
        // The following text might look like more arguments.
        let behind = around.text[around.range.end..].trim_start_matches(['.', ',', ';', ')']);
        let needs_end = behind.starts_with(['(', '[']) || around.text.len() == around.range.end;
        if needs_end { note + ";" } else { note }
    }

    fn note_text(&mut self, markup: &Markup, id: Option<usize>) -> String {
        with_id(markup, id)
    }

    fn listing(&mut self, listing: &PrintedListing, around: Around<'_>) -> (Range<usize>, String) {
        let heading = match &listing.title {
            Title::None => String::new(),
            Title::Default => format!("#heading(numbering: none)[{}]\n", usual(&self.language)),
            Title::Words(words) => {
                match words.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
                    Some(words) => format!("#heading(numbering: none)[{words}]\n"),
                    None if words.starts_with('[') => format!("#heading(numbering: none){words}\n"),
                    None => format!("#heading(numbering: none)[{words}]\n"),
                }
            }
        };
        let text = heading + list(listing).trim_end();
        if listing.is_end {
            return at_end(&around, &text);
        }
        let is_running = self.is_running(&around);
        (around.range, if is_running { text } else { format!("[\n{text}\n]") })
    }

    fn is_running(&self, around: &Around<'_>) -> bool {
        around.inside().starts_with(['#', '@']) || around.range.is_empty()
    }
}

/// The list of entries.
pub(in crate::typeset) fn list(listing: &PrintedListing) -> String {
    if listing.bibliography.entries.is_empty() {
        return String::new();
    }
    let bibliography = listing.with_back_links();
    match listing.with_ids {
        true => bibliography.write_with_ids(Format::Typst),
        false => bibliography.write(Format::Typst),
    }
}

fn with_id(markup: &Markup, id: Option<usize>) -> String {
    let text = restored(Format::Typst.write(markup));
    match id {
        Some(number) => format!("#metadata(none)#label(\"{}\");{text}", id_of(number)),
        None => text,
    }
}

/// Typst's own heading for a bibliography in a language.
fn usual(language: &str) -> &'static str {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "de" | "fr" => "Bibliographie",
        "es" => "Bibliografía",
        "ca" | "it" | "pl" | "pt" | "ro" => "Bibliografia",
        "nl" | "da" => "Bibliografie",
        "sv" | "nb" | "nn" | "no" => "Bibliografi",
        "cs" | "sk" => "Literatura",
        "fi" => "Viitteet",
        "ru" | "bg" => "Библиография",
        "uk" => "Бібліографія",
        "el" => "Βιβλιογραφία",
        "tr" => "Kaynakça",
        "ja" => "参考文献",
        "zh" => "参考文献",
        "ko" => "참고문헌",
        _ => "Bibliography",
    }
}
