//! How YAML is read, broken or intact, and what is reported about it.

use super::parse;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::SourceId;
use crate::syntax::data::{Node, Tree, Value};

fn read(text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let tree = parse(text, SourceId(0), &mut sink);
    (tree, sink.into_sorted())
}

/// The tree on one line: `{key: value, list: [a, b]}`, with text in quotes if it is not plain.
fn show(node: &Node<'_>) -> String {
    match &node.value {
        Value::Scalar(scalar)
            if scalar.text.contains(['\n', ',', '"']) || scalar.text.is_empty() =>
        {
            format!("{:?}", scalar.text)
        }
        Value::Scalar(scalar) => scalar.text.to_string(),
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().map(|p| format!("{}: {}", show(&p.key), show(&p.value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

#[track_caller]
fn check(text: &str, tree: &str, faults: &[(&str, &str)]) {
    let (read_tree, diagnostics) = read(text);
    let root = read_tree.root.as_ref().map(show).unwrap_or_default();
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.message.as_str(), &text[d.primary.location.span.range()]))
        .collect();
    assert_eq!((root.as_str(), found.as_slice()), (tree, faults), "{text}");
}

#[test]
fn collections_scalars_and_comments() {
    check(
        "a: 1\nb:\n  - x\n  - y: z\n    w: v\nc:\n- p\n-\n  q: r\n",
        "{a: 1, b: [x, {y: z, w: v}], c: [p, {q: r}]}",
        &[],
    );
    check("a: [x, 'it''s', {b: c, d: }, e: f,]\n", "{a: [x, it's, {b: c, d: \"\"}, {e: f}]}", &[]);
    check(
        "a: one\n  two\n\n  three # no\nb: |\n  x\n   y\n\n  z\n\nc: >-\n  x\n  y\n\n  z\n    w\n  v\n",
        "{a: \"one two\\nthree\", b: \"x\\n y\\n\\nz\\n\", c: \"x y\\nz\\n  w\\nv\"}",
        &[],
    );
    check(
        "a: \"x\\ty \\u00e9\\\n   z\n   w\"\n'b c': http://d.e/f#g\n",
        "{a: x\ty éz w, b c: http://d.e/f#g}",
        &[],
    );
    check("--- # c\n? a\n: b\n? c\n...\n", "{a: b, c: \"\"}", &[]);
    check("a: &x [1]\nb: *x\nc: !!str 12\n", "{a: [1], b: [1], c: 12}", &[]);
    check("{\"a\":1, \"b\": [true]}", "{a: 1, b: [true]}", &[]);
    check("", "", &[]);
    check("# only\n", "", &[]);
    let (tree, _) = read("# one\na: b # two\nc: 'd # no'\n");
    assert_eq!(tree.comments.len(), 2);
}

#[test]
fn spans_lie_under_keys_and_values() {
    let text =
        "k:\n  title: \"A B\"  # c\n  date: 2020-13\n  parent:\n    title: >\n      x\n      y\n";
    let (tree, _) = read(text);
    let root = tree.root.unwrap();
    let entry = root.get("k").unwrap();
    let title = &entry.pairs().unwrap()[0];
    assert_eq!(&text[title.key.span.range()], "title");
    assert_eq!(&text[title.value.span.range()], "\"A B\"");
    assert_eq!(&text[title.value.content_span().range()], "A B");
    let date = entry.get("date").unwrap().scalar().unwrap();
    assert_eq!(&text[date.span_of(5, 7).range()], "13");
    let folded = entry.get("parent").unwrap().get("title").unwrap();
    assert_eq!(folded.text(), Some("x y\n"));
    assert_eq!(&text[folded.content_span().range()], "      x\n      y");
    assert!(
        text[entry.span.range()].starts_with("title") && text[entry.span.range()].ends_with('y')
    );
}

#[test]
fn a_broken_value_leaves_its_neighbours_whole() {
    let never = "the quote `\"` is never closed";
    check("a:\n  t: \"x\n  u: y\nb:\n  t: z\n", "{a: {t: x, u: y}, b: {t: z}}", &[(never, "\"")]);
    check("a: \"x\nb: \"y\"\nc: z\n", "{a: x, b: y, c: z}", &[(never, "\"")]);
    // libyaml accepts lines of a string in any column, and so do we if the string ends properly.
    check("a:\n  t: \"x\ny: z\"\n  u: v\n", "{a: {t: x y: z, u: v}}", &[]);
    let bracket = "`[` is never closed";
    check("a:\n  t: [x, y\n  u: z\nb: c\n", "{a: {t: [x, y], u: z}, b: c}", &[(bracket, "[")]);
    check("a:\n  t: [x,\n  u: z\nb: c\n", "{a: {t: [x], u: z}, b: c}", &[(bracket, "[")]);
    let brace = "`{` is never closed";
    check("a:\n  t: {x: y,\n  u: z\nb: c\n", "{a: {t: {x: y}, u: z}, b: c}", &[(brace, "{")]);
    check("a:\n  t: {\n  x: y,\n  u: z\n  }\nb: c\n", "{a: {t: {x: y, u: z}}, b: c}", &[]);
    check(
        "a: [x, {y: z]\nb: c\n",
        "{a: [x, {y: z}], b: c}",
        &[("`]` where `{` is not closed yet", "]")],
    );
    check("a: [x y\n", "{a: [x y]}", &[(bracket, "[")]);
}

#[test]
fn what_needs_quotes_is_read_as_text() {
    check(
        "a: b: c\nd: e\n",
        "{a: b: c, d: e}",
        &[("a second `:` on this line would make the value a key", ":")],
    );
    check(
        "a: \"B\" and c\nd: e\n",
        "{a: \"\\\"B\\\" and c\", d: e}",
        &[("text after the closing `\"`", "and c")],
    );
    check("a: [B] c\nd: e\n", "{a: [B] c, d: e}", &[("text after the closing `]`", "c")]);
    check(
        "a: @b\nc: *d\n",
        "{a: @b, c: \"\"}",
        &[
            ("a value cannot begin with `@`", "@b"),
            ("there is no anchor `&d` before this alias", "*d"),
        ],
    );
    check("a: &x\n- b\nc: !!seq\n- d\ne: &y\nf: g\n", "{a: [b], c: [d], e: \"\", f: g}", &[]);
    check("a: - b\n", "{a: [b]}", &[("a list cannot begin on the line of its key", "-")]);
    check("a: \"\\l\"\n", "{a: \\l}", &[("`\\l` is not an escape", "\\l")]);
    check("a: > b\n", "{a: > b}", &[("a value cannot begin with `>`", "> b")]);
    check(
        "a: [b,,c]\nd: [e]]\n",
        "{a: [b, c], d: [e]]}",
        &[("there is nothing before this comma", ","), ("text after the closing `]`", "]")],
    );
}

#[test]
fn lines_that_fit_nowhere_are_named() {
    let deeper = "is not in the column of the keys around it";
    let key = |name: &str| format!("`{name}` {deeper}");
    check("a:\n  t: x\n   u: y\nb: c\n", "{a: {t: x, u: y}, b: c}", &[(&key("u"), "u")]);
    check("a:\n    t: x\n  u: y\nb: c\n", "{a: {t: x, u: y}, b: c}", &[(&key("u"), "u")]);
    check(" a: b\nc: d\n", "{a: b, c: d}", &[("this line is indented too little", "c: d")]);
    check(
        "a:\n  - x\n - y\n",
        "{a: [x, y]}",
        &[("this item is not in the column of the items around it", "-")],
    );
    check(
        "a: b\n  c: d\ne: f\n",
        "{a: b, e: f}",
        &[("this line is indented deeper than what it belongs to", "c: d")],
    );
    check(
        "a:\n  t: x\n  oops\n  u: y\n",
        "{a: {t: x, u: y}}",
        &[("there is no key and `:` on this line", "oops")],
    );
    check(
        "a:\n  type:Book\n  u: y\n",
        "{a: {type: Book, u: y}}",
        &[("there is no space after `type:`", ":")],
    );
    check(
        "a:\n\tt: x\n\tu: y\nb:\n\tt: z\n",
        "{a: {t: x, u: y}, b: {t: z}}",
        &[("a tab indents this line", "\t")],
    );
    check(
        "a: b\n---\nc: d\n",
        "{a: b}",
        &[("a second document begins here, and is not read", "---")],
    );
}

#[test]
fn depth_and_aliases_are_bounded() {
    for deep in ["[".repeat(9000), "- ".repeat(9000), "{a: ".repeat(9000), "? ".repeat(9000)] {
        let (_, faults) = read(&deep);
        let message = "values lie more than 64 deep in one another";
        assert!(faults.iter().any(|d| d.message == message), "{faults:?}");
    }
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..20 {
        let aliases = vec![format!("*a{}", n - 1); 10].join(", ");
        laughs += &format!("a{n}: &a{n} [{aliases}]\n");
    }
    let (_, faults) = read(&laughs);
    assert_eq!(faults[0].message, "aliases repeat more than 100000 values");
}

#[test]
fn all_documents_are_read() {
    let read = |text: &str| {
        let mut sink = Sink::new();
        let trees = super::parse_all(text, SourceId(0), &mut sink);
        let shown: Vec<_> = trees.iter().filter_map(|tree| tree.root.as_ref()).map(show).collect();
        let faults: Vec<_> = sink.into_sorted().into_iter().map(|found| found.message).collect();
        (shown.join(" | "), faults.join(" | "))
    };
    for (text, shown) in [
        ("---\na: 1\n---\nb: 2\n", "{a: 1} | {b: 2}"),
        ("a: 1\n...\n---\nb: 2\n...\n", "{a: 1} | {b: 2}"),
        ("a: 1\n...\nb: 2\n", "{a: 1} | {b: 2}"),
        ("---\n---\na: 1\n---\n# nothing\n---\n", "{a: 1}"),
        ("a: 1\r\n---\r\nb: 2\r\n", "{a: 1} | {b: 2}"),
        ("--- {a: 1}\n--- {b: 2}\n", "{a: 1} | {b: 2}"),
        ("...\n", ""),
    ] {
        let (found, faults) = read(text);
        assert_eq!(found, shown, "{text}");
        assert!(faults.is_empty() || text == "...\n", "{text}: {faults}");
    }
    // An anchor is known only in its own document, and an error in one document does not affect the
    // others.
    let (shown, faults) = read("a: &x 1\nb: [\n---\nc: *x\n---\nd: 4\n");
    assert!(shown.ends_with("| {d: 4}"), "{shown}");
    assert!(faults.contains('x') && !faults.is_empty(), "{faults}");
}
