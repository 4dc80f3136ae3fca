//! Numbers of arXiv in texts, and texts that say only that something is on arXiv.

use std::borrow::Cow;

use crate::model::ArxivId;

/// The arXiv number in an `eprint`: `arXiv:2001.01234v2 [cs.LG]`, `https://arxiv.org/pdf/2001.01234.pdf`.
pub(super) fn arxiv_id(text: &str) -> Option<ArxivId> {
    let text = text.trim();
    let text =
        text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map_or(text, |it| it.0);
    let text = text.trim_end().trim_end_matches(['.', ',', ';']);
    let lower = text.to_ascii_lowercase();
    let hosts = ["https://", "http://", ""];
    let hosts = hosts.iter().filter_map(|scheme| lower.strip_prefix(scheme));
    let paths = hosts.filter_map(|rest| {
        let rest = rest.strip_prefix("www.").or(rest.strip_prefix("export.")).unwrap_or(rest);
        ["arxiv.org/abs/", "arxiv.org/pdf/"].iter().find_map(|start| rest.strip_prefix(start))
    });
    let path = paths.map(str::len).next();
    let text = path.map_or(text, |length| &text[text.len() - length..]);
    ArxivId::parse(text.strip_suffix(".pdf").unwrap_or(text)).ok()
}

/// The number in a `volume` or in `pages` of what is on arXiv: `abs/2001.01234`.
pub(super) fn arxiv_number(text: &str) -> Option<String> {
    Some(arxiv_id(text.strip_prefix("abs/").unwrap_or(text))?.to_string())
}

/// Whether a text says only that something is on arXiv, and the number if there is one: `arXiv
/// preprint arXiv:2101.00004 [hep-th]`, `ArXiv e-prints`.
pub(super) fn arxiv_in(text: &str) -> Option<Option<String>> {
    let lower = text.to_lowercase();
    if !lower.contains("arxiv") {
        return None;
    }
    let mut id = None;
    let mut named = false;
    let text = without_classes(text);
    for word in text.split([' ', ',', ';', '\u{a0}', '(', ')']) {
        let bare = word.trim_matches(['.', '"', '“', '”']);
        let lower = bare.to_lowercase();
        if let Some(found) = arxiv_id(bare.trim_start_matches("abs/")) {
            named |= lower.starts_with("arxiv") || lower.starts_with("http");
            id = Some(found.to_string());
        } else if matches!(&*lower, "arxiv" | "arxiv:" | "arxiv.org") {
            named = true;
        } else if !matches!(
            &*lower,
            "" | "preprint"
                | "preprints"
                | "e-print"
                | "e-prints"
                | "eprint"
                | "eprints"
                | "pre-print"
                | "on"
                | "available"
                | "at"
                | "repository"
                | "abs"
        ) && !is_class(bare)
        {
            return None;
        }
    }
    named.then_some(id)
}

/// A text without a list of classes in it: `[cs, stat]`.
fn without_classes(text: &str) -> Cow<'_, str> {
    let Some((before, rest)) = text.split_once('[') else { return Cow::Borrowed(text) };
    let Some((inside, after)) = rest.split_once(']') else { return Cow::Borrowed(text) };
    let is_class = |word: &str| {
        let word = word.trim();
        !word.is_empty()
            && word.len() <= 16
            && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '.'))
    };
    match inside.contains(',') && inside.split(',').all(is_class) {
        true => Cow::Owned(format!("{before}{after}")),
        false => Cow::Borrowed(text),
    }
}

/// The class in brackets after a number: `cs.LG` in `arXiv:2001.01234 [cs.LG]`.
pub(super) fn class_after(number: &str) -> Option<&str> {
    let (_, class) = number.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    (!class.is_empty() && !class.contains(char::is_whitespace)).then_some(class)
}

/// `[hep-th]`, `[math.AG]`: the class of an arXiv number.
fn is_class(word: &str) -> bool {
    word.starts_with('[') && word.ends_with(']') && !word.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::arxiv_in;

    #[test]
    fn what_says_only_that_it_is_on_arxiv() {
        for (text, id) in [
            ("arXiv preprint arXiv:2101.00004", Some("2101.00004")),
            ("arXiv:2101.00004 [hep-th]", Some("2101.00004")),
            ("arXiv preprint hep-th/9901001", Some("hep-th/9901001")),
            ("https://arxiv.org/abs/2101.00004v2", Some("2101.00004v2")),
            ("arXiv e-prints, arXiv:2101.00004", Some("2101.00004")),
            ("ArXiv e-prints", None),
            ("arXiv:2101.00004 [cs, stat]", Some("2101.00004")),
            ("http://www.arxiv.org/pdf/2101.00004.pdf", Some("2101.00004")),
            ("arXiv", None),
        ] {
            assert_eq!(arxiv_in(text), Some(id.map(str::to_owned)), "{text}");
        }
        for text in [
            "Journal of arXiv Studies",
            "CoRR",
            "Submitted to Nature, arXiv:2101.00004",
            "2101.00004",
            "",
        ] {
            assert_eq!(arxiv_in(text), None, "{text}");
        }
    }
}
