//! Text case: upper, lower, sentence and title case of a text with markup.
//!
//! *Source*: CSL 1.0.2 specification, "Text-case"; where it is silent, what citeproc-js prints.

use crate::model::{Mark, MarkKind, Text};
use crate::style::ir::TextCase;

/// A text in another letter case. Markup `nocase`, small capitals, sub- and superscript keep
/// theirs. Title case is English: in other languages it changes nothing.
pub(super) fn recase(text: &Text, case: TextCase, english: bool) -> Text {
    if case == TextCase::Title && !english {
        return text.clone();
    }
    let words = split_words(text);
    let mut out = Recased::new(text);
    let mut state = State::default();
    for (index, word) in words.iter().enumerate() {
        let characters = &text.as_str()[word.start..word.end];
        out.copy_to(word.start);
        if word.frozen {
            out.copy_to(word.end);
        } else {
            let place = Place {
                first: !state.seen,
                last: index + 1 == words.len(),
                after_colon: state.seen && word.opens_clause,
                before_hyphen: word.hyphen_after
                    && !word.hyphen_before
                    && !state.previous_after_hyphen,
            };
            out.replace(word.end, &change(characters, case, &place));
        }
        state.previous_after_hyphen = word.hyphen_before;
        state.seen = true;
    }
    out.finish()
}

/// The same for a text without markup.
pub(super) fn recase_str(text: &str, case: TextCase, english: bool) -> String {
    match case {
        TextCase::Uppercase => text.to_uppercase(),
        TextCase::Lowercase => text.to_lowercase(),
        _ => recase(&Text::plain(text), case, english).as_str().to_owned(),
    }
}

#[derive(Default)]
struct State {
    seen: bool,
    previous_after_hyphen: bool,
}

/// Where a word stands.
struct Place {
    first: bool,
    last: bool,
    after_colon: bool,
    before_hyphen: bool,
}

fn change(word: &str, case: TextCase, place: &Place) -> String {
    match case {
        TextCase::Uppercase => word.to_uppercase(),
        TextCase::Lowercase => word.to_lowercase(),
        TextCase::CapitalizeFirst if place.first => capitalized_if_lower(word),
        TextCase::CapitalizeFirst => word.to_owned(),
        TextCase::CapitalizeAll => capitalized_if_lower(word),
        TextCase::Sentence if place.first => capitalized(word),
        TextCase::Sentence => word.to_lowercase(),
        TextCase::Title => title_word(word, place),
    }
}

fn title_word(word: &str, place: &Place) -> String {
    if place.after_colon {
        let letters = word.trim_start_matches(['"', '\'']);
        let quotes = &word[..word.len() - letters.len()];
        return format!("{quotes}{}", capitalized_if_lower(letters));
    }
    if place.first {
        return capitalized_if_lower(word);
    }
    let mut characters = word.chars();
    let first = characters.next();
    let second = characters.next();
    let single = second.is_none_or(|second| matches!(second, '\'' | '’'));
    if first.is_some_and(|first| !single || !first.is_alphabetic()) {
        let stays = is_stop_word(word) && !place.last && !place.before_hyphen;
        if !stays {
            return capitalized_if_lower(word);
        }
    } else if place.before_hyphen && second.is_none() {
        return capitalized_if_lower(word);
    }
    word.to_owned()
}

/// The word with a capital, unless it has one already.
fn capitalized_if_lower(word: &str) -> String {
    if word.chars().any(char::is_uppercase) { word.to_owned() } else { capitalized(word) }
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let Some(first) = characters.next() else { return String::new() };
    let mut out = String::with_capacity(word.len());
    out.extend(first.to_uppercase());
    out.push_str(characters.as_str());
    out
}

struct Word {
    start: usize,
    end: usize,
    /// Whether markup keeps its letter case.
    frozen: bool,
    /// Whether a colon or its like stands between it and the word before.
    opens_clause: bool,
    hyphen_before: bool,
    hyphen_after: bool,
}

fn split_words(text: &Text) -> Vec<Word> {
    let content = text.as_str();
    let mut words: Vec<Word> = Vec::with_capacity(content.len() / 5);
    let mut boundaries: Vec<usize> = Vec::new();
    for mark in text.marks() {
        boundaries.extend([mark.start as usize, mark.end as usize]);
    }
    let mut opens_clause = false;
    let mut hyphen_before = false;
    let mut open: Option<usize> = None;
    for (at, character) in content.char_indices().chain([(content.len(), ' ')]) {
        let separates = is_separator(character);
        let split = !boundaries.is_empty() && boundaries.contains(&at);
        if (separates || split)
            && let Some(start) = open.take()
        {
            words.push(Word {
                start,
                end: at,
                frozen: is_frozen(text.marks(), start),
                opens_clause,
                hyphen_before,
                hyphen_after: character == '-',
            });
            (opens_clause, hyphen_before) = (false, false);
        }
        if separates {
            opens_clause |= matches!(character, ':' | '?' | '!');
            hyphen_before = character == '-';
        } else if open.is_none() {
            open = Some(at);
        }
    }
    words
}

