//! Decides which names and years are citations, and what each of them cites.

use std::collections::BTreeSet;

use crate::document::essay::apparatus::{Apparatus, YearCitation, YearCite, YearForm};
use crate::document::essay::by_year::authors::is_particle;
use crate::document::essay::by_year::known::{CitedAs, Known, KnownWorks, known};
use crate::document::essay::by_year::matching::{Matched, Wanted, matched};
use crate::document::essay::by_year::ordinary::{is_in_list, is_ordinary};
use crate::document::essay::by_year::years::Year;
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::locators;
use crate::document::essay::matching::CiteForm;
use crate::document::essay::part::{Part, locator, within};
use crate::document::essay::references::{Piece, is_lead};
use crate::document::essay::resolved::{
    CitedByYear, Difference, DifferenceKind, NoteCite, ReferenceForm, Target,
};
use crate::document::essay::words::{begin_with, words};
use crate::source::Span;

/// The citations by author and year, with what they cite.
pub(in crate::document::essay) fn cited(
    text: &str,
    apparatus: &Apparatus,
    lists: &[Vec<NoteCite>],
    catalogue: &Catalogue<'_>,
) -> Vec<CitedByYear> {
    if apparatus.by_year.is_empty() {
        return Vec::new();
    }
    let known = known(text, apparatus, lists, catalogue);
    let mut all = Vec::new();
    for (number, citation) in apparatus.by_year.iter().enumerate() {
        for cite in &citation.cites {
            for (cite, matched) in divided(text, &known, cite) {
                all.push(Candidate { number, form: citation.form, cite, matched });
            }
        }
    }
    let habits = Habits::of(text, apparatus, &all);
    let group = |number: usize| all.iter().filter(move |it| it.number == number);
    let is_meant = |it: &&Candidate| {
        let is_beside_one = group(it.number).any(Candidate::is_exact);
        habits.accept(text, apparatus, it, is_beside_one)
    };
    let accepted = all.iter().filter(is_meant);
    accepted.map(|it| made(text, &apparatus.by_year[it.number], it, &known.all)).collect()
}

/// A cite with what it matches.
struct Candidate {
    /// The number of its citation.
    number: usize,
    form: YearForm,
    cite: YearCite,
    matched: Matched,
}

impl Candidate {
    fn is_exact(&self) -> bool {
        matches!(self.matched, Matched::Works(_))
    }
}

/// A cite by each of its years: `Ostrom 1990, 2005`, of which the second may be a page, unless there
/// is such a work; `1867/1976` is one.
fn divided(text: &str, known: &KnownWorks, cite: &YearCite) -> Vec<(YearCite, Matched)> {
    let mut out = Vec::new();
    let mut cite = cite.clone();
    let mut wanted = Wanted::of(text, &cite);
    add_second_year(text, &mut cite, &mut wanted);
    let mut found = matched(known, &wanted);
    let more = more_years(text, &cite);
    for next in more {
        let mut other = Wanted::of(text, &cite);
        other.years = next.value.into_iter().collect();
        other.letter = next.letter;
        let is_work = matched(known, &other);
        if !matches!(is_work, Matched::Works(_)) {
            continue;
        }
        let mut before = cite.clone();
        let said =
            text[before.rest.start as usize..next.range.start].trim_end_matches([',', ';', ' ']);
        before.rest.end = before.rest.start + Span::at(said.len()).start;
        before.span.end = before.rest.end;
        out.push((before, found));
        cite.lead = Span::at(next.range.start);
        cite.span.start = cite.lead.start;
        cite.year = Span::new(next.range.start, next.range.end);
        cite.number = next.value;
        cite.letter = next.letter;
        cite.rest = Span::new(next.range.end, cite.rest.end as usize);
        found = is_work;
    }
    out.push((cite, found));
    out
}

