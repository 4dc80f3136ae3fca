//! What CSL knows: its elements, their attributes, and the names that stand in values.
//!
//! The tables are of CSL 1.0.2 and of the extensions of it that styles use (CSL-M, and `intext`
//! of CSL 1.1). An [`ElementType`] is an element in its context: `date` in a locale and `date` in
//! a layout are two.
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
    /// In groups, as the specification has them.
    pub(crate) attributes: &'static [&'static [AttributeType]],
    pub(crate) required_attributes: &'static [&'static str],
    /// In groups.
    pub(crate) children: &'static [&'static [&'static ElementType]],
    /// The children without which it makes no sense.
    pub(crate) required_children: &'static [&'static str],
    /// The children of which there is at most one.
    pub(crate) single_children: &'static [&'static str],
    /// Whether characters directly inside mean something.
    pub(crate) has_text: bool,
}

impl ElementType {
    /// What its attribute of that name may hold.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'static AttributeType> {
        self.all_attributes().find(|attribute| attribute.name == name)
    }

    pub(crate) fn all_attributes(&self) -> impl Iterator<Item = &'static AttributeType> {
        self.attributes.iter().flat_map(|group| group.iter())
    }

    /// Its child of that name.
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

/// What an attribute may hold.
#[derive(Debug)]
pub(crate) enum Values {
    /// Any text.
    Any,
    /// `true` or `false`.
    Boolean,
    OneOf(Choice),
    /// A whole number, not below this one.
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
    /// Still standard, but to be written otherwise.
    pub(crate) deprecated: &'static [&'static str],
}
