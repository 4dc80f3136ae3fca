//! Finds what ibid., op. cit., supra and similar words refer to.

use std::ops::Range;

use crate::document::essay::backward::{self, Backward};
use crate::document::essay::bare_places::Named;
use crate::document::essay::catalogue::Work;
use crate::document::essay::cited_before::{Antecedent, DOUBT, Wanted};
use crate::document::essay::division;
use crate::document::essay::locators;
use crate::document::essay::matching::{CiteForm, ENOUGH, equals, matches, titled};
use crate::document::essay::names::is_particle;
use crate::document::essay::own_pages;
use crate::document::essay::part::Part;
use crate::document::essay::place;
use crate::document::essay::place_values::roman;
use crate::document::essay::reference::Reference;
use crate::document::essay::resolved::{NoteCite, ReferenceForm, Target, Trouble};
use crate::document::essay::resolver::Resolver;
use crate::document::essay::title_marks::{closed, opening};
use crate::document::essay::words::{Word, is_stop_word, is_variant, words};
use crate::model::{Locator, LocatorLabel, Variable};

/// Whether words are `a.a.O.`, "at the place given".
fn is_at_the_place(words: &[Word]) -> bool {
    words.first().is_some_and(|word| matches!(word.folded.as_str(), "a" | "aao" | "am"))
}

impl Resolver<'_, '_> {
    /// The work that a reference cites by means of an earlier note.
    pub(super) fn backward(
        &self,
        part: &Part<'_>,
        found: &backward::Found,
        before: &[NoteCite],
        (at, previous): (usize, Option<usize>),
    ) -> Option<NoteCite> {
        let words = &part.words;
        let place = locators::behind(part.text, words, found.end, Named::Before)
            .or_else(|| locators::part(part.text, words, found.end));
        let named = self.named(part, found.first);
        let named_words = &words[named.clone()];
        let before_place = |word: &&Word| {
            let start = place.as_ref().map(|place| {
                place.lead.as_ref().map_or(place.range.start, |lead| lead.range.start)
            });
            start.is_none_or(|start| word.range.end <= start)
        };
        let rest: Vec<&Word> = words[found.end..].iter().filter(before_place).collect();
        let form = ReferenceForm::Back(found.kind.clone());
        let start = named_words.first().unwrap_or(&words[found.first]).range.start;
        let has_title = !rest.is_empty() && found.kind == Backward::SameAuthor;
        let titled = has_title.then(|| self.same_author(part, found));
        let mut end = words[found.end - 1].range.end;
        end += part.text[end..].starts_with('.') as usize;
        // The title after `id.`, with what follows about its publication.
        end = titled.as_ref().and_then(|(_, said)| *said).map_or(end, |said| said.max(end));
        end = place.as_ref().map_or(end, |place| place.range.end.max(end));
        let start = opening(part.text, start);
        let end = closed(part.text, start, end);
        let mut cite = part.cite(start..end, form, Target::Unknown);
        cite.backward = part.span(words[found.first].range.start..words[found.end - 1].range.end);
        let (target, inherited, trouble) = match &found.kind {
            Backward::SameAuthor if has_title => match titled {
                Some((found, _)) => found,
                None => (Target::Unknown, None, None),
            },
            Backward::Ibid | Backward::SamePlace | Backward::SameAuthor => {
                // `Braudel, ibid.` is Braudel’s work, whichever was cited last.
                let is_other = found.kind == Backward::Ibid && self.is_of_another(named_words);
                let is_named = found.kind == Backward::SamePlace || is_other;
                match self.titled_there(part, found, &named) {
                    Some(own) => own,
                    None if is_named && !named.is_empty() => {
                        let (target, _, trouble) = self.cited_before(part, named, Wanted::Any);
                        let same = found.kind == Backward::SamePlace;
                        (target.clone(), self.place_before(&target).filter(|_| same), trouble)
                    }
                    None => self.last_cited(before, previous),
                }
            }
            // `A.a.O.` without a name means the same as `ebd.`
            Backward::Before if named.is_empty() && is_at_the_place(&words[found.first..]) => {
                self.last_cited(before, previous)
            }
            Backward::Before => {
                let is_article = words[found.first].folded.starts_with("art");
                let wanted = if is_article { Wanted::Article } else { Wanted::Any };
                self.cited_before(part, named, wanted)
            }
            Backward::Note(label) => {
                let reference = self.in_note(part, named.clone(), (at, label));
                // `See above, n. 10` speaks of the note, not of the works that it cites.
                let is_of_note = named.is_empty() && place.is_none();
                if is_of_note && matches!(reference.0, Target::Several(_) | Target::Unlisted) {
                    return None;
                }
                reference
            }
        };
        cite.target = self.in_volume(&target, place.as_ref()).unwrap_or(target);
        let work = cite.work().and_then(|work| self.catalogue.work(work));
        let own = || {
            own_pages::at_end(work?, part.text, words, found.end)
                .or_else(|| own_pages::paragraph(work?, part.text, words))
        };
        let place = place.or_else(|| {
            let own = own()?;
            part.extend(&mut cite, own.range.end);
            Some(own)
        });
        self.place_in(part, &mut cite, place);
        cite.inherited = inherited.filter(|_| cite.locator.is_none());
        cite.trouble = trouble;
        Some(cite)
    }

