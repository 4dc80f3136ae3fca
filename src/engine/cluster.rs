//! A citation: its cites, their prefixes and suffixes, and what stands between them.

use crate::engine::eval::Eval;
use crate::engine::finish::finish;
use crate::engine::run::{Run, RunCitation, RunCite};
use crate::engine::tape::{Role, Tape};
use crate::markup::Markup;
use crate::style::ir::{Common, Layout, Scope, StrId};

pub(crate) fn render(run: &Run<'_>, citation: &RunCitation<'_>, tape: &mut Tape) -> Markup {
    tape.clear();
    let layouts = &run.program.citation.layouts;
    let Some(first) = citation.cites.first() else { return Markup::default() };
    let outer = run.layout(layouts, first.item);
    let locale = &run.program.locales[usize::from(outer.locale)];
    // A layout's affixes stand inside its formatting.
    let formatted = Common { format: outer.common.format, ..Common::PLAIN };
    let affixed = Common { format: Common::PLAIN.format, ..outer.common };
    let format = tape.open(&formatted, StrId::EMPTY, 0);
    let affixes = tape.open(&affixed, StrId::EMPTY, 0);
    let body = tape.open(&Common::PLAIN, outer.delimiter, 0);
    tape.set_role(body, Role::Cites);
    for cite in &citation.cites {
        let layout = run.layout(layouts, cite.item);
        render_cite(run, cite, layout, tape);
    }
    tape.close(body);
    tape.close(affixes);
    tape.close(format);
    finish(tape, run.program, locale)
}

fn render_cite(run: &Run<'_>, cite: &RunCite<'_>, layout: &Layout, tape: &mut Tape) {
    let context = run.cite_context(cite);
    let locale = &run.program.locales[usize::from(layout.locale)];
    let item = &run.items[cite.item];
    let group = tape.open(&Common::PLAIN, StrId::EMPTY, 0);
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
    if let Some(prefix) = &cite.cite.prefix {
        eval.user_content(prefix);
    }
    eval.layout(layout);
    if let Some(suffix) = &cite.cite.suffix {
        eval.user_content(suffix);
    }
    tape.close(group);
}
