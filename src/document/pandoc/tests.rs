use crate::diagnostic::Sink;
use crate::document::pandoc::parse;
use crate::document::{Labels, WrittenCitation};
use crate::model::{CitationMode, LocatorLabel, Text};
use crate::source::SourceId;

fn run(text: &str) -> (Option<WrittenCitation>, Vec<String>) {
    let mut sink = Sink::new();
    let parsed = parse(text, SourceId(0), &Labels::english(), &mut sink);
    (parsed, sink.into_sorted().into_iter().map(|found| found.message).collect())
}

/// `prefix|key|label value|suffix` for each cite, with `-` before the key if the author is
/// suppressed.
fn cites(text: &str) -> String {
    let (parsed, faults) = run(text);
    assert_eq!(faults, [""; 0], "{text}");
    let parsed = parsed.expect(text);
    let text_of =
        |text: &Option<Text>| text.as_ref().map_or(String::new(), |text| text.as_str().to_owned());
    let cites = parsed.citation.cites.iter().zip(&parsed.cites).map(|(cite, place)| {
        assert_eq!(&text[place.key.range()], cite.key);
        let locator = cite.locator.as_ref();
        let locator =
            locator.map_or(String::new(), |l| format!("{} {}", l.label, l.value.as_str()));
        let minus = if cite.suppress_author { "-" } else { "" };
        format!("{}|{minus}{}|{locator}|{}", text_of(&cite.prefix), cite.key, text_of(&cite.suffix))
    });
    cites.collect::<Vec<_>>().join("; ")
}

#[test]
fn clusters_in_brackets() {
    assert_eq!(cites("[see @brinton, p. 12; @broue]"), "see |brinton|page 12|; |broue||");
    assert_eq!(cites(" [-@a, chap. iii and passim] "), "|-a|chapter iii| and passim");
    assert_eq!(
        cites("[@a, pp. 33, 35-37, and nowhere else]"),
        "|a|page 33, 35-37|, and nowhere else"
    );
    assert_eq!(cites("[@a 12(a)-15.]"), "|a|page 12(a)-15|.");
    assert_eq!(cites("[@a, {sec. A, D-Z} x]"), "|a|section A, D-Z| x");
    assert_eq!(cites("[@a, {}12]"), "|a||12");
    assert_eq!(cites("[@a, in passing]"), "|a||, in passing");
    assert_eq!(cites("[@a, §§3-5 [sic]]"), "|a|section 3-5| [sic]");
    assert_eq!(cites("[@a, p.&nbsp;3 and]"), "|a|page 3| and");
    assert_eq!(cites("[@a, &sect;&#160;3 &amp; so]"), "|a|section 3| & so");
    assert_eq!(cites("[@a, { chap. 3 }, x]"), "|a|chapter 3|, x");
    assert_eq!(cites("[@a, A3-B4]"), "|a|page A3-B4|");
    assert_eq!(cites("[@a, [3] so]"), "|a|page [3]| so");
    assert_eq!(cites("[@a, pp. [i]--xi]"), "|a|page [i]–xi|");
    assert_eq!(cites("[@a, p. civil]"), "|a||, p. civil");
    assert_eq!(cites("[@a, https://x.org/3]"), "|a||, https://x.org/3");
    assert_eq!(cites("[@a (p. 3)]"), "|a|| (p. 3)");
    assert_eq!(cites("[mail a@b.org or @c]"), "mail a@b.org or |c||");
    assert_eq!(cites("[a \\; b @c]"), "a ; b |c||");
}

#[test]
fn words_of_the_documents_language() {
    let words = [("S.", LocatorLabel::Page), ("页", LocatorLabel::Page)];
    let labels = Labels::english_and(words);
    let locator = |text: &str| {
        let parsed = parse(text, SourceId(0), &labels, &mut Sink::new()).unwrap();
        let cite = &parsed.citation.cites[0];
        let locator = cite.locator.as_ref().unwrap();
        format!("{} {}", locator.label, locator.value.as_str())
    };
    assert_eq!(locator("[@a, S. 45-47]"), "page 45-47");
    assert_eq!(locator("[@a, pp. 45]"), "page 45");
    assert_eq!(locator("[@a, стр. 45]"), "page 45");
    assert_eq!(locator("[@a, 第45-47页]"), "page 45-47");
    assert_eq!(locator("[@a, chap. iv]"), "chapter iv");
    assert_eq!(locator("@a [S. 3]"), "page 3");
}

#[test]
fn affixes_have_markdown() {
    let (parsed, _) = run("[*cf.* @a and **more** a\\*; -@b]");
    let cite = &parsed.unwrap().citation.cites[0];
    let tags = |text: &Option<Text>| text.as_ref().unwrap().to_csl_markup();
    assert_eq!(tags(&cite.prefix), "<i>cf.</i> ");
    assert_eq!(tags(&cite.suffix), " and <b>more</b> a*");
    assert_eq!(cites("@a [and elsewhere]"), "|a||, and elsewhere");
    assert_eq!(cites("@a [see p. 3; @b]"), "|a||, see p. 3; |b||");
}

#[test]
fn keys() {
    assert_eq!(cites("[@Foo_bar.baz.]"), "|Foo_bar.baz||.");
    assert_eq!(cites("[@Foo_bar--baz]"), "|Foo_bar||–baz");
    assert_eq!(cites("[@{https://e.com/a?b=c&d=1}]"), "|https://e.com/a?b=c&d=1||");
    assert_eq!(cites("[@https://e.com/a]"), "|https://e.com/a||");
    assert_eq!(cites("[@k's]"), "|k||'s");
    assert_eq!(cites("[@k:]"), "|k||:");
    assert_eq!(cites("[@größe]"), "|größe||");
}

#[test]
fn citations_in_the_text() {
    assert_eq!(cites("@a"), "|a||");
    assert_eq!(cites("@a [p. 3; see @b]"), "|a|page 3|; see |b||");
    let mode = |text| run(text).0.unwrap().citation.mode;
    assert_eq!(mode("@a [p. 3]"), CitationMode::Composite { infix: None });
    assert_eq!(mode("-@a"), CitationMode::SuppressAuthor);
    assert_eq!(mode("[-@a]"), CitationMode::Normal);
}

#[test]
fn faults_are_reported_and_nothing_panics() {
    for (text, message) in [
        ("brinton", "`brinton` is not a citation"),
        ("", "the citation is empty"),
        ("[@a; broue]", "there is no key in `broue`"),
        ("[@a;]", "a key is missing here"),
        ("[]", "a key is missing here"),
        ("[@a", "this bracket is never closed"),
        ("[@{a b}]", "a key in braces cannot contain a space"),
        ("@{a", "this brace is never closed"),
        ("[@a] and more", "this text is after the end of the citation"),
    ] {
        assert_eq!(run(text).1.first().map(String::as_str), Some(message), "{text}");
    }
    for text in ["[", "[@", "@", "-", "-@", "[;", "[@a,", "[@a, {", "[\\", "@a [", "[@a, §"] {
        run(text);
    }
}