    /// The words that name a work before a word for an earlier note.
    fn named(&self, part: &Part<'_>, end: usize) -> Range<usize> {
        let named = division::named(&part.words[..end]);
        let all = matches(self.catalogue, part.reference(named.clone(), end));
        // Of `as Bloch showed, op. cit.`, the name.
        let found = all.first().map(|found| found.core().start + named.start);
        let is_near = |at: &usize| part.words[*at].is_capital;
        let first = found.filter(is_near).unwrap_or(named.start);
        let lower = |at: &usize| !part.words[*at].is_capital && found.is_none();
        let skipped = (first..end).take_while(lower).count();
        first + skipped..end
    }

    /// The work whose title stands before `ibid.`, which says only where it was published: `Davis, “On
    /// the Lame,” ibid., 572`.
    fn titled_there(
        &self,
        part: &Part<'_>,
        found: &backward::Found,
        named: &Range<usize>,
    ) -> Option<Antecedent> {
        if found.kind != Backward::Ibid || named.len() < 3 {
            return None;
        }
        let all = matches(self.catalogue, part.reference(named.clone(), named.end));
        let best = all
            .first()
            .filter(|it| it.form == CiteForm::Full && it.title.is_some() && it.name.is_some())?;
        let target = Target::Work { number: best.work, confidence: best.confidence };
        Some((target, None, None))
    }

    /// The volume of the same work that a place names, if that is an entry of its own: `Ibid., vol. 32`.
    fn in_volume(&self, target: &Target, place: Option<&place::Found>) -> Option<Target> {
        let Target::Work { number, confidence } = target else { return None };
        let lead = place?.lead.as_ref()?;
        let volume = Some(lead.value.to_lowercase())
            .filter(|_| matches!(lead.label, None | Some(LocatorLabel::Volume)))?;
        let volume = volume.parse().ok().or_else(|| roman(&volume))?;
        let of_entry = |work: &Work<'_>| work.entry.str(Variable::Volume)?.parse::<u32>().ok();
        let work = self.catalogue.work(*number)?;
        if of_entry(work)? == volume {
            return None;
        }
        let title = work.entry.str(Variable::Title)?;
        let word = &work.titles.first()?.words.iter().find(|word| word.weight >= 1.0)?.folded;
        let sibling = self.catalogue.with_word(word).find(|other| {
            let other = self.catalogue.work(*other);
            other.is_some_and(|other| {
                other.entry.str(Variable::Title) == Some(title) && of_entry(other) == Some(volume)
            })
        })?;
        Some(Target::Work { number: sibling, confidence: *confidence })
    }

    /// The place in a work that was cited last, which `loc. cit.` refers to.
    fn place_before(&self, target: &Target) -> Option<Locator> {
        let Target::Work { number, .. } = target else { return None };
        let cites = self.found.iter().rev().flatten().filter(|it| it.work() == Some(*number));
        { cites }.find_map(|it| it.locator.clone().or_else(|| it.inherited.clone()))
    }

