//! CSL styles: compiled from XML once, and then used by the engine as often as needed.

#[cfg(feature = "archive")]
pub mod archive;
mod compile;
mod dialect;
mod error;
pub(crate) mod ir;
pub(crate) mod locale;
pub(crate) mod parent;
mod schema;
#[cfg(test)]
#[path = "../../tests/shared/mod.rs"]
mod shared;
pub(crate) mod terms;
pub(crate) mod validate;
pub(crate) mod view;
mod warnings;

pub use dialect::primary_dialect;
pub use error::{StyleError, StyleErrorKind};
pub use warnings::{StyleWarning, StyleWarningKind};

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::model::LocatorLabel;
use crate::source::{Source, SourceId, Span};
use crate::style::compile::LocaleFiles;
use crate::style::ir::Program;
use crate::style::parent::independent_parent;
use crate::style::terms::TermForm;
use crate::syntax::xml::{self, Element};

/// A compiled style, in one language. It is cheap to clone, and can be shared between threads.
#[derive(Debug, Clone)]
pub struct Style {
    program: Arc<Program>,
    info: Arc<StyleInfo>,
}

/// The metadata of a style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StyleInfo {
    /// Its title: "Modern Language Association 9th edition".
    pub title: String,
    /// Its identifier, which is a URL.
    pub id: String,
    /// The language it was compiled for: `en-US`.
    pub language: String,
    /// Whether its citations are notes.
    pub is_note: bool,
    /// Whether it has a bibliography.
    pub has_bibliography: bool,
    /// The identifier of the parent, if the style is a dependent one. [`StyleInfo::place`] then
    /// returns spans in the parent's text.
    pub parent: Option<String>,
    /// The span of each element in the style's text, by the number in the output minus 1.
    places: Vec<Span>,
    warnings: Vec<StyleWarning>,
}

impl StyleInfo {
    /// The span, in the style's text, of the element that made a piece of output; in the text of
    /// [`StyleInfo::parent`] if there is one.
    ///
    /// `None` for 0, which is the number of text that no element made, such as the prefix of a
    /// cite.
    pub fn place(&self, number: u32) -> Option<Span> {
        self.places.get((number as usize).checked_sub(1)?).copied()
    }
}

/// Provides the texts that a style needs besides its own.
pub trait Resources {
    /// The text of a locale file with this exact tag: `de-DE`.
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>>;

    /// The text of an independent style with this identifier, for a style that depends on it.
    fn style(&self, id: &str) -> Option<Cow<'_, str>>;
}

/// No resources. Without a locale, [`Style::compile`] returns [`StyleErrorKind::NoLocale`].
impl Resources for () {
    fn locale(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }

    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

impl Style {
    /// Compiles a style.
    ///
    /// `locale` is the language to print in. If it is `None`, the style's `default-locale` is used,
    /// or else `en-US`.
    ///
    /// # Errors
    ///
    /// If the text is not a style, or not a usable one; if the text of a locale cannot be read; and
    /// if `resources` has a locale neither for the language nor for `en-US`, since terms such as
    /// "In" and "Ed." and the date formats would be missing from the output.
    pub fn compile(
        xml: &str,
        locale: Option<&str>,
        resources: &dyn Resources,
    ) -> Result<Style, StyleError> {
        let root = parse(xml)?;
        let Some(parent_ref) = independent_parent(&root) else {
            return compile_independent(&root, locale, resources);
        };
        let missing = || StyleError {
            span: parent_ref.span,
            kind: StyleErrorKind::NoParent(parent_ref.id.to_owned()),
        };
        let parent_xml = resources.style(parent_ref.id).ok_or_else(missing)?;
        let in_parent = |error: StyleError| {
            let source = Source::new(parent_ref.id, &*parent_xml);
            let at = source.line_column(error.span.start);
            let (id, fault) = (parent_ref.id.to_owned(), Box::new(error.kind));
            let kind = StyleErrorKind::Parent { id, line: at.line, column: at.column, fault };
            StyleError { span: parent_ref.span, kind }
        };
        let parent = parse(&parent_xml).map_err(in_parent)?;
        let locale = locale.or(parent_ref.default_locale);
        let style = compile_independent(&parent, locale, resources).map_err(in_parent)?;
        let own = info(&root);
        let info = StyleInfo {
            title: own.title,
            id: own.id,
            parent: Some(parent_ref.id.to_owned()),
            ..StyleInfo::clone(&style.info)
        };
        Ok(Style { info: Arc::new(info), ..style })
    }

    /// The parts of the style that are not printed: macros that it calls but does not define, and
    /// extensions of Jurism that ibid does not support.
    ///
    /// [`Rendered::warnings`](crate::engine::Rendered::warnings) contains them too.
    #[must_use]
    pub fn warnings(&self) -> &[StyleWarning] {
        &self.info.warnings
    }

    /// The metadata of the style.
    pub fn info(&self) -> &StyleInfo {
        &self.info
    }

