//! A citation: its cites, their prefixes and suffixes, and the delimiters between them.

use crate::engine::affixes;
use crate::engine::author;
use crate::engine::context::Context;
use crate::engine::eval::Eval;
use crate::engine::finish::{Parentheses, finish};
use crate::engine::rendered::{NO_NAMES, NO_PRINTED_FORM};
use crate::engine::run::{Run, RunCitation, RunCite};
use crate::engine::tape::{Link, NodeKind, Role, Tape};
use crate::markup::{BibliographyEntry, Markup};
use crate::model::{CitationMode, Cite, Text, Variable};
use crate::style::ir::{Class, Common, Scope, StrId};
use crate::style::terms::TermForm;

pub(crate) fn render(run: &Run<'_>, citation: &RunCitation<'_>, tape: &mut Tape) -> Markup {
    let Some(first) = citation.cites.first() else { return Markup::default() };
    if let Some(cite) = citation.cites.iter().find(|cite| cite.cite.author_only) {
        return author::render(run, cite, tape);
    }
    // Notes do not include the text for the sentence.
    let in_text = run.program.options.class == Class::InText;
    match &citation.citation.mode {
        CitationMode::Normal => render_cites(run, citation, false, tape),
        CitationMode::AuthorOnly => author::render(run, first, tape),
        CitationMode::SuppressAuthor => render_cites(run, citation, in_text, tape),
        CitationMode::Composite { infix } => {
            let mut markup = author::names(run, first, tape);
            if markup.is_empty() {
                return render_cites(run, citation, false, tape);
            }
            if let Some(infix) = infix.as_ref().map(Text::as_str).map(str::trim_end) {
                if infix.starts_with(char::is_alphanumeric) {
                    markup.push_text(" ");
                }
                markup.push_text(infix);
            }
            if !in_text {
                return note_of(run, citation, markup, tape);
            }
            let cites = render_cites(run, citation, true, tape);
            if !cites.is_empty() {
                markup.push_text(" ");
                markup.append(cites);
            }
            markup
        }
    }
}

/// The note of a citation whose names are in the running text. It does not repeat the names, unless
/// nothing would be left.
fn note_of(run: &Run<'_>, citation: &RunCitation<'_>, names: Markup, tape: &mut Tape) -> Markup {
    let mut note = render_cites(run, citation, true, tape);
    if note.is_empty() || note.as_str() == NO_NAMES {
        note = render_cites(run, citation, false, tape);
    }
    note.in_text = Some(Box::new(names));
    note
}

/// Renders all cites, the first one without its names if they are printed elsewhere.
fn render_cites(
    run: &Run<'_>,
    citation: &RunCitation<'_>,
    without_first_names: bool,
    tape: &mut Tape,
) -> Markup {
    tape.clear();
    let layouts = &run.program.citation.layouts;
    let Some(first) = citation.cites.first() else { return Markup::default() };
    let outer = run.layout(layouts, first.item);
    let locale = &run.program.locales[usize::from(outer.locale)];
    // A layout's affixes are inside its formatting.
    let formatted = Common { format: outer.common.format, ..Common::PLAIN };
    let affixed = Common { format: Common::PLAIN.format, ..outer.common };
    // If cites have layouts of their own, the last one closes the citation.
    let mut affixed = affixed;
    if let Some(last) = citation.cites.last().filter(|_| layouts.len() > 1) {
        affixed.suffix = run.layout(layouts, last.item).common.suffix;
    }
    let format = tape.open(&formatted, StrId::EMPTY, outer.place);
    let affixes = tape.open(&affixed, StrId::EMPTY, outer.place);
    tape.set_nests(affixes);
    let body = tape.open(&Common::PLAIN, StrId::EMPTY, 0);
    // Whether an empty cite is a fault of the style depends on the last one.
    let leaves_out_names = |index: usize| {
        let cite = &citation.cites[index];
        cite.cite.suppress_author || cite.plan.without_names || (without_first_names && index == 0)
    };
    let may_be_empty =
        run.options.leave_out_unprinted || leaves_out_names(citation.cites.len() - 1);
    let layout_delimiter = run.program.str(outer.delimiter);
    let mut previous: Option<&Cite> = None;
    let mut printed = false;
    let mut ends_empty = false;
    let printed_cites = citation.cites.iter().enumerate().filter(|(_, cite)| !cite.plan.omitted);
    for (index, cite) in printed_cites {
        let text = cite.plan.delimiter.unwrap_or(layout_delimiter);
        let delimiter =
            previous.map_or(Delimiter::First, |previous| Delimiter::between(previous, cite.cite));
        let before = tape.mark();
        match delimiter {
            Delimiter::First | Delimiter::Nothing => {}
            Delimiter::Layout => push_between(tape, text, outer.place),
            Delimiter::Shortened => {
                let space = text.find(' ').unwrap_or(text.len());
                push_between(tape, &text[space..], outer.place);
            }
        }
        let first = delimiter == Delimiter::First;
        let without_names = leaves_out_names(index);
        ends_empty = !render_cite(run, &InPlace { cite, without_names, first, may_be_empty }, tape);
        if ends_empty {
            tape.cut(before);
        } else {
            printed = true;
        }
        if printed {
            // The words around a cite that printed nothing count too.
            previous = Some(cite.cite);
        }
    }
    if !printed {
        if run.options.leave_out_unprinted {
            return Markup::default();
        }
        tape.clear();
        tape.leaf(NO_NAMES, &Common::PLAIN, outer.place);
        return finish(tape, run.program, locale, Parentheses::Keep);
    }
    tape.close(body);
    tape.close(affixes);
    tape.close(format);
    let ends_suppressed = citation.cites.last().is_some_and(|last| last.cite.suppress_author);
    if ends_empty && ends_suppressed && !run.options.leave_out_unprinted {
        // As in citeproc-js, the layout's suffix belongs to the last cite.
        tape.clear_suffix(affixes);
    }
    let parentheses = Parentheses::of(run.program.options.class);
    finish(tape, run.program, locale, parentheses)
}

