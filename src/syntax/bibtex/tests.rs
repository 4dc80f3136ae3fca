use crate::diagnostic::Sink;
use crate::source::SourceId;
use crate::syntax::bibtex::{BlockKind, TokenKind, Tree, parse};

/// The tree as lines, and the findings as `rule: message [text of the span]`.
fn read(text: &str) -> (String, Vec<String>) {
    let mut sink = Sink::new();
    let tree = parse(text, SourceId(0), &mut sink);
    lossless(&tree);
    let mut out = String::new();
    for block in tree.blocks.iter().filter(|block| block.kind != BlockKind::Between) {
        out += &format!("@{} {}\n", tree.slice(block.word), tree.slice(block.key));
        for field in tree.fields(block) {
            let pieces = tree.pieces(field);
            let value: Vec<&str> = pieces.iter().map(|piece| tree.slice(piece.inner)).collect();
            out += &format!("  {} = {}\n", tree.slice(field.name), value.join(" # "));
        }
    }
    let found = sink.into_sorted().into_iter().map(|found| {
        let span = found.primary.location.span;
        format!("{}: {} [{}]", found.rule.name, found.message, &text[span.range()])
    });
    (out, found.collect())
}

fn lossless(tree: &Tree<'_>) {
    let mut at = 0;
    for token in tree.tokens() {
        assert_eq!(token.span.start, at, "{token:?}");
        let text = tree.slice(token.span);
        if token.kind == TokenKind::Space {
            assert!(text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}'), "{text:?}");
        }
        at = token.span.end;
    }
    assert_eq!(at as usize, tree.text.len());
}

#[track_caller]
fn check(text: &str, tree: &str, found: &[&str]) {
    let (actual, problems) = read(text);
    assert_eq!(actual.trim_end(), tree.trim_end());
    assert_eq!(problems, found);
}

#[test]
fn every_part_of_the_syntax() {
    check(
        "Prose.\n@string{ a = {x} }\n@Preamble(\"p\" # \"q\")\n@comment{ {a} @b }\n\
         @article{key, % note\n a = {b {c}}, B = \"d {\"}\", c = 12 # a # {x} , d=jan\n}\n\
         @book(k(1), t = {)} )",
        "@string \n  a = x\n@Preamble \n   = p # q\n@comment \n\
         @article key\n  a = b {c}\n  B = d {\"}\n  c = 12 # a # x\n  d = jan\n\
         @book k(1)\n  t = )",
        &[
            "live-comment: `%` is not a comment in BibTeX, which drops the rest of the entry `key` [%]",
        ],
    );
}

#[test]
fn an_entry_that_never_ends_ends_where_the_next_begins() {
    check(
        "@a{x, t = {Foo},\n@b{y, t = {Bar}}",
        "@a x\n  t = Foo\n@b y\n  t = Bar",
        &["parse-error: the entry `x` never ends [{]"],
    );
    check(
        "@a{x,\n  t = {Foo,\n  u = {2000},\n}\n@b{y, t = {Bar}}",
        "@a x\n  t = Foo\n  u = 2000\n@b y\n  t = Bar",
        &["unbalanced-braces: the `{` of `t` is never closed [{]"],
    );
    check(
        "@a{x,\n  u = {2000},\n  t = {Foo {Bar\n}\n@b{y, t = {Bar}}",
        "@a x\n  u = 2000\n  t = Foo {Bar\n@b y\n  t = Bar",
        &["unbalanced-braces: the `{` of `t` is never closed [{]"],
    );
    check(
        "@a{x, t = \"Titl{e\",\n}\n@b{y, t = \"A\"}",
        "@a x\n  t = Titl{e\n@b y\n  t = A",
        &["unbalanced-braces: the `{` in `t` has no partner [{]"],
    );
    check(
        "@a{x,\n t = \"Foo,\n u = \"Bar\"\n}",
        "@a x\n  t = Foo\n  u = Bar",
        &["parse-error: the `\"` of `t` is never closed [\"]"],
    );
}

