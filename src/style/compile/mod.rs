//! Compiles the XML of a style into the program that the engine runs, in one pass.
//!
//! Locale terms, date formats, options and inherited name options are resolved here; macros remain
//! macros and are called. A style that the engine cannot run is an error; everything else that may
//! be wrong is reported by `validate`.

mod bounds;
mod common;
mod compiler;
mod condition;
mod date;
mod element;
mod inherited;
mod locale;
mod names;
mod reach;
mod strings;
mod templates;

use crate::model::Variable;
use crate::source::Span;
use crate::style::compile::common::{compile_common, string};
use crate::style::compile::compiler::Compiler;
use crate::style::compile::inherited::Inherited;
use crate::style::dialect::primary_dialect;
use crate::style::error::{StyleError, StyleErrorKind};
use crate::style::ir::{
    Asked, Bibliography, Block, Citation, Class, Collapse, DemoteParticle, Disambiguation,
    EtAlOverride, GivenNameRule, Layout, PageRangeFormat, Program, Scope, SecondFieldAlign, SortBy,
    SortKey, StrId, StyleOptions, SubstituteRule,
};
use crate::syntax::xml::Element;

/// The `cs:locale` elements with which a style's text is merged, from the least to the most
/// specific.
pub(super) struct LocaleFiles<'e, 'a> {
    pub(super) language: String,
    pub(super) files: Vec<&'e Element<'a>>,
}

/// A compiled style, with the span of each element and macro in its text.
pub(super) struct Compiled {
    pub(super) program: Program,
    /// Indexed by [`crate::style::ir::Element::place`].
    pub(super) places: Vec<Span>,
}

/// Compiles an independent style. `locales` returns the locale files for a language tag; it is
/// called first for the style's own language, then for those of `layout` elements.
pub(super) fn compile<'e, 'a>(
    style: &'e Element<'a>,
    locales: &mut dyn FnMut(&str) -> LocaleFiles<'e, 'a>,
    language: &str,
) -> Result<Compiled, StyleError> {
    let fail = |span, kind| Err(StyleError { span, kind });
    let Some(citation) = style.child("citation") else {
        return fail(style.name_span, StyleErrorKind::NoCitation);
    };
    let style_names = Inherited::of_attributes(style);
    let scopes = [
        style_names.overlaid(&Inherited::of_attributes(citation)),
        match style.child("bibliography") {
            Some(element) => style_names.overlaid(&Inherited::of_attributes(element)),
            None => style_names.clone(),
        },
    ];
    let mut compiler = Compiler::new(scopes);
    compiler.program.options = style_options(style);
    compiler.merge_locale(style, locales(language));
    compiler.compile_macros(style);
    compiler.program.citation = compiler.citation(citation, style, locales);
    compiler.program.bibliography =
        style.child("bibliography").map(|element| compiler.bibliography(element, style, locales));
    compiler.program.intext = style
        .child("intext")
        .and_then(|element| compiler.layouts(element, style, locales).into_iter().next());
    if let Some(error) = compiler.error {
        return Err(error);
    }
    if compiler.strings.is_full() {
        return fail(style.name_span, StyleErrorKind::TooLarge);
    }
    compiler.program.strings = compiler.strings.into_vec();
    bounds::check(&compiler.program, style)?;
    date::resolve(&mut compiler.program);
    reach::resolve(&mut compiler.program);
    templates::resolve(&mut compiler.program);
    Ok(Compiled { program: compiler.program, places: compiler.places })
}

