//! The page of a rule: as Markdown, and formatted for a terminal.

use ibid::diagnostic::{FixAvailability, Group, Rule};
use ibid::model::Variable;
use ibid::read::{Format, read};
use ibid::report::Color;
use ibid::source::{Source, SourceId};

/// The works that pages cite.
const SOURCES: &str = include_str!("../../../docs/sources.yaml");

/// The indentation of paragraphs.
const INDENT: usize = 2;
/// The indentation of examples.
const EXAMPLE_INDENT: usize = 6;

/// The page as Markdown, with the rule's properties under the heading.
pub(crate) fn markdown(rule: &Rule) -> String {
    let (heading, body) = rule.page.split_once('\n').unwrap_or((rule.page, ""));
    let body = with_sources(body, |title, address| match address {
        Some(address) => format!("[{title}]({address})"),
        None => title.to_owned(),
    });
    format!("{heading}\n\n{}, {}\n{body}", rule.code, facts(rule))
}

/// The page for a terminal of this width.
pub(crate) fn text(rule: &Rule, width: usize, color: Color) -> String {
    let page = with_sources(rule.page, |title, address| match address {
        Some(address) => format!("{title} <{address}>"),
        None => title.to_owned(),
    });
    let mut out = format!("{} ({})\n{}\n", heading(rule.name, color), rule.code, facts(rule));
    let mut last: Option<&Block<'_>> = None;
    for block in blocks(&page).iter().skip(1) {
        let joins = matches!(
            (last, block),
            (Some(Block::Heading(_)), _) | (Some(Block::Item(_)), Block::Item(_))
        );
        if !joins {
            out.push('\n');
        }
        match block {
            Block::Heading(text) => out.push_str(&format!("{}\n", heading(text, color))),
            Block::Paragraph(text) => push_wrapped(text, ["", ""], width, color, &mut out),
            Block::Item(text) => push_wrapped(text, ["- ", "  "], width, color, &mut out),
            Block::Example { lines, is_reported } => {
                if let Some(is_reported) = is_reported {
                    let word = if *is_reported { "Reported:" } else { "Not reported:" };
                    out.push_str(&format!("{:INDENT$}{word}\n\n", ""));
                }
                for line in lines {
                    out.push_str(format!("{:EXAMPLE_INDENT$}{line}", "").trim_end());
                    out.push('\n');
                }
            }
        }
        last = Some(block);
    }
    out
}

fn facts(rule: &Rule) -> String {
    let group = match rule.group {
        Group::Default => "on by default",
        Group::OptIn => "off unless asked for",
    };
    let fix = match rule.fix {
        FixAvailability::None => "no fixes",
        FixAvailability::Safe => "safe fixes",
        FixAvailability::Unsafe => "unsafe fixes",
        FixAvailability::Both => "safe and unsafe fixes",
    };
    format!("{}, {group}, {fix}", rule.severity)
}

/// The Markdown elements that pages consist of.
enum Block<'p> {
    Heading(&'p str),
    Paragraph(&'p str),
    Item(&'p str),
    /// A text, and whether something is reported in it if it is checked.
    Example {
        lines: Vec<&'p str>,
        is_reported: Option<bool>,
    },
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let lines = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(example(info, lines));
        } else if let Some(heading) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
            blocks.push(Block::Heading(heading));
        } else if let Some(item) = line.strip_prefix("- ") {
            blocks.push(Block::Item(item));
        } else if !line.is_empty() {
            blocks.push(Block::Paragraph(line));
        }
    }
    blocks
}

/// An example without the remark that says whether it is reported, which is after the language, or
/// in a comment on the first or last line.
fn example<'p>(info: &'p str, mut lines: Vec<&'p str>) -> Block<'p> {
    if info == "toml" {
        return Block::Example { lines, is_reported: None };
    }
    // Settings of an example are not shown; its page explains them.
    let words = info.split(' ').skip(1).skip_while(|word| word.contains('='));
    let in_info = is_reported(&words.collect::<Vec<_>>().join(" "));
    let is_reported = in_info.unwrap_or_else(|| {
        if let Some(reported) = lines.first().and_then(|line| is_reported(line)) {
            lines.remove(0);
            reported
        } else if let Some(reported) = lines.last().and_then(|line| is_reported(line)) {
            lines.pop();
            reported
        } else {
            false
        }
    });
    Block::Example { lines, is_reported: Some(is_reported) }
}

