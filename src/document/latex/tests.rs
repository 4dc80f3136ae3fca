//! Sections and bibliographies of LaTeX documents.

use crate::document::{Labels, Syntax, read};
use crate::source::{Source, SourceId};

#[test]
fn sections_end_where_others_begin() {
    let text = "\\begin{refsection}a\\end{refsection}\\newrefsection b\\newrefsection c";
    let source = Source::new("a.tex", text);
    let document = read(&source, SourceId(0), Syntax::Latex, &Labels::english());
    let sections = document.divisions.iter().map(|it| source.slice(it.span));
    let sections: Vec<&str> = sections.collect();
    assert_eq!(sections, ["\\begin{refsection}a", "\\newrefsection b", "\\newrefsection c"]);
}

#[test]
fn bibliographies_are_named_by_many_packages() {
    for (text, names) in [
        (r"\bibliography{one, two}", &["one.bib", "two.bib"][..]),
        (r"\addbibresource{one.bib}", &["one.bib"]),
        (r"\addbibresource[location=remote]{http://example.org/one.bib}", &[]),
        (r"\begin{btSect}[plain]{one,two}\btPrintCited\end{btSect}", &["one.bib", "two.bib"]),
        (r"\defaultbibliography{one}\begin{bibunit}\putbib\end{bibunit}", &["one.bib"]),
        (r"\begin{bibunit}[plain]\putbib[one]\end{bibunit}", &["one.bib"]),
        (r"\multibibliography{one}", &["one.bib"]),
        (r"\newcites{own}{Own works}\bibliographyown{one}", &["one.bib"]),
    ] {
        let source = Source::new("paper.tex", text);
        let document = read(&source, SourceId(0), Syntax::Latex, &Labels::english());
        let found: Vec<_> = document.bibliographies.iter().map(|it| &*it.name).collect();
        assert_eq!(found, names, "{text}");
    }
}
