#![doc = include_str!("mixed_script.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "mixed-script",
        code: "SYN015",
        family: Family::Syntax,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("mixed_script.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    const BEYOND: Characters = Characters::any_of("é");
    let fields = entry.own_fields().filter(|field| {
        let characters = entry.characters(field);
        characters.has_any(BEYOND)
            || characters.has_any(Characters::any_of("\\")) && has_escape(entry.spelled(field))
    });
    let found = fields.filter_map(|field| {
        let written = entry.written(field);
        let mixed = written.has_any(BEYOND).then(|| mixed(written.text)).flatten()?;
        Some((field, written, mixed))
    });
    // Who types one word so types them all.
    let mut found = found;
    let Some((field, written, Mixed { word, letters, script, mended })) = found.next() else {
        return;
    };
    let shown = &written.text[word.clone()];
    let letters: Vec<String> = letters.iter().map(|c| format!("`{c}`")).collect();
    let more = match found.count() {
        0 => String::new(),
        1 => ", as in 1 more field".to_owned(),
        count => format!(", as in {count} more fields"),
    };
    let message = format!(
        "{} in `{shown}` looks like a letter of the others, but is {script}{more}",
        letters.join(", ")
    );
    let finding = cx
        .of_field(entry, field, written.place(word.clone()), message)
        .help(format!("write `{mended}`, in letters of one script"));
    let edit = written.editable(word).map(|place| Edit::new(place, &*mended));
    cx.report(finding.fix(Fix::of(Safety::Unsafe, format!("write `{mended}`"), edit)));
}

/// Whether a text may have a Cyrillic or Greek letter as an escape: TeX's commands for them, and
/// `\u0430`. In a formula they are symbols.
fn has_escape(spelled: &str) -> bool {
    ["\\cyr", "\\CYR", "\\text", "\\u0"].iter().any(|escape| spelled.contains(escape))
}

/// A word with letters of another script that look like letters of its own.
struct Mixed {
    word: Range<usize>,
    letters: Vec<char>,
    /// Of the letters that look like others.
    script: &'static str,
    /// The word in one script.
    mended: String,
}

/// Letters that look alike in Latin, Cyrillic and Greek script. Greek letters that stand for
/// themselves in the words of scientists (`α`, `γ`, `Δ`, `μ`) look like no other.
#[rustfmt::skip]
const ALIKE: [(char, &[char]); 28] = [
    ('A', &['А', 'Α']), ('B', &['В', 'Β']), ('C', &['С']), ('E', &['Е', 'Ε']), ('H', &['Н', 'Η']),
    ('I', &['І', 'Ι']), ('J', &['Ј']), ('K', &['К', 'Κ']), ('M', &['М', 'Μ']), ('N', &['Ν']),
    ('O', &['О', 'Ο']), ('P', &['Р', 'Ρ']), ('S', &['Ѕ']), ('T', &['Т', 'Τ']), ('X', &['Х', 'Χ']),
    ('Y', &['У', 'Υ']), ('Z', &['Ζ']), ('a', &['а']), ('c', &['с']), ('e', &['е']), ('i', &['і']),
    ('j', &['ј']), ('k', &['к']), ('o', &['о', 'ο']), ('p', &['р']), ('s', &['ѕ']), ('x', &['х']),
    ('y', &['у']),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
}

impl Script {
    fn of(c: char) -> Option<Script> {
        match c {
            'A'..='Z' | 'a'..='z' | 'À'..='ɏ' => Some(Script::Latin),
            '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
            '\u{370}'..='\u{3FF}' => Some(Script::Greek),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Script::Latin => "Latin",
            Script::Cyrillic => "Cyrillic",
            Script::Greek => "Greek",
        }
    }
}

