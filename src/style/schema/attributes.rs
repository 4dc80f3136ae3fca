//! The attributes, in groups that several elements share.

use crate::style::schema::Values::{
    Any, Boolean, Language, Languages, Locators, Number, OneOf, Positions, Term, Types, Variable,
    Variables,
};
use crate::style::schema::{AttributeType, Choice, Origin, Values, VariableUse};

const fn attribute(name: &'static str, values: Values) -> AttributeType {
    AttributeType { name, origin: Origin::Standard, values }
}

const fn extension(name: &'static str, values: Values) -> AttributeType {
    AttributeType { name, origin: Origin::Extension, values }
}

const fn one_of(name: &'static str, standard: &'static [&'static str]) -> AttributeType {
    attribute(name, OneOf(Choice { standard, extension: &[], deprecated: &[] }))
}

const PRECEDES: &[&str] = &["contextual", "after-inverted-name", "always", "never"];
const PAGE_RANGES: &[&str] =
    &["chicago", "chicago-15", "chicago-16", "expanded", "minimal", "minimal-two"];
const TERM_FORMS: &[&str] = &["long", "short", "verb", "verb-short", "symbol"];

pub(super) const FORMATTING: &[AttributeType] = &[
    one_of("font-style", &["normal", "italic", "oblique"]),
    one_of("font-variant", &["normal", "small-caps"]),
    one_of("font-weight", &["normal", "bold", "light"]),
    one_of("text-decoration", &["none", "underline"]),
    one_of("vertical-align", &["baseline", "sup", "sub"]),
];

pub(super) const AFFIXES: &[AttributeType] = &[attribute("prefix", Any), attribute("suffix", Any)];

pub(super) const DELIMITER: &[AttributeType] = &[attribute("delimiter", Any)];

pub(super) const DISPLAY: &[AttributeType] =
    &[one_of("display", &["block", "left-margin", "right-inline", "indent"])];

pub(super) const STRIP_PERIODS: &[AttributeType] = &[attribute("strip-periods", Boolean)];

pub(super) const TEXT_CASE: &[AttributeType] = &[attribute(
    "text-case",
    OneOf(Choice {
        standard: &["lowercase", "uppercase", "capitalize-first", "capitalize-all", "title"],
        extension: &["normal"],
        deprecated: &["sentence"],
    }),
)];

pub(super) const XML_LANG: &[AttributeType] = &[attribute("xml:lang", Language)];

pub(super) const STYLE: &[AttributeType] = &[
    one_of("class", &["in-text", "note"]),
    attribute("default-locale", Language),
    attribute("version", Any),
    attribute("initialize-with-hyphen", Boolean),
    one_of("page-range-format", PAGE_RANGES),
    one_of("demote-non-dropping-particle", &["never", "sort-only", "display-and-sort"]),
    extension("default-locale-sort", Language),
    extension("disable-duplicate-year-suppression", Any),
    extension("track-containers", Types),
    extension(
        "year-range-format",
        OneOf(Choice { standard: PAGE_RANGES, extension: &[], deprecated: &[] }),
    ),
];

/// The options of `names` and `name` that surrounding elements may set for all of them.
pub(super) const INHERITABLE_NAME_OPTIONS: &[AttributeType] = &[
    one_of("name-form", &["long", "short", "count"]),
    attribute("name-delimiter", Any),
    attribute("names-delimiter", Any),
];

pub(super) const NAME_OPTIONS: &[AttributeType] = &[
    one_of("and", &["text", "symbol"]),
    one_of("delimiter-precedes-et-al", PRECEDES),
    one_of("delimiter-precedes-last", PRECEDES),
    attribute("et-al-min", Number(1)),
    attribute("et-al-use-first", Number(0)),
    attribute("et-al-use-last", Boolean),
    attribute("et-al-subsequent-min", Number(1)),
    attribute("et-al-subsequent-use-first", Number(0)),
    attribute("initialize", Boolean),
    attribute("initialize-with", Any),
    one_of("name-as-sort-order", &["first", "all"]),
    attribute("sort-separator", Any),
    extension("suppress-min", Number(0)),
    extension("suppress-max", Number(0)),
];

pub(super) const NAME: &[AttributeType] = &[one_of("form", &["long", "short", "count"])];

pub(super) const NAMES: &[AttributeType] =
    &[attribute("variable", Variables(VariableUse::Names)), extension("require-match", Boolean)];

pub(super) const NAME_PART: &[AttributeType] = &[one_of("name", &["family", "given"])];

pub(super) const ET_AL: &[AttributeType] = &[one_of("term", &["et-al", "and others"])];

pub(super) const INSTITUTION: &[AttributeType] = &[
    one_of("and", &["text", "symbol"]),
    attribute("use-first", Number(0)),
    attribute("substitute-use-first", Number(0)),
    attribute("use-last", Number(0)),
    attribute("reverse-order", Boolean),
    attribute("suppress-min", Number(0)),
    one_of("institution-parts", &["long", "short", "short-long", "long-short"]),
];

pub(super) const INSTITUTION_PART: &[AttributeType] =
    &[one_of("name", &["long", "short"]), attribute("if-short", Boolean)];

pub(super) const CITATION: &[AttributeType] = &[
    attribute("disambiguate-add-givenname", Boolean),
    attribute("disambiguate-add-names", Boolean),
    attribute("disambiguate-add-year-suffix", Boolean),
    one_of(
        "givenname-disambiguation-rule",
        &[
            "all-names",
            "all-names-with-initials",
            "primary-name",
            "primary-name-with-initials",
            "by-cite",
        ],
    ),
    attribute("cite-group-delimiter", Any),
    one_of("collapse", &["citation-number", "year", "year-suffix", "year-suffix-ranged"]),
    attribute("year-suffix-delimiter", Any),
    attribute("after-collapse-delimiter", Any),
    attribute("near-note-distance", Number(0)),
];

pub(super) const BIBLIOGRAPHY: &[AttributeType] = &[
    attribute("hanging-indent", Boolean),
    one_of("second-field-align", &["flush", "margin"]),
    attribute("line-spacing", Number(1)),
    attribute("entry-spacing", Number(0)),
    attribute("subsequent-author-substitute", Any),
    one_of(
        "subsequent-author-substitute-rule",
        &["complete-all", "complete-each", "partial-each", "partial-first"],
    ),
    extension("consolidate-containers", Types),
    extension("exclude-types", Types),
    extension("exclude-with-fields", Any),
    extension("track-containers", Types),
];

pub(super) const LAYOUT: &[AttributeType] = &[extension("locale", Languages)];

pub(super) const KEY: &[AttributeType] = &[
    attribute("variable", Variable(VariableUse::Any)),
    attribute("macro", Any),
    one_of("sort", &["ascending", "descending"]),
    attribute("names-min", Number(0)),
    attribute("names-use-first", Number(0)),
    attribute("names-use-last", Boolean),
];

pub(super) const MACRO: &[AttributeType] = &[attribute("name", Any)];

pub(super) const TEXT: &[AttributeType] = &[
    attribute("variable", Variable(VariableUse::Text)),
    attribute("macro", Any),
    attribute("term", Term),
    attribute("value", Any),
    one_of("form", TERM_FORMS),
    attribute("plural", Boolean),
    attribute("quotes", Boolean),
    extension(
        "label-form",
        OneOf(Choice { standard: TERM_FORMS, extension: &[], deprecated: &[] }),
    ),
    extension(
        "leading-noise-words",
        OneOf(Choice { standard: &["demote", "drop"], extension: &[], deprecated: &[] }),
    ),
];

pub(super) const DATE: &[AttributeType] = &[
    attribute("variable", Variable(VariableUse::Date)),
    attribute(
        "form",
        OneOf(Choice { standard: &["numeric", "text"], extension: &["imperial"], deprecated: &[] }),
    ),
    one_of("date-parts", &["year-month-day", "year-month", "year"]),
];

pub(super) const DATE_FORMAT: &[AttributeType] = &[one_of("form", &["numeric", "text"])];

pub(super) const DATE_PART: &[AttributeType] = &[
    one_of("name", &["day", "month", "year"]),
    // The validator checks which of them may be used with which name.
    one_of("form", &["long", "short", "numeric", "numeric-leading-zeros", "ordinal"]),
    attribute("range-delimiter", Any),
];

pub(super) const NUMBER: &[AttributeType] = &[
    attribute("variable", Variable(VariableUse::Number)),
    one_of("form", &["numeric", "ordinal", "long-ordinal", "roman"]),
    extension(
        "label-form",
        OneOf(Choice { standard: TERM_FORMS, extension: &[], deprecated: &[] }),
    ),
];

pub(super) const LABEL: &[AttributeType] = &[
    attribute("variable", Variable(VariableUse::Label)),
    attribute(
        "form",
        OneOf(Choice {
            standard: &["long", "short", "symbol"],
            extension: &["verb", "verb-short"],
            deprecated: &[],
        }),
    ),
    one_of("plural", &["contextual", "always", "never"]),
];

pub(super) const NAMES_LABEL: &[AttributeType] =
    &[one_of("form", TERM_FORMS), one_of("plural", &["contextual", "always", "never"])];

pub(super) const GROUP: &[AttributeType] = &[
    extension("require", Any),
    extension("reject", Any),
    extension("parallel-first", Variables(VariableUse::Any)),
    extension("parallel-last", Variables(VariableUse::Any)),
    extension("parallel-last-to-first", Variables(VariableUse::Any)),
    extension("no-repeat", Variables(VariableUse::Any)),
    extension("parallel-delimiter-override", Any),
    extension("parallel-delimiter-override-on-suppress", Any),
    extension("subgroup-delimiter", Any),
    extension("subgroup-delimiter-precedes-last", Any),
    extension(
        "and",
        OneOf(Choice { standard: &["text", "symbol"], extension: &[], deprecated: &[] }),
    ),
];

pub(super) const CONDITION: &[AttributeType] = &[
    attribute(
        "match",
        OneOf(Choice { standard: &["all", "any", "none"], extension: &["nand"], deprecated: &[] }),
    ),
    attribute(
        "disambiguate",
        OneOf(Choice {
            standard: &["true"],
            extension: &["check-ambiguity-and-backreference"],
            deprecated: &[],
        }),
    ),
    attribute("is-numeric", Variables(VariableUse::Any)),
    attribute("is-uncertain-date", Variables(VariableUse::Date)),
    attribute("locator", Locators),
    attribute("position", Positions),
    attribute("type", Types),
    attribute("variable", Variables(VariableUse::Any)),
    extension("container-multiple", Boolean),
    extension("container-subsequent", Boolean),
    extension(
        "context",
        OneOf(Choice { standard: &["bibliography", "citation"], extension: &[], deprecated: &[] }),
    ),
    extension("country", Any),
    extension("court-class", Any),
    extension("genre", Any),
    extension("has-day", Variables(VariableUse::Date)),
    extension("has-to-month-or-season", Variables(VariableUse::Date)),
    extension("has-year-only", Variables(VariableUse::Date)),
    extension("is-multiple", Variables(VariableUse::Any)),
    extension("is-parallel", Boolean),
    extension("jurisdiction", Any),
    extension("locale", Languages),
    extension("page", Locators),
    extension("subjurisdictions", Number(0)),
];

pub(super) const CONDITIONS: &[AttributeType] = &[one_of("match", &["all", "any", "none", "nand"])];

pub(super) const LOCALE_FILE: &[AttributeType] =
    &[attribute("xml:lang", Language), attribute("version", Any)];

pub(super) const STYLE_OPTIONS: &[AttributeType] = &[
    attribute("limit-day-ordinals-to-day-1", Boolean),
    attribute("punctuation-in-quote", Boolean),
    extension("jurisdiction-preference", Any),
    extension("leading-noise-words", Any),
    extension("name-as-reverse-order", Any),
    extension("name-as-sort-order", Any),
    extension("name-never-short", Any),
    extension("require-comma-on-symbol", Any),
    extension("skip-words", Any),
];

pub(super) const TERM: &[AttributeType] = &[
    attribute("name", Values::Term),
    one_of("form", TERM_FORMS),
    one_of("gender", &["feminine", "masculine", "neuter"]),
    one_of("gender-form", &["feminine", "masculine", "neuter"]),
    one_of("match", &["last-digit", "last-two-digits", "whole-number"]),
];

pub(super) const COURT_CLASS: &[AttributeType] =
    &[attribute("name", Any), attribute("country", Any), attribute("courts", Any)];

pub(super) const LAW_MODULE: &[AttributeType] = &[attribute("types", Types)];

pub(super) const CATEGORY: &[AttributeType] = &[
    one_of("citation-format", &["author-date", "author", "numeric", "label", "note"]),
    one_of(
        "field",
        &[
            "anthropology",
            "astronomy",
            "biology",
            "botany",
            "chemistry",
            "communications",
            "engineering",
            "generic-base",
            "geography",
            "geology",
            "history",
            "humanities",
            "law",
            "linguistics",
            "literature",
            "math",
            "medicine",
            "philosophy",
            "physics",
            "political_science",
            "psychology",
            "science",
            "social_science",
            "sociology",
            "theology",
            "zoology",
        ],
    ),
];

pub(super) const LINK: &[AttributeType] = &[
    attribute("href", Any),
    one_of("rel", &["self", "template", "documentation", "independent-parent"]),
];

pub(super) const RIGHTS: &[AttributeType] = &[attribute("license", Any)];
