//! Makes identifiers links, and the title if an entry prints no identifier.
//!
//! *Source*: CSL 1.0.2 specification, appendix VI.

use crate::engine::eval::Eval;
use crate::engine::item::Item;
use crate::engine::tape::{Link, Tape};
use crate::model::{Doi, Pmcid, Pmid};
use crate::model::{Text, Variable};

impl Eval<'_, '_> {
    /// Records that the node of a variable is a link, if the variable is an identifier, or that it
    /// is the title.
    pub(super) fn link(&mut self, variable: Variable, text: &Text, node: u32) {
        if self.tape.nodes.len() <= node as usize {
            return;
        }
        if variable == Variable::Title {
            self.tape.title.get_or_insert(node);
        } else if let Some(address) = address(variable, text.as_str()) {
            self.tape.links.push(Link { node, address });
        }
    }
}

/// Makes the title of an entry its link, or else the whole entry, if it has an identifier and
/// prints none.
pub(crate) fn link_title(tape: &mut Tape, item: &Item<'_>) {
    if !tape.wants_links || !tape.links.is_empty() {
        return;
    }
    let identifiers = [Variable::Doi, Variable::Pmcid, Variable::Pmid, Variable::Url];
    let address = identifiers
        .into_iter()
        .find_map(|variable| address(variable, item.text(variable)?.as_str()));
    if let Some(address) = address {
        let node = tape.title.unwrap_or(0);
        tape.links.push(Link { node, address });
    }
}

/// The address of an identifier; `None` if the text is not a valid one.
fn address(variable: Variable, text: &str) -> Option<String> {
    let text = text.trim();
    match variable {
        Variable::Url => {
            // Other schemes, such as `javascript:`, could run foreign code.
            let known = ["https://", "http://", "ftp://"];
            let is_known = |scheme: &&str| {
                text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            };
            known.iter().any(is_known).then(|| text.to_owned())
        }
        Variable::Doi => Doi::parse(text).ok().map(|doi| doi.url()),
        Variable::Pmid => Pmid::parse(text).ok().map(Pmid::url),
        Variable::Pmcid => Pmcid::parse(text).ok().map(Pmcid::url),
        _ => None,
    }
}
