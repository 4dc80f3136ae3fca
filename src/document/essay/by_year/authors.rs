//! The names of authors before a year: `Dietz, Ostrom and Stern`, `de Vries et al.`

use std::ops::Range;

use crate::document::essay::words::is_ideograph;

/// Names in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authors {
    /// From the first name to the last, with `et al.`
    pub(super) range: Range<usize>,
    /// Each name, as it is written.
    pub(super) names: Vec<Range<usize>>,
    /// Whether others are meant too: `et al.`
    pub(super) has_others: bool,
}

/// The maximum number of words of names.
const MOST_WORDS: usize = 14;

/// The names that end at a position, and begin at `floor` or after it.
pub(super) fn before(text: &str, end: usize, floor: usize) -> Option<Authors> {
    let bare = text[floor..end].trim_end();
    let bare = bare.strip_suffix(['[', '［']).unwrap_or(bare).trim_end();
    let bare = bare.strip_suffix([',', '，', ':']).unwrap_or(bare).trim_end();
    let possessive = ["'s", "’s", "s’", "s'", "’", "'"];
    let is_of_s = |it: &&&str| if it.starts_with('s') { 1 } else { 0 };
    let bare = match possessive.iter().find(|ending| bare.ends_with(**ending)) {
        Some(ending) => &bare[..bare.len() - ending.len() + is_of_s(&ending)],
        None => bare,
    };
    if bare.ends_with(is_ideograph) {
        return ideographs(bare, floor);
    }
    Reader { text: bare, floor, at: bare.len(), authors: Vec::new(), has_others: false }.read()
}

/// Names in Chinese characters, which no spaces divide.
fn ideographs(text: &str, floor: usize) -> Option<Authors> {
    const MOST: usize = 12;
    let letters = text.chars().rev().take_while(|c| is_ideograph(*c) || *c == '、').take(MOST);
    let start = text.len() - letters.map(char::len_utf8).sum::<usize>();
    let range = floor + start..floor + text.len();
    let has_others = text.ends_with('等');
    let end = range.end - if has_others { '等'.len_utf8() } else { 0 };
    let names = range.start..end;
    (!names.is_empty()).then(|| Authors { range, names: vec![names], has_others })
}

/// Reads names from the last to the first.
struct Reader<'t> {
    text: &'t str,
    floor: usize,
    at: usize,
    authors: Vec<Range<usize>>,
    has_others: bool,
}

/// A word of a text, with whether a comma follows it.
#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
    has_comma: bool,
}

impl<'t> Reader<'t> {
    /// The word before a position.
    fn token(&self, at: usize) -> Option<Token<'t>> {
        let text = self.text[..at].trim_end();
        let start = text
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace() || matches!(c, '(' | '[' | '（' | '/'));
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        let has_comma = text.ends_with(',');
        let text = text[start..].trim_end_matches(',');
        (!text.is_empty()).then_some(Token { text, start, has_comma })
    }

    fn read(mut self) -> Option<Authors> {
        let end = self.at;
        self.others();
        let mut name: Option<Range<usize>> = None;
        let mut is_joined = self.has_others;
        for _ in 0..MOST_WORDS {
            let Some(token) = self.token(self.at) else { break };
            let only_initials = name.as_ref().is_some_and(|it| is_initials(&self.text[it.clone()]));
            if token.has_comma && name.is_some() && !only_initials {
                if !is_joined {
                    break;
                }
                self.authors.extend(name.take());
            }
            let token_end = token.start + token.text.len();
            if is_link(token.text) {
                // `and` between two names.
                let next = self.token(token.start).filter(|next| is_name(next.text));
                let Some(_) = next.filter(|_| name.is_some()) else { break };
                self.authors.extend(name.take());
                is_joined = true;
            } else if is_name(token.text) {
                let end = name.as_ref().map_or(token_end, |name| name.end);
                name = Some(token.start..end);
            } else if is_small(token.text) && name.is_some() {
                let is_particle = is_particle(token.text);
                let next = self.token(token.start);
                let goes_on =
                    next.is_some_and(|it| !it.has_comma && (is_name(it.text) || is_small(it.text)));
                if !is_particle && !goes_on {
                    break;
                }
                let end = name.as_ref().map_or(token_end, |name| name.end);
                name = Some(token.start..end);
            } else {
                break;
            }
            self.at = token.start;
            if self.text[..token.start].ends_with(['(', '[', '（']) {
                break;
            }
        }
        self.authors.extend(name);
        self.authors.reverse();
        // Small words before the first name belong to the sentence.
        let start = self.authors.first()?.start;
        let moved = |range: &Range<usize>| range.start + self.floor..range.end + self.floor;
        let names = self.authors.iter().map(moved).collect();
        Some(Authors { range: moved(&(start..end)), names, has_others: self.has_others })
    }

    /// Skips `et al.`, `and others`, `u. a.`
    fn others(&mut self) {
        const OTHERS: [&str; 12] = [
            "et al.",
            "et al",
            "et alii",
            "and others",
            "and colleagues",
            "u. a.",
            "u.a.",
            "et coll.",
            "y otros",
            "e outros",
            "e altri",
            "m.fl.",
        ];
        let text = self.text.trim_end().trim_end_matches(['*', '_']);
        let found = OTHERS.iter().find(|others| text.ends_with(**others));
        let Some(others) = found else { return };
        self.has_others = true;
        let rest = text[..text.len() - others.len()].trim_end_matches(['*', '_']).trim_end();
        self.at = rest.trim_end_matches(',').len();
    }
}

