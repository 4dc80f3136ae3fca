//! `cs:date`: single dates and ranges, localized or not.

use std::borrow::Cow;

use crate::engine::eval::content::Written;
use crate::engine::eval::{Eval, Purpose, decimal};
use crate::engine::tape::{NodeKind, Role};
use crate::model::{Bound, Date, DatePoint, Variable};
use crate::style::ir::{Common, DateElement, DatePart, DatePartForm, DatePartName, Scope, StrId};
use crate::style::terms::{self, TermForm};

impl<'r> Eval<'r, '_> {
    pub(super) fn date(&mut self, element: &'r DateElement, common: &Common, place: u32) {
        let variable = element.variable;
        if self.is_suppressed(variable) {
            return self.called(false);
        }
        let Some(date) = self.item.date(variable) else { return self.called(false) };
        if self.context.compares && variable == Variable::Accessed {
            // The date of access does not distinguish sources.
            return self.called(true);
        }
        self.suppress_if_substituting(variable);
        if let Purpose::Sort(_) = self.purpose {
            self.called(true);
            return self.date_sort_key(date, element);
        }
        let mark = self.tape.mark();
        if self.context.suppress_year && variable == Variable::Issued {
            let group = self.tape.open(common, StrId::EMPTY, place);
            self.implicit_year_suffix(place);
            self.tape.close(group);
            let printed = self.tape.has_text_since(mark);
            if !printed {
                self.tape.cut(mark);
            }
            return self.called(printed);
        }
        let group = self.tape.open(common, StrId::EMPTY, place);
        self.tape.set_nests(group);
        match date {
            Date::Literal(words) => {
                // The words replace the year.
                let (parts, _) = self.parts(element);
                if let Some(year) = parts.iter().find(|part| part.name == DatePartName::Year) {
                    let begins = !self.has_variable;
                    self.characters(words.as_str(), &year.common, place, Written::ByUser);
                    // Words have a suffix only in styles that collapse cites, and if nothing else
                    // prints it.
                    let collapses = self.program.citation.collapse.is_some();
                    if begins && collapses && self.scope == Scope::Citation {
                        self.implicit_year_suffix(place);
                    }
                }
            }
            Date::Point(point) => match point.years() {
                // Unknown digits are a range, as in biblatex.
                Some((first, last)) => self.date_range(&first, &last, element, place),
                None => self.point(point, element, place),
            },
            Date::Range { start: Bound::Point(start), end: Bound::Point(end) } => {
                let last = end.years().map_or(*end, |(_, last)| last);
                self.date_range(start, &last, element, place);
            }
            Date::Range { start: Bound::Point(point), .. } => {
                self.open_range(point, element, place, Side::Start);
            }
            Date::Range { end: Bound::Point(point), .. } => {
                self.open_range(point, element, place, Side::End);
            }
            Date::Range { .. } => {}
        }
        self.tape.close(group);
        let printed = self.tape.has_text_since(mark);
        if !printed {
            self.tape.cut(mark);
        }
        self.called(printed);
    }

    /// The parts that an element prints, in order, and the delimiter between them.
    pub(super) fn parts(&self, element: &'r DateElement) -> (&'r [DatePart], StrId) {
        let format = &element.in_locales[usize::from(self.locale.number)];
        (&format.parts, format.delimiter)
    }

    fn point(&mut self, point: &DatePoint, element: &'r DateElement, place: u32) {
        let (parts, delimiter) = self.parts(element);
        self.run(parts, delimiter, point, Some(point.year), place);
    }

    /// Prints parts of one date, with the delimiter between those that print something; the era
    /// after the year is that of the given year, if any.
    fn run(
        &mut self,
        parts: &[DatePart],
        delimiter: StrId,
        point: &DatePoint,
        era: Option<i32>,
        place: u32,
    ) {
        let group = self.tape.open(&Common::PLAIN, delimiter, place);
        for part in parts {
            self.date_part(part, point, era, place);
        }
        self.tape.close(group);
    }

    fn open_range(&mut self, point: &DatePoint, element: &'r DateElement, place: u32, side: Side) {
        let (parts, delimiter) = self.parts(element);
        let year = parts.iter().find(|part| part.name == DatePartName::Year);
        let between = self.range_delimiter_of(year);
        if !parts.iter().any(|part| has_part(point, part.name)) {
            return;
        }
        if side == Side::End {
            self.between(&between, place);
            return self.run(parts, delimiter, point, Some(point.year), place);
        }
        let ends_in_year = parts.last().is_some_and(|part| part.name == DatePartName::Year);
        if ends_in_year {
            // The year suffix and the affixes of the year follow: `(1955–)`.
            self.after_year = Some(between);
            return self.run(parts, delimiter, point, Some(point.year), place);
        }
        self.run(parts, delimiter, point, Some(point.year), place);
        self.between(&between, place);
    }

    fn date_range(
        &mut self,
        start: &DatePoint,
        end: &DatePoint,
        element: &'r DateElement,
        place: u32,
    ) {
        let (parts, delimiter) = self.parts(element);
        let has = |name| parts.iter().any(|part| part.name == name);
        let differs = [
            (DatePartName::Year, start.year != end.year),
            (DatePartName::Month, (start.month(), start.season()) != (end.month(), end.season())),
            (DatePartName::Day, start.day() != end.day()),
        ];
        let largest = differs.iter().find(|(name, differs)| *differs && has(*name));
        let Some((largest, _)) = largest else {
            return self.run(parts, delimiter, start, Some(start.year), place);
        };
        // The parts smaller than the largest that differs are printed twice, the others once.
        let twice = |part: &DatePart| rank(part.name) <= rank(*largest);
        let first = parts.iter().position(twice).unwrap_or(0);
        let last = parts.iter().rposition(twice).map_or(parts.len(), |last| last + 1);
        let printed = |point: &DatePoint| -> Vec<DatePart> {
            parts[first..last].iter().filter(|part| has_part(point, part.name)).cloned().collect()
        };
        let (mut starts, mut ends) = (printed(start), printed(end));
        let between = self.range_delimiter_of(starts.last());
        if let Some(part) = starts.last_mut() {
            part.common.suffix = StrId::EMPTY;
        }
        if let Some(part) = ends.first_mut() {
            part.common.prefix = StrId::EMPTY;
        }
        // If both dates are in one era, it is printed only after the second year.
        let same_era = (start.year < 1) == (end.year < 1);
        let eras = match starts.last() {
            Some(part) if same_era && part.name == DatePartName::Year => [None, Some(start.year)],
            _ => [Some(start.year), Some(end.year)],
        };
        let group = self.tape.open(&Common::PLAIN, delimiter, place);
        for part in &parts[..first] {
            self.date_part(part, start, Some(start.year), place);
        }
        let middle = self.tape.open(&Common::PLAIN, StrId::EMPTY, place);
        let mark = self.tape.mark();
        // Of two years, the second has the suffix.
        let has_suffix = self.has_year_suffix;
        self.has_year_suffix |= ends.iter().any(|part| part.name == DatePartName::Year);
        self.run(&starts, delimiter, start, eras[0], place);
        self.has_year_suffix = has_suffix;
        if self.tape.has_text_since(mark) {
            self.between(&between, place);
        }
        self.run(&ends, delimiter, end, eras[1], place);
        self.tape.close(middle);
        for part in &parts[last..] {
            self.date_part(part, end, Some(end.year), place);
        }
        self.tape.close(group);
    }

    fn range_delimiter_of(&self, part: Option<&DatePart>) -> String {
        let own = part.and_then(|part| part.range_delimiter);
        own.map_or("–", |own| self.program.str(own)).to_owned()
    }

    fn between(&mut self, text: &str, place: u32) {
        let node = self.tape.push(NodeKind::Between, &Common::PLAIN, StrId::EMPTY, place);
        self.tape.text.push_str(text);
        self.tape.end_leaf(node);
    }

    fn date_part(&mut self, part: &DatePart, point: &DatePoint, era: Option<i32>, place: u32) {
        match part.name {
            DatePartName::Year => self.year(part, point, era, place),
            DatePartName::Month => self.month(part, point, place),
            DatePartName::Day => self.day(part, point, place),
        }
    }

    fn year(&mut self, part: &DatePart, point: &DatePoint, era: Option<i32>, place: u32) {
        let mut digits = [0; 10];
        let text = match (point.year, part.form) {
            (..1, _) => Cow::Borrowed(decimal(point.year.abs_diff(1), &mut digits)),
            (_, Some(DatePartForm::Short)) => Cow::Owned(format!("{:02}", point.year % 100)),
            _ => Cow::Borrowed(decimal(point.year.unsigned_abs(), &mut digits)),
        };
        let era = era.map_or("", |year| self.era(year));
        let after_year = self.after_year.take();
        if era.is_empty() && after_year.is_none() && !self.has_implicit_year_suffix() {
            let node = self.tape.nodes.len() as u32;
            self.characters(&text, &part.common, place, Written::ByStyle);
            return self.tape.set_role(node, Role::Year);
        }
        // The era follows the part's affixes, and the year suffix follows the era.
        let (around, own) = match era {
            "" => (&part.common, &Common::PLAIN),
            _ => (&Common::PLAIN, &part.common),
        };
        let group = self.tape.open(around, StrId::EMPTY, place);
        if let Some(after_year) = after_year {
            let open = self.tape.open(own, StrId::EMPTY, place);
            self.characters(&text, &Common::PLAIN, place, Written::ByStyle);
            self.between(&after_year, place);
            self.tape.close(open);
        } else {
            self.characters(&text, own, place, Written::ByStyle);
        }
        if !era.is_empty() {
            self.tape.leaf(era, &Common::PLAIN, place);
        }
        self.implicit_year_suffix(place);
        self.tape.close(group);
        self.tape.set_role(group, Role::Year);
    }

    /// The era of a year, if it is printed: for years before the common era, and for the first 499.
    fn era(&self, year: i32) -> &'r str {
        let era = match year {
            ..1 => terms::BC,
            1..500 => terms::AD,
            _ => return "",
        };
        let text = self.locale.term(era, TermForm::Long, false);
        text.map_or("", |text| self.program.str(text))
    }

    /// True if a year suffix must be printed after this date's year because the style does not
    /// print it explicitly.
    fn has_implicit_year_suffix(&self) -> bool {
        self.context.disambiguation.year_suffix.is_some()
            && !self.has_year_suffix
            && !self.program.prints_year_suffix
    }

    fn implicit_year_suffix(&mut self, place: u32) {
        if self.has_implicit_year_suffix()
            && let Some(suffix) = self.context.disambiguation.year_suffix
        {
            self.push_year_suffix(suffix, &Common::PLAIN, place);
        }
    }

    fn month(&mut self, part: &DatePart, point: &DatePoint, place: u32) {
        let form = part.form.unwrap_or(DatePartForm::Long);
        let term_form = match form {
            DatePartForm::Short => TermForm::Short,
            _ => TermForm::Long,
        };
        let mut digits = [0; 10];
        let text = if let Some(season) = point.season() {
            Cow::Borrowed(self.term_text(terms::season(season.number()), term_form))
        } else if let Some(month) = point.month() {
            match form {
                DatePartForm::Numeric => Cow::Borrowed(decimal(month.into(), &mut digits)),
                DatePartForm::NumericLeadingZeros => Cow::Owned(format!("{month:02}")),
                _ => Cow::Borrowed(self.term_text(terms::month(month), term_form)),
            }
        } else {
            return;
        };
        if !text.is_empty() {
            // The apostrophes of months (Hebrew `אפר'`) are replaced, as those of other terms are.
            let text =
                if text.contains('\'') { Cow::Owned(text.replace('\'', "’")) } else { text };
            self.characters(&text, &part.common, place, Written::ByStyle);
        }
    }

    fn day(&mut self, part: &DatePart, point: &DatePoint, place: u32) {
        let (Some(day), Some(month)) = (point.day(), point.month()) else { return };
        let mut digits = [0; 10];
        let text = match part.form {
            Some(DatePartForm::NumericLeadingZeros) => Cow::Owned(format!("{day:02}")),
            Some(DatePartForm::Ordinal) if day == 1 || !self.locale.limit_day_ordinals_to_day_1 => {
                let gender = self.locale.gender(terms::month(month));
                let suffix = self.locale.ordinal_suffix(u64::from(day), gender);
                let suffix = suffix.map_or("", |suffix| self.program.str(suffix));
                Cow::Owned(format!("{day}{suffix}"))
            }
            _ => Cow::Borrowed(decimal(day.into(), &mut digits)),
        };
        self.characters(&text, &part.common, place, Written::ByStyle);
    }

    fn term_text(&self, term: terms::TermId, form: TermForm) -> &'r str {
        let text = self.locale.term(term, form, false);
        text.map_or("", |text| self.program.str(text))
    }
}

fn has_part(point: &DatePoint, name: DatePartName) -> bool {
    match name {
        DatePartName::Year => true,
        DatePartName::Month => point.month().is_some() || point.season().is_some(),
        DatePartName::Day => point.day().is_some(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

fn rank(name: DatePartName) -> u8 {
    match name {
        DatePartName::Day => 0,
        DatePartName::Month => 1,
        DatePartName::Year => 2,
    }
}
