//! Parts of values that have a field for themselves: the volume in a journal, the issue in a volume.

use std::ops::Range;

use crate::model::Variable;

/// A number behind a title, and the field that it belongs in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The number itself.
    pub(super) number: Range<usize>,
    /// All that goes with it: the comma before it and its label.
    pub(super) cut: Range<usize>,
    /// What it is, with its article.
    pub(super) what: &'static str,
    pub(super) to: Variable,
}

/// The labels before a volume and before a number in a series.
const VOLUME: [&str; 5] = ["volume", "vol", "band", "bd", "tome"];
const NUMBER: [&str; 5] = ["number", "no", "nr", "n°", "heft"];

/// The number with a label that a text ends with: `Lecture Notes in Math., Vol. 244`.
pub(super) fn numbered(text: &str) -> Option<Numbered> {
    let text = text.trim_end();
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = text.len() - digits..text.len();
    let before = text[..number.start].trim_end_matches([' ', '~', '.', '\u{a0}']);
    let start = before.rfind(|c: char| !(c.is_alphabetic() || c == '°'));
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let label = before[start..].to_lowercase();
    let (what, to) = match &*label {
        it if VOLUME.contains(&it) => ("a volume", Variable::Volume),
        it if NUMBER.contains(&it) => ("a number", Variable::CollectionNumber),
        _ => return None,
    };
    let title = text[..start].trim_end_matches([' ', ',', ';', ':', '~', '-', '–', '.', '(']);
    let is_title = title.chars().filter(|c| c.is_alphabetic()).count() > 2;
    // A full stop may belong to the title: `Math.`
    let end = title.len() + usize::from(text[title.len()..].starts_with('.'));
    let is_found = (1..=5).contains(&digits) && is_title && !text[end..start].contains('(');
    is_found.then_some(Numbered { number, cut: end..text.len(), what, to })
}

/// The number behind the name of a journal that is also the entry's volume: `Nature 25`.
pub(super) fn number_again(text: &str, volume: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let name = text.strip_suffix(volume)?;
    let is_number = !volume.is_empty() && volume.bytes().all(|byte| byte.is_ascii_digit());
    let is_apart = name.ends_with([' ', '~', '\u{a0}']);
    let has_name = name.chars().filter(|c| c.is_alphabetic()).count() > 3;
    // `Lecture Notes, Vol. 12` is found by its label.
    (is_number && is_apart && has_name && numbered(text).is_none())
        .then_some(name.len()..text.len())
}

/// Volume and issue behind the name of a journal, with the pages behind them: `Nature 12(3), 45--67`.
pub(super) fn volume_and_issue(text: &str) -> Option<Range<usize>> {
    let open = text.find('(')?;
    let close = text[open..].find(')')? + open;
    let is_issue = !text[open + 1..close].is_empty()
        && text[open + 1..close]
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'));
    let head = text[..open].trim_end();
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let name = text[..start].trim_end_matches([' ', ',', '~']);
    let behind = text[close + 1..].trim_matches([' ', ',', ':', '.']);
    let is_pages = behind.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ' '));
    // A year in parentheses belongs to many names: `Proceedings 12 (2004)`.
    let is_year = close - open == 5 && text[open + 1..].starts_with(['1', '2']);
    let is_found = is_issue
        && !is_year
        && (1..=4).contains(&(head.len() - start))
        && name.len() < start
        && name.ends_with(|c: char| c.is_alphabetic() || c == '.')
        && is_pages;
    is_found.then_some(start..text.trim_end().len())
}

/// The issue in a volume: of `12(3)` the `3`, and what goes with it.
pub(super) fn issue_in_volume(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (volume, rest) = text.split_once('(')?;
    let issue = rest.trim_end().strip_suffix(')')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_issue = issue.split(['-', '–', '/']).all(is_number);
    let is_year = issue.len() == 4 && issue.starts_with(['1', '2']);
    let start = volume.len() + 1;
    let found = is_number(volume.trim()) && is_issue && !is_year;
    found.then(|| (start..start + issue.len(), volume.trim_end().len()..text.len()))
}

/// Volume, issue and pages in one: of `31(4):211--229` the part up to the issue, and the pages.
pub(super) fn volume_and_pages(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let text = text.trim();
    let colon = text.find(':')?;
    let (head, pages) = (&text[..colon], text[colon + 1..].trim_start());
    let is_number =
        |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_head = is_number(head) || issue_in_volume(head).is_some();
    // `19:1--19:15` are the pages of article 19.
    let (first, last) = pages.split_once(['-', '–'])?;
    let is_range = is_number(first) && is_number(last.trim_start_matches(['-', '–']));
    (is_head && is_range).then_some((0..colon, text.len() - pages.len()..text.len()))
}

