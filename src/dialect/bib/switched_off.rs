//! The names of disabled fields, which are kept but not printed.

use crate::dialect::bib::fields::Field;

/// The field that a name disables, so that it is kept but not printed: `OPTpages`, `xpages`,
/// `nopages`, `pagesX`, `_pages`, `oldpages`, `pages_bak`.
///
/// *Shape*: in any letter case; returns the slice of `name` that is the field. `OPT`, `ALT` and `_`
/// disable anything, the others only known fields.
pub(crate) fn switched_off(name: &str) -> Option<&str> {
    // Those of Emacs and JabRef, which disable anything.
    const ALWAYS: [&str; 3] = ["opt", "alt", "_"];
    const STARTS: [&str; 22] = [
        "x", "xx", "xxx", "no", "non", "not", "old", "un", "un-", "off", "skip", "hide", "hidden",
        "ignore", "ignored", "disabled", "dis", "omit", "omitted", "former", "prev", "z",
    ];
    const ENDS: [&str; 18] = [
        "x", "xx", "xxx", "_", "__", "old", "off", "bak", "backup", "orig", "disabled", "ignore",
        "ignored", "unused", "hidden", "save", "saved", "copy",
    ];
    if Field::from_name(name).is_some() {
        return None;
    }
    for start in ALWAYS {
        if let Some(rest) = strip_start(name, start).filter(|rest| !rest.is_empty()) {
            return Some(rest.trim_matches(['_', '-']));
        }
    }
    let separators = ['_', '-', '.', ':', '+'];
    let is_field = |rest: &str| Field::from_name(rest).is_some();
    let by_start = STARTS.iter().filter_map(|start| strip_start(name, start));
    let by_end = ENDS.iter().filter_map(|end| strip_end(name, end));
    let mut candidates = by_start.chain(by_end).map(|rest| rest.trim_matches(separators));
    candidates.find(|rest| is_field(rest))
}

fn strip_start<'a>(name: &'a str, start: &str) -> Option<&'a str> {
    let head = name.get(..start.len())?;
    head.eq_ignore_ascii_case(start).then(|| &name[start.len()..])
}

fn strip_end<'a>(name: &'a str, end: &str) -> Option<&'a str> {
    let at = name.len().checked_sub(end.len())?;
    name.get(at..)?.eq_ignore_ascii_case(end).then(|| &name[..at])
}

#[cfg(test)]
mod tests {
    use super::switched_off;

    #[test]
    fn fields_are_switched_off_in_many_ways() {
        for (name, field) in [
            ("OPTpages", "pages"),
            ("ALTeditor", "editor"),
            ("xpages", "pages"),
            ("noaddress", "address"),
            ("numberX", "number"),
            ("_isbn", "isbn"),
            ("oldtitle", "title"),
            ("note_bak", "note"),
            ("editor_", "editor"),
            ("year-old", "year"),
            ("__markedentry", "markedentry"),
            ("OPTwhatever", "whatever"),
            ("ignore_url", "url"),
        ] {
            assert_eq!(switched_off(name), Some(field), "{name}");
        }
        for name in ["title", "note", "origtitle", "options", "titel", "xref", "index", "number"] {
            assert_eq!(switched_off(name), None, "{name}");
        }
    }
}
