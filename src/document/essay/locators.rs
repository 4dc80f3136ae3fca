//! Where in a work a hand-typed reference points: `p. 35`, `S. 12 f.`, `at 35`, `, 35–40`.

use std::ops::Range;

use crate::document::essay::words::Word;
use crate::model::LocatorLabel;

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) label: LocatorLabel,
    /// The numbers.
    pub(super) value: String,
    /// From its label to its last number.
    pub(super) range: Range<usize>,
}

/// The words before a place, folded.
const LABELS: [(LocatorLabel, &[&str]); 9] = [
    (
        LocatorLabel::Page,
        &[
            "p", "pp", "pg", "pgs", "page", "pages", "s", "seite", "seiten", "str", "strona",
            "pag", "pags", "pagina", "paginas", "paginae", "side", "sidan", "blz", "lk", "at",
        ],
    ),
    (
        LocatorLabel::Chapter,
        &[
            "ch", "chap", "chaps", "chapter", "chapters", "kap", "kapitel", "cap", "capitulo",
            "capitolo", "chapitre",
        ],
    ),
    (LocatorLabel::Section, &["sec", "sect", "section", "abschnitt"]),
    (LocatorLabel::Paragraph, &["para", "paras", "paragraph", "abs", "rn", "rdnr", "rz"]),
    (LocatorLabel::Column, &["col", "cols", "column", "sp", "spalte"]),
    (LocatorLabel::Folio, &["fol", "fols", "folio", "bl"]),
    (LocatorLabel::Line, &["line", "lines", "zeile"]),
    (LocatorLabel::Figure, &["fig", "figs", "figure", "abb"]),
    (LocatorLabel::Volume, &["vol", "vols", "volume", "bd", "band", "tome", "tom", "t"]),
];

/// The place that a reference points at: the last of those that it names.
///
/// *Shape*: `after` is the number of the first word that can belong to one. A number without a
/// label is a page at the end of a reference, unless it looks like a year.
pub(super) fn find(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let labelled = (after..words.len()).rev().filter_map(|at| labelled(text, words, at));
    let mut found: Vec<Found> = labelled.collect();
    found.extend(signs(text, words, after));
    // Of `vol. 2, p. 12` the page is the place, and of `ch. 3, pp. 4–5` too.
    let is_page = |found: &&Found| found.label == LocatorLabel::Page;
    let page = found.iter().find(is_page).cloned();
    page.or_else(|| bare(text, words, after))
        .or_else(|| before_year(text, words, after))
        .or_else(|| found.into_iter().find(|it| it.label != LocatorLabel::Volume))
}

/// `p. 35`, `pp. 3–5, 9`, `p35`.
fn labelled(text: &str, words: &[Word], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    let label = |folded: &str| {
        LABELS.iter().find(|(_, words)| words.contains(&folded)).map(|(label, _)| *label)
    };
    let name = word.folded.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.len() < word.folded.len() && !name.is_empty() {
        // `p35`
        let label = label(name).filter(|_| matches!(name, "p" | "pp" | "s"))?;
        let start = word.range.start + name.len();
        return with_value(text, label, word.range.start, start);
    }
    let label = label(&word.folded)?;
    // Capitals are initials, except for the German page.
    if word.is_initial() && !matches!(&text[word.range.clone()], "S" | "P" | "С") {
        return None;
    }
    let behind = &text[word.range.end..];
    let gap = behind.len()
        - behind.trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}', '\n', '\r']).len();
    let found = with_value(text, label, word.range.start, word.range.end + gap)?;
    let is_long = gap > 0 || word.folded.len() > 2;
    // `at 1921` and `page one` are none.
    let is_year = word.folded == "at" && found.value.len() > 3;
    (is_long && !is_year).then_some(found)
}

/// `§ 4`, `¶ 12`.
fn signs(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let start = words.get(after)?.range.start;
    let at = text[start..].rfind(['§', '¶']).map(|at| start + at)?;
    let sign = text[at..].chars().next()?;
    let label = if sign == '§' { LocatorLabel::Section } else { LocatorLabel::Paragraph };
    let rest = text[at..].trim_start_matches(['§', '¶', ' ', '\u{a0}']);
    with_value(text, label, at, text.len() - rest.len())
}

/// A number at the end that has no label: `Bolsheviks, 35.`, `1970: 35`, `(n 4) 35`.
fn bare(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let last = words.len().checked_sub(1)?;
    let mut first = last;
    while first > after
        && words[first].number().is_some()
        && words[first - 1].number().is_some()
        && is_joined(&text[words[first - 1].range.end..words[first].range.start])
    {
        first -= 1;
    }
    let word = words.get(first).filter(|_| first >= after && first > 0)?;
    let before = text[words[first - 1].range.end..word.range.start].trim();
    let is_open =
        before.ends_with([',', ':', ')']) || before.is_empty() && words[first - 1].year().is_some();
    let behind = text[words[last].range.end..].trim();
    let is_end = behind.trim_matches(['.', ')', ']', ',', '…', ';']).is_empty();
    let is_page = word.number().is_some_and(|number| !(1400..2100).contains(&number));
    let is_number = word.number().is_some() || is_roman(&word.folded);
    // `March 11, 1921`: a day of a month.
    (is_open && is_end && is_number && (is_page || is_roman(&word.folded)))
        .then(|| with_value(text, LocatorLabel::Page, word.range.start, word.range.start))
        .flatten()
        .filter(|_| !before.contains('(') || before.ends_with(')'))
}

