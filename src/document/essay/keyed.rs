//! Rewrites an essay with citations by key in place of the notes that are typed by hand.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Syntax;
use crate::document::essay::apparatus::{Apparatus, Note, WorksList};
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::cite_text::{Place, written};
use crate::document::essay::resolved::{NoteCite, Resolved};
use crate::document::essay::words::{fold, is_ideograph};
use crate::source::{Span, with_line_endings_of};

/// The replacement of some bytes.
type Edit = (Range<usize>, String);

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
    let writer = Writer { text, syntax, apparatus, resolved, catalogue };
    let mut edits = writer.markers();
    edits.extend(writer.note_lists());
    edits.extend(writer.works_lists());
    if syntax == Syntax::Plain {
        edits.extend(writer.plain_paragraphs(&edits));
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let metadata = writer.metadata(bibliographies);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in metadata.into_iter().chain(edits) {
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

struct Writer<'a, 'l> {
    text: &'a str,
    syntax: Syntax,
    apparatus: &'a Apparatus,
    resolved: &'a Resolved,
    catalogue: &'a Catalogue<'l>,
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
                None => notes.iter().map(|(note, _)| self.footnote(*note)).collect(),
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
            at = cite.suffix.end as usize;
            items.push(self.cite(cite, behind.filter(|_| cites.len() == 1))?);
        }
        let rest = &self.text[at..span.end as usize];
        (!rest.contains(char::is_alphanumeric)).then(|| items.join("; "))
    }

    /// One cite: `see @brinton, p. 12, and often`.
    fn cite(&self, cite: &NoteCite, behind: Option<&str>) -> Option<String> {
        let key = self.catalogue.key(cite.work()?);
        let prefix = self.words(cite.prefix)?;
        let suffix = self.words(cite.suffix)?;
        let mut out = prefix;
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&written(key));
        // The style's "ibid." is the same only for the same locator.
        let place = Place::of(cite).or_else(|| Place::of_marker(behind?));
        let is_said = behind.is_none_or(|behind| Place::of_marker(behind).is_some());
        let suffix = match behind.filter(|_| !is_said) {
            // `[4; cf. 1]`: words that are not a locator.
            Some(words) => format!(", {words}{suffix}"),
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

    /// A locator with an emphasizing word before it, which would otherwise be lost: `esp. ch. 3`.
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
        let before =
            self.text[cite.span.start as usize..cite.locator_span.start as usize].trim_end();
        let word = before.trim_end_matches(['.', ',']);
        let start = word.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let is_one = WORDS.contains(&fold(&word[start..]).as_str());
        is_one.then(|| Span::new(cite.span.start as usize + start, cite.locator_span.end as usize))
    }

    /// The words of a note on one line; `None` if they would end a citation.
    fn words(&self, span: Span) -> Option<String> {
        let text = self.text[span.range()].trim_matches([' ', '\n', '\r', '\t']);
        let text = text.trim_end_matches([',', ':', '，', '：']);
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_fine = !one_line.contains(['[', ']', ';', '@', '{', '}']);
        is_fine.then(|| self.escaped(&one_line))
    }

    /// A note as an inline footnote, with citations for the works that are known.
    fn footnote(&self, note: usize) -> String {
        let span = self.apparatus.notes[note].span;
        let mut out = String::new();
        let mut at = span.start as usize;
        for cite in &self.resolved.notes[note] {
            let Some(work) = cite.work() else { continue };
            out.push_str(&self.escaped(&self.text[at..cite.span.start as usize]));
            let place = match (self.stressed(cite).and_then(|it| self.words(it)), Place::of(cite)) {
                (Some(words), _) => format!(", {words}"),
                (None, Some(place)) if cite.locator.is_some() => place.write(""),
                _ => String::new(),
            };
            out.push_str(&format!("[{}{place}]", written(self.catalogue.key(work))));
            at = cite.span.end as usize;
        }
        out.push_str(&self.escaped(&self.text[at..span.end as usize]));
        let one_line = out.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("^[{one_line}]")
    }

    /// Escapes plain text in Markdown, so that nothing in it is read as a citation or markup.
    fn escaped(&self, text: &str) -> String {
        if self.syntax != Syntax::Plain {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '@' | '[' | ']' | '*' | '_' | '^' | '`' | '<' | '$') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }

    /// Removes the lists of notes, except for notes that nothing refers to.
    fn note_lists(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for list in &self.apparatus.note_lists {
            let inside = |note: &&Note| list.contains(note.span);
            let is_left = |note: &&Note| note.markers.is_empty();
            let left: Vec<&Note> =
                self.apparatus.notes.iter().filter(inside).filter(is_left).collect();
            if left.is_empty() && (!self.apparatus.is_numbered_list || self.has_listing()) {
                edits.push((self.with_blank_lines(*list), String::new()));
                continue;
            }
            for note in self.apparatus.notes.iter().filter(inside).filter(|note| !is_left(note)) {
                let end = self.behind_line(note.span.end as usize);
                edits.push((note.mark.start as usize..end, String::new()));
            }
            if self.apparatus.is_numbered_list && !self.has_listing() {
                let first = self.apparatus.notes.iter().find(inside);
                let at = first.map_or(list.end, |note| note.mark.start) as usize;
                edits.push((at..at, "::: {#refs}\n:::\n\n".to_owned()));
            }
        }
        let is_footnote =
            |note: &&Note| !self.apparatus.note_lists.iter().any(|list| list.contains(note.span));
        for note in self.apparatus.notes.iter().filter(is_footnote) {
            if !note.markers.is_empty() {
                let whole = Span::new(note.mark.start as usize, note.span.end as usize);
                edits.push((
                    whole.start as usize..self.behind_line(whole.end as usize),
                    String::new(),
                ));
            }
        }
        edits
    }

    /// True if a list of works is replaced with the bibliography.
    fn has_listing(&self) -> bool {
        let mut lists = self.apparatus.lists.iter().zip(&self.resolved.lists);
        lists.any(|(list, found)| self.listed(list, found).next().is_some())
    }

    /// The items of a list that are only references to works, which the bibliography prints. What
    /// the author says of works stays in the text.
    fn listed<'l>(
        &'l self,
        list: &'l WorksList,
        found: &'l [NoteCite],
    ) -> impl Iterator<Item = (Span, &'l NoteCite)> {
        const MOST_WORDS: usize = 7;
        let is_bare = |(item, cite): &(&Span, &NoteCite)| {
            let item = item.range();
            let cite = cite.span.range();
            let before = self.text.get(item.start..cite.start).unwrap_or_default();
            let behind = self.text.get(cite.end..item.end).unwrap_or_default();
            let words = before.split_whitespace().chain(behind.split_whitespace());
            words.filter(|word| word.contains(char::is_alphabetic)).count() <= MOST_WORDS
        };
        let items = list.items.iter().zip(found).filter(|(_, cite)| cite.work().is_some());
        items.filter(is_bare).map(|(item, cite)| (*item, cite))
    }

    /// Puts the bibliography in place of the works that are listed.
    fn works_lists(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (list, found) in self.apparatus.lists.iter().zip(&self.resolved.lists) {
            let is_first = edits.is_empty();
            if let Some(heading) = list.heading.filter(|_| self.syntax == Syntax::Plain) {
                let words = self.text[heading.range()].trim().trim_end_matches(':');
                edits.push((heading.range(), format!("# {words}")));
            }
            let known: Vec<Span> = self.listed(list, found).map(|(item, _)| item).collect();
            let Some(first) = known.first().filter(|_| is_first) else { continue };
            let start = self.line_start(first.start as usize);
            let is_apart =
                self.text[..start].ends_with("\n\n") || self.text[..start].ends_with("\n\r\n");
            let gap = if is_apart { "" } else { "\n" };
            // The rest of the list is a paragraph of its own.
            let rest = if known.len() < list.items.len() { "\n" } else { "" };
            edits.push((start..start, format!("{gap}::: {{#refs}}\n:::\n{rest}")));
            for item in known {
                let start = self.line_start(item.start as usize);
                edits.push((start..self.behind_line(item.end as usize), String::new()));
            }
        }
        edits
    }

    /// Block quotations in plain text become quotations in Markdown, not code.
    fn plain_paragraphs(&self, edits: &[Edit]) -> Vec<Edit> {
        let taken: BTreeSet<usize> = edits.iter().map(|(range, _)| range.start).collect();
        let mut more = Vec::new();
        for paragraph in &self.apparatus.paragraphs {
            let range = paragraph.span.range();
            let mut start = self.line_start(range.start);
            for (number, line) in self.text[start..range.end].split_inclusive('\n').enumerate() {
                let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
                let text = &line[indent..];
                let mark = match paragraph.is_quote && !text.starts_with('>') {
                    true => "> ",
                    false => "",
                };
                let is_deep = indent >= 4 || line[..indent].contains('\t');
                if !mark.is_empty() || is_deep && number == 0 {
                    more.push((start..start + indent, mark.to_owned()));
                }
                // A tag would disappear, and a power or an index would change the text after it.
                let is_special = |at: usize, c: char| match c {
                    '@' | '\\' | '^' | '~' | '$' => true,
                    '<' => text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '/'),
                    _ => false,
                };
                let specials = text.char_indices().filter(|(at, c)| is_special(*at, *c));
                for (at, _) in specials {
                    let at = start + indent + at;
                    if !taken.contains(&at) {
                        more.push((at..at, "\\".to_owned()));
                    }
                }
                start += line.len();
            }
        }
        more
    }

    /// The metadata, which names the bibliographies and the works that are only listed.
    fn metadata(&self, bibliographies: &[String]) -> Option<Edit> {
        let cited: BTreeSet<usize> =
            self.resolved.notes.iter().flatten().filter_map(NoteCite::work).collect();
        let lists = self.apparatus.lists.iter().zip(&self.resolved.lists);
        let listed = lists.flat_map(|(list, found)| self.listed(list, found));
        let listed = listed.filter_map(|(_, cite)| cite.work());
        let mut seen = cited.clone();
        let only_listed: Vec<String> = listed
            .filter(|work| seen.insert(*work))
            .map(|work| written(self.catalogue.key(work)))
            .collect();
        let mut lines = String::new();
        match bibliographies {
            [] => {}
            [one] => lines.push_str(&format!("bibliography: {}\n", quoted(one))),
            several => {
                lines.push_str("bibliography:\n");
                for name in several {
                    lines.push_str(&format!("  - {}\n", quoted(name)));
                }
            }
        }
        if !only_listed.is_empty() {
            lines.push_str(&format!("nocite: |\n  {}\n", only_listed.join(", ")));
        }
        if lines.is_empty() {
            return None;
        }
        let has_metadata = self.syntax == Syntax::Markdown && self.text.starts_with("---");
        match has_metadata {
            true => {
                let at = self.behind_line(0);
                Some((at..at, lines))
            }
            false => Some((0..0, format!("---\n{lines}---\n\n"))),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// The position after the next line break.
    fn behind_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1)
    }

    /// A section with the blank lines after it.
    fn with_blank_lines(&self, span: Span) -> Range<usize> {
        let end = self.behind_line(span.end as usize);
        let rest = &self.text[end..];
        let next = rest.trim_start_matches(['\n', '\r']);
        self.line_start(span.start as usize)..self.text.len() - next.len()
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

/// A name as YAML writes it.
fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_'));
    let begins = name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_'));
    match is_plain && begins {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', "''")),
    }
}
