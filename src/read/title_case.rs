//! Titles in sentence case, as an option.

use crate::model::{Entry, EntryType, Library, MarkKind, Text, Variable};

/// The letter case of titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TitleCase {
    /// As written.
    #[default]
    AsWritten,
    /// English titles in title case are changed to sentence case, as by BibTeX's styles and pandoc.
    Sentence,
}

impl TitleCase {
    /// Changes the titles of the entries to this case.
    ///
    /// `Sentence` changes the title and its short form, the title of a volume, and that of the book
    /// that contains the work, if the entry has no language or is in English, and only titles in
    /// title case. Text marked as `nocase` (in braces in BibTeX) is kept, and so are words with
    /// capitals inside (`DNA`, `McDonald`) and the first word. A subtitle begins with a capital.
    pub fn apply(self, library: Library) -> Library {
        match self {
            TitleCase::AsWritten => library,
            TitleCase::Sentence => library.map_entries(|entry| {
                let mut entry = entry.clone();
                lower_titles(&mut entry);
                entry
            }),
        }
    }
}

/// The title of an English entry in sentence case; `None` if nothing changes.
pub(crate) fn in_sentence_case(entry: &Entry, variable: Variable) -> Option<Text> {
    entry.text(variable).filter(|_| is_english(entry)).and_then(sentence_case)
}

/// True if an entry has no language, or is in English.
fn is_english(entry: &Entry) -> bool {
    let language = entry.str(Variable::Language).unwrap_or("en").to_ascii_lowercase();
    language == "en" || language.starts_with("en-")
}

fn lower_titles(entry: &mut Entry) {
    if !is_english(entry) {
        return;
    }
    let is_part = matches!(
        entry.kind,
        EntryType::Chapter
            | EntryType::PaperConference
            | EntryType::EntryDictionary
            | EntryType::EntryEncyclopedia
    );
    let container = is_part.then_some(Variable::ContainerTitle);
    let titles = [Variable::Title, Variable::TitleShort, Variable::VolumeTitle];
    for variable in titles.into_iter().chain(container) {
        if let Some(lowered) = entry.text(variable).and_then(sentence_case) {
            entry.set_text(variable, lowered);
        }
    }
}

/// A word of a title, without the punctuation around it.
struct Word<'t> {
    start: usize,
    text: &'t str,
    /// Whether it is the first word of the title or of a subtitle, or follows a mark that may end a
    /// sentence or open a quotation.
    leads: Lead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    No,
    /// It keeps its case.
    Kept,
    /// It begins a subtitle.
    Subtitle,
}

/// The text in sentence case; `None` if nothing changes.
fn sentence_case(text: &Text) -> Option<Text> {
    let content = text.as_str();
    let protected = |word: &Word<'_>| {
        let end = word.start + word.text.len();
        text.marks().iter().any(|mark| {
            mark.kind == MarkKind::NoCase
                && (mark.start as usize) < end
                && word.start < mark.end as usize
        })
    };
    let words: Vec<_> = words(content).into_iter().filter(|word| !protected(word)).collect();
    let inner = words.iter().filter(|word| word.leads == Lead::No && is_major(word.text));
    let (mut capitals, mut small) = (0, 0);
    for word in inner {
        match word.text.chars().next() {
            Some(c) if c.is_lowercase() => small += 1,
            Some(_) if is_capitalized(word.text) => capitals += 1,
            _ => {}
        }
    }
    // A single name in a title in sentence case does not show title case.
    let in_title_case = capitals > 0 && small * 3 <= capitals;
    let mut out = content.to_owned();
    for word in &words {
        let Some(first) = word.text.chars().next() else { continue };
        let lower = word.leads == Lead::No && in_title_case && is_capitalized(word.text);
        let raise = word.leads == Lead::Subtitle && word.text.chars().all(char::is_lowercase);
        let changed: String = match (lower, raise) {
            (true, _) => first.to_lowercase().collect(),
            (_, true) => first.to_uppercase().collect(),
            _ => continue,
        };
        // Marks are byte positions, which must not change.
        if changed.len() == first.len_utf8() {
            out.replace_range(word.start..word.start + changed.len(), &changed);
        }
    }
    (out != content).then(|| Text::with_marks(out, text.marks().to_vec()))
}

