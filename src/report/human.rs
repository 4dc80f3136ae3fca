//! Findings for people: excerpts of the text, with the fault underlined.

use std::collections::HashMap;

use annotate_snippets::Snippet;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer};

use crate::diagnostic::{Diagnostic, Label, Safety, Severity};
use crate::report::{Report, ShowSkipped, unread};
use crate::source::{Location, Source, SourceId, Sources, Span};

/// Whether text for people is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Color {
    /// Without escape sequences.
    #[default]
    Never,
    /// With ANSI escape sequences.
    Always,
}

/// How many skipped files that are not bibliographies are listed by default.
const NAMED: usize = 3;

/// How findings are shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HumanOptions {
    /// Whether the text is coloured.
    pub color: Color,
    /// The maximum number of columns of an excerpt; longer lines are cut around the fault.
    pub width: usize,
    /// The maximum number of findings of one rule that are shown for one file; the rest are only
    /// counted. `None` shows all.
    pub max_per_rule: Option<usize>,
    /// Which of the files that were skipped in folders are listed.
    pub skipped: ShowSkipped,
}

impl From<Color> for HumanOptions {
    fn from(color: Color) -> Self {
        HumanOptions { color, width: 140, max_per_rule: None, skipped: ShowSkipped::Some }
    }
}

/// Each finding with the lines that it is about and what to do, separated by blank lines, followed
/// by the numbers of findings that were not shown, what could not be read or was skipped, and the
/// summary.
pub fn human(report: &Report<'_>, options: impl Into<HumanOptions>) -> String {
    let options = options.into();
    let renderer = match options.color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let renderer = renderer.term_width(options.width);
    let most = options.max_per_rule.unwrap_or(usize::MAX);
    let mut shown: HashMap<(SourceId, &str), usize> = HashMap::new();
    let mut hidden: Vec<(SourceId, &str)> = Vec::new();
    let mut out = String::new();
    for diagnostic in report.diagnostics {
        let kind = (diagnostic.primary.location.source, diagnostic.rule.name);
        let count = shown.entry(kind).or_default();
        if *count >= most {
            if *count == most {
                hidden.push(kind);
            }
            *count += diagnostic.stands_for;
            continue;
        }
        *count += 1;
        let text = renderer.render(&[group(diagnostic, report.sources, options.width)]);
        text.split_inclusive('\n').filter(|line| !is_mark_of_file(line)).for_each(|line| {
            out.push_str(line);
        });
        out.push_str("\n\n");
    }
    for kind in &hidden {
        let more = shown[kind] - most;
        let file = report.sources.get(kind.0).map_or("", |source| &source.name);
        out.push_str(&format!("... and {more} more `{}` in {file}\n", kind.1));
    }
    if !hidden.is_empty() {
        out.push_str("(--all shows every finding, --statistics counts them by rule)\n\n");
    }
    let unread = match options.skipped {
        ShowSkipped::Some => unread::lines(report, NAMED),
        ShowSkipped::All => unread::all_lines(report),
    };
    unread::push_end(&unread, report, &mut out);
    out
}

