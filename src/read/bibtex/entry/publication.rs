//! The publisher and its place; the place of an event.

use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::model::{EntryType, Text, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::terms;
use crate::read::bibtex::tex::Mode;

impl EntryReader<'_, '_> {
    pub(super) fn publication(&mut self) {
        self.publisher();
        self.places();
        self.set_list(Field::Origpublisher, Variable::OriginalPublisher);
        self.set_list(Field::Origlocation, Variable::OriginalPublisherPlace);
    }

    /// The first of the organizations that may be the publisher; their order depends on the type.
    fn publisher(&mut self) {
        self.address_in(Field::Howpublished);
        let left = self.remarks_in(Field::Howpublished);
        let first = match self.kind {
            kind if kind.is_thesis() || kind.is_report() => Field::Institution,
            _ => Field::Publisher,
        };
        let order =
            [first, Field::Publisher, Field::Institution, Field::Organization, Field::Howpublished];
        for field in order {
            if let (Field::Howpublished, Some(left)) = (field, &left) {
                self.entry.set_text(Variable::Publisher, left.clone());
                self.note(&[field], Variable::Publisher);
            } else if self.set_list(field, Variable::Publisher) {
                break;
            }
        }
        self.form_of_publication(left);
    }

    /// `howpublished` beside a publisher is the form of the work: a white paper, a data sheet. In a
    /// type that has no such field, it is a bookseller's description (`Hardcover`).
    fn form_of_publication(&mut self, left: Option<Text>) {
        let has_field =
            matches!(self.kind, Kind::Misc | Kind::Booklet | Kind::Manual | Kind::Unpublished);
        if !has_field || self.has(Field::Type) {
            return;
        }
        // `RFC 8446`, with the number in a field of its own, is an RFC.
        let number = self.plain(Field::Number).unwrap_or_default();
        let form = self.plain(Field::Howpublished).unwrap_or_default();
        let bare = form.strip_suffix(&number).filter(|_| !number.is_empty()).map(str::trim_end);
        let is_free = self.slot(Field::Howpublished).is_some_and(|at| !self.given[at].used);
        match bare {
            Some(bare) if is_free && !bare.is_empty() && bare.len() < form.len() - number.len() => {
                self.entry.set_text(Variable::Genre, bare.to_owned());
                self.note(&[Field::Howpublished], Variable::Genre);
            }
            _ => match left.filter(|_| is_free) {
                Some(left) => {
                    self.entry.set_text(Variable::Genre, left);
                    self.note(&[Field::Howpublished], Variable::Genre);
                }
                None => {
                    self.set_list(Field::Howpublished, Variable::Genre);
                }
            },
        }
    }

    /// If both are given, BibTeX's `address` is the publisher's place and `location` the event's.
    fn places(&mut self) {
        let is_conference =
            matches!(self.kind, Kind::Inproceedings | Kind::Conference | Kind::Proceedings);
        self.address_in(Field::Address);
        self.set(Field::Venue, Variable::EventPlace, Mode::Rich);
        if self.kind == Kind::Patent {
            self.jurisdiction();
        }
        if !self.set_list(Field::Address, Variable::PublisherPlace) {
            self.set_list(Field::Location, Variable::PublisherPlace);
        } else if is_conference && !self.entry.has(Variable::EventPlace) {
            self.set_list(Field::Location, Variable::EventPlace);
        }
        if self.entry.kind == EntryType::Performance && !self.entry.has(Variable::EventPlace) {
            self.set_list(Field::Location, Variable::EventPlace);
        }
    }

    /// A patent's `location` lists the countries where it applies, by key or by name.
    fn jurisdiction(&mut self) {
        let Some(countries) = self.plain(Field::Location) else { return };
        let countries = countries.split(" and ").map(|country| country.trim());
        let names: Vec<&str> =
            countries.map(|country| terms::country(country).unwrap_or(country)).collect();
        self.entry.set_text(Variable::Jurisdiction, names.join("; "));
        self.note(&[Field::Location], Variable::Jurisdiction);
    }

    /// Assigns an organization or place to a variable; returns whether there was one. In BibTeX `
    /// and ` is text, in BibLaTeX it separates a list; it is printed as it is written. A field that
    /// was already used is kept where it is.
    fn set_list(&mut self, field: Field, variable: Variable) -> bool {
        let is_free = self.slot(field).is_some_and(|at| !self.given[at].used);
        is_free && self.set(field, variable, Mode::Rich)
    }
}
