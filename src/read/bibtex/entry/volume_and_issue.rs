//! A volume and an issue in one field, or after the name of a journal: `3(2)`, `3, no. 2`, `Foo,
//! vol. 3`.

use crate::dialect::bib::Field;
use crate::model::{Text, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::entry::numbers::Hyphens;
use crate::read::number_label::{LABELS, is_plain_number, labelled};

impl EntryReader<'_, '_> {
    /// Divides the volume of an article that contains its issue.
    pub(super) fn divide_volume(&mut self) {
        if !self.kind.is_in_periodical() {
            return;
        }
        self.volume_in_journal();
        let Some(text) = self.entry.str(Variable::Volume) else { return };
        let Some((volume, issue)) = volume_and_issue(text) else { return };
        let (volume, issue) = (volume.to_owned(), issue.to_owned());
        match self.entry.str(Variable::Issue) {
            Some(known) if known != issue => return,
            Some(_) => {}
            None => {
                self.entry.set_text(Variable::Issue, issue);
                self.note(&[Field::Volume], Variable::Issue);
            }
        }
        self.entry.set_text(Variable::Volume, volume);
        self.settle_issue();
    }

    /// The hyphen of `16, Issue 2-3` was settled for the whole volume.
    fn settle_issue(&mut self) {
        let issue = self.entry.str(Variable::Issue).map(|issue| issue.replace("\\-", "-"));
        if let Some(issue) = issue {
            self.entry.set_text(Variable::Issue, issue);
            self.settle_hyphens(Variable::Issue, Hyphens::Join);
        }
    }

    /// `journal = {Foo, vol. 3, no. 2}` of an article without a volume.
    fn volume_in_journal(&mut self) {
        if self.entry.has(Variable::Volume) {
            return;
        }
        let Some(journal) = self.entry.text(Variable::ContainerTitle) else { return };
        let text = journal.as_str();
        let Some((at, numbers)) = numbers_after_name(text) else { return };
        let (volume, issue) = match volume_and_issue(numbers) {
            Some((volume, issue)) => (volume.to_owned(), Some(issue.to_owned())),
            None => match labelled(numbers, labels(Variable::Volume)) {
                Some((_, volume)) if is_plain_number(volume) => (volume.to_owned(), None),
                _ => return,
            },
        };
        let name = text[..at].trim_end_matches([',', ' ', ':']).to_owned();
        let marks = journal.marks().iter().filter(|mark| mark.end as usize <= name.len());
        let name = Text::with_marks(name.clone(), marks.copied().collect());
        self.entry.set_text(Variable::ContainerTitle, name);
        self.entry.set_text(Variable::Volume, volume);
        self.note(&[Field::Journaltitle], Variable::Volume);
        if let Some(issue) = issue.filter(|_| !self.entry.has(Variable::Issue)) {
            self.entry.set_text(Variable::Issue, issue);
            self.note(&[Field::Journaltitle], Variable::Issue);
        }
    }
}

fn labels(variable: Variable) -> &'static [&'static str] {
    LABELS.iter().find(|(known, _)| *known == variable).map_or(&[], |(_, labels)| labels)
}

/// Where the label of a volume begins after the name of a journal, and the numbers from there.
fn numbers_after_name(journal: &str) -> Option<(usize, &str)> {
    let starts = journal.match_indices(' ').map(|(at, _)| at + 1);
    let is_label = |at: &usize| {
        let before = journal[..*at].trim_end();
        before.ends_with(',') && labelled(&journal[*at..], labels(Variable::Volume)).is_some()
    };
    let at = starts.into_iter().find(is_label)?;
    Some((at, &journal[at..]))
}

/// The volume and the issue in `3(2)`, `3, no. 2`, `Vol. 3 No. 2`.
fn volume_and_issue(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let text = labelled(text, labels(Variable::Volume)).map_or(text, |(_, rest)| rest);
    let end = text.find(|c: char| !c.is_alphanumeric())?;
    let (volume, rest) = text.split_at(end);
    let is_volume = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || word.bytes().all(|b| b"IVXLC".contains(&b))
    };
    let rest = rest.trim_start_matches([' ', '\u{a0}', ',', ';', ':']);
    let issue = match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => labelled(inner, labels(Variable::Issue)).map_or(inner, |(_, number)| number),
        None => labelled(rest, labels(Variable::Issue))?.1,
    };
    let issue = issue.trim();
    let is_issue = is_plain_number(issue) && issue.starts_with(|c: char| c.is_ascii_digit());
    (!volume.is_empty() && is_volume(volume) && is_issue).then_some((volume, issue))
}

#[cfg(test)]
mod tests {
    use super::{numbers_after_name, volume_and_issue};

    #[test]
    fn a_volume_is_told_from_its_issue() {
        for (text, found) in [
            ("3(2)", Some(("3", "2"))),
            ("3 (2)", Some(("3", "2"))),
            ("3, no. 2", Some(("3", "2"))),
            ("Vol. 3, No. 2", Some(("3", "2"))),
            ("vol. XII, nº 4", Some(("XII", "4"))),
            ("12 (3-4)", Some(("12", "3-4"))),
            ("3", None),
            ("3:2", None),
            ("3/4", None),
            ("A 3", None),
            ("3 (Suppl.)", None),
            ("3 (Part A)", None),
        ] {
            assert_eq!(volume_and_issue(text), found, "{text}");
        }
        assert_eq!(numbers_after_name("J Foo, vol. 3, no. 2"), Some((7, "vol. 3, no. 2")));
        assert_eq!(numbers_after_name("Tomes of Foo, Bar"), None);
    }
}
