//! Assigns what the words of `note`, `howpublished` and `url` say to the variables for it.

use crate::dialect::bib::{Field, Kind};
use crate::model::{Text, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::entry::remarks::{Accessed, Remarks, Wanted};
use crate::read::bibtex::names::{NameOptions, read_names};
use crate::read::bibtex::tex::Mode;

impl EntryReader<'_, '_> {
    /// Takes a URL, the day of a visit and translators out of a field, as far as the entry does not
    /// have them. Returns the words that are left, if anything was taken out; if nothing is left,
    /// the field is used.
    pub(super) fn remarks_in(&mut self, field: Field) -> Option<Text> {
        if self.is_used(field) || !self.has(field) {
            return None;
        }
        let has_url = self.entry.has(Variable::Url) || self.has(Field::Url);
        let accessed = match (self.entry.has(Variable::Accessed), has_url) {
            (true, _) => Accessed::No,
            (false, true) => Accessed::Yes,
            (false, false) => Accessed::WithUrl,
        };
        let is_note = field == Field::Note;
        let has_doi = self.entry.has(Variable::Doi) || self.has(Field::Doi);
        let wanted = Wanted {
            url: !(has_url || is_note && has_doi),
            accessed,
            translators: is_note
                && self.kind != Kind::Patent
                && !self.entry.has(Variable::Translator),
        };
        let text = self.decode(field, Mode::Rich)?;
        let found = Remarks::of(&text, wanted);
        if !found.is_some() {
            return None;
        }
        if let Some(url) = found.url {
            self.entry.set_text(Variable::Url, url);
            self.derive(field, Variable::Url);
        }
        if let Some(date) = found.accessed {
            self.entry.set_date(Variable::Accessed, date);
            self.derive(field, Variable::Accessed);
        }
        if let (Some(names), Some(written)) = (found.translators, self.raw(field)) {
            let value = written.with_raw(names.into());
            let options = NameOptions::default();
            let list = read_names(&value, options, &mut self.tex, self.bib.texts, &mut Vec::new());
            self.entry.set_names(Variable::Translator, list.names);
            self.derive(field, Variable::Translator);
        }
        if found.rest.is_none() {
            self.used(field);
        }
        found.rest
    }

    /// `url = {http://a.example/ (accessed 2020-01-02)}`.
    pub(super) fn visit_in_url(&mut self) {
        let Some(written) = self.entry.str(Variable::Url).filter(|url| url.contains(' ')) else {
            return;
        };
        let accessed = match self.entry.has(Variable::Accessed) {
            true => Accessed::No,
            false => Accessed::WithUrl,
        };
        let wanted = Wanted { url: true, accessed, translators: false };
        let found = Remarks::of(&Text::plain(written), wanted);
        if let (Some(url), Some(date), None) = (found.url, found.accessed, found.rest) {
            self.entry.set_text(Variable::Url, url);
            self.entry.set_date(Variable::Accessed, date);
            self.note(&[Field::Url], Variable::Accessed);
        }
    }
}
