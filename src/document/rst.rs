//! reStructuredText: the roles and directives of sphinxcontrib-bibtex.
//!
//! *Shape*: `` :cite:p:`key,{see}other{p. 3}` ``, `` :footcite:`key` ``, `.. bibliography:: refs.bib`.
//! Comments, literal blocks and what directives for code contain cite nothing. The citations of
//! docutils itself, `[CIT2002]_`, are links to text of the document, and are not read.
//!
//! *Source*: docutils, "reStructuredText Markup Specification" and "reStructuredText Directives";
//! the documentation of sphinxcontrib-bibtex, "Roles and Directives".

use std::ops::Range;

use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Document, Labels, Listing, Named, Syntax, sphinx};
use crate::source::{SourceId, Span};

/// Finds the citations of a document.
pub(super) fn read(text: &str, id: SourceId, labels: &Labels) -> Document {
    let document = Document::new(id, Syntax::Rst);
    let mut reader = Reader {
        text,
        labels,
        document,
        sink: Sink::new(),
        paragraph: None,
        skipped: None,
        is_session: false,
        listing: None,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        reader.line(at..at + length);
        at += line.len();
    }
    reader.end_paragraph();
    reader.document.diagnostics = reader.sink.into_sorted();
    reader.document
}

struct Reader<'a> {
    text: &'a str,
    labels: &'a Labels,
    document: Document,
    sink: Sink,
    /// The lines of the open paragraph.
    paragraph: Option<Range<usize>>,
    /// The indentation of the line that began a comment or a literal block: lines that are indented
    /// more belong to it.
    skipped: Option<usize>,
    /// Whether the open paragraph is a session of Python (`>>> `).
    is_session: bool,
    /// The indentation of the directive for a bibliography whose options may follow.
    listing: Option<usize>,
}

/// Directives whose content is code, data or a formula.
const VERBATIM: [&str; 30] = [
    "altair-plot",
    "code",
    "code-block",
    "csv-table",
    "digraph",
    "doctest",
    "fortran",
    "graph",
    "graphviz",
    "highlight",
    "inheritance-diagram",
    "ipython",
    "jupyter-execute",
    "literalinclude",
    "math",
    "mermaid",
    "nbplot",
    "plot",
    "productionlist",
    "program-output",
    "prompt",
    "raw",
    "sourcecode",
    "testcleanup",
    "testcode",
    "testoutput",
    "testsetup",
    "tikz",
    "toctree",
    "uml",
];

