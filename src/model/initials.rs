//! Recognizes names that end with initials, such as `Vapnik V. N.`, in which the family name comes
//! first.

/// The initials at the end of a name.
pub(crate) struct Initials {
    /// Where they begin.
    pub(crate) start: usize,
    /// Whether they can be nothing else, unlike the family name in `Jian SU`.
    pub(crate) are_sure: bool,
    /// Whether they may also be letters after the name of a company, order or degree: `AB`, `SA`.
    pub(crate) may_be_other: bool,
}

/// The initials at the end of a name that is otherwise made of whole words, looking at this name
/// alone.
pub(crate) fn initials_at_end(name: &str) -> Option<Initials> {
    initials_in_list(name).filter(|found| !found.may_be_other)
}

/// The initials at the end of a name, if other names of its list end in initials too.
pub(crate) fn initials_in_list(name: &str) -> Option<Initials> {
    // Most names end with a word, and need no further look.
    if !ends_with_initials(name) {
        return None;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let initials = words.iter().rev().take_while(|word| is_initials(word)).count();
    let (names, initials) = words.split_at(words.len() - initials);
    let is_name = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let rest = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‐');
        letters > 1 && word.chars().all(rest) && word.contains(char::is_lowercase)
    };
    let has_name = names.iter().any(|word| word.starts_with(char::is_uppercase));
    let joined = initials.concat();
    let may_be_other = is_of_a_body(&joined);
    let is_body = may_be_other && (joined.contains('.') || is_only_of_a_body(&joined));
    let is_other = is_body || (initials.len() == 1 && is_numeral(initials[0]));
    // `Malcolm X`, and `Li X` among others whose initials come last.
    let may_be_other = may_be_other || matches!(&*joined, "I" | "V" | "X");
    if initials.is_empty()
        || !(1..=3).contains(&initials.len())
        || names.len() > 3
        || !has_name
        || !names.iter().all(is_name)
        || is_other
    {
        return None;
    }
    let are_sure = joined.contains('.');
    let start = name.len() - initials.join(" ").len();
    Some(Initials { start, are_sure, may_be_other })
}

/// Whether the last word of a name is initials.
pub(crate) fn ends_with_initials(name: &str) -> bool {
    let bytes = name.as_bytes();
    let start = bytes.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1);
    is_initials(&name[start..])
}

/// `V.`, `V.N.`, `J.-P.`, `VN`.
fn is_initials(word: &str) -> bool {
    let is_bare = word.chars().all(char::is_uppercase) && word.chars().count() <= 3;
    are_dotted_initials(word) || (is_bare && !word.is_empty())
}

/// `V.`, `V.N.`, `J.-P.`
pub(crate) fn are_dotted_initials(word: &str) -> bool {
    word.len() > 1
        && word.ends_with('.')
        && word.split(['.', '-', '‐']).all(|part| {
            let mut letters = part.chars();
            letters.next().is_none_or(char::is_uppercase) && letters.next().is_none()
        })
}

/// `II`, `XIV.`, but not `V.`, which may be an initial.
fn is_numeral(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    let is_roman = !bare.is_empty() && bare.bytes().all(|byte| b"IVX".contains(&byte));
    is_roman && bare.len() > 1
}

/// True if the letters are those of a legal form, a country, a religious order or a degree.
fn is_of_a_body(initials: &str) -> bool {
    const OTHERS: [&str; 36] = [
        "AB", "AG", "AS", "BV", "CSC", "DC", "EU", "HQ", "KG", "LLC", "LLP", "LP", "LTD", "MA",
        "MBA", "MD", "NV", "NY", "OFM", "OP", "OSB", "OY", "PC", "PLC", "SA", "SE", "SJ", "SL",
        "TC", "UK", "UN", "US", "USA", "WG", "SC", "CA",
    ];
    let letters: String = initials.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() > 1 && OTHERS.contains(&&*letters)
}

/// True if no person has these initials, or an organization with them is much more likely.
pub(crate) fn is_only_of_a_body(letters: &str) -> bool {
    const ONLY: [&str; 16] = [
        "AG", "CSC", "EU", "KG", "LLC", "LLP", "LTD", "MBA", "OFM", "OSB", "PLC", "UK", "UN", "US",
        "USA", "WG",
    ];
    ONLY.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::{initials_at_end, initials_in_list};

    #[test]
    fn initials_after_a_name_are_told_from_numerals_and_bodies() {
        for (name, initials, sure) in [
            ("Vapnik V.", "V.", true),
            ("Vapnik V.N.", "V.N.", true),
            ("Vapnik V. N.", "V. N.", true),
            ("de Wit B.", "B.", true),
            ("García-Márquez J.-P.", "J.-P.", true),
            ("Hale CD", "CD", false),
            ("Hale C", "C", false),
            ("Garcia Marquez GA", "GA", false),
        ] {
            let found = initials_at_end(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((&name[found.start..], found.are_sure), (initials, sure), "{name}");
        }
        assert!(initials_at_end("Jones AB").is_none());
        assert!(initials_in_list("Jones AB").is_some_and(|found| found.may_be_other));
        assert!(initials_in_list("Siemens AG").is_none());
        for name in [
            "V. Vapnik",
            "John Paul II",
            "Malcolm X",
            "Friedrich II.",
            "Louis XIV",
            "J. Doe K.",
            "V.",
            "VN",
            "Siemens AG",
            "Philips N.V.",
            "Bernard Lonergan S.J.",
            "Apple Inc.",
            "NASA HQ",
            "Jane Doe",
            "The Long Name of a Body A.",
            "van der V.",
        ] {
            assert!(initials_at_end(name).is_none(), "{name}");
        }
    }
}
