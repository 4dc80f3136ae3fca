//! Labels that people write before a number, although styles print them: `Vol. 12`, `pp. 3--5`.

use crate::model::Variable;

/// What is written before a number, by what the number counts.
#[rustfmt::skip]
pub(crate) const LABELS: [(Variable, &[&str]); 6] = [
    (
        Variable::Volume,
        &[
            "volume", "volumes", "vols", "vol", "v", "band", "bd", "jahrgang", "jg", "tome", "tom",
            "t", "tomo", "volumen", "deel", "jaargang", "jrg", "årgång", "årg", "årgang",
            "rocznik", "ročník", "roč", "svazek", "sv", "cilt", "kötet", "том", "т",
        ],
    ),
    (
        Variable::Issue,
        &[
            "number", "numbers", "num", "nos", "no", "nr", "n°", "nº", "n", "№", "#", "issue",
            "issues", "iss", "heft", "h", "nummer", "numéro", "numero", "número", "núm", "fasc",
            "fascicule", "fascicolo", "cahier", "aflevering", "afl", "häfte", "numer", "zeszyt",
            "číslo", "č", "sayı", "номер", "вып", "выпуск",
        ],
    ),
    (
        Variable::Page,
        &[
            "pages", "page", "pgs", "pp", "pg", "p", "seiten", "seite", "ss", "s", "páginas",
            "página", "págs", "pág", "pagine", "pagina", "pagg", "pag", "bladzijden", "blz",
            "sidor", "sid", "sider", "strony", "str", "strana", "sivut", "oldal", "стр", "с",
        ],
    ),
    (Variable::Isbn, &["isbn"]),
    (Variable::Issn, &["issn"]),
    (Variable::ChapterNumber, &["chapter", "chap", "ch", "kapitel", "kap"]),
];

/// The label at the beginning of a text, and the number after it.
pub(crate) fn labelled<'t>(text: &'t str, labels: &[&str]) -> Option<(&'t str, &'t str)> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = text.find(|c: char| !(c.is_alphabetic() || matches!(c, '°' | 'º' | '№' | '#')))?;
    let end = if text.starts_with('#') { 1 } else { end };
    let word = &text[..end];
    let lower = word.to_lowercase();
    if !labels.contains(&lower.as_str()) {
        return None;
    }
    let (dot, rest) = match text[end..].strip_prefix('.') {
        // `n.º 3`, with the end of the word raised.
        Some(rest) => (true, rest.trim_start_matches(['º', '°', 'ª'])),
        None => (false, &text[end..]),
    };
    // `S12` and `v2` are numbers of supplements and versions; `S. 12` has a label.
    if word.chars().count() == 1 && !matches!(word, "#" | "№") && !dot {
        return None;
    }
    let number = rest.trim_start_matches([' ', '~', ':', '\u{a0}', '\\', ',']);
    let begins = |c: char| c.is_ascii_digit();
    let is_roman = || {
        let word = number.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        !word.is_empty() && word.chars().all(|c| "IVXLCDM".contains(c))
    };
    let label = text[..text.len() - rest.len()].trim_end();
    (number.starts_with(begins) || is_roman()).then_some((label, number))
}

/// The number in a value that has nothing but a label before or around it.
pub(crate) fn without_label(text: &str, variable: Variable) -> Option<&str> {
    let (_, labels) = LABELS.iter().find(|(known, _)| *known == variable)?;
    let labelled = labelled(text, labels).map(|(_, number)| number);
    labelled.filter(|number| is_plain_number(number)).or_else(|| counted_in_chinese(text))
}

/// The number in `第65卷` and `第1-10页` and, without the sign before it, `5巻`.
pub(crate) fn counted_in_chinese(text: &str) -> Option<&str> {
    let text = text.trim();
    let number = text.strip_prefix('第');
    // `320页` is the number of pages.
    let is_count = number.is_none() && text.ends_with(['页', '頁']) && !text.contains(['-', '–']);
    let number = number.unwrap_or(text).trim();
    if is_count {
        return None;
    }
    let number =
        number.strip_suffix(['卷', '期', '页', '頁', '号', '號', '巻', '辑', '輯', '册', '章'])?;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '～' | ' '));
    is_number.then(|| number.trim_end())
}

/// Whether nothing but a number, or numbers and the marks between them, is there.
pub(crate) fn is_plain_number(text: &str) -> bool {
    let marks =
        |c: char| matches!(c, '-' | '–' | '—' | ',' | ' ' | '/' | '+' | ':' | '.' | '(' | ')');
    text.split(marks).all(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters <= 1 || word.chars().all(|c| "IVXLCDMivxlcdm".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::{LABELS, counted_in_chinese, is_plain_number, labelled};

    #[test]
    fn labels_are_told_from_numbers_with_letters() {
        let [volume, issue, page, ..] = LABELS.map(|(_, labels)| labels);
        for (text, labels, number) in [
            ("Vol. 12", volume, "12"),
            ("vol 3", volume, "3"),
            ("Volume IV", volume, "IV"),
            ("Bd.~2", volume, "2"),
            ("v. 7", volume, "7"),
            ("No. 4", issue, "4"),
            ("#4", issue, "4"),
            ("nº 5", issue, "5"),
            ("pp. 12--15", page, "12--15"),
            ("pp12-15", page, "12-15"),
            ("S. 7", page, "7"),
            ("Т. 5", volume, "5"),
            ("том 5", volume, "5"),
            ("t. 5", volume, "5"),
            ("tomo II", volume, "II"),
            ("№ 3", issue, "3"),
            ("№3", issue, "3"),
            ("n.º 3", issue, "3"),
            ("núm. 3", issue, "3"),
            ("fasc. 2", issue, "2"),
            ("вып. 2", issue, "2"),
            ("С. 12--18", page, "12--18"),
            ("págs. 3-4", page, "3-4"),
            ("blz. 3", page, "3"),
        ] {
            assert_eq!(labelled(text, labels).map(|it| it.1), Some(number), "{text}");
            assert!(is_plain_number(number));
        }
        for (text, labels) in [
            ("S12", page),
            ("v2", volume),
            ("12", volume),
            ("Nova 3", issue),
            ("P12--P15", page),
            ("T5", volume),
            ("N 3", issue),
            ("С12", page),
            ("Tomorrow 3", volume),
            ("Numerals 3", issue),
            ("LNCS 1204", volume),
            ("abs/1706.03762", volume),
            ("Special issue", issue),
        ] {
            assert_eq!(labelled(text, labels), None, "{text}");
        }
        assert!(!is_plain_number("12, No. 3"));
        assert_eq!(counted_in_chinese("第65卷"), Some("65"));
        assert_eq!(counted_in_chinese("第1-10页"), Some("1-10"));
        assert_eq!(counted_in_chinese("5巻"), Some("5"));
        assert_eq!(counted_in_chinese("12-18页"), Some("12-18"));
        assert_eq!(counted_in_chinese("320页"), None);
        assert_eq!(counted_in_chinese("320"), None);
        assert_eq!(counted_in_chinese("第一卷"), None);
    }
}