impl<'a> Compiler<'a> {
    /// Adds the locale of a language, and returns its number.
    fn merge_locale<'e>(&mut self, style: &'e Element<'a>, files: LocaleFiles<'e, 'a>) -> u16 {
        let known =
            self.program.locales.iter().position(|locale| *locale.language == *files.language);
        if let Some(index) = known {
            return index as u16;
        }
        let LocaleFiles { language, files } = files;
        let mut own_locales = Vec::new();
        let primary = language.split('-').next().unwrap_or_default();
        // The style's own locales, from the one for all languages to the one for this dialect. The
        // one for a language's main dialect applies to all its dialects, as in citeproc-js.
        let mut tags = vec![primary, primary_dialect(primary).unwrap_or(primary), &language];
        tags.dedup();
        for wanted in std::iter::once(None).chain(tags.into_iter().map(Some)) {
            own_locales.extend(style.children_named("locale").filter(|element| {
                element.attribute("xml:lang").filter(|lang| !lang.is_empty()) == wanted
            }));
        }
        let number = self.program.locales.len() as u16;
        let mut locale =
            locale::merge(&language, &files, &own_locales, &mut self.strings, &mut self.own_terms);
        locale.number = number;
        self.program.locales.push(locale);
        number
    }

    /// Numbers all macros first, since they may call each other in any order.
    fn compile_macros(&mut self, style: &Element<'a>) {
        let macros: Vec<_> = style.children_named("macro").collect();
        for element in &macros {
            let Some(name) = element.attributes.iter().find(|a| a.name == "name") else { continue };
            let id = self.macro_ids.len() as u16;
            // A repeated name keeps its number, and the last definition is used.
            if let std::borrow::Cow::Borrowed(name) = name.value {
                self.macro_ids.entry(name).or_insert(id);
            }
        }
        self.program.macros = vec![Block::default(); self.macro_ids.len()];
        self.program.dated_macros = vec![false; self.macro_ids.len()];
        for element in &macros {
            let id = element.attribute("name").and_then(|name| self.macro_ids.get(name).copied());
            if let Some(id) = id {
                let block = self.block(element, None);
                self.program.macros[usize::from(id)] = block;
                self.program.dated_macros[usize::from(id)] = has_date(element);
            }
        }
    }

    fn layouts<'e>(
        &mut self,
        element: &'e Element<'a>,
        style: &'e Element<'a>,
        locales: &mut dyn FnMut(&str) -> LocaleFiles<'e, 'a>,
    ) -> Vec<Layout> {
        let mut layouts = Vec::new();
        for layout in element.children_named("layout") {
            let languages: Vec<Box<str>> = layout
                .attribute("locale")
                .map(|tags| tags.split_whitespace().map(Box::from).collect())
                .unwrap_or_default();
            let locale = match languages.first() {
                Some(tag) => self.merge_locale(style, locales(tag)),
                None => 0,
            };
            self.in_layout = true;
            let body = self.block(layout, None);
            self.in_layout = false;
            let delimiter = string(layout, "delimiter", &mut self.strings).unwrap_or_default();
            let common = compile_common(layout, &mut self.strings);
            let place = self.place(layout.span);
            layouts.push(Layout { languages, locale, body, delimiter, common, place });
        }
        if layouts.is_empty() {
            self.fail(element.name_span, StyleErrorKind::NoLayout(element.name.to_owned()));
        }
        layouts
    }

    fn citation<'e>(
        &mut self,
        element: &'e Element<'a>,
        style: &'e Element<'a>,
        locales: &mut dyn FnMut(&str) -> LocaleFiles<'e, 'a>,
    ) -> Citation {
        let flag = |name| element.attribute(name) == Some("true");
        let collapse = element.attribute("collapse").and_then(|collapse| {
            Some(match collapse {
                "citation-number" => Collapse::CitationNumber,
                "year" => Collapse::Year,
                "year-suffix" => Collapse::YearSuffix,
                "year-suffix-ranged" => Collapse::YearSuffixRanged,
                _ => return None,
            })
        });
        Citation {
            layouts: self.layouts(element, style, locales),
            sort: self.sort(element, Scope::Citation),
            disambiguation: Disambiguation {
                add_names: flag("disambiguate-add-names"),
                add_givenname: flag("disambiguate-add-givenname"),
                rule: element
                    .attribute("givenname-disambiguation-rule")
                    .map_or(GivenNameRule::ByCite, givenname_rule),
                add_year_suffix: flag("disambiguate-add-year-suffix"),
                conditions: 0,
            },
            collapse,
            // An empty one is none, as in citeproc-js.
            cite_group_delimiter: string(element, "cite-group-delimiter", &mut self.strings)
                .filter(|delimiter| *delimiter != StrId::EMPTY),
            year_suffix_delimiter: string(element, "year-suffix-delimiter", &mut self.strings),
            after_collapse_delimiter: string(
                element,
                "after-collapse-delimiter",
                &mut self.strings,
            ),
            near_note_distance: number(element, "near-note-distance").unwrap_or(5),
            tests_position: false,
            prints_number: false,
            asked: Asked::default(),
            sort_asked: Asked::default(),
        }
    }

    fn bibliography<'e>(
        &mut self,
        element: &'e Element<'a>,
        style: &'e Element<'a>,
        locales: &mut dyn FnMut(&str) -> LocaleFiles<'e, 'a>,
    ) -> Bibliography {
        Bibliography {
            layouts: self.layouts(element, style, locales),
            sort: self.sort(element, Scope::Bibliography),
            hanging_indent: element.attribute("hanging-indent") == Some("true"),
            second_field_align: match element.attribute("second-field-align") {
                Some("flush") => Some(SecondFieldAlign::Flush),
                Some("margin") => Some(SecondFieldAlign::Margin),
                _ => None,
            },
            line_spacing: number(element, "line-spacing").unwrap_or(1),
            entry_spacing: number(element, "entry-spacing").unwrap_or(1),
            subsequent_author_substitute: string(
                element,
                "subsequent-author-substitute",
                &mut self.strings,
            ),
            asked: Asked::default(),
            sort_asked: Asked::default(),
            numbers_downwards: false,
            substitute_rule: match element.attribute("subsequent-author-substitute-rule") {
                Some("complete-each") => SubstituteRule::CompleteEach,
                Some("partial-each") => SubstituteRule::PartialEach,
                Some("partial-first") => SubstituteRule::PartialFirst,
                _ => SubstituteRule::CompleteAll,
            },
        }
    }

    fn sort(&mut self, element: &Element<'a>, scope: Scope) -> Vec<SortKey> {
        let Some(sort) = element.child("sort") else { return Vec::new() };
        let mut keys = Vec::new();
        for key in sort.children_named("key") {
            let by = match (key.attribute("variable"), key.attribute("macro")) {
                (Some(name), _) => Variable::from_name(name).map(SortBy::Variable),
                (None, Some(name)) => self.macro_id(name).map(SortBy::Macro),
                (None, None) => None,
            };
            let Some(by) = by else { continue };
            keys.push(SortKey {
                by,
                descending: key.attribute("sort") == Some("descending"),
                names: self.names_of_key(key, scope),
            });
        }
        keys
    }

    /// How a sort key shortens names: as the key says, or else as the citation or bibliography
    /// says; the names themselves come last, as in citeproc-js.
    fn names_of_key(&self, key: &Element<'a>, scope: Scope) -> EtAlOverride {
        let around = self.scopes[scope as usize].et_al();
        EtAlOverride {
            min: number(key, "names-min").map(|min| min as u16).or(around.min),
            use_first: number(key, "names-use-first").map(|it| it as u16).or(around.use_first),
            use_last: key.attribute("names-use-last").map(|it| it == "true").or(around.use_last),
        }
    }
}

