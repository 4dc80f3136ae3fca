//! What single rules find and leave alone, beyond the examples on their pages.

use crate::support::check_text;

/// How often a rule finds something in a text that is read as a file of that name.
fn count(rule: &str, file: &str, text: &str) -> usize {
    let found = check_text(file, text).diagnostics;
    found.iter().filter(|finding| finding.rule.name == rule).count()
}

#[test]
fn works_of_nobody_are_told_from_those_cited_by_title() {
    for text in [
        "@misc{a, title={T}, year={2000}}",
        "@misc{a, title={T}, howpublished={Talk at the Book Fair}, year={2000}}",
        "@Manual{a, title={T}, url={https://example.org/}, year={2000}}",
        "@booklet{a, title={T}, OPTauthor={Doe, Jane}}",
        "@misc{a, title={T}, date={2000}, journaltitle={J}}",
    ] {
        assert_eq!(count("nobody", "a.bib", text), 1, "{text}");
    }
    for text in [
        "@misc{a, author={Doe, Jane}, title={T}}",
        "@misc{a, editor={Doe, Jane}, title={T}}",
        "@manual{a, organization={A Press}, title={T}}",
        "@misc{a, key={A}, title={T}}",
        "@misc{a, title={T}, note={\\url{https://example.org/}}}",
        "@misc{a, title={T}, note={See www.example.org}}",
        "@misc{a, title={T}, crossref={b}}\n@misc{b, author={Doe, Jane}, title={U}, note={N}}",
        // Each of these has a finding of its own.
        "@misc{a, title={T}, author={}}",
        "@misc{a, title={T}, autor={Doe, Jane}}",
        "@misc{a, title={T}, crossref={nowhere}}",
        "@book{a, title={T}, publisher={P}, year={2000}}",
        "@proceedings{a, title={T}, year={2000}}",
        "@online{a, title={T}, url={https://example.org/}, date={2000}}",
        "@collection{a, title={T}, date={2000}}",
        "@xdata{a, title={T}}",
    ] {
        assert_eq!(count("nobody", "a.bib", text), 0, "{text}");
    }
    for (kind, own) in [
        ("Book", 1),
        ("Thesis", 1),
        ("Article", 1),
        ("Anthology", 0),
        ("Proceedings", 0),
        ("Reference", 0),
        ("Web", 0),
        ("Video", 0),
        ("Repository", 0),
    ] {
        let text = format!("a:\n  type: {kind}\n  title: T\n");
        assert_eq!(count("nobody", "a.yaml", &text), own, "{text}");
        for somebody in ["  organization: A Press\n", "  editor: Doe, Jane\n"] {
            assert_eq!(count("nobody", "a.yaml", &format!("{text}{somebody}")), 0, "{kind}");
        }
    }
    for (kind, own) in [
        ("book", 1),
        ("article-journal", 1),
        ("report", 1),
        ("article-newspaper", 0),
        ("webpage", 0),
        ("entry-encyclopedia", 0),
        ("classic", 0),
    ] {
        let text = format!(r#"[{{"id": "a", "type": "{kind}", "title": "T"}}]"#);
        assert_eq!(count("nobody", "a.json", &text), own, "{text}");
        let text = text.replace("\"title\"", r#""translator": [{"family": "Doe"}], "title""#);
        assert_eq!(count("nobody", "a.json", &text), 0, "{text}");
    }
}
