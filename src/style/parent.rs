//! Dependent styles: finding the parent.

use crate::source::Span;
use crate::syntax::xml::Element;

/// The parent of a dependent style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) struct ParentRef<'a> {
    /// The parent's identifier: `http://www.zotero.org/styles/nature`.
    pub id: &'a str,
    /// Where the identifier is written.
    pub span: Span,
    /// The language to print in, instead of the parent's own.
    pub default_locale: Option<&'a str>,
}

/// The parent of a dependent style. `None` for an independent style, which has a `citation` of its
/// own, and for XML that is not a style.
///
/// *Source*: CSL 1.0.2 specification, "Dependent Styles" and "Info".
pub(crate) fn independent_parent<'a>(root: &'a Element<'_>) -> Option<ParentRef<'a>> {
    if root.name != "style" || root.child("citation").is_some() {
        return None;
    }
    let link = root
        .child("info")?
        .children_named("link")
        .find(|link| link.attribute("rel") == Some("independent-parent"))?;
    let href = link.attributes.iter().find(|attribute| attribute.name == "href")?;
    Some(ParentRef {
        id: href.value.trim(),
        span: href.value_span,
        default_locale: root.attribute("default-locale").filter(|tag| !tag.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::independent_parent;
    use crate::diagnostic::Sink;
    use crate::source::SourceId;
    use crate::syntax::xml;

    #[test]
    fn a_dependent_style_names_its_parent() {
        let text = "<style default-locale='de-DE'><info><link rel='self' href='urn:a'/>\
                    <link rel='independent-parent' href=' urn:b '/></info></style>";
        let root = xml::parse(text, SourceId(0), &mut Sink::new()).unwrap();
        let parent = independent_parent(&root).unwrap();
        assert_eq!((parent.id, parent.default_locale), ("urn:b", Some("de-DE")));
        assert_eq!(&text[parent.span.range()], " urn:b ");
    }

    #[test]
    fn a_style_with_a_citation_has_none() {
        let text =
            "<style><info><link rel='independent-parent' href='b'/></info><citation/></style>";
        let root = xml::parse(text, SourceId(0), &mut Sink::new()).unwrap();
        assert_eq!(independent_parent(&root), None);
    }
}
