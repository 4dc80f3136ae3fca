//! Which people go into which fields of editors: BibLaTeX has four of them, each with a role.

use crate::dialect::BibDialect;
use crate::dialect::bib::{COLLABORATOR, EDITORS, Field, ROLE};
use crate::model::{Entry, Extra, Name, Variable, annotation};

/// People with the same role.
pub(super) struct Editors {
    /// The field that has them.
    pub(super) field: Field,
    /// The field for their role, unless they are plain editors.
    pub(super) role: Option<(Field, String)>,
    pub(super) names: Vec<Name>,
}

/// The variables of people who are kinds of editors, and have no other field in BibLaTeX.
const KINDS: [Variable; 3] = [Variable::Director, Variable::Compiler, Variable::Organizer];

/// The editors of an entry and the people with similar roles, as far as there are fields for them.
pub(super) fn editors(entry: &Entry, dialect: BibDialect) -> Vec<Editors> {
    let editors = entry.names(Variable::Editor);
    let mut groups: Vec<(String, Vec<Name>)> = Vec::new();
    for variable in KINDS {
        groups.push((variable.name().to_owned(), entry.names(variable).to_vec()));
    }
    for (number, name) in (1..).zip(entry.names(Variable::Contributor)) {
        let role = role_of(entry, number).unwrap_or_else(|| COLLABORATOR.to_owned());
        match groups.iter_mut().find(|(known, _)| *known == role) {
            Some((_, names)) => names.push(name.clone()),
            None => groups.push((role, vec![name.clone()])),
        }
    }
    groups.retain(|(_, names)| !names.is_empty());
    let mut slots = EDITORS.into_iter();
    let mut out = Vec::new();
    if !editors.is_empty() {
        out.push(Editors { field: Field::Editor, role: None, names: editors.to_vec() });
    }
    // A principal editor may have another role; BibTeX's styles would call anybody there an editor.
    let is_principal = |(role, _): &(String, Vec<Name>)| {
        dialect == BibDialect::Biblatex && role != COLLABORATOR && role != "organizer"
    };
    if !(editors.is_empty() && groups.first().is_some_and(is_principal)) {
        slots.next();
    }
    for ((role, names), (field, kind)) in groups.into_iter().zip(slots) {
        out.push(Editors { field, role: Some((kind, role)), names });
    }
    out
}

/// The role of a contributor, given the number of the name.
fn role_of(entry: &Entry, number: usize) -> Option<String> {
    let is_it = |extra: &&Extra| is_role(&extra.name);
    let facts = annotation::read(&entry.extra.iter().find(is_it)?.value)?;
    facts.into_iter().find(|(of, _)| *of == number).map(|(_, role)| role)
}

/// True for the field that says which contributor has which role.
pub(super) fn is_role(name: &str) -> bool {
    annotation::of_field(name) == Some((Variable::Contributor, ROLE))
}
