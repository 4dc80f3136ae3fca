//! Facts about the work: its kind, language, status, and remarks.

use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::model::{EntryType, Language, Variable};
use crate::read::bibtex::entry::labels::without_sign;
use crate::read::bibtex::entry::{EntryReader, join};
use crate::read::bibtex::terms;
use crate::read::bibtex::tex::Mode;

impl EntryReader<'_, '_> {
    pub(super) fn notes(&mut self) {
        if !self.entry.has(Variable::Doi) && !self.entry.has(Variable::Url) {
            self.address_in(Field::Note);
        }
        let note = [("", Field::Note), (". ", Field::Addendum)];
        let is_taken = [Variable::Url, Variable::Edition].map(|it| self.went_into(Field::Note, it));
        let is_taken = is_taken.contains(&true);
        let left = if is_taken { None } else { self.remarks_in(Field::Note) };
        if let Some(left) = left {
            let note = match self.decode(Field::Addendum, Mode::Rich) {
                Some(addendum) => join(left, ". ", &addendum),
                None => left,
            };
            self.entry.set_text(Variable::Note, note);
            self.note(&[Field::Note, Field::Addendum], Variable::Note);
        } else if is_taken || self.is_used(Field::Note) {
            self.set(Field::Addendum, Variable::Note, Mode::Rich);
        } else {
            self.set_joined(&note, Variable::Note, Mode::Rich);
        }
        self.set(Field::Abstract, Variable::Abstract, Mode::Rich);
        self.set(Field::Annotation, Variable::Annote, Mode::Rich);
        self.set(Field::Keywords, Variable::Keyword, Mode::Plain);
        self.set(Field::Library, Variable::CallNumber, Mode::Plain);
        self.set(Field::License, Variable::License, Mode::Plain);
        self.set(Field::Shorthand, Variable::CitationLabel, Mode::Plain);
        self.status();
        self.genre();
        self.language();
        self.refine_kind();
    }

    fn status(&mut self) {
        let Some(text) = self.plain(Field::Pubstate) else { return };
        let status = terms::status(&text).map_or(text, str::to_owned);
        self.entry.set_text(Variable::Status, status);
        self.note(&[Field::Pubstate], Variable::Status);
    }

    /// The kind of a thesis, report, patent or similar work; in other entries `type` is a word of a
    /// style or database.
    fn genre(&mut self) {
        let implied = match self.kind {
            Kind::Phdthesis => Some("PhD thesis"),
            Kind::Mastersthesis => Some("Master’s thesis"),
            Kind::Techreport => Some("Technical report"),
            _ => None,
        };
        let has_genre = !self.kind.is_part()
            && !self.kind.is_in_periodical()
            && !matches!(self.kind, Kind::Book | Kind::Collection | Kind::Proceedings);
        let text = if has_genre { self.decode(Field::Type, Mode::Rich) } else { None };
        match text {
            Some(text) => {
                match terms::genre(text.as_str()).or_else(|| without_sign(text.as_str())) {
                    Some(genre) => self.entry.set_text(Variable::Genre, genre.to_owned()),
                    None => self.entry.set_text(Variable::Genre, text),
                };
                self.note(&[Field::Type], Variable::Genre);
            }
            None => {
                // The number of a report may have named it.
                if let Some(genre) = implied.filter(|_| !self.entry.has(Variable::Genre)) {
                    self.entry.set_text(Variable::Genre, genre);
                }
            }
        }
    }

    /// The language whose rules the titles follow, or else the language of the text.
    fn language(&mut self) {
        for field in [Field::Langid, Field::Language] {
            let Some(text) = self.plain(field) else { continue };
            let first = first_language(&text);
            let variant = self.raw(Field::Langidopts).and_then(|value| {
                let (_, variant) = value.raw.split_once("variant")?;
                Some(variant.trim_start_matches([' ', '=']).split(',').next()?.trim().to_owned())
            });
            let tag = terms::language(first).map(|tag| match variant {
                Some(variant) if field == Field::Langid => {
                    terms::language_variant(tag.as_str(), &variant)
                        .and_then(|tag| Language::parse(tag).ok())
                        .unwrap_or(tag)
                }
                _ => tag,
            });
            match tag {
                Some(tag) => {
                    self.entry.set_text(Variable::Language, tag.as_str());
                    match first.len() == text.trim().len() {
                        true => self.note(&[field], Variable::Language),
                        // There are more languages, which no variable has.
                        false => self.derive(field, Variable::Language),
                    }
                    if field == Field::Langid {
                        self.used(Field::Langidopts);
                    }
                    return;
                }
                None if field == Field::Language => {
                    self.entry.set_text(Variable::Language, text);
                    self.note(&[field], Variable::Language);
                }
                None => {}
            }
        }
    }

    /// Whether the `langid` of the entry is a kind of German.
    pub(super) fn has_german_langid(&self) -> bool {
        let Some(value) = self.raw(Field::Langid) else { return false };
        terms::language(&value.raw).is_some_and(|tag| tag.as_str().starts_with("de"))
    }

    /// Refines the type by the fields of the entry.
    fn refine_kind(&mut self) {
        let subtype = self.plain(Field::Entrysubtype).unwrap_or_default().to_lowercase();
        let refined = match (self.kind, subtype.as_str()) {
            (Kind::Article | Kind::Suppperiodical | Kind::Periodical, "magazine") => {
                Some(EntryType::ArticleMagazine)
            }
            (Kind::Article | Kind::Suppperiodical | Kind::Periodical, "newspaper") => {
                Some(EntryType::ArticleNewspaper)
            }
            (Kind::Unpublished, _) if self.entry.has(Variable::EventTitle) => {
                Some(EntryType::Speech)
            }
            (Kind::Inreference, "dictionary") => Some(EntryType::EntryDictionary),
            (Kind::Image, "map") => Some(EntryType::Map),
            _ => None,
        };
        if let Some(kind) = refined {
            self.entry.kind = kind;
            if self.kind != Kind::Unpublished {
                self.used(Field::Entrysubtype);
            }
        }
    }
}

/// The first of several languages: `german and english`, `German, English`, `de/en`, `English (US)`.
fn first_language(text: &str) -> &str {
    let text = text.split(" and ").next().unwrap_or_default();
    if terms::language(text).is_some() {
        return text.trim();
    }
    let first = text.split([',', ';', '/', '&', '(', '.']).next().unwrap_or_default();
    if terms::language(first).is_some() { first.trim() } else { text.trim() }
}
