//! The bibliography: its entries and layout.

use std::ops::Range;

use crate::engine::eval::{Eval, link_title};
use crate::engine::finish::{Parentheses, finish};
use crate::engine::ids::ItemId;
use crate::engine::rendered::NO_PRINTED_FORM;
use crate::engine::run::Run;
use crate::engine::substitute::{PrintedNames, substitute};
use crate::engine::tape::Tape;
use crate::markup::{Bibliography, BibliographyEntry, Formatting, Markup, SecondFieldAlign};
use crate::style::ir::{self, Common, Display, Scope, StrId};

/// The items that the filter admits to the bibliography, in its order.
pub(crate) fn admitted(run: &Run<'_>) -> Vec<ItemId> {
    let filter = &run.options.filter;
    let items = run.bibliography.iter().copied();
    items.filter(|&item| filter.admits(run.items[item].entry)).collect()
}

/// Creates a bibliography of these entries.
pub(crate) fn of_entries(
    style: &ir::Bibliography,
    entries: Vec<BibliographyEntry>,
) -> Bibliography {
    let max_offset = entries.iter().map(|entry| margin_length(&entry.markup)).max().unwrap_or(0);
    Bibliography {
        entries,
        hanging_indent: style.hanging_indent,
        second_field_align: style.second_field_align.map(|align| match align {
            ir::SecondFieldAlign::Flush => SecondFieldAlign::Flush,
            ir::SecondFieldAlign::Margin => SecondFieldAlign::Margin,
        }),
        line_spacing: style.line_spacing,
        entry_spacing: style.entry_spacing,
        max_offset,
    }
}

/// Renders consecutive entries.
pub(crate) fn render_range(
    run: &Run<'_>,
    style: &ir::Bibliography,
    admitted: &[ItemId],
    range: Range<usize>,
) -> Vec<BibliographyEntry> {
    let mut tape = Tape::new(run.options);
    let mut previous = None;
    if style.subsequent_author_substitute.is_some() {
        // The first entry needs the names of those before it, back to one that prints any.
        for &item in admitted[..range.start].iter().rev() {
            if render_entry(run, style, item, &mut previous, &mut tape).is_some() {
                break;
            }
        }
    }
    let mut entries = Vec::with_capacity(range.len());
    for &item in &admitted[range] {
        if let Some(markup) = render_entry(run, style, item, &mut previous, &mut tape) {
            entries.push(BibliographyEntry { key: run.items[item].entry.key.clone(), markup });
        }
    }
    entries
}

/// The length of an entry's left margin, in characters.
fn margin_length(markup: &Markup) -> usize {
    let margin = markup.marks().iter().find(|mark| mark.format == Formatting::LeftMargin);
    let text = margin.map(|mark| &markup.as_str()[mark.start as usize..mark.end as usize]);
    text.map_or(0, |text| text.chars().count())
}

/// True if the last thing inside a node is a left margin.
fn ends_in_margin(tape: &Tape, node: u32) -> bool {
    let inside = &tape.nodes[node as usize + 1..tape.nodes[node as usize].end as usize];
    let Some(last) = inside.iter().rposition(|node| node.start < node.stop) else { return false };
    let base = node + 1;
    inside[..=last].iter().any(|node| {
        node.common.display == Some(Display::LeftMargin) && (node.end - base) as usize > last
    })
}

/// Renders an entry; `None` if the style prints nothing for it.
pub(crate) fn render_entry(
    run: &Run<'_>,
    style: &ir::Bibliography,
    item: ItemId,
    previous: &mut Option<PrintedNames>,
    tape: &mut Tape,
) -> Option<Markup> {
    tape.clear();
    let layout = run.layout(&style.layouts, item);
    let locale = &run.program.locales[usize::from(layout.locale)];
    let context = run.entry_context(item);
    let formatted = Common { format: layout.common.format, ..Common::PLAIN };
    let mut affixed = Common { format: Common::PLAIN.format, ..layout.common };
    if style.second_field_align.is_some() {
        affixed.prefix = StrId::EMPTY;
    }
    let format = tape.open(&formatted, StrId::EMPTY, layout.place);
    let affixes = tape.open(&affixed, StrId::EMPTY, layout.place);
    let item = &run.items[item];
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Bibliography, tape);
    eval.capitalize_first_term();
    if style.subsequent_author_substitute.is_some() {
        eval.record_lists();
    }
    let printed = match style.second_field_align {
        Some(_) => eval.layout_with_margin(layout),
        None => eval.layout(layout),
    };
    if !printed {
        // A number that is cited must have an entry.
        if !run.program.citation.prints_number || run.options.leave_out_unprinted {
            return None;
        }
        eval.literal_text(&format!("{}. {NO_PRINTED_FORM}", context.citation_number));
    }
    let lists = eval.into_lists();
    tape.close(affixes);
    if style.second_field_align.is_some() && ends_in_margin(tape, affixes) {
        // A layout's suffix belongs to the text after the margin.
        tape.nodes[affixes as usize].common.suffix = StrId::EMPTY;
    }
    tape.close(format);
    link_title(tape, item);
    if let Some(with) = style.subsequent_author_substitute {
        let by = (run.program.str(with), style.substitute_rule);
        substitute(tape, &lists, by, previous);
    }
    // As in citeproc-js, a bibliography by itself is not set as the notes are.
    let parentheses = match run.citations.is_empty() {
        true => Parentheses::Keep,
        false => Parentheses::of(run.program.options.class),
    };
    let mut markup = finish(tape, run.program, locale, parentheses);
    markup.trim_blocks();
    Some(markup)
}
