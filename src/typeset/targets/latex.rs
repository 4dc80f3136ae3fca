//! LaTeX: notes as `\footnote`, anchors as hyperref's `\hypertarget`.

use std::ops::Range;

use crate::markup::Markup;
use crate::output::Format;
use crate::typeset::listing::Title;
use crate::typeset::pieces::{PrintedListing, id_of};
use crate::typeset::targets::{Around, Target, at_end};

pub(in crate::typeset) struct Latex {
    /// Whether the document has chapters, so that a bibliography is a chapter.
    pub(in crate::typeset) is_book: bool,
}

impl Target for Latex {
    fn citation(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String {
        let text = with_id(markup, id);
        // A letter would continue the name of a command.
        let word = around.before().trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_command = word.ends_with('\\') && word.len() < around.before().len();
        match is_command && text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            true => format!("{{}}{text}"),
            false => text,
        }
    }

    fn note(&mut self, markup: &Markup, id: Option<usize>, _: Around<'_>) -> String {
        format!("\\footnote{{{}}}", with_id(markup, id))
    }

    fn note_text(&mut self, markup: &Markup, id: Option<usize>) -> String {
        format!("\\footnotetext{{{}}}", with_id(markup, id))
    }

    fn behind_float(&self, around: &Around<'_>) -> Option<usize> {
        in_caption(around.before()).then(|| float_end(around.text, around.range.end))?
    }

    fn mark(&self) -> &'static str {
        "\\protect\\footnotemark{}"
    }

    fn held(&self, texts: &[String]) -> String {
        let mut out = String::new();
        // The number is that of the last mark.
        if texts.len() > 1 {
            out.push_str(&format!("\n\\addtocounter{{footnote}}{{-{}}}%", texts.len() - 1));
        }
        out.push('\n');
        out.push_str(&texts.join("%\n\\stepcounter{footnote}%\n"));
        out
    }

    fn listing(&mut self, listing: &PrintedListing, around: Around<'_>) -> (Range<usize>, String) {
        let text = self.heading(listing) + list(listing).trim_end();
        if listing.is_end {
            return at_end(&around, &text);
        }
        (around.range, text)
    }
}

impl Latex {
    /// The command for the heading, and a line break.
    fn heading(&self, listing: &PrintedListing) -> String {
        let form = listing.heading.as_deref().unwrap_or_default();
        let is_sub = form.starts_with("sub");
        let command = match (self.is_book, is_sub) {
            (true, false) => "chapter",
            (true, true) | (false, false) => "section",
            (false, true) => "subsection",
        };
        let words = match &listing.title {
            Title::None => return String::new(),
            Title::Default if self.is_book => "\\bibname",
            Title::Default => "\\refname",
            Title::Words(words) => words,
        };
        let (star, contents) = match form {
            form if form.ends_with("numbered") => ("", String::new()),
            form if form.ends_with("intoc") => {
                ("*", format!("\\addcontentsline{{toc}}{{{command}}}{{{words}}}\n"))
            }
            _ => ("*", String::new()),
        };
        format!("\\{command}{star}{{{words}}}\n{contents}")
    }
}

/// True if a text ends in the argument of `\\caption`, where notes are not possible.
fn in_caption(before: &str) -> bool {
    const MOST: usize = 8192;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(MOST))..];
    let mut depth = 0_u32;
    for (at, c) in near.char_indices().rev().filter(|(_, c)| matches!(c, '{' | '}')) {
        if near[..at].ends_with('\\') {
            continue;
        }
        match c {
            '}' => depth += 1,
            _ if depth > 0 => depth -= 1,
            _ => {
                let command = near[..at].trim_end();
                let command = match command.strip_suffix(']') {
                    Some(rest) => rest.rfind('[').map_or(rest, |open| &rest[..open]),
                    None => command,
                };
                let name = command.trim_end_matches('*').rsplit('\\').next().unwrap_or_default();
                if matches!(name, "caption" | "subcaption" | "captionabove" | "captionbelow") {
                    return true;
                }
            }
        }
    }
    false
}

/// The end of the float that contains a position.
fn float_end(text: &str, at: usize) -> Option<usize> {
    const END: &str = "\\end{";
    let mut at = at;
    loop {
        let name = at + text[at..].find(END)? + END.len();
        let length = text[name..].find('}')?;
        at = name + length + 1;
        let environment = text[name..name + length].trim_end_matches('*');
        // Not `subfigure` or `subtable`, which are inside floats.
        let is_float = ["figure", "table", "longtable", "algorithm", "listing", "SCfigure"]
            .contains(&environment)
            || environment.starts_with("wrap")
            || environment.starts_with("sideways");
        if is_float {
            return Some(at);
        }
    }
}

/// The list of entries.
pub(in crate::typeset) fn list(listing: &PrintedListing) -> String {
    if listing.bibliography.entries.is_empty() {
        return String::new();
    }
    let bibliography = listing.with_back_links();
    let entries = match listing.with_ids {
        true => bibliography.write_with_ids(Format::Latex),
        false => bibliography.write(Format::Latex),
    };
    // Few fonts have the arrow.
    entries.replace("{↩", "{$\\hookleftarrow$")
}

fn with_id(markup: &Markup, id: Option<usize>) -> String {
    let text = Format::Latex.write(markup);
    match id {
        Some(number) => format!("\\hypertarget{{{}}}{{}}{text}", id_of(number)),
        None => text,
    }
}
