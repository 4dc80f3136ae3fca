//! The headings in an essay that begin its notes and its lists of works.

/// What a section with such a heading contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Notes that the text refers to.
    Notes,
    /// Works that the essay uses.
    Works,
    /// Further reading, which need not be cited.
    Reading,
    /// Notes or works: `References`.
    Either,
    /// Something else, which ends a list: `About the author`.
    Other,
}

const NOTES: [&str; 40] = [
    "notes",
    "note",
    "footnotes",
    "footnote",
    "endnotes",
    "end notes",
    "foot notes",
    "notes and references",
    "references and notes",
    "notes & references",
    "anmerkungen",
    "fussnoten",
    "endnoten",
    "einzelnachweise",
    "noten",
    "nachweise",
    "anmerkungen und nachweise",
    "notes de bas de page",
    "notes de fin",
    "notas",
    "notas al pie",
    "notas de rodape",
    "note a pie di pagina",
    "note al testo",
    "voetnoten",
    "eindnoten",
    "noter",
    "fotnoter",
    "fodnoter",
    "slutnoter",
    "viitteet",
    "przypisy",
    "poznamky",
    "jegyzetek",
    "primechaniia",
    "snoski",
    "primitki",
    "simeioseis",
    "citations",
    "citations and notes",
];

const EITHER: [&str; 11] = [
    "references",
    "reference",
    "sources",
    "quellen",
    "referencias",
    "referenser",
    "riferimenti",
    "riferimenti bibliografici",
    "referencias bibliograficas",
    "references bibliographiques",
    "quellennachweise",
];

const READING: [&str; 14] = [
    "further reading",
    "recommended reading",
    "suggested reading",
    "suggestions for further reading",
    "for further reading",
    "additional reading",
    "read more",
    "reading list",
    "weiterfuhrende literatur",
    "zum weiterlesen",
    "pour aller plus loin",
    "pour en savoir plus",
    "lecturas recomendadas",
    "letture consigliate",
];

const WORKS: &[&str] = &[
    "bibliography",
    "select bibliography",
    "selected bibliography",
    "works cited",
    "works consulted",
    "literature",
    "literature cited",
    "list of references",
    "reference list",
    "list of works cited",
    "cited works",
    "books cited",
    "sources cited",
    "sources and literature",
    "primary sources",
    "secondary sources",
    "bibliographical references",
    "literatur",
    "literaturverzeichnis",
    "literaturliste",
    "bibliographie",
    "bibliografie",
    "verzeichnis der literatur",
    "quellenverzeichnis",
    "quellen und literaturverzeichnis",
    "quellen und literatur",
    "bibliografia",
    "obras citadas",
    "opere citate",
    "ouvrages cites",
    "sources et bibliographie",
    "literatura",
    "litteratur",
    "litteraturliste",
    "litteraturforteckning",
    "literatuur",
    "literatuurlijst",
    "kirjallisuus",
    "lahteet",
    "literatura przedmiotu",
    "spisok literaturi",
    "bibliografiia",
    "unpublished sources",
    "unpublished primary sources",
    "published sources",
    "printed sources",
    "printed primary sources",
    "published primary sources",
    "manuscript sources",
    "archival sources",
    "secondary literature",
    "secondary works",
    "ungedruckte quellen",
    "gedruckte quellen",
    "archivalien",
    "primarliteratur",
    "sekundarliteratur",
    "forschungsliteratur",
    "sources manuscrites",
    "sources imprimees",
    "fonti inedite",
    "fonti edite",
    "fonti a stampa",
    "letteratura secondaria",
    "fuentes manuscritas",
    "fuentes impresas",
    "bibliografia secundaria",
];

/// The headings of what may follow a list, and is none.
const OTHER: &[&str] = &[
    "about the author",
    "about the authors",
    "acknowledgements",
    "acknowledgments",
    "appendix",
    "abbreviations",
    "list of abbreviations",
    "list of figures",
    "list of illustrations",
    "illustrations",
    "glossary",
    "index",
    "uber den autor",
    "uber die autorin",
    "zum autor",
    "zur autorin",
    "danksagung",
    "anhang",
    "abbildungsverzeichnis",
    "abbildungsnachweis",
    "abkurzungsverzeichnis",
    "register",
    "a propos de l auteur",
    "l auteur",
    "remerciements",
    "annexe",
    "annexes",
    "table des illustrations",
    "l autore",
    "ringraziamenti",
    "appendice",
    "sobre el autor",
    "sobre la autora",
    "agradecimientos",
    "apendice",
];

