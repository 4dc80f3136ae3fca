//! The works that were cited before, by what a later note says of them: `Woolf, op. cit.`

use std::ops::Range;

use crate::document::essay::matching::{CiteForm, ENOUGH, MARGIN, Match, equals, matches};
use crate::document::essay::names::find_name;
use crate::document::essay::part::Part;
use crate::document::essay::resolved::{Target, Trouble};
use crate::document::essay::resolver::Resolver;
use crate::document::essay::title_marks::OPENING;
use crate::document::essay::words::{Word, is_variant};
use crate::model::{Locator, Variable};

/// The work that is meant, the locator that is taken from the earlier reference, and why the result
/// is uncertain.
pub(super) type Antecedent = (Target, Option<Locator>, Option<Trouble>);

/// The confidence of a reference whose antecedent is uncertain.
pub(super) const DOUBT: f32 = 0.6;

/// What kind of work a reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Any,
    /// `art. cit.`
    Article,
}

impl Resolver<'_, '_> {
    /// A work that was cited before, found by its author or a word of its title.
    pub(super) fn cited_before(
        &self,
        part: &Part<'_>,
        named: Range<usize>,
        wanted: Wanted,
    ) -> Antecedent {
        let is_wanted = |work: &usize| wanted == Wanted::Any || self.is_article(*work);
        let words: Vec<&Word> =
            part.words[named.clone()].iter().filter(|word| !word.is_initial()).collect();
        if words.is_empty() {
            return self.last_wanted(wanted);
        }
        let reference = part.reference(named.clone(), named.end);
        let all = matches(self.catalogue, reference);
        let is_author = self.is_cited_author(part, &words);
        let titled: Vec<&Match> = all
            .iter()
            .filter(|it| it.title.is_some() && it.form >= CiteForm::Short)
            .filter(|it| self.first.contains_key(&it.work))
            .filter(|it| !is_author || it.name.is_some())
            .collect();
        // The title of a work that was not cited yet is not that of an earlier one.
        let is_whole = |it: &&Match| {
            it.title.is_some() && it.form == CiteForm::Full && (!is_author || it.name.is_some())
        };
        let is_better = |it: &&Match| {
            titled.first().is_none_or(|cited| it.confidence > cited.confidence + MARGIN)
        };
        if let Some(other) = all.first().filter(is_whole).filter(is_better) {
            let confidence = other.confidence * DOUBT;
            let target = Target::Work { number: other.work, confidence };
            return (target, None, Some(Trouble::NoEarlier));
        }
        if let [one, ..] = &titled[..] {
            return (
                Target::Work { number: one.work, confidence: one.confidence.max(0.85) },
                None,
                None,
            );
        }
        if !is_author
            && let Some(short) = self.short_title(part.text, &part.words[named.clone()])
            && let [one] = short.works[..]
        {
            return (Target::Work { number: one, confidence: 0.85 }, None, None);
        }
        let mut by_name = self.by_names(&words);
        let is_namesake = |work: &usize| {
            let work = self.catalogue.work(*work);
            let name = work.and_then(|work| find_name(work, reference, None));
            name.is_none_or(|name| !name.is_other)
        };
        let had_namesakes = !by_name.is_empty();
        by_name.retain(is_namesake);
        if by_name.iter().any(is_wanted) {
            by_name.retain(is_wanted);
        }
        match &by_name[..] {
            [one] => (Target::Work { number: *one, confidence: 0.9 }, None, None),
            // It was cited, but is in no bibliography, which has been reported there.
            [] if !had_namesakes
                && words.iter().any(|word| self.unknown.contains(&word.folded)) =>
            {
                (Target::Unknown, None, None)
            }
            [] => {
                let target = match equals(&all) {
                    [one] if one.confidence >= ENOUGH => {
                        Target::Work { number: one.work, confidence: one.confidence * DOUBT }
                    }
                    _ => Target::Unknown,
                };
                (target, None, Some(Trouble::NoEarlier))
            }
            several => {
                let works = several.to_vec();
                (Target::Several(works.clone()), None, Some(Trouble::SeveralEarlier(works)))
            }
        }
    }

    /// The work that was cited last, of those that are wanted.
    fn last_wanted(&self, wanted: Wanted) -> Antecedent {
        let is_wanted = |work: &usize| wanted == Wanted::Any || self.is_article(*work);
        let works: Vec<usize> = self.first.keys().copied().filter(is_wanted).collect();
        let last = self.last.as_ref().map(|last| last.target.clone());
        match (last, &works[..]) {
            (None, _) => (Target::Unknown, None, Some(Trouble::NoEarlier)),
            // The article that was cited right before is meant, if it was one.
            (Some(Target::Work { number, confidence }), _)
                if wanted == Wanted::Article && is_wanted(&number) =>
            {
                (Target::Work { number, confidence }, None, None)
            }
            (Some(_), [one]) => (Target::Work { number: *one, confidence: 0.85 }, None, None),
            (Some(last), []) => (last, None, None),
            (Some(last), _) => (last, None, Some(Trouble::SeveralEarlier(works))),
        }
    }

    /// Whether some words are the name of an author who was cited, and no more: `Virginia Woolf`,
    /// which may also be the title of a book about her. A title is in italics or quotation marks.
    fn is_cited_author(&self, part: &Part<'_>, named: &[&Word]) -> bool {
        let Some(first) = named.first() else { return false };
        if part.text[..first.range.start].ends_with(OPENING) {
            return false;
        }
        let works = named.iter().flat_map(|word| self.by_family.get(&word.folded));
        let works = works.flatten().filter_map(|work| self.catalogue.work(*work));
        { works }.flat_map(|work| &work.people).any(|person| {
            let own = |word: &&&Word| {
                person.family.contains(&word.folded) || person.given.contains(&word.folded)
            };
            named.iter().all(|word| own(&word))
        })
    }

    /// Whether a work is an article, which `art. cit.` means.
    fn is_article(&self, work: usize) -> bool {
        let entry = self.catalogue.work(work).map(|work| work.entry);
        entry.is_some_and(|entry| entry.str(Variable::ContainerTitle).is_some())
    }

    /// The cited works of the authors that some words name.
    pub(super) fn by_names(&self, named: &[&Word]) -> Vec<usize> {
        let mut works: Vec<usize> = Vec::new();
        for word in named {
            let found = self.by_family.get(&word.folded).into_iter().flatten().copied();
            works.extend(found);
        }
        if works.is_empty() {
            works.extend(named.iter().flat_map(|word| self.by_couple(word)));
        }
        if works.is_empty() {
            // A different spelling; there are few cited works compared with the bibliography.
            let spelt =
                |family: &&String| named.iter().any(|word| is_variant(&word.folded, family));
            let mut families: Vec<&String> = self.by_family.keys().filter(spelt).collect();
            families.sort_unstable();
            works.extend(families.into_iter().take(4).flat_map(|family| &self.by_family[family]));
        }
        works.sort_unstable();
        works.dedup();
        works
    }

    /// The cited works of two people with one family name, in the plural: `the Hammonds`.
    fn by_couple(&self, word: &Word) -> impl Iterator<Item = usize> {
        let family = word.folded.strip_suffix('s').unwrap_or_default().to_owned();
        let works = self.by_family.get(&family).into_iter().flatten().copied();
        works.filter(move |work| {
            let people = self.catalogue.work(*work).map_or(&[][..], |work| &work.people);
            people.iter().filter(|person| person.family == [family.as_str()]).count() > 1
        })
    }
}
