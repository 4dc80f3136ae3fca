use super::{NameOptions, read_names};
use crate::model::Name;
use crate::read::bibtex::strings::Value;
use crate::read::bibtex::tex::{Definitions, Tex};
use crate::read::bibtex::texts::Texts;
use crate::source::SourceId;

/// Each name as `given|dropping|non-dropping|family|suffix`, or in brackets; then the findings.
fn read(raw: &str, options: NameOptions) -> (Vec<String>, Vec<String>) {
    let definitions = Definitions::default();
    let mut tex = Tex::new(&definitions);
    let mut problems = Vec::new();
    let value = Value::of_text(raw);
    let list = read_names(&value, options, &mut tex, &Texts::one(SourceId(0)), &mut problems);
    assert_eq!(list.names.len(), list.places.len(), "{raw}");
    let names = list.names.iter().map(|name| match name {
        Name::Others => "…".to_owned(),
        Name::Literal(name) => format!("[{name}]"),
        Name::Person(p) => {
            [&p.given, &p.dropping_particle, &p.non_dropping_particle, &p.family, &p.suffix]
                .map(|part| part.as_str())
                .join("|")
        }
    });
    let found = problems
        .iter()
        .map(|found| format!("{} <{}>", found.message, &raw[found.primary.location.span.range()]));
    (names.collect(), found.collect())
}

#[track_caller]
fn check(raw: &str, names: &[&str]) {
    assert_eq!(
        read(raw, NameOptions::default()),
        (names.iter().map(|n| n.to_string()).collect(), vec![]),
        "{raw}"
    );
}

#[test]
fn bibtex_rules() {
    check("Ida Mett", &["Ida|||Mett|"]);
    check("Aristotle", &["|||Aristotle|"]);
    check(
        "Ludwig van Beethoven AND von Berg, Jr., Ann",
        &["Ludwig||van|Beethoven|", "Ann||von|Berg|Jr."],
    );
    check(
        "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
        &["Charles Louis Xavier Joseph||de la|Vallée Poussin|"],
    );
    check("De la Cruz, Mar{\\'\\i}a", &["María|||De la Cruz|"]);
    check("jean de la fontaine du bois joli", &["||jean de la fontaine du bois|joli|"]);
    check("{\\'E}mile Zola and {\\'e}mile zola X", &["Émile|||Zola|", "||émile zola|X|"]);
    check(
        "{van der} Berg, A. and {Adam{\\'o}w}, M.~V.",
        &["A.|||van der Berg|", "M. V.|||Adamów|"],
    );
    check("Ali al-Hassan and al-Hassan, Ali", &["Ali|||al-Hassan|", "Ali|||al-Hassan|"]);
    check("V{\\'a}zques{ de }Parga, Luis", &["Luis|||Vázques de Parga|"]);
    check(
        "Fandy Anderson\n  and\tO'Meara, Dominic~J.",
        &["Fandy|||Anderson|", "Dominic J.|||O’Meara|"],
    );
    check("{\\O}ystein {\\O}re and \\~{n}andu X", &["Øystein|||Øre|", "||ñandu|X|"]);
}

#[test]
fn a_capital_in_braces_begins_a_given_name() {
    check("{W}es {M}c{K}inney", &["Wes|||McKinney|"]);
    check("{S}t{\\'e}fan van der {W}alt", &["Stéfan||van der|Walt|"]);
    check("{M}aarten {D}e {R}ijke", &["Maarten||De|Rijke|"]);
}

#[test]
fn bodies_and_others() {
    check("{Barnes and Noble} and {{IEEE}} and others", &["[Barnes and Noble]", "[IEEE]", "…"]);
    check("{Barnes and Noble} Inc.", &["Barnes and Noble|||Inc.|"]);
    check("Anderson, Sandra and Brandt, L.", &["Sandra|||Anderson|", "L.|||Brandt|"]);
}

