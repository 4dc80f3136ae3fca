//! Reviews, which name the work that they are about and are works of their own.

use crate::document::essay::catalogue::Work;
use crate::document::essay::words::{Word, is_stop_word};

/// The words for a review.
const REVIEWS: [&str; 21] = [
    "review",
    "reviewing",
    "rev",
    "rezension",
    "rez",
    "besprechung",
    "sammelrezension",
    "buchbesprechung",
    "recension",
    "recensione",
    "recenzja",
    "rec",
    "retsenziia",
    "resena",
    "recensao",
    "resenha",
    "recensie",
    "anmeldelse",
    "rendu",
    "cr",
    "anmalan",
];

/// The words between the word for a review and the work.
const OF: [&str; 18] = [
    "of", "zu", "von", "der", "des", "de", "du", "a", "di", "da", "van", "av", "af", "essay",
    "article", "book", "na", "su",
];

/// Whether the words before a reference say that what is cited is a review of the work: `review of
/// Showalter, A Literature of Their Own`.
pub(super) fn is_reviewed(before: &[Word], work: Option<&Work<'_>>) -> bool {
    const MOST: usize = 3;
    let is_review = |word: &Word| REVIEWS.contains(&word.folded.as_str());
    let own = |word: &Word| {
        let titles = work.into_iter().flat_map(|work| &work.titles);
        titles.flat_map(|title| &title.words).any(|it| it.folded == word.folded)
    };
    let is_between =
        |word: &&Word| OF.contains(&word.folded.as_str()) || is_stop_word(&word.folded);
    let between = before.iter().rev().take_while(is_between).count();
    let Some(word) = before.len().checked_sub(between + 1).map(|at| &before[at]) else {
        return false;
    };
    // `rev.` and `c.r.` are also a revised edition and initials.
    let is_short = word.folded.len() <= 3;
    (1..=MOST).contains(&between)
        && is_review(word)
        && !own(word)
        && (!is_short || before.len() < 6)
}
