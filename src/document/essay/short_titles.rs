//! Short titles alone, by which a work is cited again: `Making, 12`, `Capital, I, 165`, and those
//! that a note defines: `[hereafter Making]`.

use crate::document::essay::catalogue::TitleWords;
use crate::document::essay::resolver::Resolver;
use crate::document::essay::title_marks::{CLOSING, OPENING};
use crate::document::essay::words::{Word, begin_with, is_stop_word, words};

/// A short title that a text begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShortTitle {
    /// The works that it may be short for, in order.
    pub(super) works: Vec<usize>,
    /// The number of the word behind it.
    pub(super) end: usize,
    /// Whether a note says what it is short for.
    pub(super) is_alias: bool,
}

/// The words that say how a work is cited from there on.
const HEREAFTER: &[&[&str]] = &[
    &["hereafter"],
    &["hereinafter"],
    &["henceforth"],
    &["henceforward"],
    &["abbreviated"],
    &["im", "folgenden"],
    &["nachfolgend"],
    &["kunftig"],
    &["fortan"],
    &["weiterhin"],
    &["zitiert", "als"],
    &["zit", "als"],
    &["ci", "apres"],
    &["desormais"],
    &["dorenavant"],
    &["en", "adelante"],
    &["en", "lo", "sucesivo"],
    &["d", "ora", "in", "poi"],
    &["d", "ora", "innanzi"],
    &["in", "seguito"],
];

/// What may follow them before the short title.
const AS: [&str; 18] = [
    "cited",
    "referred",
    "to",
    "as",
    "abbreviated",
    "zit",
    "zitiert",
    "als",
    "abgekurzt",
    "cite",
    "note",
    "abrege",
    "citado",
    "como",
    "citato",
    "come",
    "simply",
    "the",
];

impl Resolver<'_, '_> {
    /// Whether words begin with a short title that a note defines.
    pub(super) fn is_alias(&self, words: &[Word]) -> bool {
        self.alias(words).is_some()
    }

    /// The short title that words begin with, or that follows the name of its author: `Barth, CD`.
    fn alias(&self, words: &[Word]) -> Option<ShortTitle> {
        self.bare_alias(words).or_else(|| {
            let short = self.bare_alias(words.get(1..)?)?;
            let work = self.catalogue.work(*short.works.first()?)?;
            let is_author = work.people.iter().any(|it| it.family == [words[0].folded.as_str()]);
            is_author.then(|| ShortTitle { end: short.end + 1, ..short })
        })
    }

    fn bare_alias(&self, words: &[Word]) -> Option<ShortTitle> {
        let (end, work) = { self.aliases.iter() }
            .filter(|(alias, _)| begin_with(words, alias))
            .map(|(alias, work)| (alias.len(), *work))
            .max()?;
        Some(ShortTitle { works: vec![work], end, is_alias: true })
    }

    /// The short title that a text begins with, of works that were cited before.
    pub(super) fn short_title(&self, text: &str, words: &[Word]) -> Option<ShortTitle> {
        if let Some(alias) = self.alias(words) {
            return Some(alias);
        }
        let first = words.first()?;
        if !first.is_capital && !text[..first.range.start].ends_with(OPENING) {
            return None;
        }
        let telling = &words.iter().find(|word| is_telling(word))?.folded;
        let cited = self.catalogue.with_word(telling).filter(|work| self.first.contains_key(work));
        let mut best: Option<ShortTitle> = None;
        for work in cited {
            let titles = self.catalogue.work(work).map(|work| &work.titles);
            let length = titles.into_iter().flatten().filter_map(|it| run(it, text, words)).max();
            let Some(end) = length else { continue };
            match &mut best {
                Some(best) if best.end == end => best.works.push(work),
                Some(best) if best.end > end => {}
                _ => best = Some(ShortTitle { works: vec![work], end, is_alias: false }),
            }
        }
        best
    }

    /// Notes the short title that a reference to a work defines for it.
    pub(super) fn define(&mut self, text: &str, work: usize) {
        let words = words(text);
        for at in 0..words.len() {
            let Some(length) = spelled(&words[at..]) else { continue };
            let mut first = at + length;
            while words.get(first).is_some_and(|word| AS.contains(&word.folded.as_str())) {
                first += 1;
            }
            let Some(start) = words.get(first).map(|word| word.range.start) else { continue };
            let end = text[start..]
                .find([')', ']', ';', '.', '\n'])
                .map_or(text.len(), |end| start + end);
            let alias: Vec<String> = { words[first..].iter() }
                .take_while(|word| word.range.end <= end)
                .map(|word| word.folded.clone())
                .collect();
            if (1..=8).contains(&alias.len()) {
                self.aliases.insert(alias, work);
            }
        }
    }
}

fn spelled(words: &[Word]) -> Option<usize> {
    HEREAFTER.iter().find(|spelled| begin_with(words, spelled)).map(|spelled| spelled.len())
}

/// Whether a word can tell a title from others.
fn is_telling(word: &Word) -> bool {
    word.folded.len() > 3 && !is_stop_word(&word.folded)
}

/// How many words a text begins with that follow each other in a title, and are followed by what
/// ends one.
fn run(title: &TitleWords, text: &str, words: &[Word]) -> Option<usize> {
    let first = words.first()?;
    let starts = (0..title.words.len()).filter(|at| title.words[*at].folded == first.folded);
    let lengths = starts.filter_map(|start| {
        let pairs = title.words[start..].iter().zip(words);
        let length = pairs.take_while(|(own, word)| own.folded == word.folded).count();
        let here = &words[..length];
        let behind = text[words[length - 1].range.end..].trim_start_matches(CLOSING);
        let next = behind.trim_start();
        let is_page = next.len() < behind.len() && next.starts_with(|c: char| c.is_ascii_digit());
        let ends =
            behind.is_empty() || behind.starts_with([',', '.', ':', ';', ')', '…']) || is_page;
        (here.iter().any(is_telling) && ends).then_some(length)
    });
    lengths.max()
}