    /// The locator labels in the style's language, long and short, singular and plural, and as
    /// symbols: `S.`, `Seiten`, `§`. A document in that language may use them in its locators.
    pub fn locator_words(&self) -> Vec<(&str, LocatorLabel)> {
        const FORMS: [TermForm; 3] = [TermForm::Long, TermForm::Short, TermForm::Symbol];
        let program = self.program();
        let mut words = Vec::new();
        let Some(locale) = program.locales.first() else { return words };
        for &label in LocatorLabel::ALL {
            let term = terms::of_locator(label).and_then(|id| locale.terms.get(usize::from(id.0)));
            let texts =
                term.into_iter().flat_map(|term| FORMS.map(|form| term.texts[form as usize]));
            for text in texts.flatten().flatten() {
                let word = program.str(text).trim();
                if !word.is_empty() {
                    words.push((word, label));
                }
            }
        }
        words
    }

    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    /// The same style without specialization for entry types.
    #[cfg(all(test, feature = "archive"))]
    pub(crate) fn with_open_views(&self) -> Style {
        let program = Program::clone(&self.program).with_open_views();
        Style { program: Arc::new(program), info: Arc::clone(&self.info) }
    }
}

fn parse(xml: &str) -> Result<Element<'_>, StyleError> {
    parse_root(xml, "style", StyleErrorKind::NotAStyle)
}

/// Parses XML whose outermost element must be called `name`.
fn parse_root<'a>(
    xml: &'a str,
    name: &str,
    other: fn(String) -> StyleErrorKind,
) -> Result<Element<'a>, StyleError> {
    let mut sink = Sink::new();
    let root = xml::parse(xml, SourceId(0), &mut sink);
    let fault = sink.into_sorted().into_iter().next().map(|fault| StyleError {
        span: fault.primary.location.span,
        kind: StyleErrorKind::NotXml(fault.message),
    });
    let Some(root) = root else {
        let empty = || StyleError {
            span: Span::at(0),
            kind: StyleErrorKind::NotXml("expected an XML element".to_owned()),
        };
        return Err(fault.unwrap_or_else(empty));
    };
    if let Some(fault) = fault {
        return Err(fault);
    }
    if root.name != name {
        let kind = other(root.name.to_owned());
        return Err(StyleError { span: root.name_span, kind });
    }
    Ok(root)
}

/// Parses the text of a locale. The error contains the position of the fault in that text.
fn parse_locale<'a>(tag: &str, text: &'a str) -> Result<Element<'a>, StyleErrorKind> {
    parse_root(text, "locale", StyleErrorKind::NotALocale).map_err(|error| {
        let at = Source::new(tag, text).line_column(error.span.start);
        let (tag, fault) = (tag.to_owned(), Box::new(error.kind));
        StyleErrorKind::Locale { tag, line: at.line, column: at.column, fault }
    })
}

fn info(root: &Element<'_>) -> StyleInfo {
    let text = |name| {
        let element = root.child("info").and_then(|info| info.child(name));
        element.map(|element| element.text.trim().to_owned()).unwrap_or_default()
    };
    StyleInfo {
        title: text("title"),
        id: text("id"),
        is_note: root.attribute("class") == Some("note"),
        has_bibliography: root.child("bibliography").is_some(),
        ..StyleInfo::default()
    }
}

fn compile_independent(
    root: &Element<'_>,
    locale: Option<&str>,
    resources: &dyn Resources,
) -> Result<Style, StyleError> {
    let wanted = locale.or_else(|| root.attribute("default-locale")).filter(|tag| !tag.is_empty());
    let language = full_tag(wanted.unwrap_or("en-US"));
    // All locale texts that the style may need live as long as the compilation.
    let mut tags = vec!["en-US".to_owned()];
    let layouts = root.children.iter().flat_map(|element| element.children_named("layout"));
    let own = layouts.filter_map(|layout| layout.attribute("locale")?.split_whitespace().next());
    for tag in [language.as_str()].into_iter().chain(own) {
        for tag in [full_tag(tag), dialect_of(tag)] {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    let texts: Vec<(String, Cow<'_, str>)> =
        tags.into_iter().filter_map(|tag| resources.locale(&tag).map(|text| (tag, text))).collect();
    let in_style = |kind| StyleError { span: root.name_span, kind };
    let files = texts
        .iter()
        .map(|(tag, text)| Ok((tag.as_str(), parse_locale(tag, text)?)))
        .collect::<Result<Vec<(&str, Element<'_>)>, StyleErrorKind>>()
        .map_err(in_style)?;
    let serves = |tag: &str| ["en-US", &language, &dialect_of(&language)].contains(&tag);
    if !files.iter().any(|(tag, _)| serves(tag)) {
        return Err(in_style(StyleErrorKind::NoLocale(language)));
    }
    let compiled = compile::compile(
        root,
        &mut |tag| {
            let language = full_tag(tag);
            let file =
                |tag: &str| files.iter().find(|(name, _)| *name == tag).map(|(_, root)| root);
            let mut sources: Vec<&Element<'_>> = Vec::new();
            for tag in ["en-US", &dialect_of(&language), &language] {
                let found = file(tag);
                if let Some(found) = found
                    && !sources.iter().any(|source| std::ptr::eq(*source, found))
                {
                    sources.push(found);
                }
            }
            LocaleFiles { language, files: sources }
        },
        &language,
    )?;
    let warnings = warnings::warnings(root);
    let info = StyleInfo { language, places: compiled.places, warnings, ..info(root) };
    Ok(Style { program: Arc::new(compiled.program), info: Arc::new(info) })
}

/// A tag with a region: a language without one gets its primary dialect.
fn full_tag(tag: &str) -> String {
    if tag.contains('-') { tag.to_owned() } else { dialect_of(tag) }
}

/// The dialect whose locale file is used for the tag's language, or the tag itself if there is
/// none.
fn dialect_of(tag: &str) -> String {
    primary_dialect(tag).unwrap_or(tag).to_owned()
}