/// A page before the year in parentheses, as lawyers write it: `90 Harv. L. Rev. 1, 12 (1977)`,
/// `Control 35 (1970)`.
fn before_year(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let year = (after + 1..words.len()).rev().find(|at| words[*at].year().is_some())?;
    let number = year - 1;
    let is_in_parentheses = text[words[number].range.end..words[year].range.start].trim() == "("
        && text[words[year].range.end..].starts_with(')');
    let before = &text[words.get(number.checked_sub(1)?)?.range.end..words[number].range.start];
    let is_second = before.trim() == "," && words[number - 1].number().is_some();
    let is_page = is_second || before.trim().trim_matches(['*', '_', '”', '’', '"']).is_empty();
    let is_number = words[number].number().is_some() && words[number].year().is_none();
    let start = words[number].range.start;
    (is_in_parentheses && is_page && is_number && number >= after)
        .then(|| with_value(text, LocatorLabel::Page, start, start))
        .flatten()
}

fn is_joined(between: &str) -> bool {
    let bare = between.trim();
    matches!(bare, "-" | "–" | "—" | "," | "&" | "/")
}

pub(super) fn is_roman(folded: &str) -> bool {
    !folded.is_empty() && folded.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
}

/// The numbers that begin at an offset, with what joins them.
fn with_value(text: &str, label: LocatorLabel, start: usize, at: usize) -> Option<Found> {
    let length = value_length(&text[at..]);
    (length > 0).then(|| Found {
        label,
        value: text[at..at + length].split_whitespace().collect::<Vec<_>>().join(" "),
        range: start..at + length,
    })
}

/// How many bytes of a text are numbers: `35`, `3–5, 9`, `12 f.`, `xii`, `4a`.
fn value_length(text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let joined = if end == 0 { Some(0) } else { joint(rest) };
        let Some(joint) = joined else { break };
        let number = number_length(&rest[joint..]);
        if number == 0 {
            break;
        }
        end += joint + number;
    }
    if end == 0 {
        return 0;
    }
    // `f.`, `ff.`, `n. 4`.
    let rest = &text[end..];
    let bare = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    for word in ["ff.", "ff", "f.", "f", "sqq.", "sq."] {
        if let Some(behind) = bare.strip_prefix(word)
            && !behind.starts_with(char::is_alphanumeric)
        {
            // The full stop of the note is not the word's.
            let is_last = word.ends_with('.') && behind.trim().is_empty() && word.len() > 3;
            return text.len() - behind.len() - usize::from(is_last);
        }
    }
    for word in ["n. ", "n ", "Anm. ", "fn. "] {
        if let Some(behind) = bare.strip_prefix(word)
            && number_length(behind) > 0
        {
            return text.len() - behind.len() + number_length(behind);
        }
    }
    end
}

/// What is between two numbers of one place.
fn joint(text: &str) -> Option<usize> {
    const JOINTS: [&str; 8] = ["-", "–", "—", ",", "&", "and", "und", "et"];
    let bare = text.trim_start_matches([' ', '\u{a0}', '\n', '\r']);
    let word = JOINTS.iter().find(|joint| bare.starts_with(**joint))?;
    let rest = bare[word.len()..].trim_start_matches([' ', '\u{a0}', '\n', '\r', '-']);
    // Behind a comma comes another page, no year and no volume.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = *word == "," && digits >= 4;
    (!is_year && (digits > 0 || matches!(*word, "-" | "–" | "—"))).then(|| text.len() - rest.len())
}

fn number_length(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let letter = text[digits..].starts_with(|c: char| c.is_ascii_lowercase())
            && !text[digits + 1..].starts_with(char::is_alphanumeric)
            && !text[digits..].starts_with(['f', 'n']);
        return digits + usize::from(letter);
    }
    let roman =
        text.chars().take_while(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c'));
    let length = roman.count();
    let ends = !text[length..].starts_with(char::is_alphanumeric);
    if ends { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::essay::words::words;

    #[test]
    fn places_are_found() {
        for (text, place) in [
            ("Histoire du Parti Bolshevik (Editions de Minuit, Paris 1963) p 35.", Some("page 35")),
            ("Bolsheviks, pp. 3–5, 9 and 12.", Some("page 3–5, 9 and 12")),
            ("Kronstadt, S. 12 f.", Some("page 12 f.")),
            ("Kronstadt, 35–40.", Some("page 35–40")),
            ("Kronstadt (1970), vol. 2, p. 12", Some("page 12")),
            ("Kronstadt, ch. 3", Some("chapter 3")),
            ("Gesetz, § 4", Some("section 4")),
            ("Brinton 1970: 35", Some("page 35")),
            ("Brinton (n 4) 35", Some("page 35")),
            ("supra note 4, at 35", Some("page 35")),
            ("Avrich, Kronstadt 1921, p. 35 n. 4", Some("page 35 n. 4")),
            ("Standing, 90 Harv. L. Rev. 1, 12 (1977).", Some("page 12")),
            ("*Workers' Control* 35 (1970)", Some("page 35")),
            ("Standing, 90 Harv. L. Rev. 1 (1977).", None),
            ("Avrich, p. xii", Some("page xii")),
            ("Izvestia, No. 9, March 11, 1921.", None),
            ("Kronstadt (London 1970).", None),
            ("Kronstadt 1921", None),
            ("V. I. Lenin, What is to be done?", None),
        ] {
            let found = find(text, &words(text), 0);
            let found = found.map(|it| format!("{} {}", it.label, it.value));
            assert_eq!(found.as_deref(), place, "{text}");
        }
    }
}
