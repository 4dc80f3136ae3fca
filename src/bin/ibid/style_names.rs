//! Finds the style that a user means by a name: one, or several to choose from.
//!
//! Only an unambiguous name selects a style. Any other name is answered with a list, since a
//! bibliography in the wrong style is hard to notice.

use std::collections::BTreeSet;

use ibid::diagnostic::nearest;
use ibid::style::archive::EmbeddedStyle;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A style that can be selected by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidate {
    /// All its names, beginning with the one under which it is listed.
    pub(crate) names: Vec<String>,
    pub(crate) title: String,
    pub(crate) short_title: Option<String>,
}

impl Candidate {
    /// An embedded style.
    pub(crate) fn of(style: EmbeddedStyle) -> Self {
        Candidate {
            names: style.names().map(str::to_owned).collect(),
            title: style.title.to_owned(),
            short_title: style.short_title.map(str::to_owned),
        }
    }
}

/// The result for a name; the numbers are indexes in the list of candidates.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    One(usize),
    /// No candidate, or several, has this name; these are similar, the most likely first.
    Near(Vec<usize>),
}

/// Finds the style that a user means.
///
/// A name selects a style if it is one of the style's names or its title, or one of these followed
/// by words of the title (`MLA 9`), and if this is true for no other style. Letter case, accents
/// and punctuation are ignored.
pub(crate) fn find(wanted: &str, candidates: &[Candidate]) -> Found {
    let wanted = words(wanted);
    if wanted.is_empty() {
        return Found::Near(Vec::new());
    }
    let all: Vec<Words> = candidates.iter().map(Words::of).collect();
    let matching = |test: &dyn Fn(&Words) -> bool| -> Vec<usize> {
        (0..all.len()).filter(|&index| test(&all[index])).collect()
    };
    let tests: [&dyn Fn(&Words) -> bool; 3] = [
        &|style| style.names.contains(&wanted),
        &|style| style.titles.contains(&wanted),
        &|style| style.is_called(&wanted),
    ];
    for test in tests {
        match matching(test)[..] {
            [] => {}
            [one] => return Found::One(one),
            ref several => return Found::Near(several.to_vec()),
        }
    }
    Found::Near(near(&wanted, &all))
}

/// The styles whose names and titles contain all these words, or words that begin with them.
pub(crate) fn search(wanted: &str, candidates: &[Candidate]) -> Vec<usize> {
    let wanted = words(wanted);
    let has_all = |style: &Words| wanted.iter().all(|word| style.has(word));
    let found = |index: &usize| has_all(&Words::of(&candidates[*index]));
    (0..candidates.len()).filter(found).collect()
}

/// The words of a candidate.
struct Words {
    names: Vec<Vec<String>>,
    /// The title and the short title, with and without text in parentheses.
    titles: Vec<Vec<String>>,
    all: BTreeSet<String>,
}

impl Words {
    fn of(candidate: &Candidate) -> Words {
        let names: Vec<_> = candidate.names.iter().map(|name| words(name)).collect();
        let mut titles = Vec::new();
        for title in [Some(&candidate.title), candidate.short_title.as_ref()].into_iter().flatten()
        {
            let bare = title.split(" (").next().unwrap_or(title);
            titles.extend([words(title), words(bare)]);
        }
        let mut all: BTreeSet<String> = names.iter().chain(&titles).flatten().cloned().collect();
        all.extend(candidate.names.iter().map(|name| words(name).concat()));
        Words { names, titles, all }
    }

    fn has(&self, word: &str) -> bool {
        self.all.iter().any(|own| own.starts_with(word))
    }

    /// True if the words begin with a name of the style, or with its title up to the edition, and
    /// the remaining words are in its title.
    fn is_called(&self, wanted: &[String]) -> bool {
        let is_qualified = |name: &Vec<String>| {
            wanted.strip_prefix(&name[..]).is_some_and(|rest| {
                rest.iter().all(|word| {
                    GENERIC.contains(&&**word)
                        || self
                            .titles
                            .iter()
                            .flatten()
                            .any(|own| own == word || is_ordinal(own, word))
                })
            })
        };
        let titles = self.titles.iter().map(|title| {
            let edition =
                title.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            title[..edition.unwrap_or(title.len())].to_vec()
        });
        self.names.iter().any(is_qualified)
            || titles.filter(|it| it.len() > 1).any(|it| is_qualified(&it))
    }
}

/// Words that do not distinguish styles.
const GENERIC: &[&str] = &["citation", "ed", "edition", "format", "referencing", "style", "the"];

/// True for `9th` and `9`.
fn is_ordinal(own: &str, number: &str) -> bool {
    let suffix = own.strip_prefix(number);
    number.bytes().all(|byte| byte.is_ascii_digit())
        && suffix.is_some_and(|suffix| matches!(suffix, "st" | "nd" | "rd" | "th"))
}

