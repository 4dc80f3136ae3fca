//! Citations in AsciiDoc, Org and the documentation of Rust programs.

use ibid::document::{Document, Labels, Syntax, read};
use ibid::source::{Source, SourceId};

use crate::shared::shared;
use crate::support::{files_below, text_of};

fn document(text: &str, syntax: Syntax) -> (Source, Document) {
    let source = Source::new("document", text);
    let document = read(&source, SourceId(0), syntax, &Labels::english());
    (source, document)
}

/// The citations, each as `mode prefix|key|locator|suffix^note; …`, with empty parts left out at
/// the ends.
fn listed(text: &str, syntax: Syntax) -> Vec<String> {
    let (source, document) = document(text, syntax);
    let all = document.all_listed.first().map(|_| "nocite *".to_owned());
    let citations = document.citations.iter().map(|citation| {
        let note = citation.citation.note.map_or(String::new(), |note| format!("^{note}"));
        let cites = citation.citation.cites.iter().zip(&citation.cites).map(|(cite, place)| {
            assert_eq!(source.slice(place.key), cite.key, "the key is where it is said to be");
            let locator = cite.locator.as_ref();
            let locator =
                locator.map_or(String::new(), |it| format!("{} {}", it.label, it.value.as_str()));
            let prefix = cite.prefix.as_ref().map_or("", |text| text.as_str());
            let suffix = cite.suffix.as_ref().map_or("", |text| text.as_str());
            let line = format!("{prefix}|{}|{locator}|{suffix}", cite.key);
            line.trim_matches('|').to_owned()
        });
        let cites = cites.collect::<Vec<_>>().join("; ");
        format!("{} {cites}{note}", citation.mode.name())
    });
    citations.chain(all).collect()
}

/// What is wrong with the citations of a text, each with the words it is about.
fn faults(text: &str, syntax: Syntax) -> Vec<String> {
    let (source, document) = document(text, syntax);
    let faults = document.diagnostics.iter();
    faults.map(|it| format!("{}: {}", source.slice(it.primary.location.span), it.message)).collect()
}

fn names(named: &[ibid::document::Named], source: &Source) -> Vec<String> {
    named.iter().map(|it| source.slice(it.span).to_owned()).collect()
}

fn hold(syntax: Syntax, cases: &[(&str, &[&str])]) {
    for (text, found) in cases {
        assert_eq!(listed(text, syntax), *found, "{text}");
        assert_eq!(faults(text, syntax), [""; 0], "{text}");
    }
}

#[test]
fn asciidoc_cites_with_macros() {
    hold(
        Syntax::Asciidoc,
        &[
            ("See cite:[a] or citenp:[b(89-93)].", &["normal a", "in-text b|page 89-93"]),
            ("cite:[a(78), b (chap. 3),c]", &["normal a|page 78; b|chapter 3; c"]),
            ("cite:See[a(89)]", &["normal See |a|page 89"]),
            ("bibitem:[a]", &["full a"]),
            ("[quote, 'A', B (cite:[a])]\n____\nx\n____", &["normal a"]),
            (
                "x footnote:[See cite:[a] and cite:[b].] footnote:[cite:[c]]",
                &["normal a^1", "normal b^1", "normal c^2"],
            ),
            (
                "* [[[x,1]]] A book.\n\nSee <<x>>, <<y>> and xref:x[there].",
                &["normal x", "normal x"],
            ),
            ("// cite:[a]\n////\ncite:[a]\n////\n----\ncite:[b]\n----\ncite:[c]", &["normal c"]),
            ("....\ncite:[a]\n....\n```ruby\ncite:[b]\n```\n++++\ncite:[c]\n++++", &[]),
            ("[source,ruby]\ncite:[a]\n\ncite:[b]", &["normal b"]),
            ("\\cite:[a] `cite:[b]` +cite:[c]+ pass:[cite:[d]] excite:[e]", &[]),
        ],
    );
    let fault = "cite:[: the list of keys of `cite:` is not closed on its line";
    assert_eq!(faults("cite:[a\nb]", Syntax::Asciidoc), [fault]);
    assert_eq!(faults("cite:[]", Syntax::Asciidoc), ["[]: a key is missing here"]);
}

