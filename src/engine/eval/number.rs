//! `cs:number`, and the text of number variables: ranges, labels, ordinals, roman numerals.

use crate::engine::eval::Eval;
use crate::engine::eval::content::Written;
use crate::engine::eval::pages::shorten_range;
use crate::engine::numeric::{self, Item, Joiner, Joiners, Leading, Numeric, Token};
use crate::engine::tape::Role;
use crate::model::{LocatorLabel, Text, Variable, roman_numeral};
use crate::style::ir::{Common, NumberForm, PageRangeFormat, TextCase};
use crate::style::locale::Locale;
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
            Variable::Page | Variable::PageFirst => {
                return self.pages(variable, form, common, place);
            }
            Variable::Locator => return self.locator(form, common, place),
            _ => None,
        };
        if let Some(number) = counted {
            self.called(true);
            let text = Text::plain(number.to_string());
            return self.number_content(&text, variable, form, common, place);
        }
        let item = self.item;
        let text = item.text(variable);
        self.called(text.is_some());
        let Some(text) = text else { return };
        self.suppress_if_substituting(variable);
        if let Some(short) = self.listed_short_form(variable) {
            return self.content(short, common, place, Written::ByUser);
        }
        self.number_content(text, variable, form, common, place);
    }

    /// The text of a number variable, with ranges and labels in the style's form.
    pub(super) fn number_content(
        &mut self,
        text: &Text,
        variable: Variable,
        form: NumberForm,
        common: &Common,
        place: u32,
    ) {
        let plain = text.as_str();
        if plain.chars().all(is_dash_or_space) {
            // A range of nothing (`page: "-"`).
            return;
        }
        let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
        let node = self.tape.nodes.len() as u32;
        let template = self.template(variable);
        let as_written = digits && form == NumberForm::Numeric && template.is_none();
        if as_written || !text.marks().is_empty() {
            self.content(text, common, place, Written::ByUser);
            self.tape.set_nests(node);
            if digits {
                self.tape.set_role(node, Role::Number);
            }
            return;
        }
        let joined;
        let plain = match variable {
            // A dash between pages is a range, whatever spaces are around it.
            Variable::Page | Variable::PageFirst | Variable::Locator
                if !plain.is_ascii() && plain.contains('–') =>
            {
                joined = plain.replace(" –", "–").replace("– ", "–");
                &joined
            }
            _ => plain,
        };
        let numeric = numeric::parse(plain, Leading::of(variable), self.joiners());
        let mut out = self.tape.buffer();
        let capitalizes = common.text_case == Some(TextCase::CapitalizeFirst);
        self.push_numeric(&numeric, variable, form, capitalizes, &mut out);
        self.buffer_content(out, common, place, Written::ByUser);
        self.tape.set_nests(node);
        if let [only] = numeric.items.as_slice()
            && only.token.as_str().ends_with(|last: char| last.is_ascii_digit())
        {
            self.tape.set_role(node, Role::Number);
        }
    }

    /// Writes numbers; `capitalizes` capitalizes each of them, and not only the first, as in
    /// citeproc-js: `2nd, Revised`.
    fn push_numeric(
        &self,
        numeric: &Numeric<'_>,
        variable: Variable,
        mut form: NumberForm,
        capitalizes: bool,
        out: &mut String,
    ) {
        let range_format = match variable {
            Variable::Page => self.program.options.page_range_format,
            Variable::Locator if self.context.locator_label() == Some(LocatorLabel::Page) => {
                self.program.options.page_range_format
            }
            _ => None,
        };
        // The current label, which is not repeated.
        let mut label = match variable {
            Variable::Locator => self.context.locator_label().map(LocatorLabel::name),
            // A label in the text takes precedence.
            Variable::Number => {
                numeric.items.first().and_then(|item| item.label).map(|label| label.term)
            }
            variable => Some(variable.name()),
        };
        let (before, behind) = self.template(variable).unwrap_or_default();
        let mut range_from: Option<&str> = None;
        for (index, item) in numeric.items.iter().enumerate() {
            if let Some(own) = item.label.filter(|own| Some(own.term) != label) {
                self.push_label(numeric, index, out);
                label = Some(own.term);
                form = NumberForm::Numeric;
            }
            out.push_str(before);
            let start = out.len();
            match range_from.take() {
                Some(first) => {
                    let (last, counted) = numeric::split_counted(item.token.as_str());
                    out.push_str(&shorten_range(range_format, first, last));
                    out.push_str(counted);
                }
                None => self.push_token(item.token, variable, form, out),
            }
            if capitalizes && index > 0 && !out[start..].contains(char::is_uppercase) {
                capitalize_from(start, out);
            }
            out.push_str(behind);
            let ranges = matches!(
                item.joiner,
                Some(Joiner::Range | Joiner::FormattedRange | Joiner::DashedRange)
            );
            if ranges && form == NumberForm::Numeric {
                range_from = range_format.map(|_| item.token.as_str());
            }
            if item.joiner.is_some() {
                let next = numeric.items.get(index + 1);
                let delimiter = self.range_delimiter(variable, item, next);
                self.push_joiner(item, variable, delimiter, out);
            }
        }
    }

    /// An embedded label as in the locale, or as it is written.
    fn push_label(&self, numeric: &Numeric<'_>, index: usize, out: &mut String) {
        let Some(label) = numeric.items[index].label else { return };
        let plural = numeric.is_plural_from(index);
        let term = terms::known(label.term)
            .and_then(|term| self.locale.term(term, TermForm::Short, plural))
            .map(|term| self.program.str(term));
        out.push_str(term.unwrap_or(label.text));
        out.push(' ');
    }

    fn push_token(&self, token: Token<'_>, variable: Variable, form: NumberForm, out: &mut String) {
        match token {
            Token::Integer(text, value) => match form {
                NumberForm::Numeric => out.push_str(text),
                NumberForm::Ordinal => self.ordinal(value, variable, out),
                NumberForm::LongOrdinal => self.long_ordinal(value, variable, out),
                NumberForm::Roman => roman(value, text, out),
            },
            Token::Numeral(text) | Token::Words(text) if !text.as_bytes().contains(&b'\\') => {
                out.push_str(text);
            }
            // With an escaped hyphen all backslashes go.
            Token::Words(text) if text.contains("\\-") => out.push_str(&text.replace('\\', "")),
            Token::Numeral(text) | Token::Words(text) => out.push_str(&text.replace("\\-", "-")),
        }
    }

    fn push_joiner(&self, item: &Item<'_>, variable: Variable, delimiter: &str, out: &mut String) {
        // The style's page range format decides for all numbers what is not a range.
        let range_format = self.program.options.page_range_format;
        let leaves_out = range_format.is_some_and(|format| format != PageRangeFormat::Expanded);
        match item.joiner {
            None => {}
            Some(Joiner::Separator(text)) => out.push_str(text),
            Some(Joiner::Ampersand) => {
                out.push(' ');
                out.push_str(self.joiners().ampersand);
                out.push(' ');
            }
            // A dash in the text is kept; between pages it becomes the range delimiter.
            Some(Joiner::Dash | Joiner::DashedRange) if variable != Variable::Page => out.push('–'),
            Some(Joiner::Range | Joiner::LooseRange) if !has_ranges(variable) => out.push('-'),
            Some(Joiner::Range | Joiner::DashedRange | Joiner::Dash) => out.push_str(delimiter),
            Some(Joiner::LooseRange) if range_format.is_none() => out.push_str(delimiter),
            Some(Joiner::FormattedRange) if leaves_out => out.push_str(delimiter),
            Some(Joiner::LooseRange | Joiner::FormattedRange | Joiner::Hyphen) => out.push('-'),
        }
    }

    /// The words and signs that join numbers in the style's language.
    pub(super) fn joiners(&self) -> Joiners<'_> {
        let and = self.locale.term(terms::AND, TermForm::Long, false);
        let symbol = self.locale.own_form(terms::AND, TermForm::Symbol);
        Joiners {
            and: and.map_or("and", |and| self.program.str(and).trim()),
            ampersand: symbol.map_or("&", |and| self.program.str(and)),
        }
    }

    /// The delimiter between the two ends of a range. Between pages with Arabic digits it is that
    /// of the style's own language, even in layouts for other languages, as in citeproc-js.
    fn range_delimiter<'s>(
        &'s self,
        variable: Variable,
        item: &Item<'_>,
        next: Option<&Item<'_>>,
    ) -> &'s str {
        let is_page = variable == Variable::Page
            || (variable == Variable::Locator
                && self.context.locator_label() == Some(LocatorLabel::Page));
        let has_digits =
            |item: &Item<'_>| item.token.as_str().bytes().any(|byte| byte.is_ascii_digit());
        let delimiter = |locale: &'s Locale| {
            let term = locale.term(terms::PAGE_RANGE_DELIMITER, TermForm::Long, false);
            term.map_or("–", |term| self.program.str(term))
        };
        let is_own = is_page && has_digits(item) && next.is_some_and(has_digits);
        // A hyphen does not count there, so the layout's language has its own.
        Some(delimiter(&self.program.locales[0]))
            .filter(|own| is_own && *own != "-")
            .unwrap_or_else(|| delimiter(self.locale))
    }

    /// The gender of the noun that a variable counts.
    pub(super) fn gender_of(&self, variable: Variable) -> Gender {
        terms::of_variable(variable).map_or(Gender::Neuter, |term| self.locale.gender(term))
    }
}

fn is_dash_or_space(character: char) -> bool {
    matches!(character, '-' | '–') || character.is_whitespace()
}

/// Whether a hyphen in a variable may stand for a range. Variables that CSL 1.0.2 has added print it
/// as it is, and so does the section, as citeproc-js has it.
fn has_ranges(variable: Variable) -> bool {
    !matches!(
        variable,
        Variable::PartNumber
            | Variable::PrintingNumber
            | Variable::PublicationNumber
            | Variable::Section
            | Variable::Supplement
            | Variable::SupplementNumber
            | Variable::Version
    )
}

/// Capitalizes the character at this position.
fn capitalize_from(start: usize, out: &mut String) {
    if let Some(first) = out[start..].chars().next().filter(|first| first.is_lowercase()) {
        let capital: String = first.to_uppercase().collect();
        out.replace_range(start..start + first.len_utf8(), &capital);
    }
}

/// Roman numerals up to 8,999, as in citeproc-js; larger numbers, and 0, stay in digits.
fn roman(value: u64, digits: &str, out: &mut String) {
    match roman_numeral(value) {
        Some(numeral) => out.push_str(&numeral),
        None => out.push_str(digits),
    }
}
