//! `cs:number`, and the text of number variables: ranges, ordinals, Roman numerals.

use crate::engine::eval::Eval;
use crate::engine::eval::content::Written;
use crate::engine::eval::pages::shorten_range;
use crate::engine::numeric::{self, Joiners, Piece};
use crate::model::{LocatorLabel, Text, Variable};
use crate::style::ir::{Common, NumberForm};
use crate::style::terms::{self, Gender, TermForm};

impl Eval<'_, '_> {
    pub(super) fn number(
        &mut self,
        variable: Variable,
        form: NumberForm,
        common: &Common,
        place: u32,
    ) {
        if self.is_suppressed(variable) {
            return self.called(false);
        }
        let counted = match variable {
            Variable::CitationNumber => Some(self.context.citation_number).filter(|n| *n > 0),
            Variable::FirstReferenceNoteNumber => self.context.first_note,
            Variable::Page | Variable::PageFirst | Variable::Locator => {
                return self.variable(variable, false, common, place);
            }
            _ => None,
        };
        if let Some(number) = counted {
            self.called(true);
            let text = Text::plain(number.to_string());
            return self.number_content(&text, variable, form, common, place);
        }
        let text = self.number_text(variable).cloned().filter(|text| !text.is_empty());
        self.called(text.is_some());
        let Some(text) = text else { return };
        self.suppress_if_substituting(variable);
        self.number_content(&text, variable, form, common, place);
    }

    /// The text of a variable that may hold a range.
    pub(super) fn range_text(
        &mut self,
        text: &Text,
        variable: Variable,
        common: &Common,
        place: u32,
    ) {
        self.number_content(text, variable, NumberForm::Numeric, common, place);
    }

    fn number_content(
        &mut self,
        text: &Text,
        variable: Variable,
        form: NumberForm,
        common: &Common,
        place: u32,
    ) {
        let plain = text.as_str();
        let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
        if (digits && form == NumberForm::Numeric) || !text.marks().is_empty() {
            return self.content(text, common, place, Written::ByUser);
        }
        let joiners = self.joiners();
        let pieces = numeric::pieces(plain, joiners);
        let shorten = matches!(variable, Variable::Page | Variable::Locator)
            && self.program.options.page_range_format.is_some();
        let mut out = String::with_capacity(plain.len() + 8);
        let mut index = 0;
        while index < pieces.len() {
            if shorten
                && let [before, Piece::Range, after, ..] = pieces[index..]
                && let (Some(first), Some(last)) = (token(before), token(after))
            {
                let last = shorten_range(self.program.options.page_range_format, first, last);
                out.push_str(first);
                out.push_str(self.range_delimiter(variable));
                out.push_str(&last);
                index += 3;
                continue;
            }
            self.number_piece(pieces[index], variable, form, &mut out);
            index += 1;
        }
        self.content(&Text::plain(out), common, place, Written::ByUser);
    }

    fn number_piece(
        &self,
        piece: Piece<'_>,
        variable: Variable,
        form: NumberForm,
        out: &mut String,
    ) {
        match piece {
            Piece::Integer(text, value) => match form {
                NumberForm::Numeric => out.push_str(text),
                NumberForm::Ordinal => self.ordinal(value, variable, out),
                NumberForm::LongOrdinal => self.long_ordinal(value, variable, out),
                NumberForm::Roman => roman(value, text, out),
            },
            Piece::Numeral(text) | Piece::Words(text) | Piece::Separator(text) => {
                out.push_str(text)
            }
            Piece::Ampersand => {
                out.push(' ');
                out.push_str(self.joiners().ampersand);
                out.push(' ');
            }
            Piece::Range => out.push_str(self.range_delimiter(variable)),
            Piece::Hyphen => out.push('-'),
        }
    }

    /// The words and signs that join numbers in the style's language.
    pub(super) fn joiners(&self) -> Joiners<'_> {
        let and = |form| self.locale.term(terms::AND, form, false);
        Joiners {
            and: and(TermForm::Long).map_or("and", |and| self.program.str(and).trim()),
            ampersand: self
                .locale
                .own_form(terms::AND, TermForm::Symbol)
                .map_or("&", |and| self.program.str(and)),
        }
    }

    /// What stands between the two ends of a range of this variable.
    pub(super) fn range_delimiter(&self, variable: Variable) -> &str {
        let is_page = match variable {
            Variable::Page => true,
            Variable::Locator => {
                self.context.locator().is_some_and(|l| l.label == LocatorLabel::Page)
            }
            _ => false,
        };
        let term = is_page
            .then(|| self.locale.term(terms::PAGE_RANGE_DELIMITER, TermForm::Long, false))
            .flatten();
        term.map_or("–", |term| self.program.str(term))
    }

    /// The gender of what a variable counts.
    pub(super) fn gender_of(&self, variable: Variable) -> Gender {
        terms::known(variable.name()).map_or(Gender::Neuter, |term| self.locale.gender(term))
    }
}

fn token(piece: Piece<'_>) -> Option<&str> {
    match piece {
        Piece::Integer(text, _) | Piece::Numeral(text) => Some(text),
        _ => None,
    }
}

/// Roman numerals up to 3,999; larger numbers, and 0, stay in digits.
fn roman(value: u64, digits: &str, out: &mut String) {
    const STEPS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if value == 0 || value > 3999 {
        return out.push_str(digits);
    }
    let mut rest = value;
    for (step, letters) in STEPS {
        while rest >= step {
            out.push_str(letters);
            rest -= step;
        }
    }
}