impl<'a> Reader<'a> {
    fn line(&mut self, range: Range<usize>) {
        let line = &self.text[range.clone()];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            self.end_paragraph();
            self.is_session = false;
            self.listing = None;
            return;
        }
        let indent = line.len() - line.trim_start().len();
        if self.skipped.is_some_and(|skipped| indent > skipped) || self.is_session {
            return;
        }
        self.skipped = None;
        let start = range.start + indent;
        if self.listing.is_some_and(|listing| indent > listing) {
            self.option(start..start + trimmed.len());
            return;
        }
        self.listing = None;
        if trimmed.starts_with(">>> ") {
            self.end_paragraph();
            self.is_session = true;
            return;
        }
        if let Some(rest) = trimmed.strip_prefix("..")
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
        {
            self.end_paragraph();
            let at = start + trimmed.len() - rest.trim_start().len();
            self.explicit(at..start + trimmed.len(), start, indent);
            return;
        }
        match &mut self.paragraph {
            Some(paragraph) => paragraph.end = range.end,
            None => self.paragraph = Some(start..range.end),
        }
        // What follows such a line and is indented more is literal.
        if trimmed.ends_with("::") {
            self.end_paragraph();
            self.skipped = Some(indent);
        }
    }

    /// What is behind the two dots at the beginning of a block: a directive, a note, a target, or a
    /// comment.
    fn explicit(&mut self, range: Range<usize>, start: usize, indent: usize) {
        let rest = &self.text[range.clone()];
        // `.. |name| replace:: text` is a directive, too.
        let at = match rest.strip_prefix('|').and_then(|it| it.find("| ")) {
            Some(length) => range.start + length + "|| ".len(),
            None => range.start,
        };
        let Some((name, arguments)) = self.text[at..range.end].split_once("::") else {
            // `.. [1] text`, `.. _name: address`
            match rest.starts_with('[') {
                true => self.paragraph = Some(range),
                false => self.skipped = Some(indent),
            }
            return;
        };
        let is_name =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
        if name.is_empty() || !name.chars().all(is_name) {
            self.skipped = Some(indent);
            return;
        }
        let argument = range.end - arguments.trim_start().len()..range.end;
        match name {
            "bibliography" | "footbibliography" => {
                let mut from = argument.start;
                for name in self.text[argument.clone()].split(' ') {
                    if !name.is_empty() {
                        self.document
                            .bibliographies
                            .push(Named::of(self.text, from..from + name.len()));
                    }
                    from += name.len() + 1;
                }
                let span = Span::new(start, range.end);
                self.document.listings.push(Listing { span, options: Vec::new() });
                self.listing = Some(indent);
            }
            "include" => {
                let is_document =
                    Syntax::from_name(&self.text[argument.clone()]) == Some(Syntax::Rst);
                if is_document {
                    self.document.includes.push(Named::of(self.text, argument));
                }
            }
            // `automodule`, `autosummary`, `automodapi`, `doxygenfile`
            _ if name.starts_with("auto") || name.starts_with("doxygen") => {
                self.document.programs.push(Span::new(start, range.end));
                self.skipped = Some(indent);
            }
            _ if VERBATIM.contains(&name) => self.skipped = Some(indent),
            _ if !argument.is_empty() => self.paragraph = Some(argument),
            _ => {}
        }
    }

    /// An option of the directive for a bibliography: `:all:` lists entries that nothing cites.
    fn option(&mut self, range: Range<usize>) {
        let Some((name, value)) =
            self.text[range.clone()].strip_prefix(':').and_then(|it| it.split_once(':'))
        else {
            return;
        };
        if name == "all" {
            self.document.all_listed.push(Span::new(range.start, range.end));
        }
        if let Some(listing) = self.document.listings.last_mut() {
            listing.options.push((name.to_owned(), value.trim().to_owned()));
        }
    }

    /// Reads the open paragraph.
    fn end_paragraph(&mut self) {
        let Some(range) = self.paragraph.take() else { return };
        let bytes = self.text.as_bytes();
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let Some(found) = rest.find(['\\', '`']) else { return };
            at += found;
            if bytes[at] == b'\\' {
                at += 1 + self.text[at + 1..range.end].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            at = match self.text[at..range.end].strip_prefix("``") {
                Some(literal) => at + literal.find("``").map_or(2, |end| end + 4),
                None => self.interpreted(at, &range),
            };
        }
    }

    /// The text in backticks that begins here, with its role before or behind it; returns where to
    /// continue.
    fn interpreted(&mut self, open: usize, paragraph: &Range<usize>) -> usize {
        let inside = &self.text[open + 1..paragraph.end];
        let before = role_before(&self.text[paragraph.start..open]);
        let Some(length) = closing(inside) else {
            if let Some(role) = before.filter(|role| sphinx::mode(role).is_some()) {
                let span = Span::new(open - role.len() - 2, open + 1);
                let message = format!("the keys of `:{role}:` are not closed in their paragraph");
                let place = span.in_source(self.document.source);
                let found = Diagnostic::new(&MALFORMED_CITATION, place, message);
                self.sink.push(found.help("write a backtick behind the last key"));
            }
            return open + 1;
        };
        let close = open + 1 + length + 1;
        let (role, start, end) = match (before, role_behind(&self.text[close..paragraph.end])) {
            (Some(role), _) => (role, open - role.len() - 2, close),
            (None, Some(role)) => (role, open, close + role.len() + 2),
            (None, None) => return close,
        };
        let Some(mode) = sphinx::mode(role) else { return end };
        let mut parsed = sphinx::cites(self.text, open + 1..close - 1, self.labels);
        parsed.mode = mode;
        if parsed.cites.is_empty() {
            let place = Span::new(start, end).in_source(self.document.source);
            let found = Diagnostic::new(&MALFORMED_CITATION, place, "a key is missing here");
            self.sink.push(found.help("name the key of an entry"));
        } else {
            self.document.citations.push(parsed.into_citation(Span::new(start, end)));
        }
        end
    }
}

/// Where the text in backticks ends: before a backtick that is not escaped.
fn closing(inside: &str) -> Option<usize> {
    let mut is_escaped = false;
    inside.bytes().position(|byte| {
        let ends = byte == b'`' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })
}

/// The role that a text ends with: `cite:p` of `As :cite:p:`.
fn role_before(text: &str) -> Option<&str> {
    let rest = text.strip_suffix(':')?;
    let start = rest
        .rfind(|c: char| !is_of_role(c))
        .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    let role = rest[start..].strip_prefix(':')?;
    let is_escaped = rest[..start].ends_with('\\');
    (!role.is_empty() && !is_escaped).then_some(role)
}