fn is_separator(character: char) -> bool {
    match character {
        '\'' | '"' | '’' | '‘' | '_' | '@' | '#' | '$' | '%' | '+' | '\u{2010}' | '\u{2011}' => {
            false
        }
        '-' | '–' | '—' | '/' | '“' | '”' | '«' | '»' | '…' => true,
        character => character.is_whitespace() || character.is_ascii_punctuation(),
    }
}

fn is_frozen(marks: &[Mark], at: usize) -> bool {
    marks.iter().any(|mark| {
        (mark.start as usize) <= at
            && at < mark.end as usize
            && matches!(
                mark.kind,
                MarkKind::NoCase
                    | MarkKind::SmallCaps
                    | MarkKind::Superscript
                    | MarkKind::Subscript
            )
    })
}

/// A text being rewritten, with its marks kept on what they cover.
struct Recased<'t> {
    source: &'t Text,
    content: String,
    at: usize,
    /// Old and new offsets of places behind which the two differ.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Recased<'t> {
    fn new(source: &'t Text) -> Self {
        let content = String::with_capacity(source.as_str().len() + 8);
        Recased { source, content, at: 0, shifts: Vec::new() }
    }

    fn copy_to(&mut self, end: usize) {
        self.content.push_str(&self.source.as_str()[self.at..end]);
        self.at = end;
    }

    fn replace(&mut self, end: usize, with: &str) {
        let same_length = with.len() == end - self.at;
        self.content.push_str(with);
        self.at = end;
        if !same_length {
            self.shifts.push((end, self.content.len()));
        }
    }

    fn finish(mut self) -> Text {
        self.copy_to(self.source.as_str().len());
        let moved = |old: u32| {
            let before = self.shifts.partition_point(|(from, _)| *from <= old as usize);
            let (from, to) = before.checked_sub(1).map_or((0, 0), |index| self.shifts[index]);
            (to + (old as usize - from)) as u32
        };
        let marks = self.source.marks().iter();
        let marks = marks.map(|m| Mark { start: moved(m.start), end: moved(m.end), kind: m.kind });
        let marks = marks.collect();
        Text::with_marks(self.content, marks)
    }
}

/// Words that title case leaves in lower case.
///
/// *Source*: CSL 1.0.2 specification, "Title Case Conversion"; citeproc-js's list is shorter in
/// some places and longer in others, and its choice is kept, since users see it everywhere.
fn is_stop_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
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
    WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::recase;
    use crate::model::Text;
    use crate::style::ir::TextCase;

    fn in_case(case: TextCase, text: &str) -> String {
        recase(&Text::from_csl_markup(text), case, true).to_csl_markup()
    }

    #[test]
    fn title_case() {
        for (text, title) in [
            (
                "out-of-fashion initiatives: a second story",
                "Out-of-Fashion Initiatives: A Second Story",
            ),
            ("the e-book of x-ray", "The E-Book of X-Ray"),
            ("iPad is a thing", "iPad Is a Thing"),
            ("going in and out of", "Going in and out Of"),
            ("foo? the bar. the baz", "Foo? The Bar. the Baz"),
            ("well-known in-depth study", "Well-Known in-Depth Study"),
            ("an in-depth study", "An In-Depth Study"),
            ("état de l'art d'Artagnan", "État de l'art d'Artagnan"),
            (
                "my <sup>superscript phrase</sup> in a title",
                "My <sup>superscript phrase</sup> in a Title",
            ),
            ("(the) <i>de novo</i> synthesis", "(The) <i>de Novo</i> Synthesis"),
        ] {
            assert_eq!(in_case(TextCase::Title, text), title);
        }
    }

    #[test]
    fn other_cases() {
        assert_eq!(in_case(TextCase::Sentence, "ALL Caps of eBay"), "ALL caps of ebay");
        assert_eq!(in_case(TextCase::CapitalizeFirst, "iPhone of eBay"), "iPhone of eBay");
        assert_eq!(in_case(TextCase::CapitalizeAll, "x—y of iPhone"), "X—Y Of iPhone");
        assert_eq!(in_case(TextCase::Uppercase, "straße <b>b</b>"), "STRASSE <b>B</b>");
    }
}
