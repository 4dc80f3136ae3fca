//! The elements, each with the attributes and children that it may have.

use crate::style::schema::attributes::{
    self, AFFIXES, DELIMITER, DISPLAY, FORMATTING, INHERITABLE_NAME_OPTIONS, NAME_OPTIONS,
    STRIP_PERIODS, TEXT_CASE, XML_LANG,
};
use crate::style::schema::{ElementType, Origin};

/// An element without attributes and children.
const PLAIN: ElementType = ElementType {
    name: "",
    origin: Origin::Standard,
    attributes: &[],
    required_attributes: &[],
    children: &[],
    required_children: &[],
    single_children: &[],
    has_text: false,
};

const EXTENSION: ElementType = ElementType { origin: Origin::Extension, ..PLAIN };

const fn text(name: &'static str) -> ElementType {
    ElementType { name, has_text: true, ..PLAIN }
}

/// The root of a style.
pub(crate) static STYLE: ElementType = ElementType {
    name: "style",
    attributes: &[attributes::STYLE, INHERITABLE_NAME_OPTIONS, NAME_OPTIONS],
    required_attributes: &["version"],
    children: &[&[&INFO, &LOCALE, &MACRO, &CITATION, &INTEXT, &BIBLIOGRAPHY]],
    required_children: &["info"],
    single_children: &["info", "citation", "intext", "bibliography"],
    ..PLAIN
};

/// The root of a locale file.
pub(crate) static LOCALE_FILE: ElementType = ElementType {
    name: "locale",
    attributes: &[attributes::LOCALE_FILE],
    required_attributes: &["xml:lang", "version"],
    children: &[&[&LOCALE_INFO, &STYLE_OPTIONS, &DATE_FORMAT, &TERMS, &COURT_CLASS]],
    required_children: &["terms", "date", "style-options"],
    single_children: &["info", "style-options", "terms"],
    ..PLAIN
};

static LOCALE: ElementType = ElementType {
    name: "locale",
    attributes: &[XML_LANG],
    children: &[&[&STYLE_OPTIONS, &DATE_FORMAT, &TERMS, &COURT_CLASS]],
    single_children: &["style-options", "terms"],
    ..PLAIN
};

// Metadata.

static INFO: ElementType = ElementType {
    name: "info",
    children: &[&[
        &AUTHOR,
        &CONTRIBUTOR,
        &CATEGORY,
        &ID,
        &ISSN,
        &EISSN,
        &ISSNL,
        &LINK,
        &PUBLISHED,
        &RIGHTS,
        &SUMMARY,
        &TITLE,
        &TITLE_SHORT,
        &UPDATED,
        &LAW_MODULE,
    ]],
    required_children: &["title", "id", "updated"],
    single_children: &[
        "title",
        "id",
        "updated",
        "title-short",
        "eissn",
        "issnl",
        "published",
        "rights",
        "summary",
    ],
    ..PLAIN
};

static LOCALE_INFO: ElementType = ElementType {
    name: "info",
    children: &[&[&TRANSLATOR, &RIGHTS, &UPDATED]],
    single_children: &["rights", "updated"],
    ..PLAIN
};

const PERSON: ElementType = ElementType {
    children: &[&[&PERSON_NAME, &EMAIL, &URI]],
    required_children: &["name"],
    single_children: &["name", "email", "uri"],
    ..PLAIN
};
static AUTHOR: ElementType = ElementType { name: "author", ..PERSON };
static CONTRIBUTOR: ElementType = ElementType { name: "contributor", ..PERSON };
static TRANSLATOR: ElementType = ElementType { name: "translator", ..PERSON };
static PERSON_NAME: ElementType = text("name");
static EMAIL: ElementType = text("email");
static URI: ElementType = text("uri");

static CATEGORY: ElementType =
    ElementType { name: "category", attributes: &[attributes::CATEGORY], ..PLAIN };
static ID: ElementType = text("id");
static ISSN: ElementType = text("issn");
static EISSN: ElementType = text("eissn");
static ISSNL: ElementType = text("issnl");
static LINK: ElementType = ElementType {
    attributes: &[attributes::LINK, XML_LANG],
    required_attributes: &["href", "rel"],
    ..text("link")
};
static PUBLISHED: ElementType = text("published");
static RIGHTS: ElementType =
    ElementType { attributes: &[attributes::RIGHTS, XML_LANG], ..text("rights") };
static SUMMARY: ElementType = ElementType { attributes: &[XML_LANG], ..text("summary") };
static TITLE: ElementType = ElementType { attributes: &[XML_LANG], ..text("title") };
static TITLE_SHORT: ElementType = ElementType { attributes: &[XML_LANG], ..text("title-short") };
static UPDATED: ElementType = text("updated");
static LAW_MODULE: ElementType = ElementType {
    name: "law-module",
    attributes: &[attributes::LAW_MODULE],
    required_attributes: &["types"],
    ..EXTENSION
};

