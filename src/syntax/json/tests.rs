//! How broken JSON is read, and what is reported about it.

use super::parse;
use crate::diagnostic::Sink;
use crate::source::SourceId;
use crate::syntax::data::{Node, Tree, Value};

fn read(text: &str) -> (Tree<'_>, Vec<String>) {
    let mut sink = Sink::new();
    let tree = parse(text, SourceId(0), &mut sink);
    let slice = |d: &crate::diagnostic::Diagnostic| {
        format!("{} @ {}", d.message, &text[d.primary.location.span.range()])
    };
    (tree, sink.into_sorted().iter().map(slice).collect())
}

/// Writes the tree as JSON without spaces.
fn show(node: &Node<'_>) -> String {
    match &node.value {
        Value::Scalar(scalar) if scalar.style == crate::syntax::data::Style::Plain => {
            scalar.text.to_string()
        }
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(","))
        }
        Value::Mapping(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().map(|p| format!("{}:{}", show(&p.key), show(&p.value))).collect();
            format!("{{{}}}", pairs.join(","))
        }
    }
}

#[test]
fn good_text_is_read_without_a_word() {
    let text = " [{\"a\": \"x \\u00e9\\ud83d\\ude00\\n\", \"b\": [1, -2.5e3, true, null]}, {}] ";
    let (tree, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    let root = tree.root.unwrap();
    assert_eq!(show(&root), "[{\"a\":\"x é😀\\n\",\"b\":[1,-2.5e3,true,null]},{}]");
    let first = &root.items().unwrap()[0];
    assert_eq!(&text[first.pairs().unwrap()[1].value.span.range()], "[1, -2.5e3, true, null]");
    assert_eq!(&text[first.get("a").unwrap().content_span().range()], "x \\u00e9\\ud83d\\ude00\\n");
}

#[test]
fn broken_text_is_read_as_it_was_meant() {
    for (text, tree, faults) in [
        ("[1,]", "[1]", &["there is a comma before the closing `]` @ ,"][..]),
        ("[1 2]", "[1,2]", &["there is no comma between these values @ "]),
        ("{'a': 1}", "{\"a\":1}", &["a string is in single quotes @ 'a'"]),
        ("{a: 1}", "{a:1}", &["the key `a` has no double quotes @ a"]),
        ("{\"a\": }", "{\"a\":}", &["the key `a` has no value @ \"a\""]),
        ("{\"a\" 1}", "{\"a\":1}", &["there is no `:` after the key `a` @ \"a\""]),
        ("[{\"a\": 1, {\"b\": 2}]", "[{\"a\":1},{\"b\":2}]", &["`{` is never closed @ {"]),
        ("[{\"a\": 1]", "[{\"a\":1}]", &["`{` is never closed @ {"]),
        ("{\"a\": [1, \"b\": 2}", "{\"a\":[1],\"b\":2}", &["`[` is never closed @ ["]),
        ("[1", "[1]", &["`[` is never closed @ ["]),
        ("[}]", "[]", &["`}` is out of place @ }"]),
        (
            "{\"a\": \"x\n\"b\": 1}",
            "{\"a\":\"x\",\"b\":1}",
            &["the string is never closed @ \"x", "there is no comma between these values @ "],
        ),
        ("[\"a\nb\"]", "[\"a\\nb\"]", &["a line break is inside a string @ \n"]),
        ("[\"\\x\"]", "[\"\\\\x\"]", &["`\\x` is not an escape @ \\x"]),
        ("[\"\\ud800\"]", "[\"\u{fffd}\"]", &["`\\ud800` is not an escape @ \\ud800"]),
        (
            "[01, NaN]",
            "[01,NaN]",
            &["`01` is not a JSON value @ 01", "`NaN` is not a JSON value @ NaN"],
        ),
        (
            "// x\n[1] 2",
            "[1]",
            &[
                "JSON has no comments @ // x",
                "text after the end of the JSON value is not read @ 2",
            ],
        ),
        ("[1,,2]", "[1,2]", &["there is nothing before this comma @ ,"]),
    ] {
        let (read_tree, read_faults) = read(text);
        assert_eq!(read_tree.root.as_ref().map(show).as_deref(), Some(tree), "{text}");
        assert_eq!(read_faults, faults, "{text}");
    }
    assert_eq!(read(" ").1, ["there is no JSON value here @ "]);
}

#[test]
fn brackets_alone_are_no_items() {
    let text = "[{".repeat(3);
    let (tree, faults) = read(&text);
    assert_eq!(show(&tree.root.unwrap()), "[,,{}]", "but the last, which the end of the text ends");
    assert!(!faults.is_empty());
}

#[test]
fn depth_is_bounded() {
    let deep = "[".repeat(5000) + &"]".repeat(5000);
    let (_, faults) = read(&deep);
    assert_eq!(faults, ["values lie more than 128 deep in one another @ ["]);
}
