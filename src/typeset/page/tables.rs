//! Tables whose columns are drawn, as pipe tables.
//!
//! *Source*: Pandoc User's Guide, "Tables".

use pulldown_cmark::Alignment;

/// A table: its columns, and the cells of its rows, the first of which is the header.
struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

/// True if a line is a border of a grid table.
pub(super) fn is_grid(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

/// The lines of a grid table as those of a pipe table; `None` if a cell spans columns or rows, or
/// contains a block that a pipe table cannot have.
pub(super) fn of_grid(lines: &[&str]) -> Option<Vec<String>> {
    let first = lines.first()?.trim_end();
    let borders = edges(first);
    let mut alignments = alignments_of(first, &borders);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut open: Vec<Vec<String>> = vec![Vec::new(); borders.len() - 1];
    let mut header = None;
    for line in &lines[1..] {
        let line = line.trim_end();
        if is_grid(line) {
            if edges(line) != borders {
                return None;
            }
            let cells = open.iter_mut().map(|cell| joined(&std::mem::take(cell)));
            rows.push(cells.collect::<Option<_>>()?);
            if line.contains('=') {
                if header.is_none() && rows.len() == 1 {
                    header = Some(());
                    alignments = alignments_of(line, &borders);
                } else if rows.len() == 1 || header.is_none() {
                    return None;
                }
            }
            continue;
        }
        let chars: Vec<char> = line.chars().collect();
        if borders.iter().any(|at| chars.get(*at) != Some(&'|')) {
            return None;
        }
        for (cell, edge) in open.iter_mut().zip(borders.windows(2)) {
            cell.push(chars[edge[0] + 1..edge[1]].iter().collect());
        }
    }
    if header.is_none() {
        rows.insert(0, vec![String::new(); borders.len() - 1]);
    }
    Table { alignments, rows }.written()
}

/// The positions of the `+` in a border.
fn edges(line: &str) -> Vec<usize> {
    line.chars().enumerate().filter(|(_, c)| *c == '+').map(|(at, _)| at).collect()
}

fn alignments_of(line: &str, borders: &[usize]) -> Vec<Alignment> {
    let chars: Vec<char> = line.chars().collect();
    let of = |edge: &[usize]| alignment(chars[edge[0] + 1] == ':', chars[edge[1] - 1] == ':');
    borders.windows(2).map(of).collect()
}

fn alignment(is_left: bool, is_right: bool) -> Alignment {
    match (is_left, is_right) {
        (true, true) => Alignment::Center,
        (true, false) => Alignment::Left,
        (false, true) => Alignment::Right,
        (false, false) => Alignment::None,
    }
}

/// The lines of a table whose columns are marked with dashes, as those of a pipe table.
pub(super) fn of_dashes(lines: &[&str]) -> Option<Vec<String>> {
    let is_whole = |line: &str| !line.trim().contains(' ') && is_rule(line);
    let is_multiline = is_whole(lines.first()?);
    let columns_at =
        lines.iter().position(|line| is_rule(line) && !is_whole(line)).or_else(|| {
            // A table with a single column.
            lines.iter().position(|line| is_rule(line))
        })?;
    let columns = runs(lines[columns_at]);
    let cells = |line: &&str| -> Vec<String> {
        let chars: Vec<char> = line.chars().collect();
        let mut cells = Vec::new();
        for (at, (start, _)) in columns.iter().enumerate() {
            let end = columns.get(at + 1).map_or(chars.len(), |(next, _)| *next).min(chars.len());
            let start = if at == 0 { 0 } else { (*start).min(end) };
            cells.push(chars[start..end].iter().collect());
        }
        cells
    };
    let head: Vec<Vec<String>> =
        lines[..columns_at].iter().skip(usize::from(is_multiline)).map(cells).collect();
    let is_headless = columns_at == 0;
    let body = lines[columns_at + 1..].iter().take_while(|line| !is_rule(line));
    let body: Vec<&&str> = body.collect();
    let rows_are_paragraphs = is_multiline || body.iter().any(|line| line.trim().is_empty());
    let mut rows: Vec<Vec<String>> = vec![stacked(&head, columns.len())?];
    let mut open: Vec<Vec<String>> = Vec::new();
    for line in &body {
        match line.trim().is_empty() {
            true if !open.is_empty() => {
                rows.push(stacked(&std::mem::take(&mut open), columns.len())?)
            }
            true => {}
            false => {
                open.push(cells(line));
                if !rows_are_paragraphs {
                    rows.push(stacked(&std::mem::take(&mut open), columns.len())?);
                }
            }
        }
    }
    if !open.is_empty() {
        rows.push(stacked(&open, columns.len())?);
    }
    // The first line of the header, or of the first row, shows the alignments.
    let shown = if is_headless { body.first()? } else { lines.get(usize::from(is_multiline))? };
    let chars: Vec<char> = shown.chars().collect();
    let is_filled = |at: usize| chars.get(at).is_some_and(|c| !c.is_whitespace());
    let alignments =
        columns.iter().map(|(start, end)| match (is_filled(*start), is_filled(*end - 1)) {
            (true, true) => Alignment::None,
            (true, false) => Alignment::Left,
            (false, true) => Alignment::Right,
            (false, false) => Alignment::Center,
        });
    Table { alignments: alignments.collect(), rows }.written()
}

/// True if a line consists of dashes and blanks.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.bytes().all(|byte| matches!(byte, b'-' | b' '))
}

