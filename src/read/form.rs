//! How fields in YAML and JSON are written.

use std::sync::Arc;

use crate::model::{FieldOrigin, Form};
use crate::source::SourceId;
use crate::syntax::data::{Node, Pair, Style};

/// Where the field of a pair is written, and how.
pub(super) fn origin_of(pair: &Pair<'_>, name: Arc<str>, source: SourceId) -> FieldOrigin {
    let spans = [pair.key.content_span(), pair.value.content_span(), pair.whole];
    let mut origin = FieldOrigin::new(name, source, spans);
    origin.form = if pair.is_alias() { Form::Alias } else { form(&pair.value) };
    origin
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
