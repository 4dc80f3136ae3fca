//! Terms that contain a placeholder for their number: `第%s版`.
//!
//! *Source*: citeproc-js, which prints numbers inside such a term, in the form of the style's
//! label, or in the long form if there is no label.

use crate::model::{Variable, VariableKind};
use crate::style::ir::{ElementKind, Program};
use crate::style::terms::{self, PLACEHOLDER, TermForm};

/// Finds the variables whose term has a placeholder, and in which form.
pub(super) fn resolve(program: &mut Program) {
    if !program.strings.iter().any(|text| text.contains(PLACEHOLDER)) {
        return;
    }
    let has_place = |variable: Variable, form: TermForm| {
        let terms: Vec<_> = match variable {
            Variable::Locator => terms::of_locators().collect(),
            variable => terms::of_variable(variable).into_iter().collect(),
        };
        terms.iter().any(|term| {
            program.locales.iter().any(|locale| {
                let text = locale.term(*term, form, false);
                text.is_some_and(|text| program.str(text).contains(PLACEHOLDER))
            })
        })
    };
    let form_of = |variable: Variable| {
        let label = program.elements.iter().find_map(|element| match element.kind {
            ElementKind::Label { variable: own, form, .. } if own == variable => Some(form),
            _ => None,
        });
        label.unwrap_or_default()
    };
    let numbers = Variable::ALL.iter().filter(|variable| variable.kind() == VariableKind::Number);
    let templates = numbers.map(|&variable| (variable, form_of(variable)));
    program.templates = templates.filter(|&(variable, form)| has_place(variable, form)).collect();
}
