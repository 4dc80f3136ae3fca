//! Finds the apparatus of an essay: which list contains the notes, which numbers are markers, and
//! which of them belong together.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::document::essay::apparatus::{
    Apparatus, EssayParagraph, ListKind, Marker, Note, Quotation, WorksList, YearCite, YearForm,
};
use crate::document::essay::by_year;
use crate::document::essay::headings::Kind;
use crate::document::essay::layout::{Item, Layout, Paragraph, Section, layout};
use crate::document::essay::markers::{Candidate, FORMS, Form, candidates};
use crate::document::essay::marks::Mark;
use crate::document::essay::pages;
use crate::document::essay::quotations::quotations;
use crate::document::essay::signs;
use crate::source::Span;

/// Finds the apparatus of a text, in which comments and code are blanked out, from an offset on.
pub(in crate::document) fn find(text: &str, from: usize) -> Apparatus {
    let of_signs = signs::find(text, from);
    let whole = text;
    let numbered = (!of_signs.is_empty()).then(|| signs::without(text, &of_signs));
    let text = numbered.as_deref().unwrap_or(text);
    let mut layout = layout(text, from);
    let mut all = Vec::new();
    for paragraph in &layout.paragraphs {
        candidates(text, paragraph.range.clone(), &mut all);
    }
    let notes_at = note_sections(&mut layout, &all);
    let mut apparatus = Apparatus::default();
    let chapters = add_notes(&mut apparatus, &layout, &notes_at);
    add_lists(&mut apparatus, text, &mut layout, &notes_at);
    // Lists that are part of the text may contain markers too.
    layout.paragraphs.sort_by_key(|paragraph| paragraph.range.start);
    let mut all = Vec::new();
    for paragraph in &layout.paragraphs {
        candidates(text, paragraph.range.clone(), &mut all);
    }
    let has_footnotes = !layout.footnotes.is_empty();
    let is_list = notes_at
        .iter()
        .any(|at| matches!(layout.sections[*at].kind, Some(Kind::Either | Kind::Works)));
    let markers = choose(all, &apparatus.notes, &chapters, has_footnotes);
    pair(&mut apparatus, markers, text, is_list);
    if !of_signs.is_empty() {
        signs::add(&mut apparatus, &of_signs);
    }
    add_quotations(&mut apparatus, whole, &layout.paragraphs);
    add_by_year(&mut apparatus, whole);
    apparatus
}

