//! A single name: its parts, their order, and how much of it is printed.
//!
//! *Source*: CSL 1.0.2 specification, "Name-part Order" and "Name-part Formatting".

use std::borrow::Cow;

use crate::engine::decisions::GivenLevel;
use crate::engine::eval::content::Written;
use crate::engine::eval::names::list::SORT_SEPARATOR;
use crate::engine::eval::names::script::{begins_spaced, is_spaced};
use crate::engine::eval::{Eval, Purpose};
use crate::engine::initials::{Initials, hide_tags, initialize, show_tags};
use crate::engine::tape::Role;
use crate::model::{Name, Person, Text, Variable};
use crate::style::ir::{Common, DemoteParticle, NameAsSortOrder, NameForm, NameOptions, StrId};

/// The bytes of a no-break space; nearly no name has the first of them.
const NO_BREAK_SPACE: &[u8] = "\u{A0}".as_bytes();

impl Eval<'_, '_> {
    pub(super) fn name(
        &mut self,
        name: &Name,
        index: usize,
        options: &NameOptions,
        level: GivenLevel,
        place: u32,
    ) {
        // The affixes of `cs:name` are those of people.
        let common = match name {
            Name::Person(_) => options.common,
            Name::Literal(_) | Name::Others => without_affixes(&options.common),
        };
        let group = self.tape.open(&common, StrId::EMPTY, place);
        self.tape.set_role(group, Role::Name);
        match name {
            Name::Literal(literal) => {
                let common = self.institution.unwrap_or(without_affixes(&options.family));
                self.name_text(literal, &common, place);
            }
            Name::Person(person) => self.person(person, index, options, level, place),
            // There is no name to which they could be added.
            Name::Others => self.name_text(&name.display(), &Common::PLAIN, place),
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
        let level = self.level_of(person, index, level);
        let mut initials = self.tape.buffer();
        let given = self.given(person, options, level, &mut initials);
        self.name_parts(person, given, index, options, level, place);
        self.tape.take_buffer_back(initials);
    }

    /// How much of a person's given names is shown, in order to distinguish the cite or the person.
    pub(super) fn level_of(&self, person: &Person, index: usize, level: GivenLevel) -> GivenLevel {
        let people = self.context.disambiguation.given_names;
        people.map_or(level, |people| level.max(people.level(person, index)))
    }

    /// Writes a person with as much of the given names as is shown.
    fn name_parts(
        &mut self,
        person: &Person,
        given: &str,
        index: usize,
        options: &NameOptions,
        level: GivenLevel,
        place: u32,
    ) {
        let sorting = matches!(self.purpose, Purpose::Sort(_));
        if !person.family.is_empty() && !is_spaced(&person.family) {
            self.part(&[(&person.family, &options.family)], &options.family, place);
            if !given.is_empty() && begins_spaced(given) {
                self.space(place);
            }
            return self.part(&[(given, &options.given)], &options.given, place);
        }
        let inverted = sorting
            || match options.name_as_sort_order {
                Some(NameAsSortOrder::All) => true,
                Some(NameAsSortOrder::First) => index == 0,
                None => false,
            };
        let particle = self.particle(person);
        let particle = (particle.as_ref(), &options.family);
        let short = options.form == NameForm::Short && level == GivenLevel::AsStyled;
        if person.family.is_empty() {
            let given = (if short { "" } else { given }, &options.given);
            return self.part(&[particle, given], &options.given, place);
        }
        let family = (person.family.as_str(), &options.family);
        if short {
            let demote = self.program.options.demote_non_dropping_particle;
            let bare = (person.non_dropping_particle.as_str(), &options.family);
            if sorting && demote != DemoteParticle::Never {
                return self.part(&[family, bare], &options.family, place);
            }
            if inverted && demote == DemoteParticle::DisplayAndSort && !bare.0.is_empty() {
                self.part(&[family], &options.family, place);
                self.separator(options.sort_separator, place);
                return self.part(&[bare], &options.family, place);
            }
            return self.part(&[particle, family], &options.family, place);
        }
        if person.static_ordering || self.is_family_first() {
            self.part(&[particle, family], &options.family, place);
            if !given.is_empty() {
                self.space(place);
            }
            return self.part(&[(given, &options.given)], &options.given, place);
        }
        if inverted {
            return self.inverted(person, given, options, place);
        }
        self.in_display_order(person, given, options, place);
    }

    /// True if the work is in a language whose names have the family name first, in whatever script
    /// they are written. As in citeproc-js, these are all Chinese and Japanese tags, Hungarian and
    /// Vietnamese without a region, and not Korean.
    fn is_family_first(&self) -> bool {
        let language = self.item.text(Variable::Language).map_or("", Text::as_str);
        language.starts_with("zh") || language.starts_with("ja") || matches!(language, "hu" | "vi")
    }

    fn inverted(&mut self, person: &Person, given: &str, options: &NameOptions, place: u32) {
        let demotes = match self.program.options.demote_non_dropping_particle {
            DemoteParticle::Never => false,
            DemoteParticle::SortOnly => matches!(self.purpose, Purpose::Sort(_)),
            DemoteParticle::DisplayAndSort => true,
        };
        let own = self.particle(person);
        let particle = if demotes { person.non_dropping_particle.as_str() } else { own.as_ref() };
        let particle = (particle, &options.family);
        let family = (person.family.as_str(), &options.family);
        let given = (given, &options.given);
        let dropping = (person.dropping_particle.as_str(), &options.given);
        let (pieces, firsts) = if demotes {
            ([family, given, dropping, particle], 1)
        } else {
            ([particle, family, given, dropping], 2)
        };
        let (first, second) = pieces.split_at(firsts);
        self.part(first, &options.family, place);
        if second.iter().any(|(text, _)| !text.is_empty()) {
            self.separator(options.sort_separator, place);
            self.part(second, &options.given, place);
        }
        if !person.suffix.is_empty() {
            self.separator(options.sort_separator, place);
            self.suffix(person, options, place);
        }
    }

    fn in_display_order(
        &mut self,
        person: &Person,
        given: &str,
        options: &NameOptions,
        place: u32,
    ) {
        if has_affixes(&options.family) || has_affixes(&options.given) {
            return self.in_affixes(person, given, options, place);
        }
        let own = self.particle(person);
        let particle = (own.as_ref(), &options.family);
        let family = (person.family.as_str(), &options.family);
        let given = (given, &options.given);
        let dropping = (person.dropping_particle.as_str(), &options.given);
        // A particle that is joined to the name, as in d’Aubignac, stays with it.
        let pieces = [given, dropping, particle, family];
        let (first, second) = pieces.split_at(if joins(dropping.0) { 1 } else { 2 });
        let is_empty = |pieces: &[(&str, &Common)]| pieces.iter().all(|(text, _)| text.is_empty());
        self.part(first, &options.given, place);
        if !is_empty(first) && !is_empty(second) {
            let particle = !dropping.0.is_empty() && first.len() > 1;
            let initials = self.initials(options).is_some_and(|with| with.ends_with('\u{A0}'));
            if (particle || initials) && self.binds_particles() {
                self.words("\u{A0}", &Common::PLAIN, place);
            } else {
                self.space(place);
            }
        }
        self.part(second, &options.family, place);
        self.suffix_behind(person, options, place);
    }

    /// The same if a name part has affixes: those of the family name also surround particles and
    /// suffix, those of the given name only the given name.
    fn in_affixes(&mut self, person: &Person, given: &str, options: &NameOptions, place: u32) {
        let own = self.particle(person);
        let (plain_given, family) =
            (without_affixes(&options.given), without_affixes(&options.family));
        self.part(&[(given, &options.given)], &options.given, place);
        // A no-break space replaces the one between the names.
        let spaced = self.program.str(options.given.suffix).ends_with('\u{a0}');
        if !given.is_empty() && !spaced {
            self.space(place);
        }
        let group = self.tape.open(&only_affixes(&options.family), StrId::EMPTY, place);
        let dropping = (person.dropping_particle.as_str(), &plain_given);
        let pieces = [dropping, (own.as_ref(), &family), (person.family.as_str(), &family)];
        self.part(&pieces, &Common::PLAIN, place);
        self.suffix_behind(person, options, place);
        self.tape.close(group);
    }

    /// The suffix after a name, and the separator before it.
    fn suffix_behind(&mut self, person: &Person, options: &NameOptions, place: u32) {
        if person.suffix.is_empty() {
            return;
        }
        if person.comma_suffix {
            self.words(", ", &Common::PLAIN, place);
        } else {
            self.space(place);
        }
        self.suffix(person, options, place);
    }

    /// The suffix, with its initials and abbreviations written like those of given names.
    fn suffix(&mut self, person: &Person, options: &NameOptions, place: u32) {
        let Some(with) = options.initialize_with.map(|with| self.program.str(with)) else {
            return self.name_text(&person.suffix, &Common::PLAIN, place);
        };
        let initials = Initials { with, shorten: false, keep_hyphen: true };
        let mut suffix = String::with_capacity(person.suffix.len());
        initialize(&person.suffix, initials, &mut suffix);
        self.name_text(&suffix, &Common::PLAIN, place);
    }

    /// The particle before a family name; in some languages the space after it is a no-break space.
    fn particle<'p>(&self, person: &'p Person) -> Cow<'p, str> {
        let particle = person.non_dropping_particle.as_str();
        if particle.is_empty() || joins(particle) || !self.binds_particles() {
            return Cow::Borrowed(particle);
        }
        Cow::Owned(format!("{particle}\u{A0}"))
    }

    /// True if no line may break between a particle and a name, as in citeproc-js.
    fn binds_particles(&self) -> bool {
        let language = self.locale.language.split('-').next().unwrap_or_default();
        matches!(language, "cs" | "fr" | "ru")
    }

    /// Writes the pieces of a name part with spaces between them, inside the part's affixes; each
    /// piece has its own formatting.
    fn part(&mut self, pieces: &[(&str, &Common)], affixes: &Common, place: u32) {
        let mut filled = pieces.iter().filter(|(text, _)| !text.is_empty());
        if matches!(self.purpose, Purpose::Sort(_)) {
            return self.sort_part(filled.map(|(text, _)| *text), place);
        }
        let plain = |common: &Common| common.format.is_none() && common.text_case.is_none();
        let (first, more) = (filled.next(), filled.clone().next().is_some());
        let Some((text, common)) = first else { return };
        if !more {
            return self.name_text(text, common, place);
        }
        let affixes = only_affixes(affixes);
        if plain(common) && filled.clone().all(|(_, common)| plain(common)) {
            let texts: Vec<&str> = pieces.iter().map(|(text, _)| *text).collect();
            return self.name_text(&joined(&texts), &affixes, place);
        }
        let group = self.tape.open(&affixes, StrId::EMPTY, place);
        let mut previous = *text;
        self.piece(text, common, place);
        for (text, common) in filled {
            if !joins(previous) {
                self.space(place);
            }
            self.piece(text, common, place);
            previous = text;
        }
        self.tape.close(group);
    }

    /// Writes the pieces of a name part as a sort key.
    fn sort_part<'p>(&mut self, mut pieces: impl Iterator<Item = &'p str>, place: u32) {
        let Some(first) = pieces.next() else { return };
        let mut key = Cow::Borrowed(first);
        for piece in pieces {
            let key = key.to_mut();
            key.push_str(SORT_SEPARATOR);
            key.push_str(piece);
        }
        if key.as_bytes().contains(&NO_BREAK_SPACE[0]) && key.contains('\u{A0}') {
            key = Cow::Owned(key.replace("\u{A0}|", "\u{A0}"));
        }
        self.name_text(&key, &Common::PLAIN, place);
    }

    fn piece(&mut self, text: &str, common: &Common, place: u32) {
        self.name_text(text, &without_affixes(common), place);
    }

    /// The given names, as much as is shown; initials are written to the buffer.
    fn given<'p>(
        &self,
        person: &'p Person,
        options: &NameOptions,
        level: GivenLevel,
        buffer: &'p mut String,
    ) -> &'p str {
        if person.family.is_empty() {
            // A person with only one name keeps it in full.
            return &person.given;
        }
        if options.form == NameForm::Short && level == GivenLevel::AsStyled {
            return "";
        }
        let Some(with) = self.initials(options) else { return &person.given };
        if level == GivenLevel::Full || !begins_spaced(&person.given) {
            return &person.given;
        }
        let initials = Initials {
            with,
            shorten: options.initialize,
            keep_hyphen: !self.program.options.initialize_without_hyphen,
        };
        if person.given.contains('<') {
            initialize(&hide_tags(&person.given), initials, buffer);
            *buffer = show_tags(buffer);
        } else {
            initialize(&person.given, initials, buffer);
        }
        buffer
    }

    /// The text after initials, if given names are shortened to them.
    pub(super) fn initials(&self, options: &NameOptions) -> Option<&str> {
        // A style that never goes beyond initials uses them even if it does not say how.
        let bare = options.form == NameForm::Short
            && self.program.citation.disambiguation.rule.stops_at_initials();
        let with = options.initialize_with.map(|with| self.program.str(with));
        with.or(bare.then_some(""))
    }

    fn name_text(&mut self, text: &str, common: &Common, place: u32) {
        if is_simple(text) && common.text_case.is_none() && !common.strip_periods {
            self.tape.leaf(text, common, place);
        } else if text.contains('<') {
            self.content(&Text::from_csl_markup(text), common, place, Written::ByUser);
        } else {
            self.characters(text, common, place, Written::ByUser);
        }
    }

    fn space(&mut self, place: u32) {
        self.push_between(&[" "], place);
    }

    fn separator(&mut self, separator: StrId, place: u32) {
        let program = self.program;
        let separator = match self.purpose {
            Purpose::Print => program.str(separator),
            Purpose::Sort(_) => SORT_SEPARATOR,
        };
        if !separator.is_empty() {
            self.push_between(&[separator], place);
        }
    }
}

/// The non-empty parts joined with spaces, but without a space after an apostrophe or hyphen.
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

/// True if a text is printed unchanged: without markup, quotation marks, and spaces before tall
/// punctuation. Nearly all names are.
fn is_simple(text: &str) -> bool {
    let special = |byte| matches!(byte, b'!' | b'"' | b'\'' | b':'..=b'?' | 0xC2 | 0xE2);
    !text.bytes().any(special)
}

/// True if the following text is joined without another space.
fn joins(text: &str) -> bool {
    text.ends_with(['\'', '’', '-', '‐', ' ', '\u{A0}'])
}

fn has_affixes(common: &Common) -> bool {
    !common.prefix.is_empty() || !common.suffix.is_empty()
}

fn without_affixes(common: &Common) -> Common {
    Common { prefix: StrId::EMPTY, suffix: StrId::EMPTY, ..*common }
}

fn only_affixes(common: &Common) -> Common {
    Common { prefix: common.prefix, suffix: common.suffix, ..Common::PLAIN }
}
