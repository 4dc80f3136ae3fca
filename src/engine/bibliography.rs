//! The bibliography: its entries, and how they are set.

use crate::engine::cluster::NO_PRINTED_FORM;
use crate::engine::eval::Eval;
use crate::engine::finish::{Parentheses, finish};
use crate::engine::run::Run;
use crate::engine::substitute::{PrintedNames, substitute};
use crate::engine::tape::Tape;
use crate::markup::Markup;
use crate::style::ir::{self, Common, Scope, StrId};

/// A rendered bibliography.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// Its entries, in its order.
    pub entries: Vec<BibliographyEntry>,
    /// Whether each entry's lines but the first are indented.
    pub hanging_indent: bool,
    /// Whether and how the first field of each entry stands apart.
    pub second_field_align: Option<SecondFieldAlign>,
    /// The distance between lines, in lines.
    pub line_spacing: u32,
    /// The distance between entries, in lines.
    pub entry_spacing: u32,
    /// The length of the longest first field, in characters, where it stands apart.
    pub max_offset: usize,
}

/// An entry of a rendered bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// The key of the library's entry.
    pub key: String,
    /// What is printed.
    pub markup: Markup,
}

/// How the first field of an entry stands apart from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecondFieldAlign {
    /// The lines of the rest are aligned; the first field is at the margin.
    Flush,
    /// The first field is in the margin.
    Margin,
}

pub(crate) fn render(run: &Run<'_>) -> Option<Bibliography> {
    let style = run.program.bibliography.as_ref()?;
    let mut tape = Tape::default();
    let mut previous = None;
    let mut entries = Vec::with_capacity(run.bibliography.len());
    for &item in &run.bibliography {
        let markup = render_entry(run, style, item, &mut previous, &mut tape);
        let key = run.items[item].entry.key.clone();
        entries.push(BibliographyEntry { key, markup });
    }
    Some(Bibliography {
        entries,
        hanging_indent: style.hanging_indent,
        second_field_align: style.second_field_align.map(|align| match align {
            ir::SecondFieldAlign::Flush => SecondFieldAlign::Flush,
            ir::SecondFieldAlign::Margin => SecondFieldAlign::Margin,
        }),
        line_spacing: style.line_spacing,
        entry_spacing: style.entry_spacing,
        max_offset: 0,
    })
}

fn render_entry(
    run: &Run<'_>,
    style: &ir::Bibliography,
    item: usize,
    previous: &mut Option<PrintedNames>,
    tape: &mut Tape,
) -> Markup {
    tape.clear();
    let layout = run.layout(&style.layouts, item);
    let locale = &run.program.locales[usize::from(layout.locale)];
    let context = run.entry_context(item);
    let formatted = Common { format: layout.common.format, ..Common::PLAIN };
    let affixed = Common { format: Common::PLAIN.format, ..layout.common };
    let format = tape.open(&formatted, StrId::EMPTY, 0);
    let affixes = tape.open(&affixed, StrId::EMPTY, 0);
    let item = &run.items[item];
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Bibliography, tape);
    let printed = match style.second_field_align {
        Some(_) => eval.layout_with_margin(layout),
        None => eval.layout(layout),
    };
    if !printed || eval.printed_only_numbers() {
        eval.literal_text(NO_PRINTED_FORM);
    }
    tape.close(affixes);
    tape.close(format);
    if let Some(with) = style.subsequent_author_substitute {
        substitute(tape, run.program.str(with), style.substitute_rule, previous);
    }
    finish(tape, run.program, locale, Parentheses::Keep)
}