/// The year behind a name: `Springer, 2004`.
pub(super) fn year_behind(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let text = text.trim_end();
    let (name, year) = text.rsplit_once([',', ' '])?;
    let is_year = |year: &str| {
        year.len() == 4
            && ["18", "19", "20"].iter().any(|century| year.starts_with(century))
            && year.bytes().all(|byte| byte.is_ascii_digit())
    };
    let in_brackets = year.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let is_word = |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if in_brackets.is_some_and(is_year) && is_word(name) {
        let cut = name.trim_end_matches([' ', ',']).len();
        return Some((text.len() - 5..text.len() - 1, cut..text.len()));
    }
    let is_year = is_year(year);
    let cut = name.trim_end_matches([' ', ',']).len();
    let has_comma = text[cut..].contains(',');
    (is_year && has_comma && is_word(name)).then(|| (text.len() - 4..text.len(), cut..text.len()))
}

/// The editor behind the title of a book: `Handbook of Water, edited by Kwame Boateng`.
pub(super) fn editor_behind(text: &str) -> Option<Range<usize>> {
    const WORDS: [&str; 9] = [
        ", edited by ",
        " (edited by ",
        ", ed. by ",
        " / edited by ",
        " (ed. by ",
        " (eds.: ",
        " (eds. ",
        " (Eds.: ",
        " (Eds. ",
    ];
    let (at, word) = WORDS.iter().find_map(|word| Some((text.find(word)?, word)))?;
    let name = text[at + word.len()..].trim();
    let is_name = at > 3 && name.starts_with(char::is_uppercase);
    // `Structures (eds.: G. Meschke and H. Mang), Taylor and Francis`
    let closed = word.contains('(').then(|| text[at..].find(')')).flatten();
    let end = closed.map_or(text.trim_end().len(), |end| at + end + 1);
    is_name.then_some(at + 1..end)
}

/// True if a journal counts its volumes anew, as its name says.
pub(super) fn names_new_series(journal: &str) -> bool {
    let words = journal.to_lowercase();
    let words: String = words.chars().filter(|c| !matches!(c, '.' | '(' | ')')).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    const PAIRS: [[&str; 2]; 6] = [
        ["n", "s"],
        ["new", "series"],
        ["new", "ser"],
        ["neue", "folge"],
        ["nouvelle", "série"],
        ["nuova", "serie"],
    ];
    words.iter().skip(1).any(|word| matches!(*word, "ns" | "nf"))
        || words.len() > 2 && PAIRS.iter().any(|pair| words.ends_with(pair))
}

/// A series behind pages: `123--165. Lecture Notes in Math., Vol. 244`.
pub(super) fn series_in_pages(text: &str) -> Option<Range<usize>> {
    let at = text.find(['.', ',', ';'])?;
    let is_pages = text[..at].chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ' '));
    let series = text[at + 1..].trim_start();
    let start = text.len() - series.len();
    let words = series.split(' ').filter(|word| word.chars().any(char::is_alphabetic));
    // `1587, with 31 illustrations` is a remark.
    let is_series = numbered(series).is_some() || series.contains("Lecture Notes");
    (at > 0 && is_pages && words.count() > 1 && is_series).then_some(start..text.trim_end().len())
}

/// What the programs that exported an entry wrote into a note, as they had no field for it, and the
/// field that it belongs in; `None` for what is to be deleted.
pub(super) fn of_exporter(text: &str) -> Option<(&'static str, Option<Variable>)> {
    use Variable as V;
    const LABELS: [(&str, Option<Variable>); 9] = [
        ("Publisher: ", Some(V::Publisher)),
        ("Series Title: ", Some(V::CollectionTitle)),
        ("Conference Name: ", Some(V::EventTitle)),
        ("Journal Abbreviation: ", Some(V::ContainerTitleShort)),
        ("Pages: ", Some(V::Page)),
        ("Volume: ", Some(V::Volume)),
        ("Place: ", Some(V::PublisherPlace)),
        ("Citation Key: ", None),
        ("cited By ", None),
    ];
    LABELS.into_iter().find(|(label, _)| text.trim_start().starts_with(label))
}

/// The date on which an address was looked up, behind the words for that: `Accessed: 2020-01-02`.
pub(super) fn accessed(text: &str) -> Option<&str> {
    const WORDS: [&str; 9] = [
        "last accessed",
        "accessed",
        "last visited",
        "visited",
        "retrieved",
        "last checked",
        "zuletzt abgerufen",
        "abgerufen am",
        "consulté le",
    ];
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    let lower = text.to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word))?;
    let date = text.get(word.len()..)?.trim_start_matches([':', ' ']);
    let date = date.strip_prefix("on ").unwrap_or(date);
    let has_year = ["19", "20"].iter().any(|century| date.contains(century));
    (has_year && date.len() < 24 && !date.contains("http")).then_some(date)
}

#[cfg(test)]
mod tests {
    use crate::model::Variable;

    use super::{
        accessed, editor_behind, issue_in_volume, names_new_series, number_again, numbered,
        of_exporter, series_in_pages, volume_and_issue, volume_and_pages, year_behind,
    };

