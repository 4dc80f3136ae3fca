//! The names of months and seasons in the languages of bibliographies.

use crate::model::Season;

/// The months in English, with a capital.
pub(crate) const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Languages and their names of the months, in lower case. A name is recognized by its beginning, if
/// no other month begins with it.
#[rustfmt::skip]
const NAMES: [(&str, [&str; 12]); 7] = [
    ("en", ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]),
    ("de", ["januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"]),
    ("fr", ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]),
    ("es", ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]),
    ("it", ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"]),
    ("pt", ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"]),
    ("nl", ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]),
];

/// Other spellings of these names, and abbreviations that are not beginnings of them.
const VARIANTS: [(&str, u8); 8] = [
    ("jänner", 1),
    ("fevrier", 2),
    ("maerz", 3),
    ("marco", 3),
    ("mrz", 3),
    ("aout", 8),
    ("sept", 9),
    ("decembre", 12),
];

/// Names in further languages, by month; only whole names count, or abbreviations with a full stop.
///
/// Catalan, Danish, Norwegian, Swedish, Polish, Czech, Slovak, Finnish, Hungarian, Romanian,
/// Turkish, Russian, Ukrainian. Names that mean different months in related languages are left out.
#[rustfmt::skip]
const OTHER_NAMES: [&[&str]; 12] = [
    &["gener", "stycznia", "styczeń", "leden", "ledna", "január", "tammikuu", "tammikuuta", "ianuarie", "ocak", "январь", "января", "янв", "січень", "січня"],
    &["febrer", "luty", "lutego", "únor", "února", "február", "helmikuu", "helmikuuta", "februarie", "şubat", "февраль", "февраля", "фев", "лютий", "лютого"],
    &["març", "marts", "marzec", "marca", "březen", "března", "marec", "maaliskuu", "maaliskuuta", "március", "martie", "mart", "март", "марта", "мар", "березень", "березня"],
    &["kwiecień", "kwietnia", "duben", "dubna", "huhtikuu", "huhtikuuta", "április", "aprilie", "nisan", "апрель", "апреля", "апр", "квітень", "квітня"],
    &["maig", "maj", "maja", "květen", "května", "máj", "mája", "toukokuu", "toukokuuta", "május", "mayıs", "май", "мая", "травень", "травня"],
    &["juny", "czerwiec", "czerwca", "červen", "června", "jún", "júna", "kesäkuu", "kesäkuuta", "június", "iunie", "haziran", "июнь", "июня", "июн", "червень", "червня"],
    &["juliol", "lipiec", "lipca", "červenec", "července", "júl", "júla", "heinäkuu", "heinäkuuta", "július", "iulie", "temmuz", "июль", "июля", "июл", "липень", "липня"],
    &["agost", "sierpień", "sierpnia", "srpen", "srpna", "elokuu", "elokuuta", "augusztus", "ağustos", "август", "августа", "авг", "серпень", "серпня"],
    &["setembre", "wrzesień", "września", "září", "syyskuu", "syyskuuta", "szeptember", "septembrie", "eylül", "сентябрь", "сентября", "сен", "сент", "вересень", "вересня"],
    &["październik", "października", "říjen", "října", "lokakuu", "lokakuuta", "október", "octombrie", "ekim", "октябрь", "октября", "окт", "жовтень", "жовтня"],
    &["desembre", "marraskuu", "marraskuuta", "noiembrie", "kasım", "ноябрь", "ноября", "ноя"],
    &["desember", "grudzień", "grudnia", "prosinec", "prosince", "joulukuu", "joulukuuta", "decembrie", "aralık", "декабрь", "декабря", "дек", "грудень", "грудня"],
];

const SEASONS: [(&str, Season); 24] = [
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("fall", Season::Autumn),
    ("winter", Season::Winter),
    ("frühling", Season::Spring),
    ("frühjahr", Season::Spring),
    ("sommer", Season::Summer),
    ("herbst", Season::Autumn),
    ("printemps", Season::Spring),
    ("été", Season::Summer),
    ("automne", Season::Autumn),
    ("hiver", Season::Winter),
    ("primavera", Season::Spring),
    ("verano", Season::Summer),
    ("otoño", Season::Autumn),
    ("invierno", Season::Winter),
    ("estate", Season::Summer),
    ("autunno", Season::Autumn),
    ("inverno", Season::Winter),
    ("lente", Season::Spring),
    ("zomer", Season::Summer),
    ("herfst", Season::Autumn),
    ("hösten", Season::Autumn),
];

/// The names of the months in a language, given by its code; none for another than the seven that
/// are recognized by their beginnings.
pub(crate) fn months_in(language: &str) -> &'static [&'static str] {
    let row = NAMES.iter().find(|(known, _)| *known == language);
    row.map_or(&[], |(_, names)| names)
}

/// The month, 1–12, for a name or an abbreviation of at least three letters, with or without a full
/// stop.
pub(crate) fn month_by_name(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let exact = || names().find(|(name, _)| *name == word).map(|(_, month)| month);
    let other = || OTHER_NAMES.iter().position(|names| names.contains(&word.as_str()));
    let by_start = || {
        let mut found = names().filter(|(name, _)| name.starts_with(&word));
        let (_, month) = found.next()?;
        found.all(|(_, other)| other == month).then_some(month)
    };
    exact().or_else(|| other().map(|month| month as u8 + 1)).or_else(by_start)
}

/// The names that are recognized by their beginnings, with their months.
fn names() -> impl Iterator<Item = (&'static str, u8)> {
    NAMES.iter().flat_map(|(_, names)| names.iter().copied().zip(1..)).chain(VARIANTS)
}

/// The season with this name.
pub(crate) fn season_by_name(word: &str) -> Option<Season> {
    let word = word.trim_end_matches('.').to_lowercase();
    SEASONS.iter().find(|(name, _)| *name == word).map(|(_, season)| *season)
}
