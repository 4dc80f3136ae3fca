//! The order of the cites in each citation.

use crate::engine::run::Run;
use crate::engine::sort::Sorter;
use crate::style::ir::Scope;

/// Sorts the cites of each citation by the style's sort keys.
pub(crate) fn sort_cites(run: &mut Run<'_>) {
    let keys = &run.program.citation.sort;
    if keys.is_empty() || run.citations.iter().all(|citation| citation.cites.len() < 2) {
        return;
    }
    let sorter = Sorter::new(run.program, run.locale(), Scope::Citation, run.options.threads);
    let mut citations = std::mem::take(&mut run.citations);
    for citation in citations.iter_mut().filter(|citation| citation.cites.len() > 1) {
        let order = run.order_of_citation(&sorter, keys, citation);
        citation.cites = order.iter().map(|&place| citation.cites[place]).collect();
    }
    run.citations = citations;
}
