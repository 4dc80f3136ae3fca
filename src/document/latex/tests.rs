//! Sections of LaTeX documents.

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
