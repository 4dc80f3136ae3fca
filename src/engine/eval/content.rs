//! Writes text to the tape: letter case, periods, quotation marks, apostrophes and inline markup.

use crate::engine::eval::Eval;
use crate::engine::eval::case::{Language, Letters, recase, recase_str};
use crate::engine::orthography::{has_narrow_spaces, narrow_spaces};
use crate::engine::quotes::{self, LocaleMarks, Quote};
use crate::engine::tape::{NodeKind, Role};
use crate::model::{Mark, MarkKind, Text, Variable};
use crate::style::ir::{
    Common, FontStyle, FontVariant, FontWeight, Format, StrId, TextCase, VerticalAlign,
};

/// The origin of a text: quotation marks in the user's text are replaced, the style's words are not
/// changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    ByUser,
    ByStyle,
}

impl Eval<'_, '_> {
    /// Writes words of the style.
    pub(super) fn words(&mut self, words: &str, common: &Common, place: u32) {
        let kept;
        let words = if (common.strip_periods || self.stripping) && words.contains('.') {
            // All of them: `n.d.` becomes `nd`.
            kept = words.replace('.', "");
            &kept
        } else {
            words
        };
        if common.text_case.is_none() {
            self.tape.leaf(words, common, place);
        } else {
            self.content(&Text::plain(words), common, place, Written::ByStyle);
        }
    }

    /// Writes characters without markup in the letter case and formatting of their element.
    pub(super) fn characters(&mut self, text: &str, common: &Common, place: u32, by: Written) {
        let as_is = common.text_case.is_none()
            && !common.strip_periods
            && (by == Written::ByStyle || !quotes::may_have_any(text))
            && !has_narrow_spaces(text);
        if as_is {
            self.tape.leaf(text, common, place);
        } else {
            self.plain_content(text, common, place, by);
        }
    }

    /// Like [`Eval::content`], for a text without markup.
    fn plain_content(&mut self, text: &str, common: &Common, place: u32, by: Written) {
        let mut buffer = self.tape.buffer();
        buffer.push_str(text);
        self.buffer_content(buffer, common, place, by);
    }

    /// The same for a text in a buffer of the tape.
    pub(super) fn buffer_content(
        &mut self,
        text: String,
        common: &Common,
        place: u32,
        by: Written,
    ) {
        let is_simple = !common.strip_periods && !has_narrow_spaces(&text) && !text.contains('\n');
        if is_simple {
            self.recased(&text, &[], common, place, by);
        } else {
            self.content(&Text::plain(text.as_str()), common, place, by);
        }
        self.tape.take_buffer_back(text);
    }

    /// Writes a text in the letter case and formatting of its element; its spaces, line breaks and
    /// periods stay as they are.
    fn recased(&mut self, text: &str, marks: &[Mark], common: &Common, place: u32, by: Written) {
        let Some(case) = common.text_case else {
            return self.turned(text, marks, common, place, by);
        };
        let buffer = self.tape.buffer();
        let (text, marks) = recase(text, marks, case, self.language(by), buffer);
        self.turned(&text, &marks, common, place, by);
        self.tape.take_buffer_back(text);
    }

    /// Writes a text in the letter case and formatting of its element.
    pub(super) fn content(&mut self, text: &Text, common: &Common, place: u32, by: Written) {
        let spaced = narrow_spaces(text);
        let text = spaced.as_ref().unwrap_or(text);
        let whole;
        let text = match common.text_case {
            Some(TextCase::Title) if text.as_str().contains('\n') => {
                whole = without_line_breaks(text);
                &whole
            }
            _ => text,
        };
        if !common.strip_periods {
            return self.recased(text.as_str(), text.marks(), common, place, by);
        }
        let text = match common.text_case {
            Some(case) => {
                let language = self.language(by);
                let (content, marks) =
                    recase(text.as_str(), text.marks(), case, language, String::new());
                without_periods(&Text::with_marks(content, marks))
            }
            None => without_periods(text),
        };
        self.turned(text.as_str(), text.marks(), common, place, by);
    }

