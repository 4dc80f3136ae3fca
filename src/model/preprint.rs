//! arXiv numbers: which variables they set, depending on whether the work was published elsewhere.

use crate::model::{ArxivId, Entry, EntryType, Variable};

/// Sets the arXiv number of a work in an entry that is otherwise complete; returns the variables
/// that were set.
///
/// A work that is not part of another and has no publisher is a preprint: arXiv is its publisher,
/// and the number identifies it. For every work, the number becomes the URL if there is neither a
/// URL nor a DOI. COMPATIBILITY.md has the table.
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