/// The kind of section that a line is a heading of: words alone on a line, which may be marked as a
/// heading, bold or numbered. Its neighbours also decide whether it is one.
pub(super) fn known(line: &str) -> Option<Kind> {
    let bare = bare(line);
    if bare.is_empty() || bare.len() > 60 {
        return None;
    }
    let words: Vec<String> = bare
        .split(|c: char| !c.is_alphanumeric() && c != '&')
        .map(|word| if word == "&" { "&".to_owned() } else { super::words::fold(word) })
        .filter(|word| !word.is_empty())
        .collect();
    let first = words.first()?;
    // `VI. Notes`, `4 Notes`.
    let is_number = first.bytes().all(|byte| byte.is_ascii_digit())
        || words.len() > 1 && first.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let skipped = usize::from(is_number);
    let name = words[skipped..].join(" ");
    let is_one_of = |names: &[&str]| names.contains(&name.as_str());
    match () {
        () if is_one_of(&NOTES) || is_of_chapter(&words[skipped..]) => Some(Kind::Notes),
        () if is_one_of(&READING) => Some(Kind::Reading),
        () if is_one_of(WORKS) => Some(Kind::Works),
        () if is_one_of(OTHER) => Some(Kind::Other),
        () if is_one_of(&EITHER) => Some(Kind::Either),
        // Names in scripts that are not transliterated.
        () => match bare.trim() {
            "注释" | "註釋" | "注" | "脚注" | "註" | "주" => Some(Kind::Notes),
            "参考文献" | "參考文獻" | "문헌" => Some(Kind::Either),
            _ => None,
        },
    }
}

/// `Notes to chapter 1`, `Anmerkungen zu Kapitel 2`, `Notes de l’introduction`.
fn is_of_chapter(words: &[String]) -> bool {
    const LINKS: [&str; 14] =
        ["to", "for", "on", "zu", "zum", "zur", "du", "de", "del", "della", "al", "a", "do", "k"];
    const CHAPTERS: [&str; 18] = [
        "chapter",
        "chapters",
        "part",
        "introduction",
        "conclusion",
        "preface",
        "kapitel",
        "teil",
        "einleitung",
        "chapitre",
        "partie",
        "capitulo",
        "capitolo",
        "introduccion",
        "introduzione",
        "hoofdstuk",
        "rozdzialu",
        "glave",
    ];
    let [first, link, rest @ ..] = words else { return false };
    NOTES.contains(&first.as_str())
        && LINKS.contains(&link.as_str())
        && rest.len() < 5
        && rest.iter().any(|word| CHAPTERS.contains(&word.as_str()))
}

/// A heading without its markup.
fn bare(line: &str) -> &str {
    let is_mark = |c: char| matches!(c, '#' | '*' | '_' | '=' | ':' | '-' | '–' | '—' | '[' | ']');
    line.trim().trim_matches(|c: char| is_mark(c) || c.is_whitespace())
}

/// True if a line is marked as a heading: `## The ice`.
pub(super) fn is_marked(line: &str) -> bool {
    level(line) > 0
}

/// The level of a heading in Markdown; 0 if it is none.
pub(super) fn level(line: &str) -> usize {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let is_one = (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']);
    if is_one { hashes } else { 0 }
}

/// True if a line is a rule, or underlines a heading.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else { return false };
    let count = line.chars().filter(|c| *c == first).count();
    matches!(first, '-' | '*' | '_' | '=' | '~' | '—' | '–' | '─')
        && count >= 3
        && marks.all(|c| c == first)
}

#[cfg(test)]
mod tests {
    use super::{Kind, is_rule, known};

    #[test]
    fn headings_are_known_however_they_are_set() {
        for (line, kind) in [
            ("Notes", Some(Kind::Notes)),
            ("## Further Reading:", Some(Kind::Reading)),
            ("**FOOTNOTES**", Some(Kind::Notes)),
            ("VI. Fußnoten", Some(Kind::Notes)),
            ("Примечания", Some(Kind::Notes)),
            ("References", Some(Kind::Either)),
            ("Works cited", Some(Kind::Works)),
            ("II. Gedruckte Quellen", Some(Kind::Works)),
            ("About the author", Some(Kind::Other)),
            ("Notes on the Kronstadt commune", None),
            ("Notes to Chapter 1", Some(Kind::Notes)),
            ("Anmerkungen zu Kapitel 2:", Some(Kind::Notes)),
            ("The notes", None),
        ] {
            assert_eq!(known(line), kind, "{line}");
        }
        assert!(is_rule("* * *") && is_rule("-----") && !is_rule("- a") && !is_rule("--"));
    }
}
