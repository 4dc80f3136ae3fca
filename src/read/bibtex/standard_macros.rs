//! The macros of BibTeX's standard styles: months and journals. A file's own `@string` with the
//! same name takes precedence.

/// *Source*: the MACRO commands of `plain.bst`, `abbrv.bst`, `alpha.bst` and `unsrt.bst`, by name.
/// BibLaTeX has the months too; biber does not have the journals.
const MACROS: [(&str, &str); 32] = [
    ("acmcs", "ACM Computing Surveys"),
    ("acta", "Acta Informatica"),
    ("apr", "April"),
    ("aug", "August"),
    ("cacm", "Communications of the ACM"),
    ("dec", "December"),
    ("feb", "February"),
    ("ibmjrd", "IBM Journal of Research and Development"),
    ("ibmsj", "IBM Systems Journal"),
    ("ieeese", "IEEE Transactions on Software Engineering"),
    ("ieeetc", "IEEE Transactions on Computers"),
    ("ieeetcad", "IEEE Transactions on Computer-Aided Design of Integrated Circuits"),
    ("ipl", "Information Processing Letters"),
    ("jacm", "Journal of the ACM"),
    ("jan", "January"),
    ("jcss", "Journal of Computer and System Sciences"),
    ("jul", "July"),
    ("jun", "June"),
    ("mar", "March"),
    ("may", "May"),
    ("nov", "November"),
    ("oct", "October"),
    ("scp", "Science of Computer Programming"),
    ("sep", "September"),
    ("sicomp", "SIAM Journal on Computing"),
    ("tcs", "Theoretical Computer Science"),
    ("tocs", "ACM Transactions on Computer Systems"),
    ("tods", "ACM Transactions on Database Systems"),
    ("tog", "ACM Transactions on Graphics"),
    ("toms", "ACM Transactions on Mathematical Software"),
    ("toois", "ACM Transactions on Office Information Systems"),
    ("toplas", "ACM Transactions on Programming Languages and Systems"),
];

/// The text of a standard macro; letter case is ignored.
pub(super) fn text(name: &str) -> Option<&'static str> {
    let name = name.as_bytes();
    let compare = |known: &str| known.bytes().cmp(name.iter().map(u8::to_ascii_lowercase));
    let found = MACROS.binary_search_by(|(known, _)| compare(known)).ok()?;
    Some(MACROS[found].1)
}

/// The names in lower case, sorted.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MACROS.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::{MACROS, names, text};

    #[test]
    fn every_macro_is_found_in_any_case() {
        assert!(names().is_sorted());
        for (name, meaning) in MACROS {
            assert_eq!(text(name), Some(meaning));
            assert_eq!(text(&name.to_uppercase()), Some(meaning));
        }
        assert_eq!(text("cac"), None);
        assert_eq!(text(""), None);
    }
}
