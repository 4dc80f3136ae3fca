//! What the programs that a title was copied from leave in it, and titles that repeat another field.

use crate::check::rules::titles::catalogue::Foreign;
use crate::check::subject::folded::folded;
use crate::check::subject::{Characters, Subject};
use crate::model::{FieldOrigin, Variable};

/// The name of a file, an address or the mark of a search engine, in a title with these characters.
pub(super) fn copied(title: &str, characters: Characters) -> Option<Foreign> {
    // Most titles lack the characters, and are not searched.
    let if_any = |signs, find: fn(&str) -> Option<Foreign>| {
        characters.has_any(signs).then(|| find(title)).flatten()
    };
    let if_all = |signs, find: fn(&str) -> Option<Foreign>| {
        characters.has_all(signs).then(|| find(title)).flatten()
    };
    if_any(const { Characters::any_of("[") }, mark_of_search)
        .or_else(|| if_any(const { Characters::any_of(".:-") }, name_of_file))
        .or_else(|| if_all(const { Characters::any_of(":/") }, address))
        .or_else(|| if_any(const { Characters::any_of("|-–—") }, site))
        .or_else(|| if_all(const { Characters::any_of("10./") }, doi))
        .or_else(|| doubled(title))
}

/// `[PDF] The city of walls`: what search engines write before the titles that they list.
fn mark_of_search(title: &str) -> Option<Foreign> {
    // The longer ones first.
    const MARKS: [&str; 6] =
        ["[PDF][PDF]", "[HTML][HTML]", "[PDF]", "[HTML]", "[BOOK]", "[CITATION]"];
    let start = title.len() - title.trim_start().len();
    let text = &title[start..];
    let mark = MARKS.iter().find(|mark| text.starts_with(**mark))?;
    let rest = text[mark.len()..].trim_start();
    (!rest.is_empty()).then(|| Foreign {
        what: "begins with the mark of a search engine",
        words: start..start + mark.len(),
        cut: Some(0..title.len() - rest.len()),
        help: format!("write `{rest}`"),
    })
}

/// `Microsoft Word - walls.doc`, `walls_final.pdf`: the name of a file in the place of a title.
fn name_of_file(title: &str) -> Option<Foreign> {
    const PROGRAMS: [&str; 3] = ["Microsoft Word - ", "Microsoft PowerPoint - ", "PII: "];
    const ENDINGS: [&str; 5] = [".pdf", ".doc", ".docx", ".ppt", ".pptx"];
    let text = title.trim();
    let is_of_program = PROGRAMS.iter().any(|program| text.starts_with(program));
    let is_file = || {
        let dot = text.rfind('.').unwrap_or_default();
        let name = &text[..dot];
        // `Reading .pdf` is a title.
        ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(&text[dot..]))
            && !name.is_empty()
            && !name.contains("://")
            && !name.ends_with(' ')
    };
    (is_of_program || is_file()).then(|| Foreign {
        what: "is the name of a file",
        words: 0..title.len(),
        cut: None,
        help: "write the title as it is printed on the work".to_owned(),
    })
}

/// `https://example.org/walls` in the place of a title, or after it.
fn address(title: &str) -> Option<Foreign> {
    let text = title.trim();
    if !text.contains("://") {
        return None;
    }
    let start = title.find("https://").or_else(|| title.find("http://"))?;
    let length = title[start..].find([' ', ')', ']', '>', ',']).unwrap_or(title.len() - start);
    let is_whole = length == text.len();
    Some(Foreign {
        what: if is_whole { "is an address" } else { "has an address in it" },
        words: start..start + length,
        cut: None,
        help: match is_whole {
            true => "write the title of the page".to_owned(),
            false => "write it in the field for the URL".to_owned(),
        },
    })
}

/// `The City of Walls | ScienceDirect`: the name of the site, as it is in the title of a page.
fn site(title: &str) -> Option<Foreign> {
    const SITES: [&str; 20] = [
        "ScienceDirect",
        "SpringerLink",
        "Springer Nature Link",
        "Springer",
        "Wiley Online Library",
        "IEEE Xplore",
        "IEEE Journals & Magazine",
        "IEEE Conference Publication",
        "ACM Digital Library",
        "Taylor & Francis Online",
        "Oxford Academic",
        "Cambridge Core",
        "SAGE Journals",
        "JSTOR",
        "PubMed",
        "ResearchGate",
        "Academia.edu",
        "Wikipedia",
        "Wikipedia, the free encyclopedia",
        "YouTube",
    ];
    let text = title.trim_end();
    let (at, mark) = [" | ", " - ", " – ", " — "]
        .into_iter()
        .filter_map(|mark| text.rfind(mark).map(|at| (at, mark)))
        .max()?;
    let name = at + mark.len();
    let is_site = SITES.contains(&&text[name..]);
    (is_site && at > 0).then(|| Foreign {
        what: "ends with the name of a site",
        words: name..text.len(),
        cut: Some(at..title.len()),
        help: format!("write `{}`", text[..at].trim_end()),
    })
}

