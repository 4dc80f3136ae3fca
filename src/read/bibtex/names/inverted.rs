//! Names whose parts are evidently in another order or form than BibTeX's: `Smith JR`,
//! `M.E.Sweedler`.

use crate::model::initials_in_list;
use crate::read::bibtex::names::list::{OTHERS, items};
use crate::read::bibtex::names::words::words;

/// True if every name of a list has initials without full stops after its family name: `Smith JR
/// and Jones AB`.
///
/// At least one of them must certainly be an initial: in `Wei LI and Jun MA` the family names are
/// in capitals.
pub(super) fn all_end_in_initials(raw: &str) -> bool {
    let is_other = |byte: u8| matches!(byte, b',' | b'{' | b'\\' | b';' | b'.');
    if raw.bytes().any(is_other) {
        return false;
    }
    let (mut names, mut is_sure) = (0, false);
    for item in items(raw).filter(|item| item.text != OTHERS) {
        let name = words(item.text).collect::<Vec<_>>().join(" ");
        let Some(found) = initials_in_list(&name) else { return false };
        let initials = &name[found.start..];
        let is_syllable = initials == "NG" || initials.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
        is_sure |= !found.may_be_other && (initials.len() == 1 || !is_syllable);
        names += 1;
    }
    names > 1 && is_sure
}

/// The number of words of a name that are initials without full stops after its family name.
pub(super) fn bare_initials_behind(words: &[&str]) -> Option<usize> {
    let name = words.join(" ");
    let found = initials_in_list(&name)?;
    Some(name[found.start..].split(' ').count())
}

/// Initials as they are printed: `J. R.` for `JR`, which styles would treat as one given name.
pub(super) fn spelled(given: &str) -> Option<String> {
    let letters = given.chars().filter(|c| *c != ' ').count();
    let is_bare = given.chars().all(|c| c.is_uppercase() || c == ' ');
    let spell = || given.chars().filter(|c| *c != ' ').map(|c| format!("{c}."));
    ((1..=3).contains(&letters) && is_bare).then(|| spell().collect::<Vec<_>>().join(" "))
}

/// Where a word consists of initials and a family name without a space: `M.E.Sweedler`.
pub(super) fn initials_before(word: &str) -> Option<usize> {
    let at = word.rfind('.')? + 1;
    let (initials, family) = word.split_at(at);
    let mut parts = initials.split_inclusive('.');
    let is_initial = |part: &str| {
        let mut letters = part.trim_start_matches('-').chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    };
    let mut letters = family.chars();
    let is_family = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 1
        && letters.clone().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && letters.any(char::is_lowercase);
    (parts.all(is_initial) && is_family).then_some(at)
}

/// Where a word consists of a family name and an initial without a space: `HeikkiläJ.`
pub(super) fn initial_after(word: &str) -> Option<usize> {
    let (at, initial) = word.strip_suffix('.')?.char_indices().next_back()?;
    let is_end = |c: char| c.is_lowercase() || c == '}';
    (initial.is_uppercase() && word[..at].ends_with(is_end)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{all_end_in_initials, initial_after, initials_before, spelled};

    #[test]
    fn lists_of_inverted_names_are_told_from_family_names_in_capitals() {
        for list in [
            "Smith JR and Jones AB",
            "Moss A and de Wit BC and others",
            "Garcia Marquez G and Li W",
        ] {
            assert!(all_end_in_initials(list), "{list}");
        }
        for list in [
            "Wei LI and Jun MA",
            "Smith JR",
            "Smith JR and Jo Roe",
            "Smith, JR and Jones AB",
            "Siemens AG and Volvo AB",
            "John Paul II and Louis XIV",
        ] {
            assert!(!all_end_in_initials(list), "{list}");
        }
        assert_eq!(spelled("JR").as_deref(), Some("J. R."));
        assert_eq!((spelled("Jo"), spelled("ABCD"), spelled("")), (None, None, None));
    }

    #[test]
    fn initials_without_a_space_behind_them_are_parted() {
        for (word, at) in [("M.E.Sweedler", 4), ("E.Sarma", 2), ("J.-P.Doe", 5)] {
            assert_eq!(initials_before(word), Some(at), "{word}");
        }
        assert_eq!(initial_after("HaleJ."), Some(4));
        assert_eq!([initial_after("Hale."), initial_after("J."), initial_after("HJ.")], [None; 3]);
        for word in ["Sweedler", "M.E.", "St.John", "A.b", "Inc.Group", "N.N.", "K.O", ".Net"] {
            assert_eq!(initials_before(word), None, "{word}");
        }
    }
}
