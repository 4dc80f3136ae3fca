//! Checks the terms that a locale, or the locale part of a style, defines.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Severity;
use crate::style::validate::rules::{
    DUPLICATE_STYLE_PART, INEFFECTIVE_STYLE_PART, MISSING_STYLE_PART,
};
use crate::style::validate::validator::{Validator, attribute};
use crate::syntax::xml::Element;

/// The names of the terms that a style defines, in any language.
pub(super) fn defined<'a>(root: &'a Element<'_>) -> HashSet<&'a str> {
    root.children_named("locale")
        .flat_map(|locale| locale.children_named("terms"))
        .flat_map(|terms| terms.children_named("term"))
        .filter_map(|term| term.attribute("name"))
        .collect()
}

impl Validator<'_, '_> {
    pub(super) fn locale(&mut self, element: &Element<'_>) {
        let mut seen: Vec<(&str, &Element<'_>)> = Vec::new();
        for date in element.children_named("date") {
            let Some(form) = date.attribute("form") else { continue };
            match seen.iter().find(|(other, _)| *other == form) {
                Some((_, first)) => {
                    let message = format!("`locale` has a second date format `{form}`");
                    let found = self.at(&DUPLICATE_STYLE_PART, date.name_span, message);
                    self.push(found.also(self.location(first.name_span), "the first is here"));
                }
                None => seen.push((form, date)),
            }
        }
    }

    pub(super) fn terms(&mut self, element: &Element<'_>) {
        let mut seen: HashMap<[Option<&str>; 4], &Element<'_>> = HashMap::new();
        for term in element.children_named("term") {
            let Some(name) = term.attribute("name") else { continue };
            let form = term.attribute("form").unwrap_or("long");
            let key =
                [Some(name), Some(form), term.attribute("gender-form"), term.attribute("match")];
            if let Some(first) = seen.get(&key) {
                let message = format!("the term `{name}` is defined twice in the form `{form}`");
                let found = self.at(&DUPLICATE_STYLE_PART, term.name_span, message);
                self.push(found.also(self.location(first.name_span), "the first is here"));
            } else {
                seen.insert(key, term);
            }
        }
    }

    pub(super) fn term_definition(&mut self, element: &Element<'_>) {
        let single = element.child("single");
        let multiple = element.child("multiple");
        if !element.children.is_empty() && !element.text.trim().is_empty() {
            let message = "a term has either a text or a `single` and a `multiple`";
            self.report(&INEFFECTIVE_STYLE_PART, element.name_span, message);
        }
        let missing = match (single, multiple) {
            (Some(_), None) => "multiple",
            (None, Some(_)) => "single",
            _ => "",
        };
        if !missing.is_empty() {
            let message = format!("the term has no `{missing}`");
            let found = self.at(&MISSING_STYLE_PART, element.name_span, message);
            self.push(found.severity(Severity::Warning));
        }
        let name = element.attribute("name").unwrap_or_default();
        if !name.starts_with("ordinal") && !name.starts_with("long-ordinal") {
            for only in ["match", "gender-form"] {
                if let Some(attribute) = attribute(element, only) {
                    let message = format!("`{only}` on a term that is no ordinal");
                    self.report(&INEFFECTIVE_STYLE_PART, attribute.name_span, message);
                }
            }
        }
    }
}