/// Takes the second year of `1867/1976` and `[1867] 1976` to the first: the work has either.
fn add_second_year(text: &str, cite: &mut YearCite, wanted: &mut Wanted) {
    let start = cite.rest.start as usize;
    let rest = &text[cite.rest.range()];
    let bare = rest.trim_start_matches(['/', '[', ']', ' ', '=']);
    let at = start + rest.len() - bare.len();
    let is_same = text[start..at].contains(['/', '[', ']', '=']);
    let second = Year::at(text, at).filter(|year| year.range.end <= cite.rest.end as usize);
    if let Some(second) = second.filter(|_| is_same) {
        wanted.years.extend(second.value);
        wanted.letter = wanted.letter.or(second.letter);
        let end = second.range.end;
        let closed = usize::from(text[end..].starts_with(']'));
        cite.rest = Span::new(end + closed, (cite.rest.end as usize).max(end + closed));
        cite.year.end = cite.rest.start;
    }
}

/// What may be years of other works behind the first: after a comma or a semicolon.
fn more_years(text: &str, cite: &YearCite) -> Vec<Year> {
    let rest = cite.rest.range();
    let is_next = |at: usize| {
        let before = text[rest.start..at].trim_end();
        before.ends_with([',', ';', '，', '；'])
            || before.ends_with(" and")
            || before.ends_with(" und")
    };
    let mut years = Year::all(text, rest.clone());
    if cite.letter.is_some() {
        let letters = text[rest.clone()].match_indices([',', ';']);
        let of_letters = letters.filter_map(|(at, mark)| {
            let behind = &text[rest.start + at + mark.len()..rest.end];
            let bare = behind.trim_start();
            of_letter(bare, rest.end - bare.len(), cite)
        });
        years.extend(of_letters);
        years.sort_by_key(|year| year.range.start);
    }
    years.retain(|year| year.value.is_some() && is_next(year.range.start));
    years
}

/// The letter of another work of the same year: `1967a, b`.
fn of_letter(bare: &str, at: usize, cite: &YearCite) -> Option<Year> {
    cite.letter?;
    let mut letters = bare.chars();
    let letter = letters.next().filter(char::is_ascii_lowercase)?;
    let is_alone = letters.next().is_none_or(|c| !c.is_alphanumeric() && c != '.');
    is_alone.then_some(Year { range: at..at + 1, value: cite.number, letter: Some(letter) })
}

/// How the essay cites.
struct Habits {
    /// The number of cites whose work is known.
    known: usize,
    /// Whether most cites in parentheses whose name is followed by a year have a known work.
    is_by_year: bool,
    /// Whether a comma is between name and year; `None` if that differs.
    comma: Option<bool>,
    /// Whether so few names in parentheses have no known work that these are likely to be works that
    /// are missing, and no places and films.
    has_few_unknown: bool,
}

impl Habits {
    fn of(text: &str, apparatus: &Apparatus, all: &[Candidate]) -> Habits {
        let in_parentheses = || all.iter().filter(|it| it.form == YearForm::InParentheses);
        let is_known = |it: &&Candidate| it.is_exact() && it.form != YearForm::Bare;
        let known = all.iter().filter(is_known).count();
        let others = in_parentheses().filter(|it| !it.is_exact()).count();
        let commas: Vec<bool> = in_parentheses()
            .filter(|it| it.is_exact())
            .map(|it| has_comma(text, &it.cite))
            .collect();
        let is_same = commas.windows(2).all(|pair| pair[0] == pair[1]);
        let mut habits = Habits {
            known,
            is_by_year: known >= 3 && known >= others,
            comma: commas.first().copied().filter(|_| is_same),
            has_few_unknown: true,
        };
        let unknown = in_parentheses().filter(|it| {
            it.matched == Matched::Nothing
                && !is_certain(text, &it.cite)
                && habits.is_like_others(text, apparatus, &it.cite)
        });
        let names: BTreeSet<&str> = unknown.map(|it| &text[it.cite.authors.range()]).collect();
        habits.has_few_unknown = names.len() <= (known / 4).max(1);
        habits
    }

