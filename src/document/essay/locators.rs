//! Locators in references that are typed by hand: `p. 35`, `S. 12 f.`, `at 35`, `, 35–40`, `vol. 2,
//! p. 7`.

use crate::document::essay::bare_places::{self, Named};
use crate::document::essay::chinese_places;
use crate::document::essay::place::{Found, Lead};
use crate::document::essay::place_labels::label_of;
use crate::document::essay::place_values::{is_roman, with_value};
use crate::document::essay::words::{Word, words};
use crate::model::LocatorLabel;

/// The locator of a reference: the last one that it contains.
///
/// *Shape*: `after` is the index of the first word that can belong to it. A number without a label
/// is a page at the end of a reference, unless it looks like a year.
pub(super) fn find(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let all = all(text, words, after);
    let is_place = |found: &&Found| !is_part(found.label);
    // In `vol. 2, p. 12` the page is the locator, and also in `ch. 3, pp. 4–5`.
    let is_page = |found: &&Found| found.label == LocatorLabel::Page;
    let end = bare_places::sentence_end(text, words, after);
    let own = &text[..words.get(end.saturating_sub(1)).map_or(text.len(), |word| word.range.end)];
    let own = if end < words.len() { own } else { text };
    // What is said in the sentences behind the reference is about other pages.
    let is_own = |found: &&Found| found.range.start < own.len();
    let pages: Vec<&Found> = all.iter().filter(is_page).collect();
    let own_pages: Vec<&Found> = pages.iter().copied().filter(is_own).collect();
    let found = first_of_last(text, &own_pages)
        .or_else(|| bare_places::at_end(own, &words[..end], after))
        .or_else(|| first_of_last(text, &pages))
        .or_else(|| bare_places::before_year(text, words, after))
        .or_else(|| all.iter().find(is_place).cloned())?;
    let lead = lead(text, words, after, &all, found.range.start);
    Some(Found { lead, ..found })
}

/// Of pages from the last to the first, the first of those that belong together: of `S. 3, dagegen
/// S. 17` the one before `dagegen`, but of `S. 90–178, hier S. 94` the last.
fn first_of_last(text: &str, pages: &[&Found]) -> Option<Found> {
    const MOST: usize = 40;
    let mut chosen = *pages.first()?;
    for before in &pages[1..] {
        let gap = text.get(before.range.end..chosen.range.start).unwrap_or_default();
        let goes_on = gap.len() <= MOST && !gap.contains(". ") && !words(gap).iter().any(is_here);
        if !goes_on || encloses(before, chosen) {
            break;
        }
        chosen = before;
    }
    Some(chosen.clone())
}

/// Whether a word says that of the pages of a whole, those behind it are meant.
fn is_here(word: &Word) -> bool {
    matches!(word.folded.as_str(), "hier" | "here" | "at" | "ici" | "aqui" | "qui" | "hic" | "zde")
}

/// Whether the pages of one place are among those of another: `S. 12–30, bes. S. 17`.
fn encloses(whole: &Found, part: &Found) -> bool {
    let mut numbers =
        whole.value.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok());
    let (first, last): (Option<u32>, Option<u32>) = (numbers.next(), numbers.next());
    let page = part.value.split(|c: char| !c.is_ascii_digit()).find_map(|it| it.parse().ok());
    let range = first.zip(last).map(|(first, last)| first..=last);
    range.zip(page).is_some_and(|(range, page)| range.contains(&page))
}

/// The place of a reference whose work is named by the words before `after`: the number right behind
/// them is a page, whatever is said after it.
pub(super) fn behind(text: &str, words: &[Word], after: usize, named: Named) -> Option<Found> {
    let found = find(text, words, after);
    let near = bare_places::right_behind(text, words, after, named);
    let Some(near) = near else { return found };
    let goes_on = |it: &Found| {
        let between = it.range.start.checked_sub(near.range.end);
        it.range == near.range || between.is_some_and(|between| between < 4)
    };
    if let Some(found) = found.filter(|it| it.label == LocatorLabel::Page && goes_on(it)) {
        return Some(found);
    }
    let lead = lead(text, words, after, &[], near.range.start);
    Some(Found { lead, ..near })
}

