//! Suggests the known word that an unknown one may stand for.

/// The candidate that is most similar to a word, if one is similar enough. Of candidates with the
/// same distance, the one with the longest common beginning is chosen, and of those the first.
///
/// The distance counts letters that are left out, added or replaced, and adjacent letters that are
/// exchanged; letter case is ignored. In a word of up to three letters, two adjacent letters may be
/// exchanged; a word of up to seven letters may have one difference, a longer one two.
///
/// # Example
///
/// ```
/// use ibid::diagnostic::nearest;
/// assert_eq!(nearest("titel", ["title", "volume"]), Some("title"));
/// assert_eq!(nearest("apaa", ["aaa", "apa"]), Some("apa"));
/// assert_eq!(nearest("abstract", ["title", "volume"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = letters(word);
    let word: Vec<char> = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    let allowed = if word.len() <= 7 { 1 } else { 2 };
    let mut best: Option<((usize, usize), &str)> = None;
    for candidate in candidates {
        if is_far(word.len(), letters, candidate, allowed) {
            continue;
        }
        let chars: Vec<char> = candidate.chars().map(|c| c.to_ascii_lowercase()).collect();
        if word.len() <= 3 && word.len() != chars.len() {
            continue;
        }
        let slips = distance(&word, &chars);
        let swapped = word.len() > 3 || sorted(&word) == sorted(&chars);
        let same = word.iter().zip(&chars).take_while(|(one, other)| one == other).count();
        let rank = (slips, word.len() - same);
        if slips <= allowed && swapped && best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// True if the length and letters of a candidate already show that it is too different. A file may
/// have thousands of unknown names and as many known ones, so most pairs are rejected without
/// computing the distance.
fn is_far(length: usize, own: u32, candidate: &str, allowed: usize) -> bool {
    // One difference adds or removes a letter, or replaces one with another.
    candidate.chars().count().abs_diff(length) > allowed
        || (letters(candidate) ^ own).count_ones() as usize > 2 * allowed
}

/// The letters of a word as bits; characters other than ASCII letters share one bit.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |seen, byte| {
        seen | match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => 1 << (letter - b'a'),
            _ => 1 << 26,
        }
    })
}

fn sorted(chars: &[char]) -> Vec<char> {
    let mut chars = chars.to_vec();
    chars.sort_unstable();
    chars
}

/// The number of differences between two words: letters left out, added or replaced, and adjacent
/// letters exchanged.
pub(crate) fn slips(one: &str, other: &str) -> usize {
    let chars = |word: &str| word.chars().collect::<Vec<_>>();
    distance(&chars(one), &chars(other))
}

/// The optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(from != to);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from == b[j - 1] && a[i - 1] == to {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let fields = ["author", "title", "booktitle", "url", "doi", "year", "publisher"];
        for (word, meant) in [
            ("Autor", Some("author")),
            ("titel", Some("title")),
            ("boktitel", Some("booktitle")),
            ("ulr", Some("url")),
            ("publsher", Some("publisher")),
            ("yr", None),
            ("uri", None),
            ("file", None),
        ] {
            assert_eq!(nearest(word, fields), meant, "{word}");
        }
    }
}
