//! Marks of notes, addresses and affiliations in a name: `Roe*`, `Poe\textsuperscript{1}`, `Moe
//! jane@example.org`, `Roe, J. (University of Kent)`.

use crate::model::is_word_of_body;

/// Commands whose argument is a mark or a note.
pub(super) const COMMANDS: [&str; 9] = [
    "\\textsuperscript",
    "\\thanks",
    "\\footnote",
    "\\inst",
    "\\dag",
    "\\ddag",
    "\\textdagger",
    "\\ast",
    "\\S",
];

/// Signs that mark notes.
pub(super) const SIGNS: [char; 13] =
    ['*', '†', '‡', '§', '¶', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '∗'];

/// A name without its marks; `None` if it has none.
pub(super) fn without_marks(name: &str) -> Option<String> {
    let mut kept = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let length = mark_at(rest, &kept);
        if length == 0 {
            kept.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            rest = &rest[length..];
        }
    }
    let kept = without_addresses(&kept);
    let is_name = kept.chars().any(char::is_alphabetic);
    (is_name && kept != name).then_some(kept)
}

/// The length of the mark that a text begins with; 0 if it begins with none. Before it is a name.
fn mark_at(text: &str, before: &str) -> usize {
    if !before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | '}' | ' ' | ',')) {
        return 0;
    }
    // `M$^c$Leod` and `M\textsuperscript{c}Leod` are names: a mark ends a word.
    let ends = |length: usize| {
        let after =
            text[length..].trim_start_matches([',', ';', '.', '*', '$', '^', '\\', '{', '}']);
        !after.starts_with(char::is_alphabetic) || after.len() < text.len() - length
    };
    if let Some(length) = command_at(text) {
        return if ends(length) { length } else { 0 };
    }
    // `$^{1,2}$` and `$^\dagger$`
    if let Some(formula) = text.strip_prefix('$') {
        let end = formula.find('$').filter(|_| formula.starts_with(['^', '*', '\\']));
        let is_mark = |end: &usize| is_mark(&formula[..*end]) && ends(end + 2);
        return end.filter(is_mark).map_or(0, |end| end + 2);
    }
    if let Some(raised) = text.strip_prefix('^') {
        let end = match raised.strip_prefix('{') {
            Some(inner) => inner.find('}').map_or(0, |end| end + 2),
            None => {
                raised.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'*').count()
            }
        };
        return if end == 0 || !ends(end + 1) { 0 } else { end + 1 };
    }
    let signs = text.chars().take_while(|c| SIGNS.contains(c)).map(char::len_utf8).sum();
    if signs > 0 && !before.ends_with(['Ã', 'Â', 'Å']) {
        return signs;
    }
    figures_at(text, before)
}

/// Whether a formula is a mark: raised figures, letters or signs.
fn is_mark(formula: &str) -> bool {
    let words = ["^", "{", "}", "\\dagger", "\\ddagger", "\\ast", "\\star", "\\prime", "\\rm"];
    let bare = words.iter().fold(formula.to_owned(), |bare, word| bare.replace(word, ""));
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '\'');
    let mut pieces = bare.split(',').map(str::trim);
    pieces.all(|piece| piece.chars().all(is_sign) || piece.chars().count() == 1)
}

fn command_at(text: &str) -> Option<usize> {
    let command = COMMANDS.iter().find(|command| {
        text.strip_prefix(**command)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    })?;
    let rest = &text[command.len()..];
    let spaces = rest.len() - rest.trim_start().len();
    if !rest[spaces..].starts_with('{') {
        return Some(command.len());
    }
    let mut depth = 0_usize;
    let end = rest.bytes().enumerate().skip(spaces).find_map(|(at, byte)| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at + 1)
    })?;
    Some(command.len() + end)
}

/// Figures at the end of a word of small letters (`Roe1`, `Roe1,2`), and the number of DBLP (`Wei
/// Wang 0001`).
fn figures_at(text: &str, before: &str) -> usize {
    let word = text.split([' ', '~']).next().unwrap_or_default();
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    let after = &word[figures..];
    let ends = after.is_empty() || after == ",";
    let is_homonym = figures == 4 && word.starts_with("00") && before.ends_with([' ', '~']);
    if is_homonym && ends {
        return figures;
    }
    let name = before.rsplit([' ', '~', ',', '}']).next().unwrap_or_default();
    let is_end = text[figures..].trim_start().is_empty() || text[figures..].starts_with(',');
    let is_name = is_end
        && before.contains([' ', ',', '~'])
        && name.chars().count() > 2
        && name.starts_with(char::is_uppercase)
        && name.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    if (1..3).contains(&figures) && ends && is_name { figures } else { 0 }
}

/// A name without addresses, and without affiliations and roles in brackets.
fn without_addresses(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(start) = rest.find(['(', '[', '<']) {
        let close = match &rest[start..=start] {
            "(" => ')',
            "[" => ']',
            _ => '>',
        };
        let Some(end) = rest[start..].find(close).map(|end| start + end + 1) else { break };
        let inner = &rest[start + 1..end - 1];
        let is_junk = is_beside(inner) && is_person(&rest[..start]);
        kept.push_str(if is_junk { rest[..start].trim_end() } else { &rest[..end] });
        rest = &rest[end..];
    }
    kept.push_str(rest);
    let is_address = |word: &str| {
        let word = word.trim_matches([',', '<', '>']);
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    if kept.contains('@') {
        let words = kept.split(' ').filter(|word| !is_address(word));
        kept = words.collect::<Vec<_>>().join(" ");
    }
    kept.trim().trim_end_matches(',').trim_end().to_owned()
}

/// Whether a text may be the name of a person: two words, none of which is that of an organization.
fn is_person(name: &str) -> bool {
    let words = || name.split([' ', '~', ',']).filter(|word| !word.is_empty());
    words().count() > 1 && !words().any(is_word_of_body)
}

/// Whether what is in brackets is beside the name: a role, an affiliation, an address or an
/// identifier. `William (Bill) Smith` is a nickname.
fn is_beside(inner: &str) -> bool {
    const PLACES: [&str; 4] = ["College", "School", "Dept.", "Univ."];
    let role = inner.trim_end_matches('.').to_lowercase();
    ROLES.contains(&&*role)
        || inner.contains('@')
        || inner.starts_with("0000-")
        || inner.split([' ', ',']).any(|word| is_word_of_body(word) || PLACES.contains(&word))
}

/// What people do in a work, as it is written behind their names; library catalogues write it in
/// brackets: `Böll, Heinrich [Verfasser]`.
pub(crate) const ROLES: &[&str] = &[
    "ed",
    "eds",
    "editor",
    "editors",
    "hrsg",
    "hg",
    "hgg",
    "trans",
    "transl",
    "translator",
    "coord",
    "comp",
    "compiler",
    "übers",
    "éd",
    "éds",
    "author",
    "autor",
    "auteur",
    "verfasser",
    "verf",
    "herausgeber",
    "übersetzer",
    "mitwirkender",
    "éditeur",
    "traducteur",
    "traductor",
    "autore",
    "curatore",
    "traduttore",
    "illustrator",
    "著",
    "編",
    "訳",
    "编",
    "译",
];