fn is_reported(remark: &str) -> Option<bool> {
    let remark = remark.trim_start_matches(['%', '#', '/', ' ']).trim_start_matches("<!--");
    let remark = remark.trim_end_matches("-->").trim();
    match remark.starts_with("error: [") {
        true => Some(true),
        false => (remark == "ok").then_some(false),
    }
}

/// A text in which cited sources, `- [@csl-spec]`, are replaced with what `write` makes of their
/// titles and addresses.
fn with_sources(text: &str, write: impl Fn(&str, Option<&str>) -> String) -> String {
    let source = Source::new("sources.yaml", SOURCES);
    let reading = read(&source, SourceId(0), Some(Format::Hayagriva));
    let library = reading.map(|reading| reading.library).unwrap_or_default();
    let named = |line: &str| {
        let (key, rest) = line.strip_prefix("- [@")?.split_once(']')?;
        let entry = library.get(key)?;
        let title = entry.str(Variable::Title)?;
        Some(format!("- {}{rest}", write(title, entry.str(Variable::Url))))
    };
    let lines = text.split_inclusive('\n');
    lines.map(|line| named(line).unwrap_or_else(|| line.to_owned())).collect()
}

/// A heading, which is bold on a terminal.
fn heading(text: &str, color: Color) -> String {
    match color {
        Color::Always => format!("\u{1b}[1m{text}\u{1b}[0m"),
        Color::Never => text.to_owned(),
    }
}

/// Writes a paragraph, wrapped to the width of the terminal. The first line begins with the first
/// of the two leads, the others with the second; code is coloured or keeps its backticks.
fn push_wrapped(text: &str, leads: [&str; 2], width: usize, color: Color, out: &mut String) {
    let room = width.saturating_sub(INDENT + leads[0].len()).max(20);
    let mut lines: Vec<String> = vec![String::new()];
    let mut length = 0;
    for word in text.split(' ') {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > room {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += word_length;
        }
    }
    let mut in_code = false;
    for (index, line) in lines.iter().enumerate() {
        let lead = leads[index.min(1)];
        let line = match color {
            Color::Always => painted(line, &mut in_code),
            Color::Never => line.clone(),
        };
        out.push_str(&format!("{:INDENT$}{lead}{line}\n", ""));
    }
}

/// A line in which code is coloured instead of in backticks; code may extend over several lines.
fn painted(line: &str, in_code: &mut bool) -> String {
    const OPEN: &str = "\u{1b}[36m";
    const CLOSE: &str = "\u{1b}[0m";
    let mut out = String::new();
    if *in_code {
        out.push_str(OPEN);
    }
    for character in line.chars() {
        if character == '`' {
            *in_code = !*in_code;
            out.push_str(if *in_code { OPEN } else { CLOSE });
        } else {
            out.push(character);
        }
    }
    if *in_code {
        out.push_str(CLOSE);
    }
    out
}

#[cfg(test)]
mod tests {
    use ibid::check::{rule, rules};
    use ibid::report::Color;

    use super::{markdown, text};

    #[test]
    fn lines_fit_the_terminal() {
        for rule in rules() {
            let page = text(rule, 60, Color::Never);
            assert!(!page.contains("```"), "{page}");
            for line in page.lines().filter(|line| !line.starts_with("      ")) {
                assert!(!line.trim_start().starts_with("- [@"), "{line}");
                let is_word = !line.trim_start_matches([' ', '-']).contains(' ');
                assert!(line.chars().count() <= 60 || is_word, "{line}");
            }
            let colored = text(rule, 60, Color::Always);
            let headings = colored.lines().filter(|line| line.starts_with("\u{1b}[1m"));
            assert_eq!(headings.count(), 7, "the name and six parts: {colored}");
            let is_prose = |line: &&str| !line.starts_with("      ");
            assert!(!colored.lines().filter(is_prose).any(|line| line.contains('`')), "{colored}");
        }
    }

    #[test]
    fn sources_are_named() {
        let rule = rule("reversed-pages").unwrap();
        let address = "https://docs.citationstyles.org/en/stable/specification.html";
        let markdown = markdown(rule);
        assert!(markdown.contains(&format!("- [CSL 1.0.2 Specification]({address}), ")));
        let text = text(rule, 200, Color::Never);
        assert!(text.contains(&format!("- CSL 1.0.2 Specification <{address}>, ")), "{text}");
    }
}
