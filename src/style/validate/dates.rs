//! Dates, in layouts and in locales.

use crate::diagnostic::Severity;
use crate::style::validate::rules::{
    DUPLICATE_STYLE_PART, INEFFECTIVE_STYLE_PART, INVALID_STYLE_VALUE, MISSING_STYLE_PART,
};
use crate::style::validate::validator::{Validator, attribute};
use crate::style::validate::values::either;
use crate::syntax::xml::Element;

impl Validator<'_, '_> {
    pub(super) fn date(&mut self, element: &Element<'_>, parent: Option<&Element<'_>>) {
        let mut seen: Vec<(&str, &Element<'_>)> = Vec::new();
        for part in element.children_named("date-part") {
            let Some(name) = part.attribute("name") else { continue };
            match seen.iter().find(|(other, _)| *other == name) {
                Some((_, first)) => {
                    let message = format!("`date` has a second `{name}`");
                    let found = self.at(&DUPLICATE_STYLE_PART, part.name_span, message);
                    self.push(found.also(self.location(first.name_span), "the first is here"));
                }
                None => seen.push((name, part)),
            }
        }
        if is_format(parent) {
            return;
        }
        if element.attribute("form").is_some() {
            let why = "the locale's date format has a delimiter of its own";
            self.ignored(element, "delimiter", why);
        } else {
            let why = "without a `form`, the `date-part` elements decide which parts are printed";
            self.ignored(element, "date-parts", why);
            if seen.is_empty() {
                let message = "`date` has neither a `form` nor a `date-part`";
                let found = self.at(&MISSING_STYLE_PART, element.name_span, message);
                self.push(found.severity(Severity::Warning).help("it prints nothing"));
            }
        }
    }

    pub(super) fn date_part(&mut self, element: &Element<'_>, parent: Option<&Element<'_>>) {
        let Some(name) = element.attribute("name") else { return };
        let forms: &[&str] = match name {
            "day" => &["numeric", "numeric-leading-zeros", "ordinal"],
            "month" => &["long", "short", "numeric", "numeric-leading-zeros"],
            "year" => &["long", "short"],
            _ => return,
        };
        if let Some(form) = attribute(element, "form")
            && matches!(
                &*form.value,
                "long" | "short" | "numeric" | "numeric-leading-zeros" | "ordinal"
            )
            && !forms.contains(&form.value.as_ref())
        {
            let message = format!("a {name} has no form `{}`", form.value);
            let found = self.at(&INVALID_STYLE_VALUE, form.value_span, message);
            self.push(found.help(format!("it takes {}", either(forms))));
        }
        if name != "month" {
            self.ignored(element, "strip-periods", "only months have periods");
        }
        let is_localized = parent.is_some_and(|date| {
            date.attribute("variable").is_some() && date.attribute("form").is_some()
        });
        if is_localized {
            for name in ["prefix", "suffix"] {
                if let Some(affix) = attribute(element, name) {
                    let message = format!("`{name}` on a part of a localized date");
                    let found = self.at(&INEFFECTIVE_STYLE_PART, affix.name_span, message);
                    self.push(
                        found.help("the locale provides the affixes; delete it, or delete `form`"),
                    );
                }
            }
        }
    }
}

/// True if a date with this parent is a locale's date format, and not a date that is printed.
fn is_format(parent: Option<&Element<'_>>) -> bool {
    parent.is_some_and(|parent| parent.name == "locale")
}
