//! The values of attributes.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Fix, Severity, nearest};
use crate::model::VariableKind;
use crate::source::Span;
use crate::style::dialect::primary_dialect;
use crate::style::schema::{
    self, AttributeType, Choice, Origin, Values, VariableUse, deprecated_variable,
};
use crate::style::validate::rules::{
    DEPRECATED_STYLE_FORM, INVALID_STYLE_VALUE, MISSING_STYLE_PART, UNKNOWN_STYLE_TERM,
    UNKNOWN_STYLE_VARIABLE,
};
use crate::style::validate::validator::Validator;
use crate::syntax::xml::{Attribute, Element};

/// A word in a value, or the whole value.
struct Word<'w> {
    text: &'w str,
    /// The word, or the whole value if the source spells it with entities.
    span: Span,
    is_exact: bool,
}

impl Validator<'_, '_> {
    pub(super) fn value(
        &mut self,
        attribute: &Attribute<'_>,
        kind: &'static AttributeType,
        element: &Element<'_>,
    ) {
        let whole = || Word { text: &attribute.value, span: attribute.value_span, is_exact: true };
        match &kind.values {
            Values::Any => {}
            Values::Boolean => {
                if !matches!(attribute.value.as_ref(), "true" | "false") {
                    self.invalid(&whole(), kind.name, &["true", "false"], &[]);
                }
            }
            Values::OneOf(choice) => self.one_of(&whole(), kind.name, choice),
            Values::Number(least) => self.number(&whole(), kind.name, *least),
            Values::Variable(usage) => self.variable(&whole(), *usage, attribute, element),
            Values::Variables(usage) => {
                self.each(attribute, |this, word| {
                    this.variable(&word, *usage, attribute, element);
                });
            }
            Values::Types => self.each(attribute, |this, word| {
                let known = schema::item_type(word.text);
                this.listed(&word, known, "an item type", schema::all_types());
            }),
            Values::Locators => self.each(attribute, |this, word| {
                let known = schema::locator(word.text);
                this.listed(&word, known, "a locator label", schema::all_locators());
            }),
            Values::Positions => self.each(attribute, |this, word| {
                let known = schema::position(word.text);
                this.listed(&word, known, "a position", schema::all_positions());
            }),
            Values::Term => self.term(&whole(), element),
            Values::Language => self.language(&whole()),
            Values::Languages => self.each(attribute, |this, word| this.language(&word)),
        }
    }

