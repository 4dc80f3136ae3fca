//! Rewrites an essay with citations by key in place of the notes that are typed by hand.

use crate::document::Syntax;
use crate::document::essay::apparatus::{Apparatus, Note};
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::cite_text::{Place, written};
use crate::document::essay::division::is_see;
use crate::document::essay::language;
use crate::document::essay::references::is_lead;
use crate::document::essay::resolved::{NoteCite, Resolved};
use crate::document::essay::words::{fold, is_ideograph};
use crate::document::essay::writer::{Edit, Writer};
use crate::source::{Span, with_line_endings_of};

/// Writes an essay as pandoc's Markdown that cites by key, so that its notes can be printed in any
/// style. A note that cites unknown works becomes a footnote with its own words. `bibliographies`
/// are the files that the new document names.
pub fn keyed(
    text: &str,
    syntax: Syntax,
    apparatus: &Apparatus,
    resolved: &Resolved,
    catalogue: &Catalogue<'_>,
    bibliographies: &[String],
) -> String {
    let language = language::of(text, apparatus);
    let writer = Writer { text, syntax, apparatus, resolved, catalogue, language };
    let mut edits = writer.markers();
    let (years, cited) = writer.years();
    edits.extend(years);
    edits.extend(writer.note_lists());
    edits.extend(writer.works_lists());
    if syntax == Syntax::Plain {
        edits.extend(writer.plain_paragraphs(&edits));
    }
    edits.extend(writer.metadata(bibliographies, cited));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&replacement);
        at = range.end;
    }
    out.push_str(&text[at..]);
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    with_line_endings_of(text, out)
}