fn push_between(tape: &mut Tape, text: &str, place: u32) {
    let node = tape.push(NodeKind::Between, &Common::PLAIN, StrId::EMPTY, place);
    tape.text.push_str(text);
    tape.end_leaf(node);
    tape.set_role(node, Role::CiteDelimiter);
}

/// A cite in its position in a citation.
struct InPlace<'p, 'r> {
    cite: &'p RunCite<'r>,
    /// Whether it is printed without its names.
    without_names: bool,
    first: bool,
    /// Whether it is not a fault of the style if nothing is printed.
    may_be_empty: bool,
}

/// Renders a cite; `false` if nothing is left of it.
fn render_cite(run: &Run<'_>, place: &InPlace<'_, '_>, tape: &mut Tape) -> bool {
    let &InPlace { cite, without_names, first, may_be_empty } = place;
    let layout = run.layout(&run.program.citation.layouts, cite.item);
    let context = run.cite_context(cite);
    let context = Context {
        suppress_author: without_names,
        suppress_year: cite.plan.without_year,
        ..context
    };
    let locale = &run.program.locales[usize::from(layout.locale)];
    let item = &run.items[cite.item];
    let group = tape.open(&Common::PLAIN, StrId::EMPTY, 0);
    if tape.links_cites {
        let address = format!("#{}", BibliographyEntry::id_of(&item.entry.key));
        tape.links.push(Link { node: group, address });
    }
    let labels = label_forms(run, cite, &context, tape);
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
    eval.set_label_forms(labels);
    if let Some(prefix) = &cite.cite.prefix {
        eval.user_content(prefix);
        if affixes::needs_space_after(prefix.as_str()) {
            eval.literal_text(" ");
        }
    }
    let is_sentence = cite.cite.prefix.as_ref().map(|prefix| affixes::is_sentence(prefix.as_str()));
    let in_note = run.program.options.class == Class::Note;
    if in_note && is_sentence.unwrap_or(first) {
        eval.capitalize_first_term();
    }
    let start = eval.tape.mark();
    let mut printed = eval.layout(layout);
    if is_sentence == Some(true) && eval.begins_with_number(start) {
        eval.tape.cut(start);
        push_between(eval.tape, run.program.str(layout.delimiter), layout.place);
        eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
        printed = eval.layout(layout);
    }
    let affixed = cite.cite.prefix.is_some() || cite.cite.suffix.is_some();
    // An empty layout is not a fault: the style is for bibliographies.
    let affixed = affixed && !layout.body.is_empty();
    let faulty = !printed && !affixed && first && !may_be_empty && !layout.body.is_empty();
    if faulty {
        eval.literal_text(NO_PRINTED_FORM);
    }
    if let Some(suffix) = &cite.cite.suffix {
        if affixes::needs_space_before(suffix.as_str()) {
            eval.literal_text(" ");
        }
        eval.user_suffix(suffix);
    }
    tape.close(group);
    printed || affixed || faulty
}

/// The forms of the labels of a cite: one that comes later, too, says how a number is printed in its
/// term. Empty in styles without such terms.
fn label_forms(
    run: &Run<'_>,
    cite: &RunCite<'_>,
    context: &Context<'_>,
    tape: &mut Tape,
) -> Vec<(Variable, TermForm)> {
    if run.program.templates.is_empty() {
        return Vec::new();
    }
    let layout = run.layout(&run.program.citation.layouts, cite.item);
    let locale = &run.program.locales[usize::from(layout.locale)];
    let item = &run.items[cite.item];
    let before = tape.mark();
    let mut eval = Eval::new(run.program, locale, item, context, Scope::Citation, tape);
    eval.layout(layout);
    let labels = eval.into_label_forms();
    tape.cut(before);
    labels
}

/// What is printed before a cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delimiter {
    /// Nothing: it is the first.
    First,
    /// The layout's delimiter.
    Layout,
    /// The part of the layout's delimiter after its punctuation, because the suffix before it ends
    /// in punctuation.
    Shortened,
    /// Nothing, because the prefix begins with punctuation.
    Nothing,
}

impl Delimiter {
    fn between(previous: &Cite, next: &Cite) -> Delimiter {
        let text = |affix: &'_ Option<Text>| affix.as_ref().map(|affix| affix.as_str().to_owned());
        let stops = |character: char| matches!(character, ',' | '.' | ';');
        if text(&previous.suffix).is_some_and(|suffix| suffix.ends_with(stops)) {
            return Delimiter::Shortened;
        }
        let bare = previous.suffix.is_none();
        if bare && text(&next.prefix).is_some_and(|prefix| prefix.starts_with(stops)) {
            return Delimiter::Nothing;
        }
        Delimiter::Layout
    }
}