#[test]
fn biblatex_parts() {
    check(
        "family=Harman, given=Hans, given-i=H, prefix=of the, suffix=Jr",
        &["Hans||of the|Harman|Jr"],
    );
    check(
        "given=Simon, family={de la Beck}, prefix=von, useprefix=true",
        &["Simon||von|de la Beck|"],
    );
    check(
        "given=Simon, family={de la Beck}, prefix=von, useprefix=false",
        &["Simon|von||de la Beck|"],
    );
    check("van Gennep, Arnold", &["Arnold||van|Gennep|"]);
    let drop_prefix = NameOptions { drop_prefix: true, ..NameOptions::default() };
    assert_eq!(read("van Gennep, Arnold", drop_prefix).0, ["Arnold|van||Gennep|"]);
}

#[test]
fn what_is_no_name_is_said() {
    let found = |raw: &str| read(raw, NameOptions::default()).1;
    assert_eq!(found("and A B"), ["the list begins with `and` <and>"]);
    assert_eq!(found("A B and and C D"), ["no name between two `and` <and>"]);
    assert_eq!(found("A B and"), ["no name follows the last `and` <and>"]);
    assert_eq!(found("A, B, C, D"), ["the name `A, B, C, D` has 3 commas <A, B, C, D>"]);
    assert_eq!(
        found("A B and Smith,"),
        ["the name `Smith,` has nothing after its last comma <Smith,>"]
    );
    assert_eq!(found(", B"), ["the name `, B` has nothing before its comma <, B>"]);
    assert_eq!(found("familie=A, given=B"), ["a name has no part `familie` <familie=A>"]);
    assert_eq!(read("A, B, C, D", NameOptions::default()).0, ["[A, B, C, D]"]);
}

#[test]
fn compound_family_names_are_whole() {
    check("Ortegal y Gassol, José", &["José|||Ortegal y Gassol|"]);
    check("Gomez da Silvo, João", &["João|||Gomez da Silvo|"]);
    check("Meiss van der Rohn, Ludo", &["Ludo|||Meiss van der Rohn|"]);
    check("van der Rohn, Ludo", &["Ludo||van der|Rohn|"]);
    check("de la Cruz, X", &["X||de la|Cruz|"]);
    check("von Berlichingen zu Hornberg, Götz", &["Götz||von|Berlichingen zu Hornberg|"]);
    check("van der rohn, ludo", &["ludo||van der|rohn|"]);
    check("d'Alembert, Jean and d' Aubert, Luc", &["Jean|||d’Alembert|", "Luc||d’|Aubert|"]);
    check("d'Aubert de la Tour, Luc", &["Luc|||d’Aubert de la Tour|"]);
    check("'t Hoof, Gerda and Pi i Mar, Joan", &["Gerda||’t|Hoof|", "Joan|||Pi i Mar|"]);
    check("{\\relax Ch}arles Fu", &["Charles|||Fu|"]);
    let thin = read("Ga, J.\\,K.", NameOptions::default());
    assert!(thin.0[0].starts_with("J.") && thin.0[0].ends_with("K.|||Ga|"), "{thin:?}");
}

