//! Renders citations and the bibliography as markup, once everything is decided.

use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::engine::{bibliography, citation};
use crate::markup::{Bibliography, Markup};
use crate::parallel;

/// Renders the bibliography and the citations, which are independent of each other at this point.
pub(crate) fn print(run: &Run<'_>) -> (Vec<Markup>, Option<Bibliography>) {
    let style = run.program.bibliography.as_ref();
    let admitted = style.map_or_else(Vec::new, |_| bibliography::admitted(run));
    let (entries, citations) = parallel::on_both(
        (admitted.len(), run.citations.len()),
        run.options.threads,
        |range| {
            style.map_or_else(Vec::new, |style| {
                bibliography::render_range(run, style, &admitted, range)
            })
        },
        |range| {
            let mut tape = Tape::of_citations(run.options);
            let citations = run.citations[range].iter();
            citations.map(|citation| citation::render(run, citation, &mut tape)).collect()
        },
    );
    (citations, style.map(|style| bibliography::of_entries(style, entries)))
}
