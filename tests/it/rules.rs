//! What single rules find and leave alone, beyond the examples on their pages.

use ibid::check::{Config, Layer};
use ibid::diagnostic::{Safety, apply_fixes};

use crate::support::{check_text, check_text_with};

/// How often a rule, also one that is off by default, finds something in a text that is read as a
/// file of that name.
fn count(rule: &str, file: &str, text: &str) -> usize {
    let mut config = Config::default();
    config.add(&Layer { extend_select: vec![rule.parse().unwrap()], ..Layer::default() });
    let found = check_text_with(file, text, &config).diagnostics;
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

#[test]
fn names_the_wrong_way_round_are_found_by_initials_and_by_others() {
    let bib = |names: &str| {
        format!("@book{{a, author = {{{names}}}, title = {{T}}, publisher = {{P}}, year = 2000}}\n")
    };
    for (names, own) in [
        ("Vapnik V. and Roe, Jo", 1),
        ("Roe, Jo and de Wit B. and Vapnik V.~N.", 2),
        ("V., Vapnik", 1),
        ("Hale CD and Moss A and Wood E", 3),
        ("Huberman;, Bernardo A. and Roe, Jo", 0),
        ("Hale CD", 0),
        ("Smith JR and Jones AB", 2),
        ("Smith JR and Jones AB and Moss, C.", 2),
        ("Moss SA and Jones AB", 0),
        ("Hale CD and Siemens AG", 0),
        ("Guodong ZHOU and Jian SU and Min LI", 0),
        ("{Bill W.} and {Acme B.V.} and John Paul II", 0),
        ("M, Ajith K.", 0),
        ("J. Doe and Doe, J.", 0),
        ("Marx, Karl and Engels, Friedrich and Karl, Marx", 1),
        ("Marx, Karl and Friedrich Engels and Engels Friedrich", 1),
        ("Wei, Li and Li, Wei and Li, Na and Wei, Yan", 0),
    ] {
        assert_eq!(count("inverted-name", "a.bib", &bib(names)), own, "{names}");
    }
    // Where nothing tells which of the two is right, there is no fix.
    for (names, wrong, mended) in [
        ("Karl, Marx and Marx, Karl", "Karl, Marx", true),
        ("Marx, Karl and Karl, Marx", "Karl, Marx", true),
        ("Zoran, Odo and Odo, Zoran", "Odo, Zoran", false),
    ] {
        let text = bib(names);
        let found = check_text("a.bib", &text).diagnostics;
        let [finding] = &found[..] else { panic!("{found:?}") };
        assert_eq!(&text[finding.primary.location.span.range()], wrong);
        assert_eq!(finding.fix.is_some(), mended, "{names}");
    }
    // Others decide which of the two is right, whichever comes first.
    let text = bib("Karl, Marx") + &bib("Marx, Karl and Marx, Jenny").replace("{a,", "{b,");
    let found = check_text("a.bib", &text).diagnostics;
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!(finding.first_key(), Some("a"));
    let fix = finding.fix.as_ref().unwrap();
    assert_eq!(fix.edits()[0].replacement, "Marx, Karl");
}

#[test]
fn a_given_name_alone_is_shown_where_it_is() {
    let text = r#"[{"id": "a", "type": "book", "title": "T", "author":
        [{"family": "Roe", "given": "Anaxagoras"}, {"given": "Ana"}]}]"#;
    let found = check_text("a.json", text).diagnostics;
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!(finding.rule.name, "given-name-only");
    assert_eq!(&text[finding.primary.location.span.range()], "Ana");
}

/// The fixes of a rule's findings in a `.bib` file, each with what it writes.
fn written(rule: &str, text: &str) -> Vec<String> {
    let found = check_text("a.bib", text).diagnostics;
    let own = found.iter().filter(|finding| finding.rule.name == rule);
    let edits = own.filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| fix.edits());
    edits.map(|edit| edit.replacement.clone()).collect()
}

#[test]
fn organizations_that_a_comma_divides_are_joined_as_they_are_written() {
    let bib = |name: &str| {
        format!("@book{{a, author={{{name}}}, title={{T}}, publisher={{P}}, year={{2001}}}}\n")
    };
    for (name, body) in [
        ("World Health, Organization", "{World Health Organization}"),
        ("European, Commission", "{European Commission}"),
        ("Organization, World Health", "{World Health Organization}"),
    ] {
        assert_eq!(written("unprotected-corporate", &bib(name)), [body], "{name}");
    }
}

#[test]
fn a_lost_letter_is_not_taken_from_a_broken_word() {
    let text = "@book{a, author={Roe, Jo}, title={The rÃ©volte}, publisher={P}, year={2001}}\n\
                @book{b, author={Roe, Jo}, title={The r?volte}, publisher={P}, year={2002}}\n";
    assert!(written("lost-accent", text).iter().all(|it| !it.contains('Ã')));
}

