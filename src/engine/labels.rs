//! Labels in the text of a number, as people write them: `n. 3`.

/// A label in the text of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label<'t> {
    /// As it is written: `n.`
    pub(crate) text: &'t str,
    /// The term for it: `note`.
    pub(crate) term: &'static str,
}

/// The label at the beginning of a text, if a number may follow it.
pub(crate) fn leading_label(text: &str) -> Option<Label<'_>> {
    const LABELS: [(&str, &str); 23] = [
        ("app.", "appendix"),
        ("art.", "article"),
        ("bk.", "book"),
        ("ch.", "chapter"),
        ("col.", "column"),
        ("fig.", "figure"),
        ("fol.", "folio"),
        ("l.", "line"),
        ("n.", "note"),
        ("no.", "issue"),
        ("op.", "opus"),
        ("p.", "page"),
        ("para.", "paragraph"),
        ("pp.", "page"),
        ("pt.", "part"),
        ("r.", "rule"),
        ("sc.", "scene"),
        ("sec.", "section"),
        ("supp.", "supplement"),
        ("sv.", "sub-verbo"),
        ("tbl.", "table"),
        ("vol.", "volume"),
        ("vrs.", "verse"),
    ];
    let end = text.find(' ')?;
    let (word, behind) = text.split_at(end);
    let index = LABELS.binary_search_by_key(&word, |(label, _)| label).ok()?;
    (!behind.trim().is_empty()).then_some(Label { text: word, term: LABELS[index].1 })
}
