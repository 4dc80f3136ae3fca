//! The compiled form of a style, which the engine runs.
//!
//! Elements are stored in one arena. The children of an element are a range of the arena, and so is
//! a macro, which calls refer to; so the size of a compiled style is proportional to its text,
//! however often a macro is called. Strings are interned, name options are resolved for the
//! citation and for the bibliography, and terms are indexes into each locale's table.

mod areas;
mod common;
mod condition;
mod date;
mod element;
mod names;
mod program;

pub(crate) use areas::{
    Asked, Bibliography, Citation, Collapse, Disambiguation, EtAlOverride, GivenNameRule, Layout,
    SecondFieldAlign, SortBy, SortKey, SubstituteRule,
};
pub(crate) use common::{
    Common, Display, FontStyle, FontVariant, FontWeight, Format, StrId, TextCase, TextDecoration,
    VerticalAlign,
};
pub(crate) use condition::{Branch, Match, PositionTest, Test, locator_bit};
pub(crate) use date::{
    DateElement, DateForm, DateFormat, DatePart, DatePartForm, DatePartName, DateParts,
};
pub(crate) use element::{Block, Element, ElementId, ElementKind, LabelPlural, NumberForm};
pub(crate) use names::{
    And, DelimiterPrecedes, NameAsSortOrder, NameForm, NameOptions, NamesElement, NamesLabel, Scope,
};
pub(crate) use program::{Class, DemoteParticle, PageRangeFormat, Program, StyleOptions};
