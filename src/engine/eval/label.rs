//! `cs:label`: the term for a locator or a number variable.

use crate::engine::eval::Eval;
use crate::engine::numeric::{self, Leading};
use crate::model::{LocatorLabel, Variable};
use crate::style::ir::{Common, LabelPlural};
use crate::style::terms::{self, TermForm, TermId};

impl Eval<'_, '_> {
    pub(super) fn label(
        &mut self,
        variable: Variable,
        form: TermForm,
        plural: LabelPlural,
        common: &Common,
        place: u32,
    ) {
        let Some(term) = self.label_term(variable) else { return };
        let plural = match plural {
            LabelPlural::Always => true,
            LabelPlural::Never => false,
            LabelPlural::Contextual => self.is_plural(variable),
        };
        if self.program.templates.contains(&variable) {
            self.label_forms.push((variable, form));
            if self.template(variable).is_some() {
                // It is printed with the number.
                return;
            }
        }
        let capitalize_at = self.capitalize_at.take();
        self.term(term, form, plural, common, place);
        self.capitalize_at = capitalize_at;
    }

    /// The text around a number whose term has a placeholder for it.
    pub(super) fn template(&self, variable: Variable) -> Option<(&str, &str)> {
        if !self.program.templates.contains(&variable) {
            return None;
        }
        let labels = self.label_forms.iter().rev();
        let form = labels
            .copied()
            .find(|(own, _)| *own == variable)
            .map_or(TermForm::Long, |(_, form)| form);
        let text = self.locale.term(self.label_term(variable)?, form, self.is_plural(variable))?;
        self.program.str(text).split_once(terms::PLACEHOLDER)
    }

    /// The forms of the labels that were printed, for [`Eval::set_label_forms`].
    pub(crate) fn into_label_forms(self) -> Vec<(Variable, TermForm)> {
        self.label_forms
    }

    /// Takes labels for printed.
    pub(crate) fn set_label_forms(&mut self, forms: Vec<(Variable, TermForm)>) {
        self.label_forms = forms;
    }

    fn label_term(&self, variable: Variable) -> Option<TermId> {
        match variable {
            Variable::Locator => {
                terms::of_locator(self.context.locator_label().unwrap_or(LocatorLabel::Page))
            }
            _ => {
                // A label in the text is more specific.
                let text = self.item.text(variable).map_or("", |text| text.as_str());
                let own = Leading::of(variable).label(text).map(|label| label.term);
                own.map_or(terms::of_variable(variable), terms::known)
            }
        }
    }

    fn is_plural(&self, variable: Variable) -> bool {
        let Some(text) = self.number_text(variable) else { return false };
        let (text, leading) = (text.as_str(), Leading::of(variable));
        match variable {
            Variable::NumberOfPages | Variable::NumberOfVolumes => text.parse::<u64>().map_or_else(
                |_| numeric::is_plural(text, leading, self.joiners()),
                |count| count > 1,
            ),
            _ => numeric::is_plural(text, leading, self.joiners()),
        }
    }
}
