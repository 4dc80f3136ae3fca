//! Checks of single elements that the schema's tables cannot express.

use crate::diagnostic::Severity;
use crate::style::schema::ElementType;
use crate::style::validate::rules::{
    INEFFECTIVE_STYLE_PART, INVALID_STYLE_VALUE, MISSING_STYLE_PART, UNKNOWN_STYLE_ELEMENT,
};
use crate::style::validate::validator::{Validator, attribute};
use crate::style::validate::values::either;
use crate::syntax::xml::Element;

impl Validator<'_, '_> {
    pub(super) fn particulars(
        &mut self,
        element: &Element<'_>,
        kind: &'static ElementType,
        parent: Option<&Element<'_>>,
    ) {
        match kind.name {
            "info" => self.info(element, parent),
            "category" => self.one_attribute(element, &["citation-format", "field"]),
            "published" | "updated" => self.timestamp(element),
            "locale" => self.locale(element),
            "term" if kind.child("single").is_some() => self.term_definition(element),
            "terms" => self.terms(element),
            "date" => self.date(element, parent),
            "date-part" => self.date_part(element, parent),
            "citation" | "bibliography" | "intext" => self.layouts(element),
            "key" => self.one_attribute(element, &["variable", "macro"]),
            "text" => self.text(element),
            "names" => self.names(element),
            "name" if parent.is_some_and(|parent| parent.name == "names") => self.name(element),
            "choose" => self.choose(element),
            "if" | "else-if" | "condition" => self.condition(element),
            "macro" | "layout" | "group" | "else" | "substitute" => self.not_empty(element),
            _ => {}
        }
        if kind.attribute("et-al-min").is_some() {
            self.et_al(element);
        }
    }

    /// Of these attributes, an element needs one, and uses only one.
    fn one_attribute(&mut self, element: &Element<'_>, names: &[&str]) {
        let mut set = element.attributes.iter().filter(|a| names.contains(&a.name));
        let Some(first) = set.next() else {
            let message = format!("`{}` has no {}", element.name, either(names));
            let found = self.at(&MISSING_STYLE_PART, element.name_span, message);
            self.push(found.severity(Severity::Warning));
            return;
        };
        for other in set {
            let (name, heeded) = (other.name, first.name);
            let message = format!("`{}` has both `{heeded}` and `{name}`", element.name);
            let found = self.at(&INEFFECTIVE_STYLE_PART, other.name_span, message);
            self.push(found.help("one of them is ignored; keep only one"));
        }
    }

    /// An attribute that has no effect.
    pub(super) fn ignored(&mut self, element: &Element<'_>, name: &str, why: &str) {
        if let Some(attribute) = attribute(element, name) {
            let message = format!("`{name}` changes nothing here");
            let found = self.at(&INEFFECTIVE_STYLE_PART, attribute.name_span, message);
            self.push(found.help(why));
        }
    }

    fn not_empty(&mut self, element: &Element<'_>) {
        if element.children.is_empty() {
            let message = format!("`{}` is empty", element.name);
            self.report(&INEFFECTIVE_STYLE_PART, element.name_span, message);
        }
    }

    fn text(&mut self, element: &Element<'_>) {
        self.one_attribute(element, &["variable", "macro", "term", "value"]);
        let has = |name| element.attribute(name).is_some();
        if has("macro") || has("value") {
            self.ignored(element, "form", "only variables and terms have forms");
        }
        if !has("term") {
            self.ignored(element, "plural", "only terms have a plural");
        }
        if let Some(form) = attribute(element, "form")
            && has("variable")
            && matches!(form.value.as_ref(), "verb" | "verb-short" | "symbol")
        {
            let message = format!("a variable has no form `{}`", form.value);
            let found = self.at(&INVALID_STYLE_VALUE, form.value_span, message);
            self.push(found.help("it takes `long` or `short`"));
        }
    }

    /// If there are several layouts, all except the last must be for certain languages, and the
    /// last is for all others.
    fn layouts(&mut self, element: &Element<'_>) {
        let layouts: Vec<_> = element.children_named("layout").collect();
        let Some((last, others)) = layouts.split_last() else { return };
        for layout in others {
            if layout.attribute("locale").is_none() {
                let message = "a `layout` without `locale` that is not the last";
                let found = self.at(&INEFFECTIVE_STYLE_PART, layout.name_span, message);
                self.push(
                    found.help(
                        "it applies to all languages, so the layouts after it are never used",
                    ),
                );
            }
        }
        if last.attribute("locale").is_some() {
            let message = format!("`{}` has no `layout` for other languages", element.name);
            let found = self.at(&MISSING_STYLE_PART, last.name_span, message);
            let help = "add a last `layout` without `locale`";
            self.push(found.severity(Severity::Warning).help(help));
        }
        if let Some(sort) = element.child("sort")
            && sort.span.start > layouts[0].span.start
        {
            let message = "`sort` is after `layout`";
            let found = self.at(&UNKNOWN_STYLE_ELEMENT, sort.name_span, message);
            self.push(found.help("move it before `layout`"));
        }
    }

    fn choose(&mut self, element: &Element<'_>) {
        let children = &element.children;
        for (index, child) in children.iter().enumerate() {
            let message = match child.name {
                "if" if index > 0 => "`if` is not the first branch",
                "else" if index + 1 < children.len() => "`else` is not the last branch",
                _ => continue,
            };
            let found = self.at(&UNKNOWN_STYLE_ELEMENT, child.name_span, message);
            self.push(found.help("the order is `if`, any `else-if`, `else`"));
        }
    }

    fn condition(&mut self, element: &Element<'_>) {
        let tests = element.attributes.iter().filter(|attribute| attribute.name != "match");
        let count = tests.count();
        match element.child("conditions") {
            None if count == 0 => {
                let message = format!("`{}` tests nothing", element.name);
                let found = self.at(&INEFFECTIVE_STYLE_PART, element.name_span, message);
                self.push(found.help("add a test, such as `type` or `variable`"));
            }
            Some(conditions) if count > 0 => {
                let message = format!("`{}` has tests in addition to `conditions`", element.name);
                let found = self.at(&INEFFECTIVE_STYLE_PART, conditions.name_span, message);
                self.push(found.help("move them into `condition` elements"));
            }
            _ => {}
        }
    }
}
