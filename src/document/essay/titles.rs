//! Titles among the words of a reference, also cut short or misspelt.

use std::ops::Range;

use crate::document::essay::catalogue::TitleWords;
use crate::document::essay::words::{Word, is_stop_word, is_variant};

/// A title in a reference.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TitleFound {
    pub(super) words: Range<usize>,
    /// The share of the title that was found, from 0 to 1.
    pub(super) coverage: f32,
    /// The number of its significant words.
    pub(super) telling: usize,
    /// The words that are spelt differently: in the reference, and in the work.
    pub(super) variants: Vec<(usize, String)>,
}

impl TitleFound {
    /// How much of a title it is, less where words are spelt otherwise.
    pub(super) fn worth(&self) -> f32 {
        self.coverage - 0.15 * self.variants.len().min(3) as f32
    }

    /// The same title, counted from so many words before.
    pub(super) fn behind(self, words: usize) -> TitleFound {
        let variants = self.variants.into_iter().map(|(at, meant)| (at + words, meant)).collect();
        let range = self.words.start + words..self.words.end + words;
        TitleFound { words: range, variants, ..self }
    }

    /// The same title, counted from so many words behind.
    pub(super) fn before(self, words: usize) -> TitleFound {
        let start = self.words.start.saturating_sub(words);
        let end = self.words.end.saturating_sub(words);
        TitleFound { words: start..end, ..self }
    }
}

/// The best match of several forms of a title.
pub(super) fn best_title(titles: &[TitleWords], words: &[Word]) -> Option<TitleFound> {
    let found = titles.iter().filter_map(|title| align(title, words));
    found.max_by(|a, b| {
        let worth = |it: &TitleFound| it.coverage + it.telling as f32 * 0.1;
        worth(a).total_cmp(&worth(b))
    })
}

/// Matches the words of a title in order; some may be missing.
fn align(title: &TitleWords, words: &[Word]) -> Option<TitleFound> {
    let mut best: Option<(f32, TitleFound)> = None;
    for start in 0..words.len() {
        let is_first = title.words.first().is_some_and(|it| it.folded == words[start].folded);
        let begins = is_first
            || title
                .words
                .iter()
                .any(|word| word.weight >= 1.0 && is_word(&words[start], &word.folded));
        if !begins {
            continue;
        }
        let (weight, found) = align_from(title, words, start);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, found));
        }
    }
    let (weight, found) = best?;
    let found = TitleFound { coverage: weight / title.weight, ..found };
    (found.telling > 0).then_some(found)
}

fn is_word(word: &Word, folded: &str) -> bool {
    word.folded == folded || is_plural(&word.folded, folded) || is_variant(&word.folded, folded)
}

/// True if two words differ only in their ending.
fn is_plural(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    short.len() > 3
        && long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "e" | "n" | "en"))
}

fn align_from(title: &TitleWords, words: &[Word], start: usize) -> (f32, TitleFound) {
    let mut found =
        TitleFound { words: start..start, coverage: 0.0, telling: 0, variants: Vec::new() };
    let (mut weight, mut next, mut gap) = (0.0, 0, 0);
    for (at, word) in words.iter().enumerate().skip(start) {
        let rest = title.words[next..].iter();
        let exact = rest.clone().position(|it| it.folded == word.folded);
        let near = || rest.take(4).position(|it| it.weight >= 1.0 && is_word(word, &it.folded));
        match exact.or_else(near) {
            // A function word far ahead belongs to the sentence, not to the title.
            Some(skipped) if skipped < 3 || title.words[next + skipped].weight >= 1.0 => {
                let meant = &title.words[next + skipped];
                weight += meant.weight;
                found.telling += usize::from(meant.weight >= 1.0);
                if meant.folded != word.folded {
                    found.variants.push((at, meant.written.clone()));
                }
                next += skipped + 1;
                found.words.end = at + 1;
                gap = 0;
            }
            _ => gap += if is_stop_word(&word.folded) { 1 } else { 2 },
        }
        if gap > 2 || next >= title.words.len() {
            break;
        }
    }
    (weight, found)
}
