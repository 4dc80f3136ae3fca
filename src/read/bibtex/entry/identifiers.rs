//! Identifiers and URLs.

use crate::dialect::bib::Field;
use crate::model::{Doi, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::tex::{Mode, verbatim};
use crate::read::identifier;

impl EntryReader<'_, '_> {
    pub(super) fn identifiers(&mut self) {
        self.doi();
        if self.set_verbatim(Field::Url, Variable::Url) {
            self.visit_in_url();
        }
        self.set(Field::Isbn, Variable::Isbn, Mode::Plain);
        self.set(Field::Issn, Variable::Issn, Mode::Plain);
        self.cleaned(Field::Pmid, Variable::Pmid);
        self.cleaned(Field::Pmcid, Variable::Pmcid);
    }

    /// An identifier without its label or resolver: `PMID: 123456`.
    fn cleaned(&mut self, field: Field, variable: Variable) {
        let Some(value) = self.raw(field) else { return };
        let written = verbatim(&value.raw);
        self.entry.set_text(variable, identifier::clean(variable, &written).as_ref());
        self.note(&[field], variable);
    }

    fn doi(&mut self) {
        let Some(value) = self.raw(Field::Doi) else { return };
        let written = verbatim(&value.raw);
        let Some(doi) = Doi::find(&written) else {
            // A URL without a DOI still leads somewhere.
            let is_address = ["http://", "https://"].iter().any(|s| written.starts_with(s));
            if is_address && !self.has(Field::Url) {
                self.entry.set_text(Variable::Url, written.into_owned());
                self.note(&[Field::Doi], Variable::Url);
            } else if !is_address {
                self.entry.set_text(Variable::Doi, Doi::strip_resolver(&written));
                self.note(&[Field::Doi], Variable::Doi);
            }
            return;
        };
        self.entry.set_text(Variable::Doi, doi.as_str());
        // The first of several is the work's; the field keeps the others.
        let several = Doi::parts(&written).count() > 1;
        if several {
            self.derive(Field::Doi, Variable::Doi);
        } else {
            self.note(&[Field::Doi], Variable::Doi);
        }
    }
}