/// The words of a title, separated by white space, hyphens, dashes and slashes.
fn words(content: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut leads = Lead::Kept;
    let mut start = None;
    let ends = content.char_indices().chain([(content.len(), ' ')]);
    for (at, c) in ends {
        let inside =
            c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '&' | '\u{300}'..='\u{36F}');
        match start {
            None if c.is_alphanumeric() => start = Some(at),
            Some(from) if !inside => {
                let text = content[from..at].trim_end_matches(['.', '\'', '’', '&']);
                words.push(Word { start: from, text, leads });
                start = None;
                // A full stop after a long word may end a sentence; others end abbreviations.
                let sentence =
                    content[from..at].ends_with('.') && text.len() > 3 && !text.contains('.');
                leads = if sentence { Lead::Kept } else { Lead::No };
            }
            _ => {}
        }
        match c {
            ':' => leads = Lead::Subtitle,
            '?' | '!' | '“' | '"' | '‘' | '«' | '„' | '¿' | '¡' if start.is_none() => {
                leads = Lead::Kept;
            }
            _ => {}
        }
    }
    words
}

/// True if a word has a capital only at its beginning. Of single letters only the article counts:
/// `I` and `vitamin C` are always written in this way.
fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    let pronoun = first == 'I' && (rest.is_empty() || rest.starts_with(['\'', '’']));
    first.is_uppercase()
        && !pronoun
        && (word == "A" || !rest.is_empty())
        && !rest.chars().any(char::is_uppercase)
        && !rest.contains('.')
}

/// True if title case capitalizes a word.
fn is_major(word: &str) -> bool {
    const SMALL: [&str; 16] = [
        "with", "from", "into", "onto", "over", "upon", "than", "that", "their", "when", "between",
        "through", "against", "toward", "towards", "under",
    ];
    word.chars().count() > 3 && !SMALL.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{TitleCase, sentence_case};
    use crate::model::{Entry, EntryType, Library, Text, Variable};

    #[test]
    fn records_are_kept() {
        let mut library = Library::from_iter([Entry::new("mett", EntryType::Book)]);
        library.push_record(Entry::new("shared", EntryType::Book));
        assert_eq!(TitleCase::Sentence.apply(library.clone()), library);
    }

    #[test]
    fn title_case_is_lowered_and_sentence_case_is_not() {
        for (title, expected) in [
            (
                "The Origin of Species: A Study of DNA, McDonald and the iPhone",
                "The origin of species: A study of DNA, McDonald and the iPhone",
            ),
            ("What I Saw? A Tale of Two-Way Mirrors", "What I saw? A tale of two-way mirrors"),
            ("The history of London and its rivers", "The history of London and its rivers"),
            ("A short history: the early years", "A short history: The early years"),
            (
                "Life in <span class=\"nocase\">New York</span> and <i>Homo</i> Studies",
                "Life in <span class=\"nocase\">New York</span> and <i>homo</i> studies",
            ),
            (
                "Vitamin C in U.S. Hospitals vs. World War II",
                "Vitamin C in U.S. hospitals vs. world war II",
            ),
            ("Élan Vital, École", "Élan vital, école"),
        ] {
            let text = Text::from_csl_markup(title);
            let lowered = sentence_case(&text).unwrap_or(text);
            assert_eq!(lowered.to_csl_markup(), expected);
        }
    }

    #[test]
    fn journals_and_other_languages_stay() {
        let entry = |language: &str| {
            let mut entry = Entry::new("a", EntryType::ArticleJournal);
            entry.set_text(Variable::Title, "Old and New Species");
            entry.set_text(Variable::ContainerTitle, "Journal of Old Things");
            entry.set_text(Variable::Language, language);
            entry
        };
        for (language, expected) in
            [("en-GB", "Old and new species"), ("de-DE", "Old and New Species")]
        {
            let library: Library = [entry(language)].into_iter().collect();
            let lowered = TitleCase::Sentence.apply(library.clone());
            let lowered = lowered.get("a").unwrap();
            assert_eq!(lowered.str(Variable::Title), Some(expected));
            assert_eq!(lowered.str(Variable::ContainerTitle), Some("Journal of Old Things"));
            assert_eq!(TitleCase::AsWritten.apply(library.clone()), library);
        }
    }
}
