//! Parts of a style that are not printed. The style still formats; the warnings are passed on to
//! the user.

use std::collections::BTreeSet;

use crate::source::Span;
use crate::syntax::xml::Element;

/// A part of a style that is not printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
#[non_exhaustive]
pub struct StyleWarning {
    /// Where the style first uses it; in the text of the parent if the style is a dependent one
    /// ([`StyleInfo::parent`](crate::style::StyleInfo::parent)).
    pub span: Span,
    /// What it is.
    pub kind: StyleWarningKind,
}

/// A part of a style that is not printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum StyleWarningKind {
    /// A macro that is called but not defined; citeproc-js prints nothing for it either.
    #[error("there is no macro `{0}`, so nothing is printed where the style calls it")]
    UndefinedMacro(String),
    /// An extension of Jurism that ibid does not support, as the style spells it.
    #[error(
        "`{0}` is an extension of Jurism that is not supported, so the style prints without it"
    )]
    Unsupported(String),
}

/// The parts of a style that are not printed, without repetitions, in the order of the style's
/// text.
pub(super) fn warnings(style: &Element<'_>) -> Vec<StyleWarning> {
    let macros = style.children_named("macro");
    let defined: BTreeSet<&str> = macros.filter_map(|element| element.attribute("name")).collect();
    let mut found: Vec<StyleWarning> = Vec::new();
    let mut said: BTreeSet<StyleWarningKind> = BTreeSet::new();
    let mut waiting: Vec<&Element<'_>> = vec![style];
    while let Some(element) = waiting.pop() {
        for (span, kind) in of_element(element, &defined) {
            if said.insert(kind.clone()) {
                found.push(StyleWarning { span, kind });
            }
        }
        waiting.extend(element.children.iter().rev());
    }
    found
}

/// The warnings about one element, without its descendants.
fn of_element<'e>(
    element: &'e Element<'_>,
    defined: &'e BTreeSet<&str>,
) -> impl Iterator<Item = (Span, StyleWarningKind)> + 'e {
    let unsupported = |name: &str| StyleWarningKind::Unsupported(name.to_owned());
    let own = matches!(element.name, "law-module" | "court-class")
        .then(|| (element.name_span, unsupported(element.name)));
    let attributes = element.attributes.iter().filter_map(move |attribute| {
        let value = attribute.value.as_ref();
        let kind = match attribute.name {
            "macro" if !defined.contains(value) => {
                StyleWarningKind::UndefinedMacro(value.to_owned())
            }
            "form" if value == "static" => unsupported("form=\"static\""),
            "court-class" => unsupported("court-class"),
            _ => return None,
        };
        Some((attribute.value_span, kind))
    });
    own.into_iter().chain(attributes)
}