#[test]
fn initials_behind_a_family_name_are_the_given_names() {
    check("Vapnik V. and Pless V.S.", &["V.|||Vapnik|", "V.S.|||Pless|"]);
    check("de la Cruz J.-P. and Roe V.~N.", &["J.-P.||de la|Cruz|", "V. N.|||Roe|"]);
    check("John Paul II and Malcolm X", &["[John Paul II]", "Malcolm|||X|"]);
    check("Siemens A.G. and Stadler Peter F.", &["Siemens|||A.G.|", "Stadler Peter|||F.|"]);
    check("Smith JR and Jones AB", &["J. R.|||Smith|", "A. B.|||Jones|"]);
    check("Wei LI and Jun MA", &["Wei|||LI|", "Jun|||MA|"]);
    check("J. Roe and M.E.Sweedler", &["J.|||Roe|", "M.E.|||Sweedler|"]);
    check(r#"J. Roe and Heikkil{\"a}J."#, &["J.|||Roe|", "J.|||Heikkilä|"]);
    check("Arvind D.K., Furber S.", &["D.K.|||Arvind|", "S.|||Furber|"]);
    check("V. Vapnik and {Bill W.} and Hale CD", &["V.|||Vapnik|", "[Bill W.]", "Hale|||CD|"]);
}

#[test]
fn people_whom_other_marks_divide_are_people() {
    check(r"N. Doe \& M. Ben Roe and X. Poe", &["N.|||Doe|", "M. Ben|||Roe|", "X.|||Poe|"]);
    check("A. Moss, C. D. Hale and E. Wood", &["A.|||Moss|", "C. D.|||Hale|", "E.|||Wood|"]);
    check("Moss A, Hale CD, Wood E", &["A.|||Moss|", "C. D.|||Hale|", "E.|||Wood|"]);
    let (names, found) = read(r"Moss, A., Hale, C. D., \& Wood, E.", NameOptions::default());
    assert_eq!(names, ["A.|||Moss|", "C. D.|||Hale|", "E.|||Wood|"]);
    assert_eq!(found.len(), 1, "{found:?}");
    check("Jo Moss and Ann Hale, Eva Wood", &["Jo|||Moss|", "Ann|||Hale|", "Eva|||Wood|"]);
    check(r"Dun \& Bradstreet and AT\&T", &["Dun &|||Bradstreet|", "|||AT&T|"]);
    check("St. John, A. and Roe, Jr., R.", &["A.|||St. John|", "R.|||Roe|Jr."]);
}

#[test]
fn lists_go_on() {
    let goes_on = ["Jane|||Doe|", "…"];
    for raw in [
        "Doe, Jane and others",
        "Doe, Jane and {others}",
        "Doe, Jane and Others",
        "Doe, Jane and and others",
        "Doe, Jane and et al.",
        "Doe, Jane and et~al.",
        "Doe, Jane and \\emph{et al.}",
        "Doe, Jane et al.",
        "Doe, Jane, et al.",
        "Doe et al., Jane",
        "Doe, Jane and ...",
        "Doe, Jane and \\ldots",
        "Doe, Jane and colleagues",
        "Doe, Jane u. a.",
        "Doe, Jane and и др.",
        "Doe, Jane and 等",
        "Jane Doe \\& others",
        "others and Doe, Jane",
    ] {
        check(raw, &goes_on);
    }
    check("Doe et al. and Roe, Jo", &["|||Doe|", "Jo|||Roe|", "…"]);
    check("others", &["|||others|"]);
    check("{Doe et al.}", &["[Doe et al.]"]);
    check("Others, Jane and Al, Et", &["Jane|||Others|", "Et|||Al|"]);
}

#[test]
fn options_of_a_list_are_no_people() {
    check(
        "sortingnamekeytemplatename=initials and Doe, Jane and useprefix=true and van Gal, Jo",
        &["Jane|||Doe|", "Jo||van|Gal|"],
    );
    check("nosortothers=false and Doe, Jane and others", &["Jane|||Doe|", "…"]);
    check(
        "given={Jo Ann}, family=Gal, prefix={van der}, prefix-i=vd, sortingnamekeytemplatename=x",
        &["Jo Ann||van der|Gal|"],
    );
    check("given-i={J}, given=Jo, family=Gal", &["Jo|||Gal|"]);
}

#[test]
fn stray_commas_and_semicolons() {
    let one = |raw: &str| {
        let (names, found) = read(raw, NameOptions::default());
        (names.join(" + "), found.join(" + "))
    };
    assert_eq!(one("Doe, Jane,").0, "Jane|||Doe|");
    assert_eq!(
        one("Fan,, Yi"),
        (
            "Yi|||Fan|".to_owned(),
            "the name `Fan,, Yi` has two commas in a row <Fan,, Yi>".to_owned()
        )
    );
    assert_eq!(one("Doe,, Jr., Jane").0, "Jane|||Doe|Jr.");
    assert_eq!(one("van Gal,").0, "||van|Gal|");
    assert_eq!(one(",").0, "");
    assert_eq!(
        one("Doe, Jane; Roe, Rick"),
        ("Jane|||Doe| + Rick|||Roe|".to_owned(), String::new())
    );
    assert_eq!(one("M&#252;ller, Jo; {A; B}").0, "Jo|||Müller| + [A; B]");
    assert_eq!(one(r"Fr\&\#233;do Durand; Roe, Jo").0, "Frédo|||Durand| + Jo|||Roe|");
    assert_eq!(one("Doe, Jane;").1, "");
}

#[test]
fn what_has_no_family_name_is_a_body() {
    check(
        "村上 春樹 and 김 철수 and カール マルクス",
        &["春樹|||村上|", "철수|||김|", "カール|||マルクス|"],
    );
    check("Foo #1 and R2, D2 and _", &["[Foo #1]", "D2|||R2|", "|||_|"]);
}

/// A usual list is read as it would be without the short way, and what looks for something unusual
/// in names finds nothing in it.
#[test]
fn usual_lists_are_read_as_all_others() {
    #[rustfmt::skip]
    const FIRST: [&str; 26] = [
        "Doe", "Li", "Müller-Lüdenscheidt", "García", "Ng", "Al", "Kim", "Van", "Jr", "J.", "Bank",
        "The", "Col", "Dr", "Jean-Paul", "O'Neill", "And", "G{\\\"o}del", "{\\'E}tienne", "{\\O}rsted",
        "Universit{\\\"a}t", "Ho\\v{c}a", "Mart\\'{\\i}n", "\\'Etienne", "Nguyễn", "Stra{\\ss}er",
    ];
    #[rustfmt::skip]
    const SECOND: [&str; 15] = [
        "Jane", "J.", "J. Q.", "Rick Q.", "Anna Maria", "Li", "Sr", "Zoë", "University", "Et Al",
        "Anna-Lena", "QR", "Jos{\\'e} M.", "Émile", "JÁNOS",
    ];
    const BETWEEN: [&str; 4] = [" and ", "\n  and ", " and\n\t", "  and  "];
    let names = || {
        let pairs = FIRST.iter().flat_map(|a| SECOND.iter().map(move |b| (*a, *b)));
        pairs.flat_map(|(a, b)| [format!("{a}, {b}"), format!("{b} {a}"), format!("{a} {b}")])
    };
    let all: Vec<String> = names().collect();
    let mut usual = 0;
    for (at, first) in all.iter().enumerate() {
        let second = &all[(at * 7 + 3) % all.len()];
        let and = BETWEEN[at % BETWEEN.len()];
        for list in [
            first.clone(),
            format!("{first}{and}{second}"),
            format!("{first}{and}others"),
            format!("{first}{and}{second} and {first}"),
        ] {
            let value = Value::of_text(&list);
            let definitions = Definitions::default();
            let names = super::usual::usual_names(&list, &mut Tex::new(&definitions));
            let Some(names) = names else { continue };
            usual += 1;
            let mut problems = Vec::new();
            let read = super::read_unusual(
                &value,
                NameOptions::default(),
                &mut Tex::new(&definitions),
                &Texts::one(SourceId(0)),
                &mut problems,
            );
            assert!(problems.is_empty(), "{list}: {problems:?}");
            let places: Vec<_> = names.iter().map(|it| value.locate_slice(it.text)).collect();
            assert_eq!(places, read.places, "{list}");
            assert!(super::divided_people(&list).is_none(), "{list}");
            for name in &names {
                assert_eq!(super::name_as_written(name.text), None, "{list}");
            }
            let names: Vec<Name> = names.into_iter().map(|it| it.name).collect();
            assert_eq!(names, read.names, "{list}");
            assert_eq!(names.last() == Some(&Name::Others), read.others.is_some(), "{list}");
        }
    }
    assert!(usual > 900, "{usual} lists are usual");
}