#[test]
fn asciidoc_names_its_bibliography_and_parts() {
    let text = ":bibtex-file: refs.bib\n:bibtex-style: ieee\n:lang: de\n\ninclude::one.adoc[]\n\
                include::code.rb[]\n\nbibliography::more.bib[apa]\n";
    let (source, document) = document(text, Syntax::Asciidoc);
    assert_eq!(names(&document.bibliographies, &source), ["refs.bib", "more.bib"]);
    assert_eq!(names(&document.includes, &source), ["one.adoc"]);
    assert_eq!(document.style.unwrap().name, "ieee");
    assert_eq!(document.language.unwrap().name, "de");
}

#[test]
fn org_cites_in_its_own_syntax() {
    hold(
        Syntax::Org,
        &[
            ("See [cite:@a] and [cite/t:@b p. 3].", &["normal a", "in-text b|page 3"]),
            (
                "[cite/text/c:see; cf. @a pp. 33-35; also @b p. 7;and more]",
                &["in-text see cf. |a|page 33-35; also |b|page 7|and more"],
            ),
            ("[cite:@a/b:c]", &["normal a/b:c"]),
            (
                "[cite/na:@a] [cite/a:@b] [cite/n:@c;@d]",
                &["suppress-author a", "author-only b", "nocite c; d"],
            ),
            ("[cite/n:@*]", &["nocite *"]),
            (
                "x[fn:1] y[fn:: see [cite:@b]] z[fn:2]\n\n[fn:2] [cite:@d]\n[fn:1] [cite:@a]\nand [cite:@c]",
                &["normal a^1", "normal c^1", "normal b^2", "normal d^3"],
            ),
            (
                "# [cite:@a]\n: [cite:@b]\n#+begin_src org\n[cite:@c]\n#+end_src\n=[cite:@d]= ~[cite:@e]~",
                &[],
            ),
            ("* COMMENT One\n[cite:@a]\n** Two\n[cite:@b]\n* Three\n[cite:@c]", &["normal c"]),
            (
                "#+begin_quote\n[cite:@a]\n#+end_quote\n:PROPERTIES:\n:X: [cite:@b]\n:END:\n| x | [cite:@c] |",
                &["normal a", "normal c"],
            ),
            ("[cite this] and [cited: @x] me@x.org", &[]),
        ],
    );
    assert_eq!(faults("[cite:@a; b; @c]", Syntax::Org), [" b: there is no key in `b`"]);
    assert_eq!(faults("[cite:@a", Syntax::Org), ["[: this bracket is never closed"]);
    assert_eq!(faults("[cite:see]", Syntax::Org), ["[cite:see]: a key is missing here"]);
}

#[test]
fn org_cites_with_links_and_latex() {
    hold(
        Syntax::Org,
        &[
            (
                "See cite:a,b-2, citet:c. And (citep:d).",
                &["normal a; b-2", "in-text c", "normal d"],
            ),
            ("citep:&a;&b", &["normal a; b"]),
            ("[[citep:see &a p. 3;cf. &b][words]]", &["normal see |a|page 3; cf. |b"]),
            ("[[cite:a]] [[https://x.org/cite:a]] https://x.org/cite:b", &["normal a"]),
            (
                "\\parencite[see][12]{a} \\alpha{} \\citeyear{b}",
                &["normal see |a|page 12", "year-only b"],
            ),
        ],
    );
}

#[test]
fn org_names_its_bibliographies_and_parts() {
    let text = "#+bibliography: refs.bib\n#+bibliography: \"b c.json\"\n#+cite_export: csl ieee.csl\n\
                #+language: de\n#+include: \"one.org::*x\"\n#+include: \"a.rs\" src rust\n\
                #+latex_header: \\addbibresource{d.bib}\nbibliography:e.bib,f";
    let (_, document) = document(text, Syntax::Org);
    let names: Vec<_> = document.bibliographies.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["refs.bib", "b c.json", "d.bib", "e.bib", "f.bib"]);
    assert_eq!(document.includes[0].name, "one.org");
    assert_eq!(document.includes.len(), 1);
    assert_eq!(document.style.unwrap().name, "ieee.csl");
    assert_eq!(document.language.unwrap().name, "de");
}

