//! Fields that an entry contains more than once.

use std::collections::HashSet;

use crate::diagnostic::rules::DUPLICATE_FIELD;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::dialect::bib::Field;
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::entry::deletion::with_comma;
use crate::source::{Span, with_own_lines};
use crate::syntax::bibtex::PieceKind;

impl EntryReader<'_, '_> {
    /// Reports all repetitions of a field together; `first` and `again` are numbers in the tree.
    pub(super) fn report_repeated(&mut self, first: usize, again: &[usize]) {
        let bib = self.bib;
        let fields = bib.tree.all_fields();
        let Some(&second) = again.first() else { return };
        let name = bib.name(second);
        let meaning = bib.meaning(first);
        let same = again.iter().all(|&field| bib.value(field).raw == bib.value(first).raw);
        let divider = meaning.and_then(divider);
        let message = match (again.len(), same) {
            (1, true) => format!("duplicate field `{name}`, with the same value"),
            (1, false) => format!("duplicate field `{name}`, with another value"),
            (more, true) => format!("{} `{name}` fields with the same value", more + 1),
            (more, false) => format!("{} `{name}` fields", more + 1),
        };
        let join = divider.map(|divider| format!("; join them with `{divider}`"));
        let join = join.filter(|_| !same).unwrap_or_default();
        let place = bib.place(fields[second].name);
        let mut problem = Diagnostic::new(&DUPLICATE_FIELD, place, message)
            .also(bib.place(fields[first].name), "first here")
            .help(format!("BibTeX reads only the first{join}"))
            .key(bib.key(self.number))
            .field(name);
        if meaning.is_none() {
            // No style reads it, so nothing is printed wrongly.
            problem = problem.severity(Severity::Info);
        }
        problem.fix = match divider {
            _ if same => {
                let edits: Option<Vec<Edit>> =
                    again.iter().map(|&field| self.deletion(field)).collect();
                edits.and_then(|edits| Fix::of(Safety::Safe, "delete all but the first", edits))
            }
            Some(divider) => self.joined(first, again, divider),
            None => None,
        };
        self.sink.push(problem);
    }

    fn deletion(&self, field: usize) -> Option<Edit> {
        let tree = self.bib.tree;
        let span = with_own_lines(tree.text, with_comma(tree, field)?);
        Some(Edit::delete(self.bib.place(span)))
    }

    /// All values joined in the first field; `None` if one of them is not simply in braces or
    /// quotes.
    fn joined(&self, first: usize, again: &[usize], divider: &str) -> Option<Fix> {
        let tree = self.bib.tree;
        let inner = |field: usize| match &*tree.pieces(&tree.all_fields()[field]) {
            [piece] if piece.kind != PieceKind::Macro => Some(piece.inner),
            _ => None,
        };
        let people: HashSet<&str> = match divider {
            " and " => long_words(tree.slice(inner(first)?)).collect(),
            _ => HashSet::new(),
        };
        let mut more = String::new();
        for &field in again {
            let text = tree.slice(inner(field)?).trim_ascii();
            // The same people once more, which may be spelled in another way.
            if long_words(text).any(|word| people.contains(word)) {
                return None;
            }
            more.push_str(divider);
            more.push_str(text);
        }
        let end = inner(first)?.end;
        let closed = tree.text.get(end as usize..).is_some_and(|rest| rest.starts_with('}'));
        if !closed {
            return None;
        }
        let location = self.bib.place(Span { start: end, end });
        let mut edits = vec![Edit { location, replacement: more }];
        for &field in again {
            edits.push(self.deletion(field)?);
        }
        let message = "join them in the first".to_owned();
        Fix::of(Safety::Unsafe, message, edits)
    }
}

/// The separator of the items of a field that contains a list.
fn divider(field: Field) -> Option<&'static str> {
    match field {
        Field::Author | Field::Editor | Field::Translator | Field::Bookauthor => Some(" and "),
        Field::Keywords => Some(", "),
        _ => None,
    }
}

/// The words of a list of names that are longer than an initial.
fn long_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3)
}