#[test]
fn small_slips_cost_nothing_but_a_word() {
    check(
        "@a{x, t = {A} u = 1; v = {B},, w {C}}",
        "@a x\n  t = A\n  u = 1\n  v = B\n  w = C",
        &[
            "parse-error: missing comma after the field `t` [}]",
            "parse-error: found `;` instead of a comma after the field `u` [;]",
            "parse-error: a comma without a field before it [,]",
            "parse-error: the field `w` has no `=` [w]",
        ],
    );
    check(
        "@a{x, d = 2014-09, t = Hello World, u = , v = {1}}",
        "@a x\n  d = 2014-09\n  t = Hello World\n  u = \n  v = 1",
        &[
            "parse-error: the value of `d` is neither in braces nor in quotes [2014-09]",
            "parse-error: the value of `t` is neither in braces nor in quotes [Hello World]",
            "parse-error: the field `u` has no value [u]",
        ],
    );
    check(
        "@a{x,\n t = {A}},\n u = {B}\n}",
        "@a x\n  t = A\n  u = B",
        &["unbalanced-braces: a `}` too many ends the entry too early [}]"],
    );
    for braces in ["}}", "} }", "}}}"] {
        check(
            &format!("@a{{x, t = {{A}}{braces}, u = {{B}}}}"),
            "@a x\n  t = A\n  u = B",
            &[&format!(
                "unbalanced-braces: a `{}` too many ends the entry too early [{0}]",
                &braces
            )],
        );
    }
    check(
        "@a{x, author 💯 {A}, t = {B}}",
        "@a x\n  author = \n  t = B",
        &["parse-error: expected `=` after the field name `author`, found `💯` [💯]"],
    );
    check(
        "@a{x, t = {a \\} b}, u = {1}}",
        "@a x\n  t = a \\} b\n  u = 1",
        &["unbalanced-braces: the `}` in `t` has no partner [}]"],
    );
    check(
        "@a{x, t = \"say \"hi\" now\", u = {1}}",
        "@a x\n  t = say \"hi\" now\n  u = 1",
        &["parse-error: this `\"` ends `t` too early [\"]"],
    );
}

#[test]
fn keys_that_are_not() {
    check(
        "@a{t = {A}} @a{, t = {B}} @a{} @a{x y, t = {C}} @a{z t = {D}}",
        "@a \n  t = A\n@a \n  t = B\n@a \n@a x y\n  t = C\n@a z\n  t = D",
        &[
            "missing-key: this `@a` has no key [a]",
            "missing-key: this `@a` has no key [a]",
            "missing-key: this `@a` has no key [a]",
            "parse-error: the key `x y` contains a space [ ]",
            "parse-error: missing comma after the key `z` [z]",
        ],
    );
}

#[test]
fn between_entries_prose_is_quiet_and_lost_lines_are_not() {
    check(
        "Written by jane@example.org (Jane), with {braces} = fine.\n% title = {x}\n\
         @a{x, t = {A}}, @b{y, t = {B}}\n",
        "@a x\n  t = A\n@b y\n  t = B",
        &[],
    );
    check(
        "@a{x, t = {A}}\n\ntitle = {B},\n  year = 1\n\narticle{key,\n\n@book key,\n",
        "@a x\n  t = A",
        &[
            "skipped-content: `title = {B},` and the line after it are skipped: \
             outside of any entry [title = {B},]",
            "skipped-content: `article{key,` is skipped: there is no `@` before it [article{key,]",
            "skipped-content: `@book key,` is skipped: no `{` follows the entry type [@book key,]",
        ],
    );
}

#[test]
fn to_bibtex_a_percent_sign_begins_no_comment() {
    check(
        "@a{x, t = {A 5 % of}, % note\n% u = {B},\n v = {C} % end\n} % after\n@b{y, t = {\n% B}}",
        "@a x\n  t = A 5 % of\n  v = C\n@b y\n  t = \n% B",
        &[
            "live-comment: `%` is not a comment in BibTeX, which drops the rest of the entry `x` [%]",
        ],
    );
    check(
        "%@a{x, t = {A}}\n%%@string{ s = {S} }\n% @b{y,\n u = {B}\n}\n% @Comment{no}\n",
        "@a x\n  t = A\n@string \n  s = S\n@b y\n  u = B",
        &[
            "live-comment: the `%` before `@a` does not comment it out [@a]",
            "live-comment: the `%` before `@string` does not comment it out [@string]",
            "live-comment: the `%` before `@b` does not comment it out [@b]",
        ],
    );
    check(
        "% me@host.org (me), 5 @ 6\n% you@host.org\n@a{x, t = {A}}\n% see @book (the type)\n\n\
         text\n% @a{y,\n%  t = {a@b}\n%}\n@a{z, t = {Z}}",
        "@a x\n  t = A\n@a z\n  t = Z",
        &[
            "live-comment: `@host.org` in this comment begins an entry for BibTeX [@host.org]",
            "live-comment: `@book` in this comment begins an entry for BibTeX [@book]",
            "live-comment: `@a` in this comment begins an entry for BibTeX [@a]",
        ],
    );
}

#[test]
fn time_grows_with_the_text() {
    for piece in [
        "@a{b,c={",
        "\n@a{b,c={",
        "a={\n",
        "@a{b,c=\"",
        "@",
        "@a(",
        "{",
        "@comment{",
        "@a{x,\n\"\n",
        "%@a{x,\n",
        "%@a{x,",
        "%a@b\n",
    ] {
        let text = format!("@a{{b,\n{}", piece.repeat(40_000));
        read(&text);
    }
}