    /// True if a name and a year that are in no list look like the citations of the essay.
    fn is_like_others(&self, text: &str, apparatus: &Apparatus, cite: &YearCite) -> bool {
        self.is_by_year
            && !apparatus.lists.is_empty()
            && self.comma.is_none_or(|comma| comma == has_comma(text, cite))
            && is_plain(text, cite)
            && !is_in_list(text, apparatus, cite)
            && !is_ordinary(text, apparatus, cite)
    }

    /// True if a candidate is a citation.
    fn accept(
        &self,
        text: &str,
        apparatus: &Apparatus,
        it: &Candidate,
        is_beside_one: bool,
    ) -> bool {
        let is_sure = is_beside_one || is_certain(text, &it.cite);
        match (&it.matched, it.form) {
            (Matched::Works(_), YearForm::Bare) => self.known > 0,
            (Matched::Works(_), _) => true,
            (_, YearForm::Bare) => false,
            (Matched::Misspelt(_), _) => self.known > 0 || is_sure,
            // `Lenin (1870)` may be born in that year.
            (Matched::OtherYear(_) | Matched::OtherWorks, YearForm::InText) => {
                self.known > 1 && (is_sure || self.is_by_year)
            }
            (Matched::OtherYear(_) | Matched::OtherWorks, _) => self.known > 0 || is_sure,
            (Matched::Nothing, _) if self.known == 0 => false,
            (Matched::Nothing, YearForm::InText) => {
                is_sure && self.is_by_year && !is_ordinary(text, apparatus, &it.cite)
            }
            (Matched::Nothing, YearForm::InParentheses) => {
                let is_like_others =
                    || self.has_few_unknown && self.is_like_others(text, apparatus, &it.cite);
                let is_name = || !is_ordinary(text, apparatus, &it.cite);
                is_sure && is_name() || is_like_others()
            }
        }
    }
}

fn has_comma(text: &str, cite: &YearCite) -> bool {
    text[cite.authors.end as usize..cite.year.start as usize].contains([',', '，'])
}

/// True if a cite says more than a name and a year: words such as `see`, a page with its label or
/// behind a colon, a letter behind the year, or `et al.`
fn is_certain(text: &str, cite: &YearCite) -> bool {
    let lead = words(&text[cite.lead.range()]);
    let is_led = !lead.is_empty() && lead.iter().all(|word| is_lead(&word.folded));
    let rest = text[cite.rest.range()].trim_start();
    let digits = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    const LABELS: [&str; 8] = ["p.", "pp.", "S.", "s.", "ch.", "chap.", "§", "pág."];
    let behind = rest.trim_start_matches([',', ' ']);
    let is_placed = rest.strip_prefix(':').is_some_and(digits)
        || LABELS.iter().any(|label| behind.strip_prefix(label).is_some_and(digits));
    is_led
        && lead
            .iter()
            .any(|word| word.folded.len() > 1 && word.folded != "in" && word.folded != "from")
        || is_placed
        || cite.letter.is_some()
        || cite.has_others
}

/// True if a cite is one family name, or two, and a year, and nothing else.
fn is_plain(text: &str, cite: &YearCite) -> bool {
    let is_one = |name: &Span| {
        let written = &text[name.range()];
        let mut all = written.split(' ').filter(|word| !word.ends_with('.'));
        let particles = |word: &&str| !word.starts_with(char::is_uppercase);
        let capitals = all.by_ref().filter(|word| !particles(word)).count();
        capitals == 1 && !written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    };
    cite.lead.is_empty()
        && text[cite.rest.range()].trim().is_empty()
        && cite.names.iter().all(is_one)
}

