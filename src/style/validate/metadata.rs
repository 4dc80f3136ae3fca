//! Checks the metadata of a style: its namespace and version, its `info`, and whether it is
//! dependent.

use crate::diagnostic::Severity;
use crate::style::parent::independent_parent;
use crate::style::validate::rules::{
    INCOMPLETE_STYLE_INFO, INEFFECTIVE_STYLE_PART, INVALID_STYLE_VALUE, MISSING_STYLE_PART,
    UNKNOWN_STYLE_ELEMENT,
};
use crate::style::validate::validator::{Validator, attribute};
use crate::syntax::xml::Element;

const NAMESPACE: &str = "http://purl.org/net/xbiblio/csl";

/// True if a style declares that it is written in CSL-M or CSL 1.1.
pub(super) fn expects_extensions(root: &Element<'_>) -> bool {
    root.attribute("version").is_some_and(|version| version.starts_with("1.1"))
}

impl Validator<'_, '_> {
    /// Checks the namespace and the version.
    pub(super) fn root(&mut self, root: &Element<'_>) {
        // If there is a prefix, as in `cs:style`, the declaration has it too.
        let declares =
            |name: &str| if self.prefixed { name.starts_with("xmlns:") } else { name == "xmlns" };
        let declared: Vec<_> =
            root.attributes.iter().filter(|attribute| declares(attribute.name)).collect();
        let help = format!("write `xmlns=\"{NAMESPACE}\"`");
        if declared.is_empty() {
            let message = format!("`{}` does not declare the namespace of CSL", root.name);
            let found = self.at(&MISSING_STYLE_PART, root.name_span, message);
            self.push(found.severity(Severity::Warning).help(help));
        } else if declared.iter().all(|attribute| attribute.value != NAMESPACE) {
            let message = format!("`{}` is not the namespace of CSL", declared[0].value);
            let found = self.at(&INVALID_STYLE_VALUE, declared[0].value_span, message);
            self.push(found.help(help));
        }
        if let Some(version) = attribute(root, "version") {
            let is_known = version.value == "1.0"
                || version.value.starts_with("1.0.")
                || self.expects_extensions;
            if !is_known {
                let message = format!("`{}` is not a version of CSL that is known", version.value);
                let found = self.at(&INVALID_STYLE_VALUE, version.value_span, message);
                self.push(found.help("use `1.0`, and upgrade the style if it is older"));
            }
        }
    }

    /// Checks what an independent or a dependent style must and must not have.
    pub(super) fn kind_of_style(&mut self, root: &Element<'_>) {
        if root.child("citation").is_some() {
            self.independent(root);
        } else if let Some(parent) = independent_parent(root) {
            if parent.id.is_empty() {
                self.report(&MISSING_STYLE_PART, parent.span, "the parent has no identifier");
            }
            self.dependent(root);
        } else {
            let message = "the style has no `citation`, and depends on no other style";
            let found = self.at(&MISSING_STYLE_PART, root.name_span, message);
            self.push(found.help(
                "add a `citation` with a `layout`, or to `info` a `link` with \
                 `rel=\"independent-parent\"`",
            ));
        }
    }

    fn independent(&mut self, root: &Element<'_>) {
        if root.attribute("class").is_none() {
            let found = self.at(&MISSING_STYLE_PART, root.name_span, "`style` has no `class`");
            let help = "add `class=\"in-text\"`, which it is taken for, or `class=\"note\"`";
            self.push(found.severity(Severity::Warning).help(help));
        }
        let links = root.child("info").into_iter().flat_map(|info| info.children_named("link"));
        for link in links.filter(|link| link.attribute("rel") == Some("independent-parent")) {
            let message = "a style with a `citation` depends on no other style";
            let found = self.at(&INEFFECTIVE_STYLE_PART, link.name_span, message);
            self.push(found.help("the style it was made from is a link with `rel=\"template\"`"));
        }
        if let [first, ..] = root.children.as_slice()
            && first.name != "info"
            && let Some(info) = root.child("info")
        {
            let message = "`info` is not the first in `style`";
            self.report(&UNKNOWN_STYLE_ELEMENT, info.name_span, message);
        }
    }

    fn dependent(&mut self, root: &Element<'_>) {
        for child in root.children.iter().filter(|child| child.name != "info") {
            let message = format!("`{}` in a style that depends on another", child.name);
            let found = self.at(&INEFFECTIVE_STYLE_PART, child.name_span, message);
            self.push(
                found.help("a dependent style prints as its parent does; it has only `info`"),
            );
        }
    }

    pub(super) fn info(&mut self, info: &Element<'_>, parent: Option<&Element<'_>>) {
        if parent.is_none_or(|parent| parent.name != "style") {
            return;
        }
        for name in ["title", "id"] {
            if let Some(element) = info.child(name)
                && element.text.trim().is_empty()
            {
                let message = format!("the `{name}` of the style is empty");
                self.report(&INCOMPLETE_STYLE_INFO, element.name_span, message);
            }
        }
    }

    /// *Shape*: `2024-01-31T12:00:00+00:00`, as XML Schema's `dateTime`; whether the day exists is
    /// not checked.
    pub(super) fn timestamp(&mut self, element: &Element<'_>) {
        let text = element.text.trim();
        if !is_timestamp(text) {
            let shown: String = text.chars().take(40).collect();
            let message = format!("`{shown}` is not a timestamp");
            let found = self.at(&INVALID_STYLE_VALUE, element.name_span, message);
            self.push(found.help("a timestamp is like `2024-01-31T12:00:00+00:00`"));
        }
    }
}

fn is_timestamp(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00";
    let bytes = text.as_bytes();
    let fits = |(shape, byte): (&u8, &u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    };
    bytes.len() >= SHAPE.len()
        && SHAPE.iter().zip(bytes).all(fits)
        && bytes[SHAPE.len()..]
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b':' | b'Z'))
}