    #[test]
    fn numbers_with_labels() {
        for (text, number, left, to) in [
            ("Lecture Notes in Math., Vol. 244", "244", "Lecture Notes in Math.", Variable::Volume),
            (
                "Graduate Texts in Mathematics, No. 52",
                "52",
                "Graduate Texts in Mathematics",
                Variable::CollectionNumber,
            ),
            ("Nature, vol. 12", "12", "Nature", Variable::Volume),
            ("Werke Bd.~3", "3", "Werke", Variable::Volume),
        ] {
            let found = numbered(text).unwrap();
            assert_eq!(
                (&text[found.number], &text[..found.cut.start], found.to),
                (number, left, to)
            );
        }
        for text in
            ["Route 66", "Vol. 3", "No. 5", "Piano 12", "The Year 2000", "Nature", "Casino 3"]
        {
            assert_eq!(numbered(text), None, "{text}");
        }
    }

    #[test]
    fn the_volume_again() {
        assert_eq!(number_again("Nature 25", "25"), Some(7..9));
        for (text, volume) in
            [("Nature 25", "26"), ("Nature25", "25"), ("Nature, vol. 25", "25"), ("25", "25")]
        {
            assert_eq!(number_again(text, volume), None, "{text}");
        }
    }

    #[test]
    fn volumes_and_issues() {
        assert_eq!(volume_and_issue("Nature 12(3)"), Some(7..12));
        assert_eq!(volume_and_issue("Nature, 12(3), 45--67"), Some(8..21));
        for text in
            ["Nature (London)", "Nature 12 (2004)", "ACM (3)", "Physica 3 (A)", "P2(3) Journal"]
        {
            assert_eq!(volume_and_issue(text), None, "{text}");
        }
        assert_eq!(issue_in_volume("12(3)"), Some((3..4, 2..5)));
        assert_eq!(issue_in_volume("12 (3-4)"), Some((4..7, 2..8)));
        for text in ["12", "12(B)", "A(3)", "12 (2004)"] {
            assert_eq!(issue_in_volume(text), None, "{text}");
        }
        let text = "123--165. Lecture Notes in Math., Vol. 244";
        assert_eq!(series_in_pages(text), Some(10..text.len()));
        for text in [
            "12--15",
            "12, 14 and 17",
            "Paper No. 3, 14 pages",
            "12--15, discussion 16",
            "1587, with 31 illustrations",
        ] {
            assert_eq!(series_in_pages(text), None, "{text}");
        }
    }

    #[test]
    fn what_belongs_in_several_fields() {
        for (text, volume, pages) in
            [("31(4):211--229", "31(4)", "211--229"), ("31: 211–229", "31", "211–229")]
        {
            let found = volume_and_pages(text);
            assert_eq!(found.map(|it| (&text[it.0], &text[it.1])), Some((volume, pages)), "{text}");
        }
        for text in ["19:1--19:15", "211--229", "31:5", "A:1--2", "1:2:3--4"] {
            assert_eq!(volume_and_pages(text), None, "{text}");
        }
        for (text, name) in
            [("Springer, 2004", "Springer"), ("Nature Physics,1999", "Nature Physics")]
        {
            assert_eq!(year_behind(text).map(|it| &text[..it.1.start]), Some(name), "{text}");
        }
        for text in ["Verlag 2000", "2004", "Studio 1999", "Springer, 20044", "Route, 66"] {
            assert_eq!(year_behind(text), None, "{text}");
        }
        let text = "Handbook of Water, edited by Kwame Boateng";
        assert_eq!(editor_behind(text).map(|it| &text[it]), Some(" edited by Kwame Boateng"));
        assert_eq!(editor_behind("Books edited by women"), None);
    }

    #[test]
    fn new_series() {
        for journal in ["Mat. Sbornik N.S.", "Mat. Sb. (N. S.)", "Archiv, Neue Folge"] {
            assert!(names_new_series(journal), "{journal}");
        }
        for journal in ["NS", "Annals", "A New Series of Papers"] {
            assert!(!names_new_series(journal), "{journal}");
        }
    }

    #[test]
    fn notes_of_programs() {
        assert_eq!(
            of_exporter("Series Title: LNCS"),
            Some(("Series Title: ", Some(Variable::CollectionTitle)))
        );
        assert_eq!(of_exporter("cited By 5"), Some(("cited By ", None)));
        assert_eq!(of_exporter("Publisher unknown"), None);
        assert_eq!(accessed("Accessed: 2020-01-02"), Some("2020-01-02"));
        assert_eq!(accessed("[Last accessed on 3 May 2020]"), Some("3 May 2020"));
        for text in
            ["Accessed through the archive", "Visited Paris in the summer of 1920 with friends"]
        {
            assert_eq!(accessed(text), None, "{text}");
        }
    }
}
