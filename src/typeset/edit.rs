//! Inserts printed text into a document: where notes go, and what happens to the spaces and
//! punctuation around them.

use std::ops::Range;

use crate::document::{Scalar, Syntax};
use crate::markup::Markup;
use crate::source::Span;
use crate::style::Style;
use crate::typeset::order::Placement;
use crate::typeset::pieces::{Content, Piece, PrintedCitation};
use crate::typeset::targets::{Around, Target};

/// Inserts pieces into a text.
pub(super) struct Editor<'a> {
    text: &'a str,
    syntax: Syntax,
    is_note_style: bool,
    /// Whether full stops and commas come before a closing quotation mark.
    stops_in_quotes: bool,
    /// Whether notes come after the punctuation that follows a citation.
    pub(super) moves_punctuation: bool,
    /// Values of YAML in the text, in which some characters are escaped.
    pub(super) scalars: &'a [Scalar],
    /// The position up to which the text has been processed.
    done: usize,
    /// Whether the text processed last is a citation.
    is_behind_citation: bool,
    /// Whether another work named by the same citation follows the current one.
    goes_on: bool,
    /// The texts of notes that come after a float, with their positions.
    held: Vec<(usize, String)>,
}

/// The replacement of some bytes.
type Edit = (Range<usize>, String);

/// A citation that becomes a note, and where it is written.
type Note<'p> = (Range<usize>, &'p PrintedCitation);

impl<'a> Editor<'a> {
    pub(super) fn new(text: &'a str, syntax: Syntax, style: &Style) -> Self {
        let stops_in_quotes =
            style.program().locales.first().is_some_and(|it| it.punctuation_in_quote);
        let is_note_style = style.info().is_note;
        Editor {
            text,
            syntax,
            is_note_style,
            stops_in_quotes,
            moves_punctuation: true,
            scalars: &[],
            done: 0,
            is_behind_citation: false,
            goes_on: false,
            held: Vec::new(),
        }
    }

