//! What texts look like that are names, or parts of them: initials, families, whole names.

pub(super) const PARTICLES: [&str; 12] =
    ["van", "von", "de", "der", "den", "da", "di", "del", "dos", "la", "le", "el"];

/// `A. Moss`, `C.D. de Hale`: what is a whole name without any comma.
pub(super) fn begins_with_initials(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '~']).filter(|word| !word.is_empty()).collect();
    let initials = words.iter().take_while(|word| are_initials(word)).count();
    (1..4).contains(&initials) && initials < words.len() && is_family(&words[initials..].join(" "))
}

/// `John Smith`, `Ann M. van der Moss`: given and family names of whole words.
pub(super) fn is_whole_name(name: &str) -> bool {
    const OF_BODIES: [&str; 12] = [
        "University",
        "Institute",
        "Department",
        "School",
        "College",
        "Center",
        "Centre",
        "Inc",
        "Research",
        "Group",
        "Team",
        "Laboratory",
    ];
    let words: Vec<&str> = name.split([' ', '~']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            && (word.contains(char::is_lowercase) || are_initials(word))
            && !OF_BODIES.contains(&word.trim_end_matches('.'))
    };
    (2..5).contains(&words.len())
        && words.iter().all(|word| is_word(word) || PARTICLES.contains(word))
        && words.first().is_some_and(is_word)
        && words.last().is_some_and(|last| is_word(last) && !are_initials(last))
}

/// `A.`, `C.D.`, `C. D.`, `J.-P.`
pub(super) fn are_initials(text: &str) -> bool {
    let mut parts = text.split(['.', '-', ' ', '~']).filter(|part| !part.is_empty()).peekable();
    let is_one = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    text.ends_with('.') && parts.peek().is_some() && parts.all(is_one)
}

/// Whole words of letters, of which one is in capitals at its start.
pub(super) fn is_family(text: &str) -> bool {
    let is_word = |word: &str| {
        word != "and"
            && word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '&' | '$'))
    };
    let words = || text.split([' ', '~']).filter(|word| !word.is_empty());
    words().count() < 4
        && words().all(is_word)
        && words()
            .any(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase))
        && text.contains(char::is_lowercase)
        && !["Jr", "Sr", "Inc", "Ltd"].contains(&text)
}
