//! The macros of BibTeX's standard styles: months and journals. A file's own `@string` with the
//! same name takes precedence.
//!
//! *Source*: the MACRO commands of `plain.bst`, `abbrv.bst`, `alpha.bst` and `unsrt.bst`. BibLaTeX
//! has the months too; biber does not have the journals.

use crate::model::ENGLISH_MONTHS;

/// The macros of journals, sorted.
const JOURNALS: [(&str, &str); 20] = [
    ("acmcs", "ACM Computing Surveys"),
    ("acta", "Acta Informatica"),
    ("cacm", "Communications of the ACM"),
    ("ibmjrd", "IBM Journal of Research and Development"),
    ("ibmsj", "IBM Systems Journal"),
    ("ieeese", "IEEE Transactions on Software Engineering"),
    ("ieeetc", "IEEE Transactions on Computers"),
    ("ieeetcad", "IEEE Transactions on Computer-Aided Design of Integrated Circuits"),
    ("ipl", "Information Processing Letters"),
    ("jacm", "Journal of the ACM"),
    ("jcss", "Journal of Computer and System Sciences"),
    ("scp", "Science of Computer Programming"),
    ("sicomp", "SIAM Journal on Computing"),
    ("tcs", "Theoretical Computer Science"),
    ("tocs", "ACM Transactions on Computer Systems"),
    ("tods", "ACM Transactions on Database Systems"),
    ("tog", "ACM Transactions on Graphics"),
    ("toms", "ACM Transactions on Mathematical Software"),
    ("toois", "ACM Transactions on Office Information Systems"),
    ("toplas", "ACM Transactions on Programming Languages and Systems"),
];

/// The macros of the months, in order.
pub(crate) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The text of a standard macro; letter case is ignored.
pub(crate) fn text(name: &str) -> Option<&'static str> {
    if let Some(month) = MONTHS.iter().position(|known| known.eq_ignore_ascii_case(name)) {
        return Some(ENGLISH_MONTHS[month]);
    }
    let name = name.as_bytes();
    let compare = |known: &str| known.bytes().cmp(name.iter().map(u8::to_ascii_lowercase));
    let found = JOURNALS.binary_search_by(|(known, _)| compare(known)).ok()?;
    Some(JOURNALS[found].1)
}

/// The names in lower case, sorted.
pub(crate) fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = JOURNALS.iter().map(|(name, _)| *name).chain(MONTHS).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::{JOURNALS, names, text};

    #[test]
    fn every_macro_is_found_in_any_case() {
        assert!(JOURNALS.is_sorted());
        assert_eq!(names().len(), 32);
        for name in names() {
            assert!(text(name).is_some());
            assert_eq!(text(name), text(&name.to_uppercase()));
        }
        assert_eq!(text("Feb"), Some("February"));
        assert_eq!(text("cac"), None);
        assert_eq!(text(""), None);
    }
}
