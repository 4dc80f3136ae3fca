//! A compiled style: what the engine runs.
//!
//! Elements lie in one arena; the children of an element are a range of it, and a macro is a
//! range that calls jump to, so that a style's size is that of its text however often a macro is
//! called. Strings are interned; name options are resolved for the citation and for the
//! bibliography; terms are numbers into each locale's table.

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
pub(crate) use element::{Block, Element, ElementKind, LabelPlural, NumberForm};
pub(crate) use names::{
    And, DelimiterPrecedes, NameAsSortOrder, NameForm, NameOptions, NamesElement, NamesLabel, Scope,
};
pub(crate) use program::{Class, DemoteParticle, PageRangeFormat, Program, StyleOptions};
