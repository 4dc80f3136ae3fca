//! Checks elements and attributes against the schema: whether they exist, and whether they are
//! allowed there.

use crate::diagnostic::{Fix, Severity, nearest};
use crate::source::Span;
use crate::style::schema::{ALL, AttributeType, ElementType, Origin};
use crate::style::validate::rules::{
    DUPLICATE_STYLE_PART, INCOMPLETE_STYLE_INFO, INEFFECTIVE_STYLE_PART, MISSING_STYLE_PART,
    STYLE_EXTENSION, UNKNOWN_STYLE_ATTRIBUTE, UNKNOWN_STYLE_ELEMENT,
};
use crate::style::validate::validator::{Validator, is_prefixed};
use crate::style::validate::values::either;
use crate::syntax::xml::{Attribute, Element};

impl Validator<'_, '_> {
    /// Checks an element and its descendants.
    pub(super) fn element(
        &mut self,
        element: &Element<'_>,
        kind: &'static ElementType,
        parent: Option<&Element<'_>>,
    ) {
        for attribute in &element.attributes {
            self.attribute(attribute, element, kind);
        }
        self.required_attributes(element, kind, parent);
        if !kind.has_text && !element.text.trim().is_empty() {
            let text: String = element.text.trim().chars().take(20).collect();
            let message = format!("the text `{text}` in `{}` is not printed", kind.name);
            let found = self.at(&INEFFECTIVE_STYLE_PART, element.name_span, message);
            self.push(found.help("print text with `<text value=\"...\"/>`"));
        }
        for child in &element.children {
            self.child(child, element, kind);
        }
        self.children(element, kind);
        self.particulars(element, kind, parent);
    }

    fn child(&mut self, child: &Element<'_>, element: &Element<'_>, kind: &'static ElementType) {
        if is_prefixed(child) != self.prefixed {
            return;
        }
        if let Some(child_kind) = kind.child(child.name) {
            if child_kind.origin == Origin::Extension && kind.origin == Origin::Standard {
                self.extension(child.name, child.name_span);
            }
            self.element(child, child_kind, Some(element));
            return;
        }
        let name = child.name;
        let (meant, found) = if let Some(elsewhere) = ALL.iter().find(|known| known.name == name) {
            let message = format!("`{name}` is not allowed in `{}`", kind.name);
            let mut found = self.at(&UNKNOWN_STYLE_ELEMENT, child.name_span, message);
            let holds = |parent: &&&ElementType| parent.child(name).is_some();
            let parents: Vec<&str> = ALL.iter().filter(holds).map(|parent| parent.name).collect();
            if (1..=4).contains(&parents.len()) {
                found = found.help(format!("it belongs in {}", either(&parents)));
            }
            (Some(*elsewhere), found)
        } else {
            let message = format!("CSL has no element `{name}`");
            let found = self.at(&UNKNOWN_STYLE_ELEMENT, child.name_span, message);
            match nearest(name, kind.all_children().map(|child| child.name)) {
                Some(meant) => (kind.child(meant), found.help(format!("did you mean `{meant}`?"))),
                None => (None, found),
            }
        };
        self.push(found);
        // Its children are checked against the element that was probably meant.
        if let Some(meant) = meant {
            self.element(child, meant, Some(element));
        }
    }

    /// Checks which children are missing or repeated.
    fn children(&mut self, element: &Element<'_>, kind: &'static ElementType) {
        for &name in kind.required_children {
            if element.child(name).is_none() {
                let message = format!("`{}` has no `{name}`", kind.name);
                let (rule, severity) = match (kind.name, name) {
                    ("citation" | "bibliography" | "intext", _) => {
                        (&MISSING_STYLE_PART, Severity::Error)
                    }
                    ("info", _) | (_, "info") => (&INCOMPLETE_STYLE_INFO, Severity::Warning),
                    _ => (&MISSING_STYLE_PART, Severity::Warning),
                };
                let found = self.at(rule, element.name_span, message);
                self.push(found.severity(severity));
            }
        }
        for &name in kind.single_children {
            let mut children = element.children_named(name);
            let Some(first) = children.next() else { continue };
            for other in children {
                let message = format!("`{}` has a second `{name}`", kind.name);
                let found = self.at(&DUPLICATE_STYLE_PART, other.name_span, message);
                self.push(found.also(self.location(first.name_span), "the first is here"));
            }
        }
    }

    fn required_attributes(
        &mut self,
        element: &Element<'_>,
        kind: &'static ElementType,
        parent: Option<&Element<'_>>,
    ) {
        for &name in kind.required_attributes {
            // `names` in `substitute` may have no `name`: it then uses that of the names around it.
            let inherits = kind.name == "names" && parent.is_some_and(|p| p.name == "substitute");
            if element.attribute(name).is_none() && !inherits {
                let message = format!("`{}` has no `{name}`", kind.name);
                let found = self.at(&MISSING_STYLE_PART, element.name_span, message);
                self.push(found.severity(Severity::Warning));
            }
        }
    }

    fn attribute(
        &mut self,
        attribute: &Attribute<'_>,
        element: &Element<'_>,
        kind: &'static ElementType,
    ) {
        let name = attribute.name;
        if let Some(known) = kind.attribute(name) {
            if known.origin == Origin::Extension && kind.origin == Origin::Standard {
                self.extension(name, attribute.name_span);
            }
            self.value(attribute, known, element);
            return;
        }
        // Attributes of other namespaces, and declarations of namespaces, are not CSL's.
        if name == "xmlns" || (name.contains(':') && name != "xml:lang") || name == "xml:base" {
            return;
        }
        let message = format!("`{}` has no attribute `{name}`", kind.name);
        let found = self.at(&UNKNOWN_STYLE_ATTRIBUTE, attribute.name_span, message);
        let unset = kind
            .all_attributes()
            .map(|known: &AttributeType| known.name)
            .filter(|known| element.attribute(known).is_none());
        let found = match nearest(name, unset) {
            Some(meant) => {
                let location = self.location(attribute.name_span);
                let fix = Fix::needs_review(format!("write `{meant}`"), location, meant);
                found.help(format!("did you mean `{meant}`?")).fix(fix)
            }
            None => match ALL.iter().filter(|known| known.attribute(name).is_some()).count() {
                0 => found.help("CSL has no attribute of that name; it is ignored"),
                _ => found.help("CSL has it on other elements; here it is ignored"),
            },
        };
        self.push(found);
    }

    /// Reports a name that is not in CSL 1.0.2, unless the style declares that it uses extensions.
    pub(super) fn extension(&mut self, name: &str, span: Span) {
        if !self.expects_extensions {
            let message = format!("`{name}` is an extension of CSL 1.0.2");
            let found = self.at(&STYLE_EXTENSION, span, message);
            self.push(found.help("other processors may ignore it"));
        }
    }
}