/// The styles that are most similar to a name that selects none.
fn near(wanted: &[String], all: &[Words]) -> Vec<usize> {
    let spelled = wanted.join(" ");
    if let Some((_, names)) = NEAR.iter().find(|(word, _)| *word == spelled) {
        let is_named = |style: &Words, name: &str| style.names.contains(&words(name));
        let listed = names.iter().filter_map(|name| all.iter().position(|it| is_named(it, name)));
        return listed.collect();
    }
    let having = |wanted: &[String]| -> Vec<usize> {
        let has_all = |style: &Words| wanted.iter().all(|word| style.has(word));
        (0..all.len()).filter(|&index| has_all(&all[index])).collect()
    };
    let found = having(wanted);
    if !found.is_empty() {
        return found;
    }
    // A typing error in a whole name, then in a word.
    let names: Vec<String> =
        all.iter().flat_map(|it| &it.names).map(|name| name.join(" ")).collect();
    if let Some(meant) = nearest(&spelled, names.iter().map(String::as_str)) {
        let is_meant = |style: &Words| style.names.iter().any(|name| name.join(" ") == meant);
        return all.iter().position(is_meant).into_iter().collect();
    }
    let known: BTreeSet<&str> = all.iter().flat_map(|it| &it.all).map(String::as_str).collect();
    let mended: Vec<String> = wanted
        .iter()
        .map(|word| match all.iter().any(|style| style.has(word)) {
            true => word.clone(),
            false => nearest(word, known.iter().copied()).unwrap_or(word).to_owned(),
        })
        .collect();
    let found = having(&mended);
    if !found.is_empty() {
        return found;
    }
    // The name of a style with an edition or qualifier that it does not have.
    let begins = |style: &Words| {
        style.names.iter().any(|name| mended.starts_with(name) || name[..1] == mended[..1])
    };
    (0..all.len()).filter(|&index| begins(&all[index])).collect()
}

/// Names of styles that are not embedded, with similar embedded ones; sorted.
const NEAR: &[(&str, &[&str])] = &[
    ("bluebook", &["chicago-notes", "apa"]),
    ("footnotes", &["chicago-notes", "mhra-notes", "chicago-shortened-notes"]),
    ("icmje", &["nlm-citation-sequence", "ama"]),
    ("numeric", &["ieee", "vancouver", "iso-690-numeric"]),
    ("oscola", &["mhra-notes", "chicago-notes"]),
    ("oxford", &["mhra-notes", "chicago-notes", "harvard-cite-them-right"]),
    ("oxford referencing", &["mhra-notes", "chicago-notes", "harvard-cite-them-right"]),
];

/// A text as words: in lower case, without accents and punctuation.
fn words(text: &str) -> Vec<String> {
    let plain: String =
        text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Found, NEAR, find, search};
    use ibid::style::archive;

    fn embedded() -> Vec<Candidate> {
        archive::styles().map(Candidate::of).collect()
    }

    fn names(indexes: &[usize], candidates: &[Candidate]) -> Vec<String> {
        indexes.iter().map(|&index| candidates[index].names[0].clone()).collect()
    }

    #[test]
    fn a_name_without_doubt_leads_to_its_style() {
        let candidates = embedded();
        for (wanted, name) in [
            ("ACS", "american-chemical-society"),
            ("MLA 9", "modern-language-association"),
            ("mla 9th edition", "modern-language-association"),
            ("MLA Handbook", "modern-language-association"),
            ("APA 7", "american-psychological-association"),
            ("apa style", "american-psychological-association"),
            ("APA Style 7th edition", "american-psychological-association"),
            ("harvard", "harvard-cite-them-right"),
            ("Vancouver", "nlm-citation-sequence"),
            ("Nature", "nature"),
            ("chicago notes", "chicago-notes"),
            ("Chicago Notes and Bibliography", "chicago-notes"),
            ("chicago_author_date", "chicago-author-date"),
            ("The Lancet", "the-lancet"),
            ("deutsche gesellschaft fur psychologie", "deutsche-gesellschaft-für-psychologie"),
            ("IEEE", "institute-of-electrical-and-electronics-engineers"),
        ] {
            match find(wanted, &candidates) {
                Found::One(index) => assert_eq!(candidates[index].names[0], name, "{wanted}"),
                Found::Near(near) => panic!("{wanted}: {:?}", names(&near, &candidates)),
            }
        }
    }

    #[test]
    fn a_doubtful_name_leads_to_a_list() {
        let candidates = embedded();
        for (wanted, first, count) in [
            ("chicago", "chicago-author-date", 6),
            ("turabian", "turabian-author-date", 2),
            ("aps", "american-physics-society", 2),
            ("oxford", "modern-humanities-research-association-notes", 3),
            ("harvrd", "harvard-cite-them-right", 1),
            ("chicgo", "chicago-author-date", 6),
            ("vancuover", "nlm-citation-sequence", 1),
            ("natur", "nature", 1),
            ("apaa", "american-psychological-association", 1),
            ("apa 6", "american-psychological-association", 1),
            ("MLA 8", "modern-language-association", 1),
            ("chemistry", "royal-society-of-chemistry", 1),
            ("royal society", "royal-society-of-chemistry", 1),
            ("qqqq", "", 0),
            ("", "", 0),
        ] {
            let Found::Near(near) = find(wanted, &candidates) else { panic!("{wanted} is one") };
            let near = names(&near, &candidates);
            assert_eq!(near.first().map_or("", |name| name), first, "{wanted}: {near:?}");
            assert_eq!(near.len(), count, "{wanted}: {near:?}");
        }
    }

    #[test]
    fn titles_short_titles_and_all_names_are_searched() {
        let candidates = embedded();
        let found = |wanted: &str| names(&search(wanted, &candidates), &candidates);
        assert_eq!(found("LNCS"), ["springer-lecture-notes-in-computer-science"]);
        assert_eq!(found("national library NISO superscript").len(), 1);
        assert_eq!(found("associacao"), ["associacao-brasileira-de-normas-tecnicas"]);
        assert_eq!(found("").len(), candidates.len());
    }

    #[test]
    fn what_is_near_is_embedded() {
        assert!(NEAR.is_sorted());
        for name in NEAR.iter().flat_map(|(_, names)| *names) {
            assert!(archive::style(name).is_some(), "{name}");
        }
    }
}