/// Whether a line is only the mark that the renderer writes before an excerpt without a path: that
/// of a snippet which begins within a line has its place above it.
fn is_mark_of_file(line: &str) -> bool {
    line.len() < 64
        && line.contains(":::")
        && line
            .split('\u{1b}')
            .enumerate()
            // Behind the sign of a colour there is its number, up to an `m`.
            .map(
                |(at, part)| {
                    if at == 0 { part } else { part.split_once('m').map_or("", |it| it.1) }
                },
            )
            .all(|part| matches!(part.trim(), "" | ":::"))
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, width: usize) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.rule.name);
    let mut group = title.elements(excerpts(diagnostic, sources, width));
    let says_the_same = |help: &str| diagnostic.fix.as_ref().is_some_and(|it| it.message == help);
    if let Some(help) = diagnostic.help.as_deref().filter(|help| !says_the_same(help)) {
        group = group.element(Level::HELP.message(help));
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

/// The excerpts of each text that has a label, beginning with that of the primary label.
fn excerpts<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    width: usize,
) -> Vec<Element<'a>> {
    let mut labels = vec![(AnnotationKind::Primary, &diagnostic.primary)];
    labels.extend(diagnostic.secondary.iter().map(|label| (AnnotationKind::Context, label)));
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for (kind, label) in labels {
        let Some(source) = sources.get(label.location.source) else { continue };
        let span = first_lines(source, label.location, width);
        let id = label.location.source;
        match clusters.iter_mut().find(|cluster| cluster.id == id && cluster.is_near(span)) {
            Some(cluster) => {
                cluster.span = cluster.span.to(span);
                cluster.labels.push((kind, label, span));
            }
            None => clusters.push(Cluster { id, source, span, labels: vec![(kind, label, span)] }),
        }
    }
    clusters.iter().flat_map(|cluster| excerpt(cluster, width)).collect()
}

/// Labels of one text that one excerpt can show.
struct Cluster<'a> {
    id: SourceId,
    source: &'a Source,
    /// From the first label to the last.
    span: Span,
    labels: Vec<(AnnotationKind, &'a Label, Span)>,
}

impl Cluster<'_> {
    /// True if a span is near enough that the text between need not be measured: two entries with
    /// the same key may be 100 MB apart.
    fn is_near(&self, span: Span) -> bool {
        const MOST: u32 = 4096;
        self.span.to(span).end - self.span.to(span).start <= MOST
    }
}

/// The lines from the first label to the last, folded if there are many; of a long line, the part
/// around the labels.
fn excerpt<'a>(cluster: &Cluster<'a>, width: usize) -> Vec<Element<'a>> {
    let Cluster { source, span: all, labels, .. } = cluster;
    let (text, lines) = (&source.text, &source.lines);
    let first = lines.line(all.start);
    let line_start = lines.start(first).unwrap_or_default() as usize;
    let line_end = lines.start(lines.line(all.end) + 1).map_or(text.len(), |end| end as usize);
    // As much more than fits as the renderer needs in order to see that the line must be cut.
    let margin = 4 * width;
    let start = text.floor_char_boundary((all.start as usize).saturating_sub(margin));
    let start = start.max(line_start);
    let end = text.ceil_char_boundary(all.end as usize + margin).min(line_end);
    let annotations = labels.iter().map(|(kind, label, span)| {
        let span = span.start as usize - start..span.end as usize - start;
        let word = (!label.message.is_empty()).then_some(&*label.message);
        kind.span(span).label(word)
    });
    let snippet: Snippet<'a, Annotation<'a>> =
        Snippet::source(&text[start..end]).line_start(first + 1).annotations(annotations);
    if start == line_start {
        return vec![snippet.path(&*source.name).into()];
    }
    // The snippet begins within a line, so the renderer cannot determine the column.
    let shown = labels.first().map_or(*all, |(.., span)| *span);
    let at = source.line_column(shown.start);
    let origin = Origin::path(&*source.name).line(at.line as usize);
    vec![origin.char_column(at.column as usize).into(), snippet.into()]
}

/// A span that is cut after a few lines, or after as much of one line as fits on a screen: an entry
/// that never ends would fill it.
fn first_lines(source: &Source, location: Location, width: usize) -> Span {
    const MOST: usize = 3;
    let text = &source.text;
    let span = location.span;
    let text_end = text.len() as u32;
    let start = span.start.min(text_end);
    let limit = source.lines.start(source.lines.line(start) + MOST).unwrap_or(text_end);
    let screen = text.floor_char_boundary(start as usize + MOST * width) as u32;
    let end = span.end.min(text_end).max(start);
    if end <= limit.min(screen) {
        return Span { start, end };
    }
    // Up to the end of the last line that is shown, without its line break.
    let shown = &text[start as usize..limit.min(screen) as usize];
    Span { start, end: start + shown.trim_end_matches(['\r', '\n']).len() as u32 }
}