impl Writer<'_, '_> {
    /// Replaces each marker that has a note with a citation or a footnote.
    fn markers(&self) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        let mut at = 0;
        while let Some(marker) = self.apparatus.markers.get(at) {
            let same = self.apparatus.markers[at..].iter().take_while(|it| it.span == marker.span);
            let group: Vec<_> = same.collect();
            at += group.len();
            let notes: Vec<(usize, Option<&str>)> = group
                .iter()
                .filter_map(|it| {
                    Some((it.note?, it.behind.map(|behind| &self.text[behind.range()])))
                })
                .collect();
            if notes.len() < group.len() {
                continue;
            }
            let of_blocks = notes.iter().filter(|(note, _)| {
                let note = &self.apparatus.notes[*note];
                self.is_of_blocks(note)
            });
            let in_place: Vec<Edit> = of_blocks
                .map(|(note, _)| (self.apparatus.notes[*note].span.range(), self.cited(*note)))
                .collect();
            if !in_place.is_empty() {
                edits.extend(in_place);
                continue;
            }
            let mut range = marker.span.range();
            let before = self.text[..range.start].chars().next_back();
            let items: Option<Vec<String>> =
                notes.iter().map(|(note, behind)| self.citation(*note, *behind)).collect();
            // A citation in the text comes before the punctuation of the sentence; a style that
            // makes notes of citations moves each of them to the right position.
            const MARKS: [char; 9] = ['.', ',', ';', ':', '。', '，', '；', '：', '、'];
            let mark = before.filter(|c| MARKS.contains(c) && !self.is_set_apart(marker.span));
            let is_dots = self.text[..range.start].ends_with("..");
            let written = match items {
                Some(items) if mark.is_some() && !is_dots => {
                    let mark = mark.unwrap_or_default();
                    range.start -= mark.len_utf8();
                    let gap = gap(&self.text[..range.start]);
                    format!("{gap}[{}]{mark}", items.join("; "))
                }
                Some(items) => format!("{}[{}]", gap(&self.text[..range.start]), items.join("; ")),
                None => {
                    // The number of a footnote comes right after the word.
                    range.start -= usize::from(before == Some(' '));
                    notes.iter().map(|(note, _)| self.footnote(*note)).collect()
                }
            };
            edits.push((range, written));
        }
        edits
    }

    /// True if a marker is in a block quotation.
    fn is_set_apart(&self, marker: Span) -> bool {
        let paragraphs = &self.apparatus.paragraphs;
        let at = paragraphs.partition_point(|it| it.span.start <= marker.start);
        at.checked_sub(1).is_some_and(|at| paragraphs[at].is_quote)
    }

    /// The content of a citation for what a note cites; `None` if the note says more than fits into
    /// one.
    fn citation(&self, note: usize, behind: Option<&str>) -> Option<String> {
        let cites = self.resolved.notes.get(note).filter(|cites| !cites.is_empty())?;
        let span = self.apparatus.notes[note].span;
        let mut items = Vec::new();
        let mut at = span.start as usize;
        for cite in cites {
            // Words that belong to no cite would be lost.
            let before = &self.text[at..cite.prefix.start as usize];
            if before.contains(char::is_alphanumeric) {
                return None;
            }
            if !cite.is_certain() || self.has_comment(cite, items.is_empty()) {
                return None;
            }
            at = cite.suffix.end as usize;
            let item = self.cite(cite, behind.filter(|_| cites.len() == 1))?;
            items.push(if items.is_empty() { item } else { without_capital(item) });
        }
        let rest = &self.text[at..span.end as usize];
        (!rest.contains(char::is_alphanumeric)).then(|| items.join("; "))
    }

    /// Whether more is said beside a cite than fits into a citation: sentences, or what is in
    /// parentheses with it.
    fn has_comment(&self, cite: &NoteCite, is_first: bool) -> bool {
        let [prefix, suffix] = [cite.prefix, cite.suffix].map(|it| &self.text[it.range()]);
        let is_open = |text: &str| text.matches('(').count() != text.matches(')').count();
        // The full stop of `Ibid.` may end a sentence, too.
        let is_stopped = self.text[cite.span.range()].ends_with('.')
            && suffix.trim_start().starts_with(char::is_uppercase);
        let begins_sentence = is_stopped || suffix.trim_start().starts_with(['.', '!', '?']);
        let is_sentence = |text: &str| {
            let stops = text.match_indices(['.', '!', '?']);
            { stops }.any(|(at, _)| {
                let next = text[at + 1..].trim_start();
                let word = &text[..at];
                let length = word.len() - word.trim_end_matches(char::is_alphabetic).len();
                length > 3 && next.starts_with(char::is_uppercase)
            })
        };
        let leads = prefix.split_whitespace().count();
        is_open(prefix)
            || is_open(suffix)
            || begins_sentence && suffix.contains(char::is_alphabetic)
            || is_sentence(suffix)
            || is_sentence(prefix)
            || !is_first && (leads > 8 || self.begins_sentence(cite.prefix))
    }

    /// Whether the words before a cite begin a sentence of the author: `The quotation is from`, but
    /// not `See also`.
    fn begins_sentence(&self, prefix: Span) -> bool {
        let before = self.text[..prefix.start as usize].trim_end();
        let words = self.text[prefix.range()].trim_start_matches(['.', ' ', '\n', '\r']);
        let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // `For another view see`
        let last = words.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        if is_see(&fold(last)) {
            return false;
        }
        (before.ends_with('.') || words.len() < prefix.len())
            && first.starts_with(char::is_uppercase)
            && !is_lead(&fold(first))
    }

    /// One cite: `see @brinton, p. 12, and often`.
    pub(super) fn cite(&self, cite: &NoteCite, behind: Option<&str>) -> Option<String> {
        let key = self.catalogue.key(cite.work()?);
        let mut prefix = self.words(cite.prefix)?.trim_start_matches([',', '.', ' ']).to_owned();
        // `See, among others, Carr`
        if prefix.contains(", ") && self.text[cite.prefix.range()].trim_end().ends_with(',') {
            prefix.push(',');
        }
        let suffix = self.words(cite.suffix)?;
        let mut out = prefix;
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&written(key));
        // The style's "ibid." is the same only for the same locator.
        let of_marker = behind
            .filter(|behind| !behind.contains(';'))
            .and_then(|behind| Place::of_marker(behind, self.language));
        let is_said = behind.is_none() || of_marker.is_some();
        let place = Place::of(cite, self.language).or(of_marker);
        let suffix = match behind.filter(|_| !is_said) {
            // `[4; cf. 1]`: words that are not a locator. A semicolon would begin another cite.
            Some(words) => format!(", {}{suffix}", words.replace(';', ",")),
            None => suffix,
        };
        match (self.stressed(cite), place) {
            (Some(words), _) => out.push_str(&format!(", {}", self.words(words)?)),
            (None, Some(place)) => out.push_str(&place.write(&suffix)),
            (None, None) => {}
        }
        if suffix.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '“' | '‘')) {
            out.push(' ');
        }
        out.push_str(&suffix);
        Some(out)
    }

    /// A locator with words before it that would otherwise be lost: `esp. ch. 3`, `Dok. 14, S. 77`.
    fn stressed(&self, cite: &NoteCite) -> Option<Span> {
        const WORDS: [&str; 14] = [
            "esp",
            "especially",
            "particularly",
            "bes",
            "besonders",
            "insb",
            "insbes",
            "insbesondere",
            "notamment",
            "spec",
            "specialement",
            "especialmente",
            "specie",
            "osob",
        ];
        cite.locator.as_ref()?;
        if cite.beside.is_some() {
            return cite.beside;
        }
        let before =
            self.text[cite.span.start as usize..cite.locator_span.start as usize].trim_end();
        let word = before.trim_end_matches(['.', ',']);
        let start = word.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let is_one = WORDS.contains(&fold(&word[start..]).as_str());
        is_one.then(|| Span::new(cite.span.start as usize + start, cite.locator_span.end as usize))
    }

    /// The words of a note on one line; `None` if they would end a citation.
    pub(super) fn words(&self, span: Span) -> Option<String> {
        let text = self.text[span.range()].trim_matches([' ', '\n', '\r', '\t']);
        let text = text.trim_end_matches([',', ':', '，', '：']);
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_fine = !one_line.contains(['[', ']', ';', '@', '{', '}']);
        is_fine.then(|| self.escaped(&one_line))
    }

    /// Whether a footnote of Markdown has paragraphs, lists, quotations or code, which a note in the
    /// text cannot have. It stays where it is.
    pub(super) fn is_of_blocks(&self, note: &Note) -> bool {
        const BLOCKS: [&str; 8] = [">", "- ", "* ", "+ ", "|", "```", "~~~", "#"];
        if self.syntax != Syntax::Markdown || !self.text[note.mark.range()].contains("[^") {
            return false;
        }
        let end = self.behind_line(note.span.end as usize);
        // Code is no part of what is read of a note.
        let next = self.text[end..].lines().find(|line| !line.trim().is_empty());
        let has_more =
            next.is_some_and(|line| line.starts_with(['\t']) || line.starts_with("    "));
        let mut lines = self.text[note.span.range()].lines().skip(1);
        has_more
            || lines.any(|line| {
                let line = line.trim_start();
                line.is_empty() || BLOCKS.iter().any(|block| line.starts_with(block))
            })
    }

    /// A note as a footnote in the text.
    fn footnote(&self, note: usize) -> String {
        let one_line = self.cited(note).split_whitespace().collect::<Vec<_>>().join(" ");
        format!("^[{one_line}]")
    }

    /// The text of a note with citations for what is known of it. They name the author in the text,
    /// so that note styles print no parentheses around them.
    fn cited(&self, note: usize) -> String {
        let span = self.apparatus.notes[note].span;
        if self.resolved.notes[note].is_empty() {
            return self.with_years(span);
        }
        let mut out = String::new();
        let mut at = span.start as usize;
        for cite in &self.resolved.notes[note] {
            let Some(work) = cite.work().filter(|_| cite.is_certain()) else { continue };
            let (start, end) = (cite.span.start as usize, cite.span.end as usize);
            if start < at {
                continue;
            }
            out.push_str(&self.escaped(&self.text[at..start]));
            let place = match self.stressed(cite).and_then(|it| self.words(it)) {
                Some(words) => Some(words),
                None => Place::of(cite, self.language).map(|place| place.bare()),
            };
            let key = written(self.catalogue.key(work));
            // A bracket behind the key would be the place.
            let next = self.text[end..span.end as usize].trim_start();
            let is_bare = !next.starts_with('[') && !out.ends_with(char::is_alphanumeric);
            out.push_str(&match (place, is_bare) {
                (Some(place), true) => format!("{key} [{place}]"),
                (None, true) => key,
                (Some(place), false) => format!("[{key}, {place}]"),
                (None, false) => format!("[{key}]"),
            });
            // The full stop of `Ibid.` may end a sentence, too.
            if self.text[start..end].ends_with('.') && next.starts_with(char::is_uppercase) {
                out.push('.');
            }
            at = end;
        }
        out.push_str(&self.escaped(&self.text[at..span.end as usize]));
        out
    }
}

/// A cite behind another one, which begins no sentence: `see also @carr`.
fn without_capital(cite: String) -> String {
    let end = cite.find(|c: char| !c.is_alphabetic()).unwrap_or(cite.len());
    let (first, rest) = cite.split_at(end);
    match first.len() > 1 && is_lead(&fold(first)) {
        true => first.to_lowercase() + rest,
        false => cite,
    }
}

/// The space between a text and the citation after it; there is none in Chinese.
fn gap(before: &str) -> &'static str {
    let is_wide =
        |c: char| is_ideograph(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}');
    let bare = before.trim_end_matches(['”', '’', '」', '』', '》']);
    match before.chars().next_back() {
        None => "",
        Some(c) if c.is_whitespace() || c == '(' => "",
        Some(_) if bare.ends_with(is_wide) => "",
        Some(_) => " ",
    }
}
