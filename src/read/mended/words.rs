//! Words of a name that are none of its parts, or another part than their place says.

use crate::words::Words;

/// Whether a name has a word or a sign that may make it mean something else than its format reads.
/// Nearly all names have none.
pub(super) fn may_be_meant_otherwise(name: &str) -> bool {
    let bytes = name.as_bytes();
    let (mut signs, mut begins, mut may_have_word) = (0, true, false);
    for (at, byte) in bytes.iter().enumerate() {
        may_have_word |= begins && begins_like_one(&bytes[at..]);
        let sign = SIGNS[usize::from(*byte)];
        begins = sign == DIVIDES;
        signs |= sign;
    }
    if signs & OF_NO_NAME != 0 {
        return true;
    }
    // Most commands of names are accents, whose names are no letters.
    if signs & OF_COMMANDS != 0
        && name.split('\\').skip(1).any(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic())
                && super::marks::COMMANDS.iter().any(|command| rest.starts_with(&command[1..]))
        })
    {
        return true;
    }
    if signs & BEYOND_ASCII != 0 && name.contains(super::marks::SIGNS) {
        return true;
    }
    if !may_have_word {
        return false;
    }
    let words = bytes.split(|byte| SIGNS[usize::from(*byte)] == DIVIDES);
    // The signs that divide them are ASCII, so that each word is text.
    words.filter_map(|word| str::from_utf8(word).ok()).any(is_meant_otherwise)
}

/// Whether a word is none of a name's parts, or another than its place says.
pub(in crate::read) fn is_meant_otherwise(word: &str) -> bool {
    begins_like_one(word.as_bytes())
        && (2..=11).contains(&word.len())
        && (is_suffix(word)
            || is_numeral(word)
            || is_title(word)
            || is_title_of_one(word, true).is_some()
            || is_particle(word)
            || is_dropped_after(word)
            || is_degree_at_end(word))
}

/// What a byte of a name may be a sign of: nothing, or one of these.
const OF_NO_NAME: u8 = 1;
const OF_COMMANDS: u8 = 2;
const BEYOND_ASCII: u8 = 4;
/// It divides words.
const DIVIDES: u8 = 8;

static SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b'*' | b'[' | b'(' | b'<' | b'@' | b'$' | b'^' | b'0'..=b'9' => OF_NO_NAME,
            b'\\' => OF_COMMANDS,
            b' ' | b'~' | b',' | b'{' | b'}' => DIVIDES,
            0x80.. => BEYOND_ASCII,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

/// Whether a word begins like one of those below. Hardly any other word of a name does, and each name
/// of a bibliography is asked.
fn begins_like_one(word: &[u8]) -> bool {
    let [first, second, ..] = word else { return false };
    let seconds: &[u8] = match first {
        b'A' => b"bl",
        b'B' => b".S",
        b'D' => b".Paehioru",
        b'E' => b"dlms",
        b'F' => b".R",
        b'H' => b"gr",
        b'I' => b"IVXb",
        b'J' => b"Rnru",
        b'K' => b"ai",
        b'L' => b"aeo",
        b'M' => b".ABDPSamrs",
        b'P' => b"Dhor",
        b'Q' => b"u",
        b'R' => b"Ne",
        b'S' => b"Rainrtu",
        b'T' => b"es",
        b'V' => b"IVXao",
        b'X' => b"IVX",
        b'e' => b"d",
        b'j' | b's' | b't' => b"r",
        _ => return false,
    };
    seconds.contains(second)
}

/// `Jr.`, `Sr.`, `III`; `II.` is none, and `I` and `V` are initials.
pub(crate) fn is_suffix(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word);
    matches!(bare, "Jr" | "Sr" | "jr" | "sr" | "JR" | "SR" | "Jnr" | "Snr" | "Junior")
        && (bare != word || bare.len() > 1 && bare != "JR" && bare != "SR")
        || matches!(word, "II" | "III" | "IV" | "2nd" | "3rd" | "4th")
}

/// A Roman numeral of two letters or more.
pub(super) fn is_numeral(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

pub(super) fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.clone().next().is_some()
        && chars.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
}

/// A title that no style prints before a whole name: `Dr.`, `Sir`.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.has(word)
}

#[rustfmt::skip]
static TITLES: Words<19> = Words::new([
    "Dr.", "Dr", "Prof.", "Prof", "Professor", "Sir", "Dame", "Lord", "Lady", "Mr.", "Mr", "Mrs.",
    "Mrs", "Ms.", "Rev.", "Reverend", "Dr.-Ing.", "Dipl.-Ing.", "PD",
]);

