//! People whom a word of another language, a slash or a mark of Chinese and Japanese joins:
//! `Meier, Anna und Schulze, Karl`, `王伟，李娜`.

use crate::read::bibtex::names::list::items;
use crate::read::bibtex::names::shapes::{begins_with_initials, is_whole_name};
use crate::words::Words;

/// What people are joined by who do not know of BibTeX's ` and `.
const JOINTS: [&str; 15] =
    ["und", "et", "y", "e", "en", "i", "a", "og", "och", "ja", "ve", "и", "та", "\\and", "/"];

static JOINT_WORDS: Words<15> = Words::new(JOINTS);

/// Those of them that are in no name, so that initials before them are enough.
const SURE_JOINTS: [&str; 5] = ["und", "et", "и", "\\and", "/"];

/// The marks between names in Chinese and Japanese, and in Arabic and Persian.
const WIDE_MARKS: [&str; 5] = ["，", "、", "；", "،", "؛"];

/// The people of a list, and the first mark that joins some of them; `None` where none does.
pub(super) fn joined_people(list: &str) -> Option<(&'static str, Vec<String>)> {
    if !may_be_joined(list) {
        return None;
    }
    if let Some(&mark) = WIDE_MARKS.iter().find(|mark| list.contains(**mark)) {
        return by_wide_marks(list).map(|people| (mark, people));
    }
    let (mut first, mut people) = (None, Vec::new());
    for item in items(list) {
        match by_joints(item.text) {
            Some((mark, joined)) => {
                first = first.or(Some(mark));
                people.extend(joined.into_iter().map(str::to_owned));
            }
            None if item.text.is_empty() => {}
            None => people.push(item.text.to_owned()),
        }
    }
    first.map(|mark| (mark, people))
}

/// Whether any joint may be in a list: most have none, which is seen by a glance.
pub(super) fn may_be_joined(list: &str) -> bool {
    if !list.is_ascii() && WIDE_MARKS.iter().any(|mark| list.contains(mark)) {
        return true;
    }
    list.split_ascii_whitespace().any(|word| JOINT_WORDS.has(word))
}

fn by_wide_marks(list: &str) -> Option<Vec<String>> {
    if list.contains('{') {
        return None;
    }
    let is_mark = |c: char| WIDE_MARKS.iter().any(|mark| mark.starts_with(c));
    let pieces = items(list).flat_map(|item| item.text.split(is_mark));
    let people: Vec<&str> = pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect();
    // `علي، محمد` is a family name before its given name.
    if list.contains('،') && people.iter().any(|name| !name.contains(' ')) {
        return None;
    }
    let is_name = |name: &&str| name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    (people.len() > 1 && people.iter().all(is_name))
        .then(|| people.into_iter().map(str::to_owned).collect())
}

/// The people of one item, where each is a name with its comma, or has initials that say so.
fn by_joints(item: &str) -> Option<(&'static str, Vec<&str>)> {
    let (mut pieces, mut mark, mut are_sure) = (Vec::new(), None, true);
    let (mut start, mut depth) = (0, 0_i32);
    let mut at = 0;
    for word in item.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let bare = word.trim_ascii_end();
        if let Some(joint) = JOINTS.iter().find(|joint| depth == 0 && **joint == bare) {
            pieces.push(item[start..at].trim_ascii());
            start = at + word.len();
            mark = mark.or(Some(*joint));
            are_sure &= SURE_JOINTS.contains(joint);
        }
        depth += word.bytes().map(|b| i32::from(b == b'{') - i32::from(b == b'}')).sum::<i32>();
        at += word.len();
    }
    let mark = mark?;
    pieces.push(item[start..].trim_ascii());
    let in_order = |piece: &&str| is_in_order(piece, mark);
    let are_people = pieces.iter().all(|piece| has_family_and_given(piece))
        || are_sure && pieces.iter().all(in_order);
    are_people.then_some((mark, pieces))
}

/// `Family, Given`, with that one comma.
fn has_family_and_given(piece: &str) -> bool {
    let has_letter = |part: &str| part.contains(char::is_alphabetic);
    piece.split_once(',').is_some_and(|(family, given)| {
        has_letter(family) && has_letter(given) && !given.contains(',')
    })
}

/// `J. Doe`; beside a slash or TeX's `\and`, which are in no name of a body either, `Jane Doe`.
fn is_in_order(piece: &str, mark: &str) -> bool {
    let is_sign = matches!(mark, "/" | "\\and");
    begins_with_initials(piece) || is_sign && (is_whole_name(piece) || has_family_and_given(piece))
}

#[cfg(test)]
mod tests {
    use super::joined_people;

    #[test]
    fn people_are_told_from_names_of_several_words() {
        for (list, mark, people) in [
            ("Meier, Anna und Schulze, Karl", "und", "Meier, Anna and Schulze, Karl"),
            ("Dupont, Jean et Martin, Luc", "et", "Dupont, Jean and Martin, Luc"),
            ("García, Juan y Pérez, Luis", "y", "García, Juan and Pérez, Luis"),
            (
                "Jansen, P. en de Vries, K. and Roe, R.",
                "en",
                "Jansen, P. and de Vries, K. and Roe, R.",
            ),
            ("J. Doe und K. Roe", "und", "J. Doe and K. Roe"),
            ("Meier, Anna / Schulze, Karl", "/", "Meier, Anna and Schulze, Karl"),
            ("Anna Meier / Karl Schulze", "/", "Anna Meier and Karl Schulze"),
            ("Jane Doe \\and John Roe", "\\and", "Jane Doe and John Roe"),
            ("王伟，李娜，张强", "，", "王伟 and 李娜 and 张强"),
            ("山田太郎、鈴木花子", "、", "山田太郎 and 鈴木花子"),
            ("محمد علي، أحمد حسن", "،", "محمد علي and أحمد حسن"),
        ] {
            let found = joined_people(list).map(|(mark, people)| (mark, people.join(" and ")));
            assert_eq!(found, Some((mark, people.to_owned())), "{list}");
        }
        for list in [
            "Ortega y Gasset, José",
            "Santiago Ramón y Cajal and Roe, R.",
            "Institut für Wasser und Luft",
            "Doe, J. et al.",
            "{Meier, Anna und Schulze, Karl}",
            "Moss, A. I. and i Font, Pere",
            "Castells i Font, Pere",
            "Moss, A., e B.",
            "TCP/IP Group",
            "Doe, Jane and Roe, Rick",
        ] {
            assert_eq!(joined_people(list), None, "{list}");
        }
    }
}