#[test]
fn lost_letters_are_told_from_questions_and_apostrophes() {
    let bib = |title: &str| format!("@misc{{a, key = {{A}}, title = {{{title}}}}}\n");
    for title in [
        "Erd?s on graphs",
        "ERD?S on graphs",
        "The Poincar? conjecture",
        "Technische Universit?t",
        "Fermat?s last theorem",
        "Die ?sterreichische Bank",
        "Erd??s on graphs",
        "Nachrichten aus M\"unchen",
        "Essays on Andr{'e} Weil",
        "Ren'{e} Descartes",
        "Ren\\'\\{e\\} Descartes",
        "Mart{\\textbackslash}'{\\i}nez",
        "Mart$\\backslash$'{i}nez",
        "Garc'{\\i}a",
    ] {
        assert_eq!(count("lost-accent", "a.bib", &bib(title)), 1, "{title}");
    }
    for title in [
        "What? Who?How?",
        "Is it so?",
        "Who is afraid of page.php?id=3",
        "The a?b:c operator",
        "Yahoo!? A history",
        "An {\"}essay{\"} on {d'{A}lembert} and l'{\\'E}cole",
        "$f'{a}$ and $x^{n}$ and 10^{th}",
        "Castelli~{a} {\\\"u} \\'{e} \\\"a",
        "The 5\" disk and the \"old\" one",
        "Rock 'n' roll",
        "O'Hara's 'essay'",
    ] {
        assert_eq!(count("lost-accent", "a.bib", &bib(title)), 0, "{title}");
    }
    let names = |names: &str| format!("@misc{{a, author = {{{names}}}, title = {{T}}}}\n");
    assert_eq!(count("lost-accent", "a.bib", &names("Fatou?, Pierre")), 1);
    assert_eq!(count("lost-accent", "a.bib", &names("Defoe, Daniel?")), 0);
    let json = r#"[{"id":"a","type":"book","title":"T","author":[{"family":"Erd?s"}]}]"#;
    assert_eq!(count("lost-accent", "a.json", json), 1);
    let json = json.replace("Erd?s", "Erd\\ufffds");
    assert_eq!(count("bad-characters", "a.json", &json), 1);
}

#[test]
fn a_lost_letter_is_known_from_the_same_word_elsewhere() {
    let text = "@misc{a, author = {Bart?k, Anna}, title = {T}}\n\
                @misc{b, author = {Bart{\\'o}k, Anna}, title = {U}}\n";
    let found = check_text("a.bib", text).diagnostics;
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!(finding.help.as_deref(), Some("did you mean `Bartók`?"));
}

#[test]
fn fields_exclude_each_other_as_the_dialect_says() {
    for (text, own) in [
        ("@book{a, author={D}, editor={E}, title={T}, publisher={P}, address={L}, year=2000}", 1),
        ("@book{a, author={D}, editor={E}, title={T}, publisher={P}, date={2000}}", 0),
        ("@incollection{a, author={D}, editor={E}, title={T}, booktitle={B}, year=2000}", 0),
        ("@article{a, journal={J}, year={2000}, date={2000-03}}", 0),
        ("@article{a, journal={J}, year={2000}, date={2001}}", 1),
        ("@article{a, journal={J}, year={2000}, date={1999/2001}}", 0),
        ("@article{a, journal={J}, journaltitle={J}, year={2000}}", 0),
        ("@article{a, journal={J}, journaltitle={Journal}, year={2000}}", 1),
        ("@inproceedings{a, address={New York}, location={Oslo}, year={2000}}", 0),
        ("@article{a, journaltitle={J}, year={2000}, date={2000-03}}", 1),
        ("@article{a, journaltitle={J}, year={in press}, date={2000-03}}", 1),
        ("@article{a, journaltitle={J}, journal={{J}}, date={2000}}", 1),
        ("@thesis{a, institution={U}, school={V}, date={2000}}", 1),
        ("@thesis{a, institution={U}, school={}, date={2000}}", 0),
    ] {
        assert_eq!(count("exclusive-fields", "a.bib", text), own, "{text}");
    }
}

