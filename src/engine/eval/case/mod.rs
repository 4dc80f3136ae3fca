//! Text case: upper, lower, sentence and title case for text with markup.
//!
//! *Source*: CSL 1.0.2 specification, "Text-case"; where it is silent, the output of citeproc-js.

mod letters;
mod quoted;
mod stop_words;
mod words;

use std::ops::Range;

pub(super) use letters::Letters;
use quoted::follows_stray_mark;
use stop_words::is_stop_word;
use words::{Words, last_word};

use crate::model::{Mark, MarkKind};
use crate::style::ir::TextCase;

/// The properties of a text's language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Language {
    /// Title case applies only to English; in other languages it changes nothing.
    pub(super) english: bool,
    pub(super) letters: Letters,
}

/// Changes the letter case of a text. Text marked as `nocase`, small capitals, sub- or superscript
/// keeps its case. Markup does not separate words.
///
/// The text is written to the empty buffer, and returned with its marks.
pub(super) fn recase(
    text: &str,
    marks: &[Mark],
    case: TextCase,
    language: Language,
    buffer: String,
) -> (String, Vec<Mark>) {
    let mut out = Recased::new(text, marks, language.letters, buffer);
    if case == TextCase::Title && !language.english {
        return out.finish();
    }
    let mut state = State::default();
    let last = last_word(text);
    let is_broken = |start: usize| {
        let marked = marks.first().is_some_and(|mark| (mark.start as usize) < start);
        marked || text[..start].contains(is_break)
    };
    for word in Words::new(text) {
        let place = Place {
            first: !state.seen,
            // As in citeproc-js, not in a text with a straight quotation mark too many.
            last: last == Some(word.end) && text.matches('"').count().is_multiple_of(2),
            after_colon: state.seen && word.opens_clause,
            before_hyphen: word.hyphen_after && !state.seen_hyphen && !is_broken(word.start),
            behind_stray_mark: case == TextCase::Title && follows_stray_mark(text, word.start),
            before: &text[..word.start],
        };
        let start = match text.as_bytes()[word.start] {
            b'\'' => word.start + opening_mark(&text[word.start..]),
            _ => word.start,
        };
        out.change(start..word.end, case, &place);
        state.seen_hyphen |= word.hyphen_before || word.hyphen_after;
        state.seen = true;
        if case == TextCase::CapitalizeFirst {
            // All other words stay as they are.
            break;
        }
    }
    out.finish()
}

/// The same for a text without markup.
pub(super) fn recase_str(text: &str, case: TextCase, language: Language) -> String {
    recase(text, &[], case, language, String::new()).0
}

/// The length of the single quotation mark with which a text begins, if it ends before other
/// punctuation or at the end. The words in it are then those of a text of their own, for citeproc-js
/// only there: it prints `Is It ‘Good’?`, but `Is It ‘good’ Now`.
fn opening_mark(text: &str) -> usize {
    let Some(quoted) = text.strip_prefix('\'') else { return 0 };
    let closes = |(at, _): &(usize, &str)| {
        let after = quoted[at + 1..].chars().next();
        !quoted[..*at].ends_with(char::is_whitespace) && !after.is_some_and(char::is_alphanumeric)
    };
    let close = quoted.match_indices('\'').find(closes);
    let ends = |(at, _): (usize, &str)| {
        let after = &quoted[at + 1..];
        at > 0 && (after.is_empty() || after.starts_with(['.', ',', ';', ':', '?', '!']))
    };
    usize::from(close.is_some_and(ends))
}

#[derive(Default)]
struct State {
    seen: bool,
    seen_hyphen: bool,
}

/// The position of a word.
struct Place<'t> {
    first: bool,
    last: bool,
    after_colon: bool,
    /// Whether the first hyphen of the text follows, and nothing else that breaks the text into
    /// parts, such as a comma, precedes.
    before_hyphen: bool,
    /// Whether it directly follows a quotation mark without a partner.
    behind_stray_mark: bool,
    /// The text before it.
    before: &'t str,
}

