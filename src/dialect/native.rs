//! What the types of a format are called in other formats that make the same distinction, although
//! CSL does not: BibLaTeX's `collection` and hayagriva's `anthology` are both a `book` in CSL.

use crate::dialect::bib::Kind;
use crate::model::{EntryType, NativeType, TypeFamily};

/// The types that say the same in BibLaTeX, in hayagriva and in RIS; the first row with a word is
/// the one that counts.
const SAME: &[[&str; 3]] = &[
    ["collection", "anthology", "EDBOOK"],
    ["proceedings", "proceedings", ""],
    ["reference", "reference", ""],
    ["inbook", "chapter", "CHAP"],
    ["incollection", "anthos", "CHAP"],
    ["mvcollection", "anthology", "EDBOOK"],
    ["mvproceedings", "proceedings", ""],
    ["mvreference", "reference", ""],
    ["unpublished", "manuscript", "UNPB"],
    ["online", "web", "ELEC"],
    ["electronic", "web", "ELEC"],
    ["www", "web", "ELEC"],
    ["audio", "audio", "SOUND"],
    ["video", "video", "VIDEO"],
    ["artwork", "artwork", "ART"],
    ["image", "artwork", "ART"],
];

/// The word for a type in another format, if that has one.
pub(crate) fn word(native: &NativeType, family: TypeFamily) -> Option<&str> {
    if native.family == family {
        return Some(&native.word);
    }
    let row = SAME.iter().find(|row| row[column(native.family)] == &*native.word)?;
    Some(row[column(family)]).filter(|word| !word.is_empty())
}

/// True if CSL's type says all that an entry's own type does: the word is an alias of the one that
/// CSL's type leads back to.
pub(crate) fn is_in_csl(native: &NativeType, kind: EntryType) -> bool {
    match native.family {
        TypeFamily::Bib => canonical(&native.word) == Some(Kind::of_csl(kind).0.name()),
        TypeFamily::Hayagriva => {
            kind == EntryType::Chapter && ["chapter", "anthos"].contains(&&*native.word)
        }
        TypeFamily::Ris => false,
    }
}

fn canonical(word: &str) -> Option<&'static str> {
    let kind = Kind::from_name(word)?;
    Some(kind.alias_of().unwrap_or(kind.name()))
}

/// True if a type of the family says the same as an entry's own type: it is the same type under
/// another name, or the same distinction.
pub(crate) fn says_the_same(native: &NativeType, family: TypeFamily, other: &str) -> bool {
    let is_alias = || canonical(&native.word).is_some_and(|one| canonical(other) == Some(one));
    match (native.family == family, family) {
        (true, TypeFamily::Bib) => native.word.eq_ignore_ascii_case(other) || is_alias(),
        (true, _) => native.word.eq_ignore_ascii_case(other),
        (false, _) => SAME.iter().any(|row| {
            row[column(native.family)] == &*native.word
                && row[column(family)].eq_ignore_ascii_case(other)
        }),
    }
}

const fn column(family: TypeFamily) -> usize {
    match family {
        TypeFamily::Bib => 0,
        TypeFamily::Hayagriva => 1,
        TypeFamily::Ris => 2,
    }
}