#[test]
fn numbers_of_magazines_and_whole_series_need_no_volume() {
    let article = |journal: &str, number: &str, date: &str| {
        format!("@article{{a, author={{D}}, title={{T}}, journal={{{journal}}}, {number}, {date}}}")
    };
    for (journal, number, date, own) in [
        ("A Journal", "number={3}", "year={2000}", 1),
        ("A Journal", "number=12", "year={2000}", 1),
        ("A Journal", "number={35}", "year={2000}", 0),
        ("A Journal", "number={3}, volume={1}", "year={2000}", 0),
        ("A Journal", "number={3}, volumne={1}", "year={2000}", 0),
        ("A Journal", "number={3}", "date={2000-03-01}", 0),
        ("Scientific Magazine", "number={3}", "year={2000}", 0),
        ("The New York Times", "number={3}", "year={2000}", 0),
        ("Physical Review Letters", "number={3}", "year={2000}", 1),
    ] {
        let text = article(journal, number, date);
        assert_eq!(count("number-without-volume", "a.bib", &text), own, "{text}");
    }
}

#[test]
fn citations_in_values_are_reported_once_a_file() {
    let entry = |key: &str| {
        format!(
            "@misc{{{key}, author={{D}}, title={{T}}, note={{See \\cite{{x}} and \\cite{{y}}}}}}\n"
        )
    };
    let text = entry("a") + &entry("b");
    let found = check_text("a.bib", &text).diagnostics;
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert!(finding.message.ends_with("(and those of another citation)"), "{}", finding.message);
}

#[test]
fn prose_between_entries_may_show_fields_and_macros() {
    for prose in [
        "Use the macros as in\n\n  journal = IEEE_J_AC,\n\nto print their names.\n",
        "disabled till verified\nSTRING{IEEE_J_EWS = \"Trans. Eng.\"}\n",
        "An entry ends with\n}\n",
    ] {
        let text = format!("{prose}@misc{{a, key={{A}}, title={{T}}}}\n");
        assert_eq!(count("skipped-content", "a.bib", &text), 0, "{prose}");
    }
    for lost in [
        "  year = {2000},\n",
        "STRING{a = \"A Journal\"}\n",
        "My papers\narticle{b,\n  year = {2000}}\n",
        "Some prose\n@book b\n",
    ] {
        let text = format!("@misc{{a, key={{A}}, title={{T}}}}\n{lost}");
        assert_eq!(count("skipped-content", "a.bib", &text), 1, "{lost}");
    }
}

/// What a finding of a rule becomes when its fix is applied.
fn mended(rule: &str, text: &str) -> String {
    let checked = check_text("a.bib", text);
    let finding = checked.diagnostics.iter().find(|finding| finding.rule.name == rule).unwrap();
    let fixed = apply_fixes(&checked.sources, std::slice::from_ref(finding), Safety::Unsafe);
    let [(_, text)] = &fixed.texts[..] else { panic!("one text changes: {finding:?}") };
    text.clone()
}

#[test]
fn live_comments_are_moved_or_switched_off() {
    for (text, mended_text) in [
        (
            "@misc{a,\n  key = {A},\n  % a = b\n  title = {T}, % more\n}\n",
            "% a = b\n% more\n@misc{a,\n  key = {A},\n  title = {T}, \n}\n",
        ),
        ("%@misc{a, title = {T}}\n", "%misc{a, title = {T}}\n"),
        (
            "% by jo@example.org\n% and @jane\n@misc{a, key = {A}, title = {T}}\n",
            "% by jo at example.org\n% and jane\n@misc{a, key = {A}, title = {T}}\n",
        ),
    ] {
        assert_eq!(mended("live-comment", text), mended_text);
        assert_eq!(count("live-comment", "a.bib", mended_text), 0, "{mended_text}");
    }
    // A comment with an `@` would be live before the entry.
    let text = "@misc{a,\n  key = {A},\n  % jo@example.org\n  title = {T},\n}\n";
    let found = check_text("a.bib", text).diagnostics;
    assert!(found.iter().all(|finding| finding.fix.is_none()), "{found:?}");
}

#[test]
fn comments_matter_less_to_biber() {
    let severities = |text: &str| {
        let found = check_text("a.bib", text).diagnostics;
        found.iter().map(|finding| finding.severity.to_string()).collect::<Vec<_>>().join(" ")
    };
    let entry = |date: &str| {
        format!("@misc{{a, key = {{A}}, title = {{T}}, url = {{http://a.org/}},\n% no\n {date}}}\n")
    };
    let comment = "% jo@example.org\n";
    let bibtex = entry("year = {2001}, address = {A}, journal = {J}, annote = {S}") + comment;
    assert_eq!(severities(&bibtex), "error warning");
    assert_eq!(severities(&(entry("date = {2001}, urldate = {2002}") + comment)), "warning info");
}

