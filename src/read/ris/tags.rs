//! What the tags of RIS mean, by the type of the record.

use crate::model::{EntryType, Isbn, Issn, Variable};

/// What a tag of another format means that RIS has no tag for: the number in PubMed.
pub(super) const PMID: &str = "PMID";

/// What a tag means that only its own format has; it is kept under its own name.
pub(super) const OWN: &str = "";

/// What a tag means that repeats another, and is not read.
pub(super) const UNREAD: &str = "-";

/// What is known of a record when its tags are read.
pub(crate) struct Kind<'k> {
    pub(crate) kind: EntryType,
    /// The type as it is written, in capitals.
    pub(crate) word: &'k str,
}

impl Kind<'_> {
    fn is_part(&self) -> bool {
        use EntryType as T;
        matches!(
            self.kind,
            T::ArticleJournal
                | T::ArticleMagazine
                | T::ArticleNewspaper
                | T::Chapter
                | T::PaperConference
                | T::EntryDictionary
                | T::EntryEncyclopedia
                | T::PostWeblog
                | T::Webpage
                | T::Broadcast
        )
    }

    fn is_article(&self) -> bool {
        use EntryType as T;
        matches!(self.kind, T::ArticleJournal | T::ArticleMagazine | T::ArticleNewspaper)
    }

    /// True for types whose `SP` may be the number of pages.
    fn is_whole(&self) -> bool {
        use EntryType as T;
        matches!(self.kind, T::Book | T::Thesis | T::Report | T::Manuscript | T::Pamphlet)
    }

    /// The variables that a tag may fill; the first that is free gets its value.
    pub(crate) fn variables(&self, tag: &str, value: &str) -> &'static [Variable] {
        use Variable as V;
        match tag {
            "TI" | "T1" => &[V::Title],
            "CT" if self.word == "UNPB" => &[V::Title],
            "BT" if self.is_part() => &[V::ContainerTitle],
            "BT" => &[V::Title, V::VolumeTitle],
            "T2" if self.is_part() => &[V::ContainerTitle, V::CollectionTitle],
            "T2" | "T3" => &[V::CollectionTitle],
            "C3" if self.kind == EntryType::PaperConference => &[V::ContainerTitle],
            "C1" if self.word == "CONF" => &[V::EventPlace],
            "C2" if value.starts_with("PMC") => &[V::Pmcid],
            "JF" => &[V::ContainerTitle],
            "JO" => &[V::ContainerTitle, V::ContainerTitleShort],
            "JA" | "J1" => &[V::ContainerTitleShort],
            "J2" if self.is_article() => &[V::ContainerTitleShort, V::ContainerTitle],
            "J2" | "ST" => &[V::TitleShort],
            "AU" | "A1" if self.word == "EDBOOK" => &[V::Editor],
            "AU" | "A1" => &[V::Author],
            "ED" => &[V::Editor],
            "A2" if self.kind == EntryType::Thesis => &[],
            "A2" if self.kind == EntryType::MotionPicture => &[V::Contributor],
            "A2" => &[V::Editor],
            "A3" => &[V::CollectionEditor],
            "A4" | "TA" => &[V::Translator],
            "PB" => &[V::Publisher],
            "CY" | "PP" => &[V::PublisherPlace],
            "VL" | "VO" => &[V::Volume],
            "NV" => &[V::NumberOfVolumes],
            "IS" | "CP" if self.is_whole() && self.kind == EntryType::Book => {
                &[V::CollectionNumber]
            }
            "IS" | "CP" | "SN" if self.is_numbered() => &[V::Number],
            "M1" if self.is_numbered() => &[V::Number],
            "M1" if self.kind == EntryType::Book => &[V::CollectionNumber],
            "IS" | "CP" => &[V::Issue],
            "C7" if self.is_article() || self.kind == EntryType::PaperConference => &[V::Number],
            "ET" if self.kind == EntryType::Software => &[V::Version],
            "ET" => &[V::Edition],
            "M3" if is_doi(value) => &[V::Doi],
            "M3" => &[V::Genre],
            "N1" if is_number_in(value, "PMID") => &[V::Pmid, V::Note],
            "N1" if is_number_in(value, "PMCID") => &[V::Pmcid, V::Note],
            "N1" => &[V::Note],
            "RN" => &[V::Annote, V::Note],
            "N2" | "AB" => &[V::Abstract],
            "SN" => serial(value, self),
            "DO" => &[V::Doi],
            "UR" | "LK" => &[V::Url],
            PMID => &[V::Pmid],
            "PMC" => &[V::Pmcid],
            "LA" => &[V::Language],
            "KW" => &[V::Keyword],
            "SE" => &[V::Section],
            "CN" => &[V::CallNumber],
            "DB" | "DP" => &[V::Source],
            "RI" => &[V::ReviewedTitle],
            _ => &[],
        }
    }

    fn is_numbered(&self) -> bool {
        use EntryType as T;
        matches!(self.kind, T::Report | T::Patent | T::Standard | T::Bill | T::Legislation)
    }

    /// True if `SP` without `EP` is a number of pages.
    pub(crate) fn counts_pages(&self, value: &str) -> bool {
        self.is_whole() && value.bytes().all(|byte| byte.is_ascii_digit())
    }
}

fn is_doi(value: &str) -> bool {
    let lower = value.trim().to_ascii_lowercase();
    lower.starts_with("doi:") || lower.starts_with("10.")
}

/// True for a note that is the number in a database and nothing else: `PMID: 31452104`, as Zotero
/// writes what RIS has no tag for.
fn is_number_in(value: &str, database: &str) -> bool {
    let number = value.strip_prefix(database).and_then(|rest| rest.strip_prefix(':'));
    let number = number.map(|number| number.trim().trim_start_matches("PMC"));
    number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The numbers in an `SN`: Zotero and ProQuest write all that they have into one.
pub(super) fn numbers_in(value: &str) -> impl Iterator<Item = &str> {
    value.split([' ', ',', ';']).filter(|number| !number.is_empty())
}

/// True for an ISSN, or several.
pub(super) fn is_all_issns(value: &str) -> bool {
    let mut numbers = numbers_in(value).peekable();
    numbers.peek().is_some() && numbers.all(|number| Issn::parse(number).is_ok())
}

/// `SN` is an ISBN or an ISSN.
fn serial(value: &str, kind: &Kind<'_>) -> &'static [Variable] {
    const ISBN: &[Variable] = &[Variable::Isbn];
    const ISSN: &[Variable] = &[Variable::Issn];
    if is_all_issns(value) {
        return ISSN;
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    match Isbn::parse(value).is_ok() || digits >= 9 {
        true => ISBN,
        false if kind.is_article() => ISSN,
        false if digits == 8 || digits == 7 => ISSN,
        false => ISBN,
    }
}
