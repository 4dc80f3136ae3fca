//! The embedded styles and locales, as XML.
//!
//! They come from the archive of hayagriva, and are extracted when `ibid-archive` is built;
//! `NOTICE` names their authors and their licence. Each is decoded only when it is first needed.

#[cfg(test)]
mod fidelity;
#[cfg(test)]
mod notice;

use std::borrow::Cow;

use ibid_archive::{ArchivedStyle, LOCALES, STYLES};

use crate::style::Resources;

/// An embedded style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EmbeddedStyle {
    /// The name under which it is listed: `modern-language-association`.
    pub name: &'static str,
    /// Its identifier: `http://www.zotero.org/styles/modern-language-association`.
    pub id: &'static str,
    /// Its title: `MLA Handbook 9th edition (in-text citations)`.
    pub title: &'static str,
    /// Its short title, if it has one: `Modern Language Association (in-text citations)`.
    pub short_title: Option<&'static str>,
    /// Its CSL text.
    pub xml: &'static str,
    archive_names: &'static [&'static str],
}

impl EmbeddedStyle {
    /// All names that [`style`] accepts for it, beginning with the name under which it is listed.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let repository = repository_name(self.id).filter(|&other| other != self.name);
        let short = SHORT_NAMES.iter().filter(move |(_, name)| *name == self.name);
        [self.name]
            .into_iter()
            .chain(self.archive_names.iter().copied())
            .chain(repository.filter(move |other| !self.archive_names.contains(other)))
            .chain(short.map(|(short, _)| *short))
    }
}

/// The embedded styles, sorted by name.
pub fn styles() -> impl Iterator<Item = EmbeddedStyle> {
    STYLES.iter().map(embedded)
}

fn embedded(style: &'static ArchivedStyle) -> EmbeddedStyle {
    let &ArchivedStyle { name, id, title, short_title, other_names, xml } = style;
    EmbeddedStyle { name, id, title, short_title, xml, archive_names: other_names }
}

/// The embedded style with this name, in any letter case.
///
/// A style has the name under which it is listed, its names in hayagriva and in the official
/// repository, and a common short name, if there is one.
///
/// # Example
///
/// ```
/// use ibid::style::archive;
///
/// let mla = archive::style("MLA").unwrap();
/// assert_eq!(mla.name, "modern-language-association");
/// ```
pub fn style(name: &str) -> Option<EmbeddedStyle> {
    styles().find(|style| style.names().any(|own| own.eq_ignore_ascii_case(name)))
}

/// The embedded style with this identifier, which is how a dependent style names its parent.
///
/// `http` and `https` are treated as equal, since both are in use for the same styles.
pub fn style_by_id(id: &str) -> Option<EmbeddedStyle> {
    let bare = without_scheme(id);
    styles().find(|style| without_scheme(style.id) == bare)
}

/// The text of a locale with this exact tag: `de-DE`.
pub fn locale(tag: &str) -> Option<&'static str> {
    let index = LOCALES.binary_search_by_key(&tag, |(own, _)| own).ok()?;
    Some(LOCALES[index].1)
}

/// The tags of the embedded locales, sorted.
pub fn locales() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|(tag, _)| *tag)
}

/// The embedded styles and locales as [`Resources`].
///
/// # Example
///
/// ```
/// use ibid::style::{Style, archive};
///
/// let apa = archive::style("apa").unwrap();
/// let style = Style::compile(apa.xml, Some("de-DE"), &archive::Embedded)?;
/// assert_eq!(style.info().title, apa.title);
/// # Ok::<(), ibid::style::StyleError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Embedded;

impl Resources for Embedded {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        locale(tag).map(Cow::Borrowed)
    }

    fn style(&self, id: &str) -> Option<Cow<'_, str>> {
        style_by_id(id).map(|style| Cow::Borrowed(style.xml))
    }
}