/// The role that a text begins with: `cite` of `:cite: shows`.
fn role_behind(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(':')?;
    let end = rest.find(|c: char| !is_of_role(c)).unwrap_or(rest.len());
    rest[..end].strip_suffix(':').filter(|role| !role.is_empty())
}

fn is_of_role(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.' | '+')
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::document::{Document, Labels};
    use crate::source::SourceId;

    fn of(text: &str) -> Document {
        read(text, SourceId(0), &Labels::english())
    }

    /// Each citation with its mode and its keys.
    fn cited(text: &str) -> Vec<String> {
        let citations = of(text).citations;
        let shown = citations.iter().map(|it| {
            let keys: Vec<&str> = it.citation.cites.iter().map(|cite| &*cite.key).collect();
            assert!(text[it.span.range()].contains(':'), "{text}");
            format!("{} {}", it.mode.name(), keys.join("+"))
        });
        shown.collect()
    }

    #[test]
    fn roles_cite() {
        for (text, citations) in [
            ("As :cite:`mett` says.", &["normal mett"][..]),
            (
                "As :cite:p:`mett,avrich` and :cite:t:`broue` say.",
                &["normal mett+avrich", "in-text broue"],
            ),
            (":footcite:`mett`, :footcite:t:`broue`", &["normal mett", "in-text broue"]),
            (":cite:p:`{see}mett{p. 3}`", &["normal mett"]),
            (":cite:`mett,\n  avrich`", &["normal mett+avrich"]),
            ("`mett`:cite: says", &["normal mett"]),
            (
                "* A list, :cite:`mett`\n* and another :cite:`avrich`\n",
                &["normal mett", "normal avrich"],
            ),
            (
                ".. note:: As :cite:`mett` says\n\n   and :cite:`broue`, too.",
                &["normal mett", "normal broue"],
            ),
            (".. [1] See :cite:`mett`.", &["normal mett"]),
            (".. |x| replace:: :cite:`mett`", &["normal mett"]),
            (".. figure:: x.png\n   :alt: a\n\n   From :cite:`mett`.", &["normal mett"]),
            ("A :ref:`place` and a `link <x>`_ :cite:`mett`", &["normal mett"]),
        ] {
            assert_eq!(cited(text), citations, "{text}");
        }
    }

    #[test]
    fn comments_and_code_do_not() {
        for text in [
            "``:cite:`mett` ``",
            "\\:cite:`mett`",
            ".. As :cite:`mett`\n   and :cite:`broue`",
            "..\n   :cite:`mett`",
            "So::\n\n    :cite:`mett`\n",
            ".. code-block:: rst\n\n   :cite:`mett`\n\n   :cite:`broue`\n",
            ".. math::\n\n   :cite:`mett`\n",
            ">>> print(':cite:`mett`')\n:cite:`mett`\n",
            ".. _target: :cite:`mett`",
            ":role:`mett` `mett` :citation:`mett`",
            "Write :rest:`:cite:p:\\`key\\`` to cite.",
        ] {
            assert_eq!(cited(text), [""; 0], "{text}");
        }
        let text = "So::\n\n    :cite:`a`\n\nAs :cite:`mett`.\n\n.. comment\n\nAs :cite:`broue`.";
        assert_eq!(cited(text), ["normal mett", "normal broue"]);
    }

    #[test]
    fn bibliographies_are_named() {
        let document = of(".. bibliography:: a.bib ../b.bib\n   :all:\n   :style: unsrt\n\nText");
        let names: Vec<&str> = document.bibliographies.iter().map(|it| &*it.name).collect();
        assert_eq!(names, ["a.bib", "../b.bib"]);
        assert_eq!(document.all_listed.len(), 1);
        assert_eq!(document.listings[0].option("style"), Some("unsrt"));
        assert_eq!(of(".. automodule:: x\n   :members:\n\nText").programs.len(), 1);
        let document = of(".. include:: part.rst\n.. bibliography::\n");
        assert_eq!(document.includes[0].name, "part.rst");
        assert!(document.bibliographies.is_empty() && document.listings.len() == 1);
    }

    #[test]
    fn what_is_not_closed_is_said() {
        for text in ["As :cite:`mett says.\n\n", "As :cite:`,` says."] {
            assert_eq!(of(text).diagnostics.len(), 1, "{text}");
        }
    }
}
