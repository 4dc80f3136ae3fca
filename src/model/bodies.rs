//! Which names are those of bodies: told by their words, in several languages.

use std::sync::LazyLock;

/// The word by which a body is told from a person, as it is written.
///
/// *Shape*: a name in the order in which it is read aloud, of several words. A word that families
/// are called by too (`Bank`, `Press`) says it only beside another of those that bodies have:
/// `World Bank`, not `Dov Bank`.
pub(crate) fn word_of_body(name: &str) -> Option<&str> {
    let divides = |c: char| c.is_whitespace() || matches!(c, '~' | ',' | '(' | ')' | '/');
    let words: Vec<&str> = name.split(divides).filter(|word| !word.is_empty()).collect();
    let (last, before) = words.split_last()?;
    if before.is_empty() {
        return None;
    }
    // `E. Conseil` is somebody of that name.
    let is_initial = |word: &&str| word.len() == 2 && word.ends_with('.');
    if before.iter().all(is_initial) {
        return None;
    }
    // `Simon Conseil`, too: bodies of this name have it before other words.
    let is_family = |word: &str| word == "Conseil" && word == *last && before.len() == 1;
    if let Some(word) = words.iter().find(|word| is_of_bodies(word) && !is_family(word)) {
        return Some(word);
    }
    if LEGAL_FORMS.contains(last) {
        return Some(last);
    }
    // `Bank of England`, `Banco de España`; a `for` is in no person's name.
    let middle = &words[1..words.len() - 1];
    let is_joint = |word: &&str| JOINTS.contains(word);
    if let Some(word) = middle.iter().find(|word| matches!(**word, "for" | "für" | "pour")) {
        return Some(word);
    }
    if middle.iter().any(is_joint) && AMBIGUOUS_BY_LENGTH.contain(words[0]) {
        return Some(words[0]);
    }
    let says_body = |word: &&str| is_in(BESIDE, word) || is_acronym(word);
    (AMBIGUOUS_BY_LENGTH.contain(last) && before.iter().any(says_body)).then_some(*last)
}

/// Whether a word alone, as it is written, says that a body is meant: `University`, `GmbH`.
pub(crate) fn is_word_of_body(word: &str) -> bool {
    is_of_bodies(word) || LEGAL_FORMS.contains(&word)
}

/// Whether a word can be the one by which [`word_of_body`] tells a body: most are not.
pub(crate) fn may_be_of_body(word: &str) -> bool {
    if !may_be_listed(word) {
        return false;
    }
    let bare = word.trim_end_matches([',', ')']);
    matches!(bare, "for" | "für" | "pour")
        || is_of_bodies(bare.trim_start_matches('('))
        || AMBIGUOUS_BY_LENGTH.contain(bare)
        || LEGAL_FORMS.contains(&bare)
}

/// Whether a word can be in any of the lists here, by its length and its first letter, which every
/// word of every person is asked for first. A word with other characters than letters of ASCII can.
fn may_be_listed(word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return true;
    }
    // Only compounds are longer, and in no list; they end and begin with few letters.
    let may_be_compound = word.len() >= LEAST_COMPOUND
        && (matches!(first, b'B' | b'L')
            || ENDS.iter().any(|end| {
                let last = word.as_bytes()[word.len() - 1].to_ascii_lowercase();
                end.as_bytes()[end.len() - 1] == last
            }));
    may_be_compound || FIRST_LETTERS.get(word.len()).is_some_and(|set| set & letter(first) != 0)
}

/// The bit of a letter in a set of them. The bytes of other characters share those of letters.
const fn letter(byte: u8) -> u64 {
    1 << (byte & 63)
}

/// For each length in bytes, the first letters of the words of that length which may say that a body
/// is meant.
static FIRST_LETTERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut sets: Vec<u64> = Vec::new();
    for word in [SURE, AMBIGUOUS, LEGAL_FORMS, &["for", "pour"]].concat() {
        sets.resize(sets.len().max(word.len() + 1), 0);
        sets[word.len()] |= letter(word.as_bytes()[0]);
    }
    sets
});

/// Whether a name of a person, as it was read, begins with an article: `The Stacks project`.
pub(crate) fn article_before(given: &str) -> Option<&str> {
    let first = given.split(' ').next()?;
    matches!(first, "The" | "Los" | "Las" | "Das").then_some(first)
}

/// Whether a word alone says that a body is meant.
fn is_of_bodies(word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    // The last part decides in `Max-Planck-Institut`.
    let part = word.rsplit('-').next().unwrap_or(word).trim_end_matches(['.', ':', ';']);
    if SURE_BY_LENGTH.contain(part) {
        return true;
    }
    if word.len() < LEAST_COMPOUND {
        return false;
    }
    let lower = word.to_lowercase();
    let begins = ["bundes", "landes"].iter().find_map(|start| lower.strip_prefix(start));
    let is_office = |rest: &str| OFFICES.iter().any(|office| rest.starts_with(office));
    begins.is_some_and(is_office)
        || ENDS.iter().any(|end| lower.len() > end.len() && lower.ends_with(end))
}