    /// Whether words name an author, and not the one who was cited last.
    fn is_of_another(&self, named: &[Word]) -> bool {
        let last = self.last.as_ref().map(|last| &last.target);
        let Some(Target::Work { number, .. }) = last else { return false };
        let named: Vec<&Word> = named.iter().collect();
        let works = self.by_names(&named);
        !works.is_empty() && !works.contains(number)
    }

    /// The work that was cited directly before.
    fn last_cited(&self, before: &[NoteCite], previous: Option<usize>) -> Antecedent {
        let Some(last) = &self.last else {
            return (Target::Unknown, None, Some(Trouble::FirstNote));
        };
        let doubtful = match &last.target {
            Target::Work { number, confidence } => {
                Target::Work { number: *number, confidence: confidence * DOUBT }
            }
            other => other.clone(),
        };
        let sure = (last.target.clone(), last.locator.clone(), None);
        if !before.is_empty() {
            return sure;
        }
        let Some(previous) = previous else {
            return (doubtful, None, Some(Trouble::FirstNote));
        };
        let mut works: Vec<usize> =
            self.found[previous].iter().filter_map(NoteCite::work).collect();
        works.sort_unstable();
        works.dedup();
        let is_unknown = |it: &&NoteCite| matches!(it.target, Target::Unknown | Target::Unlisted);
        let unknown = self.found[previous].iter().filter(is_unknown).count();
        match works.len() + unknown {
            0 if self.found[previous].is_empty() => {
                (doubtful, None, Some(Trouble::CitesNothing(previous)))
            }
            0 | 1 => sure,
            _ => (doubtful, last.locator.clone(), Some(Trouble::CitesSeveral(previous, works))),
        }
    }

    /// Another work of the author cited last, and the end of the reference to it.
    fn same_author(&self, part: &Part<'_>, found: &backward::Found) -> (Antecedent, Option<usize>) {
        let last = self.last.as_ref().map(|last| &last.target);
        let Some(Target::Work { number, .. }) = last else {
            return ((Target::Unknown, None, Some(Trouble::NoEarlier)), None);
        };
        let authors = |work: usize| -> Vec<&String> {
            let people = self.catalogue.work(work).map(|work| &work.people);
            let authors = people.into_iter().flatten().filter(|person| person.is_author);
            authors.flat_map(|person| &person.family).collect()
        };
        let own = authors(*number);
        let is_of_author = |work: usize| authors(work).iter().any(|family| own.contains(family));
        let whole = part.reference(found.end..part.words.len(), part.words.len());
        let end_of = |number: usize| {
            whole.words.get(number.checked_sub(1)?).map(|word: &Word| word.range.end)
        };
        let all = matches(self.catalogue, whole);
        if let Some(best) = all.iter().find(|it| is_of_author(it.work)) {
            let confidence = (best.confidence + 0.05).min(0.95);
            let imprint = best.imprint.as_ref().map(|imprint| imprint.end);
            let end = imprint.max(end_of(best.words.end));
            return ((Target::Work { number: best.work, confidence }, None, None), end);
        }
        // With the author known, a few words of the title are enough.
        let by_title = titled(self.catalogue, whole, is_of_author);
        match by_title {
            Some((work, title)) => {
                let confidence = 0.7 + 0.2 * title.coverage;
                let end = end_of(title.words.end);
                ((Target::Work { number: work, confidence }, None, None), end)
            }
            None => ((Target::Unknown, None, None), None),
        }
    }