/// True if a text is initials: `I.`, `J.-P.`, `J. P.`
fn is_initials(text: &str) -> bool {
    text.split([' ', '.', '-']).filter(|it| !it.is_empty()).all(|it| it.chars().count() == 1)
        && text.starts_with(char::is_uppercase)
}

/// True if a word may be a name or part of one.
fn is_name(word: &str) -> bool {
    let word = word.strip_suffix(['’', '\'']).unwrap_or(word);
    let begins = word.trim_start_matches(['‘', '’', '\'']).strip_prefix("d’").unwrap_or(word);
    begins.starts_with(char::is_uppercase)
        && word.chars().all(|c| {
            c.is_alphabetic() || matches!(c, '-' | '‐' | '’' | '\'' | '‘' | '.' | '\u{301}')
        })
        && (word.chars().filter(|c| c.is_alphabetic()).count() > 1 || word.ends_with('.'))
}

fn is_link(word: &str) -> bool {
    const LINKS: [&str; 12] =
        ["and", "&", "und", "et", "y", "e", "i", "og", "och", "en", "u.", "with"];
    LINKS.contains(&word)
}

pub(super) fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 22] = [
        "van", "von", "de", "der", "den", "di", "da", "du", "la", "le", "del", "della", "dos",
        "das", "zu", "zur", "ten", "ter", "al", "el", "bin", "ibn",
    ];
    PARTICLES.contains(&word)
}

/// True if a word without a capital may be within the name of a body: `Ministry of Defence`.
fn is_small(word: &str) -> bool {
    is_particle(word) || matches!(word, "of" | "for" | "the" | "on" | "in" | "des" | "für" | "pour")
}

#[cfg(test)]
mod tests {
    use super::before;

    fn names(text: &str) -> Option<(Vec<&str>, bool)> {
        let found = before(text, text.len(), 0)?;
        let names = found.names.into_iter().map(|range| &text[range]);
        Some((names.collect(), found.has_others))
    }

    #[test]
    fn names_are_read_backward_from_the_year() {
        for (text, expected, others) in [
            ("as Mett", vec!["Mett"], false),
            ("and later Mett’s ", vec!["Mett"], false),
            ("by Dietz, Ostrom and Stern ", vec!["Dietz", "Ostrom", "Stern"], false),
            ("(Treisman & Gelade, ", vec!["Treisman", "Gelade"], false),
            ("(Snyder, Davidson, & Posner, ", vec!["Snyder", "Davidson", "Posner"], false),
            ("see de Vries et al., ", vec!["de Vries"], true),
            ("noted by W. James ", vec!["W. James"], false),
            ("the World Health Organization ", vec!["World Health Organization"], false),
            ("the Ministry of Defence, ", vec!["Ministry of Defence"], false),
            ("in Petrograd, Mett ", vec!["Mett"], false),
            ("(Abramovitch, in Daniels ", vec!["Daniels"], false),
            ("参见王小波", vec!["参见王小波"], false),
        ] {
            assert_eq!(names(text), Some((expected, others)), "{text}");
        }
        for text in ["she ", "in the year ", "(", "born ", "*Potemkin* ", "(c. "] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