/// Words for "and others" are found in every form, in a macro too, and names are left alone.
#[test]
fn words_for_others_are_found_wherever_they_stand() {
    let words = |author: &str| {
        let strings =
            "@string{many = {Doe, Jane and et al.}}\n@string{few = {Doe, Jane and others}}\n";
        let text = format!(
            "{strings}@book{{doe, author = {author}, title = {{T}}, publisher = {{P}}, year = 2001}}\n"
        );
        let checked = check_text("a.bib", &text);
        let found = checked.diagnostics.iter().find(|it| it.rule.name == "et-al-in-data")?;
        let place = checked.sources.slice(found.primary.location).to_owned();
        Some((found.message.split('`').nth(3).unwrap().to_owned(), place))
    };
    for (author, shown) in [
        ("{Doe, J. et al.}", "et al."),
        ("{Doe, J., et al}", "et al"),
        ("{Doe and Roe et. al.}", "et. al."),
        ("{Doe, Jane and Roe, Rick et~al.}", "et~al."),
        ("{Doe, Jane and ...}", "..."),
        ("{Doe, Jane and Others}", "Others"),
        ("{Doe, Jane and colleagues}", "colleagues"),
        ("{Hill et al., M. D.}", "et al."),
        ("{Doe, Jane and and others}", "others"),
        ("{Doe, J. and others and Roe, R.}", "others"),
    ] {
        let shown = (shown.to_owned(), shown.to_owned());
        assert_eq!(words(author), Some(shown), "{author}");
    }
    assert_eq!(words("many"), Some(("et al.".to_owned(), "many".to_owned())));
    assert_eq!(
        words("{Roe, Rick} # { and } # many"),
        Some(("et al.".to_owned(), "many".to_owned()))
    );
    for author in [
        "{Doe, Jane and others}",
        "few",
        "{Roe, Rick and } # few",
        "{Fanthorpe, U. A.}",
        "{Al, Et}",
        "{Planet Al}",
        "{Bennet, Alan and Brothers, Joyce}",
        "{{Friends and Colleagues}}",
        "{{Doe et al.} and Roe, Rick}",
        "{Others, Olga and Doe, Jane}",
    ] {
        assert_eq!(words(author), None, "{author}");
    }
}

/// A value that comes through a macro is judged by what the macro says, and no edit is offered.
#[test]
fn macros_are_judged_by_what_they_say() {
    let found = |strings: &str, field: &str| {
        let text = format!(
            "{strings}\n@article{{a, author = {{A, B}}, title = {{T}}, journal = {{J}}, volume = 1, \
             year = 2001, {field}}}\n"
        );
        let checked = check_text("a.bib", &text);
        let slice = |place| checked.sources.slice(place).to_owned();
        let all = checked.diagnostics.iter();
        all.map(|it| (it.rule.name, slice(it.primary.location), it.fix.is_some()))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("@string{d = {10.1000/182}}", "doi = d"), []);
    assert_eq!(found("@string{i = {0-14-018765-0}}", "isbn = i"), []);
    let bad = |rule, place: &str| vec![(rule, place.to_owned(), false)];
    assert_eq!(found("@string{d = {10.1000%2F182}}", "doi = d"), bad("doi-malformed", "d"));
    assert_eq!(found("@string{p = {120--31}}", "pages = p"), []);
    assert_eq!(found("@string{p = {120--113}}", "pages = p"), bad("reversed-pages", "p"));
    // Only the piece that is wrong is underlined.
    assert_eq!(
        found("", "pages = {12, } # {120--113}"),
        [("reversed-pages", "120--113".to_owned(), false)]
    );
}

#[test]
fn a_misspelt_field_is_not_missing_too_and_a_finding_names_one_field() {
    let text = "@article{a, auhtor = {Doe, J.}, title = {T}, volume = 1}\n";
    let found = check_text("a.bib", text).diagnostics;
    let found: Vec<_> = found.iter().map(|it| (it.rule.name, it.field.as_deref())).collect();
    assert_eq!(
        found,
        [("missing-required", Some("journal")), ("unknown-field", Some("auhtor"))],
        "both the journal and the year are missing"
    );
}

/// What an alias of YAML repeats is one fault, of the entry that has the anchor.
#[test]
fn what_an_alias_repeats_is_found_once() {
    let text = "\
a:\n  type: article\n  title: T\n  author: &who \"et al.\"\n  date: &day 2001-13\n  page-range: &p 120-113\n  \
parent: &journal\n    type: periodical\n    title: \"\"\n\
b:\n  type: article\n  title: U\n  author: *who\n  date: *day\n  page-range: *p\n  parent: *journal\n";
    let checked = check_text("a.yaml", text);
    let mut counts = std::collections::BTreeMap::new();
    for finding in &checked.diagnostics {
        *counts.entry(finding.rule.name).or_insert(0) += 1;
        assert_eq!(finding.first_key(), Some("a"), "{}", finding.message);
    }
    for rule in ["reversed-pages", "invalid-date", "et-al-in-data", "empty-or-placeholder"] {
        assert_eq!(counts.get(rule), Some(&1), "{rule}: {counts:?}");
    }
}