    /// The work that the note with this number cites.
    fn in_note(
        &self,
        part: &Part<'_>,
        range: Range<usize>,
        (at, label): (usize, &str),
    ) -> Antecedent {
        let reference = part.reference(range.clone(), range.end);
        let named: Vec<&Word> = reference.words.iter().filter(|word| !word.is_initial()).collect();
        let by_name = self.by_names(&named);
        let chapter = self.notes[at].chapter;
        let note = self.by_label.get(&(chapter, label)).copied();
        let Some(note) = note.filter(|note| *note != at) else {
            let (target, right) = self.only(&by_name);
            let trouble =
                if right.is_some() { Trouble::OtherNote(right) } else { Trouble::NoSuchNote };
            return (target, None, Some(trouble));
        };
        let cites = &self.found[note];
        let mut works: Vec<usize> = cites.iter().filter_map(NoteCite::work).collect();
        works.sort_unstable();
        works.dedup();
        let named_works: Vec<usize> =
            works.iter().copied().filter(|work| by_name.contains(work)).collect();
        let is_of_other = by_name.is_empty() && self.names_another(reference, note, &works);
        let fitting = match named_works.is_empty() && by_name.is_empty() && !is_of_other {
            true => works.clone(),
            false => named_works,
        };
        // Of several, a word of the title says which.
        let of_title = match fitting.len() > 1 && !named.is_empty() {
            true => titled(self.catalogue, reference, |work| fitting.contains(&work)),
            false => None,
        };
        let fitting = of_title.map_or(fitting, |(work, _)| vec![work]);
        match &fitting[..] {
            [one] => (Target::Work { number: *one, confidence: 0.92 }, None, None),
            [] if cites.iter().any(|it| it.target == Target::Unlisted) && by_name.is_empty() => {
                (Target::Unlisted, None, None)
            }
            // It means a work that is not in the bibliography, which is reported for that note.
            [] if cites.iter().any(|it| it.target == Target::Unknown) && by_name.is_empty() => {
                (Target::Unknown, None, None)
            }
            [] => {
                let (target, right) = match is_of_other {
                    true => (self.uncited(reference), None),
                    false => self.only(&by_name),
                };
                (target, None, Some(Trouble::OtherNote(right)))
            }
            several => {
                let works = several.to_vec();
                (Target::Several(works.clone()), None, Some(Trouble::SeveralEarlier(works)))
            }
        }
    }

    /// Whether a name stands before the number of a note that has it neither in its own text nor in
    /// the works that it cites: `Foot, supra n. 2`, where note 2 is about MacIntyre.
    fn names_another(&self, named: Reference<'_>, note: usize, works: &[usize]) -> bool {
        const MOST: usize = 4;
        let is_joint = |word: &Word| is_particle(&word.folded) || is_stop_word(&word.folded);
        let is_name = named.words.len() <= MOST
            && named.words.iter().all(|word| word.is_capital || is_joint(word))
            && named.words.last().is_some_and(|word| word.is_capital && word.folded.len() > 2);
        if !is_name || self.short_title(named.text, named.words).is_some() {
            return false;
        }
        let said = words(&self.text[self.notes[note].span.range()]);
        let of_works = works.iter().filter_map(|work| self.catalogue.work(*work));
        let known: Vec<&str> = of_works
            .flat_map(|work| {
                let people = work.people.iter().flat_map(|it| it.family.iter().chain(&it.given));
                let titles = work.titles.iter().chain(&work.containers);
                people.chain(titles.flat_map(|it| it.words.iter().map(|word| &word.folded)))
            })
            .map(String::as_str)
            .chain(said.iter().map(|word| word.folded.as_str()))
            .collect();
        let is_known =
            |word: &Word| known.iter().any(|it| *it == word.folded || is_variant(it, &word.folded));
        let mut telling = named
            .words
            .iter()
            .filter(|word| word.is_capital && !word.is_initial() && !is_joint(word));
        !telling.any(is_known)
    }

    /// The work that a name alone means, if it was cited nowhere before.
    fn uncited(&self, named: Reference<'_>) -> Target {
        match equals(&matches(self.catalogue, named)) {
            [one] if one.confidence >= ENOUGH => {
                Target::Work { number: one.work, confidence: one.confidence.min(DOUBT) * DOUBT }
            }
            _ => Target::Unknown,
        }
    }

    /// The only one of some works, and the note that cites it first.
    fn only(&self, works: &[usize]) -> (Target, Option<usize>) {
        match works {
            [one] => {
                let target = Target::Work { number: *one, confidence: DOUBT };
                (target, self.first.get(one).copied())
            }
            [] => (Target::Unknown, None),
            several => (Target::Several(several.to_vec()), None),
        }
    }
}