    /// Checks each word of a list; an empty list is reported.
    fn each(&mut self, attribute: &Attribute<'_>, mut check: impl FnMut(&mut Self, Word<'_>)) {
        let value = attribute.value.as_ref();
        let mut empty = true;
        for text in value.split_ascii_whitespace() {
            empty = false;
            // If entities were resolved, offsets in the value are not those in the source.
            let is_exact = matches!(attribute.value, Cow::Borrowed(_));
            let span = match attribute.value {
                Cow::Borrowed(_) => {
                    let start = text.as_ptr() as usize - value.as_ptr() as usize;
                    let start = attribute.value_span.start as usize + start;
                    Span::new(start, start + text.len())
                }
                Cow::Owned(_) => attribute.value_span,
            };
            check(self, Word { text, span, is_exact });
        }
        if empty {
            let message = format!("`{}` is empty", attribute.name);
            self.report(&INVALID_STYLE_VALUE, attribute.name_span, message);
        }
    }

    fn one_of(&mut self, word: &Word<'_>, name: &str, choice: &'static Choice) {
        if choice.standard.contains(&word.text) {
        } else if choice.extension.contains(&word.text) {
            self.extension(word.text, word.span);
        } else if choice.deprecated.contains(&word.text) {
            let message = format!("`{}` is deprecated as `{name}`", word.text);
            self.report(&DEPRECATED_STYLE_FORM, word.span, message);
        } else {
            self.invalid(word, name, choice.standard, choice.extension);
        }
    }

    /// Reports a value that the attribute does not allow.
    fn invalid(
        &mut self,
        word: &Word<'_>,
        name: &str,
        standard: &'static [&'static str],
        extension: &'static [&'static str],
    ) {
        const LISTED: usize = 8;
        let message = format!("`{}` is not a valid value of `{name}`", word.text);
        let mut found = self.at(&INVALID_STYLE_VALUE, word.span, message);
        if standard.len() <= LISTED {
            found = found.help(format!("it takes {}", either(standard)));
        }
        let known = standard.iter().chain(extension).copied();
        let found = self.suggest(found, word, nearest(word.text, known));
        self.push(found);
    }

    fn number(&mut self, word: &Word<'_>, name: &str, least: u32) {
        // Spaces around a number are not part of it.
        if word.text.trim().parse::<u32>().is_ok_and(|number| number >= least) {
            return;
        }
        let message = format!("`{}` is not a valid value of `{name}`", word.text);
        let found = self.at(&INVALID_STYLE_VALUE, word.span, message);
        self.push(found.help(format!("it takes whole numbers from {least}")));
    }

    fn listed(
        &mut self,
        word: &Word<'_>,
        known: Option<Origin>,
        what: &str,
        all: impl Iterator<Item = &'static str>,
    ) {
        match known {
            Some(Origin::Standard) => {}
            Some(Origin::Extension) => self.extension(word.text, word.span),
            None => {
                let message = format!("`{}` is not {what}", word.text);
                let found = self.at(&INVALID_STYLE_VALUE, word.span, message);
                let found = self.suggest(found, word, nearest(word.text, all));
                self.push(found);
            }
        }
    }

    fn variable(
        &mut self,
        word: &Word<'_>,
        usage: VariableUse,
        attribute: &Attribute<'_>,
        element: &Element<'_>,
    ) {
        let name = word.text;
        let Some((kind, origin)) = schema::variable(name) else {
            let message = format!("`{name}` is not a variable");
            let found = self.at(&UNKNOWN_STYLE_VARIABLE, word.span, message);
            // A variable of the right kind is more likely, but any suggestion is better than none.
            let takes = |name: &&str| schema::variable(name).is_some_and(|(k, _)| usage.takes(k));
            let meant = nearest(name, schema::all_variables().filter(takes))
                .or_else(|| nearest(name, schema::all_variables()));
            let found = self.suggest(found, word, meant);
            self.push(found);
            return;
        };
        if !usage.takes(kind) && !is_authority(name, usage) {
            let (what, printed_by) = match kind {
                VariableKind::Standard => ("a text variable", "text"),
                VariableKind::Number => ("a number variable", "number"),
                VariableKind::Name => ("a name variable", "names"),
                VariableKind::Date => ("a date variable", "date"),
            };
            let prints = attribute.name == "variable";
            let user = if prints { element.name } else { attribute.name };
            let does = if prints { "print" } else { "test" };
            let message = format!("`{name}` is {what}; `{user}` cannot {does} it");
            let mut found = self.at(&UNKNOWN_STYLE_VARIABLE, word.span, message);
            if prints {
                found = found.help(format!("use `{printed_by}` for it"));
            }
            self.push(found);
        } else if origin == Origin::Extension {
            self.extension(name, word.span);
        } else if let Some(instead) = deprecated_variable(name) {
            let message = format!("the variable `{name}` is deprecated");
            let found = self.at(&DEPRECATED_STYLE_FORM, word.span, message);
            self.push(found.help(format!("use {instead}")));
        }
    }

    fn term(&mut self, word: &Word<'_>, element: &Element<'_>) {
        let name = word.text;
        if name.is_empty() {
            let found = self.at(&MISSING_STYLE_PART, word.span, "the term has no name");
            self.push(found.severity(Severity::Warning));
            return;
        }
        let defines = element.name == "term";
        match schema::term(name) {
            Some(Origin::Standard) if name == "sub verbo" => {
                let found = self.at(
                    &DEPRECATED_STYLE_FORM,
                    word.span,
                    "the term `sub verbo` is written `sub-verbo`",
                );
                self.push(found);
            }
            Some(Origin::Standard) => {}
            Some(Origin::Extension) => self.extension(name, word.span),
            None if !defines && self.own_terms.contains(name) => {}
            None => {
                let message = match defines {
                    true => format!("CSL has no term `{name}`"),
                    false => format!("there is no term `{name}`, in CSL or in the style"),
                };
                let found = self.at(&UNKNOWN_STYLE_TERM, word.span, message);
                let found = self.suggest(found, word, nearest(name, schema::all_terms()));
                self.push(found);
            }
        }
    }

    fn language(&mut self, word: &Word<'_>) {
        let mut subtags = word.text.split('-');
        let language = subtags.next().unwrap_or_default();
        let well_formed = (1..=8).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_alphabetic())
            && subtags.all(|subtag| {
                (1..=8).contains(&subtag.len())
                    && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        if !well_formed {
            let message = format!("`{}` is not a language tag", word.text);
            let found = self.at(&INVALID_STYLE_VALUE, word.span, message);
            self.push(found.help("a language tag is like `de` or `de-AT`"));
        } else if primary_dialect(language).is_none() {
            let message = format!("CSL has no locale for the language `{language}`");
            self.report(&INVALID_STYLE_VALUE, word.span, message);
        }
    }

    fn suggest(&self, found: Diagnostic, word: &Word<'_>, meant: Option<&str>) -> Diagnostic {
        let Some(meant) = meant else { return found };
        let found = found.help(format!("did you mean `{meant}`?"));
        if !word.is_exact {
            return found;
        }
        let location = self.location(word.span);
        found.fix(Fix::needs_review(format!("write `{meant}`"), location, meant))
    }
}

/// In CSL-M, the authority is an institution with a name, and is printed as one.
fn is_authority(name: &str, usage: VariableUse) -> bool {
    usage == VariableUse::Names && name == "authority"
}

/// Lists the names in backticks: "`a`, `b` or `c`".
pub(super) fn either(names: &[&str]) -> String {
    let quoted = |names: &[&str]| {
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        quoted.join(", ")
    };
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} or `{last}`", quoted(most)),
        names => quoted(names),
    }
}
