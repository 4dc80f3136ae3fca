//! The cites of one citation, with the words around them.

use std::ops::Range;

use crate::document::latex::scan::Scan;
use crate::document::{Labels, WrittenCite, locator};
use crate::model::{Cite, Text};
use crate::source::Span;

/// The cites of one citation.
#[derive(Default)]
pub(super) struct Cites {
    pub(super) cites: Vec<Cite>,
    pub(super) places: Vec<WrittenCite>,
    /// What stands in brackets before and behind the keys.
    pub(super) options: Vec<Range<usize>>,
}

impl Cites {
    pub(super) fn push(&mut self, key: &str, place: Range<usize>) {
        let span = Span::new(place.start, place.end);
        let (prefix, suffix) = (Span::at(place.start), Span::at(place.end));
        self.cites.push(Cite::new(key));
        self.places.push(WrittenCite { key: span, prefix, suffix });
    }

    /// The words before the cite of that number.
    pub(super) fn prefix(&mut self, scan: Scan<'_>, index: usize, range: Range<usize>) {
        let words = plain(&scan.text[range.clone()]);
        let known = self.cites.get_mut(index).zip(self.places.get_mut(index));
        if let Some((cite, place)) = known.filter(|_| !words.is_empty()) {
            cite.prefix = Some(Text::plain(words + " "));
            place.prefix = Span::new(range.start, range.end);
        }
    }

    /// The words behind the last cite, with its locator.
    pub(super) fn suffix(&mut self, (scan, labels): (Scan<'_>, &Labels), range: Range<usize>) {
        let words = plain(&scan.text[range.clone()]);
        let known = self.cites.last_mut().zip(self.places.last_mut());
        if let Some((cite, place)) = known.filter(|_| !words.is_empty()) {
            let (locator, rest) = locator::split(&words, labels);
            let joint = if locator.is_some() || rest.is_empty() { "" } else { ", " };
            cite.suffix = (!rest.is_empty()).then(|| Text::plain(format!("{joint}{rest}")));
            cite.locator = locator;
            place.suffix = Span::new(range.start, range.end);
        }
    }

    /// The words before and behind a citation of several lists.
    pub(super) fn around(
        &mut self,
        (scan, labels): (Scan<'_>, &Labels),
        before: Option<&Range<usize>>,
        after: &Range<usize>,
    ) {
        if let Some(before) =
            before.filter(|_| self.cites.first().is_some_and(|it| it.prefix.is_none()))
        {
            self.prefix(scan, 0, before.clone());
        }
        if self.cites.last().is_some_and(|it| it.suffix.is_none() && it.locator.is_none()) {
            self.suffix((scan, labels), after.clone());
        }
    }
}

/// The words of an argument, without the commonest marks of TeX.
fn plain(argument: &str) -> String {
    let mut text = argument.replace("~", " ").replace("\\,", " ").replace("\\ ", " ");
    for (command, sign) in
        [("\\S", "§"), ("\\pno", ""), ("\\ppno", ""), ("\\&", "&"), ("---", "—"), ("--", "–")]
    {
        text = text.replace(command, sign);
    }
    text.replace(['{', '}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
