//! The rules of the validator. Their pages are with those of all other rules.

use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

macro_rules! style_rules {
    ($($(#[$doc:meta])* $id:ident = $code:literal $name:literal $severity:ident $fix:ident
        $page:literal;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $id: Rule = Rule {
                name: $name,
                code: $code,
                family: Family::Style,
                severity: Severity::$severity,
                group: Group::Default,
                fix: FixAvailability::$fix,
                page: include_str!(concat!("../../check/rules/style/", $page, ".md")),
            };
        )*
        /// All of these rules, in the order of their codes.
        pub(crate) static ALL: &[&Rule] = &[$(&$id),*];
    };
}

style_rules! {
    /// A required part of a style or of an element is missing.
    MISSING_STYLE_PART = "STY101" "missing-style-part" Error None "missing_style_part";
    /// An element that CSL does not have, or not in that place.
    UNKNOWN_STYLE_ELEMENT =
        "STY102" "unknown-style-element" Warning None "unknown_style_element";
    /// An attribute that CSL does not have, or not on that element.
    UNKNOWN_STYLE_ATTRIBUTE =
        "STY103" "unknown-style-attribute" Warning Unsafe "unknown_style_attribute";
    /// A value that an attribute or element does not allow.
    INVALID_STYLE_VALUE = "STY104" "invalid-style-value" Warning Unsafe "invalid_style_value";
    /// A variable that CSL does not have, or of a kind that the element cannot print.
    UNKNOWN_STYLE_VARIABLE =
        "STY105" "unknown-style-variable" Warning Unsafe "unknown_style_variable";
    /// A term that neither CSL nor the style defines.
    UNKNOWN_STYLE_TERM = "STY106" "unknown-style-term" Warning Unsafe "unknown_style_term";
    /// A macro that is called but not defined.
    UNDEFINED_MACRO = "STY107" "undefined-macro" Error Unsafe "undefined_macro";
    /// A macro that calls itself, directly or through other macros.
    RECURSIVE_MACRO = "STY108" "recursive-macro" Error None "recursive_macro";
    /// A macro that is never used.
    UNUSED_MACRO = "STY109" "unused-macro" Info None "unused_macro";
    /// A part of a style that is defined twice.
    DUPLICATE_STYLE_PART = "STY110" "duplicate-style-part" Warning None "duplicate_style_part";
    /// An element or attribute that has no effect.
    INEFFECTIVE_STYLE_PART =
        "STY111" "ineffective-style-part" Warning None "ineffective_style_part";
    /// A form that CSL still accepts but has replaced.
    DEPRECATED_STYLE_FORM = "STY112" "deprecated-style-form" Info None "deprecated_style_form";
    /// A style that does not identify itself.
    INCOMPLETE_STYLE_INFO = "STY113" "incomplete-style-info" Warning None "incomplete_style_info";
    /// Something that only some processors understand.
    STYLE_EXTENSION = "STY114" "style-extension" Info None "style_extension";
    /// A style that nests too deep, or multiplies too much, to be run.
    OVERSIZED_STYLE = "STY115" "oversized-style" Error None "oversized_style";
}