    /// Writes the text with its pieces, which are ordered by position, in the syntax of a target.
    pub(super) fn write(mut self, pieces: &[Piece], target: &mut impl Target) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        let first_line = self.text.find('\n').map(|at| &self.text[..at]);
        let is_crlf = first_line.is_some_and(|line| line.ends_with('\r'));
        let mut rest = pieces;
        while let [piece, behind @ ..] = rest {
            rest = behind;
            let end = Span::at(piece.span.end as usize);
            self.goes_on = rest.first().is_some_and(|next| next.span == end);
            let (range, replacement) = match &piece.content {
                Content::Citation(citation) if citation.setting == Placement::Note => {
                    let mut notes = vec![(piece.span.range(), &**citation)];
                    while let Some((next, behind)) = self.next_note(&notes, rest) {
                        notes.push(next);
                        rest = behind;
                    }
                    self.notes(&notes, target)
                }
                Content::Citation(citation) => self.citation(piece, citation, target),
                Content::Listing(listing) => {
                    let range = piece.span.range();
                    let around = Around { text: self.text, range };
                    target.listing(listing, around)
                }
            };
            self.copy_to(range.start, &mut out, target);
            let scalar = self.scalars.iter().find(|it| it.span.contains(piece.span));
            let replacement = match scalar {
                Some(scalar) => scalar.quoting.escaped(&replacement),
                None => replacement,
            };
            match is_crlf {
                // Inserted text has the line breaks of the document.
                true => {
                    out.push_str(&replacement.replace("\r\n", "\n").replace('\n', "\r\n"));
                }
                false => out.push_str(&replacement),
            }
            self.done = range.end.max(self.done);
            self.is_behind_citation = matches!(piece.content, Content::Citation(_));
        }
        self.copy_to(self.text.len(), &mut out, target);
        out
    }

    /// Copies the text up to a position, with the held notes that come before it.
    fn copy_to(&mut self, end: usize, out: &mut String, target: &impl Target) {
        while let Some(&(at, _)) = self.held.first().filter(|(at, _)| *at <= end) {
            let count = self.held.iter().take_while(|(it, _)| *it == at).count();
            let texts: Vec<String> = self.held.drain(..count).map(|(_, text)| text).collect();
            out.push_str(self.text.get(self.done..at.max(self.done)).unwrap_or_default());
            out.push_str(&target.held(&texts));
            self.done = at.max(self.done);
        }
        out.push_str(self.text.get(self.done..end.max(self.done)).unwrap_or_default());
    }

    /// The next piece, if it is a note with at most a space before it: what follows belongs to both
    /// notes.
    fn next_note<'p>(
        &self,
        notes: &[Note<'p>],
        rest: &'p [Piece],
    ) -> Option<(Note<'p>, &'p [Piece])> {
        let (piece, behind) = rest.split_first()?;
        let Content::Citation(citation) = &piece.content else { return None };
        let end = notes.last()?.0.end;
        let between = self.text.get(end..piece.span.start as usize)?;
        let joins = citation.setting == Placement::Note
            && citation.markup.in_text().is_none()
            && citation.beside.is_none()
            && between.trim_matches([' ', '\t', '~']).is_empty();
        joins.then(|| ((piece.span.range(), &**citation), behind))
    }

    fn citation(
        &mut self,
        piece: &Piece,
        citation: &PrintedCitation,
        target: &mut impl Target,
    ) -> Edit {
        let range = piece.span.range();
        let (mut range, printed) = self.own_text(range, citation, target);
        // `Smith et al..` has one full stop.
        let behind = &self.text[range.end..];
        let is_doubled = behind.starts_with('.') && !behind.starts_with("..");
        if is_doubled && citation.markup.as_str().ends_with('.') && printed.ends_with('.') {
            range.end += 1;
        }
        let Some(references) = &citation.beside else { return (range, printed) };
        let around = Around { text: self.text, range: piece.span.range() };
        let gap = if citation.markup.is_raised() { "" } else { " " };
        (range, target.beside(references, around) + gap + &printed)
    }

    /// Writes a citation that becomes no note of its own.
    fn own_text(
        &self,
        range: Range<usize>,
        citation: &PrintedCitation,
        target: &mut impl Target,
    ) -> Edit {
        match citation.setting {
            Placement::NoteText => (range, target.note_text(&citation.markup, citation.id)),
            Placement::OwnNote if self.is_note_style => {
                let written = self.in_own_note(&range, citation, target);
                (range, written)
            }
            _ => self.in_text(range, citation, target),
        }
    }

    /// Writes a citation in the running text; a citation that is a superscript number has no space
    /// before it.
    fn in_text(
        &self,
        range: Range<usize>,
        citation: &PrintedCitation,
        target: &mut impl Target,
    ) -> Edit {
        let mut start = range.start;
        let around = Around { text: self.text, range: range.clone() };
        if citation.markup.is_raised() {
            start = self.behind_prose(start);
            return (start..range.end, target.citation(&citation.markup, citation.id, around));
        }
        let printed = target.citation(&citation.markup, citation.id, around);
        if self.syntax != Syntax::Latex || !is_automatic(&self.text[range.clone()]) {
            return (range, printed);
        }
        // Who writes for footnotes has `word.\autocite{key}`: the words need a space between, and
        // the mark comes behind what is in parentheses.
        let before = &self.text[self.done..start];
        let is_near = before.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ')' | '}')
        });
        if !is_near || is_in_command(before) {
            return (range, printed);
        }
        match before.chars().next_back().filter(|c| matches!(c, '.' | ',' | ';' | ':')) {
            Some(mark) if !is_abbreviated(before) => {
                start -= mark.len_utf8();
                (start..range.end, format!(" {printed}{mark}"))
            }
            _ => (range, format!(" {printed}")),
        }
    }

    /// The end of the text before a position, without the space between.
    fn behind_prose(&self, start: usize) -> usize {
        let before = &self.text[self.done..start];
        let spaces = |text: &'a str| match self.syntax {
            Syntax::Markdown => text.trim_end_matches([' ', '\t']),
            _ => text.trim_end_matches([' ', '\t', '~']),
        };
        let kept = spaces(before);
        let line = kept.strip_suffix('\n').map_or(kept, |line| spaces(line.trim_end_matches('\r')));
        // A word, and not a blank line or the beginning of the text.
        let last = line.rsplit('\n').next().unwrap_or_default();
        let is_prose = match line.len() == kept.len() {
            true => line.ends_with(|c: char| !c.is_whitespace()),
            // The citation begins a line: it joins the line before only if that is of its paragraph.
            false => is_line_of_prose(last, &kept[line.len()..], self.syntax),
        };
        if is_prose && !is_block_marker(last) && !self.has_comment(last) {
            self.done + line.len()
        } else {
            start
        }
    }

    /// True if a line ends in a comment, in which text joined to it would be lost.
    fn has_comment(&self, line: &str) -> bool {
        match self.syntax {
            Syntax::Latex => line.match_indices('%').any(|(at, _)| {
                let before = &line[..at];
                (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
            }),
            #[cfg(feature = "typst")]
            Syntax::Typst => line.match_indices("//").any(|(at, _)| !line[..at].ends_with(':')),
            _ => false,
        }
    }

    /// Writes a citation inside one of the author's notes: in parentheses if it does not begin the
    /// note, and without the full stop of a note if it does not end it.
    fn in_own_note(
        &self,
        range: &Range<usize>,
        citation: &PrintedCitation,
        target: &mut impl Target,
    ) -> String {
        let around = Around { text: self.text, range: range.clone() };
        let mut markup = citation.markup.clone();
        let names = markup.take_in_text();
        if markup.is_empty() {
            return target.citation(&markup, citation.id, around);
        }
        let before = self.text[..range.start].trim_end();
        let begins = match self.syntax {
            Syntax::Markdown => before.ends_with("]:") || before.ends_with("^["),
            Syntax::Latex => before.ends_with('{') || before.ends_with('%'),
            #[cfg(feature = "typst")]
            Syntax::Typst => before.ends_with('['),
            Syntax::Asciidoc | Syntax::Org | Syntax::Rst | Syntax::Rust | Syntax::Plain => false,
        };
        let behind = self.text[range.end..].trim_start_matches([' ', '\t']);
        let ends = behind.is_empty() || behind.starts_with([']', '}', '\n', '\r']);
        let in_parentheses = !begins && names.is_none() && !citation.is_bare;
        if !ends || in_parentheses {
            markup = markup.without_stop();
        }
        let markup = match names {
            Some(mut names) => {
                names.push_text(", ");
                names.append(markup);
                names
            }
            None if in_parentheses => markup.in_parentheses(),
            None => markup,
        };
        target.citation(&markup, citation.id, around)
    }

    /// Writes citations of the text that become notes: without the space before them, and after the
    /// punctuation that follows.
    fn notes(&mut self, notes: &[Note<'_>], target: &mut impl Target) -> Edit {
        let [(first, citation), others @ ..] = notes else { return (0..0, String::new()) };
        let (mut start, mut end) = (first.start, others.last().map_or(first.end, |it| it.0.end));
        let last = end;
        let text = self.text;
        let around = |range: &Range<usize>| Around { text, range: range.clone() };
        let mut markup = citation.markup.clone();
        let in_text = markup.take_in_text();
        let names = in_text.as_ref().map(|names| target.citation(names, None, around(first)));
        let names = match &citation.beside {
            Some(references) => {
                let own = target.beside(references, around(first));
                Some(names.map_or(own.clone(), |names| format!("{own} {names}")))
            }
            None => names,
        };
        let mut note = self.note(&markup, citation.id, around(first), target);
        for (range, other) in others {
            note += &self.note(&other.markup, other.id, around(range), target);
        }
        if !target.is_running(&around(first)) {
            // In the middle of program code, nothing may be moved.
            // Of several blocks of content one is made.
            return (start..end, (names.unwrap_or_default() + &note).replace("][", ""));
        }
        if names.is_none() {
            let between = &self.text[self.done..start];
            let is_near = between.trim_matches([' ', '\t', '~']).is_empty();
            start = match self.is_behind_citation && is_near {
                true => self.done,
                false => self.behind_prose(start),
            };
        }
        let mut out = names.clone().unwrap_or_default();
        let unseen = unseen(&self.text[end..]);
        let marks = if self.goes_on { "" } else { self.marks(end + unseen.len()) };
        // The text printed for the names may be a mark that stands for them.
        let before = in_text.as_ref().map_or(&self.text[..start], |names| names.as_str());
        // `a, [@key]; b` already has punctuation before the note.
        let has_own = before.ends_with([',', ';', ':'])
            && !marks.starts_with(before.chars().next_back().unwrap_or('x'));
        if self.moves_punctuation && !marks.is_empty() && !has_own {
            end += unseen.len() + marks.len();
            // `et al. [@key].` has one full stop.
            let is_doubled = marks.starts_with(['.', ',', ';']) && before.ends_with(&marks[..1]);
            let marks = if is_doubled { &marks[1..] } else { marks };
            match self.closing_quote(before).filter(|_| names.is_none()) {
                Some(quote) if marks.starts_with(['.', ',']) && self.stops_in_quotes => {
                    start -= quote.len();
                    out.push_str(&marks[..1]);
                    out.push_str(quote);
                    out.push_str(&marks[1..]);
                }
                _ => out.push_str(marks),
            }
        }
        out.push_str(&note);
        out.push_str(if end > last { unseen } else { "" });
        (start..end, out)
    }

    /// Writes a note, or its mark if its text comes later.
    fn note(
        &mut self,
        markup: &Markup,
        id: Option<usize>,
        around: Around<'_>,
        target: &mut impl Target,
    ) -> String {
        match target.behind_float(&around) {
            Some(at) => {
                self.held.push((at, target.note_text(markup, id)));
                target.mark().to_owned()
            }
            None => target.note(markup, id, around),
        }
    }

    /// The punctuation after a position that is moved before a note.
    fn marks(&self, end: usize) -> &'a str {
        let rest = &self.text[end..];
        let is_mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '…');
        let length = rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
        &rest[..length]
    }

    /// The quotation mark at the end of a text, if it is a closing one without punctuation before
    /// it.
    fn closing_quote<'t>(&self, before: &'t str) -> Option<&'t str> {
        const MOST: usize = 4096;
        let quotes = ["''", "\"", "”", "’"];
        let quote = quotes.into_iter().find(|quote| before.ends_with(quote))?;
        let inside = &before[..before.len() - quote.len()];
        let nearby = &inside[inside.floor_char_boundary(inside.len().saturating_sub(MOST))..];
        let paragraph = nearby.rfind("\n\n").map_or(nearby, |at| &nearby[at..]);
        let opens = match quote {
            "’" => paragraph.contains('‘'),
            "\"" => paragraph.matches('"').count() % 2 == 1,
            _ => true,
        };
        let ends_word = !inside.ends_with(['.', ',', '!', '?', ';', ':', ' ', '\n']);
        (opens && ends_word).then_some(&before[inside.len()..])
    }
}

