//! refer, as EndNote exports it (`.enw`): what its tags mean in RIS.
//!
//! *Source*: refer(1) of groff; the tags of EndNote's filter "EndNote Import".

use std::borrow::Cow;

use crate::model::is_word_of_body;
use crate::read::ris::tags::OWN;
use crate::source::Span;
use crate::syntax::ris::{Field, Record};

/// Gives each field of a record its meaning in RIS, and the record its type.
pub(super) fn translate<'a>(record: Record<'a>) -> Record<'a> {
    let mut fields: Vec<Field<'a>> = Vec::with_capacity(record.fields.len() + 1);
    if !record.fields.iter().any(|field| field.tag == "%0") {
        let place = Span::at(record.span.start as usize);
        fields.push(Field {
            tag: "%0",
            means: "TY",
            tag_span: place,
            value: Cow::Borrowed(guessed(&record)),
            value_span: place,
            whole: record.fields.first().map_or(place, |field| field.whole),
        });
    }
    let year = record.fields.iter().find(|field| field.tag == "%D").map(|it| it.value.to_string());
    let fields_of = record.fields.into_iter().map(|it| match (it.tag, &year) {
        ("%8", Some(year)) => with_year(it, year),
        _ => it,
    });
    fields.extend(fields_of.map(field));
    Record { span: record.span, fields }
}

/// A date with the year, which EndNote writes in a field of its own.
fn with_year<'a>(field: Field<'a>, year: &str) -> Field<'a> {
    let digits = field.value.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 4 || field.value.is_empty() {
        return field;
    }
    Field { value: Cow::Owned(format!("{} {year}", field.value)), ..field }
}

/// The type of a record that has none, by its fields.
fn guessed(record: &Record<'_>) -> &'static str {
    let has = |tag: &str| record.fields.iter().any(|field| field.tag == tag);
    match () {
        () if has("%J") => "JOUR",
        () if has("%B") => "CHAP",
        () if has("%R") => "RPRT",
        () if has("%I") => "BOOK",
        () => "GEN",
    }
}

fn field(mut field: Field<'_>) -> Field<'_> {
    field.means = match field.tag {
        "%0" => "TY",
        "%A" => "AU",
        "%B" => "T2",
        "%C" => "CY",
        "%D" => "PY",
        "%E" => "ED",
        "%F" => "ID",
        "%G" => "LA",
        "%I" => "PB",
        "%J" => "JF",
        "%K" => "KW",
        "%L" => "CN",
        "%N" => "IS",
        "%O" | "%Z" => "N1",
        "%P" => "SP",
        "%R" if field.value.contains("10.") => "DO",
        "%R" => "IS",
        "%S" => "T3",
        "%T" => "TI",
        "%U" => "UR",
        "%V" => "VL",
        "%X" => "AB",
        "%Y" => "A3",
        "%?" => "A4",
        "%!" => "ST",
        "%@" => "SN",
        "%7" => "ET",
        "%8" => "DA",
        "%9" => "M3",
        "%&" => "SE",
        "%6" => "NV",
        "%[" => "Y2",
        "%~" => "DP",
        "%*" => "RI",
        "%<" => "RN",
        "%M" => "AN",
        "%+" => "AD",
        "%W" => "DB",
        "%1" => "C1",
        "%2" => "C2",
        "%3" => "C3",
        "%4" => "C4",
        "%>" => "L1",
        "%^" => "CA",
        "%(" => "OP",
        _ => OWN,
    };
    let value = match field.means {
        "TY" => type_of(&field.value).map(str::to_owned),
        "AU" | "ED" | "A3" | "A4" => inverted(&field.value),
        _ => None,
    };
    if let Some(value) = value {
        field.value = Cow::Owned(value);
    }
    field
}

/// `Knuth, Donald E.` for `Donald E. Knuth`, as refer has names; EndNote writes them inverted, and a
/// comma after that of an organization.
fn inverted(name: &str) -> Option<String> {
    let (given, family) = name.rsplit_once(' ').filter(|_| !name.contains(','))?;
    let is_body = name.split_whitespace().any(is_word_of_body);
    (!is_body).then(|| format!("{family}, {given}"))
}

/// The type of RIS for EndNote's name of a type.
fn type_of(name: &str) -> Option<&'static str> {
    TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, word)| *word)
}

/// EndNote's names of types, with those of RIS.
#[rustfmt::skip]
const TYPES: [(&str, &str); 50] = [
    ("Aggregated Database", "AGGR"), ("Ancient Text", "ANCIENT"), ("Artwork", "ART"),
    ("Audiovisual Material", "ADVS"), ("Bill", "BILL"), ("Blog", "BLOG"), ("Book", "BOOK"),
    ("Book Section", "CHAP"), ("Case", "CASE"), ("Catalog", "CTLG"),
    ("Chart or Table", "CHART"), ("Classical Work", "CLSWK"), ("Computer Program", "COMP"),
    ("Conference Paper", "CPAPER"), ("Conference Proceedings", "CONF"), ("Dataset", "DATA"),
    ("Dictionary", "DICT"), ("Discussion Forum", "BLOG"), ("Edited Book", "EDBOOK"),
    ("Electronic Article", "EJOUR"), ("Electronic Book", "EBOOK"),
    ("Electronic Book Section", "ECHAP"), ("Encyclopedia", "ENCYC"), ("Equation", "EQUA"),
    ("Figure", "FIGURE"), ("Film or Broadcast", "MPCT"), ("Generic", "GEN"),
    ("Government Document", "GOVDOC"), ("Grant", "GRANT"), ("Hearing", "HEAR"),
    ("Interview", "INTV"), ("Journal Article", "JOUR"), ("Legal Rule or Regulation", "LEGAL"),
    ("Magazine Article", "MGZN"), ("Manuscript", "MANSCPT"), ("Map", "MAP"), ("Music", "MUSIC"),
    ("Newspaper Article", "NEWS"), ("Online Database", "DBASE"), ("Pamphlet", "PAMP"),
    ("Patent", "PAT"), ("Personal Communication", "PCOMM"), ("Podcast", "PODCST"),
    ("Report", "RPRT"), ("Serial", "SER"), ("Standard", "STAND"), ("Statute", "STAT"),
    ("Thesis", "THES"), ("Unpublished Work", "UNPB"), ("Web Page", "ELEC"),
];