// Locales.

static STYLE_OPTIONS: ElementType =
    ElementType { name: "style-options", attributes: &[attributes::STYLE_OPTIONS], ..PLAIN };
static DATE_FORMAT: ElementType = ElementType {
    name: "date",
    attributes: &[attributes::DATE_FORMAT, DELIMITER, FORMATTING, TEXT_CASE],
    required_attributes: &["form"],
    children: &[&[&DATE_PART]],
    required_children: &["date-part"],
    ..PLAIN
};
static TERMS: ElementType = ElementType { name: "terms", children: &[&[&TERM]], ..PLAIN };
static TERM: ElementType = ElementType {
    attributes: &[attributes::TERM],
    required_attributes: &["name"],
    children: &[&[&SINGLE, &MULTIPLE]],
    single_children: &["single", "multiple"],
    ..text("term")
};
static SINGLE: ElementType = text("single");
static MULTIPLE: ElementType = text("multiple");
static COURT_CLASS: ElementType = ElementType {
    name: "court-class",
    attributes: &[attributes::COURT_CLASS],
    required_attributes: &["name", "country", "courts"],
    ..EXTENSION
};

// The parts of a style that print.

const CITING: ElementType = ElementType {
    attributes: &[attributes::CITATION, INHERITABLE_NAME_OPTIONS, NAME_OPTIONS],
    children: &[&[&SORT, &LAYOUT]],
    required_children: &["layout"],
    single_children: &["sort"],
    ..PLAIN
};
static CITATION: ElementType = ElementType { name: "citation", ..CITING };
static INTEXT: ElementType = ElementType { name: "intext", origin: Origin::Extension, ..CITING };
static BIBLIOGRAPHY: ElementType = ElementType {
    name: "bibliography",
    attributes: &[attributes::BIBLIOGRAPHY, INHERITABLE_NAME_OPTIONS, NAME_OPTIONS],
    children: &[&[&SORT, &LAYOUT]],
    required_children: &["layout"],
    single_children: &["sort"],
    ..PLAIN
};
static SORT: ElementType =
    ElementType { name: "sort", children: &[&[&KEY]], required_children: &["key"], ..PLAIN };
static KEY: ElementType = ElementType { name: "key", attributes: &[attributes::KEY], ..PLAIN };
static MACRO: ElementType = ElementType {
    name: "macro",
    attributes: &[attributes::MACRO],
    required_attributes: &["name"],
    children: &[&RENDERING],
    ..PLAIN
};
static LAYOUT: ElementType = ElementType {
    name: "layout",
    attributes: &[AFFIXES, DELIMITER, FORMATTING, attributes::LAYOUT],
    children: &[&RENDERING],
    ..PLAIN
};

// Rendering elements.

static RENDERING: [&ElementType; 7] = [&TEXT, &DATE, &NUMBER, &NAMES, &LABEL, &GROUP, &CHOOSE];

static TEXT: ElementType = ElementType {
    name: "text",
    attributes: &[attributes::TEXT, AFFIXES, DISPLAY, FORMATTING, STRIP_PERIODS, TEXT_CASE],
    ..PLAIN
};
static DATE: ElementType = ElementType {
    name: "date",
    attributes: &[attributes::DATE, AFFIXES, DELIMITER, DISPLAY, FORMATTING, TEXT_CASE],
    required_attributes: &["variable"],
    children: &[&[&DATE_PART]],
    ..PLAIN
};
static DATE_PART: ElementType = ElementType {
    name: "date-part",
    attributes: &[attributes::DATE_PART, AFFIXES, FORMATTING, STRIP_PERIODS, TEXT_CASE],
    required_attributes: &["name"],
    ..PLAIN
};
static NUMBER: ElementType = ElementType {
    name: "number",
    attributes: &[attributes::NUMBER, AFFIXES, DISPLAY, FORMATTING, TEXT_CASE],
    required_attributes: &["variable"],
    ..PLAIN
};
static LABEL: ElementType = ElementType {
    name: "label",
    attributes: &[attributes::LABEL, AFFIXES, FORMATTING, STRIP_PERIODS, TEXT_CASE],
    required_attributes: &["variable"],
    ..PLAIN
};
static GROUP: ElementType = ElementType {
    name: "group",
    attributes: &[AFFIXES, DELIMITER, DISPLAY, FORMATTING, attributes::GROUP],
    children: &[&RENDERING],
    ..PLAIN
};

