//! Our YAML parser beside libyaml's (through serde_yaml) on texts grown at random: what libyaml
//! reads, we read alike and without a word; what it refuses, we say something about; and nothing
//! panics or leaves the text.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests read files, say what they skip, and fail by panicking"
)]

use ibid::diagnostic::{Diagnostic, Sink};
use ibid::source::SourceId;
use ibid::syntax::data::{Kind, Node, Value, repeated_keys};
use ibid::syntax::yaml;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn read(text: &str) -> (Option<Node<'_>>, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let tree = yaml::parse(text, SourceId(0), &mut sink);
    (tree.root, sink.into_sorted())
}

fn same(ours: &Node<'_>, theirs: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as V;
    match (&ours.value, theirs) {
        (_, V::Tagged(tagged)) => same(ours, &tagged.value),
        (Value::Sequence(a), V::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Mapping(a), V::Mapping(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, (key, value))| same(&a.key, key) && same(&a.value, value))
        }
        (Value::Scalar(scalar), theirs) => match (ours.kind(), theirs) {
            (Some(Kind::Null), V::Null) => true,
            (Some(Kind::Bool(a)), V::Bool(b)) => a == *b,
            (Some(Kind::Integer(a)), V::Number(b)) => b.as_i64() == Some(a),
            (Some(Kind::Float(a)), V::Number(b)) => {
                b.as_f64().is_some_and(|b| a == b || a.is_nan())
            }
            (Some(Kind::Text), V::String(b)) => scalar.text == *b,
            _ => false,
        },
        _ => false,
    }
}

fn spans_fit(node: &Node<'_>, text: &str) -> bool {
    let fits = |span: ibid::source::Span| text.get(span.range()).is_some();
    fits(node.span)
        && fits(node.content_span())
        && node.items().is_none_or(|items| items.iter().all(|item| spans_fit(item, text)))
        && node.pairs().is_none_or(|pairs| {
            pairs.iter().all(|pair| spans_fit(&pair.key, text) && spans_fit(&pair.value, text))
        })
}

fn collection_for_key(value: &serde_yaml::Value) -> bool {
    match value {
        serde_yaml::Value::Mapping(pairs) => pairs
            .iter()
            .any(|(key, value)| key.is_mapping() || key.is_sequence() || collection_for_key(value)),
        serde_yaml::Value::Sequence(items) => items.iter().any(collection_for_key),
        _ => false,
    }
}

fn any_repeated(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Mapping(pairs) => {
            !repeated_keys(pairs).is_empty()
                || pairs.iter().any(|pair| any_repeated(&pair.key) || any_repeated(&pair.value))
        }
        Value::Sequence(items) => items.iter().any(any_repeated),
        Value::Scalar(_) => false,
    }
}

fn hold(text: &str) -> Result<(), TestCaseError> {
    let (root, faults) = read(text);
    for fault in &faults {
        prop_assert!(text.get(fault.primary.location.span.range()).is_some(), "{fault:?}");
    }
    if let Some(root) = &root {
        prop_assert!(spans_fit(root, text));
    }
    match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Ok(theirs) => {
            // YAML has empty keys and collections for keys, which no bibliography means.
            let faults: Vec<_> = faults.iter().filter(|d| !d.message.contains("no key")).collect();
            prop_assume!(!collection_for_key(&theirs));
            prop_assert!(faults.is_empty(), "{text:?}\n{faults:?}\n{theirs:?}");
            let alike = root.as_ref().map_or(theirs.is_null(), |root| same(root, &theirs));
            prop_assert!(alike, "{text:?}\n{}\n{theirs:?}", shown(root.as_ref()));
        }
        Err(_) if let Some(without) = without_tabs_after_end(text) => {
            prop_assert!(faults.is_empty(), "{text:?}\n{faults:?}");
            let other = read(&without).0;
            prop_assert_eq!(shown(root.as_ref()), shown(other.as_ref()));
            return hold(&without);
        }
        Err(error) => {
            let repeated = root.as_ref().is_some_and(any_repeated);
            prop_assert!(
                !faults.is_empty() || repeated,
                "{text:?}\n{}\n{error}",
                shown(root.as_ref())
            );
        }
    }
    Ok(())
}

/// The text with spaces for the tabs on blank lines and before comments after its last `...`, where
/// nothing else follows that and there are such tabs.
///
/// By YAML 1.2.2 these lines are comments: production \[78\] `l-comment` begins with
/// `s-separate-in-line`, which tabs may be part of. libyaml takes the first of them for the start of
/// another document, and gives nothing of the text.
fn without_tabs_after_end(text: &str) -> Option<String> {
    let is_end = |line: &str| {
        line.strip_prefix("...")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    };
    let mut at = 0;
    let mut end = None;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if is_end(line.trim_end_matches('\n')) {
            end = Some(at);
        }
    }
    let (before, after) = text.split_at(end?);
    let is_comment = |line: &str| {
        let rest = line.trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with('#')
    };
    (after.contains('\t') && after.split('\n').all(is_comment))
        .then(|| format!("{before}{}", after.replace('\t', " ")))
}

fn shown(node: Option<&Node<'_>>) -> String {
    match node.map(|node| &node.value) {
        None => "nothing".to_owned(),
        Some(Value::Scalar(scalar)) => format!("{:?}", scalar.text),
        Some(Value::Sequence(items)) => {
            format!("{:?}", items.iter().map(|item| shown(Some(item))).collect::<Vec<_>>())
        }
        Some(Value::Mapping(pairs)) => {
            let shown = |pair: &ibid::syntax::data::Pair<'_>| {
                format!("{} -> {}", shown(Some(&pair.key)), shown(Some(&pair.value)))
            };
            format!("{{{}}}", pairs.iter().map(shown).collect::<Vec<_>>().join("; "))
        }
    }
}

/// Words and marks that YAML is made of, in lines of some indentation; no anchors, tags or `?`,
/// which bibliographies do without, and whose wrong uses are legion.
fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-c]{1,3}".prop_map(String::from),
        3 => Just(": ".to_owned()),
        1 => prop::sample::select(vec![
            "- ", ":", "#", " # c", "\"", "'", "[", "]", "{", "}", ", ", "|", ">", "~",
            "null", "12", "1.5", "\\n", "\\", "é", "@", "%", "''", "-", "|-", ">+", "\t", "---", "...",
        ]).prop_map(str::to_owned),
    ];
    let line = (0usize..4, prop::collection::vec(piece, 0..5))
        .prop_map(|(indent, pieces)| " ".repeat(indent * 2) + &pieces.concat());
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

#[test]
fn tabs_after_the_end_of_a_document_are_no_document() {
    for text in ["a\n...\n\t", "a\n...\n \t# c\n", "a\n... \n\t\n\t"] {
        hold(text).unwrap();
    }
    assert_eq!(without_tabs_after_end("a\n...\n\tb"), None);
    assert!(!read("a\n...\n\tb\n").1.is_empty());
}

proptest! {
    // The same texts in every run, so that nobody's change is held up by another's chance.
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(17),
        ..ProptestConfig::default()
    })]

    #[test]
    fn agrees_with_libyaml(text in yamlish()) {
        hold(&text)?;
    }

    #[test]
    fn never_panics(text in "\\PC*") {
        let (root, _) = read(&text);
        prop_assert!(root.is_none_or(|root| spans_fit(&root, &text)));
    }
}
