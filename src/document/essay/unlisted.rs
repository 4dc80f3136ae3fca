//! Sources that bibliographies seldom list, and notes alone cite: documents in archives, issues of
//! newspapers, statutes.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::document::essay::imprint;
use crate::document::essay::names::leading_name;
use crate::document::essay::reference::Reference;
use crate::document::essay::words::{Word, fold};
use crate::model::months_in;

/// Words that are in the name of an archive, or in what it calls its holdings.
const ARCHIVES: &[&str] = &[
    "arch",
    "tna",
    "pro",
    "nara",
    "garf",
    "rgaspi",
    "rgia",
    "rgali",
    "barch",
    "bl",
    "bnf",
    "an",
    "adn",
    "ags",
    "ahn",
    "asv",
    "acs",
    "hstad",
    "hstasd",
    "gsta",
    "hhsta",
    "oesta",
    "pa",
    "mfa",
    "archives",
    "archive",
    "archiv",
    "archivio",
    "archivo",
    "arquivo",
    "archief",
    "arkhiv",
    "bundesarchiv",
    "staatsarchiv",
    "stadtarchiv",
    "landesarchiv",
    "hauptstaatsarchiv",
    "zentralarchiv",
    "generallandesarchiv",
    "nationalarchiv",
    "rigsarkivet",
    "riksarkivet",
    "ms",
    "mss",
    "add",
    "cod",
    "nachlass",
    "papers",
    "fonds",
    "bestand",
    "busta",
    "legajo",
    "leg",
    "carton",
    "fond",
    "opis",
    "hansard",
    "rep",
    "clm",
];

/// The months of these languages are enough beside a number, whatever letters they have.
static MONTHS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let names = ["en", "de", "fr", "es", "it"].into_iter().flat_map(months_in).map(|it| fold(it));
    names.chain(OTHER_MONTHS.map(str::to_owned)).collect()
});

/// Abbreviations, other spellings, and Russian months in Latin letters.
#[rustfmt::skip]
const OTHER_MONTHS: [&str; 24] = [
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "janner", "dez", "okt", "setiembre", "marta", "aprelia", "maia", "iiunia", "iiulia", "avgusta", "fevr", "juil",
];

/// Whether a reference that matches no work cites such a source.
pub(super) fn is_unlisted(reference: Reference<'_>) -> bool {
    is_archival(reference) || is_newspaper(reference) || is_statute(reference)
}

/// `Consumer Protection Act 1987, s 2(1)`: the short title of a statute and its year.
pub(super) fn is_statute(reference: Reference<'_>) -> bool {
    const ACTS: [&str; 6] = ["act", "ordinance", "order", "regulations", "rules", "measure"];
    const MOST_WORDS: usize = 14;
    let Reference { text, words, .. } = reference;
    let act = words.windows(2).position(|pair| {
        let between = &text[pair[0].range.end..pair[1].range.start];
        pair[0].is_capital
            && ACTS.contains(&pair[0].folded.as_str())
            && pair[1].year().is_some()
            && matches!(between, " " | " of ")
    });
    let Some(act) = act.filter(|act| (1..=MOST_WORDS).contains(act)) else { return false };
    let (title, behind) = text.split_at(words[act].range.start);
    let is_small = |word: &Word| word.range.len() <= 3;
    // A name or quotation marks before it, or an imprint behind it, are those of a book about it.
    words[..act].iter().all(|word| word.is_capital || is_small(word))
        && words[0].is_capital
        && !title.contains([',', ':', '.', '‘', '“', '"', '*'])
        && words[act + 2..].iter().all(|word| word.year().is_none())
        && !behind.contains(':')
}

fn is_archival(reference: Reference<'_>) -> bool {
    let Reference { text, words, .. } = reference;
    let after = leading_name(reference).map_or(1, |name| name.end).min(words.len());
    // A book about archives has an imprint.
    let imprint = imprint::find(text, words, after, words.len());
    let is_book = imprint.is_some_and(|it| {
        let inside = &words[it.words.clone()];
        let has_place = inside.iter().any(|word| word.is_capital && word.number().is_none());
        text[..it.end].ends_with(')') && has_place && !inside.iter().any(is_month)
    });
    let is_archive = |word: &Word| {
        let written = &text[word.range.clone()];
        let is_short = word.folded.len() <= 4;
        let in_capitals = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        ARCHIVES.contains(&word.folded.as_str())
            && word.is_capital
            && (!is_short
                || in_capitals
                || matches!(&*word.folded, "arch" | "ms" | "add" | "cod" | "leg" | "rep"))
    };
    let has_number = words.iter().any(|word| word.folded.starts_with(|c: char| c.is_ascii_digit()));
    let has_archive = words.iter().any(is_archive) && (has_number || words.len() > 3);
    !is_book && (has_archive || words.windows(3).any(|three| is_shelf_mark(text, three)))
}

