use crate::diagnostic::{Diagnostic, Sink};
use crate::source::SourceId;
use crate::syntax::ris::{Tree, is_likely, parse};

fn parsed(text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let tree = parse(text, SourceId(0), &mut sink);
    (tree, sink.into_sorted())
}

fn messages(text: &str) -> Vec<String> {
    parsed(text).1.into_iter().map(|found| found.message).collect()
}

#[test]
fn values_are_where_their_spans_are() {
    let text = "\u{feff}1.\r\nTY  - BOOK\r\nTI  - The Kronstadt\r\nUprising\r\nN1  -\r\nER  - \r\n";
    let (tree, found) = parsed(text);
    assert!(found.is_empty(), "{found:?}");
    let [record] = &tree.records[..] else { panic!("{tree:?}") };
    let title = record.get("ti").unwrap();
    assert_eq!(title.value, "The Kronstadt Uprising");
    assert_eq!(&text[title.value_span.range()], "The Kronstadt\r\nUprising");
    assert_eq!(&text[title.whole.range()], "TI  - The Kronstadt\r\nUprising\r\n");
    assert_eq!(record.get("N1").unwrap().value, "");
    assert_eq!(&text[tree.outside[0].range()], "1.");
}

#[test]
fn every_fault_has_its_place() {
    for (text, message) in [
        ("TY  - BOOK\nTI  - A\n", "this record does not end"),
        (
            "TY  - BOOK\nTI  - A\nTY  - BOOK\nER  - \n",
            "this record does not end before the next one begins",
        ),
        ("TY  - BOOK\nER  - x\n", "the text after `ER` is skipped"),
        ("TY  - BOOK\nER  - \nER  - \n", "`ER` ends no record"),
        ("What is this?\nTY  - BOOK\nER  - \n", "this line is in no record"),
        (
            "What is\n\nthis\n?\nTY  - BOOK\nER  - \n",
            "this line and the 2 after it are in no record",
        ),
        ("TY-BOOK\nER  - \n", "`TY-` is not how a tag is written in RIS"),
        (
            "ty  - BOOK\nti  - A\nER  - \n",
            "`ty  -` is not how a tag is written in RIS, and 1 other is not either",
        ),
    ] {
        assert_eq!(messages(text), [message], "{text}");
    }
}

#[test]
fn a_record_without_an_end_does_not_affect_the_next() {
    let (tree, _) = parsed("TY  - BOOK\nTI  - A\n\nTY  - BOOK\nTI  - B\n");
    let titles: Vec<_> =
        tree.records.iter().map(|it| it.get("TI").unwrap().value.clone()).collect();
    assert_eq!(titles, ["A", "B"]);
}

#[test]
fn text_is_no_tag() {
    let (tree, found) = parsed("TY  - BOOK\nAB  - one\nco-operation\nA - b\nER  - \n");
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(tree.records[0].get("AB").unwrap().value, "one co-operation A - b");
    assert!(is_likely("x\nTY  - BOOK\n") && !is_likely("type - book\n@book{a}"));
}

#[test]
fn fixes_are_how_the_standard_writes_it() {
    let text = "ty - BOOK\nTY - BOOK\nTI - A";
    let found = parsed(text).1;
    let added: Vec<&str> = found
        .iter()
        .filter_map(|found| found.fix.as_ref())
        .flat_map(|fix| fix.edits())
        .map(|edit| edit.replacement.as_str())
        .collect();
    assert_eq!(added, ["\nER  - \n", "TY  - ", "TI  - "], "{found:?}");
}
