//! The names of a cite alone, for running text: `Goldman`.
//!
//! *Source*: what citeproc-js prints for `author-only` and `composite`; `cs:intext` of CSL-M.

use crate::engine::affixes;
use crate::engine::eval::Eval;
use crate::engine::finish::{Parentheses, finish};
use crate::engine::rendered::NO_NAMES;
use crate::engine::run::{Run, RunCite};
use crate::engine::tape::{Role, Tape};
use crate::markup::Markup;
use crate::model::Text;
use crate::style::ir::{Common, Scope, StrId};

/// Renders the names of a cite between its prefix and suffix.
pub(super) fn render(run: &Run<'_>, cite: &RunCite<'_>, tape: &mut Tape) -> Markup {
    let names = names(run, cite, tape);
    let own_form = run.program.intext.is_some();
    let prefix = cite.cite.prefix.as_ref().filter(|_| !own_form);
    let suffix = cite.cite.suffix.as_ref().filter(|_| !own_form);
    let mut markup = affix(run, cite, prefix, tape, |text, markup| {
        if affixes::needs_space_after(text) {
            markup.push_text(" ");
        }
    });
    if !names.is_empty() {
        markup.append(names);
    } else if prefix.is_none() && suffix.is_none() {
        markup.push_text(NO_NAMES);
    }
    if suffix.is_some_and(|suffix| affixes::needs_space_before(suffix.as_str())) {
        markup.push_text(" ");
    }
    markup.append(affix(run, cite, suffix, tape, |_, _| {}));
    markup
}

/// The names alone; nothing if the style prints something else before them.
pub(super) fn names(run: &Run<'_>, cite: &RunCite<'_>, tape: &mut Tape) -> Markup {
    tape.clear();
    let own_form = run.program.intext.as_ref();
    let layout = own_form.unwrap_or_else(|| run.layout(&run.program.citation.layouts, cite.item));
    let locale = &run.program.locales[usize::from(layout.locale)];
    let context = run.cite_context(cite);
    let item = &run.items[cite.item];
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
    eval.layout(layout);
    if own_form.is_none() && !keep_names(tape) {
        return Markup::default();
    }
    finish(tape, run.program, locale, Parentheses::Keep)
}

/// Reduces a tape to the first names and the nodes around them; `false` if there are none, or
/// something else comes first.
fn keep_names(tape: &mut Tape) -> bool {
    let printed = |role: Role| role != Role::CitationNumber;
    let first = tape.nodes.iter().position(|node| node.start < node.stop && printed(node.role));
    let names = tape.first_names();
    match (first, names) {
        (Some(first), Some(names)) if first >= names => {
            tape.keep_only(names);
            true
        }
        _ => false,
    }
}

fn affix(
    run: &Run<'_>,
    cite: &RunCite<'_>,
    text: Option<&Text>,
    tape: &mut Tape,
    then: impl FnOnce(&str, &mut Markup),
) -> Markup {
    let Some(text) = text else { return Markup::default() };
    tape.clear();
    let locale = run.locale();
    let context = run.cite_context(cite);
    let item = &run.items[cite.item];
    let group = tape.open(&Common::PLAIN, StrId::EMPTY, 0);
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
    eval.user_content(text);
    tape.close(group);
    let mut markup = finish(tape, run.program, locale, Parentheses::Keep);
    then(text.as_str(), &mut markup);
    markup
}