/// `HO 42/35`, `R 43/1234`.
fn is_shelf_mark(text: &str, words: &[Word]) -> bool {
    let [letters, first, second] = words else { return false };
    let written = &text[letters.range.clone()];
    let is_class = written.len() <= 4 && written.chars().all(|c| c.is_ascii_uppercase());
    let begins = |word: &Word| word.folded.starts_with(|c: char| c.is_ascii_digit());
    is_class
        && text[letters.range.end..first.range.start] == *" "
        && text[first.range.end..second.range.start] == *"/"
        && begins(first)
        && begins(second)
}

fn is_month(word: &Word) -> bool {
    MONTHS.contains(&word.folded)
}

/// `The Times, 14 July 1789, p. 3`: a title and a day.
fn is_newspaper(reference: Reference<'_>) -> bool {
    const MOST_WORDS: usize = 7;
    let Reference { text, words, .. } = reference;
    let day = |word: Option<&Word>| {
        let number = word.and_then(|word| {
            word.folded.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse::<u32>().ok()
        });
        number.is_some_and(|number| (1..=31).contains(&number))
    };
    // `15 de octubre de 1934`
    let is_of = |word: &Word| matches!(&*word.folded, "de" | "di" | "del" | "of");
    let kept: Vec<usize> = (0..words.len()).filter(|at| !is_of(&words[*at])).collect();
    let near = |at: usize, by: isize| {
        let at = kept.get(at.checked_add_signed(by)?)?;
        words.get(*at)
    };
    let dated = (1..kept.len()).find(|at| {
        let year = |ahead: isize| near(*at, ahead).is_some_and(|it| it.year().is_some());
        is_month(&words[kept[*at]])
            && (day(near(*at, -1)) && year(1) || day(near(*at, 1)) && year(2))
    });
    let Some(dated) = dated else { return false };
    let mut first = if day(near(dated, -1)) { kept[dated - 1] } else { kept[dated] };
    // `Vorwärts, Nr. 310, 10. November 1918`
    if let Some([label, number]) = first.checked_sub(2).map(|at| [&words[at], &words[at + 1]])
        && number.number().is_some()
        && matches!(
            &*label.folded,
            "nr" | "no" | "n" | "num" | "numero" | "number" | "issue" | "jg"
        )
    {
        first -= 2;
    }
    let title = &text[..words[first].range.start];
    let commas = title.trim_end().trim_end_matches(',').matches(',').count();
    let is_quoted = title.starts_with(['‘', '“', '"', '\'', '„', '«']);
    let is_short = first <= MOST_WORDS && commas == 0 && first > 0;
    let begins = words.first().is_some_and(|word| word.is_capital);
    !title.contains('(') && (is_short && begins || is_quoted)
}

#[cfg(test)]
mod tests {
    use super::is_unlisted;
    use crate::document::essay::reference::Reference;
    use crate::document::essay::words::words;

    #[test]
    fn archives_and_newspapers_are_told_from_books() {
        for (text, is_one) in [
            ("The National Archives, Kew, HO 42/35, Smith to Portland, 12 August 1795.", true),
            ("TNA, HO 42/35, passim", true),
            ("BL Add. MS 27808, fo. 12.", true),
            ("Bundesarchiv Berlin, R 43/1234, Bl. 5", true),
            ("Archives nationales, F7 4774, dossier 3", true),
            ("Hansard, xlv, 12.", true),
            ("The Times, 14 July 1789, p. 3.", true),
            ("Le Monde, 3 mars 1968, p. 2", true),
            ("‘Riot at Leeds’, Leeds Mercury, 4 May 1812.", true),
            ("Vorwärts, Nr. 310, 10. November 1918, S. 1.", true),
            ("ABC, 15 de octubre de 1934, p. 17.", true),
            ("Consumer Protection Act 1987, s 2(1).", true),
            ("Police and Criminal Evidence Act 1984, s 1", true),
            ("Human Rights Act 1998 (London: Sweet, 2001), 4.", false),
            ("Wade, The Human Rights Act 1998, p. 3", false),
            ("C. Steedman, Dust: The Archive and Cultural History (Manchester, 2001), 4.", false),
            ("Avrich, Kronstadt 1921 (Princeton 1970), p. 3.", false),
            ("Annual Register for 1795 (London, 1796), 38.", false),
            ("Smith, Wealth of Nations, p. 30", false),
        ] {
            let words = words(text);
            let reference = Reference { text, words: &words, before_place: words.len() };
            assert_eq!(is_unlisted(reference), is_one, "{text}");
        }
    }
}
