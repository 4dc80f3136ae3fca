//! The cites of one citation, with the text around them.

use std::ops::Range;

use crate::document::latex::scan::Scan;
use crate::document::latex::words::tagged;
use crate::document::{Labels, WrittenCite, locator};
use crate::model::{Cite, Locator, LocatorLabel, Text};
use crate::source::Span;

/// The cites of one citation.
#[derive(Default)]
pub(super) struct Cites {
    pub(super) cites: Vec<Cite>,
    pub(super) places: Vec<WrittenCite>,
    /// The text in brackets before and after the keys.
    pub(super) options: Vec<Range<usize>>,
    /// Whether text in brackets applies to several keys, and comes before or after all of them.
    pub(super) unsorted: bool,
}

impl Cites {
    pub(super) fn push(&mut self, key: &str, place: Range<usize>) {
        let span = Span::new(place.start, place.end);
        let (prefix, suffix) = (Span::at(place.start), Span::at(place.end));
        self.cites.push(Cite::new(key));
        self.places.push(WrittenCite { key: span, prefix, suffix });
    }

    /// The prefix of the cite with this index.
    pub(super) fn prefix(&mut self, scan: Scan<'_>, index: usize, range: Range<usize>) {
        let words = tagged(&scan.text[range.clone()]);
        let known = self.cites.get_mut(index).zip(self.places.get_mut(index));
        if let Some((cite, place)) = known.filter(|_| !words.is_empty()) {
            cite.prefix = Some(Text::from_csl_markup(&(words + " ")));
            place.prefix = Span::new(range.start, range.end);
        }
    }

    /// The suffix of the last cite, with its locator.
    pub(super) fn suffix(&mut self, (scan, labels): (Scan<'_>, &Labels), range: Range<usize>) {
        let argument = &scan.text[range.clone()];
        // The number after it is printed without a label.
        let bare = argument.trim_start().strip_prefix("\\nopp");
        let words = tagged(bare.unwrap_or(argument));
        let known = self.cites.last_mut().zip(self.places.last_mut());
        if let Some((cite, place)) = known.filter(|_| !words.is_empty()) {
            let (mut locator, mut rest) = match bare {
                Some(_) => (None, words.as_str()),
                None => locator::split(&words, labels),
            };
            // `78\psq` is a locator as a whole.
            let following = ["sq.", "sqq."].iter().find_map(|word| {
                let behind = rest.trim_start().strip_prefix(word)?;
                (argument.contains("\\psq")).then_some((word, behind))
            });
            if let (Some(locator), Some((word, behind))) = (&mut locator, following) {
                locator.value = format!("{}\u{a0}{word}", locator.value.as_str()).into();
                rest = behind;
            }
            let joint = if locator.is_some() || rest.is_empty() { "" } else { ", " };
            let suffix = || Text::from_csl_markup(&format!("{joint}{rest}"));
            cite.suffix = (!rest.is_empty()).then(suffix);
            cite.locator = locator;
            place.suffix = Span::new(range.start, range.end);
        }
    }

    /// The volume of the last cite, before the rest of its suffix: `vol. 2, p. 12`.
    pub(super) fn volume(&mut self, scan: Scan<'_>, range: Range<usize>) {
        let Some(cite) = self.cites.last_mut() else { return };
        let volume = tagged(&scan.text[range]);
        if volume.is_empty() {
            return;
        }
        if let Some(Locator { label, value }) = cite.locator.take() {
            let word = match (label, value.as_str().contains(['–', '-', ','])) {
                (LocatorLabel::Page, false) => "p. ",
                (LocatorLabel::Page, true) => "pp. ",
                _ => "",
            };
            let rest = cite.suffix.take().map_or(String::new(), |it| it.to_csl_markup());
            let words = format!(", {word}{}{rest}", value.to_csl_markup());
            cite.suffix = Some(Text::from_csl_markup(&words));
        }
        cite.locator = Some(Locator { label: LocatorLabel::Volume, value: volume.into() });
    }

    /// The prefix and suffix of a citation with several lists.
    pub(super) fn around(
        &mut self,
        (scan, labels): (Scan<'_>, &Labels),
        before: Option<&Range<usize>>,
        after: &Range<usize>,
    ) {
        self.options.extend(before.cloned());
        self.options.push(after.clone());
        // They come before and after all of it.
        self.unsorted |= self.cites.len() > 1;
        if let Some(before) = before {
            let own = self.cites.first_mut().and_then(|first| first.prefix.take());
            self.prefix(scan, 0, before.clone());
            if let (Some(own), Some(first)) = (own, self.cites.first_mut()) {
                let words = first.prefix.take().map_or(String::new(), |it| it.to_csl_markup());
                first.prefix = Some(Text::from_csl_markup(&(words + &own.to_csl_markup())));
            }
        }
        let Some(cite) = self.cites.last_mut() else { return };
        if cite.suffix.is_none() && cite.locator.is_none() {
            return self.suffix((scan, labels), after.clone());
        }
        let words = tagged(&scan.text[after.clone()]);
        if !words.is_empty() {
            let own = cite.suffix.take().map_or(String::new(), |own| own.to_csl_markup());
            cite.suffix = Some(Text::from_csl_markup(&format!("{own}, {words}")));
        }
    }
}
