//! Attributes that most elements share.

use crate::style::compile::strings::Strings;
use crate::style::ir::{
    Common, DatePart, DatePartForm, DatePartName, Display, FontStyle, FontVariant, FontWeight,
    Format, LabelPlural, StrId, TextCase, TextDecoration, VerticalAlign,
};
use crate::style::terms::TermForm;
use crate::syntax::xml::Element;

/// Compiles the affixes, formatting, text case, display, quotes and periods of an element.
pub(super) fn compile_common(element: &Element<'_>, strings: &mut Strings) -> Common {
    let mut common = Common::PLAIN;
    for attribute in &element.attributes {
        let value = attribute.value.as_ref();
        match attribute.name {
            "prefix" => common.prefix = strings.intern(value),
            "suffix" => common.suffix = strings.intern(value),
            "quotes" => common.quotes = value == "true",
            "strip-periods" => common.strip_periods = value == "true",
            "text-case" => common.text_case = text_case(value),
            "display" => common.display = display(value),
            name => set_format(&mut common.format, name, value),
        }
    }
    common
}

fn set_format(format: &mut Format, name: &str, value: &str) {
    match (name, value) {
        ("font-style", "normal") => format.style = Some(FontStyle::Normal),
        ("font-style", "italic") => format.style = Some(FontStyle::Italic),
        ("font-style", "oblique") => format.style = Some(FontStyle::Oblique),
        ("font-variant", "normal") => format.variant = Some(FontVariant::Normal),
        ("font-variant", "small-caps") => format.variant = Some(FontVariant::SmallCaps),
        ("font-weight", "normal") => format.weight = Some(FontWeight::Normal),
        ("font-weight", "bold") => format.weight = Some(FontWeight::Bold),
        ("font-weight", "light") => format.weight = Some(FontWeight::Light),
        ("text-decoration", "none") => format.decoration = Some(TextDecoration::None),
        ("text-decoration", "underline") => format.decoration = Some(TextDecoration::Underline),
        ("vertical-align", "baseline") => format.align = Some(VerticalAlign::Baseline),
        ("vertical-align", "sup") => format.align = Some(VerticalAlign::Superscript),
        ("vertical-align", "sub") => format.align = Some(VerticalAlign::Subscript),
        _ => {}
    }
}

fn text_case(value: &str) -> Option<TextCase> {
    Some(match value {
        "lowercase" => TextCase::Lowercase,
        "uppercase" => TextCase::Uppercase,
        "capitalize-first" => TextCase::CapitalizeFirst,
        "capitalize-all" => TextCase::CapitalizeAll,
        "sentence" => TextCase::Sentence,
        "title" => TextCase::Title,
        _ => return None,
    })
}

fn display(value: &str) -> Option<Display> {
    Some(match value {
        "block" => Display::Block,
        "left-margin" => Display::LeftMargin,
        "right-inline" => Display::RightInline,
        "indent" => Display::Indent,
        _ => return None,
    })
}

/// Compiles a `cs:date-part`; `None` if its name is missing or unknown.
pub(super) fn compile_date_part(element: &Element<'_>, strings: &mut Strings) -> Option<DatePart> {
    let name = date_part_name(element.attribute("name")?)?;
    let form = element.attribute("form").and_then(|form| {
        Some(match form {
            "numeric" => DatePartForm::Numeric,
            "numeric-leading-zeros" => DatePartForm::NumericLeadingZeros,
            "ordinal" => DatePartForm::Ordinal,
            "long" => DatePartForm::Long,
            "short" => DatePartForm::Short,
            _ => return None,
        })
    });
    let range_delimiter = element
        .attribute("range-delimiter")
        .filter(|it| !it.is_empty())
        .map(|it| strings.intern(it));
    Some(DatePart { name, form, range_delimiter, common: compile_common(element, strings) })
}

pub(super) fn date_part_name(name: &str) -> Option<DatePartName> {
    match name {
        "year" => Some(DatePartName::Year),
        "month" => Some(DatePartName::Month),
        "day" => Some(DatePartName::Day),
        _ => None,
    }
}

/// The value of an attribute as an interned string.
pub(super) fn string(element: &Element<'_>, name: &str, strings: &mut Strings) -> Option<StrId> {
    element.attribute(name).map(|value| strings.intern(value))
}

/// The form of a term that an element prints.
pub(super) fn term_form(element: &Element<'_>) -> TermForm {
    element.attribute("form").and_then(TermForm::from_name).unwrap_or_default()
}

/// When a label is in the plural.
pub(super) fn label_plural(element: &Element<'_>) -> LabelPlural {
    match element.attribute("plural") {
        Some("always") => LabelPlural::Always,
        Some("never") => LabelPlural::Never,
        _ => LabelPlural::Contextual,
    }
}