#[test]
fn a_closed_value_with_words_behind_it_is_closed() {
    let expected = "expected a comma after the value of `t`, found `b`";
    for text in [
        "@a{x,\n  t = {Foo} bar,\n  u = {J},\n  y = {1998}\n}",
        "@a{x, t = {Foo} bar, u = {J}, y = {1998}}",
        "@a{x, t = {Foo} bar\n, u = {J}, y = {1998}}",
        "@a{x,\n  t = \"Foo\" bar,\n  u = {J},\n  y = {1998}\n}",
    ] {
        check(
            text,
            "@a x\n  t = Foo\n  u = J\n  y = 1998",
            &[&format!("parse-error: {expected} [b]")],
        );
    }
    for text in [
        "@a{x,\n  t = {Foo} bar},\n  u = {J},\n  y = {1998}\n}",
        "@a{x, t = {Foo} bar}, u = {J}, y = {1998}}",
        "@a{x, t = {Foo} bar, or {so}}, u = {J}, y = {1998}}",
    ] {
        let (tree, found) = read(text);
        assert!(tree.starts_with("@a x\n  t = Foo} bar") && tree.ends_with("u = J\n  y = 1998\n"));
        assert_eq!(found, ["unbalanced-braces: the `}` in `t` has no partner [}]"]);
    }
}

#[test]
fn a_key_may_be_cut_off_by_any_white_space() {
    for space in [" ", "\t", "\u{b}", "\u{c}", "\u{c} \t"] {
        let (tree, _) = read(&format!("@a{{k{space}é{space}, t = {{T}}}}"));
        assert!(tree.contains("t = T"), "{space:?}: {tree}");
    }
}

#[test]
fn an_unclosed_value_does_not_take_the_end_of_its_command() {
    for (text, inside) in [
        ("@string{x = \"IEEE Trans.}", "IEEE Trans."),
        ("@string(x = {IEEE Trans.)", "IEEE Trans."),
        ("@string(x = \"Trans. (Main))", "Trans. (Main)"),
        ("@string{x = \"IEEE {Trans}}\n@b{y, t = {Bar}}", "IEEE {Trans}"),
    ] {
        let (tree, _) = read(text);
        assert!(tree.contains(&format!("x = {inside}\n")), "{tree}");
    }
}

#[test]
fn an_unclosed_value_does_not_take_the_fields_of_its_line() {
    for text in [
        "@a{x, t = {U {V}, u = {J}, w = {1}\n}\n@b{y, t = {Bar}}",
        "@a{x,\n t = {U {V}, u = {J},\n w = {1}\n}\n@b{y, t = {Bar}}",
        "@a{x, t = {U {V}, u = {J}, w = {1}}\n@b{y, t = {Bar}}",
        "@a{x, t = {U {V} , u = \"J\", w = {1}}",
    ] {
        let (tree, found) = read(text);
        assert!(tree.starts_with("@a x\n  t = U {V}\n  u = J\n  w = 1\n"), "{text}\n{tree}");
        assert_eq!(found, ["unbalanced-braces: the `{` of `t` is never closed [{]"], "{text}");
    }
}

#[test]
fn comments_after_an_unclosed_value_are_no_part_of_it() {
    for value in ["{A", "{A,", "\"A", "\"A,", "{A}}", "{A}},", "A},", "{A} #", "{A}", "A"] {
        for comments in [" % c", "\n  % c, d = {e},", "\n  % 1\n\n  %2\n  % u = {1},", ""] {
            for rest in ["", "\n\n% The next.\n@a{y, t = {B}}\n"] {
                let text = format!("@a{{x,\n  t = {value}{comments}\n  u = {{J}},\n}}{rest}");
                let (tree, _) = read(&text);
                let next = if rest.is_empty() { "" } else { "@a y\n  t = B\n" };
                assert_eq!(tree, format!("@a x\n  t = A\n  u = J\n{next}"), "{text}");
            }
        }
    }
    let (tree, _) = read("@a{x,\n  t = {50 % of it\n  u = {J}\n}");
    assert_eq!(tree, "@a x\n  t = 50 % of it\n  u = J\n");
    check(
        "@a{x,\n  t = {A}\n\n% The next.\n@a{y}\n",
        "@a x\n  t = A\n@a y",
        &["parse-error: the entry `x` never ends [{]"],
    );
    check(
        "@a{x,\n  t =\n  % c\n  u = {J}\n}",
        "@a x\n  t = \n  u = J",
        &[
            "parse-error: the field `t` has no value [t]",
            "live-comment: `%` is not a comment in BibTeX, which drops the rest of the entry `x` [%]",
        ],
    );
}