#[test]
fn rust_cites_in_its_documentation() {
    hold(
        Syntax::Rust,
        &[
            (
                "//! See [@a, p. 3].\n//!\n//! And @b [p. 4; see @c].\n",
                &["normal a|page 3", "in-text b|page 4; see |c"],
            ),
            ("/// See [@a;\n    /// @b].\nfn f() {}", &["normal a; b"]),
            ("/** See [@a,\n  * chap. 3]. */\nstruct S;", &["normal a|chapter 3"]),
            ("#![doc = r#\"See [@a, \"x\"]\"#]", &["normal a||, \"x\""]),
            ("// [@a]\nlet x = \"/// [@b]\"; // [@c]", &[]),
            (
                "/// `[@a]`\n///\n///     [@b]\n///\n/// ```\n/// [@c]\n/// ```\n/// [@d]\nfn f() {}",
                &["normal d"],
            ),
            ("/// @param x the value\n/// @return [@a]\nfn f() {}", &["normal a"]),
            ("/// As {{#cite a}} says.\nfn f() {}", &["normal a"]),
        ],
    );
    let (source, document) = document("#[doc = \"\\tSee\\n[@a, p. 3]\"] struct S;", Syntax::Rust);
    assert_eq!(source.slice(document.citations[0].span), "[@a, p. 3]");
    let fault = ["[: this bracket is never closed"];
    assert_eq!(faults("/// See [@a,\n/// p. 3\nfn f() {}", Syntax::Rust), fault);
    let (_, document) = self::document("#![doc = include_str!(\"../README.md\")]", Syntax::Rust);
    assert_eq!(document.includes[0].name, "../README.md");
}

/// The samples of asciidoctor-bibtex, of which the keys were counted by hand.
#[test]
fn samples_in_asciidoc_are_read_whole() {
    let Some(samples) = shared("samples/docs/asciidoctor-bibtex") else { return };
    let mut found = Vec::new();
    for file in files_below(&samples, "adoc") {
        let (_, document) = document(&text_of(&file), Syntax::Asciidoc);
        found.push(document.citations.iter().map(|it| it.cites.len()).sum::<usize>());
        assert_eq!(document.diagnostics, []);
    }
    assert_eq!(found, [11, 15, 2, 2]);
}

#[test]
fn myst_cites_with_roles_and_in_directives() {
    hold(
        Syntax::Markdown,
        &[
            ("{cite:t}`a; b` {cite:p}`c,d`", &["in-text a; b", "normal c; d"]),
            (
                "```{note} On {cite}`a`\n:class: tip\nText @b.\n```\n@c",
                &["normal a", "in-text b", "in-text c"],
            ),
            (
                "````{admonition}\n@a\n```{code-cell} python\n@b\n```\n[@c]\n````\n@d",
                &["in-text a", "normal c", "in-text d"],
            ),
            ("```{r}\n@a\n```\n```python\n@b\n```\n@c", &["in-text c"]),
        ],
    );
}

#[test]
fn latex_cites_with_the_commands_of_many_packages() {
    hold(
        Syntax::Latex,
        &[
            (r"\citeasnoun{a} \newcite{b} \ycite{c}", &["in-text a", "in-text b", "year-only c"]),
            (r"\cite{a,*b}", &["normal a; b"]),
            (r"\citep[see][]{a} \citeA<see>[p.~3]{b}", &["normal see |a", "in-text see |b|page 3"]),
            (
                r"\volcites(a)(b)[pre]{1}[12]{c}[pre]{2}{d}",
                &["normal a pre |c|volume 1|, p. 12; pre |d|volume 2|, b"],
            ),
        ],
    );
}

/// A citation within another one is read, and reported.
#[test]
fn citations_within_others_are_reported() {
    for (text, inner) in [
        ("[@a (see also [@b, p. 3])]", "[@b, p. 3]"),
        ("[@a ^[@b]]", "@b"),
        ("[see [@b] and @a]", "[@b]"),
    ] {
        let found = faults(text, Syntax::Markdown);
        let message = format!(
            "{inner}: `{inner}` is within another citation, so one of the two is not cited"
        );
        assert_eq!(found, [message], "{text}");
    }
    assert_eq!(faults("[@a [p. 3]] and ^[See [@b].]", Syntax::Markdown), [""; 0]);
}