/// A DOI in a title: `The City of Walls 10.1038/nature12373`.
fn doi(title: &str) -> Option<Foreign> {
    let at = title
        .find("10.")
        .filter(|&at| at == 0 || title[..at].ends_with([' ', ':', '(', '[', '/']))?;
    let rest = &title[at + "10.".len()..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = rest[digits..].strip_prefix('/')?;
    let length = behind.find([' ', ')', ']', ',']).unwrap_or(behind.len());
    let is_doi = (4..=9).contains(&digits) && length > 2;
    is_doi.then(|| Foreign {
        what: "has a DOI in it",
        words: at..at + "10.".len() + digits + 1 + length,
        cut: None,
        help: "write it in the field for the DOI".to_owned(),
    })
}

/// `The city of walls The city of walls`: a title that was pasted twice.
fn doubled(title: &str) -> Option<Foreign> {
    let text = title.trim_end();
    let half = text.len() / 2;
    let is_apart = text.len() % 2 == 1 && text.as_bytes()[half] == b' ';
    let (first, second) = (text.get(..half)?, text.get(half + 1..).filter(|_| is_apart)?);
    // `New York, New York` and `Bora Bora` are called so.
    let is_long = first.bytes().filter(|byte| *byte == b' ').count() > 1;
    (is_long && first.eq_ignore_ascii_case(second)).then(|| Foreign {
        what: "says everything twice",
        words: half + 1..text.len(),
        cut: Some(half..text.len()),
        help: format!("write `{first}`"),
    })
}

/// The field that a title repeats: the journal or book that the work is in, or the subtitle, which
/// styles print after it.
pub(super) fn repeated<'e>(entry: &Subject<'e>, title: &FieldOrigin) -> Option<&'e FieldOrigin> {
    let has_part = entry.own_field("subtitle").is_some();
    let work = entry.own_fields_of(Variable::ContainerTitle).next();
    let is_part = || !entry.is_kind(&["book", "proceedings", "collection", "mvbook", "periodical"]);
    if !has_part && work.is_none() {
        return None;
    }
    let text = entry.written(title).text;
    let is_short = text.len() < 4;
    let says_same = |field: &&FieldOrigin| {
        // A subtitle is part of the title.
        if std::ptr::eq(*field, title) {
            return false;
        }
        let other = entry.written(field).text;
        // Folding both takes longer.
        other.len().abs_diff(text.len()) < 8 && folded(other) == folded(text)
    };
    let subtitle = entry.own_field("subtitle").filter(says_same);
    subtitle.or_else(|| work.filter(|_| is_part()).filter(says_same)).filter(|_| !is_short)
}

#[cfg(test)]
mod tests {
    use super::copied;
    use crate::check::subject::Characters;

    #[test]
    fn what_was_copied_with_a_title() {
        for (title, words) in [
            ("[PDF] The city of walls", "[PDF]"),
            ("[PDF][PDF] The city of walls", "[PDF][PDF]"),
            ("Microsoft Word - walls v3", "Microsoft Word - walls v3"),
            ("walls_final.pdf", "walls_final.pdf"),
            ("https://example.org/walls", "https://example.org/walls"),
            ("R (http://www.example.org)", "http://www.example.org"),
            ("The City of Walls | ScienceDirect", "ScienceDirect"),
            ("Kronstadt - Wikipedia, the free encyclopedia", "Wikipedia, the free encyclopedia"),
            ("The city of walls doi: 10.1038/nature12373", "10.1038/nature12373"),
            ("The city of walls The City of Walls", "The City of Walls"),
        ] {
            let found = copied(title, Characters::of(title)).map(|it| &title[it.words]);
            assert_eq!(found, Some(words), "{title}");
        }
        for title in [
            "[PDF]",
            "[Review of] The city of walls",
            "Microsoft Word for beginners",
            "Understanding .pdf",
            "HTTP: the definitive guide",
            "The History of Wikipedia",
            "Learning from YouTube - a Study",
            "Version 10.1 of the program",
            "From 10.5/12 to 11.5/12",
            "The city of walls",
            "New York New York",
        ] {
            assert_eq!(copied(title, Characters::of(title)), None, "{title}");
        }
    }
}
