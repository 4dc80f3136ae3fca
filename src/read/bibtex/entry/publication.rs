//! Who brought the work out and where; where an event was.

use crate::model::{EntryType, Text, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::fields::Field;
use crate::read::bibtex::terms;
use crate::read::bibtex::tex::{Mode, verbatim};
use crate::read::bibtex::types::Kind;

impl EntryReader<'_, '_> {
    pub(super) fn publication(&mut self) {
        self.publisher();
        self.places();
        self.set_list(Field::Origpublisher, Variable::OriginalPublisher);
        self.set_list(Field::Origlocation, Variable::OriginalPublisherPlace);
    }

    /// The first of the bodies that brought it out; which counts more depends on the type.
    fn publisher(&mut self) {
        self.address_in_howpublished();
        let first = match self.kind {
            kind if kind.is_thesis() || kind.is_report() => Field::Institution,
            _ => Field::Publisher,
        };
        let order =
            [first, Field::Publisher, Field::Institution, Field::Organization, Field::Howpublished];
        for field in order {
            if self.set_list(field, Variable::Publisher) {
                return;
            }
        }
    }

    /// `howpublished = {\url{…}}` is an address and no publisher.
    fn address_in_howpublished(&mut self) {
        let Some(value) = self.raw(Field::Howpublished) else { return };
        let address = verbatim(&value.raw);
        let is_address =
            ["http://", "https://", "www."].iter().any(|start| address.starts_with(start));
        if is_address && !address.contains(' ') {
            if !self.has(Field::Url) {
                self.entry.set_text(Variable::Url, address.into_owned());
            }
            self.note(&[Field::Howpublished], Variable::Url);
        }
    }

    /// Where both are given, BibTeX's `address` is the publisher's and `location` the event's.
    fn places(&mut self) {
        let is_conference =
            matches!(self.kind, Kind::Inproceedings | Kind::Conference | Kind::Proceedings);
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

    /// A patent's `location` lists the countries where it holds, by key or by name.
    fn jurisdiction(&mut self) {
        let Some(countries) = self.plain(Field::Location) else { return };
        let countries = countries.split(" and ").map(|country| country.trim());
        let names: Vec<&str> =
            countries.map(|country| terms::country(country).unwrap_or(country)).collect();
        self.entry.set_text(Variable::Jurisdiction, names.join("; "));
        self.note(&[Field::Location], Variable::Jurisdiction);
    }

    /// Brings a list of `and`s into a variable, with `; ` between its items, as no language has a
    /// word for it; gives whether there was one. A variable that is taken stays as it is.
    fn set_list(&mut self, field: Field, variable: Variable) -> bool {
        if self.slot(field).is_none_or(|at| self.given[at].used) {
            return false;
        }
        let Some(value) = self.raw(field) else { return false };
        let mut items = Vec::new();
        let mut rest: &str = &value.raw;
        while let Some((item, after)) = split_list(rest) {
            items.push(item);
            rest = after;
        }
        items.push(rest);
        if items.len() == 1 {
            return self.set(field, variable, Mode::Rich);
        }
        let mut whole: Option<Text> = None;
        for item in items {
            let text = self.tex.text(item.trim_ascii(), Mode::Rich);
            if text.is_empty() {
                continue;
            }
            whole = Some(match whole {
                None => text,
                Some(before) => super::join(before, "; ", &text),
            });
        }
        self.report_undecoded(&value, field);
        let Some(whole) = whole else { return false };
        self.entry.set_text(variable, whole);
        self.note(&[field], variable);
        true
    }
}

/// Cuts a list before the first `and` outside of braces.
fn split_list(list: &str) -> Option<(&str, &str)> {
    let bytes = list.as_bytes();
    let mut depth = 0_usize;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' if depth == 0 && at > 0 && bytes[at..].starts_with(b"and") => {
                let starts = bytes[at - 1].is_ascii_whitespace();
                let ends = bytes.get(at + 3).is_some_and(u8::is_ascii_whitespace);
                if starts && ends {
                    return Some((&list[..at], &list[at + 3..]));
                }
            }
            _ => {}
        }
    }
    None
}
