//! Small changes to rendered markup, such as those for a citation that becomes part of a sentence.

use crate::markup::{Formatting, Markup};

impl Markup {
    /// Capitalizes the first letter, unless a digit comes before it.
    pub(crate) fn capitalize_first(&mut self) {
        let first = self.text.char_indices().find(|(_, c)| c.is_alphanumeric());
        let Some((at, first)) = first.filter(|(_, first)| first.is_lowercase()) else { return };
        let capital: String = first.to_uppercase().collect();
        let end = at + first.len_utf8();
        let moved = |offset: &mut u32| {
            if *offset as usize >= end {
                *offset = (*offset as usize + capital.len() - first.len_utf8()) as u32;
            }
        };
        for mark in &mut self.marks {
            moved(&mut mark.start);
            moved(&mut mark.end);
        }
        self.runs.iter_mut().for_each(|run| moved(&mut run.start));
        self.seams.iter_mut().for_each(moved);
        self.text.replace_range(at..end, &capital);
    }

    /// Puts the markup in parentheses.
    pub(crate) fn in_parentheses(self) -> Markup {
        let mut out = Markup::plain("(");
        out.append(self);
        out.push_text(")");
        out
    }

    /// Removes the parentheses or brackets around the whole markup, if there are any.
    pub(crate) fn without_parentheses(self) -> Markup {
        let text = self.as_str();
        let is_around = match (text.chars().next(), text.chars().next_back()) {
            (Some('('), Some(')')) => !text[1..text.len() - 1].contains(['(', ')']),
            (Some('['), Some(']')) => !text[1..text.len() - 1].contains(['[', ']']),
            _ => false,
        };
        if is_around { self.slice(1..text.len() - 1) } else { self }
    }

    /// Removes a full stop at the end.
    pub(crate) fn without_stop(self) -> Markup {
        let text = self.as_str();
        // American English has it before the closing quotation mark.
        let quoted = text.trim_end_matches(['”', '’', '"', '\'', '»']);
        let Some(before) = quoted.strip_suffix('.') else { return self };
        let (end, behind) = (before.len(), quoted.len()..text.len());
        let mut markup = self.slice(0..end);
        if !behind.is_empty() {
            markup.append(self.slice(behind));
        }
        markup
    }

    /// Adds a full stop at the end, unless there is already a mark that ends a sentence.
    pub(crate) fn end_sentence(&mut self) {
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '．');
        let words = self.as_str().trim_end_matches(['”', '’', '"', '\'', '»', ')']);
        if !words.ends_with(ends) {
            self.push_text(".");
        }
    }

    /// True if the markup begins above the line, as the number of a note does.
    pub(crate) fn is_raised(&self) -> bool {
        let mut marks = self.marks.iter().take_while(|mark| mark.start == 0);
        marks.any(|mark| mark.format == Formatting::Superscript)
    }
}

#[cfg(test)]
mod tests {
    use crate::markup::{Formatting, Mark, Markup};

    fn italic(text: &str, start: u32, end: u32) -> Markup {
        let marks = vec![Mark { start, end, format: Formatting::Italic }];
        Markup { text: text.to_owned(), marks, ..Markup::default() }
    }

    #[test]
    fn capitals_may_be_longer() {
        let mut markup = italic("“ŉa” b", 3, 6);
        markup.capitalize_first();
        assert_eq!(markup.as_str(), "“ʼNa” b");
        assert_eq!((markup.marks[0].start, markup.marks[0].end), (3, 7));
        let mut number = Markup::plain("3 a");
        number.capitalize_first();
        assert_eq!(number.as_str(), "3 a");
    }

    #[test]
    fn a_stop_is_taken_off_before_a_quotation_mark_too() {
        for (text, without) in [("a.", "a"), ("“b.”", "“b”"), ("c", "c"), ("“d?”", "“d?”")]
        {
            assert_eq!(Markup::plain(text).without_stop().as_str(), without);
        }
        let markup = italic("“a b.”", 3, 7).without_stop();
        assert_eq!((markup.marks[0].start, markup.marks[0].end), (3, 6));
    }

    #[test]
    fn only_a_pair_around_all_of_it_is_taken_off() {
        for (text, inside) in
            [("(a, 1)", "a, 1"), ("(a) (b)", "(a) (b)"), ("[1]", "1"), ("(a", "(a"), ("", "")]
        {
            assert_eq!(Markup::plain(text).without_parentheses().as_str(), inside);
        }
        assert_eq!(italic("(ab)", 1, 3).without_parentheses().marks[0].end, 2);
    }
}