/// The runs of dashes in a line.
fn runs(line: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.chars().enumerate().filter(|(_, c)| *c == '-') {
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// The cells of a row of several lines.
fn stacked(lines: &[Vec<String>], columns: usize) -> Option<Vec<String>> {
    let cell = |at: usize| {
        let parts: Vec<String> = lines.iter().filter_map(|line| line.get(at).cloned()).collect();
        joined(&parts)
    };
    (0..columns).map(cell).collect()
}

/// The lines of a cell as one: paragraphs and items of a list are separated by line breaks. `None`
/// if the cell contains code.
fn joined(lines: &[String]) -> Option<String> {
    const BREAK: &str = "<br>";
    let mut out = String::new();
    let mut is_new = true;
    for line in lines.iter().map(|line| line.trim()) {
        if line.starts_with("```") || line.starts_with("~~~") {
            return None;
        }
        let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
        match (line.is_empty(), out.is_empty()) {
            (true, _) => {
                is_new = true;
                continue;
            }
            (false, true) => {}
            (false, false) if is_new || item.is_some() => out.push_str(BREAK),
            (false, false) => out.push(' '),
        }
        if item.is_some() {
            out.push_str("• ");
        }
        out.push_str(item.unwrap_or(line));
        is_new = false;
    }
    Some(out)
}

impl Table {
    fn written(&self) -> Option<Vec<String>> {
        let row = |cells: &Vec<String>| {
            let cells = cells.iter().map(|cell| format!(" {} ", with_escaped_pipes(cell)));
            format!("|{}|", cells.collect::<Vec<_>>().join("|"))
        };
        let rule = self.alignments.iter().map(|alignment| match alignment {
            Alignment::None => " --- ",
            Alignment::Left => " :-- ",
            Alignment::Center => " :-: ",
            Alignment::Right => " --: ",
        });
        let rule = format!("|{}|", rule.collect::<Vec<_>>().join("|"));
        let (head, body) = self.rows.split_first()?;
        let body = body.iter().map(row);
        Some([row(head), rule].into_iter().chain(body).collect())
    }
}

/// A cell in which no `|` ends it.
fn with_escaped_pipes(cell: &str) -> String {
    cell.replace("\\|", "|").replace('|', "\\|")
}

/// The row of a pipe table, with the `|` in code and formulas escaped, since they end no cell there.
pub(super) fn protected_row(row: &str) -> String {
    let mut out = String::with_capacity(row.len());
    let mut rest = row;
    while let Some(at) = rest.find(['`', '$', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mark = &from[..1];
        if mark == "\\" {
            let length = 1 + from[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&from[..length]);
            rest = &from[length..];
            continue;
        }
        let run = from.len() - from.trim_start_matches(mark).len();
        let closed = from[run..].find(&from[..run]).filter(|length| {
            // A sum of money is no formula.
            mark == "`"
                || (!from[run..].starts_with(' ') && !from[run..run + length].ends_with(' '))
        });
        let length = closed.map_or(run, |length| 2 * run + length);
        match closed {
            Some(_) => out.push_str(&with_escaped_pipes(&from[..length])),
            None => out.push_str(&from[..length]),
        }
        rest = &from[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{of_dashes, of_grid, protected_row};

    #[test]
    fn grids_become_pipe_tables() {
        let grid = [
            "+-----+------+",
            "| A   | B    |",
            "+=====+:====:+",
            "| one | a|b  |",
            "| two |      |",
            "|     | - x  |",
            "| new | - y  |",
            "+-----+------+",
        ];
        let expected = ["| A | B |", "| --- | :-: |", "| one two<br>new | a\\|b<br>• x<br>• y |"];
        assert_eq!(of_grid(&grid).unwrap(), expected);
        let spanned = ["+--+--+", "| a   |", "+--+--+"];
        assert_eq!(of_grid(&spanned), None);
    }

    #[test]
    fn drawn_tables_become_pipe_tables() {
        let simple = ["Right Left", "----- -----", "   12 12", "  123 123"];
        let expected = ["| Right | Left |", "| --- | :-- |", "| 12 | 12 |", "| 123 | 123 |"];
        assert_eq!(of_dashes(&simple).unwrap(), expected);
        let several = [
            "-----------",
            " A    Two",
            "      lines",
            "---- ------",
            "a    b",
            "     c",
            "",
            "d    e",
            "-----------",
        ];
        let expected = ["| A | Two lines |", "| :-: | :-: |", "| a | b c |", "| d | e |"];
        let written = of_dashes(&several).unwrap();
        assert_eq!(written[0], expected[0]);
        assert_eq!(written[2..], expected[2..]);
    }

    #[test]
    fn pipes_in_code_end_no_cell() {
        assert_eq!(
            protected_row("| `a|b` | $|x|$ | \\| | $5 |"),
            "| `a\\|b` | $\\|x\\|$ | \\| | $5 |"
        );
    }
}
