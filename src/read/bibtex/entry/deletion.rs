//! The spans to remove in order to delete a field.

use crate::source::Span;
use crate::syntax::bibtex::Tree;

/// A field with its comma: the one after it on its line, or else the one before it on its line, if
/// commas begin the lines; `None` if the end of the field is uncertain.
///
/// *Shape*: `number` is that of a field in the tree.
pub(super) fn with_comma(tree: &Tree<'_>, number: usize) -> Option<Span> {
    let field = &tree.all_fields()[number];
    let text = |from: u32, to: u32| tree.text.get(from as usize..to as usize).unwrap_or_default();
    let (start, end) = (field.name.start, field.value.end.max(field.name.end));
    let has_comma = !field.comma().is_empty();
    if has_comma && !text(end, field.comma().start).contains('\n') {
        return Some(Span { start, end: field.comma().end });
    }
    if !has_comma {
        let rest = tree.text.get(end as usize..).unwrap_or_default().trim_start();
        if !rest.starts_with(['}', ')']) || field.value.is_empty() {
            return None;
        }
    }
    let before = text(0, start).trim_end_matches([' ', '\t']).strip_suffix(',');
    let comma = before.and_then(|before| u32::try_from(before.len()).ok());
    Some(match comma {
        Some(comma) => Span { start: comma, end },
        None => Span { start, end: field.comma().end.max(end) },
    })
}

#[cfg(test)]
mod tests {
    use super::with_comma;
    use crate::diagnostic::Sink;
    use crate::source::{SourceId, with_own_lines};
    use crate::syntax::bibtex::parse;

    #[test]
    fn a_field_goes_with_one_comma() {
        for (text, left) in [
            ("@a{k,\n x = {1},\n y = {2},\n}", "@a{k,\n y = {2},\n}"),
            ("@a{k,\n y = {2},\n x = {1}\n}", "@a{k,\n y = {2},\n}"),
            ("@a{k\n, x = {1}\n, y = {2}\n}", "@a{k\n, y = {2}\n}"),
            ("@a{k\n, y = {2}\n, x = {1}\n}", "@a{k\n, y = {2}\n}"),
            ("@a{k,\n  x = {1}\n, y = {2}\n}", "@a{k,\n  y = {2}\n}"),
            ("@a{k, x = {1}, y = {2}}", "@a{k, y = {2}}"),
            ("@a{k, y = {2}, x = {1} }", "@a{k, y = {2} }"),
            ("@a{k,\n y = {2}, x = {1}\n}", "@a{k,\n y = {2}\n}"),
            ("@a{k,\n y = {2}, x = {1}\n, z = 3}", "@a{k,\n y = {2}\n, z = 3}"),
        ] {
            let tree = parse(text, SourceId(0), &mut Sink::new());
            let fields = tree.all_fields();
            let x = fields.iter().position(|field| tree.slice(field.name) == "x").unwrap();
            let span = with_own_lines(text, with_comma(&tree, x).unwrap()).range();
            assert_eq!(format!("{}{}", &text[..span.start], &text[span.end..]), left);
        }
    }
}
