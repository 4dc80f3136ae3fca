//! Merges locale files and a style's own `cs:locale` elements into one locale.
//!
//! *Source*: CSL 1.0.2 specification, "Locale Fallback".

use rustc_hash::FxHashMap;

use crate::style::compile::common::compile_date_part;
use crate::style::compile::strings::Strings;
use crate::style::ir::{DateFormat, DatePart, StrId};
use crate::style::locale::{Locale, Ordinal, OrdinalMatch, Term};
use crate::style::terms::{self, Gender, KNOWN, TermForm, TermId};
use crate::syntax::xml::Element;

/// The terms that only this style defines, numbered after the known ones.
#[derive(Default)]
pub(super) struct OwnTerms {
    ids: FxHashMap<String, TermId>,
}

impl OwnTerms {
    /// The number of the term; a new number if the term is unknown.
    pub(super) fn id(&mut self, name: &str) -> TermId {
        if let Some(id) = terms::known(name) {
            return id;
        }
        let next = TermId((KNOWN.len() + self.ids.len()) as u16);
        *self.ids.entry(name.to_owned()).or_insert(next)
    }
}

/// Merges locale files, followed by a style's `cs:locale` elements, from the least to the most
/// specific: later definitions replace earlier ones, form by form. A file in another language than
/// the one before it replaces whole terms, because a term in any form of its own language is better
/// than the requested form in another language.
pub(super) fn merge(
    language: &str,
    files: &[&Element<'_>],
    own_locales: &[&Element<'_>],
    strings: &mut Strings,
    own: &mut OwnTerms,
) -> Locale {
    let mut locale = Locale {
        language: language.into(),
        terms: vec![Term::default(); KNOWN.len()],
        ..Locale::default()
    };
    let language_of = |source: &Element<'_>| {
        let tag = source.attribute("xml:lang").unwrap_or_default();
        tag.split('-').next().unwrap_or_default().to_owned()
    };
    let mut before = None;
    for (index, source) in files.iter().chain(own_locales).enumerate() {
        let mut of_others = Vec::new();
        if index < files.len() {
            let language = Some(language_of(source));
            if before.is_some() && before != language {
                of_others = vec![true; KNOWN.len()];
            }
            before = language;
        }
        for child in &source.children {
            match child.name {
                "terms" => merge_terms(child, &mut locale, &mut of_others, strings, own),
                "date" => merge_date(child, &mut locale, strings),
                "style-options" => merge_options(child, &mut locale),
                _ => {}
            }
        }
    }
    locale
}

fn merge_options(element: &Element<'_>, locale: &mut Locale) {
    let set = |name: &str, option: &mut bool| {
        if let Some(value) = element.attribute(name) {
            *option = value == "true";
        }
    };
    set("punctuation-in-quote", &mut locale.punctuation_in_quote);
    set("limit-day-ordinals-to-day-1", &mut locale.limit_day_ordinals_to_day_1);
}

fn merge_date(element: &Element<'_>, locale: &mut Locale, strings: &mut Strings) {
    let delimiter = strings.intern(element.attribute("delimiter").unwrap_or_default());
    let parts: Vec<DatePart> = element
        .children_named("date-part")
        .filter_map(|part| compile_date_part(part, strings))
        .collect();
    let format = DateFormat { parts, delimiter };
    match element.attribute("form") {
        Some("text") => locale.date_text = format,
        Some("numeric") => locale.date_numeric = format,
        _ => {}
    }
}

fn merge_terms(
    element: &Element<'_>,
    locale: &mut Locale,
    of_others: &mut [bool],
    strings: &mut Strings,
    own: &mut OwnTerms,
) {
    // Ordinal terms replace those of a less specific locale as a whole if `ordinal` is among them.
    if element.children_named("term").any(|term| ordinal_number(term) == Some(None)) {
        locale.ordinals.clear();
    }
    let adds_ordinals = locale.ordinals.is_empty();
    for term in element.children_named("term") {
        let Some(name) = term.attribute("name") else { continue };
        let single = term.child("single").map(|single| single.text.as_ref());
        let multiple = term.child("multiple").map(|multiple| multiple.text.as_ref());
        let texts = match (single, multiple) {
            // A term that contains only a line break is empty.
            (None, None) if term.text.contains('\n') && term.text.trim().is_empty() => {
                [Some(StrId::EMPTY); 2]
            }
            (None, None) => [Some(strings.intern(&term.text)); 2],
            (single, multiple) => {
                [single, multiple].map(|text| text.map(|text| strings.intern(text)))
            }
        };
        if let Some(number) = ordinal_number(term) {
            let [Some(text), _] = texts else { continue };
            if adds_ordinals {
                add_ordinal(term, number, text, &mut locale.ordinals);
            } else {
                respell_ordinal(term, number, text, &mut locale.ordinals);
            }
            continue;
        }
        let id = own.id(name);
        let index = usize::from(id.0);
        if index >= locale.terms.len() {
            locale.terms.resize(index + 1, Term::default());
        }
        if of_others.get_mut(index).is_some_and(std::mem::take) {
            locale.terms[index] = Term::default();
            locale.long_ordinals.retain(|(other, ..)| *other != id);
        }
        if let Some(gender) = term.attribute("gender-form").filter(|_| terms::is_long_ordinal(id)) {
            let gender = gender_of(gender);
            locale.long_ordinals.retain(|own| (own.0, own.1) != (id, gender));
            locale.long_ordinals.extend(texts[0].map(|text| (id, gender, text)));
            continue;
        }
        let form = term.attribute("form").and_then(TermForm::from_name).unwrap_or_default();
        locale.terms[index].texts[form as usize] = texts;
        if let Some(gender) = term.attribute("gender") {
            locale.terms[index].gender = gender_of(gender);
        }
    }
}

/// `Some(None)` for the term `ordinal`, `Some(Some(n))` for `ordinal-n`.
fn ordinal_number(term: &Element<'_>) -> Option<Option<u8>> {
    let rest = term.attribute("name")?.strip_prefix("ordinal")?;
    if rest.is_empty() {
        return Some(None);
    }
    rest.strip_prefix('-')?.parse().ok().map(Some)
}

fn add_ordinal(term: &Element<'_>, number: Option<u8>, text: StrId, ordinals: &mut Vec<Ordinal>) {
    let matches = match term.attribute("match") {
        Some("last-digit") => OrdinalMatch::LastDigit,
        Some("last-two-digits") => OrdinalMatch::LastTwoDigits,
        Some("whole-number") => OrdinalMatch::WholeNumber,
        _ if number.is_some_and(|number| number >= 10) => OrdinalMatch::LastTwoDigits,
        _ => OrdinalMatch::LastDigit,
    };
    let gender = term.attribute("gender-form").map_or(Gender::Neuter, gender_of);
    ordinals.retain(|other| other.number != number || other.gender != gender);
    ordinals.push(Ordinal { number, matches, gender, text });
}

/// Changes the text of an ordinal suffix; a suffix that the language does not have is ignored, as
/// in citeproc-js.
fn respell_ordinal(term: &Element<'_>, number: Option<u8>, text: StrId, ordinals: &mut [Ordinal]) {
    let gender = term.attribute("gender-form").map_or(Gender::Neuter, gender_of);
    let same = |other: &&mut Ordinal| other.number == number && other.gender == gender;
    if let Some(known) = ordinals.iter_mut().find(same) {
        known.text = text;
    }
}

fn gender_of(name: &str) -> Gender {
    match name {
        "feminine" => Gender::Feminine,
        "masculine" => Gender::Masculine,
        _ => Gender::Neuter,
    }
}
