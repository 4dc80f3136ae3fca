//! What is on arXiv: where an entry says so, and has or has not come out elsewhere.

use crate::model::{ArxivId, Entry, EntryType, Variable};

/// Writes the arXiv number of a work into an entry that has everything else already; gives the
/// variables it went into.
///
/// A work that is said to be alone, and of which no publisher is known, is a preprint: arXiv
/// publishes it, under its number. In every work the number is an address, where there is neither
/// another nor a DOI. COMPATIBILITY.md has the table.
pub(crate) fn fill_arxiv(entry: &mut Entry, number: &str, is_alone: bool) -> Vec<Variable> {
    let id = ArxivId::parse(number).ok();
    let mut filled = Vec::new();
    if is_alone && !entry.has(Variable::Publisher) {
        entry.kind = EntryType::Article;
        entry.set_text(Variable::Publisher, "arXiv");
        if !entry.has(Variable::Number) {
            let bare = number.trim().trim_start_matches("arXiv:").trim_start();
            let number = id.as_ref().map_or_else(|| bare.to_owned(), ArxivId::to_string);
            entry.set_text(Variable::Number, format!("arXiv:{number}"));
            filled.push(Variable::Number);
        }
    }
    if let Some(id) = id
        && !entry.has(Variable::Url)
        && !entry.has(Variable::Doi)
    {
        entry.set_text(Variable::Url, id.url());
        filled.push(Variable::Url);
    }
    filled
}
