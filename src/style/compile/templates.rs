//! Terms that contain a placeholder for their number: `第%s版`.
//!
//! *Source*: citeproc-js, which prints numbers inside such a term, in the form of the last label
//! before them, or in the long form if there is no label.

use crate::model::{Variable, VariableKind};
use crate::style::ir::Program;
use crate::style::terms::{self, PLACEHOLDER, TermForm};

/// Finds the variables whose term has a placeholder in any form.
pub(super) fn resolve(program: &mut Program) {
    if !program.strings.iter().any(|text| text.contains(PLACEHOLDER)) {
        return;
    }
    let has_place = |variable: Variable| {
        let terms: Vec<_> = match variable {
            Variable::Locator => terms::of_locators().collect(),
            variable => terms::of_variable(variable).into_iter().collect(),
        };
        terms.iter().any(|term| {
            program.locales.iter().any(|locale| {
                TermForm::ALL.iter().any(|form| {
                    let text = locale.term(*term, *form, false);
                    text.is_some_and(|text| program.str(text).contains(PLACEHOLDER))
                })
            })
        })
    };
    let numbers = Variable::ALL.iter().filter(|variable| variable.kind() == VariableKind::Number);
    program.templates = numbers.copied().filter(|&variable| has_place(variable)).collect();
}
