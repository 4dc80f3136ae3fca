//! The English words that stay in lower case in title case.

/// Words that stay in lower case in title case.
///
/// *Source*: CSL 1.0.2 specification, "Title Case Conversion". The list of citeproc-js differs from
/// it in both directions; it is used here, since users see its results everywhere.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "van",
    "versus",
    "via",
    "von",
    "vs",
    "with",
    "within",
    "without",
    "yet",
];

/// Where the stop words with each first letter begin, since most words differ in their first
/// letter.
const STOP_WORDS_BY_LETTER: [u8; 27] = {
    let mut starts = [0; 27];
    let mut letter = 0;
    while letter < 27 {
        let mut start = 0;
        while start < STOP_WORDS.len() && STOP_WORDS[start].as_bytes()[0] < b'a' + letter as u8 {
            start += 1;
        }
        starts[letter] = start as u8;
        letter += 1;
    }
    starts
};

/// The lengths of the stop words with each first letter, one bit each.
const LENGTHS_BY_LETTER: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut index = 0;
    while index < STOP_WORDS.len() {
        let word = STOP_WORDS[index].as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        index += 1;
    }
    lengths
};

/// True if a word stays in lower case in title case: a stop word, or `v` or `vs` with one more
/// character, as in citeproc-js (`the shell v2.0`).
pub(super) fn is_stop_word(word: &str) -> bool {
    let Some(first @ b'a'..=b'z') = word.as_bytes().first() else { return false };
    if matches!(word.as_bytes(), [b'v', _] | [b'v', b's', _]) {
        return true;
    }
    let letter = usize::from(first - b'a');
    let has_length = |lengths: u16| lengths.checked_shr(word.len() as u32).unwrap_or(0) & 1 == 1;
    if !has_length(LENGTHS_BY_LETTER[letter]) {
        return false;
    }
    let [start, end] = [letter, letter + 1].map(|letter| STOP_WORDS_BY_LETTER[letter] as usize);
    STOP_WORDS[start..end].contains(&word)
}
