//! Findings for people: an excerpt of the text, with what is wrong underlined.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Label, Safety, Severity};
use crate::report::Report;
use crate::source::{Location, Source, SourceId, Sources, Span};

/// Whether a text for people is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Color {
    /// No escape sequence in it.
    #[default]
    Never,
    /// With ANSI escape sequences.
    Always,
}

/// Each finding with the lines it is about and what to do, a blank line between, and the summary
/// at the end.
pub fn human(report: &Report<'_>, color: Color) -> String {
    let renderer = match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let mut out = String::new();
    for diagnostic in report.diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, report.sources)]));
        out.push_str("\n\n");
    }
    out.push_str(&report.summary());
    out.push('\n');
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.rule.name);
    let mut group = title.elements(excerpts(diagnostic, sources));
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    if let Some(fix) = &diagnostic.fix {
        let name = match fix.safety {
            Safety::Safe => "fix",
            Safety::Unsafe => "fix (unsafe)",
        };
        group = group.element(Level::HELP.with_name(name).message(&*fix.message));
    }
    group
}

/// One excerpt for each text that has a label, that of the primary one first.
fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Element<'a>> {
    let mut labels = vec![(AnnotationKind::Primary, &diagnostic.primary)];
    labels.extend(diagnostic.secondary.iter().map(|label| (AnnotationKind::Context, label)));
    let mut texts: Vec<SourceId> = Vec::new();
    for (_, label) in &labels {
        if !texts.contains(&label.location.source) {
            texts.push(label.location.source);
        }
    }
    let mut excerpts = Vec::new();
    for id in texts {
        let Some(source) = sources.get(id) else { continue };
        let labels: Vec<_> =
            labels.iter().filter(|(_, label)| label.location.source == id).copied().collect();
        excerpts.push(excerpt(source, &labels).into());
    }
    excerpts
}

/// The lines from the first label to the last, which are folded where they are many.
fn excerpt<'a>(
    source: &'a Source,
    labels: &[(AnnotationKind, &'a Label)],
) -> Snippet<'a, Annotation<'a>> {
    let shown = labels.iter().map(|(_, label)| first_lines(source, label.location));
    let all = shown.clone().reduce(Span::to).unwrap_or_default();
    let lines = &source.lines;
    let first = lines.line(all.start);
    let start = lines.start(first).unwrap_or_default() as usize;
    let end = lines.start(lines.line(all.end) + 1).map_or(source.text.len(), |end| end as usize);
    let text = source.text.get(start..end).unwrap_or_default();
    let annotations = labels.iter().zip(shown).map(|((kind, label), span)| {
        let span = span.start as usize - start..span.end as usize - start;
        let word = (!label.message.is_empty()).then_some(&*label.message);
        kind.span(span).label(word)
    });
    Snippet::source(text).path(&*source.name).line_start(first + 1).annotations(annotations)
}

/// A span cut short after a few lines: an entry that never ends would fill the screen.
fn first_lines(source: &Source, location: Location) -> Span {
    const MOST: usize = 3;
    let span = location.span;
    let text_end = source.text.len() as u32;
    let start = span.start.min(text_end);
    let limit = source.lines.start(source.lines.line(start) + MOST).unwrap_or(text_end);
    let end = span.end.min(text_end).max(start);
    if end <= limit {
        return Span { start, end };
    }
    // Up to the end of the last line that is shown, without its line break.
    let shown = &source.text[start as usize..limit as usize];
    Span { start, end: start + shown.trim_end_matches(['\r', '\n']).len() as u32 }
}