    /// Changes the letter case of a text without markup.
    pub(super) fn recased_str(&self, text: &str, case: TextCase, by: Written) -> String {
        recase_str(text, case, self.language(by))
    }

    /// The language of a text: for the user's text that of the item, or of the locale if the item
    /// has none; for the style's words that of the locale.
    fn language(&self, by: Written) -> Language {
        let locale = &*self.locale.language;
        match by {
            // The style's words are title-cased as English, whatever its language.
            Written::ByStyle => Language { english: true, letters: Letters::of(locale) },
            Written::ByUser => {
                let own = self.item.text(Variable::Language).map(Text::as_str);
                let letters = Letters::of(own.unwrap_or(locale));
                Language { english: self.is_english(), letters }
            }
        }
    }

    /// True if the item is in English: by its own language, or else by the style's.
    fn is_english(&self) -> bool {
        // Items with a jurisdiction are legal texts, whose titles are not recased.
        self.item.text(Variable::Jurisdiction).is_none()
            && self.item.english.unwrap_or_else(|| self.locale.language.starts_with("en"))
    }

    /// Writes a text with quotation marks as nodes, and nested markup toggled.
    fn turned(&mut self, content: &str, marks: &[Mark], common: &Common, place: u32, by: Written) {
        if marks.is_empty() && (by == Written::ByStyle || !quotes::may_have_any(content)) {
            self.tape.leaf(content, common, place);
            return;
        }
        let found = match by {
            Written::ByUser if quotes::has_only_dashes(content) => Vec::new(),
            Written::ByUser => quotes::find(content, LocaleMarks::of(self.locale, self.program)),
            Written::ByStyle => Vec::new(),
        };
        if marks.is_empty() && found.iter().all(|quote| quote.close.is_none()) {
            // Text with only apostrophes is one leaf.
            let leaf = self.tape.leaf("", common, place);
            let mut at = 0;
            for quote in found {
                self.tape.text.push_str(&content[at..quote.start]);
                self.tape.text.push('’');
                at = quote.start + quote.width;
            }
            self.tape.text.push_str(&content[at..]);
            self.tape.end_leaf(leaf);
            let has_apostrophe = || !content.is_ascii() && content.contains('’');
            self.tape.nodes[leaf as usize].composed = at > 0 || has_apostrophe();
            return;
        }
        let group = self.tape.open(common, StrId::EMPTY, place);
        self.tape.set_role(group, Role::Field);
        self.nested(content, marks, &found, place);
        self.tape.close(group);
    }