/// Whether a word begins with a capital and is one of these, whatever the case of its other letters.
fn is_in(known: &[&str], word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let (first, is_ascii) = (word.as_bytes()[0], word.is_ascii());
    let alike =
        |(one, other): (char, char)| one == other || one.to_lowercase().eq(other.to_lowercase());
    // The words of the lists begin with capitals too, so that two that are alike share a first byte.
    known.iter().any(|it| {
        it.as_bytes()[0] == first
            && match is_ascii {
                true => it.eq_ignore_ascii_case(word),
                false => it.len() == word.len() && it.chars().zip(word.chars()).all(alike),
            }
    })
}

/// `UN`, `ATLAS`: capitals that are no numeral and no initials.
fn is_acronym(word: &str) -> bool {
    word.len() > 2
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !word.chars().all(|c| "IVXLCDM".contains(c))
}

/// What joins the words of a body's name.
#[rustfmt::skip]
const JOINTS: &[&str] = &["of", "de", "do", "da", "di", "del", "d’", "d'", "van", "der"];

/// The ends of compound words: `Umweltministerium`.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "ministerium", "institut", "instituut", "universität", "universiteit", "universitet",
    "hochschule", "gesellschaft", "gemeinschaft", "behörde", "zentrale", "kommission",
];

/// The bytes that a compound word has at least: `Bundesrat`.
const LEAST_COMPOUND: usize = 9;

/// What `Bundes` begins, beside families called Bundesen.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "amt", "anstalt", "tag", "rat", "regierung", "verband", "zentral", "minist", "bank", "gericht",
    "agentur", "republik", "institut", "archiv", "verein",
];

/// Forms of companies, with the case that tells them from initials.
#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "GmbH", "LLC", "Inc", "Inc.", "Ltd", "Ltd.", "PLC", "plc", "e.V.", "eV", "S.A.", "B.V.", "N.V.",
    "S.p.A.", "Corp", "Corp.", "Pty", "A/S", "Oy", "LLP", "e.G.",
];