/// Whether a citation is one whose place the style chooses: `\autocite`, `\smartcite`.
fn is_automatic(command: &str) -> bool {
    let name = command.trim_start_matches('\\').to_ascii_lowercase();
    name.starts_with("autocite") || name.starts_with("smartcite")
}

/// Whether a text ends in the name of a command, whose argument the citation would be.
fn is_in_command(before: &str) -> bool {
    let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    word.ends_with('\\') && word.len() < before.len()
}

/// Whether the mark at the end of a text is part of an ellipsis.
fn is_abbreviated(before: &str) -> bool {
    before.ends_with("..")
}

/// Invisible commands at the beginning of a text: index entries and labels.
fn unseen(text: &str) -> &str {
    let mut end = 0;
    while let Some(rest) =
        ["\\index{", "\\label{"].iter().find_map(|command| text[end..].strip_prefix(command))
    {
        let inside = rest.find(['{', '}', '\n']).filter(|at| rest[*at..].starts_with('}'));
        let Some(length) = inside else { break };
        end = text.len() - rest.len() + length + 1;
    }
    &text[..end]
}

/// True if a line belongs to the paragraph that the next line goes on, rather than to a heading, a
/// fence, a rule, metadata, a table or a command of its own. Joining text to one of these would
/// change what it is.
///
/// *Shape*: `line` has no spaces at its end; `end` is what follows it up to the next line.
fn is_line_of_prose(line: &str, end: &str, syntax: Syntax) -> bool {
    let text = line.trim_start();
    // Words, and what closes them; not a rule, a fence, an underline or a formula of its own.
    let is_closing = |c: char| ".,;:!?…'\"’”»)]}*_%".contains(c);
    let ends_in_words = text.ends_with(|c: char| c.is_alphanumeric() || is_closing(c))
        && text.contains(char::is_alphanumeric);
    let begins_block = match syntax {
        Syntax::Latex => {
            let is_command = text.starts_with('\\') && text.ends_with(['}', ']']);
            is_command || text.contains("\\end{") || text.contains("\\begin{")
        }
        #[cfg(feature = "typst")]
        Syntax::Typst => text.starts_with(['=', '#', '`', '-', '+', '/']),
        // A reference or a note is defined, a heading, a fence, a table, raw HTML.
        _ => {
            text.starts_with(['#', '`', '~', ':', '|', '<', '$'])
                || (text.starts_with('[') && text.contains("]:"))
                || text.starts_with("***")
                || text.starts_with("___")
                || text.starts_with("---")
        }
    };
    // Two spaces, or a backslash, are a line break in Markdown.
    let is_broken = syntax == Syntax::Markdown && end.starts_with("  ");
    ends_in_words && !begins_block && !is_broken
}

/// True if a line so far contains only the mark of a block: a list, a quote, a heading.
fn is_block_marker(line: &str) -> bool {
    let mark = line.trim();
    let is_number = |mark: &str| !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit());
    matches!(mark, "-" | "*" | "+" | ">" | "|" | ":" | "#" | "##" | "###" | "####" | "=" | "==")
        || mark.strip_suffix(['.', ')']).is_some_and(is_number)
        || (mark.starts_with('|') && mark.ends_with('|'))
        || (mark.starts_with("[^") && mark.ends_with("]:"))
        || mark == "\\item"
}
