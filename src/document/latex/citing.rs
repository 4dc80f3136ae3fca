//! The citation commands: their arguments, and what they cite.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::document::latex::Reader;
use crate::document::latex::cites::Cites;
use crate::document::latex::commands::{Cite as Command, PlainCite, Shape};
use crate::document::{EMPTY_KEY, WrittenCitation, WrittenMode};
use crate::model::Citation;
use crate::source::Span;

impl Reader<'_> {
    /// A command as the package prints it that is loaded: `\cite` of natbib is `\citet` unless the
    /// style is numeric, and that of biblatex has no parentheses.
    pub(super) fn as_loaded(&self, name: &str, command: Command) -> Command {
        let own = self.document.commands.plain_cite();
        let loaded = own.or_else(|| self.known?.plain_cite());
        let mode = match (name, command.mode, loaded) {
            ("cite" | "Cite", WrittenMode::Normal, Some(PlainCite::Textual)) => WrittenMode::InText,
            ("cite" | "Cite" | "cites" | "Cites", WrittenMode::Normal, Some(PlainCite::Bare)) => {
                WrittenMode::Bare
            }
            (_, mode, _) => mode,
        };
        Command { mode, ..command }
    }

    /// Whether headings of a level begin a `refsection`.
    pub(super) fn begins_section(&self, level: u8) -> bool {
        let own = self.document.commands.sections();
        own.or_else(|| self.known?.sections()) == Some(level)
    }

    /// Reads the arguments of a citation command; returns the end of the last one.
    pub(super) fn cite(&mut self, start: usize, name: &str, at: usize, command: Command) -> usize {
        let mut at = at;
        let mut cites = Cites::default();
        let many = matches!(command.shape, Shape::Many | Shape::Volumes);
        let mut around = Vec::new();
        while let Some(group) = self.scan.group(at, b'(', b')').filter(|_| many && around.len() < 2)
        {
            at = group.end + 1;
            around.push(group);
        }
        let first = self.words_in_angles(&mut at, command);
        let mut groups = 0;
        while let Some((end, found)) = self.one(at, command, &mut cites) {
            groups += 1;
            at = end;
            if !many {
                break;
            }
            if !found && cites.cites.is_empty() {
                return at;
            }
        }
        if groups == 0 {
            self.unclosed(start, name, at);
            return at;
        }
        if let Some(words) = first {
            cites.options.push(words.clone());
            cites.prefix(self.scan, 0, words);
        }
        if let [before @ .., after] = &around[..] {
            cites.around((self.scan, self.labels), before.first(), after);
        }
        self.finish(start, at, command, cites);
        at
    }

    /// The words before a citation as apacite has them: `\cite<see>{key}`. In beamer there are the
    /// numbers of slides.
    fn words_in_angles(&self, at: &mut usize, command: Command) -> Option<Range<usize>> {
        if command.shape != Shape::One || !self.scan.text[*at..].starts_with('<') {
            return None;
        }
        let group = self.scan.group(*at, b'<', b'>')?;
        *at = group.end + 1;
        Some(group).filter(|group| self.scan.text[group.clone()].contains(char::is_alphabetic))
    }

    /// Reads one list of keys with the arguments before it; returns its end, and whether it has a
    /// key.
    pub(super) fn one(
        &mut self,
        at: usize,
        command: Command,
        cites: &mut Cites,
    ) -> Option<(usize, bool)> {
        let mut behind = at;
        let mut options = Vec::new();
        while let Some(group) = self.scan.group(behind, b'[', b']').filter(|_| options.len() < 2) {
            behind = group.end + 1;
            options.push(group);
        }
        let mut keys = self.scan.group(behind, b'{', b'}')?;
        let (mut before, mut after) = match &options[..] {
            [after] => (None, Some(after.clone())),
            [before, after] => (Some(before.clone()), Some(after.clone())),
            _ => (None, None),
        };
        let mut volume = None;
        if matches!(command.shape, Shape::Volume | Shape::Volumes) {
            volume = Some(keys.clone());
            before = options.first().cloned();
            let pages = self.scan.group(keys.end + 1, b'[', b']');
            let next = pages.as_ref().unwrap_or(&keys).end + 1;
            after = pages;
            keys = self.scan.group(next, b'{', b'}')?;
        }
        let end = keys.end + 1;
        let first = cites.cites.len();
        self.keys(keys, command, cites);
        cites.options.extend([&before, &after].into_iter().flatten().cloned());
        let is_empty = |it: &Option<Range<usize>>| it.as_ref().is_none_or(Range::is_empty);
        cites.unsorted |= cites.cites.len() > first + 1 && !(is_empty(&before) && is_empty(&after));
        if cites.cites.len() > first {
            if let Some(before) = before {
                cites.prefix(self.scan, first, before);
            }
            if let Some(after) = after {
                cites.suffix((self.scan, self.labels), after);
            }
            if let Some(volume) = volume {
                cites.volume(self.scan, volume);
            }
        }
        Some((end, cites.cites.len() > first))
    }

    /// Adds the keys of a list.
    pub(super) fn keys(&mut self, keys: Range<usize>, command: Command, cites: &mut Cites) {
        let items = self.scan.items(keys.clone());
        let is_alone = items.len() == 1;
        for item in items {
            if item.is_empty() {
                match is_alone {
                    true => self.empty(keys.clone()),
                    false => self.empty_item(item),
                }
                continue;
            }
            let key = &self.scan.text[item.clone()];
            if key == "*" && command.mode == WrittenMode::Nocite {
                self.document.all_listed.push(Span::new(item.start, item.end));
                continue;
            }
            // A star joins a key to the one before it: mciteplus.
            let is_joined = key.len() > 1 && key.starts_with('*');
            let (key, item) = match is_joined {
                true => (&key[1..], item.start + 1..item.end),
                false => (key, item),
            };
            if !key.contains(['#', '\\']) {
                cites.push(key, item);
            }
        }
    }

    pub(super) fn finish(&mut self, start: usize, end: usize, command: Command, cites: Cites) {
        if command.makes_note && self.notes.is_empty() {
            self.note += 1;
            self.document.notes.push(Span::at(start));
        }
        if cites.cites.is_empty() {
            return;
        }
        let note = match self.notes.last() {
            Some((_, number)) => Some(*number),
            None => command.makes_note.then_some(self.note),
        };
        let mode = command.mode;
        let unsorted = cites.unsorted;
        let citation = Citation { cites: cites.cites, note, mode: mode.citation_mode(), unsorted };
        let span = Span::new(start, end);
        let written = WrittenCitation::new(citation, mode, cites.places, span);
        self.document.citations.push(written);
        // The text before and after a key may contain citations too.
        let whole = self.scan.text;
        for option in cites.options.into_iter().filter(|it| whole[it.clone()].contains('\\')) {
            self.scan.text = &whole[..option.end];
            let mut at = option.start;
            while at < option.end {
                at = self.step(at);
            }
            self.scan.text = whole;
        }
    }

    fn empty(&mut self, place: Range<usize>) {
        let span = Span::new(place.start.saturating_sub(1), place.end + 1);
        let place = span.in_source(self.document.source);
        let finding = Diagnostic::new(&MALFORMED_CITATION, place, "a key is missing here")
            .help("name the key of an entry, or delete the comma or the command");
        self.sink.push(finding);
    }

    /// Reports a comma too many in a list of keys, of which LaTeX's packages take no notice.
    fn empty_item(&mut self, place: Range<usize>) {
        let span = Span::new(place.start.saturating_sub(1), place.end + 1);
        let place = span.in_source(self.document.source);
        let finding = Diagnostic::new(&MALFORMED_CITATION, place, EMPTY_KEY);
        self.sink.push(finding.help("delete the comma, or name the key of an entry"));
    }

    /// Reports a command whose list of keys never ends; a command that is only mentioned has none.
    fn unclosed(&mut self, start: usize, name: &str, at: usize) {
        let mut behind = at;
        while let Some(group) = self.scan.group(behind, b'[', b']') {
            behind = group.end + 1;
        }
        if !self.scan.text[self.scan.skip_space(behind)..].starts_with('{') {
            return;
        }
        let span = Span::new(start, start + 1 + name.len()).in_source(self.document.source);
        let message = format!("the list of keys of `\\{name}` is never closed");
        let help = format!("a citation looks like `\\{name}[see][12]{{key,other}}`");
        self.sink.push(Diagnostic::new(&MALFORMED_CITATION, span, message).help(help));
    }
}