impl Place<'_> {
    /// True if it directly follows a space, without a bracket or quotation mark.
    fn is_behind_space(&self) -> bool {
        self.before.ends_with(char::is_whitespace)
    }
}

/// The change to a word.
enum Change {
    Nothing,
    Uppercase,
    Lowercase,
    /// The letter at this byte is capitalized.
    Capital(usize),
}

fn change(word: &str, case: TextCase, place: &Place<'_>) -> Change {
    match case {
        TextCase::Uppercase => Change::Uppercase,
        TextCase::Lowercase => Change::Lowercase,
        TextCase::CapitalizeFirst if place.first => capital_if_lower(word),
        TextCase::CapitalizeFirst => Change::Nothing,
        TextCase::CapitalizeAll => capital_if_lower(word),
        TextCase::Sentence if place.first => Change::Capital(0),
        TextCase::Sentence => Change::Lowercase,
        TextCase::Title => title_change(word, place),
    }
}

/// True for punctuation that breaks a text into parts. Markup does so, too.
fn is_break(character: char) -> bool {
    matches!(character, ',' | ';' | '.' | ':' | '!' | '?' | '/' | '–' | '—')
        || matches!(character, '(' | ')' | '[' | ']' | '"' | '\'' | '“' | '”' | '‘' | '’')
}

fn title_change(word: &str, place: &Place<'_>) -> Change {
    if place.behind_stray_mark {
        return Change::Nothing;
    }
    if place.after_colon {
        let letters = word.trim_start_matches(['"', '\'']);
        return match capital_if_lower(letters) {
            Change::Capital(_) => Change::Capital(word.len() - letters.len()),
            change => change,
        };
    }
    if place.first {
        return capital_if_lower(word);
    }
    let mut characters = word.chars();
    let first = characters.next();
    let second = characters.next();
    let single = second.is_none_or(|second| matches!(second, '\'' | '’'));
    let capitalizes = if first.is_some_and(|first| !single || !first.is_alphabetic()) {
        place.last || place.before_hyphen || !is_stop_word(word)
    } else {
        // `k-Means` becomes `K-Means`, but `(k-Means)` is not changed.
        let hyphenated = place.before_hyphen && second.is_none() && place.is_behind_space();
        hyphenated && first.is_some_and(|first| first < '\u{250}')
    };
    if capitalizes { capital_if_lower(word) } else { Change::Nothing }
}

/// Capitalizes the start of a word, unless it contains a capital.
fn capital_if_lower(word: &str) -> Change {
    let has_ascii_capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
    let has_capital = || !word.is_ascii() && word.chars().any(char::is_uppercase);
    if has_ascii_capital || has_capital() { Change::Nothing } else { Change::Capital(0) }
}

/// True if markup protects the letter case of a character.
fn is_frozen(marks: &[Mark], at: usize) -> bool {
    marks
        .iter()
        .any(|mark| (mark.start as usize) <= at && at < mark.end as usize && keeps_case(mark.kind))
}

fn keeps_case(kind: MarkKind) -> bool {
    matches!(
        kind,
        MarkKind::NoCase
            | MarkKind::NoDecor
            | MarkKind::SmallCaps
            | MarkKind::Superscript
            | MarkKind::Subscript
    )
}

