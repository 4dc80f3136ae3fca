//! The subheadings that divide a list of works: `Books`, `b) Articles`, `Journals and newspapers`.

use crate::document::essay::words::fold;

/// Words for the kinds of works, normalized, and for what sets some of them apart.
const KINDS: &[&str] = &[
    // English
    "archival",
    "archive",
    "archives",
    "article",
    "articles",
    "book",
    "books",
    "cases",
    "chapters",
    "collections",
    "contemporary",
    "datasets",
    "dissertations",
    "documents",
    "electronic",
    "essays",
    "films",
    "general",
    "internet",
    "interviews",
    "journal",
    "journals",
    "legislation",
    "letters",
    "literature",
    "magazines",
    "manuscripts",
    "material",
    "materials",
    "memoirs",
    "monographs",
    "newspaper",
    "newspapers",
    "official",
    "online",
    "other",
    "others",
    "pamphlets",
    "papers",
    "periodicals",
    "press",
    "primary",
    "printed",
    "publications",
    "published",
    "reports",
    "resources",
    "reviews",
    "secondary",
    "software",
    "sources",
    "statutes",
    "theses",
    "treaties",
    "unpublished",
    "web",
    "websites",
    "works",
    // German
    "aufsatze",
    "artikel",
    "beitrage",
    "bucher",
    "dissertationen",
    "editionen",
    "filme",
    "gedruckte",
    "hochschulschriften",
    "internetquellen",
    "literatur",
    "monografien",
    "monographien",
    "primarliteratur",
    "quellen",
    "sammelbande",
    "sekundarliteratur",
    "sonstige",
    "sonstiges",
    "ungedruckte",
    "weitere",
    "zeitschriften",
    "zeitungen",
    // French
    "autres",
    "chapitres",
    "generaux",
    "imprimes",
    "imprimees",
    "journaux",
    "livres",
    "manuscrits",
    "memoires",
    "ouvrages",
    "periodiques",
    "revues",
    "sites",
    "sitographie",
    // Spanish, Italian, Dutch, Russian
    "archivos",
    "articulos",
    "capitulos",
    "documentos",
    "fuentes",
    "hemerografia",
    "libros",
    "otros",
    "periodicos",
    "recursos",
    "revistas",
    "tesis",
    "webgrafia",
    "altro",
    "archivi",
    "articoli",
    "fonti",
    "giornali",
    "libri",
    "riviste",
    "saggi",
    "sitografia",
    "tesi",
    "artikelen",
    "boeken",
    "bronnen",
    "kranten",
    "tijdschriften",
    "knigi",
    "stati",
];

/// Words that join others in a subheading.
const JOINTS: [&str; 18] = [
    "and", "or", "of", "the", "in", "und", "oder", "der", "die", "et", "de", "des", "du", "y", "e",
    "i", "en", "von",
];

/// True if a line in a list of works is a subheading.
pub(super) fn is_one(line: &str) -> bool {
    const LONGEST: usize = 50;
    let is_mark = |c: char| matches!(c, '#' | '*' | '_' | ':' | '.' | '-' | '–' | '—' | ' ' | '\t');
    let bare = line.trim_matches(is_mark);
    if bare.is_empty() || bare.len() > LONGEST || bare.contains([',', '"', '“', '«', '„']) {
        return false;
    }
    let mut words = bare.split_whitespace().filter(|word| *word != "&").peekable();
    if words.peek().is_some_and(|word| is_counter(word)) {
        words.next();
    }
    let words: Vec<String> = words.map(fold).collect();
    let is_kind = |word: &&String| KINDS.contains(&word.as_str());
    words.iter().any(|word| is_kind(&word))
        && words.iter().all(|word| is_kind(&word) || JOINTS.contains(&word.as_str()))
}

/// `a)`, `B.`, `1.`, `II.`
fn is_counter(word: &str) -> bool {
    let counter = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_counted = counter.chars().all(|c| c.is_ascii_digit())
        || counter.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'))
        || counter.chars().count() == 1;
    !counter.is_empty() && counter.len() < word.len() && is_counted
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn subheadings_are_known_by_their_words() {
        for line in [
            "Books",
            "a) Books",
            "### Articles and essays",
            "**Web**",
            "II. Ungedruckte Quellen:",
            "Journals & newspapers",
        ] {
            assert!(is_one(line), "{line}");
        }
        for line in ["Reed, J. Ten Days", "Books on Russia", "The Archive 12", "Serge", "a)", ""] {
            assert!(!is_one(line), "{line}");
        }
    }
}
