//! The schema of CSL: its elements, their attributes, and the names in values.
//!
//! The tables contain CSL 1.0.2 and the extensions that styles use (CSL-M, and `intext` of CSL
//! 1.1). An [`ElementType`] is an element in its context: `date` in a locale and `date` in a layout
//! are two types.
//!
//! *Source*: CSL 1.0.2 specification; citeproc-js's "CSL-M: extensions to CSL".

mod attributes;
mod elements;
mod vocabulary;

pub(crate) use elements::{ALL, LOCALE_FILE, STYLE};
pub(crate) use vocabulary::{
    Origin, VariableUse, all_locators, all_positions, all_terms, all_types, all_variables,
    deprecated_variable, item_type, locator, position, term, variable,
};

/// An element in its context.
#[derive(Debug)]
pub(crate) struct ElementType {
    pub(crate) name: &'static str,
    pub(crate) origin: Origin,
    /// In groups, as in the specification.
    pub(crate) attributes: &'static [&'static [AttributeType]],
    pub(crate) required_attributes: &'static [&'static str],
    /// In groups.
    pub(crate) children: &'static [&'static [&'static ElementType]],
    /// The children that it must have.
    pub(crate) required_children: &'static [&'static str],
    /// The children that it may have only once.
    pub(crate) single_children: &'static [&'static str],
    /// Whether it may contain text.
    pub(crate) has_text: bool,
}

impl ElementType {
    /// The values of the attribute with this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'static AttributeType> {
        self.all_attributes().find(|attribute| attribute.name == name)
    }

    pub(crate) fn all_attributes(&self) -> impl Iterator<Item = &'static AttributeType> {
        self.attributes.iter().flat_map(|group| group.iter())
    }

    /// The child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&'static ElementType> {
        self.all_children().find(|child| child.name == name)
    }

    pub(crate) fn all_children(&self) -> impl Iterator<Item = &'static ElementType> {
        self.children.iter().flat_map(|group| group.iter().copied())
    }
}

/// An attribute of an element.
#[derive(Debug)]
pub(crate) struct AttributeType {
    pub(crate) name: &'static str,
    pub(crate) origin: Origin,
    pub(crate) values: Values,
}

/// The values that an attribute accepts.
#[derive(Debug)]
pub(crate) enum Values {
    /// Any text.
    Any,
    /// `true` or `false`.
    Boolean,
    OneOf(Choice),
    /// A whole number, not lower than this one.
    Number(u32),
    Variable(VariableUse),
    /// Separated by spaces.
    Variables(VariableUse),
    /// Item types, separated by spaces.
    Types,
    /// Locator labels, separated by spaces.
    Locators,
    /// Positions of cites, separated by spaces.
    Positions,
    Term,
    /// A language tag.
    Language,
    /// Language tags, separated by spaces.
    Languages,
}

/// The values of an enumeration.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) standard: &'static [&'static str],
    pub(crate) extension: &'static [&'static str],
    /// Values that are still standard, but should be written differently.
    pub(crate) deprecated: &'static [&'static str],
}