/// A text that is being rewritten, with its marks adjusted.
///
/// Nearly all changes are of one ASCII letter, so the rest of the text is copied at once, and such
/// letters are changed in the copy.
struct Recased<'t> {
    source: &'t str,
    marks: &'t [Mark],
    letters: Letters,
    content: String,
    /// How much of the source has been copied; a part of it that is replaced is removed again.
    at: usize,
    /// Old and new offsets of positions after which the two differ.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Recased<'t> {
    fn new(source: &'t str, marks: &'t [Mark], letters: Letters, mut content: String) -> Self {
        content.reserve(source.len() + 8);
        content.push_str(source);
        Recased { source, marks, letters, content, at: source.len(), shifts: Vec::new() }
    }

    /// Copies the source up to this byte, and nothing after it.
    fn copy_to(&mut self, end: usize) {
        if end < self.at {
            // What was copied last is the same as the source.
            self.content.truncate(self.content.len() - (self.at - end));
        } else {
            self.content.push_str(&self.source[self.at..end]);
        }
        self.at = end;
    }

    /// Changes the ASCII letter at this byte to a capital, with all of the source copied.
    fn capitalize_ascii(&mut self, at: usize) {
        if self.at <= at {
            self.copy_to(self.source.len());
        }
        let at = self.content.len() - (self.at - at);
        self.content[at..at + 1].make_ascii_uppercase();
    }

    /// Changes a word; unchanged text is copied later, together with what follows.
    fn change(&mut self, word: Range<usize>, case: TextCase, place: &Place<'_>) {
        let (source, letters) = (self.source, self.letters);
        let text = &source[word.clone()];
        match change(text, case, place) {
            Change::Nothing => {}
            Change::Uppercase => {
                self.replace_free(word, |part, out| letters.uppercase(&source[part], out));
            }
            Change::Lowercase => self.replace_free(word.clone(), |part, out| {
                let [before, part, after] =
                    [word.start..part.start, part.clone(), part.end..word.end]
                        .map(|range| &source[range]);
                letters.lowercase(before, part, after, out);
            }),
            Change::Capital(at) => {
                let start = word.start + at;
                if is_frozen(self.marks, start) {
                    return;
                }
                if letters == Letters::Common && text.as_bytes().get(at).is_some_and(u8::is_ascii) {
                    return self.capitalize_ascii(start);
                }
                let letter = start..start + letters.initial(&text[at..]);
                self.replace(letter, |part, out| letters.uppercase(&source[part], out));
            }
        }
    }

    /// Changes the parts of a word whose letter case is not protected.
    fn replace_free(&mut self, word: Range<usize>, push: impl Fn(Range<usize>, &mut String)) {
        let mut start = word.start;
        for mark in self.marks {
            let (from, to) = (mark.start as usize, mark.end as usize);
            if !keeps_case(mark.kind) || to <= start {
                continue;
            }
            if from >= word.end {
                break;
            }
            if from > start {
                self.replace(start..from, &push);
            }
            start = to;
        }
        if start < word.end {
            self.replace(start..word.end, push);
        }
    }

    fn replace(&mut self, part: Range<usize>, push: impl FnOnce(Range<usize>, &mut String)) {
        self.copy_to(part.start);
        let length = self.content.len() + part.len();
        let end = part.end;
        push(part, &mut self.content);
        self.at = end;
        if self.content.len() != length {
            self.shifts.push((end, self.content.len()));
        }
    }

    fn finish(mut self) -> (String, Vec<Mark>) {
        self.copy_to(self.source.len());
        if self.marks.is_empty() {
            return (self.content, Vec::new());
        }
        let moved = |old: u32| {
            let before = self.shifts.partition_point(|(from, _)| *from <= old as usize);
            let (from, to) = before.checked_sub(1).map_or((0, 0), |index| self.shifts[index]);
            (to + (old as usize - from)) as u32
        };
        let marks = self.marks.iter();
        let marks = marks.map(|m| Mark { start: moved(m.start), end: moved(m.end), kind: m.kind });
        let marks = marks.collect();
        (self.content, marks)
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Letters, recase};
    use crate::model::Text;
    use crate::style::ir::TextCase;

    fn in_case(case: TextCase, text: &str) -> String {
        in_language("en", case, text)
    }

    fn in_language(language: &str, case: TextCase, text: &str) -> String {
        let text = Text::from_csl_markup(text);
        let language = Language { english: language == "en", letters: Letters::of(language) };
        let (content, marks) = recase(text.as_str(), text.marks(), case, language, String::new());
        Text::with_marks(content, marks).to_csl_markup()
    }

    /// A text whose braces are `nocase`, as in BibTeX.
    fn in_braces(case: TextCase, text: &str) -> String {
        let csl = text.replace('{', "<span class=\"nocase\">").replace('}', "</span>");
        in_case(case, &csl).replace("<span class=\"nocase\">", "{").replace("</span>", "}")
    }

    #[test]
    fn title_case() {
        for (text, title) in [
            (
                "out-of-fashion initiatives: a second story",
                "Out-of-Fashion Initiatives: A Second Story",
            ),
            ("the e-book of x-ray", "The E-Book of x-Ray"),
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
    fn words_after_a_quotation_mark_are_words() {
        for (text, title) in [
            ("the ‘top-down’ view", "The ‘Top-Down’ View"),
            ("“alpha” and ‘beta’ of ‘the’", "“Alpha” and ‘Beta’ of ‘The’"),
            ("a hawai‘ian rock ‘n’ roll", "A Hawai‘ian Rock ‘n’ Roll"),
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
    #[test]
    fn markup_separates_no_words() {
        for (text, title) in [
            ("{J}ournal of {C}hemistry", "{J}ournal of {C}hemistry"),
            ("the {DNA}-based m{RNA} of {h}edgehog", "The {DNA}-Based m{RNA} of {h}edgehog"),
            ("a journal {o}f {B}ayes' {T}heorem", "A Journal {o}f {B}ayes' {T}heorem"),
            ("<i>c</i>hemistry of H<sub>2</sub>o", "<i>C</i>hemistry of H<sub>2</sub>o"),
            ("the 10<sup>th</sup> c<b>enturies</b>", "The 10<sup>th</sup> C<b>enturies</b>"),
            ("{a}: {o}n things", "{a}: {o}n Things"),
        ] {
            assert_eq!(in_braces(TextCase::Title, text), title);
        }
        for (text, sentence) in [
            (
                "Journal of {C}hemistry in Mc{D}onald Land",
                "Journal of {C}hemistry in mc{D}onald land",
            ),
            ("The <i>C</i>hemistry Set", "The <i>c</i>hemistry set"),
        ] {
            assert_eq!(in_braces(TextCase::Sentence, text), sentence);
        }
        assert_eq!(in_braces(TextCase::Uppercase, "re{a}d m{e} all"), "RE{a}D M{e} ALL");
        assert_eq!(in_braces(TextCase::CapitalizeAll, "{i}n <i>v</i>itro"), "{i}n <i>V</i>itro");
        assert_eq!(in_braces(TextCase::CapitalizeFirst, "<i>e</i>. coli"), "<i>E</i>. coli");
        assert_eq!(in_braces(TextCase::CapitalizeFirst, "{e}bay and more"), "{e}bay and more");
    }

    #[test]
    fn letters_of_a_language() {
        use TextCase::{CapitalizeAll, CapitalizeFirst, Lowercase, Sentence, Uppercase};
        for (language, case, text, changed) in [
            ("tr-TR", CapitalizeFirst, "içinde ışık", "İçinde ışık"),
            ("tr", CapitalizeAll, "içinde ışık", "İçinde Işık"),
            ("az", Uppercase, "dil ışığı", "DİL IŞIĞI"),
            ("tr", Lowercase, "IŞIK İLE", "ışık ile"),
            ("tr", Sentence, "ilk IŞIK", "İlk ışık"),
            ("de", CapitalizeFirst, "in der", "In der"),
            ("nl", CapitalizeFirst, "ijsland", "IJsland"),
            ("nl-BE", CapitalizeAll, "het ijs", "Het IJs"),
            ("en", CapitalizeFirst, "ijsland", "Ijsland"),
            ("el", Lowercase, "ΟΔΟΣ ΣΟΦΙΑΣ", "οδος σοφιας"),
            ("el", Lowercase, "ΟΔΟ<i>Σ</i> Σ<b>Ο</b>Σ", "οδο<i>ς</i> σ<b>ο</b>ς"),
        ] {
            assert_eq!(in_language(language, case, text), changed, "{language}");
        }
    }
}
