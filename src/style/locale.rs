//! A locale in the form that the engine uses: every term, date format and option is resolved.

use crate::style::ir::{DateForm, DateFormat, StrId};
use crate::style::terms::{Gender, TermForm, TermId};

/// A locale with all fallbacks applied.
#[derive(Debug, Clone, Default)]
pub(crate) struct Locale {
    /// The tag: `de-DE`.
    pub(crate) language: Box<str>,
    /// Its index among the style's locales.
    pub(crate) number: u16,
    /// By [`TermId`].
    pub(crate) terms: Vec<Term>,
    pub(crate) ordinals: Vec<Ordinal>,
    /// Ordinals in words that agree with a gender.
    pub(crate) long_ordinals: Vec<(TermId, Gender, StrId)>,
    pub(crate) date_text: DateFormat,
    pub(crate) date_numeric: DateFormat,
    pub(crate) punctuation_in_quote: bool,
    pub(crate) limit_day_ordinals_to_day_1: bool,
}

/// A term in all its forms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Term {
    /// By [`TermForm`], and then singular and plural; `None` if no locale has the form.
    pub(crate) texts: [[Option<StrId>; 2]; TermForm::COUNT],
    pub(crate) gender: Gender,
}

/// An ordinal suffix, and the numbers that it applies to.
#[derive(Debug, Clone)]
pub(crate) struct Ordinal {
    /// `None` for the term `ordinal`, which applies to all numbers without a suffix of their own.
    pub(crate) number: Option<u8>,
    pub(crate) matches: OrdinalMatch,
    pub(crate) gender: Gender,
    pub(crate) text: StrId,
}

/// Which numbers an ordinal suffix applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}

impl Locale {
    /// The text of the term. A missing form falls back to a longer one, and a missing plural to the
    /// singular.
    pub(crate) fn term(&self, term: TermId, form: TermForm, plural: bool) -> Option<StrId> {
        let term = self.terms.get(usize::from(term.0))?;
        let mut form = form;
        loop {
            let [single, multiple] = term.texts[form as usize];
            if single.is_some() || multiple.is_some() {
                return if plural { multiple.or(single) } else { single.or(multiple) };
            }
            form = form.fallback()?;
        }
    }

    /// The text of the term in exactly this form.
    pub(crate) fn own_form(&self, term: TermId, form: TermForm) -> Option<StrId> {
        self.terms.get(usize::from(term.0))?.texts[form as usize][0]
    }

    pub(crate) fn gender(&self, term: TermId) -> Gender {
        self.terms.get(usize::from(term.0)).map_or(Gender::Neuter, |term| term.gender)
    }

    /// An ordinal in words, for the gender of the noun that it counts. If a language has no neutral
    /// form, the feminine one is used, since most of these nouns are feminine.
    pub(crate) fn long_ordinal(&self, term: TermId, gender: Gender) -> Option<StrId> {
        let in_gender = |wanted: Gender| {
            let is_wanted = |own: &&(TermId, Gender, StrId)| (own.0, own.1) == (term, wanted);
            self.long_ordinals.iter().find(is_wanted).map(|own| own.2)
        };
        in_gender(gender)
            .or_else(|| self.own_form(term, TermForm::Long))
            .or_else(|| in_gender(Gender::Feminine))
    }

    pub(crate) fn date(&self, form: DateForm) -> &DateFormat {
        match form {
            DateForm::Text => &self.date_text,
            DateForm::Numeric => &self.date_numeric,
        }
    }

    /// The suffix of an ordinal number, for the gender of the noun that it counts.
    ///
    /// *Source*: CSL 1.0.2 specification, "Ordinal Suffixes" and "Gender-specific Ordinals".
    pub(crate) fn ordinal_suffix(&self, number: u64, gender: Gender) -> Option<StrId> {
        let in_gender = |wanted: Gender| {
            let serves = |ordinal: &&Ordinal| ordinal.gender == wanted && ordinal.serves(number);
            // A more exact match takes precedence.
            self.ordinals.iter().filter(serves).max_by_key(|ordinal| ordinal.exactness())
        };
        let neuter = in_gender(Gender::Neuter);
        let found = match gender {
            // A language may have no neutral suffix.
            Gender::Neuter => neuter.or_else(|| in_gender(Gender::Feminine)),
            gender => match (in_gender(gender), neuter) {
                (Some(own), Some(neuter)) if neuter.exactness() > own.exactness() => Some(neuter),
                (own, neuter) => own.or(neuter).or_else(|| in_gender(Gender::Feminine)),
            },
        };
        found.map(|ordinal| ordinal.text)
    }
}

impl Ordinal {
    fn serves(&self, number: u64) -> bool {
        let Some(own) = self.number.map(u64::from) else { return true };
        match self.matches {
            OrdinalMatch::LastDigit => number % 10 == own,
            OrdinalMatch::LastTwoDigits => number % 100 == own,
            OrdinalMatch::WholeNumber => number == own,
        }
    }

    fn exactness(&self) -> u8 {
        match (self.number, self.matches) {
            (None, _) => 0,
            (_, OrdinalMatch::LastDigit) => 1,
            (_, OrdinalMatch::LastTwoDigits) => 2,
            (_, OrdinalMatch::WholeNumber) => 3,
        }
    }
}
