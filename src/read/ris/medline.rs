//! MEDLINE, as PubMed exports it (`.nbib`): what its tags mean in RIS.
//!
//! *Source*: "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of Medicine.

use std::borrow::Cow;

use crate::read::ris::tags::{OWN, PMID, UNREAD};
use crate::source::Span;
use crate::syntax::ris::{Field, Record};

/// Gives each field of a record its meaning in RIS, and the record its type.
pub(super) fn translate<'a>(record: Record<'a>) -> Record<'a> {
    let has = |tag: &str| record.fields.iter().any(|field| field.tag == tag);
    let work = Work {
        has_full_authors: has("FAU"),
        has_full_editors: has("FED"),
        has_title: has("TI"),
        is_in_journal: has("JT") || has("TA"),
    };
    let word = work.word(&record);
    let place = record.fields.iter().find(|field| field.tag == "PT").map(|it| it.value_span);
    let place = place.unwrap_or(Span::at(record.span.start as usize));
    let mut fields: Vec<Field<'a>> = vec![Field {
        tag: "PT",
        means: "TY",
        tag_span: place,
        value: Cow::Borrowed(word),
        value_span: place,
        whole: record.fields.first().map_or(place, |field| field.whole),
    }];
    fields.extend(record.fields.into_iter().map(|field| work.field(field)));
    Record { span: record.span, fields }
}

/// What decides on the meaning of some tags.
struct Work {
    has_full_authors: bool,
    has_full_editors: bool,
    has_title: bool,
    is_in_journal: bool,
}

impl Work {
    /// The type of RIS: a chapter has a title and that of a book.
    fn word(&self, record: &Record<'_>) -> &'static str {
        let has = |tag: &str| record.fields.iter().any(|field| field.tag == tag);
        let is = |word: &str| record.fields.iter().any(|it| it.tag == "PT" && it.value == word);
        match () {
            () if is("Newspaper Article") => "NEWS",
            () if self.is_in_journal => "JOUR",
            () if has("BTI") && self.has_title => "CHAP",
            () if has("BTI") => "BOOK",
            () if is("Technical Report") => "RPRT",
            () if is("Dataset") => "DATA",
            () => "JOUR",
        }
    }

    fn field<'a>(&self, mut field: Field<'a>) -> Field<'a> {
        field.means = match field.tag {
            "PMID" => PMID,
            "PMC" => "C2",
            "TI" | "AB" | "PB" | "LA" | "ID" => field.tag,
            "BTI" if self.has_title => "BT",
            "BTI" => "TI",
            "CTI" => "T3",
            "FAU" => "AU",
            "AU" if !self.has_full_authors => "AU",
            "FED" => "ED",
            "ED" if !self.has_full_editors => "ED",
            // The same people with initials.
            "AU" | "ED" => UNREAD,
            "CN" => "AU",
            "JT" => "JF",
            "TA" => "J2",
            "VI" => "VL",
            "IP" => "IS",
            "PG" => "SP",
            "DP" => "PY",
            "EN" => "ET",
            "PL" => "CY",
            "IS" | "ISBN" => "SN",
            "MH" | "OT" => "KW",
            "AID" | "LID" if field.value.ends_with("[doi]") => "DO",
            _ => OWN,
        };
        let cut = match field.tag {
            "AID" | "LID" => field.value.strip_suffix("[doi]").map(str::trim_end),
            // `0955-2359 (Print)`
            "IS" | "ISBN" => field.value.split_once(" (").map(|(number, _)| number),
            // PubMed ends every title with a full stop.
            "TI" | "BTI" => field.value.strip_suffix('.').filter(|title| !title.ends_with('.')),
            _ => None,
        };
        if let Some(cut) = cut {
            // The number alone is the value, in findings as well.
            field.value_span.end -= (field.value.len() - cut.len()) as u32;
        }
        let value = match field.tag {
            "PG" => whole_range(&field.value),
            "AU" | "ED" => with_comma(&field.value),
            "FAU" | "FED" => with_suffix(&field.value),
            _ => cut.map(str::to_owned),
        };
        if let Some(value) = value {
            field.value = Cow::Owned(value);
        }
        field
    }
}

/// A range of pages with the digits that MEDLINE leaves out: `454-81` is `454-481`.
fn whole_range(pages: &str) -> Option<String> {
    let (first, last) = pages.split_once('-')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let missing = first.len().checked_sub(last.len()).filter(|missing| *missing > 0)?;
    let whole = format!("{}{last}", &first.get(..missing)?);
    (digits(first) && digits(last) && whole.as_str() > first).then(|| format!("{first}-{whole}"))
}

/// `Hellinger, Frank R, Jr` for `Hellinger, Frank R Jr`.
fn with_suffix(name: &str) -> Option<String> {
    let (name, suffix) = divided(name).filter(|(name, _)| name.contains(','))?;
    Some(format!("{name}, {suffix}"))
}

/// A name, and the suffix at its end.
fn divided(name: &str) -> Option<(&str, &str)> {
    const SUFFIXES: [&str; 7] = ["Jr", "Sr", "2nd", "3rd", "4th", "5th", "6th"];
    name.rsplit_once(' ').filter(|(_, suffix)| SUFFIXES.contains(suffix))
}

/// `Long, V` for `Long V`: a family name and initials; `Hellinger, FR, Jr` for `Hellinger FR Jr`.
fn with_comma(name: &str) -> Option<String> {
    let (name, suffix) = divided(name).map_or((name, None), |(name, it)| (name, Some(it)));
    let (family, initials) = name.rsplit_once(' ').filter(|_| !name.contains(','))?;
    let are_initials = initials.chars().all(char::is_uppercase) && initials.chars().count() < 4;
    let suffix = suffix.map_or_else(String::new, |suffix| format!(", {suffix}"));
    are_initials.then(|| format!("{family}, {initials}{suffix}"))
}
