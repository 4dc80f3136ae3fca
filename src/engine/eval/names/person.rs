//! One name: its parts, their order, and how much of it is printed.
//!
//! *Source*: CSL 1.0.2 specification, "Name-part Order" and "Name-part Formatting".

use crate::engine::context::GivenLevel;
use crate::engine::eval::content::Written;
use crate::engine::eval::names::initials::{Initials, initialize};
use crate::engine::eval::names::script::is_spaced;
use crate::engine::eval::{Eval, Purpose};
use crate::model::{Name, Person, Text};
use crate::style::ir::{Common, DemoteParticle, NameAsSortOrder, NameForm, NameOptions, StrId};

impl Eval<'_, '_> {
    pub(super) fn name(
        &mut self,
        name: &Name,
        index: usize,
        options: &NameOptions,
        level: GivenLevel,
        place: u32,
    ) {
        let group = self.tape.open(&options.common, StrId::EMPTY, place);
        match name {
            Name::Literal(literal) => {
                self.content(
                    &Text::plain(literal.as_str()),
                    &options.family,
                    place,
                    Written::ByUser,
                );
            }
            Name::Person(person) => self.person(person, index, options, level, place),
        }
        self.tape.close(group);
    }

    fn person(
        &mut self,
        person: &Person,
        index: usize,
        options: &NameOptions,
        level: GivenLevel,
        place: u32,
    ) {
        let given = self.given(person, options, level);
        let sorting = matches!(self.purpose, Purpose::Sort(_));
        if !is_spaced(&person.family) && !is_spaced(&person.given) {
            self.name_part(&person.family, &options.family, place);
            return self.name_part(&given, &options.given, place);
        }
        let demote = match self.program.options.demote_non_dropping_particle {
            DemoteParticle::Never => false,
            DemoteParticle::SortOnly => sorting,
            DemoteParticle::DisplayAndSort => true,
        };
        let inverted = sorting
            || match options.name_as_sort_order {
                Some(NameAsSortOrder::All) => true,
                Some(NameAsSortOrder::First) => index == 0,
                None => false,
            };
        let (dropping, particle) = (&person.dropping_particle, &person.non_dropping_particle);
        if given.is_empty() && options.form == NameForm::Short {
            let family = joined(&[particle, &person.family]);
            return self.name_part(&family, &options.family, place);
        }
        if person.static_ordering {
            let family = joined(&[particle, &person.family]);
            self.name_part(&family, &options.family, place);
            self.space(place);
            return self.name_part(&given, &options.given, place);
        }
        if !inverted {
            let given = joined(&[&given, dropping]);
            let family = joined(&[particle, &person.family]);
            return self.in_display_order(&given, &family, person, options, place);
        }
        let (family, given) = if demote {
            (person.family.clone(), joined(&[&given, dropping, particle]))
        } else {
            (joined(&[particle, &person.family]), joined(&[&given, dropping]))
        };
        self.name_part(&family, &options.family, place);
        if !given.is_empty() {
            self.separator(options.sort_separator, place);
            self.name_part(&given, &options.given, place);
        }
        if !person.suffix.is_empty() {
            self.separator(options.sort_separator, place);
            self.words(&person.suffix, &Common::PLAIN, place);
        }
    }

    fn in_display_order(
        &mut self,
        given: &str,
        family: &str,
        person: &Person,
        options: &NameOptions,
        place: u32,
    ) {
        self.name_part(given, &options.given, place);
        if !given.is_empty() && !family.is_empty() && !joins(given) {
            self.space(place);
        }
        self.name_part(family, &options.family, place);
        if !person.suffix.is_empty() {
            if person.comma_suffix {
                self.words(", ", &Common::PLAIN, place);
            } else {
                self.space(place);
            }
            self.words(&person.suffix, &Common::PLAIN, place);
        }
    }

    /// The given names as far as they are shown.
    fn given(&self, person: &Person, options: &NameOptions, level: GivenLevel) -> String {
        if options.form == NameForm::Short && level == GivenLevel::AsStyled {
            return String::new();
        }
        let Some(with) = options.initialize_with else { return person.given.clone() };
        let full = level == GivenLevel::Full;
        let initials = Initials {
            with: self.program.str(with),
            shorten: options.initialize && !full,
            keep_hyphen: !self.program.options.initialize_without_hyphen,
        };
        if full || !is_spaced(&person.given) {
            return person.given.clone();
        }
        let mut out = String::with_capacity(person.given.len());
        initialize(&person.given, initials, &mut out);
        out
    }

    fn name_part(&mut self, text: &str, common: &Common, place: u32) {
        if !text.is_empty() {
            self.content(&Text::plain(text), common, place, Written::ByUser);
        }
    }

    fn space(&mut self, place: u32) {
        self.words(" ", &Common::PLAIN, place);
    }

    fn separator(&mut self, separator: StrId, place: u32) {
        let program = self.program;
        let separator = program.str(separator);
        if !separator.is_empty() {
            self.words(separator, &Common::PLAIN, place);
        }
    }
}

/// The parts that are not empty, with spaces between, but none behind an apostrophe or a hyphen.
fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() && !joins(&out) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Whether what follows is joined without a space.
fn joins(text: &str) -> bool {
    text.ends_with(['\'', '’', '-', '‐'])
}
