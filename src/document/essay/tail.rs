//! What a reference says about its work after the title: `Cambridge, MA: Harvard UP`, `*Am. J.
//! Juris.* 48, 17–51`, `聚精堂、1910年`.

use crate::document::essay::catalogue::Work;
use crate::document::essay::imprint::is_of_imprint;
use crate::document::essay::words::{Word, is_ideograph};
use crate::model::Variable;

/// The maximum number of words that describe a work after its title.
const MOST: usize = 40;

/// The end of the description of a work that continues at an offset. It is a description if none of
/// its words is prose, and some are in the entry.
pub(super) fn end(work: &Work<'_>, text: &str, words: &[Word], from: usize) -> usize {
    let first = words.partition_point(|word| word.range.start < from);
    let rest = &words[first..];
    let Some(begins) = rest.first().filter(|_| rest.len() <= MOST) else { return from };
    let last_own = rest.iter().rposition(|word| is_own(work, word));
    let Some(last_own) = last_own else { return from };
    if text[begins.range.clone()].starts_with(is_ideograph)
        || text[from..].starts_with(['，', '、'])
    {
        // Without capitals it also extends only to words of the entry.
        let own = &rest[last_own];
        let behind = &text[own.range.end..];
        let unit = behind.len() - behind.trim_start_matches(['年', '月', '版', '卷', '期']).len();
        return own.range.end + unit;
    }
    let is_prose = rest.iter().any(|word| !is_of_imprint(word) && !is_own(work, word));
    let last = rest.last().map_or(from, |word| word.range.end);
    if is_prose { from } else { last }
}

/// True if an entry contains a word or number of a description.
pub(super) fn is_own(work: &Work<'_>, word: &Word) -> bool {
    let numbers = [Variable::Volume, Variable::Issue, Variable::Page, Variable::Edition];
    let has_number = |variable: &Variable| {
        let own = work.entry.str(*variable).unwrap_or_default();
        own.split(|c: char| !c.is_ascii_digit()).any(|number| number == word.folded)
    };
    if word.number().is_some() {
        let is_year = word.year().is_some_and(|year| work.years.contains(&year));
        return is_year || numbers.iter().any(has_number);
    }
    if word.folded.chars().count() < 3 && !word.folded.starts_with(is_ideograph) {
        return false;
    }
    let mut containers = work.containers.iter().flat_map(|title| &title.words);
    // `Juris.` belongs to the journal too.
    let is_container = containers.any(|own| own.folded.starts_with(&word.folded));
    let mut published = work.publisher.iter().chain(&work.place);
    is_container
        || published.any(|own| *own == word.folded)
        || work.people.iter().any(|person| person.family.contains(&word.folded))
}