/// A list of words by their number of bytes. Each word of each person is looked up, and nearly all
/// in vain.
struct ByLength(Vec<Vec<&'static str>>);

static SURE_BY_LENGTH: LazyLock<ByLength> = LazyLock::new(|| ByLength::of(SURE));
static AMBIGUOUS_BY_LENGTH: LazyLock<ByLength> = LazyLock::new(|| ByLength::of(AMBIGUOUS));

impl ByLength {
    fn of(words: &[&'static str]) -> Self {
        let mut found: Vec<Vec<&str>> = Vec::new();
        for word in words {
            found.resize(found.len().max(word.len() + 1), Vec::new());
            found[word.len()].push(word);
        }
        Self(found)
    }

    fn contain(&self, word: &str) -> bool {
        self.0.get(word.len()).is_some_and(|known| is_in(known, word))
    }
}

/// Words that no family is called by.
#[rustfmt::skip]
const SURE: &[&str] = &[
    // English
    "Technologies", "Systems", "Federation", "University", "Institute", "Institutes", "Institution",
    "Department", "Ministry", "Association", "Society", "Committee", "Council", "Foundation",
    "Organization", "Organisation", "Agency", "Commission", "Consortium", "Laboratory",
    "Laboratories", "Corporation", "Company", "Administration", "Collaboration", "Collaborations",
    "Team", "Group", "Center", "Centre", "Centers", "Centres", "Office", "International",
    "Collective", "Alliance", "Coalition", "Authority", "Partnership", "Initiative", "Programme",
    "Network", "Museum", "Library", "Academy", "Hospital", "Parliament", "Government",
    "Secretariat", "Directorate", "Contributors", "Developers", "Investigators", "Authors",
    "Publishing", "Publishers", "Software", "Union", "Workers", "Services", "Archives",
    "Observatory", "Assembly", "Faculty", "Workgroup", "Taskforce", "Subcommittee", "Confederation",
    "Nations", "Solutions", "Enterprises", "Industries", "Labs", "Statistics", "Editors",
    "Frontières", "Division", "Project", "Movement",
    // German
    "Institut", "Universität", "Ministerium", "Verein", "Verband", "Gesellschaft", "Stiftung",
    "Akademie", "Hochschule", "Kommission", "Ausschuss", "Arbeitsgemeinschaft", "Arbeitskreis",
    "Arbeitsgruppe", "Redaktion", "Bibliothek", "Föderation", "Gewerkschaft", "Kollektiv", "Autorenkollektiv",
    // French
    "Ministère", "Université", "Société", "Fédération", "Conseil", "Comité", "Académie", "Agence",
    "Bibliothèque", "Collectif", "Confédération", "Fondation", "Laboratoire",
    // Spanish, Portuguese, Italian, Catalan
    "Ministerio", "Instituto", "Universidad", "Sociedad", "Asociación", "Academia", "Fundación",
    "Comisión", "Consejo", "Organización", "Federación", "Confederación", "Ministério",
    "Universidade", "Sociedade", "Associação", "Fundação", "Conselho", "Ministero", "Istituto",
    "Università", "Società", "Associazione", "Accademia", "Fondazione", "Universitat", "Colectivo",
    "Departamento", "Biblioteca", "Unione", "Comitato", "Consiglio",
    // Dutch, Scandinavian, Polish, Czech
    "Ministerie", "Universiteit", "Stichting", "Vereniging", "Instituut", "Universitet",
    "Universitetet", "Institutt", "Institutet", "Uniwersytet", "Ministerstwo", "Instytut",
    "Ministerstvo", "Univerzita", "Towarzystwo",
    // Russian, Ukrainian
    "Министерство", "Институт", "Университет", "Академия", "Общество", "Комитет", "Федерация",
    "Конфедерация", "Коллектив", "Колектив", "Міністерство", "Інститут", "Університет", "Академія",
];

/// Words of bodies that families are called by, too.
#[rustfmt::skip]
const AMBIGUOUS: &[&str] = &[
    "Bank", "Banco", "Banca", "Banque", "Press", "Fund", "Watch", "House", "Trust", "Board",
    "Bureau", "Court", "Party", "Force", "Panel", "Service", "Church", "Club", "School", "College",
    "State", "States", "Staff", "Study", "Program", "Report", "Gallery", "Guild", "League", "Forum",
    "Kammer", "Partei", "Amt", "Senate", "Congress", "Times", "Post", "Magazine", "Journal",
];

/// Words that are beside those in the names of bodies.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "World", "European", "National", "Central", "Federal", "American", "British", "African",
    "Asian", "German", "French", "Royal", "Public", "Human", "Rights", "Monetary", "Development",
    "Reserve", "United", "Global", "Economic", "Medical", "Environmental", "Financial",
    "Investment", "Research", "Deutsche", "Data", "Supreme", "Open", "Joint", "Working", "Health",
    "Education", "Commercial", "Wildlife", "Nature", "Wellcome", "Communist", "Socialist", "Labour",
    "Democratic", "Republican", "Nacional", "Nazionale", "Nationale", "Central", "Core", "New",
    "Task", "Advisory", "Weather", "Geological", "Postal", "Criminal", "Constitutional",
];

#[cfg(test)]
mod tests {
    use super::{article_before, word_of_body};

    #[test]
    fn bodies_are_told_from_people() {
        for (name, word) in [
            ("World Health Organization", "Organization"),
            ("University of Kent", "University"),
            ("Google Inc.", "Inc."),
            ("ATLAS Collaboration", "Collaboration"),
            ("R Core Team", "Team"),
            ("World Bank", "Bank"),
            ("Bank of England", "Bank"),
            ("Banco de España", "Banco"),
            ("Amnesty International", "International"),
            ("Human Rights Watch", "Watch"),
            ("International Monetary Fund", "International"),
            ("Office for National Statistics", "Office"),
            ("Statistisches Bundesamt", "Bundesamt"),
            ("Bundesministerium für Arbeit", "Bundesministerium"),
            ("Bundeszentrale für politische Bildung", "Bundeszentrale"),
            ("Max-Planck-Institut für Physik", "Max-Planck-Institut"),
            ("Robert Koch-Institut", "Koch-Institut"),
            ("Ministère de l’Éducation nationale", "Ministère"),
            ("Real Academia Española", "Academia"),
            ("Министерство образования", "Министерство"),
            ("Коллектив авторов", "Коллектив"),
            ("Médecins Sans Frontières", "Frontières"),
            ("DIN e.V.", "e.V."),
            ("Campaign for Real Ale", "for"),
        ] {
            assert_eq!(word_of_body(name), Some(word), "{name}");
        }
        for name in [
            "Ida Mett",
            "Dov Bank",
            "William H. Press",
            "Alonzo Church",
            "Robert Service",
            "Jane Companys",
            "Foundation",
            "Johannes van der Bank",
            "Frits Staff",
            "John Paul II Court",
            "Herman Bundesen",
            "Isidore of Seville",
            "Mary Landes",
            "E. Conseil",
            "Simon Conseil",
        ] {
            assert_eq!(word_of_body(name), None, "{name}");
        }
        assert_eq!(article_before("The Stacks"), Some("The"));
        assert_eq!(article_before("Theo"), None);
    }
}