static NAMES: ElementType = ElementType {
    name: "names",
    attributes: &[attributes::NAMES, AFFIXES, DELIMITER, DISPLAY, FORMATTING],
    required_attributes: &["variable"],
    children: &[&[&NAME, &ET_AL, &NAMES_LABEL, &SUBSTITUTE, &WITH, &INSTITUTION]],
    single_children: &["name", "et-al", "label", "substitute", "with", "institution"],
    ..PLAIN
};
static NAME: ElementType = ElementType {
    name: "name",
    attributes: &[attributes::NAME, AFFIXES, DELIMITER, FORMATTING, NAME_OPTIONS],
    children: &[&[&NAME_PART]],
    ..PLAIN
};
static NAME_PART: ElementType = ElementType {
    name: "name-part",
    attributes: &[attributes::NAME_PART, AFFIXES, FORMATTING, TEXT_CASE],
    required_attributes: &["name"],
    ..PLAIN
};
static ET_AL: ElementType =
    ElementType { name: "et-al", attributes: &[attributes::ET_AL, FORMATTING], ..PLAIN };
static NAMES_LABEL: ElementType = ElementType {
    name: "label",
    attributes: &[attributes::NAMES_LABEL, AFFIXES, FORMATTING, STRIP_PERIODS, TEXT_CASE],
    ..PLAIN
};
static SUBSTITUTE: ElementType =
    ElementType { name: "substitute", children: &[&RENDERING], ..PLAIN };
static WITH: ElementType =
    ElementType { name: "with", attributes: &[AFFIXES, FORMATTING], ..EXTENSION };
static INSTITUTION: ElementType = ElementType {
    name: "institution",
    attributes: &[attributes::INSTITUTION, AFFIXES, DELIMITER, FORMATTING],
    children: &[&[&INSTITUTION_PART]],
    ..EXTENSION
};
static INSTITUTION_PART: ElementType = ElementType {
    name: "institution-part",
    attributes: &[attributes::INSTITUTION_PART, AFFIXES, FORMATTING, STRIP_PERIODS, TEXT_CASE],
    required_attributes: &["name"],
    ..EXTENSION
};

static CHOOSE: ElementType = ElementType {
    name: "choose",
    children: &[&[&IF, &ELSE_IF, &ELSE]],
    required_children: &["if"],
    single_children: &["if", "else"],
    ..PLAIN
};
static IF: ElementType = ElementType {
    name: "if",
    attributes: &[attributes::CONDITION],
    children: &[&RENDERING, &[&CONDITIONS]],
    single_children: &["conditions"],
    ..PLAIN
};
static ELSE_IF: ElementType = ElementType {
    name: "else-if",
    attributes: &[attributes::CONDITION],
    children: &[&RENDERING, &[&CONDITIONS]],
    single_children: &["conditions"],
    ..PLAIN
};
static ELSE: ElementType = ElementType { name: "else", children: &[&RENDERING], ..PLAIN };
static CONDITIONS: ElementType = ElementType {
    name: "conditions",
    attributes: &[attributes::CONDITIONS],
    required_attributes: &["match"],
    children: &[&[&CONDITION]],
    required_children: &["condition"],
    ..EXTENSION
};
static CONDITION: ElementType =
    ElementType { name: "condition", attributes: &[attributes::CONDITION], ..EXTENSION };

/// Every element, so that the validator can say where a misplaced one belongs.
pub(crate) static ALL: &[&ElementType] = &[
    &STYLE,
    &LOCALE,
    &INFO,
    &AUTHOR,
    &CONTRIBUTOR,
    &TRANSLATOR,
    &CATEGORY,
    &ID,
    &ISSN,
    &EISSN,
    &ISSNL,
    &LINK,
    &PUBLISHED,
    &RIGHTS,
    &SUMMARY,
    &TITLE,
    &TITLE_SHORT,
    &UPDATED,
    &LAW_MODULE,
    &STYLE_OPTIONS,
    &TERMS,
    &TERM,
    &SINGLE,
    &MULTIPLE,
    &COURT_CLASS,
    &CITATION,
    &INTEXT,
    &BIBLIOGRAPHY,
    &SORT,
    &KEY,
    &MACRO,
    &LAYOUT,
    &TEXT,
    &DATE,
    &DATE_PART,
    &NUMBER,
    &LABEL,
    &GROUP,
    &NAMES,
    &NAME,
    &NAME_PART,
    &ET_AL,
    &SUBSTITUTE,
    &WITH,
    &INSTITUTION,
    &INSTITUTION_PART,
    &CHOOSE,
    &IF,
    &ELSE_IF,
    &ELSE,
    &CONDITIONS,
    &CONDITION,
];
