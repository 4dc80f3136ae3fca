use super::{NameOptions, read_names};
use crate::model::Name;
use crate::read::bibtex::strings::Value;
use crate::read::bibtex::tex::{Definitions, Tex};
use crate::source::SourceId;

/// Each name as `given|dropping|non-dropping|family|suffix`, or in brackets; then the findings.
fn read(raw: &str, options: NameOptions) -> (Vec<String>, Vec<String>) {
    let definitions = Definitions::default();
    let mut tex = Tex::new(&definitions);
    let mut problems = Vec::new();
    let value = Value::of_text(raw);
    let names = read_names(&value, options, &mut tex, SourceId(0), &mut problems);
    let names = names.iter().map(|name| match name {
        Name::Literal(name) => format!("[{name}]"),
        Name::Person(p) => {
            [&p.given, &p.dropping_particle, &p.non_dropping_particle, &p.family, &p.suffix]
                .map(String::as_str)
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
        &["Ludwig|van||Beethoven|", "Ann|von||Berg|Jr."],
    );
    check(
        "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
        &["Charles Louis Xavier Joseph|de la||Vallée Poussin|"],
    );
    check("De la Cruz, Mar{\\'\\i}a", &["María|De la||Cruz|"]);
    check("jean de la fontaine du bois joli", &["|jean de la fontaine du bois||joli|"]);
    check("{\\'E}mile Zola and {\\'e}mile zola X", &["Émile|||Zola|", "|émile zola||X|"]);
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
    check("{\\O}ystein {\\O}re and \\~{n}andu X", &["Øystein|||Øre|", "|ñandu||X|"]);
}

#[test]
fn bodies_and_others() {
    check(
        "{Barnes and Noble} and {{IEEE}} and others",
        &["[Barnes and Noble]", "[IEEE]", "[others]"],
    );
    check("{Barnes and Noble} Inc.", &["Barnes and Noble|||Inc.|"]);
    check("Anderson, Sandra and Brandt, L.", &["Sandra|||Anderson|", "L.|||Brandt|"]);
}

#[test]
fn biblatex_parts() {
    check(
        "family=Harman, given=Hans, given-i=H, prefix=of the, suffix=Jr",
        &["Hans|of the||Harman|Jr"],
    );
    check(
        "given=Simon, family={de la Beck}, prefix=von, useprefix=true",
        &["Simon||von|de la Beck|"],
    );
    let use_prefix = NameOptions { use_prefix: true, ..NameOptions::default() };
    assert_eq!(read("van Gennep, Arnold", use_prefix).0, ["Arnold||van|Gennep|"]);
}

#[test]
fn what_is_no_name_is_said() {
    let found = |raw: &str| read(raw, NameOptions::default()).1;
    assert_eq!(found("and A B"), ["the list begins with `and` <and>"]);
    assert_eq!(found("A B and and C D"), ["no name stands between two `and` <and>"]);
    assert_eq!(found("A B and"), ["no name follows the last `and` <and>"]);
    assert_eq!(found("A, B, C, D"), ["the name `A, B, C, D` has 3 commas <A, B, C, D>"]);
    assert_eq!(found("A B and Smith,"), ["the name `Smith,` ends with a comma <Smith,>"]);
    assert_eq!(found(", B"), ["the name `, B` has nothing before its comma <, B>"]);
    assert_eq!(found("familie=A, given=B"), ["a name has no part `familie` <familie=A>"]);
    assert_eq!(read("A, B, C, D", NameOptions::default()).0, ["[A, B, C, D]"]);
}