/// A reference to a whole part of a work: `vol. 2`, `Bd. II`.
pub(super) fn part(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let all = all(text, words, after);
    all.into_iter().find(|found| is_part(found.label) && found.label != LocatorLabel::Issue)
}

/// True if a label counts the parts into which a work is divided.
fn is_part(label: LocatorLabel) -> bool {
    use LocatorLabel as L;
    matches!(label, L::Volume | L::Book | L::Part | L::Issue)
}

/// Everything that has a label, the last first.
fn all(text: &str, words: &[Word], after: usize) -> Vec<Found> {
    let labelled = (after..words.len()).rev().filter_map(|at| labelled(text, words, at));
    let mut found: Vec<Found> = labelled.collect();
    found.extend(signs(text, words, after));
    if let Some(first) = words.get(after)
        && !text.is_ascii()
    {
        found.extend(chinese_places::all(text, first.range.start).into_iter().rev());
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.range.start));
    found
}

/// `p. 35`, `pp. 3–5, 9`, `p35`.
fn labelled(text: &str, words: &[Word], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    let name = word.folded.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.len() < word.folded.len() && !name.is_empty() {
        // `p35`
        let is_page = matches!(name, "p" | "pp" | "s");
        let start = word.range.start + name.len();
        return is_page
            .then(|| with_value(text, LocatorLabel::Page, word.range.start, start))
            .flatten();
    }
    let label = label_of(text, word)?;
    // Capitals are initials, except for pages and volumes.
    let written = &text[word.range.clone()];
    if word.is_initial() && !matches!(written, "S" | "P" | "С" | "T" | "Т" | "Ч") {
        return None;
    }
    let behind = &text[word.range.end..];
    let gap = behind.len()
        - behind.trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}', '\n', '\r', '°', 'º']).len();
    let found = with_value(text, label, word.range.start, word.range.end + gap)?;
    let is_long = gap > 0 || word.folded.len() > 2;
    // `at 1921` and `page one` are not locators, and neither are `A. T. 5`, `n V` and `f. i`.
    let is_apart = text[..word.range.start].trim_end().ends_with(',');
    let is_year =
        word.folded == "at" && found.value.len() > 3 && is_number(&found.value) && !is_apart;
    let is_letter = word.range.len() == 1 && label != LocatorLabel::Page;
    let is_sure = !is_letter || found.value.starts_with(|c: char| c.is_ascii_digit()) || gap > 1;
    // `no. 4` is an issue, and `n. 4` is a note.
    let is_note = label == LocatorLabel::Issue && word.folded == "n" && !behind.starts_with('°');
    (is_long && !is_year && is_sure && !is_note).then_some(found)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `§ 4`, `¶ 12`.
fn signs(text: &str, words: &[Word], after: usize) -> Option<Found> {
    let start = words.get(after)?.range.start;
    // The sign may be directly before the first word.
    let start =
        start - (text[..start].len() - text[..start].trim_end_matches(['§', '¶', ' ']).len());
    let at = text[start..].rfind(['§', '¶']).map(|at| start + at)?;
    let sign = text[at..].chars().next()?;
    let first = text[..at].trim_end_matches(['§', '¶']).len();
    let label = if sign == '§' { LocatorLabel::Section } else { LocatorLabel::Paragraph };
    let rest = text[at..].trim_start_matches(['§', '¶', ' ', '\u{a0}']);
    with_value(text, label, first, text.len() - rest.len())
}