/// The file name of a style in the official repository.
fn repository_name(id: &'static str) -> Option<&'static str> {
    without_scheme(id).strip_prefix("www.zotero.org/styles/")
}

fn without_scheme(id: &str) -> &str {
    let id = id.trim();
    id.strip_prefix("https://").or_else(|| id.strip_prefix("http://")).unwrap_or(id)
}

/// Common short names of styles that hayagriva does not have, sorted.
const SHORT_NAMES: &[(&str, &str)] = &[
    ("aaa", "american-anthropological-association"),
    ("abnt", "associacao-brasileira-de-normas-tecnicas"),
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("agu", "american-geophysical-union"),
    ("aiaa", "american-institute-of-aeronautics-and-astronautics"),
    ("aip", "american-institute-of-physics"),
    ("ama", "american-medical-association"),
    ("ams", "american-meteorological-society"),
    ("apsa", "american-political-science-association"),
    ("asa", "american-sociological-association"),
    ("asce", "american-society-of-civil-engineers"),
    ("asm", "american-society-for-microbiology"),
    ("asme", "american-society-of-mechanical-engineers"),
    ("bmc", "biomed-central"),
    ("cse", "cse-name-year"),
    ("harvard", "harvard-cite-them-right"),
    ("iet", "the-institution-of-engineering-and-technology"),
    ("iop", "institute-of-physics-numeric"),
    ("iso-690", "iso-690-author-date"),
    ("lancet", "the-lancet"),
    ("lncs", "springer-lecture-notes-in-computer-science"),
    ("mdpi", "multidisciplinary-digital-publishing-institute"),
    ("mhra", "modern-humanities-research-association-notes"),
    ("nlm", "nlm-citation-sequence"),
    ("rsc", "royal-society-of-chemistry"),
];

#[cfg(test)]
mod tests {
    use super::{Embedded, SHORT_NAMES, STYLES, locale, locales, style, style_by_id, styles};
    use crate::style::Style;
    use crate::style::dialect::primary_dialect;

    #[test]
    fn every_name_leads_to_one_style() {
        let mut names: Vec<_> = styles().flat_map(|style| style.names()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        for (short, name) in SHORT_NAMES {
            assert_eq!(style(short).map(|style| style.name), Some(*name));
        }
        assert!(SHORT_NAMES.is_sorted());
    }

    #[test]
    fn people_find_their_styles() {
        for (typed, name) in [
            ("apa", "american-psychological-association"),
            ("IEEE", "institute-of-electrical-and-electronics-engineers"),
            ("chicago-notes-bibliography", "chicago-notes"),
            ("vancouver", "nlm-citation-sequence"),
            ("nature", "nature"),
        ] {
            assert_eq!(style(typed).map(|style| style.name), Some(name), "{typed}");
        }
        assert_eq!(style("chicago"), None, "there are three of that name");
        let parent = style_by_id("https://www.zotero.org/styles/apa").unwrap();
        assert_eq!(parent.title, "APA Style 7th edition");
    }

    #[test]
    fn lists_are_sorted_and_full() {
        assert!(STYLES.is_sorted_by_key(|style| style.name));
        assert_eq!((STYLES.len(), locales().count()), (80, 63));
        assert!(locales().is_sorted());
        assert!(locale("de-DE").is_some_and(|xml| xml.contains("xml:lang=\"de-DE\"")));
        assert_eq!(locale("de"), None);
    }

    #[test]
    fn every_style_compiles_and_a_dependent_one_finds_its_parent() {
        for style in styles() {
            let compiled = Style::compile(style.xml, None, &Embedded);
            assert_eq!(compiled.unwrap().info().title, style.title, "{}", style.name);
        }
        let dependent = "<style version='1.0' default-locale='fr-FR'><info><title>T</title>\
                         <link rel='independent-parent' \
                         href='http://www.zotero.org/styles/nature'/></info></style>";
        let compiled = Style::compile(dependent, None, &Embedded).unwrap();
        assert_eq!((&*compiled.info().title, &*compiled.info().language), ("T", "fr-FR"));
    }

    #[test]
    fn every_locale_has_a_primary_dialect_that_is_embedded() {
        for tag in locales() {
            let primary = primary_dialect(tag).unwrap_or_else(|| panic!("{tag}"));
            assert!(locale(primary).is_some(), "{tag}: {primary}");
        }
    }
}
