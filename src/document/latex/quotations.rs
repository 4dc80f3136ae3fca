//! The quotations of csquotes that cite: `\textcquote[5]{key}{words}`, `\begin{displaycquote}{key}`.
//!
//! *Source*: the manual of csquotes, "Integrated Interface".

use crate::document::latex::Reader;
use crate::document::latex::cites::Cites;
use crate::document::latex::commands::{Cite, Shape, quotation_takes_language};
use crate::document::{Expansion, WrittenMode};
use crate::source::Span;

/// What follows a quotation is printed as the citation has it, without csquotes' parentheses.
const BARE: &str = "\\renewcommand*{\\mkcitation}[1]{#1}";

impl Reader<'_> {
    /// A command such as `\textcquote`; gives where its key ends. What it quotes is read as any text.
    pub(super) fn quotation(&mut self, start: usize, name: &str, behind: usize) -> usize {
        let text = self.scan.text;
        let star = usize::from(text[behind..].starts_with('*'));
        let Some((arguments, end)) = self.quoted_from(start, name, behind + star) else {
            return behind;
        };
        // The punctuation, the words, and the punctuation behind them.
        let behind = self.scan.behind_option(end);
        let open = self.scan.skip_space(behind);
        if let Some(close) = self.scan.braces.pair(open) {
            let last = self.scan.group(close + 1, b'[', b']');
            let last = last.filter(|_| text[close + 1..].starts_with('['));
            let whole = last.map_or(close, |group| group.end) + 1;
            let plain = name.replace("cquote", "quote");
            let language = &text[behind_name(text, start, star)..arguments];
            let star = if star > 0 { "*" } else { "" };
            let expanded = format!(
                "{{{BARE}\\{plain}{star}{language}[{{ \\autocite{}}}]{}}}",
                &text[arguments..end],
                &text[end..whole]
            );
            self.document
                .expansions
                .push(Expansion { span: Span::new(start, whole), text: expanded });
        }
        end
    }

    /// An environment such as `displaycquote`, whose name ends at `behind`; gives where its key ends.
    pub(super) fn display_quotation(&mut self, start: usize, name: &str, behind: usize) -> usize {
        let text = self.scan.text;
        let Some((arguments, end)) = self.quoted_from(start, name, behind) else { return behind };
        let mark = self.scan.group(end, b'[', b']').filter(|_| text[end..].starts_with('['));
        let whole = mark.map_or(end, |group| group.end + 1);
        let plain = name.replace("cquote", "quote");
        let expanded = format!(
            "\\begin{{{plain}}}{}[{{ \\autocite{}}}]{}{BARE}",
            &text[behind..arguments],
            &text[arguments..end],
            &text[end..whole]
        );
        self.document.expansions.push(Expansion { span: Span::new(start, whole), text: expanded });
        end
    }

    /// The end of such an environment.
    pub(super) fn end_of_quotation(&mut self, start: usize, behind: usize) {
        let Some(group) = self.scan.group(behind, b'{', b'}') else { return };
        let name = &self.scan.text[group.clone()];
        if name.ends_with("displaycquote") && quotation_takes_language(name).is_some() {
            let text = format!("\\end{{{}}}", name.replace("cquote", "quote"));
            self.document
                .expansions
                .push(Expansion { span: Span::new(start, group.end + 1), text });
        }
    }

    /// Reads what a quotation cites; gives where the arguments of that begin and end.
    fn quoted_from(&mut self, start: usize, name: &str, behind: usize) -> Option<(usize, usize)> {
        let mut arguments = behind;
        if quotation_takes_language(name)? {
            arguments = self.scan.group(behind, b'{', b'}')?.end + 1;
        }
        let command = Cite { mode: WrittenMode::Normal, shape: Shape::One, makes_note: false };
        let mut cites = Cites::default();
        let (end, _) = self.one(arguments, command, &mut cites)?;
        self.finish(start, end, command, cites);
        Some((arguments, end))
    }
}

/// Where the name of a command ends that begins at an offset, with its star.
fn behind_name(text: &str, start: usize, star: usize) -> usize {
    let name = text[start + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    start + 1 + name + star
}