/// The title by which someone is known who has only one name beside it: `Lord Byron`. Of a ruler
/// with a numeral these are more, since `Prince Kumar` and `King Lee` are names.
pub(super) fn is_title_of_one(word: &str, is_ruler: bool) -> Option<&'static str> {
    const TITLES: [(&str, &str); 12] = [
        ("Lord", "Lord"),
        ("Lady", "Lady"),
        ("Pope", "Pope"),
        ("Queen", "Queen"),
        ("Saint", "Saint"),
        ("St.", "Saint"),
        ("Dr.", "Dr."),
        ("Mrs.", "Mrs."),
        ("Mrs", "Mrs."),
        ("Madame", "Madame"),
        ("Mme", "Mme"),
        ("Mme.", "Mme"),
    ];
    const OF_RULERS: [&str; 6] = ["King", "Emperor", "Prince", "Kaiser", "Tsar", "Sultan"];
    let found = TITLES.iter().find(|(title, _)| *title == word).map(|(_, meant)| *meant);
    found.or_else(|| OF_RULERS.into_iter().find(|title| is_ruler && *title == word))
}

/// A degree or a role after a name, which no style prints there: `PhD`, `(ed.)`.
pub(super) fn is_dropped_after(word: &str) -> bool {
    DROPPED.has(word)
}

#[rustfmt::skip]
static DROPPED: Words<21> = Words::new([
    "PhD", "Ph.D.", "Ph.D", "Ph. D.", "DPhil", "D.Phil.", "MSc", "M.Sc.", "BSc", "B.Sc.", "MPH",
    "Esq.", "MBBS", "ed.", "eds.", "editor", "editors", "Hrsg.", "Hg.", "Eds.", "trans.",
]);

/// A degree after a whole name with its comma, which otherwise may be initials: `Smith, John, M.D.`
pub(super) fn is_degree_at_end(word: &str) -> bool {
    DEGREES.has(word)
}

#[rustfmt::skip]
static DEGREES: Words<9> = Words::new([
    "M.D.", "MD", "M.P.H.", "F.R.S.", "FRS", "M.A.", "MA", "MBA", "RN",
]);

/// A particle that begins with a capital, and is no given name.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.has(word)
}

#[rustfmt::skip]
static PARTICLES: Words<32> = Words::new([
    "Van", "Von", "De", "Del", "Della", "Di", "Da", "Dos", "Das", "Du", "Des", "La", "Le", "Les",
    "Los", "Las", "Der", "Den", "Ten", "Ter", "El", "Al", "Ibn", "Abu", "Mac", "St.", "Vande",
    "Vanden", "Vander", "Dal", "Dalla", "Degli",
]);

/// Kings and popes: one name, or John Paul, before a numeral.
pub(super) fn is_ruler(words: &[&str]) -> bool {
    match words {
        [name, numeral] => is_numeral(numeral) && is_capitalized(name),
        ["John", "Paul", numeral] => is_numeral(numeral),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::may_be_meant_otherwise;

    #[test]
    fn each_word_is_noticed() {
        let words = "Jr Sr jr. sr. JR. SR. Jnr Snr Junior II III IV XI VI 2nd Dr. Dr Prof. Prof \
            Professor Sir Dame Lord Lady Mr. Mr Mrs. Mrs Ms. Rev. Reverend Dr.-Ing. Dipl.-Ing. PD Pope \
            Queen Saint St. Madame Mme Mme. King Emperor Prince Kaiser Tsar Sultan PhD Ph.D. Ph.D \
            DPhil D.Phil. MSc M.Sc. BSc B.Sc. MPH Esq. MBBS ed. eds. editor editors Hrsg. Hg. Eds. \
            trans. M.D. MD M.P.H. F.R.S. FRS M.A. MA MBA RN Van Von De Del Della Di Da Dos Das Du Des \
            La Le Les Los Las Der Den Ten Ter El Al Ibn Abu Mac Vande Vanden Vander Dal Dalla Degli";
        for word in words.split_whitespace().filter(|word| !matches!(*word, "Jr" | "Sr")) {
            assert!(may_be_meant_otherwise(&format!("Anna {word}")), "{word}");
            assert!(may_be_meant_otherwise(&format!("{word} Poe, Anna")), "{word}");
        }
        assert!(!may_be_meant_otherwise("Poe, Édouard Allan"));
    }
}
