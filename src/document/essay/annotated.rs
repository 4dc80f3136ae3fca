//! Items of lists that say more than what is listed.

use crate::document::essay::catalogue::Work;
use crate::document::essay::imprint::is_of_imprint;
use crate::document::essay::shape::OF_SENTENCES;
use crate::document::essay::words::words;

/// How many words may be left of a reference that its entry does not have.
const MOST: usize = 4;

/// Whether an item of a list has sentences of the author's own: `Scott, Gender (1988) is the best
/// introduction.`
pub(super) fn is_annotated(item: &str, work: Option<&Work<'_>>) -> bool {
    let own = |folded: &str| {
        work.is_some_and(|work| {
            let mut titles = work.titles.iter().chain(&work.containers);
            titles.any(|title| title.words.iter().any(|word| word.folded == folded))
        })
    };
    let words = words(item);
    let said = { words.iter() }.filter(|word| !is_of_imprint(word) && !own(&word.folded));
    let verbs = { words.iter() }.filter(|word| {
        OF_SENTENCES.contains(&word.folded.as_str()) && !word.is_capital && !own(&word.folded)
    });
    said.count() > MOST && verbs.count() > 0
}