fn has_date(element: &Element<'_>) -> bool {
    element.children.iter().any(|child| child.name == "date" || has_date(child))
}

fn style_options(style: &Element<'_>) -> StyleOptions {
    StyleOptions {
        class: match style.attribute("class") {
            Some("note") => Class::Note,
            _ => Class::InText,
        },
        demote_non_dropping_particle: match style.attribute("demote-non-dropping-particle") {
            Some("never") => DemoteParticle::Never,
            Some("sort-only") => DemoteParticle::SortOnly,
            _ => DemoteParticle::DisplayAndSort,
        },
        sort_language: style.attribute("default-locale-sort").map(Box::from),
        initialize_without_hyphen: style.attribute("initialize-with-hyphen") == Some("false"),
        page_range_format: style.attribute("page-range-format").and_then(|format| {
            Some(match format {
                "chicago" | "chicago-15" => PageRangeFormat::Chicago15,
                "chicago-16" => PageRangeFormat::Chicago16,
                "expanded" => PageRangeFormat::Expanded,
                "minimal" => PageRangeFormat::Minimal,
                "minimal-two" => PageRangeFormat::MinimalTwo,
                _ => return None,
            })
        }),
    }
}

fn givenname_rule(name: &str) -> GivenNameRule {
    match name {
        "all-names" => GivenNameRule::AllNames,
        "all-names-with-initials" => GivenNameRule::AllNamesWithInitials,
        "primary-name" => GivenNameRule::PrimaryName,
        "primary-name-with-initials" => GivenNameRule::PrimaryNameWithInitials,
        _ => GivenNameRule::ByCite,
    }
}

fn number(element: &Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}