/// The letter of a script that a letter of another one looks like.
fn in_script(c: char, script: Script) -> Option<char> {
    let (latin, others) =
        ALIKE.iter().find(|(latin, others)| *latin == c || others.contains(&c))?;
    let mut letters = std::iter::once(*latin).chain(others.iter().copied());
    letters.find(|letter| Script::of(*letter) == Some(script))
}

fn mixed(text: &str) -> Option<Mixed> {
    // Latin letters alone, as in most texts with accents, are no mixture.
    if !text.contains(|c| ('\u{370}'..='\u{52F}').contains(&c)) {
        return None;
    }
    let usual = usual_script(text);
    let mut start = None;
    let ends = text.char_indices().map(Some).chain([None]);
    for end in ends {
        let at = end.map_or(text.len(), |(at, _)| at);
        match (start, end.is_some_and(|(_, c)| c.is_alphabetic())) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                let word = &text[from..at];
                if !word.is_ascii()
                    && let Some((letters, script, mended)) = mixed_word(word, usual)
                {
                    return Some(Mixed { word: from..at, letters, script: script.name(), mended });
                }
            }
            _ => {}
        }
    }
    None
}

fn count(text: &str, script: Script) -> usize {
    text.chars().filter(|c| Script::of(*c) == Some(script)).count()
}

/// The script of most letters.
fn usual_script(text: &str) -> Option<Script> {
    let scripts = [Script::Latin, Script::Cyrillic, Script::Greek];
    scripts.into_iter().max_by_key(|script| count(text, *script))
}

/// The letters of a word that are not in the script of most, if all of them look like letters of
/// it: `IPшный` is a word of two scripts on purpose.
fn mixed_word(word: &str, usual: Option<Script>) -> Option<(Vec<char>, Script, String)> {
    // Of a word that is half and half, the rest of the text tells the script.
    let is_half = |script: &Script| 2 * count(word, *script) >= word.chars().count();
    let own = usual.filter(is_half).or_else(|| usual_script(word))?;
    let mut others: Vec<char> = Vec::new();
    let mut other = None;
    let mut mended = String::with_capacity(word.len());
    for c in word.chars() {
        match Script::of(c) {
            Some(script) if script != own => {
                mended.push(in_script(c, own)?);
                other = Some(script);
                if !others.contains(&c) {
                    others.push(c);
                }
            }
            _ => mended.push(c),
        }
    }
    let strangers = word.chars().count() - count(word, own);
    let is_known =
        count(word, own) > strangers || count(word, own) == strangers && usual == Some(own);
    // `IPшный`: an acronym with the ending of another language.
    let strange = |c: &char| Script::of(*c).is_some_and(|script| script != own);
    let head: Vec<char> = word.chars().take_while(strange).collect();
    let is_acronym = head.len() > 1 && head.iter().all(|c| c.is_uppercase());
    // Two capitals may be symbols.
    let is_known = is_known && !is_acronym;
    let is_word = is_known && word.chars().any(char::is_lowercase);
    is_word.then_some((others, other?, mended))
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn letters_that_look_alike_are_told_from_symbols() {
        for (text, mended) in [
            ("The city \u{43E}f walls", "of"),
            ("The city \u{3BF}f walls", "of"),
            ("D\u{43E}e, Jane", "Doe"),
            ("\u{410}rchitecture", "Architecture"),
            ("the t\u{3BF}wn", "town"),
            ("М\u{6F}сква", "Москва"),
        ] {
            assert_eq!(mixed(text).map(|it| it.mended).as_deref(), Some(mended), "{text}");
        }
        for text in [
            "TNFα and IFNγ",
            "ΔG of μRNA",
            "IPшный",
            "СССР и USSR",
            "Île",
            "α-Helix",
            "ΜΒ",
            "Δt",
            "PPARα",
            "νMSSM",
            "NFκB",
            "βCatenin",
            "Ωm",
            "Erdős",
            "Ντοστογιέφσκι",
            "kΩ",
        ] {
            assert_eq!(mixed(text).map(|it| it.mended), None, "{text}");
        }
    }
}
