//! The language of an essay, told by its small words.

use std::collections::BTreeSet;

use crate::document::essay::apparatus::Apparatus;
use crate::document::essay::words::words;

/// A language other than English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Language {
    /// Its code: `de`.
    pub(super) code: &'static str,
}

/// Words that are in every text of a language, and in few of others.
const LANGUAGES: [(&str, &[&str]); 9] = [
    ("en", &["the", "of", "and", "that", "was", "were", "with", "which", "his", "her", "from"]),
    ("de", &["der", "und", "nicht", "dass", "war", "eine", "auch", "sich", "als", "auf", "wurde"]),
    ("fr", &["les", "et", "des", "une", "dans", "est", "qui", "pas", "sur", "par", "etait"]),
    ("it", &["che", "di", "della", "non", "una", "sono", "nel", "gli", "delle", "anche", "il"]),
    ("es", &["los", "y", "las", "una", "por", "con", "el", "fue", "sus", "como", "mas"]),
    ("pt", &["os", "e", "uma", "das", "dos", "nao", "foi", "pelo", "mais", "em", "ao"]),
    ("nl", &["het", "een", "van", "niet", "zijn", "dat", "voor", "ook", "werd", "aan", "bij"]),
    ("pl", &["nie", "sie", "jest", "oraz", "ktory", "przez", "byl", "jako", "dla", "ze", "tym"]),
    ("ru", &["i", "v", "ne", "na", "chto", "kak", "bilo", "eto", "dlia", "iz", "ego"]),
];

/// How many of these words a text has at least of which something is said.
const LEAST: usize = 6;

/// The language of an essay's text, unless it is English or not certain.
pub(super) fn of(text: &str, apparatus: &Apparatus) -> Option<Language> {
    const MOST_BYTES: usize = 40_000;
    let mut counts = [0_usize; LANGUAGES.len()];
    let mut kinds = [const { BTreeSet::new() }; LANGUAGES.len()];
    let mut read = 0;
    for paragraph in &apparatus.paragraphs {
        let paragraph = &text[paragraph.span.range()];
        for word in words(paragraph) {
            for (at, (_, list)) in LANGUAGES.iter().enumerate() {
                if let Some(known) = list.iter().find(|known| **known == word.folded) {
                    counts[at] += 1;
                    kinds[at].insert(*known);
                }
            }
        }
        read += paragraph.len();
        if read > MOST_BYTES {
            break;
        }
    }
    let best = (0..LANGUAGES.len()).max_by_key(|at| counts[*at])?;
    let is_sure = counts[best] >= LEAST
        && kinds[best].len() > 2
        && (0..LANGUAGES.len()).all(|at| at == best || 2 * counts[at] <= counts[best]);
    let code = LANGUAGES[best].0;
    (is_sure && code != "en").then_some(Language { code })
}
