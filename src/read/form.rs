//! How values in YAML and JSON are written.

use crate::model::Form;
use crate::syntax::data::{Node, Pair, Style};

/// How the value of a pair is written.
pub(super) fn form_of(pair: &Pair<'_>) -> Form {
    if pair.is_alias() { Form::Alias } else { form(&pair.value) }
}

fn form(node: &Node<'_>) -> Form {
    match node.scalar().map(|scalar| scalar.style) {
        None => Form::Nested,
        Some(Style::Plain) => Form::Bare,
        Some(Style::SingleQuoted) => Form::SingleQuoted,
        Some(Style::DoubleQuoted) => Form::DoubleQuoted,
        Some(Style::Block) => Form::Block,
    }
}