/// The indexes of the sections that contain notes.
fn note_sections(layout: &mut Layout, candidates: &[Candidate]) -> Vec<usize> {
    let filled = |kind: Option<Kind>| {
        let sections = layout.sections.iter().enumerate();
        let of_kind = sections.filter(move |(_, it)| it.kind == kind && !it.items.is_empty());
        of_kind.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let named = filled(Some(Kind::Notes));
    if !named.is_empty() || !layout.footnotes.is_empty() {
        return named;
    }
    let fits = |at: &usize| {
        let section = &layout.sections[*at];
        is_numbered(section) || counts_to(candidates, section.items.len())
    };
    let pages = pages::notes_of_pages(layout, candidates);
    let unnamed = last_list(layout, candidates);
    let has_own_list = unnamed.is_some_and(|at| is_numbered(&layout.sections[at]));
    // References, sources, or even a bibliography, with the numbers used in the text.
    for kind in [Kind::Either, Kind::Works] {
        let is_one = |at: &usize| match pages.is_empty() && !has_own_list {
            true => fits(at),
            false => is_numbered(&layout.sections[*at]),
        };
        let found: Vec<usize> = filled(Some(kind)).into_iter().filter(is_one).collect();
        if !found.is_empty() {
            return found;
        }
    }
    if !pages.is_empty() {
        return pages;
    }
    unnamed.into_iter().collect()
}

fn is_numbered(section: &Section) -> bool {
    section.items.iter().any(|item| matches!(item.mark, Some(Mark::Number(_))))
}

/// The first list without a heading that has notes for the markers, after which the text does not
/// continue.
fn last_list(layout: &Layout, candidates: &[Candidate]) -> Option<usize> {
    let last = layout.paragraphs.iter().filter(|it| !it.is_heading).map(|it| it.range.end).max();
    layout.sections.iter().position(|section| {
        let is_last = last.is_none_or(|last| last < section.range.start);
        let items = section.items.len();
        let begins = section.numbers().first().is_none_or(|first| *first == 1);
        section.kind.is_none()
            && items > 0
            && is_last
            && begins
            && (is_numbered(section) && has_any(candidates, items) || counts_to(candidates, items))
    })
}

/// True if the text has a marker of some form for nearly all of these notes.
fn counts_to(candidates: &[Candidate], notes: usize) -> bool {
    let allowed = notes / 5 + 1;
    FORMS.iter().any(|form| {
        let count = sequence(candidates, *form, notes);
        count > 0 && count.abs_diff(notes) <= allowed && (notes > 1 || count == notes)
    })
}

fn has_any(candidates: &[Candidate], notes: usize) -> bool {
    FORMS.iter().any(|form| sequence(candidates, *form, notes) > 0)
}

/// How far the numbers of a form count from 1 without a gap.
fn sequence(candidates: &[Candidate], form: Form, most: usize) -> usize {
    let mut count = 0;
    for candidate in candidates.iter().filter(|it| it.form == form) {
        if candidate.number as usize == count + 1 && count < most + 2 {
            count += 1;
        }
    }
    count
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// Adds the notes of the sections; returns where the text of each chapter begins.
fn add_notes(apparatus: &mut Apparatus, layout: &Layout, notes_at: &[usize]) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    apparatus.is_by_page =
        notes_at.len() > 1 && notes_at.iter().all(|at| layout.sections[*at].kind.is_none());
    for item in &layout.footnotes {
        push_note(apparatus, item, 0, 0);
    }
    for &at in notes_at {
        let section = &layout.sections[at];
        apparatus.note_lists.push(span(&section.range));
        let first = section.numbers().first().copied();
        let goes_on = chapters
            .last()
            .is_some_and(|last: &Chapter| section.kind.is_none() && first == Some(last.most + 1));
        if goes_on && let Some(last) = chapters.pop() {
            // The notes of the next page, with the numbers that follow.
            let most = section.numbers().last().map_or(last.most, |most| *most);
            for item in &section.items {
                if let Some(Mark::Number(number)) = item.mark {
                    push_note(apparatus, item, number, last.number);
                }
            }
            chapters.push(Chapter { end: section.range.end, most, ..last });
            continue;
        }
        let text_between = chapters.last().is_some_and(|last: &Chapter| {
            let mut between = layout.paragraphs.iter().filter(|it| !it.is_heading);
            between.any(|it| it.range.start > last.end && it.range.end < section.range.start)
        });
        let mut chapter = match chapters.last() {
            None => 0,
            Some(last) => last.number + 1,
        };
        let mut last = 0;
        let (mut first, mut most) = (true, 0);
        for (order, item) in (1..).zip(&section.items) {
            let number = match item.mark {
                Some(Mark::Number(number)) => number,
                _ => order,
            };
            if number == 1 && last > 1 {
                let is_own = first && (text_between || chapters.is_empty());
                chapters.push(Chapter { number: chapter, end: section.range.end, most, is_own });
                first = false;
                chapter += 1;
                most = 0;
            }
            last = number;
            most = most.max(number);
            push_note(apparatus, item, number, chapter);
        }
        let is_own = first && (text_between || chapters.is_empty());
        chapters.push(Chapter { number: chapter, end: section.range.end, most, is_own });
    }
    chapters
}

/// A chapter whose notes are numbered from 1.
struct Chapter {
    number: u32,
    /// Where its list of notes ends.
    end: usize,
    /// The highest number of a note.
    most: u32,
    /// Whether its list of notes comes directly after its text.
    is_own: bool,
}

fn push_note(apparatus: &mut Apparatus, item: &Item, number: u32, chapter: u32) {
    let label = match &item.mark {
        Some(Mark::Label(label)) => label.clone(),
        _ => number.to_string(),
    };
    apparatus.notes.push(Note {
        label,
        mark: span(&item.mark_range),
        span: span(&item.text),
        markers: Vec::new(),
        repeats: None,
        chapter,
    });
}

/// Adds the lists of works; other lists are part of the text.
fn add_lists(apparatus: &mut Apparatus, text: &str, layout: &mut Layout, notes_at: &[usize]) {
    let last_note = apparatus.note_lists.last().map_or(0, |span| span.end as usize);
    let last = layout.paragraphs.iter().filter(|it| !it.is_heading).map(|it| it.range.end).max();
    let last = last.unwrap_or_default();
    let mut paragraphs = Vec::new();
    for (at, section) in layout.sections.iter().enumerate() {
        if notes_at.contains(&at) || section.items.is_empty() {
            continue;
        }
        let kind = match section.kind {
            Some(Kind::Reading) => Some(ListKind::FurtherReading),
            Some(Kind::Works | Kind::Either) => Some(ListKind::Works),
            // A list at the end, after the notes.
            None if section.range.start > last_note.max(last) && last_note > 0 => {
                Some(ListKind::Works)
            }
            Some(Kind::Notes | Kind::Other) | None => None,
        };
        match kind {
            Some(kind) => apparatus.lists.push(WorksList {
                heading: section.heading.as_ref().map(span),
                kind,
                items: section
                    .items
                    .iter()
                    .filter(|item| !text[item.text.clone()].trim().is_empty())
                    .map(|item| span(&item.text))
                    .collect(),
                span: span(&section.range),
            }),
            None => paragraphs.extend(section.items.iter().map(|item| Paragraph {
                range: item.text.clone(),
                is_quote: false,
                is_heading: false,
            })),
        }
    }
    layout.paragraphs.extend(paragraphs);
}

/// The candidates that are markers, each with its chapter.
fn choose(
    all: Vec<Candidate>,
    notes: &[Note],
    chapters: &[Chapter],
    has_footnotes: bool,
) -> Vec<(Candidate, u32)> {
    let forms: &[Form] = if has_footnotes { &[Form::Footnote] } else { &FORMS[1..] };
    let mut best: Option<(usize, Vec<(Candidate, u32)>)> = None;
    for form in forms {
        let of_form: Vec<Candidate> = all.iter().filter(|it| it.form == *form).cloned().collect();
        if of_form.is_empty() {
            continue;
        }
        let found = match form {
            Form::Footnote => of_form.into_iter().map(|it| (it, 0)).collect(),
            _ => counted(of_form, chapters),
        };
        let known: BTreeSet<(u32, u32)> = notes
            .iter()
            .filter_map(|note| Some((note.chapter, note.label.parse().ok()?)))
            .collect();
        let hits: BTreeSet<(u32, u32)> =
            found.iter().map(|(it, chapter)| (*chapter, it.number)).collect();
        let score = match notes.is_empty() {
            true => hits.len(),
            false => hits.intersection(&known).count(),
        };
        let is_enough = match form {
            // Without notes, numbers after words could be anything.
            Form::Attached | Form::Parentheses | Form::RomanParentheses => {
                score > 0 && !notes.is_empty()
            }
            Form::Footnote => true,
            _ => score > 0,
        };
        if is_enough && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found).unwrap_or_default()
}

/// The candidates of one form that fit into the sequence.
fn counted(candidates: Vec<Candidate>, chapters: &[Chapter]) -> Vec<(Candidate, u32)> {
    let mut out: Vec<(Candidate, u32)> = Vec::new();
    let mut left = BTreeSet::new();
    let (mut last, mut chapter) = (0_u32, 0_usize);
    for (at, candidate) in candidates.iter().enumerate() {
        let number = candidate.number;
        // Each chapter has its list after its text, or all have one at the end.
        while chapters.get(chapter).is_some_and(|it| it.end < candidate.range.start) {
            let next_is_own = chapters.get(chapter + 1).is_some_and(|it| it.is_own);
            if !next_is_own {
                break;
            }
            (chapter, last) = (chapter + 1, 0);
        }
        let next_has_none_of_its_own = chapters.get(chapter + 1).is_some_and(|it| !it.is_own);
        if number == 1 && last > 1 && next_has_none_of_its_own {
            (chapter, last) = (chapter + 1, 0);
        }
        let here = chapters.get(chapter);
        // Without a list of notes, any number may be a marker.
        let most = here.map_or(u32::MAX / 2, |it| it.most);
        let is_near = number <= last.saturating_add(4) && number.saturating_add(4) > last;
        let fits = match candidate.form {
            Form::Bracket | Form::Roman | Form::Tag | Form::Footnote => {
                number <= most + most / 4 + 3
            }
            // With `x^2` and later `said.^2`, the second is the marker.
            _ if !candidate.is_sure => number == last + 1 && !is_followed_by_sure(&candidates, at),
            Form::Caret => number <= most + most / 4 + 3,
            Form::Superscript
            | Form::Circled
            | Form::Attached
            | Form::Parentheses
            | Form::RomanParentheses => number == last + 1 || number <= most + 2 && is_near,
        };
        if fits && number > 0 {
            last = if number > last { number } else { last };
            out.push((candidate.clone(), here.map_or(0, |it| it.number)));
        } else {
            left.insert(candidate.range.start);
        }
    }
    // The numbers of one marker are all of notes, or none of them is.
    out.retain(|(candidate, _)| !left.contains(&candidate.range.start));
    out
}

/// True if a more certain marker with the same number follows before the sequence continues.
fn is_followed_by_sure(candidates: &[Candidate], at: usize) -> bool {
    const MOST: usize = 400;
    let number = candidates[at].number;
    let mut sure = candidates[at + 1..].iter().take(MOST).filter(|it| it.is_sure);
    let next = sure.find(|it| it.number == number || it.number == number + 1 || it.number == 1);
    next.is_some_and(|it| it.number == number)
}

/// Assigns its note to each marker, and its markers to each note.
fn pair(apparatus: &mut Apparatus, markers: Vec<(Candidate, u32)>, text: &str, is_list: bool) {
    let mut by_label: BTreeMap<(u32, String), usize> = BTreeMap::new();
    for at in 0..apparatus.notes.len() {
        let note = &apparatus.notes[at];
        let key = (note.chapter, note.label.clone());
        match by_label.get(&key) {
            Some(first) => apparatus.notes[at].repeats = Some(*first),
            None => _ = by_label.insert(key, at),
        }
    }
    let mut seen = BTreeMap::new();
    let mut repeated = 0;
    for (candidate, chapter) in markers {
        let label = candidate.label.unwrap_or_else(|| candidate.number.to_string());
        let note = by_label.get(&(chapter, label.clone())).copied();
        let index = apparatus.markers.len();
        if let Some(note) = note.and_then(|note| apparatus.notes.get_mut(note)) {
            note.markers.push(index);
        }
        repeated += usize::from(seen.insert((chapter, label.clone()), index).is_some());
        apparatus.markers.push(Marker {
            label,
            span: span(&candidate.range),
            part: span(&candidate.part),
            behind: candidate.behind.as_ref().map(span),
            note,
            chapter,
        });
    }
    let in_brackets = |marker: &Marker| text[marker.span.range()].starts_with('[');
    let all_in_brackets = apparatus.markers.iter().all(in_brackets);
    apparatus.is_numbered_list = all_in_brackets && (repeated > 0 || is_list);
}

fn add_quotations(apparatus: &mut Apparatus, text: &str, paragraphs: &[Paragraph]) {
    let places: Vec<(Range<usize>, usize)> =
        apparatus.markers.iter().map(|it| it.span.range()).zip(0..).collect();
    for paragraph in paragraphs {
        apparatus.paragraphs.push(EssayParagraph {
            span: span(&paragraph.range),
            is_quote: paragraph.is_quote,
            is_heading: paragraph.is_heading,
        });
        if paragraph.is_heading {
            continue;
        }
        let first = places.partition_point(|(place, _)| place.start < paragraph.range.start);
        let last = places.partition_point(|(place, _)| place.start < paragraph.range.end);
        for found in quotations(text, paragraph, &places[first..last]) {
            // The marker may be in the sentence that introduces a block: `Brinton writes:¹`.
            let before = first.checked_sub(1).and_then(|at| places.get(at));
            let introduces = before.filter(|(place, _)| {
                let between = &text[place.end..paragraph.range.start];
                found.is_block
                    && between.len() < 8
                    && between.trim_matches([':', '.']).trim().is_empty()
            });
            let marker = found.marker.or(introduces.map(|(_, number)| *number));
            apparatus.quotations.push(Quotation {
                span: span(&found.range),
                words: found.words,
                is_block: found.is_block,
                marker,
                is_attached: found.attached.is_some(),
            });
        }
    }
}

/// Adds the citations by author and year, if the essay has more than numbers that look like some:
/// a list that has one of the works, or several in parentheses.
fn add_by_year(apparatus: &mut Apparatus, text: &str) {
    let mut all = Vec::new();
    for paragraph in apparatus.paragraphs.iter().filter(|it| !it.is_heading) {
        by_year::citations(text, paragraph.span.range(), &mut all);
    }
    for note in &apparatus.notes {
        by_year::citations(text, note.span.range(), &mut all);
    }
    all.sort_by_key(|it| it.span.start);
    apparatus.by_year = all;
    let items = || apparatus.lists.iter().flat_map(|list| &list.items);
    let item_words: HashSet<&str> =
        items().flat_map(|item| text[item.range()].split(|c: char| !c.is_alphanumeric())).collect();
    let is_listed = |it: &YearCite| {
        let name = it.names.first().and_then(|name| text[name.range()].split(' ').next_back());
        let year = it.number.map(|number| number.to_string());
        let (Some(name), Some(year)) = (name, year) else { return false };
        let last = name.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_there = !last.is_ascii() || item_words.contains(last);
        is_there
            && items()
                .map(|item| &text[item.range()])
                .any(|it| it.contains(name) && it.contains(&year))
    };
    let in_parentheses = apparatus.by_year.iter().filter(|it| it.form == YearForm::InParentheses);
    let is_by_year = match apparatus.lists.is_empty() {
        true => in_parentheses.count() > 1,
        false => apparatus.cites_by_year().flat_map(|it| &it.cites).any(is_listed),
    };
    if !is_by_year {
        apparatus.by_year.clear();
    }
}