/// The cite as it is resolved.
fn made(text: &str, citation: &YearCitation, it: &Candidate, known: &[Known]) -> CitedByYear {
    let cite = &it.cite;
    let start = cite.authors.start.max(cite.span.start).min(cite.year.start);
    let start = if cite.lead.start >= cite.year.start { cite.year.start } else { start };
    let start = match (&it.matched, it.form) {
        (_, YearForm::InParentheses) => start,
        (Matched::Works(numbers), _) => {
            numbers.first().and_then(|at| family_start(text, cite, &known[*at])).unwrap_or(start)
        }
        _ => start,
    };
    let (start, end) = (start as usize, cite.span.end as usize);
    let is_only = it.form == YearForm::InText && citation.cites.len() == 1;
    let is_only = is_only && cite.span.end == citation.cites[0].span.end;
    let lead = (cite.span.start as usize).min(start);
    let part = Part::of(&text[..end], &Piece { range: lead..end, start }, 0);
    let year_end = cite.year.end as usize - start;
    let after = part.words.partition_point(|word| word.range.start < year_end);
    let place = match text[cite.rest.range()].trim().is_empty() {
        true => None,
        false => locators::find(part.text, &part.words, after),
    };
    let last = place.as_ref().map_or(year_end, |place| place.range.end.max(year_end));
    let target = |numbers: &[usize], confidence| {
        let mut works: Vec<usize> = numbers.iter().filter_map(|at| known[*at].work).collect();
        works.dedup();
        match works.as_slice() {
            [number] if numbers.len() == 1 => Target::Work { number: *number, confidence },
            [] if numbers.len() == 1 => Target::Unlisted,
            _ => Target::Several(works),
        }
    };
    let (numbers, target) = match &it.matched {
        Matched::Works(numbers) => (numbers.clone(), target(numbers, 0.95)),
        Matched::Misspelt(number) => (vec![*number], target(&[*number], 0.75)),
        Matched::OtherYear(number) => (vec![*number], target(&[*number], 0.7)),
        Matched::OtherWorks | Matched::Nothing => (Vec::new(), Target::Unknown),
    };
    let mut found = part.cite(0..last, ReferenceForm::Forward(CiteForm::Short), target);
    if let Some(place) = place {
        found.locator = Some(locator(&place));
        found.locator_span = part.span(place.range.clone());
        found.within = within(&place);
    }
    found.differences = differences(text, it, known);
    if is_only {
        found.span.end = citation.span.end;
    }
    let listed = numbers.iter().filter_map(|at| known[*at].item).collect();
    CitedByYear { citation: it.number, span: citation.span, cite: found, listed }
}

fn differences(text: &str, it: &Candidate, known: &[Known]) -> Vec<Difference> {
    let difference = match it.matched {
        Matched::Misspelt(number) => {
            let name = known[number].names.first().filter(|name| !name.written.is_empty());
            name.map(|name| Difference {
                kind: DifferenceKind::Name,
                span: family(text, it.cite.names.first()),
                entry: name.written.clone(),
            })
        }
        Matched::OtherYear(number) => known[number].years.first().map(|year| Difference {
            kind: DifferenceKind::Year,
            span: it.cite.year,
            entry: year.to_string(),
        }),
        _ => None,
    };
    difference.into_iter().collect()
}

/// Where the family name of the first author begins, with its particles; the words before it belong
/// to the sentence: `As de Vries (2012)`.
fn family_start(text: &str, cite: &YearCite, known: &Known) -> Option<u32> {
    let name = cite.names.first().filter(|name| cite.span.start <= name.start)?;
    let all = words(&text[name.range()]);
    let is_own = |own: &&CitedAs| {
        all.len() >= own.words.len() && begin_with(&all[all.len() - own.words.len()..], &own.words)
    };
    // An organization is called by its whole name.
    let own = known.names.iter().filter(is_own).max_by_key(|own| own.words.len())?;
    let mut at = all.len() - own.words.len();
    while at > 0 && is_particle(&all[at - 1].folded) {
        at -= 1;
    }
    Some(name.start + Span::at(all.get(at)?.range.start).start)
}

/// The last word of a name.
fn family(text: &str, name: Option<&Span>) -> Span {
    let Some(name) = name else { return Span::at(0) };
    let last = words(&text[name.range()]).pop();
    let start = name.start as usize;
    last.map_or(*name, |word| Span::new(start + word.range.start, start + word.range.end))
}