    /// Traverses the text with its marks and quotes, which are nested or disjoint.
    fn nested(&mut self, content: &str, marks: &[Mark], found: &[Quote], place: u32) {
        // The end of each open node, and its number.
        let mut open: Vec<(usize, u32)> = Vec::new();
        let mut leaf: Option<u32> = None;
        let mut at = 0;
        let mut edges = quotes::edges(marks, found).into_iter().peekable();
        let mut marks = quotes::visible(marks).peekable();
        loop {
            let close = open.last().map_or(usize::MAX, |(end, _)| *end);
            let mark = marks.peek().map_or(usize::MAX, |mark| mark.start as usize);
            let edge = edges.peek().map_or(usize::MAX, |edge| edge.start);
            let next = close.min(mark).min(edge).min(content.len());
            if next > at {
                let index = *leaf.get_or_insert_with(|| self.tape.leaf("", &Common::PLAIN, place));
                self.tape.text.push_str(&content[at..next]);
                self.tape.end_leaf(index);
                at = next;
            }
            if close == next {
                leaf = None;
                if let Some((_, node)) = open.pop() {
                    self.tape.close(node);
                }
                continue;
            }
            let edge_first = edge == next
                && edges.peek().is_some_and(|e| marks.peek().is_none_or(|m| e.encloses(m)));
            if edge_first && let Some(edge) = edges.next() {
                at = edge.start + edge.width;
                if let Some(replacement) = edge.replacement {
                    let index =
                        *leaf.get_or_insert_with(|| self.tape.leaf("", &Common::PLAIN, place));
                    self.tape.text.push_str(replacement);
                    self.tape.end_leaf(index);
                } else if let Some(end) = edge.end {
                    leaf = None;
                    let common = Common { quotes: true, ..Common::PLAIN };
                    let node = self.tape.push(NodeKind::Flip, &common, StrId::EMPTY, place);
                    self.tape.set_role(node, Role::Quotation(edge.depth));
                    open.push((end, node));
                }
            } else if mark == next
                && let Some(mark) = marks.next()
            {
                if open.len() >= quotes::MAX_DEPTH {
                    // Formatting that is nested too deeply is left out.
                    continue;
                }
                leaf = None;
                let common = Common { format: mark_format(mark.kind), ..Common::PLAIN };
                let node = self.tape.push(NodeKind::Flip, &common, StrId::EMPTY, place);
                open.push((mark.end as usize, node));
            } else {
                break;
            }
        }
        while let Some((_, node)) = open.pop() {
            self.tape.close(node);
        }
    }
}

fn mark_format(kind: MarkKind) -> Format {
    let mut format = Format::NONE;
    match kind {
        MarkKind::Italic => format.style = Some(FontStyle::Italic),
        MarkKind::Bold => format.weight = Some(FontWeight::Bold),
        MarkKind::Superscript => format.align = Some(VerticalAlign::Superscript),
        MarkKind::Subscript => format.align = Some(VerticalAlign::Subscript),
        MarkKind::SmallCaps => format.variant = Some(FontVariant::SmallCaps),
        MarkKind::NoDecor => {
            format.style = Some(FontStyle::Normal);
            format.weight = Some(FontWeight::Normal);
            format.variant = Some(FontVariant::Normal);
        }
        MarkKind::NoCase => {}
    }
    format
}

/// The text without its periods, except those inside words: `Rijksmuseum.nl`.
fn without_periods(text: &Text) -> Text {
    let content = text.as_str();
    without(text, |at, character| {
        let inside = || content[at + 1..].starts_with(char::is_lowercase);
        let is_second = || {
            let before = &content[..at];
            (before.len() - before.trim_end_matches('.').len()) % 2 == 1
        };
        character == '.' && !inside() && !is_second()
    })
}

/// The text without the line breaks beside other white space, as citeproc-js title-cases it. (It loses
/// the word behind any other line break, which stays here.)
fn without_line_breaks(text: &Text) -> Text {
    let content = text.as_str();
    let is_space = |character: char| matches!(character, ' ' | '\t');
    without(text, |at, character| {
        character == '\n'
            && (content[at + 1..].starts_with(is_space) || content[..at].ends_with(is_space))
    })
}

/// The text without some of its characters, each given with its place.
pub(super) fn without(text: &Text, goes: impl Fn(usize, char) -> bool) -> Text {
    let content = text.as_str();
    let mut kept = String::with_capacity(content.len());
    // Where each stood, and how many bytes are gone once it is.
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for (at, character) in content.char_indices() {
        if goes(at, character) {
            gone.push((at, at + character.len_utf8() - kept.len()));
        } else {
            kept.push(character);
        }
    }
    let moved = |offset: u32| {
        let before = gone.partition_point(|(at, _)| *at < offset as usize);
        offset - before.checked_sub(1).map_or(0, |last| gone[last].1 as u32)
    };
    let marks = text.marks().iter().map(|mark| Mark {
        start: moved(mark.start),
        end: moved(mark.end),
        kind: mark.kind,
    });
    Text::with_marks(kept, marks.collect())
}