/// The part of the work that is named directly before a locator: `vol. 2, p. 7`, `II, 57`.
fn lead(text: &str, words: &[Word], after: usize, all: &[Found], start: usize) -> Option<Lead> {
    let before =
        text[..start].trim_end_matches([',', '.', ':', ';', ' ', '\u{a0}', '\n', '\r', '，']);
    let named = all.iter().find(|it| it.range.end == before.len() && it.range.start < start);
    if let Some(Found { label, value, range, .. }) = named {
        return Some(Lead { label: Some(*label), value: value.clone(), range: range.clone() });
    }
    let word = words.iter().skip(after).find(|word| word.range.end == before.len())?;
    let gap = text[..word.range.start].trim_end();
    let is_apart = gap.ends_with([',', ')', '.', '*', '_', '”', '’']) || gap.is_empty();
    (is_roman(&word.folded) && is_apart).then(|| Lead {
        label: None,
        value: text[word.range.clone()].to_owned(),
        range: word.range.clone(),
    })
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
            ("Bolsheviks, pp. 3, 5, and 12.", Some("page 3, 5, and 12")),
            ("Kronstadt, S. 12 f.", Some("page 12 f.")),
            ("Kronstadt, S. 3 u. 5", Some("page 3 u. 5")),
            ("Kronstadt, pp. 3 e 5", Some("page 3 e 5")),
            ("Kronstadt, págs. 3 y 5.", Some("page 3 y 5")),
            ("Kronstadt, с. 3 и 5.", Some("page 3 и 5")),
            ("Kronstadt, p. 385 et suiv.", Some("page 385 et suiv.")),
            ("Kronstadt, pp. 24 sgg.; and", Some("page 24 sgg.")),
            ("Kronstadt, p. 5, nota 3.", Some("page 5, nota 3")),
            ("Kronstadt, p. 1.750.", Some("page 1.750")),
            ("Kronstadt, 35–40.", Some("page 35–40")),
            ("Mensen (Amsterdam 1991) 101 e.v.", Some("page 101 e.v.")),
            ("Homo ludens, 5, noot 2.", Some("page 5, noot 2")),
            ("The Crowd (New York, 1964), 10. “Faces” is the title of his ch. 2.", Some("page 10")),
            ("Kluge, Räte, bes. S. 12 ff. und S. 45 f.", Some("page 12 ff.")),
            ("Kluge, Räte, S. 3, dagegen S. 17", Some("page 3")),
            ("Kluge, Räte, S. 90–178, hier S. 94", Some("page 94")),
            ("Kluge, Räte, S. 90–178, bes. S. 94", Some("page 94")),
            ("Rethinking, in *Languages of Class*, 90–178, here 94.", Some("page 94")),
            ("Kronstadt (1970), vol. 2, p. 12", Some("vol. 2, page 12")),
            ("Kronstadt (1970), II, 12", Some("II, page 12")),
            ("Лотман Ю. М. Беседы. Т. 4. С. 10.", Some("Т. 4, page 10")),
            ("Kronstadt, ch. 3", Some("chapter 3")),
            ("Gesetz, § 4", Some("section 4")),
            ("Bloch, \"Histoire comparée,\" 20.", Some("page 20")),
            ("Bloch, “Histoire comparée,” 20–22.", Some("page 20–22")),
            ("Brinton 1970: 35", Some("page 35")),
            ("Brinton (n 4) 35", Some("page 35")),
            ("supra note 4, at 35", Some("page 35")),
            ("supra note 4, at 650–51", Some("page 650–51")),
            ("Avrich, Kronstadt 1921, p. 35 n. 4", Some("page 35 n. 4")),
            ("Standing, 90 Harv. L. Rev. 1, 12 (1977).", Some("page 12")),
            ("Positivism, 71 Harv. L. Rev. 593, 601 n.25 (1958).", Some("page 601 n.25")),
            ("Hans Kelsen, Pure Theory of Law 193 (Max Knight trans., 1967).", Some("page 193")),
            ("*Workers' Control* 35 (1970)", Some("page 35")),
            ("Standing, 90 Harv. L. Rev. 1 (1977).", None),
            ("Plato, Republic, 557b–558c.", Some("page 557b–558c")),
            ("Avrich, p. xii", Some("page xii")),
            ("鲁迅：《呐喊》，北京：新潮社，1923年，第3页。", Some("page 3")),
            ("陈寅恪：《述论稿》，第20、25页。", Some("page 20、25")),
            ("鲁迅《小说史略》，第三章。", Some("chapter 三")),
            ("Izvestia, No. 9, March 11, 1921.", None),
            ("Kronstadt (London 1970).", None),
            ("Kronstadt 1921", None),
            ("V. I. Lenin, What is to be done?", None),
        ] {
            let found = find(text, &words(text), 0);
            let found = found.map(|it| {
                let lead = it.lead.map(|lead| format!("{}, ", &text[lead.range]));
                format!("{}{} {}", lead.unwrap_or_default(), it.label, it.value)
            });
            assert_eq!(found.as_deref(), place, "{text}");
        }
    }
}
