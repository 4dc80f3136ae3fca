//! Decides whether a note that matches no work still cites one, or only comments.

use crate::document::essay::imprint;
use crate::document::essay::names::leading_name;
use crate::document::essay::place::Found;
use crate::document::essay::reference::Reference;
use crate::document::essay::title_marks::OPENING;

/// Words that occur in sentences but rarely in references.
pub(super) const OF_SENTENCES: [&str; 56] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "did", "does", "do", "would",
    "could", "should", "will", "may", "might", "must", "who", "which", "that", "this", "these",
    "there", "they", "he", "she", "we", "it", "i", "not", "ist", "sind", "war", "waren", "wird",
    "wurde", "wurden", "hat", "hatte", "haben", "nicht", "dass", "sich", "est", "sont", "etait",
    "etaient", "fut", "furent", "ont", "avait", "qui", "que", "pas",
];

/// The maximum number of words of a reference.
const MOST: usize = 45;

/// True if words cite a work: they contain a locator, an imprint, or a name and a title.
pub(super) fn looks_like_citation(reference: Reference<'_>, place: Option<&Found>) -> bool {
    let Reference { text, words, .. } = reference;
    let Some(first) = words.first().filter(|_| words.len() <= MOST) else { return false };
    let name = leading_name(reference);
    let after = name.as_ref().map_or(1, |name| name.end);
    let imprint = imprint::find(text, words, after, words.len());
    let in_parentheses = imprint
        .as_ref()
        .is_some_and(|it| text[..it.end].ends_with([')', ']']) && !it.years.is_empty());
    let sentence_words = words
        .iter()
        .filter(|word| !word.is_initial() && OF_SENTENCES.contains(&word.folded.as_str()))
        .count();
    let is_sentence = sentence_words > 0 && words.len() > 4;
    let place_is_sure = place.is_some_and(|place| {
        let before = text[..place.range.start].trim_end();
        // `(London, 1796), 38`
        let is_behind = before.trim_end_matches(',').ends_with(')') && imprint.is_some();
        let has_label = !text[place.range.clone()].starts_with(|c: char| c.is_ascii_digit());
        place.range.start > 0 && (has_label || is_behind)
    });
    let begins = first.is_capital || text.starts_with(OPENING);
    let is_set_apart = text.contains(['“', '*', '«', '„', '《']) || text.contains(" _");
    let ends =
        imprint.as_ref().is_some_and(|it| text[it.end..].trim_matches(['.', ' ', ')']).is_empty());
    match name {
        Some(_) if is_sentence => in_parentheses && (ends || place_is_sure),
        Some(name) => {
            let next = words.get(name.end).is_some_and(|word| word.is_capital);
            in_parentheses
                || place.is_some()
                || is_set_apart
                || imprint.is_some()
                || next && words.len() > name.end + 1
        }
        None if is_sentence => place_is_sure && in_parentheses && begins,
        None => {
            let is_name_alone = words.len() == 1 && first.is_capital && first.folded.len() > 2;
            begins
                && (in_parentheses && (ends || place_is_sure)
                    || place_is_sure && words.len() > 2
                    || is_name_alone)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::looks_like_citation;
    use crate::document::essay::locators;
    use crate::document::essay::reference::Reference;
    use crate::document::essay::words::words;

    #[test]
    fn references_are_told_from_sentences() {
        for (text, is_one) in [
            ("P. Avrich, Kronstadt 1921 (Princeton 1970), p. 3.", true),
            ("Avrich, Kronstadt, p. 35", true),
            ("V. I. Lenin, Collected Works, vol. 32 (Moscow: Progress, 1965), 184.", true),
            ("The Times, 3 March 1921, p. 4.", true),
            ("Getzler, Kronstadt 1917–1921.", true),
            ("The party congress (March 1921) met at the time.", false),
            ("Annual Register for 1795 (London, 1796), 38.", true),
            ("My translation.", false),
            ("Emphasis added.", false),
            ("Lenin, who was ill, did not come.", false),
            ("There were some 16,000 sailors in the town in 1921.", false),
        ] {
            let words = words(text);
            let reference = Reference { text, words: &words, before_place: words.len() };
            let place = locators::find(text, &words, 1);
            assert_eq!(looks_like_citation(reference, place.as_ref()), is_one, "{text}");
        }
    }
}
