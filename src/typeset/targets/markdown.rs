//! Markdown as pandoc reads it: notes as `^[…]`, anchors as spans.

use std::ops::Range;

use crate::markup::Markup;
use crate::output::Format;
use crate::typeset::listing::Title;
use crate::typeset::pieces::{PrintedListing, id_of};
use crate::typeset::targets::{Around, Target, at_end};

pub(in crate::typeset) struct Markdown;

impl Target for Markdown {
    fn citation(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String {
        let text = with_id(markup, id);
        // After a bracket, parentheses would be the address of a link.
        match around.before().ends_with(']') && text.starts_with('(') {
            true => format!("\\{text}"),
            false => text,
        }
    }

    fn beside(&mut self, references: &str, _: Around<'_>) -> String {
        references.to_owned()
    }

    fn note(&mut self, markup: &Markup, id: Option<usize>, _: Around<'_>) -> String {
        format!("^[{}]", with_id(markup, id))
    }

    fn note_text(&mut self, markup: &Markup, id: Option<usize>) -> String {
        with_id(markup, id)
    }

    fn listing(&mut self, listing: &PrintedListing, around: Around<'_>) -> (Range<usize>, String) {
        let bibliography = listing.with_back_links();
        let entries = match listing.with_ids {
            true => bibliography.write_with_ids(Format::Markdown),
            false => bibliography.write(Format::Markdown),
        };
        let entries = match &listing.title {
            Title::Words(words) => format!("# {words}\n\n{entries}"),
            Title::None | Title::Default => entries,
        };
        let entries = entries.trim_end();
        if listing.is_end {
            return at_end(&around, entries);
        }
        // Text of the author's in the div comes first.
        let own = around.own();
        let own = if own.is_empty() { String::new() } else { format!("{own}\n") };
        (around.range, format!("{own}\n{entries}\n\n"))
    }
}

fn with_id(markup: &Markup, id: Option<usize>) -> String {
    let text = Format::Markdown.write(markup);
    match id {
        Some(number) => format!("<span id=\"{}\">{text}</span>", id_of(number)),
        None => text,
    }
}
